// The tagger against PyTorch on the same made-up text, token by token. training/attribution/export.py writes the
// expected numbers: for a tiny network of random weights, and for the one in the program.
#include "reading/attribution/neural.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "model/embedded.h"
#include "model/word_pieces.h"
#include "reading/attribution/attribution.h"
#include "reading/attribution/neural_candidate.h"
#include "support/case_file.h"
#include "text/text.h"

namespace hearsay::neural {
namespace {

struct ExpectedToken {
  std::string form;
  int shape = 0;
  int quote = 0;
  int tag = 0;
  float emissions[4] = {};  // the first three, and the sum of all
};

struct Expected {
  std::vector<ExpectedToken> tokens;
  std::vector<std::string> attributions;
};

Expected read_expected(const std::string& path) {
  Expected expected;
  std::istringstream lines(test::read_source_file(path));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind;
    words >> kind;
    if (kind == "attribution") {
      expected.attributions.push_back(line);
      continue;
    }
    ExpectedToken token;
    words >> token.form >> token.shape >> token.quote >> token.tag;
    for (float& emission : token.emissions) words >> emission;
    EXPECT_FALSE(words.fail()) << line;
    expected.tokens.push_back(token);
  }
  return expected;
}

std::string spans_text(const Spans& spans) {
  std::string text;
  for (const Span& span : spans)
    text += (text.empty() ? "" : ",") + std::to_string(span.begin) + "-" + std::to_string(span.end);
  return text;
}

// As export.py writes them; those without content are not given by the tagger.
std::vector<std::string> lines_of(const std::vector<Attribution>& attributions) {
  std::vector<std::string> lines;
  for (const Attribution& a : attributions)
    lines.push_back("attribution source " + spans_text(a.source) + " cue " + spans_text(a.cue) + " content " +
                    spans_text(a.content));
  std::sort(lines.begin(), lines.end());
  return lines;
}

void compare(std::string_view weights, const std::string& expected_path, float tolerance) {
  const Result<Tagger> tagger = Tagger::load(weights);
  ASSERT_TRUE(tagger.ok()) << tagger.error().message();
  const std::string text = test::read_source_file("tests/reading/neural/made-up.txt");
  const Expected expected = read_expected(expected_path);
  const std::vector<Paragraph> paragraphs = read_paragraphs(text);
  std::vector<Token> tokens;
  for (const Paragraph& paragraph : paragraphs) tokens.insert(tokens.end(), paragraph.begin(), paragraph.end());
  ASSERT_EQ(tokens.size(), expected.tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    EXPECT_EQ(tokens[i].form, expected.tokens[i].form);
    EXPECT_EQ(tokens[i].shape, expected.tokens[i].shape) << tokens[i].form;
    EXPECT_EQ(tokens[i].quote, expected.tokens[i].quote) << tokens[i].form;
  }
  std::vector<Window> windows = tagger->encoder().windows(paragraphs);
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return a.length > b.length; });
  for (const model::Kernels* kernels : model::usable_kernels()) {
    const Encoded encoded = tagger->encoder().encode(*kernels, model::Arithmetic::floats, tokens, windows);
    for (std::uint32_t w = 0; w < windows.size(); ++w)
      for (std::uint32_t i = 0; i < windows[w].length; ++i) {
        const ExpectedToken& token = expected.tokens[windows[w].first + i];
        EXPECT_EQ(encoded.tags[w][i], token.tag) << kernels->name << " " << token.form;
        const float* emissions = encoded.emissions.data() + encoded.lockstep.column(w, i) * kTags;
        float sum = 0;
        for (std::uint32_t k = 0; k < kTags; ++k) sum += emissions[k];
        for (int k = 0; k < 3; ++k) EXPECT_NEAR(emissions[k], token.emissions[k], tolerance) << kernels->name;
        EXPECT_NEAR(sum, token.emissions[3], 8 * tolerance) << kernels->name;
      }
    std::vector<std::string> with_content;
    for (const std::string& line : expected.attributions)
      if (!line.ends_with("content ")) with_content.push_back(line);
    std::sort(with_content.begin(), with_content.end());
    EXPECT_EQ(lines_of(tagger->tag(text, *kernels, model::Arithmetic::floats)), with_content) << kernels->name;
  }
}

TEST(Neural, TinyNetworkAsPyTorchReadsIt) {
  compare(test::read_source_file("tests/reading/neural/tiny.hsm"), "tests/reading/neural/tiny-expected.txt", 2e-4F);
}

TEST(Neural, ProgramsNetworkAsPyTorchReadsIt) {
  compare(model::fast_attribution_weights(), "tests/reading/neural/fast-expected.txt", 2e-3F);
}

TEST(Neural, TinyTransformerAsPyTorchReadsIt) {
  compare(test::read_source_file("tests/reading/neural/tiny-transformer.hsm"),
          "tests/reading/neural/tiny-transformer-expected.txt", 5e-4F);
}

// What users get: states in bytes. Of the made-up text at most one attribution may differ from PyTorch's, and nothing
// between instruction sets.
TEST(Neural, BytesFindWhatFloatsFind) {
  const Tagger* tagger = fast_tagger();
  ASSERT_NE(tagger, nullptr);
  const std::string text = test::read_source_file("tests/reading/neural/made-up.txt");
  const std::vector<std::string> floats = lines_of(tagger->tag(text, model::kernels(), model::Arithmetic::floats));
  const std::vector<std::string> bytes = lines_of(tagger->tag(text));
  std::vector<std::string> lost;
  std::set_difference(floats.begin(), floats.end(), bytes.begin(), bytes.end(), std::back_inserter(lost));
  EXPECT_LE(lost.size(), 1u);
  EXPECT_NEAR(static_cast<double>(bytes.size()), static_cast<double>(floats.size()), 1);
  for (const model::Kernels* kernels : model::usable_kernels())
    EXPECT_EQ(lines_of(tagger->tag(text, *kernels, model::Arithmetic::bytes)), bytes) << kernels->name;
}

// What is found in a text is the same bytes whatever is read beside it, and what probes read in it too.
TEST(Neural, SeveralTextsAreReadAsEachAlone) {
  const Tagger* tagger = fast_tagger();
  ASSERT_NE(tagger, nullptr);
  const std::string text = test::read_source_file("tests/reading/neural/made-up.txt");
  std::vector<std::string_view> texts = {text, "", "Harl said that the harbour would stay shut."};
  for (std::size_t begin = 0; begin + 400 < text.size(); begin += 400) texts.push_back(std::string_view(text).substr(begin, 390));
  std::vector<Readings> readings(texts.size());
  const std::vector<std::vector<Attribution>> together = tagger->tag(texts, readings);
  ASSERT_EQ(together.size(), texts.size());
  ASSERT_EQ(together[2].size(), 1u);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Readings own;
    EXPECT_EQ(lines_of(together[i]), lines_of(tagger->tag(texts[i], &own))) << i;
    for (std::uint32_t at = 0; at < texts[i].size(); at += 7) {
      const float* one = readings[i].at(at);
      const float* other = own.at(at);
      ASSERT_EQ(one == nullptr, other == nullptr) << i;
      for (std::uint32_t k = 0; one != nullptr && k < tagger->encoder().probe_count(); ++k) EXPECT_EQ(one[k], other[k]) << i;
    }
  }
}

// The same for the transformer; its floats are multiplied slowly, so on one instruction set.
TEST(Neural, AccurateFindsWhatPyTorchFinds) {
  const Tagger* tagger = accurate_tagger();
  ASSERT_NE(tagger, nullptr);
  const std::string text = test::read_source_file("tests/reading/neural/made-up.txt");
  const std::vector<Paragraph> paragraphs = read_paragraphs(text);
  std::vector<Token> tokens;
  for (const Paragraph& paragraph : paragraphs) tokens.insert(tokens.end(), paragraph.begin(), paragraph.end());
  std::vector<Window> windows = tagger->encoder().windows(paragraphs);
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return a.length > b.length; });
  const Expected expected = read_expected("tests/reading/neural/accurate-expected.txt");
  ASSERT_EQ(tokens.size(), expected.tokens.size());
  const auto differences = [&](const Encoded& encoded, float tolerance) {
    int count = 0;
    for (std::uint32_t w = 0; w < windows.size(); ++w)
      for (std::uint32_t i = 0; i < windows[w].length; ++i) {
        const ExpectedToken& token = expected.tokens[windows[w].first + i];
        count += encoded.tags[w][i] == token.tag ? 0 : 1;
        for (int k = 0; k < 3; ++k)
          EXPECT_NEAR(encoded.emissions[encoded.lockstep.column(w, i) * kTags + k], token.emissions[k], tolerance)
              << token.form;
      }
    return count;
  };
  EXPECT_EQ(differences(tagger->encoder().encode(model::kernels(), model::Arithmetic::floats, tokens, windows), 5e-3F),
            0);
  const Encoded bytes = tagger->encoder().encode(model::kernels(), model::Arithmetic::bytes, tokens, windows);
  EXPECT_LE(differences(bytes, 3.0F), 8) << "tags of 242 tokens";
  for (const model::Kernels* kernels : model::usable_kernels()) {
    const Encoded other = tagger->encoder().encode(*kernels, model::Arithmetic::bytes, tokens, windows);
    EXPECT_EQ(other.tags, bytes.tags) << kernels->name;
    for (std::size_t i = 0; i < bytes.emissions.size(); ++i)
      ASSERT_NEAR(other.emissions[i], bytes.emissions[i], 1e-4F) << kernels->name;
  }
}

// Paragraphs longer than a window are cut; every token is in one window and none too long for the transformer.
TEST(Neural, AccurateReadsLongParagraphs) {
  const std::string file = test::read_source_file("tests/reading/neural/tiny-transformer.hsm");  // the tagger reads from it
  const Result<Tagger> tagger = Tagger::load(file);
  ASSERT_TRUE(tagger.ok()) << tagger.error().message();
  std::string text = "One line.\n";
  for (int i = 0; i < 3000; ++i) text += "harbourmaster\u2019s ";
  text += "\nAnother line.\n" + std::string(5000, 'x') + "\n\n.";
  std::vector<Window> windows = tagger->encoder().windows(read_paragraphs(text));
  std::uint32_t next = 0;
  for (const Window& window : windows) {
    EXPECT_EQ(window.first, next);
    EXPECT_GT(window.length, 0u);
    EXPECT_LE(window.length, 480u);
    next += window.length;
  }
  std::size_t tokens = 0;
  for (const Paragraph& paragraph : read_paragraphs(text)) tokens += paragraph.size();
  EXPECT_EQ(next, tokens);
  for (const Attribution& a : tagger->tag(text))
    for (const Span& span : a.content) EXPECT_LE(span.end, text.size());
  EXPECT_TRUE(tagger->tag("").empty());
  (void)tagger->tag("\xFF\xFE broken \xE2\x80");
}

TEST(WordPieces, LongestFirstWithoutAccents) {
  const std::string vocabulary = "<s>\n</s>\n[UNK]\nharbour\n##master\n##s\n'\nz\n##u\n##rich\nha\n##r\n.\nu\ns";
  const model::WordPieces pieces(vocabulary);
  std::vector<std::string> lines;
  std::istringstream stream(vocabulary);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  const auto split = [&](std::string_view form) {
    std::vector<std::uint32_t> numbers;
    pieces.append(form, numbers);
    std::string text;
    for (const std::uint32_t number : numbers) text += (text.empty() ? "" : " ") + lines.at(number);
    return text;
  };
  EXPECT_EQ(split("harbourmasters"), "harbour ##master ##s");
  EXPECT_EQ(split("har"), "ha ##r");
  EXPECT_EQ(split("z\u00FCrich"), "z ##u ##rich");
  EXPECT_EQ(split("u.s."), "u . s .");
  EXPECT_EQ(split("'s"), "' s");
  EXPECT_EQ(split("harbourq"), "[UNK]") << "a run with a part that is no piece";
  EXPECT_EQ(split("\u4E2D"), "[UNK]");
  EXPECT_EQ(split(""), "[UNK]");
  EXPECT_EQ(split(std::string(60, '.')), ". . . . . . . .") << "eight at most";
}

TEST(Neural, WeightsOfAnotherModelAreRefused) {
  std::string bytes = test::read_source_file("tests/reading/neural/tiny.hsm");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 64);
  const Result<Tagger> tagger = Tagger::load(bytes);
  ASSERT_FALSE(tagger.ok());
  EXPECT_EQ(tagger.error().message(),
            "weights file: its checksum is wrong: it is damaged (build the program again from a complete copy of its "
            "sources)");
}

TEST(Neural, EmptyAndOddTexts) {
  const Tagger* tagger = fast_tagger();
  ASSERT_NE(tagger, nullptr);
  EXPECT_TRUE(tagger->tag("").empty());
  EXPECT_TRUE(tagger->tag(" \n\n\t\n").empty());
  (void)tagger->tag(std::string(3, '\0'));
  (void)tagger->tag("\xFF\xFE broken \xE2\x80");
  (void)tagger->tag(std::string(40000, 'a'));
  std::string marks;
  for (int i = 0; i < 20000; ++i) marks += "\"a.";
  const std::vector<Attribution> found = tagger->tag(marks);
  for (const Attribution& a : found)
    for (const Span& span : a.content) EXPECT_LE(span.end, marks.size());
}

// The words of an attribution, parts in brackets.
std::vector<std::string> words_of(const std::string& text, AttributionModel model = AttributionModel::fast) {
  const Text analyzed = analyze_text(text);
  std::vector<std::string> lines;
  for (const Attribution& a : find_attributions(analyzed, model)) {
    std::string line = a.within == kNone ? "" : "nested ";
    for (const Spans* spans : {&a.source, &a.cue, &a.content}) {
      line += "[";
      for (const Span& span : *spans) line += (&span == spans->data() ? "" : " ... ") + std::string(slice(text, span));
      line += "]";
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(Neural, SignedQuotationsGoToWhoSignsThem) {
  const std::string text =
      "What people on the quay told us:\n\n"
      "\u201CIt never will carry a tram. The mayor said so himself.\u201D \u2014 Mara Tolland, 61.\n\n"
      "\u201CWe were promised a harbour and got a car park.\u201D\n\n\u2015 Ansel Reyle\n\n"
      "\u201CNobody asked us,\u201D said Ilse Brandt, a welder.\n";
  const std::vector<std::string> lines = words_of(text);
  const auto has = [&](const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); };
  EXPECT_TRUE(has("[Mara Tolland, 61][\u2014][\u201CIt never will carry a tram. The mayor said so himself.\u201D]"));
  EXPECT_TRUE(has("[Ansel Reyle][\u2015][\u201CWe were promised a harbour and got a car park.\u201D]"));
  EXPECT_TRUE(has("[Ilse Brandt, a welder][said][\u201CNobody asked us,\u201D]"));
}

// The tagger may take what she stressed alone: flat as its spans are, it has to choose.
TEST(Neural, WhoFramesASentenceIsNotMissed) {
  const std::string text =
      "Report: Harbour chief warns the docks against a strike\n\n"
      "The harbour's chief Mara Tolland hosted on Friday evening a secret meeting of the leaders of the dock unions in "
      "Velm, Ostrel and Sandrey, in which she stressed the need to close ranks and defended the plan to wait until "
      "spring, which has been \u201Cclearly endorsed\u201D by the port's owners, a source in Tolland's office said.\n\n"
      "The source told the Velm Courier that the welders were represented in the meeting by their treasurer.\n";
  const std::vector<std::string> lines = words_of(text, AttributionModel::accurate);
  const auto begins = [&](const std::string& start) {
    return std::any_of(lines.begin(), lines.end(), [&](const std::string& line) { return line.starts_with(start); });
  };
  EXPECT_TRUE(begins("[a source in Tolland's office][said][The harbour's chief Mara Tolland hosted"));
  EXPECT_TRUE(begins("nested [she][stressed][the need"));
  EXPECT_FALSE(begins("[she]"));
}

TEST(Neural, ContentOverLinesHasASpanPerLine) {
  const std::string text =
      "\u201CThe bridge is ours,\u201D said Mara Tolland, the mayor. \u201CIt was built by our fathers.\n\n"
      "\u201CAnd it will stay.\u201D\n";
  const Text analyzed = analyze_text(text);
  for (const Attribution& a : find_attributions(analyzed, AttributionModel::fast))
    for (const Span& span : a.content) EXPECT_EQ(slice(text, span).find('\n'), std::string_view::npos);
}

Span words_at(const std::string& text, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(text.find(words));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

// The words of the contents and sources that are left of what a tagger linked to `cue`.
std::vector<std::string> left_of(const std::string& text, std::string_view source, std::string_view cue, const std::vector<std::string_view>& content) {
  const Text analyzed = analyze_text(text);
  Attribution attribution;
  attribution.source = {words_at(text, source)};
  attribution.cue = {words_at(text, cue)};
  for (const std::string_view part : content) attribution.content.push_back(words_at(text, part));
  std::vector<std::string> left;
  for (const Candidate& candidate : to_candidates(analyzed, {attribution})) {
    for (const auto* part : {&candidate.source, &candidate.content})
      for (const Range& range : *part) left.emplace_back(analyzed.words(analyzed.token_span(range.first, range.last)));
  }
  return left;
}

TEST(Neural, OtherParagraphsAreNoPartUnlessAQuotationOrAListGoesOn) {
  using Parts = std::vector<std::string>;
  const std::string text =
      "The quay was closed in May. The boats had left.\n\n"
      "Mara Tolland, the mayor, knows that it will stay shut.\n\n"
      "The welders demand the following:\n\n"
      "Open the northern gate.\n\n"
      "Tom Brook said: \"The gate is rust.\n\n"
      "\"It will fall.\"\n\n"
      "- promises that it will be mended\n\n"
      "\"Rules for a dry harbour\"\n";
  EXPECT_EQ(left_of(text, "Mara Tolland", "knows", {"The quay was closed in May", "that it will stay shut"}), (Parts{"Mara Tolland", "that it will stay shut"}));
  EXPECT_EQ(left_of(text, "Tom Brook", "knows", {"that it will stay shut"}), (Parts{"that it will stay shut"}));
  EXPECT_EQ(left_of(text, "Tom Brook", "promises", {"that it will be mended"}), (Parts{"Tom Brook", "that it will be mended"}));
  EXPECT_EQ(left_of(text, "Mara Tolland", "knows", {"that it will stay shut", "\"Rules for a dry harbour\""}), (Parts{"Mara Tolland", "that it will stay shut"}));
  EXPECT_EQ(left_of(text, "Mara Tolland", "knows", {"The boats had left"}), Parts{});
  EXPECT_EQ(left_of(text, "The welders", "demand", {"Open the northern gate"}), (Parts{"The welders", "Open the northern gate"}));
  EXPECT_EQ(left_of(text, "Tom Brook", "said", {"\"The gate is rust.", "\"It will fall.\""}), (Parts{"Tom Brook", "\"The gate is rust.", "\"It will fall.\""}));
}

TEST(Neural, ANamesOwnStopEndsNoContent) {
  const std::string text =
      "The Orro ID. HARBOUR is new. Orro says that the ID. HARBOUR will float in May. We saw the ID. HARBOUR on Monday.\n\n"
      "Mara Tolland said that she had written to Rt. Hon. Ansel Reyle in the spring.\n";
  for (const AttributionModel model : {AttributionModel::fast, AttributionModel::accurate}) {
    const std::vector<std::string> lines = words_of(text, model);
    const auto has = [&](const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); };
    EXPECT_TRUE(has("[Orro][says][that the ID. HARBOUR will float in May]"));
    EXPECT_TRUE(has("[Mara Tolland][said][that she had written to Rt. Hon. Ansel Reyle in the spring]"));
  }
}

TEST(Neural, ThreadsFindTheSame) {
  const Tagger* tagger = fast_tagger();
  ASSERT_NE(tagger, nullptr);
  const std::string text = test::read_source_file("tests/reading/neural/made-up.txt");
  const std::vector<std::string> alone = lines_of(tagger->tag(text));
  EXPECT_GE(alone.size(), 5u);
  std::vector<std::vector<std::string>> results(4);
  std::vector<std::thread> threads;
  for (std::vector<std::string>& result : results)
    threads.emplace_back([&result, tagger, &text] { result = lines_of(tagger->tag(text)); });
  for (std::thread& thread : threads) thread.join();
  for (const std::vector<std::string>& result : results) EXPECT_EQ(result, alone);
}

TEST(NeuralTokens, LongLinesAreCutAtWhiteSpace) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "harbour ";
  const std::vector<Paragraph> paragraphs = read_paragraphs(text);
  ASSERT_EQ(paragraphs.size(), 3u);
  std::size_t words = 0;
  for (const Paragraph& paragraph : paragraphs)
    for (std::size_t i = 1; i < paragraph.size(); ++i) {
      EXPECT_EQ(paragraph[i].form, "harbour");
      ++words;
    }
  EXPECT_EQ(words, 5000u);
}

TEST(NeuralTokens, BordersAndForms) {
  const std::string text =
      "\u201CIt\u2019s O\u2019Hara\u2019s,\u201D can't U.S.\u2014at 5 p.m. 1,200.5 dogs' ''q'' a-b "
      "\u2026\u2028Z\u00FCrich";
  const std::vector<Paragraph> paragraphs = read_paragraphs(text);
  ASSERT_EQ(paragraphs.size(), 2u);
  std::string forms;
  for (std::size_t i = 1; i < paragraphs[0].size(); ++i) forms += paragraphs[0][i].form + "|";
  EXPECT_EQ(forms, "\"|it|'s|o'hara|'|s|,|\"|ca|n't|u.s.|-|at|5|p.m.|1,200.5|dogs|'|\"|q|\"|a|-|b|...|");
  EXPECT_EQ(paragraphs[1][1].form, "z\u00FCrich");
  EXPECT_EQ(slice(text, paragraphs[1][1].span), "Z\u00FCrich");
  EXPECT_EQ(paragraphs[0][1].quote, 1);
  EXPECT_EQ(paragraphs[0][2].quote, 2);
  EXPECT_EQ(paragraphs[0][8].quote, 3);
}

}  // namespace
}  // namespace hearsay::neural

#include "reading/attribution/attribution.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "core/enums.h"
#include "reading/attribution/cue_lexicon.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

std::string show_spans(const Text& text, const Spans& spans) {
  std::string out;
  for (const Span& span : spans) {
    if (!out.empty()) out += " ... ";
    out += text.words(span);
  }
  return out;
}

// One line an attribution: "direct states  source[Harl]  cue[said]  content["We won,"]", nested ones with `within`.
std::string show(std::string_view input, AttributionModel model) {
  const Text text = analyze_text(input);
  std::string out;
  const std::vector<Attribution> attributions = find_attributions(text, model);
  for (std::size_t i = 0; i < attributions.size(); ++i) {
    const Attribution& one = attributions[i];
    out += std::to_string(i) + " " + std::string(to_string(one.form)) + (one.negated ? " not " : " ") +
           std::string(to_string(one.stance));
    if (one.within != kNone) out += " within " + std::to_string(one.within);
    out += "  source[" + show_spans(text, one.source) + "]  cue[" + show_spans(text, one.cue) + "]  content[" +
           show_spans(text, one.content) + "]\n";
  }
  return out.empty() ? "none\n" : out;
}

TEST(Attribution, Cases) {
  test::run_case_files("attribution", [](std::string_view input) { return show(input, AttributionModel::rules); });
}

// Odd quotations and transcripts as the taggers give them: once where both tell the same.
TEST(Attribution, QuotationCases) {
  test::run_case_files("quotation", [](std::string_view input) {
    const std::string fast = show(input, AttributionModel::fast);
    const std::string accurate = show(input, AttributionModel::accurate);
    return fast == accurate ? fast : "fast:\n" + fast + "accurate:\n" + accurate;
  });
}

TEST(Attribution, LexiconKnowsFormsAndKeepsVerbsApart) {
  EXPECT_EQ(find_cue_verb("said").cue->lemma, "say");
  EXPECT_EQ(find_cue_verb("denies").cue->stance, Stance::denies);
  EXPECT_EQ(find_cue_verb("denying").forms, kGerund);
  EXPECT_EQ(find_cue_verb("admitted").cue->lemma, "admit");
  EXPECT_EQ(find_cue_verb("wrote").forms, kPast);
  EXPECT_EQ(find_cue_verb("told").forms, kPast | kParticiple);
  EXPECT_EQ(find_cue_verb("table").cue, nullptr);
  EXPECT_EQ(find_cue_noun("allegations")->stance, Stance::claims);
  EXPECT_EQ(find_cue_noun("denial")->stance, Stance::denies);
  std::set<std::string_view> lemmas;
  for (const char* word : {"said", "says", "saying"}) lemmas.insert(find_cue_verb(word).cue->lemma);
  EXPECT_EQ(lemmas.size(), 1U);
}

// What holds for every text: spans lie in it, cues are not empty, nesting has no cycle and starts outside.
void expect_sound(std::string_view content) {
  const Text text = analyze_text(content);
  const std::vector<Attribution> attributions = find_attributions(text);
  for (Index i = 0; i < attributions.size(); ++i) {
    const Attribution& one = attributions[i];
    ASSERT_FALSE(one.cue.empty());
    ASSERT_FALSE(one.content.empty());
    for (const Spans* spans : {&one.source, &one.cue, &one.content}) {
      std::uint32_t at = 0;
      for (const Span& span : *spans) {
        ASSERT_LE(at, span.begin);
        ASSERT_LT(span.begin, span.end);
        ASSERT_LE(span.end, content.size());
        at = span.end;
      }
    }
    Index outer = one.within;
    for (int depth = 0; outer != kNone; ++depth) {
      ASSERT_LT(outer, attributions.size());
      ASSERT_LT(depth, 64);
      outer = attributions[outer].within;
    }
  }
}

TEST(Attribution, ScrambledWordsStaySound) {
  const std::string_view pieces[] = {"Harl ",   "said ",      "that ",         "\"",          "\u201c",    "\u201d ",
                                     ", ",      ". ",         "told ",         "reporters ",  "the ",      "mayor ",
                                     "of ",     "Velm ",      "according to ", "who ",        "and ",      "added ",
                                     "quoted ", "as saying ", "was ",          "reportedly ", ": ",        "\n",
                                     "asked ",  "by ",        "claim ",        "'s ",         "his ",      "saying ",
                                     "to ",     "go ",        "when ",         "which ",      "expected ", "(",
                                     ") ",      "seemed "};
  std::uint32_t seed = 11;
  for (int round = 0; round < 300; ++round) {
    std::string content;
    for (int i = 0; i < 80; ++i) {
      seed = seed * 1664525U + 1013904223U;
      content += pieces[(seed >> 16) % std::size(pieces)];
    }
    expect_sound(content);
  }
}

TEST(Attribution, LongSentencesAreReadInLinearTime) {
  for (const std::string_view piece :
       {"Harl said that ", "\"We won,\" Harl said. ", "the mayor of ", "who said ", ", he said, ", "\u201cHarl said ",
        "and said ", "the plan, ", "Harl: ", "according to ", "was said to "}) {
    std::string content;
    while (content.size() < 150000) content += piece;
    expect_sound(content);
  }
}

}  // namespace
}  // namespace hearsay

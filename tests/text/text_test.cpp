#include "text/text.h"

#include <gtest/gtest.h>

#include <string>

#include "support/case_file.h"

namespace hearsay {
namespace {

// One line a sentence: its tokens between bars. Then one line a quotation.
std::string show(std::string_view input) {
  const Text text = analyze_text(input);
  std::string out;
  for (const Sentence& sentence : text.sentences) {
    if (sentence.first > 0 &&
        text.sentences[text.tokens[sentence.first - 1].sentence].paragraph != sentence.paragraph) {
      out += "\n";
    }
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (i > sentence.first) out += "|";
      out += text.word(i);
    }
    out += "\n";
  }
  for (std::size_t i = 0; i < text.quotations.size(); ++i) {
    const Quotation& quotation = text.quotations[i];
    out += "q" + std::to_string(i) + " " + std::string(text.words(quotation.span));
    if (quotation.within != kNone) out += "  within q" + std::to_string(quotation.within);
    if (quotation.continues != kNone) out += "  continues q" + std::to_string(quotation.continues);
    if (!quotation.closed) out += "  unclosed";
    if (quotation.scare) out += "  scare";
    out += "\n";
  }
  return out;
}

TEST(Text, Cases) { test::run_case_files("text", show); }

TEST(Text, EmptyAndBlankTextsHaveNothing) {
  for (const std::string_view blank : {"", " ", "\n\n \t\r\n", "\xE2\x80\xA8"}) {
    const Text text = analyze_text(blank);
    EXPECT_TRUE(text.tokens.empty());
    EXPECT_TRUE(text.sentences.empty());
    EXPECT_TRUE(text.paragraphs.empty());
    EXPECT_EQ(text.token_at(0), 0U);
  }
}

TEST(Text, TokenAtFindsTheTokenThatHoldsOrFollows) {
  const Text text = analyze_text("Rain  fell.");
  EXPECT_EQ(text.token_at(0), 0U);
  EXPECT_EQ(text.token_at(3), 0U);
  EXPECT_EQ(text.token_at(4), 1U);
  EXPECT_EQ(text.token_at(6), 1U);
  EXPECT_EQ(text.token_at(10), 2U);
  EXPECT_EQ(text.token_at(11), 3U);
  EXPECT_EQ(text.token_at(999), 3U);
}

TEST(Text, EveryTokenKnowsItsSentenceAndInnermostQuotation) {
  const Text text = analyze_text("He said: \u201cShe told me \u2018no\u2019 twice.\u201d Then rain.");
  ASSERT_EQ(text.quotations.size(), 2U);
  for (std::uint32_t s = 0; s < text.sentences.size(); ++s) {
    for (std::uint32_t i = text.sentences[s].first; i < text.sentences[s].last; ++i)
      EXPECT_EQ(text.tokens[i].sentence, s);
  }
  EXPECT_EQ(text.tokens[text.token_at(0)].quotation, kNone);
  EXPECT_EQ(text.tokens[text.quotations[0].first].quotation, 0U);
  EXPECT_EQ(text.tokens[text.quotations[1].first + 1].quotation, 1U);
  EXPECT_EQ(text.tokens[text.quotations[0].last - 1].quotation, 0U);
}

// Tokens cover everything but white space, in order, and never overlap; sentences and paragraphs partition them.
void expect_sound(std::string_view content) {
  const Text text = analyze_text(content);
  std::uint32_t at = 0;
  for (const Token& token : text.tokens) {
    ASSERT_LE(at, token.span.begin);
    ASSERT_LT(token.span.begin, token.span.end);
    at = token.span.end;
  }
  ASSERT_LE(at, content.size());
  std::uint32_t next = 0;
  for (const Sentence& sentence : text.sentences) {
    ASSERT_EQ(sentence.first, next);
    ASSERT_LT(sentence.first, sentence.last);
    next = sentence.last;
  }
  ASSERT_EQ(next, text.tokens.size());
  for (Index q = 0; q < text.quotations.size(); ++q) {
    const Quotation& quotation = text.quotations[q];
    ASSERT_LT(quotation.first, quotation.last);
    ASSERT_LE(quotation.last, text.tokens.size());
    ASSERT_TRUE(quotation.within == kNone || quotation.within < q);
    ASSERT_TRUE(quotation.continues == kNone || quotation.continues < q);
  }
}

TEST(Text, BrokenAndHostileBytesStaySound) {
  std::uint32_t seed = 7;
  const std::string_view pieces[] = {"\"",     "'",   "\u201c", "\u201d",   "\u2018",  "\u2019", "\u00ab", "\u00bb",
                                     "\u201e", "''",  "``",     ".",        "?",       "\n",     " ",      "a",
                                     "B",      "9",   "\xff",   "\xe2\x80", "(",       ")",      "-",      "...",
                                     "U.S.",   "Dr.", "'s",     "@",        "http://", "&",      ",",      "\0"};
  for (int round = 0; round < 400; ++round) {
    std::string content;
    for (int i = 0; i < 60; ++i) {
      seed = seed * 1664525U + 1013904223U;
      content += pieces[(seed >> 16) % std::size(pieces)];
    }
    expect_sound(content);
  }
}

TEST(Text, LongRunsOfOneMarkAreRead) {
  for (const std::string_view mark :
       {"\"", "'", "\u201c", "\u2018", "(", ".", "a.", "\" ", " \"a", "''a ", "U.", "a@", "-"}) {
    std::string content;
    while (content.size() < 200000) content += mark;
    expect_sound(content);
  }
}

}  // namespace
}  // namespace hearsay

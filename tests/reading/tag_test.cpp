#include "reading/tag/tag.h"

#include <gtest/gtest.h>

#include <string>

#include "support/case_file.h"

namespace hearsay {
namespace {

// A line a sentence: word/tag.
std::string tags_of(std::string_view input) {
  const Text text = analyze_text(input);
  std::string out;
  std::uint32_t sentence = 0;
  for (const TaggedWord& word : tag_words(text)) {
    if (!out.empty()) out += word.sentence == sentence ? ' ' : '\n';
    sentence = word.sentence;
    out.append(text.words(word.span)).append("/").append(to_string(word.part));
  }
  return out + "\n";
}

TEST(Tag, Cases) { test::run_case_files("tag", tags_of); }

TEST(Tag, WordsAreCutInsideTheirTokensAndLoseNothing) {
  const Text text = analyze_text(
      "\xE2\x80\x9CWe can't re-elect a 15-year-old,\xE2\x80\x9D said co-chair Harl at 5pm. Call 555-010-3393.");
  std::uint32_t end = 0;
  for (const TaggedWord& word : cut_words(text)) {
    ASSERT_LT(word.span.begin, word.span.end);
    ASSERT_GE(word.span.begin, end);
    EXPECT_EQ(text.words({end, word.span.begin}).find_first_not_of(' '), std::string_view::npos);
    end = word.span.end;
  }
  EXPECT_EQ(end, text.content.size());
}

TEST(Tag, OtherWeightsAreRefused) {
  EXPECT_FALSE(TagModel::load("nothing of the kind"));
  EXPECT_TRUE(tag_words(analyze_text("")).empty());
}

}  // namespace
}  // namespace hearsay

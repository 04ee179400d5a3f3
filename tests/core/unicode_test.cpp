#include "core/unicode.h"

#include <gtest/gtest.h>

#include "core/enums.h"

namespace hearsay {
namespace {

TEST(Unicode, TrimsNoBreakSpaces) { EXPECT_EQ(trim("\u00A0 Velm\u2003"), "Velm"); }

TEST(Unicode, CollapsesRunsOfSpace) { EXPECT_EQ(collapse_space(" a \n\t b\u00A0c "), "a b c"); }

TEST(Unicode, ReplacesWhatIsNoUtf8) {
  const std::string bad("a\xC3(b\0", 5);
  EXPECT_FALSE(is_valid_utf8(bad));
  EXPECT_EQ(valid_utf8(bad), "a\uFFFD(b\uFFFD");
}

TEST(Unicode, LowersBeyondAscii) { EXPECT_EQ(lower("ÉCLAIR Žofie"), "éclair žofie"); }

TEST(Unicode, FoldsForComparingNames) {
  EXPECT_EQ(fold("Dvořák ÆRØ Łódź"), "dvorak aero lodz");
  EXPECT_EQ(fold("I\u0307zmi\u0307r \uFB01"), "izmir fi");  // combining marks, a ligature
  EXPECT_EQ(fold("a\xC3("), "a\uFFFD(");
}

TEST(OffsetMap, CountsCodePointsAndUtf16Units) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "é\U0001F600x";  // 7 bytes, 3 code points, 4 UTF-16 units
  const OffsetMap code_points(text, OffsetMap::Unit::code_point);
  const OffsetMap units(text, OffsetMap::Unit::utf16);
  for (std::uint32_t i = 0; i <= 50; ++i) {
    EXPECT_EQ(code_points(i * 7), i * 3);
    EXPECT_EQ(units(i * 7), i * 4);
  }
}

TEST(Enums, WordsGoBothWays) {
  EXPECT_EQ(to_string(Stance::declines), "declines");
  EXPECT_EQ(from_string<Stance>("denies"), Stance::denies);
  EXPECT_EQ(from_string<Bound>("at_least"), Bound::at_least);
  EXPECT_FALSE(from_string<Verdict>("maybe").has_value());
}

}  // namespace
}  // namespace hearsay

#include <gtest/gtest.h>

#include <ctime>

#include "core/unicode.h"
#include "support.h"

namespace hearsay::test {
namespace {

using Ids = std::vector<std::string>;

std::string feed(const std::string& declaration, const std::string& text) {
  return declaration + "<rss><channel><item><guid>x</guid><description>" + text +
         "</description></item></channel></rss>";
}

std::string times(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(Feed, Encodings) {
  struct Row {
    std::string declaration;
    std::string text;
    std::string expected;
  };
  const Row rows[] = {
      {"<?xml version='1.0' encoding='UTF-8'?>", "\u00D8rsholt", "\u00D8rsholt"},
      {"", "\u00D8rsholt", "\u00D8rsholt"},
      {"<?xml version='1.0' encoding='iso-8859-1'?>", "\x93\xD8rsholt\x94", "\u201C\u00D8rsholt\u201D"},
      {"<?xml version='1.0' encoding='iso-8859-1'?>", "\u00D8rsholt", "\u00D8rsholt"},
      {"<?xml version='1.0' encoding='windows-1251'?>", "\xC4\xE0", "\u0414\u0430"},
      {"<?xml version='1.0' encoding='velmish'?>", "\xD8rsholt", "\uFFFDrsholt"},
      {"<?xml version='1.0' encoding='utf-8'?>", "\xD8rsholt", "\uFFFDrsholt"},
      {"<?xml version='1.0'?>", "\xD8rsholt", "\u00D8rsholt"},
      {"", "\xD8rsholt", "\u00D8rsholt"},
  };
  for (const Row& row : rows) {
    const auto results = read_bytes(feed(row.declaration, row.text));
    ASSERT_EQ(ids(results), Ids{"x"}) << row.declaration;
    EXPECT_EQ(results[0]->bytes, row.expected) << row.declaration;
    EXPECT_TRUE(results[0]->utf8);
  }
}

TEST(Feed, Utf16) {
  const std::string narrow = feed("<?xml version='1.0' encoding='utf-16'?>", "They said so.");
  std::string little = "\xFF\xFE";
  std::string big = "\xFE\xFF";
  for (const char c : narrow) {
    little += {c, '\0'};
    big += {'\0', c};
  }
  for (const std::string& bytes : {little, big}) {
    const auto results = read_bytes(bytes);
    ASSERT_EQ(ids(results), Ids{"x"});
    EXPECT_EQ(results[0]->bytes, "They said so.");
  }
}

// None of these may take long, take much memory, or fall.
TEST(Feed, HostileXmlIsHarmless) {
  const std::clock_t begin = std::clock();  // of this process: other work on the machine does not count
  const std::string deep = times("<a>", 300000);
  EXPECT_EQ(ids(read_bytes(feed("", deep))).size(), 1u);
  EXPECT_EQ(ids(read_bytes(feed("", deep + times("</a>", 300000)))), Ids{"x"});
  EXPECT_EQ(ids(read_bytes("<rss><channel>" + times("<item>", 300000))).size(), 1u);
  EXPECT_EQ(ids(read_bytes("<rss><channel>" + times("<item/>", 100000))).size(), 100000u);
  EXPECT_EQ(ids(read_bytes("<feed>" + times("<entry><link href='a'/></entry>", 50000))).size(), 50001u);
  EXPECT_EQ(ids(read_bytes(feed("<!DOCTYPE rss " + times("[<!ENTITY a 'x'>", 10000), "x"))).size(), 1u);
  EXPECT_EQ(ids(read_bytes(feed("", times("<b c='d'/>", 100000)))), Ids{"x"});
  EXPECT_LT(std::clock() - begin, 30 * CLOCKS_PER_SEC);
}

TEST(Feed, EveryCutGivesWholeItemsOnly) {
  const std::string whole =
      "<rss><channel><title>Velm Courier</title><item><guid>a</guid><description>One.</description>"
      "</item><item><guid>b</guid><description>Two.</description></item></channel></rss>";
  for (std::size_t kept = 10; kept < whole.size(); ++kept) {
    for (const auto& result : read_bytes(whole.substr(0, kept))) {
      if (!result.ok()) continue;
      EXPECT_EQ(result->bytes, result->id == "a" ? "One." : "Two.") << kept;
      EXPECT_LT(whole.find("</item>", result->info.offset), kept) << kept;
    }
  }
}

}  // namespace
}  // namespace hearsay::test

#include "core/string_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hearsay {
namespace {

TEST(StringMap, GrowsAndTheFirstValueHolds) {
  std::vector<std::string> words;
  for (int i = 0; i < 5000; ++i) words.push_back("word" + std::to_string(i * 7919));
  StringMap<int> map;
  EXPECT_EQ(map.find("word0"), nullptr);
  for (int i = 0; i < 5000; ++i) map.add(words[static_cast<std::size_t>(i)], i);
  map.add(words[17], 3);
  EXPECT_EQ(map.size(), 5000U);
  for (int i = 0; i < 5000; ++i) {
    const int* found = map.find(words[static_cast<std::size_t>(i)]);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, i);
  }
  EXPECT_EQ(map.find("word1"), nullptr);
  EXPECT_EQ(map.find(""), nullptr);
}

// Words that are the same at both ends and as long are told apart all the same.
TEST(StringSet, ComparesWholeWords) {
  const StringSet set = {"", "a", "counter-revolutionary", "counter-devolutionary"};
  EXPECT_TRUE(set.contains(""));
  EXPECT_TRUE(set.contains("counter-revolutionary"));
  EXPECT_TRUE(set.contains("counter-devolutionary"));
  EXPECT_FALSE(set.contains("counter-evvolutionary"));
  EXPECT_FALSE(set.contains("b"));
}

}  // namespace
}  // namespace hearsay

#include "reading/words.h"

#include <gtest/gtest.h>

#include <string>

namespace hearsay {
namespace {

TEST(WordSet, HoldsItsWordsAndNoOthers) {
  const WordSet words("in at near outside inside afterwards afterthoughts in");
  for (const char* word : {"in", "at", "near", "outside", "inside", "afterwards", "afterthoughts"}) EXPECT_TRUE(words.has(word)) << word;
  // Of one length with a word that is there, or the same at both ends.
  for (const char* word : {"", "i", "on", "it", "neur", "outsode", "afterweeds", "afterwards ", "afterward"}) EXPECT_FALSE(words.has(word)) << word;
}

TEST(WordSet, TakesPhrasesAndNothing) {
  EXPECT_TRUE(WordSet("prime minister, head of state", ',').has("head of state"));
  EXPECT_FALSE(WordSet("").has(""));
}

TEST(WordMap, TheFirstValueOfAWordHolds) {
  const WordMap map("ten=10,dozen=12,ten=11,bare");
  EXPECT_EQ(map.find("ten"), "10");
  EXPECT_EQ(map.find("dozen"), "12");
  EXPECT_EQ(map.find("bare"), "");
  EXPECT_EQ(map.find("eleven"), "");
}

TEST(WordIndex, GrowsAndKeepsPlaces) {
  std::vector<std::string> words;
  for (int i = 0; i < 5000; ++i) words.push_back("word" + std::to_string(i * 7919));
  WordIndex index;
  for (std::uint32_t i = 0; i < words.size(); ++i) EXPECT_EQ(index.add(words[i]), i);
  EXPECT_EQ(index.add(words[17]), 17U);
  for (std::uint32_t i = 0; i < words.size(); ++i) ASSERT_EQ(index.find(words[i]), i);
  EXPECT_EQ(index.find("word1"), WordIndex::kAbsent);
}

}  // namespace
}  // namespace hearsay

#include "reading/words.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace hearsay

// The sentences that are laid beside one another, and what the model of relations finds among them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "comparison/claim_pair.h"
#include "comparison/relation.h"

namespace hearsay::comparison {
namespace {

Document report(const char* id, const char* date, const char* title, std::string text) {
  Document document;
  document.id = id;
  document.article.publisher = id;
  document.article.title = title;
  document.article.text = std::move(text);
  document.article.published = Date{date, DatePrecision::day, "meta"};
  return document;
}

// One story of the documents, each its own origin.
struct Pile {
  explicit Pile(std::vector<Document> some) : documents(std::move(some)) {
    for (Index i = 0; i < documents.size(); ++i) {
      story.documents.push_back(i);
      story.origins.push_back({i});
    }
  }
  StoryView view() const { return {documents, lookup, story, 0}; }

  std::vector<Document> documents;
  EntityLookup lookup{{}};
  Story story;
};

TEST(Claims, AreSentencesWithWhatStandsBeforeThem) {
  const Pile pile({report("Gull", "2031-05-06", "Ferry hits mole",
                          "A ferry hit the mole at Oskel. Four people were hurt.\n\nShort.")});
  const std::vector<Claim> claims = collect_claims(pile.view());
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].text, "A ferry hit the mole at Oskel.");
  EXPECT_EQ(claims[0].before, "Ferry hits mole");
  EXPECT_EQ(claims[1].before, claims[0].text);
  EXPECT_EQ(claim_around(pile.view(), 0, {35, 40}).text, "Four people were hurt.");
}

TEST(Claims, ASpeakerStandsBeforeWordsThatDontNameHim) {
  Pile pile(
      {report("Gull", "2031-05-06", "", "“We never left the bridge,” she said. Brisk said it twice, she added.")});
  Attribution first;
  first.content = {{0, 28}};
  first.cue = {{33, 37}};
  first.speaker = Speaker{"Ona Brisk", kNone, SpeakerKind::unnamed};
  Attribution second = first;
  second.content = {{42, 62}};
  second.cue = {{68, 73}};
  pile.documents[0].reading.attributions = {first, second};
  const std::vector<Claim> claims = collect_claims(pile.view());
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_TRUE(claims[0].text.starts_with("Ona Brisk: “We never")) << claims[0].text;
  EXPECT_TRUE(claims[1].text.starts_with("Brisk said")) << claims[1].text;
}

TEST(Claims, WordForWordTheSameIsOneClaim) {
  const std::string text = "A ferry hit the mole at Oskel on Tuesday.";
  const Pile pile(
      {report("Gull", "2031-05-06", "", text), report("Post", "2031-05-07", "", text + " Nobody was hurt in it.")});
  const std::vector<Claim> claims = collect_claims(pile.view());
  ASSERT_EQ(claims.size(), 2U);
  EXPECT_EQ(claims[0].places.size(), 2U);
  EXPECT_EQ(claims[0].places[1].first, 1U);
}

TEST(Claims, PairsAreOfLikeSentencesTheEarlierReportFirst) {
  const Pile pile({report("Gull", "2031-05-09", "",
                          "The mole at Oskel was repaired on Friday. Bread is dear in Vandrel this year."),
                   report("Post", "2031-05-06", "",
                          "The mole at Oskel broke on Tuesday. Bread was cheaper in Vandrel last year.")});
  const std::vector<Claim> claims = collect_claims(pile.view());
  const std::vector<ClaimPair> pairs = likely_pairs(pile.view(), claims, 100);
  ASSERT_GE(pairs.size(), 2U);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Index first = claims[pairs[i].one].document();
    EXPECT_TRUE(first == 1 || first == claims[pairs[i].two].document());
    EXPECT_LE(pairs[i].promise, pairs[i > 0 ? i - 1 : 0].promise);
  }
  const auto word = [&](std::size_t claim) { return claims[claim].text.find("mole") != std::string::npos; };
  EXPECT_EQ(word(pairs[0].one), word(pairs[0].two));
  EXPECT_EQ(likely_pairs(pile.view(), claims, 1).size(), 1U);
}

TEST(Claims, EndlessReportsAreBounded) {
  std::string text;
  for (int i = 0; i < 3000; ++i)
    text += "The mole number " + std::to_string(i) + " at Oskel broke again on a Tuesday.\n";
  const std::string one_line(200000, 'x');
  const Pile pile({report("Gull", "2031-05-06", "", text), report("Post", "2031-05-07", "", text + one_line),
                   report("Echo", "", "", "")});
  const std::vector<Claim> claims = collect_claims(pile.view());
  EXPECT_LE(claims.size(), 160U);
  for (const Claim& claim : claims) EXPECT_LE(claim.text.size(), 1300U);
  EXPECT_LE(likely_pairs(pile.view(), claims, 50).size(), 50U);
}

TEST(Relations, AConflictInOtherWordsIsFound) {
  const Pile pile({report("Gull", "2031-05-06", "Mill burns in Oskel",
                          "The paper mill at Oskel burned for six hours on Tuesday. The owners had been told of sparks "
                          "in the drying hall twice, according to a letter of the foreman that the Gull has seen. The "
                          "mill employs 140 people. Firefighters came from three towns, the mayor said."),
                   report("Post", "2031-05-07", "Mill owners speak after fire",
                          "The owners of the Oskel mill said on Wednesday that nobody had ever told them of sparks in "
                          "the drying hall. Work would begin again in summer, the director said. The price of paper "
                          "rose by two percent.")});
  const std::vector<Comparison> found = compare_claims(pile.view(), 100, {});
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].verdict, Verdict::conflict);
  ASSERT_EQ(found[0].members.size(), 2U);
  for (const ComparisonMember& member : found[0].members)
    EXPECT_NE(member.text.find("sparks"), std::string::npos);
  EXPECT_EQ(found[0].origins, 2U);
}

TEST(Relations, WhatIsToldAlreadyIsNotToldAgain) {
  const std::string text = "The owners had been told of sparks in the drying hall twice, a letter of the foreman says.";
  const Pile pile({report("Gull", "2031-05-06", "", text + " The mill employs 140 people in two halls."),
                   report("Post", "2031-05-07", "",
                          "The owners of the mill said that nobody had ever told them of sparks in the drying hall. "
                          "Work would begin again in summer, the director said.")});
  const std::vector<Comparison> found = compare_claims(pile.view(), 100, {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(compare_claims(pile.view(), 100, found).empty());
}

TEST(Relations, OneReportOrNoneGivesNothing) {
  EXPECT_TRUE(compare_claims(Pile({}).view(), 100, {}).empty());
  EXPECT_TRUE(compare_claims(Pile({report("Gull", "", "", "")}).view(), 100, {}).empty());
}

}  // namespace
}  // namespace hearsay::comparison

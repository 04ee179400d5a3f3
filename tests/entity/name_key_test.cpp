#include "entity/name_key.h"

#include <gtest/gtest.h>

#include "entity/role_class.h"

namespace hearsay::test {
namespace {

TEST(NameKey, LevelsTransliterations) {
  EXPECT_EQ(word_key("Nasreddine"), word_key("Nasruddin"));
  EXPECT_EQ(word_key("Mohieddine"), word_key("Mohieddeen"));
  EXPECT_EQ(word_key("Mohammed"), word_key("Muhamed"));
  EXPECT_EQ(word_key("Qarroum"), word_key("Karrum"));
  EXPECT_EQ(word_key("Youssef"), word_key("Yusuf"));
  EXPECT_EQ(word_key("Abdel-Rahman"), word_key("Abdurrahman"));
  EXPECT_EQ(word_key("O’Dalt"), word_key("O'Dalt"));
  EXPECT_EQ(word_key("Dvořník"), word_key("Dvornik"));
}

TEST(NameKey, KeepsShortAndDifferentWordsApart) {
  EXPECT_NE(word_key("Lee"), word_key("Li"));
  EXPECT_NE(word_key("Lynn"), word_key("Lin"));
  EXPECT_NE(word_key("Marie"), word_key("Maria"));
  EXPECT_NE(word_key("Erik"), word_key("Erika"));
}

TEST(NameKey, TakesPersonsApart) {
  const PersonName full = person_name("Dr. Piet J. van Dorn Jr.");
  EXPECT_EQ(full.first, "piet");
  EXPECT_EQ(full.middle, std::vector<std::string>{"j"});
  EXPECT_EQ(full.last, "dorn");
  EXPECT_EQ(full.suffix, "jr");
  EXPECT_FALSE(full.initial);
  EXPECT_EQ(person_name("van Dorn").first, "");
  EXPECT_EQ(person_name("Van Dorn").first, "");
  EXPECT_EQ(person_name("al-Rashid").last, person_name("Rashid").last);
  EXPECT_EQ(person_name("Ben Hall").first, "ben");
  EXPECT_TRUE(person_name("J.K. Hall").initial);
  EXPECT_EQ(person_name("Jean-Luc Morel").first, "jeanluc");
  EXPECT_EQ(person_name("Hall’s").last, "hall");
  EXPECT_EQ(person_name("Kim Jong-un").joined, person_name("Kim Jong Un").joined);
}

TEST(NameKey, LeavesOutWhatBodiesCanDoWithout) {
  EXPECT_EQ(body_key("The Velm Oil Co."), body_key("Velm Oil"));
  EXPECT_EQ(body_key("Al-Shabaan"), body_key("al Shaban"));
  EXPECT_EQ(body_key("Food and Seed Agency"), body_key("Food & Seed Agency"));
  EXPECT_NE(body_key("Velm Oil"), body_key("Velm Gas"));
  EXPECT_TRUE(is_acronym("W.F.A."));
  EXPECT_FALSE(is_acronym("Wfa"));
  EXPECT_FALSE(is_acronym("A"));
}

TEST(RoleClass, ContradictsOnlyFarApart) {
  EXPECT_TRUE(contradict(role_classes("star goalkeeper"), role_classes("opposition lawmaker")));
  EXPECT_FALSE(contradict(role_classes("general"), role_classes("president")));
  EXPECT_FALSE(contradict(role_classes("tall man"), role_classes("president")));
}

}  // namespace
}  // namespace hearsay::test

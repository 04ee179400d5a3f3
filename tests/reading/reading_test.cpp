#include "reading/reading.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/case_file.h"

namespace hearsay {
namespace {

Reading read(std::string text) {
  Article article;
  article.text = std::move(text);
  article.published = Date{"2023-11-10", DatePrecision::day, "text"};
  return read_article(article);
}

TEST(Reading, FigureStandsInTheInnermostAttribution) {
  const Reading reading = read("Anna Harl said on Tuesday that at least 12 people were killed in Port Velm. Nine houses burnt down.");
  ASSERT_EQ(reading.figures.size(), 2U);
  ASSERT_NE(reading.figures[0].attribution, kNone);
  const Attribution& attribution = reading.attributions[reading.figures[0].attribution];
  ASSERT_TRUE(attribution.speaker.has_value());
  EXPECT_EQ(attribution.speaker->name, "Anna Harl");
  EXPECT_EQ(reading.figures[1].attribution, kNone);
  ASSERT_EQ(reading.times.size(), 1U);
  EXPECT_EQ(reading.times[0].value, "2023-11-07");
}

TEST(Reading, AnUnnamedSourceIsOneEntityThroughTheDocument) {
  const Reading reading =
      read("A source in the mayor's office told the al-Bahr newspaper that the bridge would close.\n\n"
           "\"The repairs have cost too much,\" the source said.");
  std::vector<Index> speakers;
  for (const Attribution& attribution : reading.attributions) {
    if (attribution.within == kNone && attribution.speaker) speakers.push_back(attribution.speaker->entity);
  }
  ASSERT_GE(speakers.size(), 2U);
  EXPECT_EQ(speakers.front(), speakers.back());
  EXPECT_EQ(reading.entities[speakers.front()].name, "A source in the mayor's office");
}

// Whom the answers of an interview are said to be by.
std::string answers_by(std::string title, const std::string& lead) {
  Article article;
  article.title = std::move(title);
  article.text = lead + "\n\nQ: What is the first thing that you will do?\n\nA: I will mend the pump.\n\nQ: And then?\n\nA: The quay.\n";
  std::string out;
  for (const Attribution& attribution : read_article(article).attributions) {
    const std::string_view label = slice(article.text, attribution.source.front());
    EXPECT_TRUE(label != "Q" || !attribution.speaker.has_value());
    if (label == "A") out += (attribution.speaker ? attribution.speaker->name : "nobody") + ";";
  }
  return out;
}

TEST(Reading, AnInterviewsAnswersAreWhomTheLeadOrTheTitleNames) {
  EXPECT_EQ(answers_by("The new harbour chief", "By Ilse Prell\n\nAnna Harl is the new chief of the harbour. We asked her a few things."), "Anna Harl;Anna Harl;");
  EXPECT_EQ(answers_by("Meet Anna Harl", "Anna Harl follows Tom Brook at the harbour. We asked her a few things."), "Anna Harl;Anna Harl;");
  EXPECT_EQ(answers_by("The harbour", "Anna Harl is the new chief of the harbour. It was built in May."), "nobody;nobody;");
  EXPECT_EQ(answers_by("The harbour", "Anna Harl follows Tom Brook at the harbour. We asked a few things."), "nobody;nobody;");
}

// Through whose hands each attribution came, who speaks found as in earnest.
std::string roads_of(std::string_view input) {
  const Reading reading = read(std::string(input));
  std::string out;
  for (const Attribution& attribution : reading.attributions) {
    out += std::string(slice(input, attribution.content.front()).substr(0, 24)) + ":";
    for (const Hop& hop : attribution.chain) out += (&hop == &attribution.chain.front() ? " " : " > ") + hop.name + " (" + hop.basis + ")";
    out += "\n";
  }
  return out;
}

TEST(Reading, Roads) { test::run_case_files("road", roads_of); }

TEST(Reading, EmptyText) {
  const Reading reading = read("");
  EXPECT_TRUE(reading.entities.empty());
  EXPECT_TRUE(reading.attributions.empty());
  EXPECT_TRUE(reading.figures.empty());
}

TEST(Reading, EverySpanLiesInTheText) {
  const std::string content =
      "VELM, 5 November 2023 (VNA) -- \"We lost 12 men,\" General Omar al-Dari, the army's spokesman, said. He added: \"It was war.\" "
      "According to him, 3 of them died at 5 p.m. \xE2\x80\x9CUnclosed \xC3\xA9\xE2\x80\x99s";
  const Reading reading = read(content);
  for (const Entity& entity : reading.entities) {
    for (const Mention& mention : entity.mentions) EXPECT_FALSE(slice(content, mention.span).empty());
  }
  for (const Figure& figure : reading.figures) EXPECT_FALSE(slice(content, figure.span).empty());
  for (const TimeExpression& time : reading.times) EXPECT_FALSE(slice(content, time.span).empty());
}

}  // namespace
}  // namespace hearsay

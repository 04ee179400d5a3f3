#include "reading/event/event.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "reading/event/event_lexicon.h"
#include "reading/event/event_model.h"
#include "reading/event/features.h"
#include "reading/event/headline.h"
#include "reading/reading.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

Reading read(std::string_view input, Article& article) {
  constexpr std::string_view kKey = "title: ";
  if (input.starts_with(kKey)) {
    const std::size_t end = input.find('\n');
    article.title = std::string(input.substr(kKey.size(), end - kKey.size()));
    input.remove_prefix(end + 1);
  }
  article.text = std::string(input);
  article.published = Date{"2023-11-10", DatePrecision::day, "text"};
  return read_article(article, AttributionModel::rules);
}

// One line an event: type, subtype, modality, words that name it, who took part as what, when, where, times told.
std::string events_of(std::string_view input) {
  Article article;
  const Reading reading = read(input, article);
  std::string out;
  for (const Event& event : reading.events) {
    out += event.type + (event.subtype.empty() ? "" : "/" + event.subtype) + " " + event.modality + "\t";
    for (const Span span : event.trigger) out += (span == event.trigger.front() ? "" : " ... ") + std::string(slice(article.text, span));
    for (const Participant& one : event.participants) {
      out += "\t" + one.role + ": ";
      out += one.entity == kNone ? std::string(slice(article.text, one.span)) : reading.entities[one.entity].name;
    }
    if (event.time != kNone) out += "\twhen: " + reading.times[event.time].value;
    if (event.place != kNone) out += "\twhere: " + reading.entities[event.place].name;
    if (event.mentions.size() > 1) out += "\ttold " + std::to_string(event.mentions.size()) + " times";
    out += "\n";
  }
  return out.empty() ? "none\n" : out;
}

TEST(Event, Cases) { test::run_case_files("event", events_of); }

// What the report is mainly about: one line a question.
std::string answers_of(std::string_view input) {
  Article article;
  const Reading reading = read(input, article);
  std::string out;
  const auto line = [&](const char* question, const Spans& answers) {
    if (!answers.empty()) out += std::string(question) + "\t" + std::string(slice(article.text, answers.front())) + "\n";
  };
  line("who", reading.main_event.who);
  line("what", reading.main_event.what);
  line("when", reading.main_event.when);
  line("where", reading.main_event.where);
  line("why", reading.main_event.why);
  line("how", reading.main_event.how);
  return out;
}

TEST(Headline, TellsWhatHappened) {
  const auto clause = [](std::string_view title) { return std::string(slice(title, headline_clause(title))); };
  EXPECT_EQ(clause("Harbour Cup 2030: Ana Doe wins in Korr"), "Ana Doe wins in Korr");
  EXPECT_EQ(clause("Ana Doe bids farewell to Harl Rovers: 'I will be back'"), "Ana Doe bids farewell to Harl Rovers");
  EXPECT_EQ(clause("Ana Doe and Karel Brandt attack plan as strike has closed port"), "Ana Doe and Karel Brandt attack plan");
  EXPECT_EQ(clause("Ana Doe named as head of the port"), "Ana Doe named as head of the port");
  EXPECT_EQ(clause("Minister says: no talks with Velmia"), "Minister says: no talks with Velmia");
  EXPECT_EQ(clause("Blast at 10:45 in Harl"), "Blast at 10:45 in Harl");
  EXPECT_EQ(clause(":"), ":");
  EXPECT_EQ(clause(""), "");
}

TEST(MainEvent, Cases) { test::run_case_files("main_event", answers_of); }

TEST(Event, SpansLieInTheText) {
  Article article;
  const Reading reading = read("Rebels attacked a convoy of Velmian troops near Port Harl on Tuesday. Ana Doe met Karel Brandt in Velm, and Brandt's visit "
                               "ended with a ban on fish. Police arrested 12 protesters.",
                               article);
  ASSERT_FALSE(reading.events.empty());
  for (const Event& event : reading.events) {
    ASSERT_FALSE(event.trigger.empty());
    EXPECT_FALSE(event.mentions.empty());
    for (const Span span : event.mentions) EXPECT_LE(span.end, article.text.size());
    for (const Participant& one : event.participants) {
      EXPECT_LT(one.span.begin, one.span.end);
      EXPECT_LE(one.span.end, article.text.size());
    }
  }
}

TEST(Event, StandsInItsAttribution) {
  Article article;
  const Reading reading = read("Karel Brandt said that Velmian troops attacked the port of Korr.", article);
  ASSERT_FALSE(reading.events.empty());
  ASSERT_NE(reading.events.front().attribution, kNone);
  EXPECT_EQ(reading.attributions[reading.events.front().attribution].speaker->name, "Karel Brandt");
}

TEST(EventLexicon, EveryLineIsOfAKnownRootAndCode) {
  for (const std::string_view lines : {event::verb_lines(), event::noun_lines()}) {
    std::set<std::string> roots;
    for (std::size_t begin = 1; begin < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      const std::string_view line = lines.substr(begin, end - begin);
      begin = end + 1;
      if (line.empty()) continue;
      const std::string_view word = line.substr(0, line.find(' '));
      // An unknown root reads as the first one.
      EXPECT_TRUE(word == "CONSULT" || event::root_of(word) != event::Root::consult) << line;
      roots.insert(std::string(word));
    }
    EXPECT_EQ(roots.size(), event::kRoots);
  }
}

TEST(EventLexicon, FindsFormsAndPhrases) {
  using namespace event;
  EXPECT_EQ(find_verb("met with", 3).length, 8U);
  EXPECT_EQ(find_verb("struck the port", 6).entries->front()->root, Root::fight);
  EXPECT_EQ(find_verb("banned fish", 6).entries->front()->root, Root::coerce);
  EXPECT_FALSE(find_verb("metal", 5));
  EXPECT_EQ(find_noun("peace talks with", 5).length, 11U);
  EXPECT_EQ(find_noun("talks", 5).entries->front()->subtype, "negotiation");
  EXPECT_FALSE(find_noun("talkshow", 8));
  EXPECT_EQ(verb_lemma("withdrew"), "withdraw");
}

TEST(EventModel, RefusesDamagedWeights) {
  EXPECT_FALSE(event::EventModel::load(""));
  EXPECT_FALSE(event::EventModel::load("HEARSAYM but nothing more"));
}

TEST(EventFeatures, SeesTheWordVectors) {
  float vector[event::kVectorSize] = {};
  EXPECT_TRUE(model::WordVectors::shared().add("attack", 1, vector));
  float sum = 0;
  for (const float one : vector) sum += one * one;
  EXPECT_GT(sum, 0.1F);
  EXPECT_FALSE(model::WordVectors::shared().add("qzxvwk", 1, vector));
}

}  // namespace
}  // namespace hearsay

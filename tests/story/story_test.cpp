#include "story/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <tuple>

#include "story/day.h"
#include "story/group.h"
#include "story/headline.h"
#include "story/linkage.h"
#include "story/office.h"
#include "story/origin.h"
#include "story/terms.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

struct Report {
  std::string id, title, date, publisher, text;
  std::vector<std::string> credits;
};

// Documents in a few lines each:
//   # id | date | publisher | title [| credit, credit]
//   any lines of text
std::deque<Report> parse_reports(std::string_view input) {
  std::deque<Report> reports;
  while (!input.empty()) {
    const std::size_t end = input.find('\n');
    const std::string line(input.substr(0, end));
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
    if (!line.starts_with("# ")) {
      if (!reports.empty()) reports.back().text += line + "\n";
      continue;
    }
    std::vector<std::string> fields(1);
    for (const char character : line.substr(2)) {
      if (character == '|')
        fields.emplace_back();
      else
        fields.back() += character;
    }
    for (std::string& field : fields) {
      field.erase(0, field.find_first_not_of(' '));
      while (!field.empty() && field.back() == ' ') field.pop_back();
    }
    fields.resize(5);
    reports.push_back({fields[0], fields[3], fields[1], fields[2], {}, {}});
    if (!fields[4].empty()) reports.back().credits.push_back(fields[4]);
  }
  return reports;
}

std::vector<Document> documents_of(const std::deque<Report>& reports) {
  std::vector<Document> documents;
  for (const Report& report : reports) {
    Document document;
    document.id = report.id;
    document.article.title = report.title;
    document.article.text = report.text;
    document.article.publisher = report.publisher;
    document.article.credit = report.credits;
    if (!report.date.empty()) document.article.published = Date{report.date, DatePrecision::day, "meta"};
    documents.push_back(document);
  }
  return documents;
}

std::string ids(const std::vector<Document>& documents, const std::vector<Index>& members) {
  std::string line;
  for (const Index member : members) line += (line.empty() ? "" : " ") + documents[member].id;
  return line;
}

// story: ids, in order of publication; first - last; title
// copy: original > copy, share of the copy's 5-grams
// passage: original > copy, share of the copy's words: how the words begin and end in the copy
// origins: each in brackets
std::string print_stories(std::string_view input) {
  const std::vector<Document> documents = documents_of(parse_reports(input));
  std::string out;
  for (const Story& story : build_stories(documents)) {
    out += "story: " + ids(documents, story.documents);
    if (!story.first.empty()) out += "; " + story.first + (story.last == story.first ? "" : " - " + story.last);
    out += "; " + story.title + "\n";
    for (const Copy& copy : story.copies) {
      out += "  copy: " + documents[copy.original].id + " > " + documents[copy.copy].id + ", " +
             std::to_string(static_cast<int>(copy.containment * 100 + 0.5)) + "%\n";
    }
    for (const Passage& passage : story.passages) {
      const std::string words(slice(documents[passage.copy].article.text, passage.copy_span));
      out += "  passage: " + documents[passage.original].id + " > " + documents[passage.copy].id + ", " +
             std::to_string(static_cast<int>(passage.same * 100 + 0.5)) + "%: " + words.substr(0, 24) + " ... " +
             words.substr(words.size() - std::min<std::size_t>(words.size(), 16)) + "\n";
    }
    if (story.documents.size() < 2) continue;
    out += "  origins:";
    for (const std::vector<Index>& origin : story.origins) out += " [" + ids(documents, origin) + "]";
    out += "\n";
  }
  return out;
}

TEST(Story, Cases) { test::run_case_files("story", print_stories); }

TEST(Story, NoDocumentsGiveNoStories) {
  EXPECT_TRUE(build_stories({}).empty());
  EXPECT_TRUE(find_copies({}).empty());
  EXPECT_TRUE(group_documents({}).groups.empty());
}

TEST(Story, EveryDocumentIsInExactlyOneStory) {
  std::vector<Document> documents(40);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    documents[i].article.text = i % 3 == 0 ? "" : "Report number " + std::to_string(i % 7) + " from the harbour.";
  }
  std::vector<int> seen(documents.size());
  for (const Story& story : build_stories(documents)) {
    std::size_t of_origins = 0;
    for (const auto& origin : story.origins) of_origins += origin.size();
    EXPECT_EQ(of_origins, story.documents.size());
    for (const Index member : story.documents) ++seen[member];
  }
  EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), 40);
}

TEST(Story, TheOrderOfInputDoesNotMatter) {
  // Six stories of four reports, each with words of its own and the town's in common.
  std::deque<std::string> texts;
  std::deque<std::string> titles;
  std::vector<StoryInput> inputs;
  for (int story = 0; story < 6; ++story) {
    for (int report = 0; report < 4; ++report) {
      std::string text = "The council of Port Velm met again. ";
      for (int k = 0; k < 14; ++k) {
        text += "Harbour" + std::to_string(story) + "x" + std::to_string((k * (report + 3)) % 17) + " moved. ";
      }
      texts.push_back(text);
      titles.push_back("Harbour" + std::to_string(story) + "x0 in Port Velm");
      inputs.push_back({"", titles.back(), texts.back(), "2031-05-0" + std::to_string(story + 1), "", {}});
    }
  }
  const auto named = [](const std::vector<StoryInput>& documents) {
    std::set<std::set<const char*>> groups;
    for (const auto& group : group_documents(documents).groups) {
      std::set<const char*> members;
      for (const Index member : group) members.insert(documents[member].text.data());
      groups.insert(members);
    }
    return groups;
  };
  const auto forward = named(inputs);
  std::reverse(inputs.begin(), inputs.end());
  EXPECT_EQ(forward, named(inputs));
  std::rotate(inputs.begin(), inputs.begin() + 7, inputs.end());
  EXPECT_EQ(forward, named(inputs));
  EXPECT_LT(forward.size(), 24U);
}

TEST(Copies, TextsOfAFewWordsAreNone) {
  const std::vector<StoryInput> inputs = {{"a", "", "No comment today.", "", "", {}},
                                          {"b", "", "No comment today.", "", "", {}},
                                          {"c", "", "", "", "", {}},
                                          {"d", "", "", "", "", {}}};
  EXPECT_TRUE(find_copies(inputs).empty());
}

TEST(Copies, AFooterInManyDocumentsIsNoCopy) {
  const std::string footer =
      " Sign up to our morning letter and never miss a tide table again, all rights are reserved by the publisher, and"
      " you may not print, frame or sell this page without asking us first in writing at the address given below.";
  std::deque<std::string> texts;
  std::vector<StoryInput> inputs;
  for (int i = 0; i < 100; ++i) {
    std::string news;
    for (int k = 0; k < 12; ++k) news += "word" + std::to_string(i * 100 + k) + " ";
    texts.push_back(news + footer);
    inputs.push_back({"", "", texts.back(), "", "", {}});
  }
  EXPECT_TRUE(find_copies(inputs).empty());
}

// A report of `publisher` in which somebody says something; `told` is the outlet they told it.
Document report_of_claim(std::string publisher, Speaker speaker, const std::string& told) {
  Document document;
  document.article.publisher = std::move(publisher);
  Attribution attribution;
  attribution.chain.push_back({speaker.name, speaker.entity, speaker.kind, {}, "source"});
  if (!told.empty()) attribution.chain.push_back({told, kNone, SpeakerKind::outlet, {}, "told"});
  attribution.chain.push_back({document.article.publisher, kNone, SpeakerKind::outlet, {}, "publisher"});
  attribution.speaker = std::move(speaker);
  document.reading.attributions.push_back(std::move(attribution));
  return document;
}

TEST(Hands, WhatIsToldToAnOutletIsThatOutletsAndWhatIsSaidToAllIsTheSpeakers) {
  const Speaker official{.name = "an official", .kind = SpeakerKind::unnamed};
  const Speaker minister{.name = "Tora Belling", .entity = 0, .kind = SpeakerKind::named};
  const std::vector<Document> documents = {
      report_of_claim("Velm Courier", official, "the Drennik Lantern newspaper"),
      report_of_claim("Tarn Weekly", official, "Lantern"),
      report_of_claim("The Drennik Lantern", official, ""),
      report_of_claim("Hollow Post", official, ""),
      report_of_claim("Ministry of Harbours", {.name = "the Ministry", .kind = SpeakerKind::collective}, ""),
      report_of_claim("Daily Tide", minister, ""),
      report_of_claim("Carrow Echo", minister, ""),
      report_of_claim("Oak Post", official, "Far Shore Radio"),
      report_of_claim("Elm Post", official, "Far Shore Radio"),
  };
  Story story;
  for (Index i = 0; i < documents.size(); ++i) {
    story.documents.push_back(i);
    story.origins.push_back({i});
  }
  story::Hands hands(documents, story, [](Index, Index entity) { return entity; });
  EXPECT_EQ(hands.hand(0, 0), hands.hand(2, kNone));
  EXPECT_EQ(hands.hand(1, 0), hands.hand(2, 0));
  EXPECT_NE(hands.hand(3, 0), hands.hand(2, 0));
  EXPECT_EQ(hands.hand(3, 0), hands.hand(3, kNone));
  EXPECT_EQ(hands.hand(4, 0), hands.hand(4, kNone));
  EXPECT_EQ(hands.hand(5, 0), hands.hand(6, 0));
  EXPECT_NE(hands.hand(5, 0), hands.hand(5, kNone));
  EXPECT_EQ(hands.hand(7, 0), hands.hand(8, 0));
  EXPECT_NE(hands.hand(7, kNone), hands.hand(8, kNone));
}

TEST(Origins, WhatAnOutletFoundItselfIsItsOwnWhoeverSpeaksNext) {
  const Speaker line{.name = "Torvane Lines", .kind = SpeakerKind::named};
  const Speaker paper{.name = "an internal paper", .kind = SpeakerKind::document};
  const auto report = [&](const std::string& seen_by) {
    Document document = report_of_claim("Velm Gazette", paper, seen_by);
    Attribution next;
    next.chain.push_back({line.name, kNone, line.kind, {}, "source"});
    next.speaker = line;
    document.reading.attributions.push_back(std::move(next));
    for (Attribution& attribution : document.reading.attributions) attribution.content = {{0, 10}};
    return document;
  };
  const std::vector<Document> documents = {report_of_claim("Torvane Lines Newsroom", line, ""), report("Velm Gazette")};
  EXPECT_EQ(story::find_origins(documents, {0, 1}, {}), (std::vector<std::vector<Index>>{{0}, {1}}));
  const std::vector<Document> others = {documents[0], report("")};
  EXPECT_EQ(story::find_origins(others, {0, 1}, {}), (std::vector<std::vector<Index>>{{0, 1}}));
}

TEST(Headline, IsCleanOfPageAndTicker) {
  const auto clean = [](std::string_view headline) { return story::clean_headline(headline, "Tarnow Times"); };
  for (const std::string_view headline :
       {"Mill burns at Tarnow", "LIVE: Mill burns at Tarnow", "Mill burns at Tarnow - The Tarnow Times",
        "Breaking news | Mill burns  at Tarnow", "UPDATE 2-Mill burns at Tarnow", "RPT-UPDATE 1-Mill burns at Tarnow",
        "Mill burns at Tarnow (video)", "Watch: Mill burns at Tarnow | Lakeside News and Radio",
        "Mill burns at Tarnow – as it happened"}) {
    EXPECT_EQ(clean(headline), "Mill burns at Tarnow");
  }
  for (const std::string_view headline : {"Tarnow: mill burns", "Update-Mill burns at Tarnow", "Live", "LIVE: fire",
                                          "Mill burns - nobody hurt", "On the record: who lit the mill", ""}) {
    EXPECT_EQ(clean(headline), headline);
  }
}

TEST(Headline, WhatHappenedIsPlainerThanWhatIsAskedOrCried) {
  const double plain = story::plainness("Brackwater mill burns at Tarnow");
  for (const std::string_view headline :
       {"SABOTAGE! Brackwater mill burns at Tarnow", "Who lit the Brackwater mill at Tarnow?",
        "Statement on the Brackwater mill", "How the Brackwater mill at Tarnow burned", "Mill burns",
        "“It was the oldest mill we had”", "And yes, we lit the mill"}) {
    EXPECT_LT(story::plainness(headline), plain) << headline;
  }
  EXPECT_EQ(story::plainness(""), 0);
}

Document dated_report(std::string publisher, std::string date, std::string text = {}) {
  Document document;
  document.article.publisher = std::move(publisher);
  document.article.published.emplace().value = std::move(date);
  document.article.text = std::move(text);
  return document;
}

TEST(Publishers, ANameMeansThePublisherWhoseHeadItHolds) {
  const std::string text = "The blast was told of by the Harl Lantern. Sordia and an agency said nothing.";
  const std::vector<Document> documents = {
      dated_report("Daily Tide", "2031-05-20", text),
      dated_report("The Harl Lantern", "2031-05-19"),
      dated_report("Telegraph Agency of Sordia", "2031-05-19"),
      dated_report("Ministry of Health", "2031-05-19"),
      dated_report("Karst Bank Newsroom", "2031-05-19"),
      dated_report("La Voz de Ribera", "2031-05-22"),
      dated_report("Gulfline Agency", "2031-03-01"),
      dated_report("The Harl Lantern", "2031-05-02"),
  };
  const story::Publishers publishers(documents, {0, 1, 2, 3, 4, 5, 6, 7});
  const auto meant = [&](std::string_view name, double days = story::Publishers::kAsNews) {
    return publishers.meant(name, 0, days);
  };
  EXPECT_EQ(meant("the Lantern newspaper"), 1U);
  EXPECT_EQ(meant("Harl"), kNone);
  EXPECT_EQ(meant("Sordia"), kNone);
  EXPECT_EQ(meant("the Health Ministry"), 3U);
  EXPECT_EQ(meant("Karst Bank"), 4U);
  EXPECT_EQ(meant("La Voz"), kNone) << "it came two days later";
  EXPECT_EQ(meant("Gulfline"), kNone) << "months before";
  EXPECT_EQ(meant("Gulfline", story::Publishers::kAnyDay), 6U);
  EXPECT_EQ(meant("the agency"), kNone);
  EXPECT_EQ(meant("Daily Tide"), kNone);
  EXPECT_TRUE(publishers.means_own("the Tide", 0));
  EXPECT_FALSE(publishers.means_own("Daily", 0));
  const auto length = static_cast<std::uint32_t>(text.size());
  EXPECT_EQ(publishers.named_in(0, {0, length}), 1U);
  EXPECT_EQ(publishers.named_in(0, {42, length}), kNone);
}

TEST(Offices, OneOfficeInTwoWordingsIsOnePerson) {
  story::Offices offices;
  offices.add("the president of Carrow Rovers", "");
  offices.add("Rovers’ president", "");
  offices.add("Carrow's president", "");
  offices.add("coach", "entity 7");
  offices.add("the judge of Velm", "");
  offices.add("the judge of Tarn", "");
  offices.add("the judge", "");
  offices.settle();
  EXPECT_FALSE(offices.find("Carrow's president").empty());
  EXPECT_EQ(offices.find("Carrow's president"), offices.find("the president of Carrow Rovers"));
  EXPECT_EQ(offices.find("the coach"), "entity 7");
  EXPECT_NE(offices.find("the judge of Velm"), offices.find("the judge of Tarn"));
  EXPECT_NE(offices.find("the judge"), offices.find("the judge of Velm"));
  EXPECT_NE(offices.find("the judge"), offices.find("the judge of Tarn"));
  EXPECT_EQ(offices.find("the pilot"), "");
  EXPECT_TRUE(story::Offices::is_definite("Carrow’s president"));
  EXPECT_FALSE(story::Offices::is_definite("a pilot"));
  EXPECT_FALSE(story::Offices::is_definite("officials"));
}

TEST(Hands, AnUnnamedSourceIsTheOutletsThatTheReportNames) {
  const Speaker engineer{.name = "an engineer", .kind = SpeakerKind::unnamed};
  std::vector<Document> documents = {
      report_of_claim("The Drennik Lantern", engineer, ""),
      report_of_claim("Oak Post", engineer, ""),
      report_of_claim("Elm Post", engineer, ""),
      report_of_claim("Ash Post", {.name = "Al-Safina", .entity = 0, .kind = SpeakerKind::named}, ""),
      report_of_claim("Fir Post", engineer, "Al-Safina"),
  };
  documents[1].article.text = "An engineer has told the Lantern that the props were gone. So it was.";
  documents[2].article.text = "An engineer has told us that the props were gone. The Lantern has a new cook.";
  for (Document& document : documents) document.reading.attributions[0].cue = {{12, 20}};
  Story story;
  for (Index i = 0; i < documents.size(); ++i) {
    story.documents.push_back(i);
    story.origins.push_back({i});
  }
  story::Hands hands(documents, story, [](Index, Index) { return kNone; });
  EXPECT_EQ(hands.hand(1, 0), hands.hand(0, 0));
  EXPECT_EQ(hands.hand(2, 0), hands.hand(2, kNone));
  EXPECT_EQ(hands.hand(3, 0), hands.hand(4, 0));
}

story::Linkage linkage_of(Index nodes, const std::vector<std::tuple<Index, Index, float>>& edges) {
  story::Linkage linkage(10);
  for (Index i = 0; i < nodes; ++i) linkage.add();
  for (const auto& [one, two, score] : edges) linkage.connect(one, two, score);
  return linkage;
}

TEST(Linkage, AveragesOverAllPairs) {
  // 2 is close to 1 alone: on average it isn't close enough to join the group of 0 and 1.
  story::Linkage linkage = linkage_of(4, {{0, 1, 0.9F}, {1, 2, 0.7F}});
  linkage.run(0.5F);
  EXPECT_EQ(linkage.group(0), linkage.group(1));
  EXPECT_NE(linkage.group(1), linkage.group(2));
  EXPECT_NE(linkage.group(2), linkage.group(3));
}

TEST(Linkage, BeginsFromTheGroupsGiven) {
  story::Linkage linkage = linkage_of(3, {{0, 2, 0.8F}, {1, 2, 0.6F}});
  linkage.join(0, 1);
  linkage.run(0.65F);
  EXPECT_EQ(linkage.group(0), linkage.group(2));
}

TEST(Linkage, WhatIsAttachedHasNoWeight) {
  story::Linkage linkage = linkage_of(3, {{0, 2, 0.7F}});
  linkage.attach(1, 0);
  linkage.run(0.65F);
  EXPECT_EQ(linkage.group(1), linkage.group(2));
}

TEST(Linkage, ARestingGroupIsJoinedByTheNextThatIsClose) {
  story::Linkage linkage = linkage_of(4, {{0, 1, 0.9F}, {0, 2, 0.9F}, {1, 2, 0.9F}});
  linkage.run(0.5F);
  linkage.rest(linkage.group(0));
  linkage.connect(2, 3, 0.6F);
  linkage.run(0.5F);
  EXPECT_EQ(linkage.group(0), linkage.group(3));
}

TEST(Linkage, AForgottenGroupIsJoinedNoMore) {
  story::Linkage linkage = linkage_of(2, {});
  linkage.forget([](Index group) { return group != 0; });
  linkage.connect(0, 1, 0.9F);
  linkage.run(0.5F);
  EXPECT_NE(linkage.group(0), linkage.group(1));
}

// Reports of a story between which thousands of others came.
TEST(Stream, ASleepingStoryIsWoken) {
  story::GroupOptions options = story::default_group_options();
  options.block = 8;
  options.window = 16;
  options.asleep = 200;
  const auto groups = [&](std::size_t between) {
    story::StoryStream stream(story::default_pair_model(), options);
    const auto add = [&](int story, int report) {
      std::string text;
      for (int k = 0; k < 40; ++k)
        text += "Harbour" + std::to_string(story * 50 + (k * (report + 3)) % 43) + " moved. ";
      stream.add({"", "Harbour" + std::to_string(story * 50) + " moved", text, "", "", {}});
    };
    for (int report = 0; report < 4; ++report) add(0, report);
    for (std::size_t i = 0; i < between; ++i) add(static_cast<int>(i) + 1, 0);
    add(0, 5);
    EXPECT_LE(stream.live(), options.block + options.window + options.asleep);
    return stream.finish().groups.front().size();
  };
  EXPECT_EQ(groups(5), 5U);
  EXPECT_EQ(groups(100), 5U);
  EXPECT_EQ(groups(600), 4U);  // as many stories fell asleep after it
}

TEST(Day, CountsFromTheEpoch) {
  EXPECT_EQ(story::day_of("1970-01-01"), 0.0);
  EXPECT_EQ(story::day_of("2000-03-01"), 11017.0);
  EXPECT_EQ(story::day_of("1970-01-02T12:00:00Z"), 1.5);
  EXPECT_FALSE(story::day_of("2023-11"));
  EXPECT_FALSE(story::day_of("2023-13-01"));
  EXPECT_FALSE(story::day_of("yesterday"));
}

TEST(Terms, PluralsAndPossessivesAreOneTerm) {
  const auto words = story::split_words("Talks in Orla’s town: the talk, 3,500 tons.", 100);
  ASSERT_EQ(words.size(), 8U);
  EXPECT_EQ(words[0].term, words[5].term);
  EXPECT_NE(words[0].exact, words[5].exact);
  EXPECT_TRUE(words[4].sentence_start);
  EXPECT_TRUE(words[6].number);
  EXPECT_EQ(words[6].end - words[6].begin, 5U);
}

}  // namespace
}  // namespace hearsay

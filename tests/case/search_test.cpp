#include "case/search.h"

#include <gtest/gtest.h>

#include "case/case.h"
#include "make.h"
#include "temporary_folder.h"

namespace hearsay::test {
namespace {

Span find(const std::string& text, const std::string& words) {
  const std::size_t at = text.find(words);
  if (at == std::string::npos) throw std::invalid_argument("not in the text: " + words);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

Document report(const std::string& id, const std::string& title, const std::string& text, const std::string& date = "",
                const std::string& publisher = "") {
  Document document;
  document.id = id;
  document.article.title = title;
  document.article.text = text;
  document.article.publisher = publisher;
  if (!date.empty()) document.article.published = Date{date, DatePrecision::day, "meta"};
  return document;
}

void add_statement(Document& document, const std::string& speaker, const std::vector<std::string>& content) {
  const std::string& text = document.article.text;
  const auto entity = static_cast<Index>(document.reading.entities.size());
  document.reading.entities.push_back(
      {speaker, EntityType::person, {}, {}, {{find(text, speaker), MentionForm::name}}});
  Attribution attribution;
  attribution.cue = {find(text, "said")};
  for (const std::string& words : content) attribution.content.push_back(find(text, words));
  attribution.speaker = Speaker{speaker, entity, SpeakerKind::named};
  document.reading.attributions.push_back(attribution);
}

class CaseSearch : public testing::Test {
 protected:
  CaseSearch() : file_(std::move(CaseFile::open(folder_ / "one.case", CaseMode::read_write)).value()) {
    Document flood = report("flood", "Flood in Sélvany",
                            "Rain fell all week. “The dam,” Íris Dalt said, “will hold the flood.” Nobody slept.",
                            "2031-04-05", "Velm Courier");
    add_statement(flood, "Íris Dalt", {"“The dam,”", "“will hold the flood.”"});
    Document strike = report("strike", "Strike", "The flood stopped no train, Otto Brand said. The dam stood.",
                             "2031-05", "Korr Times");
    add_statement(strike, "Otto Brand", {"The flood stopped no train"});
    Document undated = report("undated", "Weather", "Dry. AT&T (sic) is \"dry\"; don't ask O'Dalt-Brand*.");
    for (const Document& document : {flood, strike, undated}) {
      if (!file_.add(document.id, document).value()) throw std::runtime_error("not added");
    }
  }

  // The ids of the hits, in order.
  std::string ids(const SearchQuery& query) {
    const Result<std::vector<SearchHit>> hits = file_.search(query);
    if (!hits.ok()) return hits.error().message();
    std::string out;
    for (const SearchHit& hit : *hits) out += (out.empty() ? "" : " ") + hit.id;
    return out;
  }
  std::string words(const std::string& words) { return ids({.words = words}); }

  TemporaryFolder folder_;
  CaseFile file_;
};

TEST_F(CaseSearch, FindsWordsAndPhrases) {
  EXPECT_EQ(words("flood"), "flood strike") << "in the title counts more";
  EXPECT_EQ(words("flood train"), "strike");
  EXPECT_EQ(words("selvany"), "flood") << "diacritics do not matter";
  EXPECT_EQ(words("\"the dam stood\""), "strike");
  EXPECT_EQ(words("“the dam stood”"), "strike");
  EXPECT_EQ(words("\"dam the\""), "");
  EXPECT_EQ(words("nothing"), "");
}

TEST_F(CaseSearch, SyntaxCharactersDoNoHarm) {
  for (const std::string query : {"\"", "\"\"", "*", "AND", "NOT", "(", "a OR", "title:", "^", "-", "NEAR(", "'", ";--",
                                  "\"unclosed flood phrase", "{title}: x", "\xFF\xFE", "col : \"x"}) {
    const Result<std::vector<SearchHit>> hits = file_.search({.words = query});
    EXPECT_TRUE(hits.ok()) << query << ": " << hits.error().message();
  }
  EXPECT_EQ(words("AT&T"), "undated");
  EXPECT_EQ(words("O'Dalt-Brand*"), "undated");
  EXPECT_EQ(words("floo*"), "") << "no prefix search";
  EXPECT_EQ(words("flood OR dry"), "") << "OR is a word";
  EXPECT_EQ(words("?!"), "");
  EXPECT_EQ(words("flood ?!"), "flood strike");
  EXPECT_EQ(words("\"flood"), "flood strike");
  std::string many;
  for (int i = 0; i < 10000; ++i) many += "flood ";
  EXPECT_EQ(words(many), "flood strike");
}

TEST_F(CaseSearch, Filters) {
  EXPECT_EQ(ids({.words = "flood", .publisher = "courier"}), "flood");
  EXPECT_EQ(ids({.words = "flood", .entity = "brand"}), "strike");
  EXPECT_EQ(ids({.words = "flood", .from = "2031-04-06"}), "strike");
  EXPECT_EQ(ids({.words = "flood", .to = "2031-04-05"}), "flood");
  EXPECT_EQ(ids({.words = "flood", .from = "2031-05-20"}), "strike") << "May 2031 may be the 20th";
  EXPECT_EQ(ids({.words = "flood", .from = "2031-06"}), "");
  EXPECT_EQ(ids({.words = "dry", .to = "2040"}), "") << "without a date it is not known to be before";
  EXPECT_EQ(ids({.words = "flood", .limit = 1}), "flood");
  EXPECT_EQ(ids({.limit = 2}), "flood strike") << "no words: everything, in order";
  EXPECT_EQ(ids({.entity = "iris"}), "flood");
}

TEST_F(CaseSearch, ASpeakersStatementsOnly) {
  EXPECT_EQ(ids({.words = "flood", .speaker = "IRIS"}), "flood");
  EXPECT_EQ(ids({.words = "dam", .speaker = "Brand"}), "") << "the dam stands outside of what he said";
  EXPECT_EQ(ids({.words = "said", .speaker = "Dalt"}), "");
  EXPECT_EQ(ids({.speaker = "otto"}), "strike");
  EXPECT_EQ(ids({.speaker = "rand"}), "") << "part of a name begins a word";
}

TEST_F(CaseSearch, AHitShowsTheSentence) {
  const SearchHit hit = file_.search({.words = "flood", .speaker = "Dalt"}).value().at(0);
  const std::string text = file_.document("flood").value()->article.text;
  EXPECT_EQ(hit.passage, "“The dam,” Íris Dalt said, “will hold the flood.”");
  EXPECT_EQ(hit.passage, slice(text, hit.span));
  ASSERT_EQ(hit.matches.size(), 1U);
  EXPECT_EQ(slice(hit.passage, hit.matches[0]), "flood");
  EXPECT_EQ(hit.speaker, "Íris Dalt");
  EXPECT_EQ(hit.title, "Flood in Sélvany");
  EXPECT_EQ(hit.published, "2031-04-05");
  EXPECT_EQ(hit.publisher, "Velm Courier");
}

TEST_F(CaseSearch, ADocumentHitNamesWhoSaysIt) {
  const std::vector<SearchHit> hits = file_.search({.words = "flood train"}).value();
  EXPECT_EQ(hits.at(0).speaker, "Otto Brand");
  EXPECT_EQ(hits.at(0).passage, "The flood stopped no train, Otto Brand said.");
  EXPECT_EQ(hits.at(0).matches.size(), 2U);
  EXPECT_EQ(file_.search({.words = "nobody slept"}).value().at(0).speaker, "");
}

TEST_F(CaseSearch, TheTitleAloneGivesTheBeginOfTheText) {
  const SearchHit hit = file_.search({.words = "weather"}).value().at(0);
  EXPECT_EQ(hit.span.begin, 0U);
  EXPECT_TRUE(hit.passage.starts_with("Dry."));
  EXPECT_TRUE(hit.matches.empty());
}

TEST_F(CaseSearch, WhatWasReplacedIsNotFound) {
  ASSERT_TRUE(file_.add("other key", report("flood", "Sun", "Sun shone.")).value());
  EXPECT_EQ(words("sélvany"), "");
  EXPECT_EQ(words("sun"), "flood");
  EXPECT_EQ(ids({.speaker = "dalt"}), "");
  EXPECT_EQ(ids({.words = "hold", .speaker = "dalt"}), "");
}

TEST_F(CaseSearch, TheCasesNameOfASpeakerFindsHim) {
  Account account;
  account.documents = file_.documents().value();
  account.entities = {{"Governor Iris-Maria Dalt-Sorn", EntityType::person, {"The Eel"}, {}, {{0, 0}}}};
  ASSERT_TRUE(file_.store_account(account).ok());
  EXPECT_EQ(ids({.speaker = "sorn"}), "flood");
  EXPECT_EQ(ids({.speaker = "the eel"}), "flood");
  EXPECT_EQ(ids({.words = "flood", .entity = "sorn"}), "flood");
}

TEST(Passage, IsShortAndWhole) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "é";  // one word of 600 bytes
  const Span inside = passage_around(text, {300, 302});
  EXPECT_LE(inside.size(), 400U);
  EXPECT_EQ(inside.begin % 2, 0U);
  EXPECT_EQ(inside.end % 2, 0U);
  const std::string lines = "First line\nSecond line, Dr. Hill said. Third";
  EXPECT_EQ(slice(lines, passage_around(lines, find(lines, "Hill"))), "Second line, Dr. Hill said.");
  EXPECT_EQ(slice(lines, passage_around(lines, find(lines, "First"))), "First line");
  EXPECT_EQ(passage_around("", {0, 0}), Span{});
  EXPECT_EQ(passage_around("short", {9, 12}), Span{});
}

}  // namespace
}  // namespace hearsay::test

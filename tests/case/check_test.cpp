// `check` finds what does not fit any more, and names where.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "case/case.h"
#include "make.h"
#include "temporary_folder.h"

namespace hearsay::test {
namespace {

struct Damage {
  const char* sql;
  const char* what;   // part of the failure's words
  const char* where;  // part of the failure's place
};

// The message of the failure after `sql` was run on a good case; empty if check finds nothing.
Error check_after(const std::string& sql) {
  const TemporaryFolder folder;
  const std::string path = folder / "one.case";
  {
    CaseFile file = std::move(CaseFile::open(path, CaseMode::read_write)).value();
    const Account account = full_account({full_document("a"), full_document("b", 1)});
    for (const Document& document : account.documents) EXPECT_TRUE(file.add(document.id, document).value());
    EXPECT_TRUE(file.store_account(account).ok());
  }
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << sql << message;
  EXPECT_TRUE(sql.empty() || sqlite3_changes(database) > 0) << sql;
  sqlite3_close(database);
  CaseFile file = std::move(CaseFile::open(path, CaseMode::read_only)).value();
  const CheckReport report = file.check().value();
  if (!report.first_failure) {
    EXPECT_EQ(report.documents, 2U);
    EXPECT_EQ(report.claims, 2U * 36 + 2);
  }
  return report.first_failure.value_or(Error{});
}

TEST(CaseCheck, AGoodCasePasses) { EXPECT_EQ(check_after("").message(), ""); }

TEST(CaseCheck, FindsEachDamage) {
  const Damage damages[] = {
      {"UPDATE document SET text = replace(text, 'drowned', 'shouted') WHERE id = 'b'", "the text reads", "document b"},
      {"UPDATE mention SET words = 'Otto' WHERE document = 1 AND entity = 1", "where the claim says \"Otto\"",
       "document b, table mention, entity 1, bytes"},
      {"UPDATE attribution_span SET words = 'x' WHERE document = 0 AND role = 'cue' AND attribution = 1", "\"denied\"",
       "document a, table attribution_span, attribution 1, cue"},
      {"UPDATE hop_span SET words = 'x' WHERE document = 0 AND hop = 1", "\"Radio Velm\"", "hop 1"},
      {"UPDATE figure SET what_words = 'cows' WHERE document = 0 AND position = 0", "\"people\"", "table figure"},
      {"UPDATE figure SET end_byte = 100000 WHERE document = 0 AND position = 0", "leaves the text", "to 100000"},
      {"UPDATE figure SET begin_byte = -1 WHERE document = 0 AND position = 0", "leaves the text", "bytes -1"},
      {"UPDATE figure SET begin_byte = 30, end_byte = 20 WHERE document = 0", "leaves the text", "bytes 30 to 20"},
      {"UPDATE figure SET begin_byte = 1 WHERE document = 0 AND position = 0", "cuts a character", "table figure"},
      {"UPDATE figure SET begin_char = 3 WHERE document = 0 AND position = 0", "in characters", "table figure"},
      {"UPDATE block SET end_byte = 1 WHERE document = 0 AND position = 0", "cuts a character", "table block"},
      {"UPDATE event SET place_words = 'x' WHERE document = 0 AND position = 0", "\"Korr\"", "place of event 0"},
      {"UPDATE event_span SET words = 'x' WHERE document = 0 AND position = 1", "\"there\"", "table event_span"},
      {"UPDATE event_mention SET words = 'x' WHERE document = 0 AND position = 1", "\"Korr\"", "event 0, mention 1"},
      {"UPDATE answer SET words = 'x' WHERE document = 0 AND question = 'where'", "\"Korr\"", "where of the main event"},
      {"UPDATE participant SET words = 'x' WHERE document = 0 AND position = 1", "\"the mayor\"", "participant 1"},
      {"UPDATE time_expression SET words = 'x' WHERE document = 0 AND position = 0", "\"Monday\"", "time_expression"},
      {"UPDATE comparison_member SET words = 'x' WHERE document = 1", "At least 13", "table comparison_member"},
      {"UPDATE attribution SET speaker_entity = 9 WHERE document = 0 AND position = 0", "speaker_entity names number 9",
       "document a"},
      {"UPDATE attribution SET within = 9 WHERE document = 0 AND position = 1", "within names number 9", "document a"},
      {"UPDATE participant SET entity = 9 WHERE document = 1 AND position = 0", "participant.entity", "document b"},
      {"DELETE FROM time_expression WHERE document = 0 AND position = 0", "figure.time names number 0", "document a"},
      {"DELETE FROM attribution_span WHERE document = 0 AND attribution = 2", "neither cue nor content",
       "document a, table attribution, attribution 2"},
      {"DELETE FROM story_document WHERE document = 1; DELETE FROM copy; DELETE FROM story_origin WHERE document = 1",
       "is in no story: 1", ".case"},
      {"DELETE FROM story_origin WHERE document = 1", "no origin", ".case"},
      {"INSERT INTO story_document VALUES (0, 7, 0)", "a document twice", ".case"},
      {"INSERT INTO story_document VALUES (0, 7, 5)", "a document the case does not hold: 5", ".case"},
      {"UPDATE copy SET copy = 5", "another story", ".case"},
      {"UPDATE comparison SET story = 4 WHERE number = 0", "a story that is not there", ".case"},
      {"INSERT INTO case_member VALUES (0, 8, 6, 0)", "case_member names a document", ".case"},
  };
  for (const Damage& damage : damages) {
    const Error error = check_after(damage.sql);
    EXPECT_NE(error.what.find(damage.what), std::string::npos) << damage.sql << "\n" << error.message();
    EXPECT_NE(error.where.find(damage.where), std::string::npos) << damage.sql << "\n" << error.message();
  }
}

TEST(CaseCheck, AnUnknownWordIsAnErrorWhenRead) {
  const TemporaryFolder folder;
  CaseFile file = std::move(CaseFile::open(folder / "one.case", CaseMode::read_write)).value();
  ASSERT_TRUE(file.add("key", full_document("a")).value());
  sqlite3* database = nullptr;
  sqlite3_open((folder / "one.case").c_str(), &database);
  ASSERT_EQ(sqlite3_exec(database, "UPDATE attribution SET stance = 'mumbles'", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  const Result<std::vector<Document>> documents = file.documents();
  ASSERT_FALSE(documents.ok());
  EXPECT_NE(documents.error().what.find("\"mumbles\""), std::string::npos);
  EXPECT_EQ(file.document_count().value(), 1U) << "the failure does not stick";
}

}  // namespace
}  // namespace hearsay::test

// docs/case-format.md says what is in the file, and its queries run.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "case/case.h"
#include "case/schema.h"
#include "core/unicode.h"
#include "make.h"
#include "support/case_file.h"
#include "temporary_folder.h"

namespace hearsay::test {
namespace {

// Statements of the page's sql blocks that begin with `word`.
std::vector<std::string> documented(const std::string& word) {
  std::istringstream lines(read_source_file("docs/case-format.md"));
  std::vector<std::string> statements;
  std::string statement;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      inside = line == "```sql";
      continue;
    }
    if (!inside) continue;
    statement += line + "\n";
    if (!line.ends_with(";")) continue;
    statement.resize(statement.size() - 2);
    const std::string whole = collapse_space(statement);
    if (whole.starts_with(word)) statements.push_back(whole);
    statement.clear();
  }
  return statements;
}

class OpenFile {
 public:
  explicit OpenFile(const std::string& path) { sqlite3_open(path.c_str(), &database_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { sqlite3_close(database_); }

  // First columns of all rows; a failure of the running test where the query does not run.
  std::vector<std::string> column(const std::string& sql) {
    std::vector<std::string> values;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sql << "\n" << sqlite3_errmsg(database_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
      values.emplace_back(text == nullptr ? "" : text);
    }
    sqlite3_finalize(statement);
    return values;
  }

 private:
  sqlite3* database_ = nullptr;
};

class CaseFormat : public testing::Test {
 protected:
  CaseFormat() {
    CaseFile file = std::move(CaseFile::open(path_, CaseMode::read_write)).value();
    const Account account = full_account({full_document("a"), full_document("b", 1), full_document("c", 2)});
    for (const Document& document : account.documents) {
      if (!file.add(document.id, document).value()) throw std::runtime_error("not added");
    }
    if (!file.store_account(account).ok()) throw std::runtime_error("not stored");
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "one.case";
};

TEST_F(CaseFormat, ThePageShowsTheSchema) {
  std::set<std::string> real;
  // FTS5 keeps tables of its own beside each full-text table.
  for (const std::string& sql : OpenFile(path_).column(
           "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\'")) {
    real.insert(collapse_space(sql));
  }
  const std::vector<std::string> shown = documented("CREATE");
  EXPECT_EQ(std::set<std::string>(shown.begin(), shown.end()), real);
}

TEST_F(CaseFormat, ThePagesQueriesFindSomething) {
  const std::vector<std::string> queries = documented("SELECT");
  EXPECT_GE(queries.size(), 8U);
  OpenFile file(path_);
  for (const std::string& query : queries) EXPECT_FALSE(file.column(query).empty()) << query;
}

TEST_F(CaseFormat, ThePageGivesTheVersion) {
  const std::string page = read_source_file("docs/case-format.md");
  EXPECT_NE(page.find("`PRAGMA application_id` is " + std::to_string(kCaseApplicationId)), std::string::npos);
  EXPECT_NE(page.find("`PRAGMA user_version` is " + std::to_string(kCaseVersion) + "."), std::string::npos);
}

TEST_F(CaseFormat, CharactersCutTheWordsOutOfTheText) {
  OpenFile file(path_);
  for (const char* table : {"mention", "attribution_span", "hop_span", "time_expression", "figure", "event_span", "event_mention", "answer",
                            "participant", "comparison_member"}) {
    const std::string claims = std::string(" FROM ") + table + " AS c JOIN document AS d ON d.number = c.document ";
    EXPECT_NE(file.column("SELECT count(*)" + claims)[0], "0") << table;
    EXPECT_EQ(file.column("SELECT count(*)" + claims +
                          "WHERE substr(d.text, begin_char + 1, end_char - begin_char) <> c.words")[0], "0") << table;
    EXPECT_EQ(file.column("SELECT count(*)" + claims + "WHERE CAST(substr(CAST(d.text AS BLOB), begin_byte + 1, "
                          "end_byte - begin_byte) AS TEXT) <> c.words")[0], "0") << table;
  }
}

TEST_F(CaseFormat, AStatementIsARow) {
  OpenFile file(path_);
  EXPECT_EQ(file.column("SELECT content FROM statement WHERE document = 'a' AND attribution = 0")[0],
            "“At least people drowned in Sélvany on Monday,”");
  EXPECT_EQ(file.column("SELECT chain FROM statement WHERE document = 'a' AND attribution = 0")[0],
            "Íris Dalt > Radio Velm > The Velm Courier");
  EXPECT_EQ(file.column("SELECT count(*) FROM statement")[0], "9");
}

}  // namespace
}  // namespace hearsay::test

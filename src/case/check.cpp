#include <string>
#include <vector>

#include "case/case.h"
#include "case/rows.h"
#include "case/state.h"
#include "core/unicode.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;

constexpr const char* kHint = "read the inputs again into a new file";

// A table with spans. Columns of `sql`: what the row is called (its keys), then one or two spans of five columns each.
struct ClaimTable {
  const char* name;
  const char* sql;
  int spans;
};

constexpr ClaimTable kClaimTables[] = {
    {"mention", "SELECT 'entity ' || entity, begin_byte, end_byte, begin_char, end_char, words FROM mention "
                "WHERE document = ? ORDER BY entity, position", 1},
    {"attribution_span", "SELECT 'attribution ' || attribution || ', ' || role, begin_byte, end_byte, begin_char, "
                         "end_char, words FROM attribution_span WHERE document = ? ORDER BY attribution, role, position",
     1},
    {"hop_span", "SELECT 'attribution ' || attribution || ', hop ' || hop, begin_byte, end_byte, begin_char, end_char, "
                 "words FROM hop_span WHERE document = ? ORDER BY attribution, hop, position", 1},
    {"time_expression", "SELECT 'time expression ' || position, begin_byte, end_byte, begin_char, end_char, words "
                        "FROM time_expression WHERE document = ? ORDER BY position", 1},
    {"figure", "SELECT 'figure ' || position, begin_byte, end_byte, begin_char, end_char, words, what_begin_byte, "
               "what_end_byte, what_begin_char, what_end_char, what_words FROM figure WHERE document = ? "
               "ORDER BY position", 2},
    {"event", "SELECT 'place of event ' || position, place_begin_byte, place_end_byte, place_begin_char, "
              "place_end_char, place_words FROM event WHERE document = ? ORDER BY position", 1},
    {"event_span", "SELECT 'event ' || event, begin_byte, end_byte, begin_char, end_char, words FROM event_span "
                   "WHERE document = ? ORDER BY event, position", 1},
    {"event_mention", "SELECT 'event ' || event || ', mention ' || position, begin_byte, end_byte, begin_char, end_char, words "
                      "FROM event_mention WHERE document = ? ORDER BY event, position", 1},
    {"answer", "SELECT question || ' of the main event', begin_byte, end_byte, begin_char, end_char, words FROM answer "
               "WHERE document = ? ORDER BY question, position", 1},
    {"participant", "SELECT 'event ' || event || ', participant ' || position, begin_byte, end_byte, begin_char, "
                    "end_char, words FROM participant WHERE document = ? ORDER BY event, position", 1},
    {"passage", "SELECT 'passage ' || position || ', ' || role, begin_byte, end_byte, begin_char, end_char, words FROM "
                "passage WHERE document = ? ORDER BY story, position, role", 1},
    {"comparison_member", "SELECT 'comparison ' || comparison || ', member ' || position, begin_byte, end_byte, "
                          "begin_char, end_char, words FROM comparison_member WHERE document = ? "
                          "ORDER BY comparison, position", 1},
};

// A column that names a row of the same document.
struct Reference {
  const char* name;
  const char* sql;  // gives the value that names nothing
};

#define HEARSAY_REFERENCE(table, column, target)                                                                 \
  {table "." column, "SELECT t." column " FROM " table " AS t WHERE t.document = ? AND t." column " IS NOT NULL " \
                     "AND NOT EXISTS (SELECT 1 FROM " target " AS r WHERE r.document = t.document AND r.position = t." \
                     column ") LIMIT 1"}

constexpr Reference kReferences[] = {
    HEARSAY_REFERENCE("alias", "entity", "entity"),
    HEARSAY_REFERENCE("role", "entity", "entity"),
    HEARSAY_REFERENCE("mention", "entity", "entity"),
    HEARSAY_REFERENCE("entity_member", "entity", "entity"),
    HEARSAY_REFERENCE("entity_member", "member", "entity"),
    HEARSAY_REFERENCE("entity", "stands_for_entity", "entity"),
    HEARSAY_REFERENCE("attribution", "speaker_entity", "entity"),
    HEARSAY_REFERENCE("attribution", "within", "attribution"),
    HEARSAY_REFERENCE("attribution_span", "attribution", "attribution"),
    HEARSAY_REFERENCE("hop", "attribution", "attribution"),
    HEARSAY_REFERENCE("hop", "entity", "entity"),
    HEARSAY_REFERENCE("hop_span", "attribution", "attribution"),
    HEARSAY_REFERENCE("figure", "attribution", "attribution"),
    HEARSAY_REFERENCE("figure", "time", "time_expression"),
    HEARSAY_REFERENCE("event", "attribution", "attribution"),
    HEARSAY_REFERENCE("event", "time", "time_expression"),
    HEARSAY_REFERENCE("event", "place", "entity"),
    HEARSAY_REFERENCE("event_span", "event", "event"),
    HEARSAY_REFERENCE("event_mention", "event", "event"),
    HEARSAY_REFERENCE("participant", "event", "event"),
    HEARSAY_REFERENCE("participant", "entity", "entity"),
    HEARSAY_REFERENCE("case_member", "document_entity", "entity"),
    HEARSAY_REFERENCE("comparison_member", "attribution", "attribution"),
};

#undef HEARSAY_REFERENCE

// What the derived tables as a whole must hold to; each query gives a row where they do not.
struct Rule {
  const char* what;
  const char* sql;
};

constexpr Rule kAccountRules[] = {
    {"story_document names a document the case does not hold",
     "SELECT document FROM story_document WHERE document NOT IN (SELECT number FROM document) LIMIT 1"},
    {"story_document holds a document twice",
     "SELECT document FROM story_document GROUP BY document HAVING count(*) > 1 LIMIT 1"},
    {"story_document names a story that is not there",
     "SELECT story FROM story_document WHERE story NOT IN (SELECT number FROM story) LIMIT 1"},
    {"story_origin holds other documents than story_document",
     "SELECT * FROM (SELECT story, document FROM story_origin EXCEPT SELECT story, document FROM story_document) "
     "LIMIT 1"},
    {"a document of story_document has no origin in story_origin",
     "SELECT * FROM (SELECT story, document FROM story_document EXCEPT SELECT story, document FROM story_origin) "
     "LIMIT 1"},
    {"copy names a document of another story",
     "SELECT c.story FROM copy AS c WHERE NOT EXISTS (SELECT 1 FROM story_document AS d WHERE d.story = c.story AND "
     "d.document = c.copy) OR NOT EXISTS (SELECT 1 FROM story_document AS d WHERE d.story = c.story AND "
     "d.document = c.original) LIMIT 1"},
    {"passage names a document of another story",
     "SELECT p.story FROM passage AS p WHERE NOT EXISTS (SELECT 1 FROM story_document AS d WHERE d.story = p.story AND "
     "d.document = p.document) LIMIT 1"},
    {"a passage lacks one of its two sides",
     "SELECT story FROM passage GROUP BY story, position HAVING count(*) != 2 LIMIT 1"},
    {"comparison names a story that is not there",
     "SELECT number FROM comparison WHERE story IS NOT NULL AND story NOT IN (SELECT number FROM story) LIMIT 1"},
    {"comparison_member belongs to no comparison",
     "SELECT comparison FROM comparison_member WHERE comparison NOT IN (SELECT number FROM comparison) LIMIT 1"},
    {"comparison_member names a document the case does not hold",
     "SELECT document FROM comparison_member WHERE document NOT IN (SELECT number FROM document) LIMIT 1"},
    {"case_member names a document the case does not hold",
     "SELECT document FROM case_member WHERE document NOT IN (SELECT number FROM document) LIMIT 1"},
    {"case_member belongs to no case_entity",
     "SELECT entity FROM case_member WHERE entity NOT IN (SELECT number FROM case_entity) LIMIT 1"},
};

// Only an account that is up to date must tell of all documents.
constexpr Rule kEveryDocumentHasAStory = {
    "a document is in no story", "SELECT number FROM document WHERE number NOT IN (SELECT document FROM "
    "story_document) AND EXISTS (SELECT 1 FROM story) LIMIT 1"};

class Checker {
 public:
  Checker(Database& database, bool stale) : database_(database), stale_(stale) {}

  CheckReport run() {
    check_file();
    if (!going()) return report_;
    std::vector<std::int64_t> numbers;
    for (Query row(database_, "SELECT number FROM document ORDER BY number"); row.row();) {
      numbers.push_back(row.integer(0));
    }
    for (const std::int64_t number : numbers) {
      if (going()) check_document(number);
    }
    // A stale account may still tell of documents as they were before they were replaced.
    for (const Rule& rule : kAccountRules) {
      if (going()) check_rule(rule);
    }
    if (going() && !stale_) check_rule(kEveryDocumentHasAStory);
    return report_;
  }

 private:
  bool going() const { return !report_.first_failure && !database_.failed(); }

  void fail(std::string what, const std::string& where) {
    if (going()) report_.first_failure = Error{std::move(what), where, kHint};
  }

  void check_file() {
    Query row(database_, "PRAGMA quick_check(1)");
    if (row.row() && row.view(0) != "ok") fail("the file is damaged: " + row.text(0), database_.path());
  }

  void check_rule(const Rule& rule) {
    Query row(database_, rule.sql);
    if (row.row()) fail(std::string(rule.what) + ": " + row.text(0), database_.path());
  }

  void check_document(std::int64_t number) {
    {
      Query row(database_, "SELECT id, text FROM document WHERE number = ?", number);
      if (!row.row()) return;
      id_ = "document " + row.text(0);
      text_ = row.text(1);
    }
    ++report_.documents;
    const SpanMaker spans(text_);
    check_blocks(number, spans);
    for (const ClaimTable& table : kClaimTables) {
      // Members of an old account may rest on the words of a document that was replaced since.
      const std::string_view name = table.name;
      if (stale_ && (name == "comparison_member" || name == "passage")) continue;
      if (going()) check_table(number, table, spans);
    }
    for (const Reference& reference : kReferences) {
      if (stale_ && std::string_view(reference.name).starts_with("c")) continue;
      if (going()) check_reference(number, reference);
    }
    if (going()) check_attributions(number);
  }

  void check_blocks(std::int64_t number, const SpanMaker& spans) {
    for (Query row(database_,
                   "SELECT 'block ' || position, begin_byte, end_byte, begin_char, end_char, NULL FROM block "
                   "WHERE document = ? ORDER BY position", number);
         going() && row.row();) {
      check_offsets("block", row, 1, spans);
    }
  }

  void check_table(std::int64_t number, const ClaimTable& table, const SpanMaker& spans) {
    Query row(database_, table.sql, number);
    while (going() && row.row()) {
      for (int i = 0; i < table.spans; ++i) check_span(table.name, row, 1 + i * 5, spans);
    }
  }

  static std::string place(const Query& row, int column) {
    return "bytes " + std::to_string(row.integer(column)) + " to " + std::to_string(row.integer(column + 1));
  }

  bool on_border(std::int64_t offset) const {
    const auto at = static_cast<std::size_t>(offset);
    return at == text_.size() || (static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80;
  }

  bool check_offsets(const char* table, const Query& row, int column, const SpanMaker& spans) {
    const std::int64_t begin = row.integer(column);
    const std::int64_t end = row.integer(column + 1);
    const std::string where = id_ + ", table " + table + ", " + row.text(0) + ", " + place(row, column);
    if (begin < 0 || end < begin || end > static_cast<std::int64_t>(text_.size())) {
      fail("the span leaves the text, which has " + std::to_string(text_.size()) + " bytes", where);
      return false;
    }
    if (!on_border(begin) || !on_border(end)) {
      fail("the span cuts a character", where);
      return false;
    }
    const SpanColumns expected = spans({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (row.integer(column + 2) != *expected.begin_char || row.integer(column + 3) != *expected.end_char) {
      fail("the span in characters is not the one in bytes", where);
      return false;
    }
    return true;
  }

  void check_span(const char* table, const Query& row, int column, const SpanMaker& spans) {
    if (row.is_null(column) && row.is_null(column + 1) && row.is_null(column + 4)) return;  // absent
    if (!check_offsets(table, row, column, spans)) return;
    ++report_.claims;
    const std::string_view words = slice(text_, {static_cast<std::uint32_t>(row.integer(column)),
                                                 static_cast<std::uint32_t>(row.integer(column + 1))});
    if (words == row.view(column + 4)) return;
    fail("the text reads \"" + shortened(words) + "\" where the claim says \"" + shortened(row.view(column + 4)) + "\"",
         id_ + ", table " + table + ", " + row.text(0) + ", " + place(row, column));
  }

  static std::string shortened(std::string_view words) {
    constexpr std::size_t kMost = 80;
    if (words.size() <= kMost) return std::string(words);
    return std::string(words.substr(0, code_point_begin(words, kMost))) + "…";
  }

  void check_reference(std::int64_t number, const Reference& reference) {
    Query row(database_, reference.sql, number);
    if (row.row()) {
      fail(std::string(reference.name) + " names number " + row.text(0) + ", which the document does not have", id_);
    }
  }

  void check_attributions(std::int64_t number) {
    Query row(database_,
              "SELECT position FROM attribution AS a WHERE document = ? AND NOT EXISTS (SELECT 1 FROM attribution_span "
              "AS s WHERE s.document = a.document AND s.attribution = a.position AND s.role IN ('cue', 'content')) "
              "LIMIT 1",
              number);
    if (row.row()) {
      fail("an attribution has neither cue nor content", id_ + ", table attribution, attribution " + row.text(0));
    }
  }

  Database& database_;
  bool stale_;
  CheckReport report_;
  std::string id_;
  std::string text_;
};

}  // namespace

Result<CheckReport> CaseFile::check() {
  const Result<bool> old = stale();
  if (!old) return old.error();
  Database& database = state_->database;
  CheckReport report = Checker(database, *old).run();
  if (Status status = database.status(); !status) {
    // A damaged page is a finding, not a failure to look.
    if (!report.first_failure) report.first_failure = status.error();
  }
  return report;
}

}  // namespace hearsay

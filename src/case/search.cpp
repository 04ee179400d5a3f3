#include "case/search.h"

#include <algorithm>
#include <array>
#include <utility>

#include "case/case.h"
#include "case/state.h"
#include "core/unicode.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;

// What all searches ask of a document `d`. ?1 publisher, ?2 entity, ?3 from, ?4 to; empty ones let everything pass.
// A date that is known to the month only is compared as far as it goes.
constexpr const char* kDocumentFilters =
    " (?1 = '' OR hearsay_has(d.publisher, ?1))"
    " AND (?2 = '' OR d.number IN ("
    "   SELECT document FROM entity WHERE hearsay_has(name, ?2)"
    "   UNION SELECT document FROM alias WHERE hearsay_has(name, ?2)"
    "   UNION SELECT m.document FROM case_member AS m JOIN case_entity AS e ON e.number = m.entity"
    "     WHERE hearsay_has(e.name, ?2)"
    "   UNION SELECT m.document FROM case_member AS m JOIN case_alias AS a ON a.entity = m.entity"
    "     WHERE hearsay_has(a.name, ?2)))"
    " AND (?3 = '' OR substr(d.published, 1, length(?3)) >= substr(?3, 1, length(d.published)))"
    " AND (?4 = '' OR substr(d.published, 1, length(?4)) <= substr(?4, 1, length(d.published)))";

// ?7 speaker: by the name the document gives, or one the case knows the same person by.
constexpr const char* kSpeakerFilter =
    " AND (hearsay_has(a.speaker, ?7) OR EXISTS (SELECT 1 FROM case_member AS m JOIN case_entity AS e"
    "   ON e.number = m.entity WHERE m.document = a.document AND m.document_entity = a.speaker_entity"
    "   AND (hearsay_has(e.name, ?7) OR EXISTS (SELECT 1 FROM case_alias AS n WHERE n.entity = e.number"
    "   AND hearsay_has(n.name, ?7)))))";

class Search {
 public:
  Search(Database& database, const SearchQuery& query)
      : database_(database),
        query_(query),
        expression_(full_text_expression(query.words)),
        publisher_(fold(trim(query.publisher))),
        entity_(fold(trim(query.entity))),
        speaker_(fold(trim(query.speaker))) {}

  std::vector<SearchHit> show(const std::vector<FoundRow>& found, bool statements) {
    for (const FoundRow& row : found) {
      if (statements) add_statement(row.document, row.attribution);
      else add_document(row.document);
    }
    return std::move(hits_);
  }

  std::vector<SearchHit> run() {
    // Words of which none can be searched for ("?!") stand in no text.
    if (expression_.empty() && !trim(query_.words).empty()) return {};
    if (speaker_.empty()) find_documents();
    else find_statements();
    return std::move(hits_);
  }

 private:
  std::vector<std::pair<std::int64_t, std::int64_t>> ranked(const std::string& sql) {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    Query rows(database_, sql.c_str(), publisher_, entity_, query_.from, query_.to, expression_, query_.limit,
               speaker_);
    while (rows.row()) found.emplace_back(rows.integer(0), rows.integer(1));
    return found;
  }

  void find_documents() {
    // ?7 stands in no document search; the first condition only gives the parameter its place.
    const std::string filters = std::string(" ?7 IS NOT NULL AND") + kDocumentFilters;
    const std::string sql =
        expression_.empty()
            ? "SELECT d.number, 0 FROM document AS d WHERE ?5 = '' AND" + filters + " ORDER BY d.number LIMIT ?6"
            : "SELECT d.number, 0 FROM document_search AS f JOIN document AS d ON d.number = f.rowid WHERE "
              "document_search MATCH ?5 AND" + filters + " ORDER BY bm25(document_search, 4.0, 1.0), d.number LIMIT ?6";
    for (const auto& [document, unused] : ranked(sql)) add_document(document);
  }

  void find_statements() {
    const std::string filters = std::string(kDocumentFilters) + kSpeakerFilter;
    const std::string sql =
        expression_.empty()
            ? "SELECT a.document, a.number FROM attribution AS a JOIN document AS d ON d.number = a.document WHERE "
              "?5 = '' AND" + filters + " ORDER BY a.document, a.position LIMIT ?6"
            : "SELECT a.document, a.number FROM statement_search AS f JOIN attribution AS a ON a.number = f.rowid "
              "JOIN document AS d ON d.number = a.document WHERE statement_search MATCH ?5 AND" + filters +
              " ORDER BY bm25(statement_search), a.document, a.position LIMIT ?6";
    for (const auto& [document, attribution] : ranked(sql)) add_statement(document, attribution);
  }

  SearchHit head(std::int64_t document, std::string& text) {
    SearchHit hit;
    Query row(database_, "SELECT id, title, published, publisher, text FROM document WHERE number = ?", document);
    if (row.row()) {
      hit.id = row.text(0);
      hit.title = row.text(1);
      hit.published = row.text(2);
      hit.publisher = row.text(3);
      text = row.text(4);
    }
    return hit;
  }

  void add_document(std::int64_t document) {
    std::string text;
    SearchHit hit = head(document, text);
    std::vector<PhraseMatch> matches;
    if (!expression_.empty()) {
      Query row(database_,
                "SELECT hearsay_matches(document_search, 1) FROM document_search WHERE document_search MATCH ?1 "
                "AND rowid = ?2",
                expression_, document);
      if (row.row()) matches = parse_matches(row.view(0));
    } else if (!entity_.empty()) {
      matches = entity_mention(document);
    }
    fill(hit, text, matches);
    if (!matches.empty()) hit.speaker = speaker_at(document, best_);
    hits_.push_back(std::move(hit));
  }

  void add_statement(std::int64_t document, std::int64_t attribution) {
    std::string text;
    SearchHit hit = head(document, text);
    const Spans content = content_spans(attribution);
    std::vector<PhraseMatch> matches;
    if (!expression_.empty()) {
      Query row(database_,
                "SELECT hearsay_matches(statement_search, 0) FROM statement_search WHERE statement_search MATCH ?1 "
                "AND rowid = ?2",
                expression_, attribution);
      if (row.row()) matches = in_text(parse_matches(row.view(0)), content);
    }
    if (matches.empty() && !content.empty()) {
      hit.span = passage_around(text, {content.front().begin, content.front().begin});
      hit.passage = slice(text, hit.span);
    } else {
      fill(hit, text, matches);
    }
    Query row(database_, "SELECT speaker FROM attribution WHERE number = ?", attribution);
    if (row.row()) hit.speaker = row.text(0);
    hits_.push_back(std::move(hit));
  }

  Spans content_spans(std::int64_t attribution) {
    Spans spans;
    Query row(database_,
              "SELECT s.begin_byte, s.end_byte FROM attribution AS a JOIN attribution_span AS s ON "
              "s.document = a.document AND s.attribution = a.position WHERE a.number = ? AND s.role = 'content' "
              "ORDER BY s.position",
              attribution);
    while (row.row()) {
      spans.push_back({static_cast<std::uint32_t>(row.integer(0)), static_cast<std::uint32_t>(row.integer(1))});
    }
    return spans;
  }

  // The searched content is the content's spans with one space between them.
  static std::vector<PhraseMatch> in_text(std::vector<PhraseMatch> matches, const Spans& content) {
    for (PhraseMatch& match : matches) {
      std::uint32_t begin = 0;
      for (const Span& span : content) {
        const std::uint32_t end = begin + span.size();
        if (match.span.begin <= end) {
          const std::uint32_t shift = span.begin - begin;
          match.span = {match.span.begin + shift, std::min(match.span.end, end) + shift};
          break;
        }
        begin = end + 1;
      }
    }
    return matches;
  }

  std::vector<PhraseMatch> entity_mention(std::int64_t document) {
    std::vector<PhraseMatch> matches;
    Query row(database_,
              "SELECT m.begin_byte, m.end_byte FROM mention AS m JOIN entity AS e ON e.document = m.document AND "
              "e.position = m.entity WHERE m.document = ?1 AND (hearsay_has(e.name, ?2) OR EXISTS (SELECT 1 FROM alias "
              "AS n WHERE n.document = e.document AND n.entity = e.position AND hearsay_has(n.name, ?2))) "
              "ORDER BY m.form <> 'name', m.begin_byte LIMIT 1",
              document, entity_);
    if (row.row()) {
      matches.push_back(
          {0, {static_cast<std::uint32_t>(row.integer(0)), static_cast<std::uint32_t>(row.integer(1))}});
    }
    return matches;
  }

  // The passage that shows most of what was searched for; of equals the first.
  void fill(SearchHit& hit, const std::string& text, const std::vector<PhraseMatch>& matches) {
    std::size_t most = 0;
    hit.span = passage_around(text, {});
    for (const PhraseMatch& match : matches) {
      if (most > 0 && match.span.end <= hit.span.end) continue;  // in the passage chosen already
      const Span passage = passage_around(text, match.span);
      std::array<bool, 64> seen{};
      for (const PhraseMatch& other : matches) {
        if (passage.contains(other.span)) seen[static_cast<std::size_t>(other.phrase) % seen.size()] = true;
      }
      const auto phrases = static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
      if (phrases <= most) continue;
      most = phrases;
      hit.span = passage;
      best_ = match.span;
    }
    hit.passage = slice(text, hit.span);
    for (const PhraseMatch& match : matches) {
      if (!hit.span.contains(match.span)) continue;
      const Span within{match.span.begin - hit.span.begin, match.span.end - hit.span.begin};
      // Two phrases may cover the same words.
      if (hit.matches.empty() || within.begin >= hit.matches.back().end) hit.matches.push_back(within);
    }
  }

  std::string speaker_at(std::int64_t document, Span span) {
    Query row(database_,
              "SELECT a.speaker FROM attribution_span AS s JOIN attribution AS a ON a.document = s.document AND "
              "a.position = s.attribution WHERE s.document = ?1 AND s.role = 'content' AND s.begin_byte <= ?2 AND "
              "s.end_byte >= ?3 AND a.speaker IS NOT NULL ORDER BY s.end_byte - s.begin_byte, a.position LIMIT 1",
              document, span.begin, span.end);
    return row.row() ? row.text(0) : std::string();
  }

  Database& database_;
  const SearchQuery& query_;
  std::string expression_;
  std::string publisher_;
  std::string entity_;
  std::string speaker_;
  Span best_;  // the match the last passage was chosen for
  std::vector<SearchHit> hits_;
};

}  // namespace

std::vector<SearchHit> show_hits(Database& database, const std::string& words, const std::vector<FoundRow>& found,
                                 bool statements) {
  SearchQuery query;
  query.words = words;
  return Search(database, query).show(found, statements);
}

Result<std::vector<SearchHit>> CaseFile::search(const SearchQuery& query) {
  Database& database = state_->database;
  std::vector<SearchHit> hits = Search(database, query).run();
  if (Status status = database.status(); !status) return status.error();
  return hits;
}

}  // namespace hearsay

// Search over texts and over what was said; where else a passage is told.
#include "case/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/wording.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

using sqlite::Database;
using sqlite::Query;

constexpr std::size_t kMostHits = 1000;
// A word that stands in more reports or statements than these tells nothing by its rank, and ranking reads the size of
// each: then the latest reports come first.
constexpr std::size_t kMostRanked = 4000;
constexpr std::size_t kMostSimilar = 20;

struct Wanted {
  std::string words;   // in titles and texts
  std::string about;   // in what was said
  std::vector<std::string> speaker;
  Index speaker_entity = kNone;
  bool statements = false;
  std::vector<std::string> outlet, entity;
  std::string from, to;
};

Result<Wanted> wanted_of(const Context& context, const Request& request) {
  Wanted wanted;
  wanted.words = request.get("q");
  wanted.about = request.get("about");
  const std::string said_by = request.get("said_by");
  wanted.statements = !wanted.about.empty() || !said_by.empty();
  if (const auto entity = parse_id(said_by, 'E'); entity && *entity < context.catalog.entities.size()) {
    wanted.speaker_entity = context.catalog.canonical(*entity);
  } else {
    wanted.speaker = query_words(said_by);
  }
  wanted.outlet = query_words(request.get("outlet"));
  wanted.entity = query_words(request.get("entity"));
  const Result<std::string> from = date_of(request, "from");
  if (!from) return from.error();
  const Result<std::string> to = date_of(request, "to");
  if (!to) return to.error();
  wanted.from = *from;
  wanted.to = *to;
  for (const std::string& words : {wanted.words, wanted.about, said_by}) {
    if (words.size() > 2000) return Error{"the query is too long", "", "use fewer words"};
  }
  return wanted;
}

class Search {
 public:
  Search(const Context& context, Database& database, const Wanted& wanted)
      : context_(context), database_(database), wanted_(wanted) {
    if (!wanted.entity.empty()) find_entity_documents();
    if (!wanted.speaker.empty()) find_speakers();
  }

  std::vector<FoundRow> run() {
    if (wanted_.statements) find_statements();
    else find_documents();
    return std::move(found_);
  }
  [[nodiscard]] bool more() const { return more_; }

 private:
  [[nodiscard]] bool takes_document(Index document) const {
    if (document == kNone) return false;
    const CatalogDocument& one = context_.catalog.documents[document];
    return (wanted_.outlet.empty() || has_words(fold(one.outlet), wanted_.outlet)) &&
           in_range(one.published, wanted_.from, wanted_.to) &&
           (wanted_.entity.empty() || with_entity_[document]);
  }

  [[nodiscard]] bool takes_statement(Index statement) const {
    if (statement == kNone) return false;
    const CatalogStatement& one = context_.catalog.statements[statement];
    if (wanted_.speaker_entity != kNone && one.speaker != wanted_.speaker_entity) return false;
    if (!wanted_.speaker.empty()) {
      if (!one.spoken) return false;
      const auto own = context_.catalog.speakers.find(statement);
      const bool by = one.speaker != kNone ? speaks_[one.speaker]
                                           : own != context_.catalog.speakers.end() && has_words(own->second, wanted_.speaker);
      if (!by) return false;
    }
    return takes_document(one.document);
  }

  void find_entity_documents() {
    with_entity_.assign(context_.catalog.documents.size(), false);
    for (const CatalogEntity& entity : context_.catalog.entities) {
      if (entity.members.empty() || !has_words(entity.folded, wanted_.entity)) continue;
      for (const auto& [document, in_document] : entity.members) with_entity_[document] = true;
    }
  }

  void find_speakers() {
    speaks_.assign(context_.catalog.entities.size(), false);
    for (Index i = 0; i < speaks_.size(); ++i) {
      const CatalogEntity& entity = context_.catalog.entities[i];
      speaks_[i] = !entity.statements.empty() && has_words(entity.folded, wanted_.speaker);
    }
  }

  bool add(FoundRow row) {
    if (found_.size() >= kMostHits) {
      more_ = true;
      return false;
    }
    found_.push_back(row);
    return true;
  }

  void find_documents() {
    const std::string expression = full_text_expression(wanted_.words);
    if (expression.empty()) {
      if (!trim(wanted_.words).empty() || (wanted_.outlet.empty() && wanted_.entity.empty() && wanted_.from.empty() && wanted_.to.empty())) return;
      for (Index i = 0; i < context_.catalog.documents.size(); ++i) {
        if (takes_document(i) && !add({context_.catalog.documents[i].number, 0})) return;
      }
      return;
    }
    std::vector<std::pair<std::string_view, std::int64_t>> dated;
    for (const std::int64_t number : matches("SELECT rowid FROM document_search WHERE document_search MATCH ?", expression)) {
      const Index document = context_.catalog.document(number);
      if (takes_document(document)) dated.emplace_back(context_.catalog.documents[document].published, number);
    }
    if (dated.size() > kMostRanked) {
      latest_first(dated);
      for (const auto& [date, number] : dated) {
        if (!add({number, 0})) return;
      }
      return;
    }
    Query rows(database_, "SELECT rowid FROM document_search WHERE document_search MATCH ? "
                          "ORDER BY bm25(document_search, 4.0, 1.0), rowid", expression);
    while (rows.row()) {
      if (takes_document(context_.catalog.document(rows.integer(0))) && !add({rows.integer(0), 0})) return;
    }
  }

  std::vector<std::int64_t> matches(const char* sql, const std::string& expression) {
    std::vector<std::int64_t> numbers;
    for (Query rows(database_, sql, expression); rows.row();) numbers.push_back(rows.integer(0));
    return numbers;
  }

  // Those that are shown at all come to the front; the rest needs no order.
  static void latest_first(std::vector<std::pair<std::string_view, std::int64_t>>& dated) {
    const auto middle = dated.begin() + static_cast<std::ptrdiff_t>(std::min(kMostHits + 1, dated.size()));
    std::partial_sort(dated.begin(), middle, dated.end(), [](const auto& left, const auto& right) {
      return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
  }

  void find_statements() {
    std::vector<bool> in_text;
    if (const std::string expression = full_text_expression(wanted_.words); !expression.empty()) {
      in_text.assign(context_.catalog.documents.size(), false);
      Query rows(database_, "SELECT rowid FROM document_search WHERE document_search MATCH ?", expression);
      while (rows.row()) {
        if (const Index document = context_.catalog.document(rows.integer(0)); document != kNone) in_text[document] = true;
      }
    }
    const auto take = [&](Index statement) {
      if (!takes_statement(statement)) return true;
      const CatalogStatement& one = context_.catalog.statements[statement];
      if (!in_text.empty() && !in_text[one.document]) return true;
      return add({context_.catalog.documents[one.document].number, one.number});
    };
    const std::string about = full_text_expression(wanted_.about);
    if (about.empty()) {
      if (!trim(wanted_.about).empty()) return;
      for (Index i = 0; i < context_.catalog.statements.size(); ++i) {
        if (!take(i)) return;
      }
      return;
    }
    std::vector<std::pair<std::string_view, std::int64_t>> dated;
    for (const std::int64_t number :
         matches("SELECT rowid FROM statement_search WHERE statement_search MATCH ?", about)) {
      const Index statement = context_.catalog.statement(number);
      if (!takes_statement(statement)) continue;
      dated.emplace_back(context_.catalog.documents[context_.catalog.statements[statement].document].published, number);
    }
    // Of one speaker's words the latest are wanted first.
    if (dated.size() > kMostRanked || wanted_.speaker_entity != kNone || !wanted_.speaker.empty()) {
      latest_first(dated);
      for (const auto& [date, number] : dated) {
        if (!take(context_.catalog.statement(number))) return;
      }
      return;
    }
    Query rows(database_, "SELECT rowid FROM statement_search WHERE statement_search MATCH ? "
                          "ORDER BY bm25(statement_search), rowid", about);
    while (rows.row()) {
      if (!take(context_.catalog.statement(rows.integer(0)))) return;
    }
  }

  const Context& context_;
  Database& database_;
  const Wanted& wanted_;
  std::vector<bool> with_entity_;  // by document
  std::vector<bool> speaks_;       // by entity: whether its name is the wanted one
  std::vector<FoundRow> found_;
  bool more_ = false;
};

Json hit_pieces(const SearchHit& hit) {
  Json pieces = Json::array();
  const auto add = [&](std::string_view words, bool match) {
    if (words.empty()) return;
    Json one = {{"text", words}};
    if (match) one["mark"] = "match";
    pieces.push_back(std::move(one));
  };
  std::uint32_t done = 0;
  for (const Span match : hit.matches) {
    add(std::string_view(hit.passage).substr(done, match.begin - done), false);
    add(slice(hit.passage, match), true);
    done = match.end;
  }
  add(std::string_view(hit.passage).substr(done), false);
  return pieces;
}

// Code points before a byte of the text; one pass, a page has few hits.
std::uint32_t characters(std::string_view text, std::uint32_t bytes) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < bytes && i < text.size(); ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}

Json hit_span(Database& database, std::int64_t document, Span span) {
  Query row(database, "SELECT text FROM document WHERE number = ?", document);
  if (!row.row()) return Json::array({0, 0});
  return Json::array({characters(row.view(0), span.begin), characters(row.view(0), span.end)});
}

// Long words are rare enough.
std::vector<std::string> telling_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (word.size() >= 5 && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    word.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const char32_t code_point = next_code_point(text, i);
    if (is_letter(code_point) || is_digit(code_point)) append_code_point(word, code_point);
    else end_word();
  }
  end_word();
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  if (words.size() > 6) words.resize(6);
  return words;
}

// Documents with the passage's words, those with the rarest first; of the same story before others.
struct Candidate {
  std::int64_t document = 0;
  bool same_story = false;
  double score = 0;
  std::string rarest;  // of its words that stand in the passage
};

std::vector<Candidate> candidates_for(const Context& context, Database& database, Index document,
                                      const std::vector<std::string>& words) {
  std::map<Index, Candidate> all;
  std::vector<std::pair<std::vector<Index>, std::string>> found;
  for (const std::string& word : words) {
    std::vector<Index> documents;
    // Counting is cheap; ranking would read the size of each document.
    for (Query rows(database, "SELECT rowid FROM document_search WHERE document_search MATCH ?", full_text_expression(word));
         rows.row();) {
      const Index other = context.catalog.document(rows.integer(0));
      if (other != kNone && other != document) documents.push_back(other);
    }
    if (!documents.empty()) found.emplace_back(std::move(documents), word);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first.size() < b.first.size(); });
  const Index story = context.catalog.documents[document].story;
  constexpr std::size_t kMostNew = 3000;  // a common word alone makes no candidate
  for (const auto& [documents, word] : found) {
    const double weight = std::log(1.0 + static_cast<double>(context.catalog.documents.size()) / static_cast<double>(documents.size()));
    for (const Index other : documents) {
      const auto place = all.find(other);
      if (place != all.end()) {
        place->second.score += weight;
      } else if (documents.size() <= kMostNew) {
        const CatalogDocument& one = context.catalog.documents[other];
        all.emplace(other, Candidate{one.number, story != kNone && one.story == story, weight, word});
      }
    }
  }
  std::vector<Candidate> sorted;
  for (auto& [index, candidate] : all) sorted.push_back(std::move(candidate));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Candidate& a, const Candidate& b) {
    return a.same_story != b.same_story ? a.same_story : a.score > b.score;
  });
  if (sorted.size() > kMostSimilar) sorted.resize(kMostSimilar);
  return sorted;
}

Json similar_passages(const Context& context, Database& database, Index document, const std::string& passage) {
  Json list = Json::array();
  for (const Candidate& one : candidates_for(context, database, document, telling_words(passage))) {
    const std::vector<SearchHit> hits = show_hits(database, one.rarest, {{one.document, 0}}, false);
    if (hits.empty() || hits.front().matches.empty()) continue;  // it stands in the title
    list.push_back({{"document", document_ref(context, context.catalog.document(one.document))},
                    {"span", hit_span(database, one.document, hits.front().span)},
                    {"text", report::printable(hits.front().passage)},
                    {"pieces", hit_pieces(hits.front())}});
  }
  return list;
}

}  // namespace

Response get_search(const Context& context, const Request& request) {
  const Result<Page> page = page_of(request);
  if (!page) return problem(400, page.error());
  const Result<Wanted> wanted = wanted_of(context, request);
  if (!wanted) return problem(400, wanted.error());
  Result<Connection> connection = context.store.connect();
  if (!connection) return problem(500, connection.error());
  Database& database = **connection;
  Search search(context, database, *wanted);
  const std::vector<FoundRow> found = search.run();
  std::vector<FoundRow> shown;
  for (std::size_t i = page->offset; i < found.size() && shown.size() < page->limit; ++i) shown.push_back(found[i]);
  const std::vector<SearchHit> hits =
      show_hits(database, wanted->statements ? wanted->about : wanted->words, shown, wanted->statements);
  Json out = {{"total", found.size()}, {"exact", !search.more()}, {"offset", page->offset}, {"items", Json::array()}};
  for (std::size_t i = 0; i < hits.size() && i < shown.size(); ++i) {
    const Index document = context.catalog.document(shown[i].document);
    Json one = {{"document", document_ref(context, document)}};
    if (const Index story = context.catalog.documents[document].story; story != kNone) one["story"] = id('s', story);
    one["span"] = hit_span(database, shown[i].document, hits[i].span);
    one["pieces"] = hit_pieces(hits[i]);
    if (wanted->statements) {
      const CatalogStatement& statement = context.catalog.statements[context.catalog.statement(shown[i].attribution)];
      one["attribution"] = id('a', statement.attribution);
      one["stance"] = to_string(statement.stance);
      if (statement.spoken) {
        const bool known = statement.speaker != kNone;
        one["speaker"] = {{"name", known ? context.catalog.entities[statement.speaker].name : hits[i].speaker},
                          {"kind", to_string(statement.kind)}};
        if (known) one["speaker"]["entity"] = id('E', statement.speaker);
      }
    }
    out["items"].push_back(std::move(one));
  }
  if (Status status = database.status(); !status) return problem(500, status.error());
  return json(out);
}

Response get_related(const Context& context, const Request& request) {
  const Found found = find_document(context, request, request.get("document"));
  if (found.missing) return *found.missing;
  const Result<Span> wanted = span_of(request);
  if (!wanted) return problem(400, wanted.error());
  const Result<std::vector<LoadedDocument>> loaded = load_documents(context, {found.index});
  if (!loaded) return problem(500, loaded.error());
  if (loaded->empty()) return problem(404, "the document is not in the case any more");
  const std::optional<Span> span = loaded->front().bytes(*wanted);
  if (!span) return problem(400, "span leaves the document's text");

  Json comparisons = Json::array();
  if (const Index number = context.catalog.documents[found.index].story; number != kNone) {
    const Result<LoadedStory> story = load_story(context, number);
    if (!story) return problem(500, story.error());
    for (std::size_t i = 0; i < story->comparisons.size(); ++i) {
      const auto& members = story->comparisons[i].members;
      const bool touched = std::any_of(members.begin(), members.end(), [&](const ComparisonMember& member) {
        return member.document == found.index && member.span.overlaps(*span);
      });
      if (touched) comparisons.push_back(comparison_value(context, *story, i));
    }
  }
  Result<Connection> connection = context.store.connect();
  if (!connection) return problem(500, connection.error());
  const std::string passage(slice(loaded->front().document.article.text, *span).substr(0, 2000));
  Json similar = similar_passages(context, **connection, found.index, passage);
  if (Status status = (**connection).status(); !status) return problem(500, status.error());
  return json({{"comparisons", std::move(comparisons)}, {"similar", std::move(similar)}});
}

}  // namespace hearsay::serve

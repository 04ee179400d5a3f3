// The parts of a search that need no case.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "case/case.h"
#include "case/sqlite.h"
#include "hearsay/result.h"
#include "hearsay/span.h"

namespace hearsay {

// What a person typed as an FTS5 expression: every word and "phrase" becomes a quoted string, all of which must stand
// in the text. Empty where nothing in `words` can be searched for.
[[nodiscard]] std::string full_text_expression(std::string_view words);

// The sentence around `match`, or about 200 bytes of it, on code-point borders and within one line.
[[nodiscard]] Span passage_around(std::string_view text, Span match);

// One place where a phrase of the query stands.
struct PhraseMatch {
  int phrase = 0;
  Span span;
};

// Adds to a connection
//   hearsay_matches(full-text table, column): places of the query's phrases in that column, as parse_matches takes them
//   hearsay_has(name, folded): whether a word of `name` begins what `folded` says, both folded
[[nodiscard]] int add_search_functions(sqlite3* database);
[[nodiscard]] std::vector<PhraseMatch> parse_matches(std::string_view text);

// What of a search was found, by numbers of the case: documents, or statements where `statements` is true.
struct FoundRow {
  std::int64_t document = 0;
  std::int64_t attribution = 0;  // `number` of the table attribution; means nothing for documents
};
// The passages that show best why they were found. `words` as SearchQuery has them.
[[nodiscard]] std::vector<SearchHit> show_hits(sqlite::Database& database, const std::string& words,
                                               const std::vector<FoundRow>& found, bool statements);

}  // namespace hearsay

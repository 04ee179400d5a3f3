// Between the values of include/hearsay/ and the rows of docs/case-format.md. Failures stay in the Database.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "case/sqlite.h"
#include "core/enums.h"
#include "core/unicode.h"
#include "hearsay/account.h"

namespace hearsay {

// A span as its five columns: bytes, code points, words. An absent span is five NULLs.
struct SpanColumns {
  std::optional<std::int64_t> begin_byte, end_byte, begin_char, end_char;
  std::optional<std::string_view> words;

  [[nodiscard]] auto columns() const { return std::tie(begin_byte, end_byte, begin_char, end_char, words); }
};

// Makes SpanColumns for one text, which must outlive it.
class SpanMaker {
 public:
  explicit SpanMaker(std::string_view text) : text_(text), characters_(text, OffsetMap::Unit::code_point) {}

  [[nodiscard]] SpanColumns operator()(Span span) const { return with_words(span, slice(text_, span)); }
  [[nodiscard]] SpanColumns with_words(Span span, std::string_view words) const {
    return {span.begin, span.end, characters_(span.begin), characters_(span.end), words};
  }
  // Span{} is how a value says that it has none.
  [[nodiscard]] SpanColumns unless_absent(Span span) const { return span == Span{} ? SpanColumns{} : (*this)(span); }

 private:
  std::string_view text_;
  OffsetMap characters_;
};

// The enum's value of a word in the file; a word that is none is kept as a failure of the Database.
template <class Enum>
Enum read_word(sqlite::Database& database, const sqlite::Query& query, int column) {
  if (const auto value = from_string<Enum>(query.view(column))) return *value;
  database.fail(Error{"the case file is damaged: it holds the unknown word \"" + query.text(column) + "\"",
                      database.path(), "restore it from a copy, or read the inputs again into a new file"});
  return Enum{};
}

// --- documents --------------------------------------------------------------------------------------------------------

// Writes the document with everything read in it under `number`, whose place must be free.
void write_document(sqlite::Database& database, std::int64_t number, std::string_view key, const Document& document);
// Removes it again, from the full text as well.
void erase_document(sqlite::Database& database, std::int64_t number);

struct NumberedDocument {
  std::int64_t number = 0;
  Document document;
};
// Documents whose numbers are in [first, last], ascending.
std::vector<NumberedDocument> read_documents(sqlite::Database& database, std::int64_t first, std::int64_t last);

// --- account ----------------------------------------------------------------------------------------------------------

// Replaces the derived tables. Needs account.documents only for their ids and texts.
void write_account(sqlite::Database& database, const Account& account);
// Fills everything but account.documents, whose numbers `numbers` gives in the same order.
void read_account(sqlite::Database& database, const std::vector<std::int64_t>& numbers, Account& account);

}  // namespace hearsay

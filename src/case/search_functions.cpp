#include <algorithm>
#include <charconv>
#include <string>

#include "case/search.h"
#include "core/unicode.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxWords = 64;     // of a query
constexpr std::size_t kMaxMatches = 256;  // of a document

// --- what SQLite calls ------------------------------------------------------------------------------------------------

struct TokenRange {
  int phrase = 0;
  int first = 0;
  int last = 0;
  Span span;
};

struct TokenWalk {
  std::vector<TokenRange>* ranges = nullptr;
  int token = -1;
  int end = 0;           // one past the last token anybody asks for
  std::size_t from = 0;  // ranges before this one are done
};

int take_token(void* context, int flags, const char*, int, int begin, int end) {
  auto& walk = *static_cast<TokenWalk*>(context);
  if ((flags & FTS5_TOKEN_COLOCATED) == 0) ++walk.token;
  if (walk.token >= walk.end) return SQLITE_DONE;
  std::vector<TokenRange>& ranges = *walk.ranges;
  while (walk.from < ranges.size() && ranges[walk.from].last < walk.token) ++walk.from;
  for (std::size_t i = walk.from; i < ranges.size() && ranges[i].first <= walk.token; ++i) {  // in order of `first`
    TokenRange& range = ranges[i];
    if (range.first == walk.token) range.span.begin = static_cast<std::uint32_t>(begin);
    if (range.last == walk.token) range.span.end = static_cast<std::uint32_t>(end);
  }
  return SQLITE_OK;
}

void matches(const Fts5ExtensionApi* api, Fts5Context* search, sqlite3_context* result, int count,
             sqlite3_value** arguments) {
  const int column = count == 1 ? sqlite3_value_int(arguments[0]) : 0;
  std::vector<TokenRange> ranges;
  TokenWalk walk{&ranges, -1, 0, 0};
  int instances = 0;
  int code = api->xInstCount(search, &instances);
  for (int i = 0; code == SQLITE_OK && i < instances && ranges.size() < kMaxMatches; ++i) {
    int phrase = 0;
    int where = 0;
    int token = 0;
    code = api->xInst(search, i, &phrase, &where, &token);
    if (code != SQLITE_OK || where != column) continue;
    ranges.push_back({phrase, token, token + std::max(api->xPhraseSize(search, phrase), 1) - 1, {}});
    walk.end = std::max(walk.end, ranges.back().last + 1);
  }
  const char* text = nullptr;
  int size = 0;
  if (code == SQLITE_OK) code = api->xColumnText(search, column, &text, &size);
  if (code == SQLITE_OK) code = api->xTokenize(search, text, size, &walk, take_token);
  if (code != SQLITE_OK && code != SQLITE_DONE) return sqlite3_result_error_code(result, code);
  std::string out;
  for (const TokenRange& range : ranges) {
    out += std::to_string(range.phrase) + ' ' + std::to_string(range.span.begin) + ' ' +
           std::to_string(range.span.end) + ' ';
  }
  sqlite3_result_text(result, out.data(), static_cast<int>(out.size()), SQLITE_TRANSIENT);
}

std::string_view argument(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr ? std::string_view() : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

// "ali" is part of "Ali Darn" and of "Sir Alix", not of "Khalil": it must begin a word.
bool begins_a_word(std::string_view name, std::string_view part) {
  for (std::size_t at = name.find(part); at != std::string_view::npos; at = name.find(part, at + 1)) {
    if (at == 0) return true;
    std::size_t before = code_point_begin(name, at - 1);
    const char32_t code_point = next_code_point(name, before);
    if (!is_letter(code_point) && !is_digit(code_point)) return true;
  }
  return false;
}

void has(sqlite3_context* result, int, sqlite3_value** arguments) {
  const std::string name = fold(argument(arguments[0]));
  sqlite3_result_int(result, begins_a_word(name, argument(arguments[1])) ? 1 : 0);
}

fts5_api* full_text_api(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

// --- queries ----------------------------------------------------------------------------------------------------------

bool can_be_searched(std::string_view word) {
  for (std::size_t i = 0; i < word.size();) {
    const char32_t code_point = next_code_point(word, i);
    if (is_letter(code_point) || is_digit(code_point)) return true;
  }
  return false;
}

bool is_quotation_mark(char32_t code_point) {
  return code_point == U'"' || code_point == U'\u201C' || code_point == U'\u201D' || code_point == U'\u201E';
}

void add_word(std::string& expression, std::string_view word, std::size_t& count) {
  if (!can_be_searched(word) || count >= kMaxWords) return;
  ++count;
  if (!expression.empty()) expression += ' ';
  expression += '"';
  for (const char byte : word) {
    if (byte != '\0') expression.append(byte == '"' ? 2 : 1, byte);
  }
  expression += '"';
}

// --- passages ---------------------------------------------------------------------------------------------------------

constexpr std::size_t kBefore = 160;
constexpr std::size_t kAfter = 200;

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Whether a sentence ends at the space at `at`. "Dr. Hill" must not be cut, nor "U.S. ships", so a word of three letters
// and less before a full stop does not count.
bool sentence_ends_before(std::string_view text, std::size_t at) {
  std::size_t stop = at;
  while (stop > 0 && text[stop - 1] != '.' && text[stop - 1] != '!' && text[stop - 1] != '?') {
    // Closing quotation marks and brackets.
    const char byte = text[stop - 1];
    if (at - stop >= 4 || (static_cast<unsigned char>(byte) < 0x80 && byte != '"' && byte != '\'' && byte != ')')) {
      return false;
    }
    --stop;
  }
  if (stop == 0) return false;
  if (text[stop - 1] != '.') return true;
  std::size_t word = stop - 1;
  std::size_t letters = 0;
  while (word > 0 && letters < 4 && text[word - 1] != ' ' && text[word - 1] != '\n' && text[word - 1] != '.') {
    --word;
    ++letters;
  }
  return letters >= 4 || (letters > 0 && text[stop - 2] >= '0' && text[stop - 2] <= '9');
}

std::size_t passage_begin(std::string_view text, std::size_t match) {
  const std::size_t limit = match > kBefore ? match - kBefore : 0;
  std::size_t word = match;  // the earliest begin of a word seen
  for (std::size_t i = match; i > limit; --i) {
    if (text[i - 1] == '\n') return i;
    if (text[i - 1] != ' ') continue;
    if (sentence_ends_before(text, i - 1)) return i;
    word = i;
  }
  if (limit == 0) return 0;
  if (word == match) {  // one long word: cut it on a code-point border
    word = limit;
    while (word < match && continues_code_point(text[word])) ++word;
  }
  return word;
}

std::size_t passage_end(std::string_view text, std::size_t match, std::size_t match_end) {
  const std::size_t limit = std::min(text.size(), std::max(match + kAfter, match_end));
  std::size_t word = match_end;
  for (std::size_t i = match_end; i < limit; ++i) {
    if (text[i] == '\n') return i;
    if (text[i] != ' ') continue;
    if (sentence_ends_before(text, i)) return i;
    word = i;
  }
  if (limit == text.size()) return limit;
  if (word == match_end) {
    word = limit;
    while (word > match_end && continues_code_point(text[word])) --word;
  }
  return word;
}

}  // namespace

int add_search_functions(sqlite3* database) {
  fts5_api* api = full_text_api(database);
  if (api == nullptr) return SQLITE_ERROR;
  const int code = api->xCreateFunction(api, "hearsay_matches", nullptr, matches, nullptr);
  if (code != SQLITE_OK) return code;
  return sqlite3_create_function(database, "hearsay_has", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr, has, nullptr,
                                 nullptr);
}

std::vector<PhraseMatch> parse_matches(std::string_view text) {
  std::vector<PhraseMatch> found;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto number = [&] {
    std::uint32_t value = 0;
    at = std::from_chars(at, end, value).ptr;
    if (at != end) ++at;
    return value;
  };
  while (at < end) {
    PhraseMatch match;
    match.phrase = static_cast<int>(number());
    match.span.begin = number();
    match.span.end = number();
    found.push_back(match);
  }
  return found;
}

std::string full_text_expression(std::string_view words) {
  std::string expression;
  std::size_t count = 0;
  std::size_t begin = 0;
  bool phrase = false;
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t at = i;
    const char32_t code_point = next_code_point(words, i);
    const bool mark = is_quotation_mark(code_point);
    if (!mark && (phrase || !is_space(code_point))) continue;
    add_word(expression, words.substr(begin, at - begin), count);
    begin = i;
    if (mark) phrase = !phrase;
  }
  // A phrase that is not closed runs to the end.
  add_word(expression, words.substr(begin), count);
  return expression;
}

Span passage_around(std::string_view text, Span match) {
  if (match.begin > text.size()) return {};
  const std::size_t match_end = std::clamp<std::size_t>(match.end, match.begin, text.size());
  return {static_cast<std::uint32_t>(passage_begin(text, match.begin)),
          static_cast<std::uint32_t>(passage_end(text, match.begin, match_end))};
}

}  // namespace hearsay

// Requests and answers as the handlers see them; nothing of the HTTP library shows.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hearsay/result.h"
#include "hearsay/span.h"

namespace hearsay::serve {

using Json = nlohmann::ordered_json;

struct Request {
  std::string method;
  std::string path;  // decoded
  std::multimap<std::string, std::string> query;
  std::vector<std::string> captures;  // what stood for each {name} of the route, in order
  std::string body;

  [[nodiscard]] std::string get(const std::string& name) const;  // the first; empty where there is none
  [[nodiscard]] std::vector<std::string> all(const std::string& name) const;  // without empty ones
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

// RFC 9457. `detail` is shown to the user: what, where, what to do.
[[nodiscard]] Response problem(int status, const std::string& detail);
[[nodiscard]] Response problem(int status, const Error& error);
[[nodiscard]] Response json(const Json& value, int status = 200);
// "Not Found"
[[nodiscard]] std::string_view status_words(int status);

// Compact. A byte that is no UTF-8 becomes U+FFFD. "<", ">", "&" and the line separators of JavaScript are escaped, so
// that an answer is harmless wherever it lands.
[[nodiscard]] std::string dump(const Json& value);

// Sets what is known.
void set(Json& object, const char* key, const std::string& value);

// 0 for "s1"; nullopt where it is no such id.
[[nodiscard]] std::optional<Index> parse_id(std::string_view id, char letter);

// Which part of a list is asked for.
struct Page {
  std::size_t offset = 0;
  std::size_t limit = 50;
};
inline constexpr std::size_t kMostItems = 500;
[[nodiscard]] Result<Page> page_of(const Request& request);
// "true" or "false"; nullopt where it isn't given.
[[nodiscard]] Result<std::optional<bool>> flag_of(const Request& request, const std::string& name);
// An ISO date cut to what is known, or nothing.
[[nodiscard]] Result<std::string> date_of(const Request& request, const std::string& name);
// One of `words`; the first where it isn't given.
[[nodiscard]] Result<std::string> word_of(const Request& request, const std::string& name,
                                          const std::vector<std::string>& words);
// "12,40"
[[nodiscard]] Result<Span> span_of(const Request& request);

// Whether a date known to the month only may lie in a range; one that is not known lies in none.
[[nodiscard]] bool in_range(std::string_view date, std::string_view from, std::string_view to);

// The folded words of a query, at most 16.
[[nodiscard]] std::vector<std::string> query_words(std::string_view query);
// Whether every word begins a word of `folded`.
[[nodiscard]] bool has_words(std::string_view folded, const std::vector<std::string>& words);

}  // namespace hearsay::serve

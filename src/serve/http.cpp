#include "serve/http.h"

#include <algorithm>
#include <charconv>

#include "core/unicode.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostWords = 16;

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Error wrong(const std::string& name, const std::string& expected) { return {name + " must be " + expected, "", ""}; }

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_date(std::string_view text) {
  if (text.size() > 40 || !is_digits(text.substr(0, 4)) || text.size() < 4) return false;
  if (text.size() == 4) return true;
  if (text[4] != '-' || text.size() < 7 || !is_digits(text.substr(5, 2))) return false;
  if (text.size() == 7) return true;
  if (text[7] != '-' || text.size() < 10 || !is_digits(text.substr(8, 2))) return false;
  return text.size() == 10 || text[10] == 'T';
}

}  // namespace

std::string Request::get(const std::string& name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::vector<std::string> Request::all(const std::string& name) const {
  std::vector<std::string> values;
  const auto [first, last] = query.equal_range(name);
  for (auto one = first; one != last; ++one) {
    if (!one->second.empty()) values.push_back(one->second);
  }
  return values;
}

std::string_view status_words(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 503: return "Service Unavailable";
    default: return "Internal Server Error";
  }
}

Response problem(int status, const std::string& detail) {
  Json body = {{"type", "about:blank"}, {"title", status_words(status)}, {"status", status}};
  set(body, "detail", detail);
  return {status, "application/problem+json", dump(body), {}};
}

Response problem(int status, const Error& error) { return problem(status, error.message()); }

Response json(const Json& value, int status) { return {status, "application/json", dump(value), {}}; }

std::string dump(const Json& value) {
  const std::string plain = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  safe.reserve(plain.size() + plain.size() / 50);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char byte = plain[i];
    if (byte == '<') {
      safe += "\\u003c";
    } else if (byte == '>') {
      safe += "\\u003e";
    } else if (byte == '&') {
      safe += "\\u0026";
    } else if (byte == '\xE2' && i + 2 < plain.size() && plain[i + 1] == '\x80' &&
               (plain[i + 2] == '\xA8' || plain[i + 2] == '\xA9')) {
      safe += plain[i + 2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      safe += byte;
    }
  }
  return safe;
}

void set(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

std::optional<Index> parse_id(std::string_view id, char letter) {
  if (id.size() < 2 || id.front() != letter) return std::nullopt;
  const std::optional<std::uint32_t> number = number_of(id.substr(1));
  if (!number || *number == 0) return std::nullopt;
  return *number - 1;
}

Result<Page> page_of(const Request& request) {
  Page page;
  if (const std::string offset = request.get("offset"); !offset.empty()) {
    const std::optional<std::uint32_t> number = number_of(offset);
    if (!number) return wrong("offset", "a number from 0");
    page.offset = *number;
  }
  if (const std::string limit = request.get("limit"); !limit.empty()) {
    const std::optional<std::uint32_t> number = number_of(limit);
    if (!number || *number == 0 || *number > kMostItems) return wrong("limit", "a number from 1 to 500");
    page.limit = *number;
  }
  return page;
}

Result<std::optional<bool>> flag_of(const Request& request, const std::string& name) {
  const std::string value = request.get(name);
  if (value.empty()) return std::optional<bool>();
  if (value == "true" || value == "false") return std::optional<bool>(value == "true");
  return wrong(name, "true or false");
}

Result<std::string> date_of(const Request& request, const std::string& name) {
  const std::string value = request.get(name);
  if (value.empty() || is_date(value)) return value;
  return wrong(name, "a date such as 2026-11-05, 2026-11 or 2026");
}

Result<std::string> word_of(const Request& request, const std::string& name, const std::vector<std::string>& words) {
  const std::string value = request.get(name);
  if (value.empty()) return words.front();
  if (std::find(words.begin(), words.end(), value) != words.end()) return value;
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return wrong(name, "one of " + all);
}

Result<Span> span_of(const Request& request) {
  const std::string value = request.get("span");
  const std::size_t comma = value.find(',');
  if (comma != std::string::npos) {
    const auto begin = number_of(std::string_view(value).substr(0, comma));
    const auto end = number_of(std::string_view(value).substr(comma + 1));
    if (begin && end && *begin < *end) return Span{*begin, *end};
  }
  return wrong("span", "two numbers such as 12,40, the first below the second");
}

bool in_range(std::string_view date, std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return true;
  if (date.empty()) return false;
  const auto cut = [](std::string_view one, std::string_view other) {
    return one.substr(0, std::min(one.size(), other.size()));
  };
  return (from.empty() || cut(date, from) >= cut(from, date)) && (to.empty() || cut(date, to) <= cut(to, date));
}

std::vector<std::string> query_words(std::string_view query) {
  std::vector<std::string> words;
  const std::string folded = fold(query);
  for (std::size_t i = 0; i < folded.size() && words.size() < kMostWords;) {
    const std::size_t begin = folded.find_first_not_of(" \t\r\n\"", i);
    if (begin == std::string::npos) break;
    i = std::min(folded.find_first_of(" \t\r\n\"", begin), folded.size());
    words.push_back(folded.substr(begin, i - begin));
  }
  return words;
}

bool has_words(std::string_view folded, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [folded](const std::string& word) {
    for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1)) {
      if (at == 0) return true;
      std::size_t before = code_point_begin(folded, at - 1);
      const char32_t code_point = next_code_point(folded, before);
      if (!is_letter(code_point) && !is_digit(code_point)) return true;
    }
    return false;
  });
}

}  // namespace hearsay::serve

#include "report/json_text.h"

#include <charconv>
#include <cmath>

#include "core/unicode.h"
#include "report/json.h"

namespace hearsay::report {
namespace {

bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

void JsonText::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonText::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
}

void JsonText::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

void JsonText::key(std::string_view name) {
  separate();
  out_.append(1, '"').append(name).append("\":");
  first_ = true;
}

void JsonText::text(std::string_view value) {
  separate();
  if (!is_valid_utf8(value)) {
    out_ += dump(Json(value));
    return;
  }
  out_ += '"';
  for (std::size_t begin = 0; begin < value.size();) {
    std::size_t end = begin;
    while (end < value.size() && is_plain(value[end])) ++end;
    out_.append(value, begin, end - begin);
    if (end == value.size()) break;
    const char c = value[end];
    constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
    constexpr std::string_view kNames = "\"\\bfnrt";
    if (const std::size_t named = kNamed.find(c); named != std::string_view::npos) {
      out_.append(1, '\\').append(1, kNames[named]);
    } else {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out_.append("\\u00").append(1, kDigits[static_cast<unsigned char>(c) >> 4]).append(1, kDigits[static_cast<unsigned char>(c) & 15]);
    }
    begin = end + 1;
  }
  out_ += '"';
}

void JsonText::number(std::uint64_t value) {
  separate();
  char digits[20];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void JsonText::number(double value, bool whole) {
  separate();
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const bool exact = whole && value == std::floor(value) && std::abs(value) < kExact;
  out_ += exact ? std::to_string(static_cast<std::int64_t>(value)) : dump(Json(value));
}

void JsonText::truth(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

}  // namespace hearsay::report

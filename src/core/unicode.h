// Small things about UTF-8 that several rooms need. No allocation where a view does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/span.h"

namespace hearsay {

// Where the code point begins that byte `at` of UTF-8 text is part of; `at` itself at the text's end.
[[nodiscard]] std::size_t code_point_begin(std::string_view text, std::size_t at);

// Reads the code point that begins at `offset` and moves `offset` past it. U+FFFD for a byte that begins none (moves
// one byte). `offset` must be below text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);

void append_code_point(std::string& text, char32_t code_point);

[[nodiscard]] bool is_valid_utf8(std::string_view text);
// The same text with every undecodable byte, and NUL, replaced by U+FFFD.
[[nodiscard]] std::string valid_utf8(std::string_view text);

// Lower case by Unicode's simple mapping, code point for code point.
[[nodiscard]] std::string lower(std::string_view text);
// For comparing names: lower case without diacritics and compatibility forms, "Dvořák" is "dvorak", "Ærø" is "aero".
[[nodiscard]] std::string fold(std::string_view text);
[[nodiscard]] bool is_space(char32_t code_point);   // white space incl. no-break spaces
[[nodiscard]] bool is_letter(char32_t code_point);
[[nodiscard]] bool is_upper(char32_t code_point);
[[nodiscard]] bool is_digit(char32_t code_point);

// Without white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
// Runs of white space become one space; none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

// Maps byte offsets of a text to code-point or UTF-16 offsets in O(1) after O(n).
class OffsetMap {
 public:
  enum class Unit { code_point, utf16 };
  OffsetMap(std::string_view text, Unit unit);
  [[nodiscard]] std::uint32_t operator()(std::uint32_t byte_offset) const;

 private:
  std::string_view text_;
  Unit unit_;
  std::vector<std::uint32_t> blocks_;  // the offset at each 64th byte
};

}  // namespace hearsay

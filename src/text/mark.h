// Quotation marks and dashes.
#pragma once

#include <cstdint>
#include <string_view>

namespace hearsay {

enum class Mark : std::uint8_t {
  none,
  open,          // “ and ``
  close,         // ”
  low,           // „, opens
  straight,      // " and '', both ways
  angle_open,    // «, closes »...«
  angle_close,   // »
  single_open,   // ‘ and ‚ and ‹
  single_close,  // ’ and ›, more often an apostrophe
  single,        // ', ditto
};

[[nodiscard]] constexpr Mark mark_of(std::string_view token) {
  if (token == "\"" || token == "''") return Mark::straight;
  if (token == "'" || token == "`") return Mark::single;
  if (token == "``") return Mark::open;
  if (token.size() == 2 && token[0] == '\xC2') {
    if (token[1] == '\xAB') return Mark::angle_open;
    if (token[1] == '\xBB') return Mark::angle_close;
  }
  if (token.size() != 3 || token[0] != '\xE2' || token[1] != '\x80') return Mark::none;
  switch (token[2]) {
    case '\x9C':
    case '\x9F':
      return Mark::open;
    case '\x9D':
      return Mark::close;
    case '\x9E':
      return Mark::low;
    case '\x98':
    case '\x9A':
    case '\xB9':
      return Mark::single_open;
    case '\x99':
    case '\xBA':
      return Mark::single_close;
    default:
      return Mark::none;
  }
}

[[nodiscard]] constexpr bool is_single(Mark mark) {
  return mark == Mark::single || mark == Mark::single_open || mark == Mark::single_close;
}

[[nodiscard]] constexpr bool is_dash(std::string_view token) {
  return token == "-" || token == "--" || token == "\u2012" || token == "\u2013" || token == "\u2014" || token == "\u2015";
}

}  // namespace hearsay

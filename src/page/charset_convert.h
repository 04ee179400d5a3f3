// Bytes of a known encoding to UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "page/charset_label.h"

namespace hearsay {

// How much of a text reads as UTF-8.
struct Utf8Count {
  std::size_t multibyte = 0;  // well-formed sequences of two bytes and more
  std::size_t invalid = 0;    // bytes or cut sequences that are none
  bool nul = false;
};

// One pass over the bytes, ASCII in big steps.
[[nodiscard]] Utf8Count count_utf8(std::string_view bytes);

// To UTF-8; what cannot be decoded becomes U+FFFD. `failures` gets their number.
[[nodiscard]] std::string convert(std::string_view bytes, const Charset& charset, std::size_t& failures);

// Text that was UTF-8, was read as Windows-1252 and written as UTF-8 again ("â€™" for "’"), as it was before. Only
// where every non-ASCII character of the text is part of such a sequence; otherwise empty.
[[nodiscard]] std::string undo_double_encoding(std::string_view utf8);

}  // namespace hearsay

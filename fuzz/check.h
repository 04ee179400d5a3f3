// What must hold whatever the input. A fuzzer that only waits for crashes finds half of what it could.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/unicode.h"
#include "hearsay/span.h"

namespace hearsay::fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require_text(std::string_view text, const char* what) {
  require(is_valid_utf8(text) && text.find('\0') == std::string_view::npos, what);
}

inline bool is_border(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
}

// A span of the text's own characters. Where `may_be_empty` is false it holds at least one.
inline void require_span(std::string_view text, Span span, const char* what, bool may_be_empty = false) {
  require(span.begin <= span.end && span.end <= text.size(), what);
  require(may_be_empty || span.begin < span.end, what);
  require(is_border(text, span.begin) && is_border(text, span.end), what);
}

inline void require_spans(std::string_view text, const Spans& spans, const char* what) {
  for (std::size_t i = 0; i < spans.size(); ++i) {
    require_span(text, spans[i], what);
    require(i == 0 || spans[i - 1].end <= spans[i].begin, what);
  }
}

inline void require_index(Index index, std::size_t size, const char* what) {
  require(index == kNone || index < size, what);
}

}  // namespace hearsay::fuzz

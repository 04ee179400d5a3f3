// A span is the evidence type: whatever Hearsay claims about a document carries spans into that document's immutable
// UTF-8 text.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hearsay {

// Index into a vector of the same document (entities, attributions, ...); kNone where there is none.
using Index = std::uint32_t;
inline constexpr Index kNone = static_cast<Index>(-1);

// Half-open range [begin, end) of byte offsets into a UTF-8 text; both lie on code-point borders.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr auto operator<=>(const Span&) const = default;
};

using Spans = std::vector<Span>;

// The words of a span. The view lives as long as `text` does. A span that leaves the text gives an empty view.
[[nodiscard]] constexpr std::string_view slice(std::string_view text, Span span) {
  if (span.begin > span.end || span.end > text.size()) return {};
  return text.substr(span.begin, span.size());
}

}  // namespace hearsay

// The words of a claim in their surroundings, cut where marks begin and end, so that overlapping ones nest safely.
#pragma once

#include <string>
#include <vector>

#include "hearsay/document.h"

namespace hearsay::report {

enum class Mark { none, content, source, cue };

struct Piece {
  std::string words;  // printable; spaces at its ends are kept
  Mark mark = Mark::none;
};

// About `around` bytes before and after the content. Source and cue are marked where they lie within that.
[[nodiscard]] std::vector<Piece> excerpt_of(const Document& document, const Attribution& attribution,
                                            std::uint32_t around);
// The same for one span.
[[nodiscard]] std::vector<Piece> excerpt_of(const Document& document, Span span, std::uint32_t around);

}  // namespace hearsay::report

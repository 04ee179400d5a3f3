// What the neural tagger sees of a text: tokens of its own, so that a trained model does not depend on how the text
// stage splits. training/attribution/tokens.py does the same, code point for code point; change both or neither.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/span.h"

namespace hearsay::neural {

inline constexpr std::uint32_t kShapes = 8;
inline constexpr std::uint32_t kQuoteStates = 10;
inline constexpr std::uint32_t kAffixBuckets = 4096;
// Stands before every paragraph as a token of its own, with an empty span.
inline constexpr std::string_view kParagraphMark = "<p>";

struct Token {
  Span span;
  std::string form;        // as it is looked up: lower case, plain quotation marks and dashes
  std::uint8_t shape = 0;  // below kShapes: 0 other, 1 lower, 2 Capital, 3 ALL, 4 one capital, 5 mIxed, 6 number, 7 a1
  std::uint8_t quote = 0;  // below kQuoteStates: what it is to the double quotation marks around it
};

// A line that has more than white space; the first token is the paragraph mark. A line of more than 16 KB is cut into
// several, at white space where there is some.
using Paragraph = std::vector<Token>;

[[nodiscard]] std::vector<Paragraph> read_paragraphs(std::string_view text);

// Buckets of the last three, the last two and the first three code points of a form.
[[nodiscard]] std::array<std::uint32_t, 3> affix_buckets(std::string_view form);

}  // namespace hearsay::neural

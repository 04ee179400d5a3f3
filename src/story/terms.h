// The words of a document as hashed terms: what copies and grouping both count. Letters and digits make a word; other
// characters part words. Scripts written without spaces give one term a character.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hearsay::story {

// A word's hash, the same on every machine. Two words share one hash about once in four thousand million.
using TermId = std::uint32_t;

struct Word {
  TermId term = 0;          // of the lower-case word, without a plural or possessive s
  std::uint64_t exact = 0;  // of the lower-case word as it stands
  std::uint32_t begin = 0;  // byte offsets
  std::uint32_t end = 0;
  bool capitalized = false;  // begins with an upper-case letter
  bool number = false;       // holds a digit
  bool sentence_start = false;
};

// The first `limit` words of a text.
[[nodiscard]] std::vector<Word> split_words(std::string_view text, std::size_t limit);

// Mixes two hashes into one; not symmetric.
[[nodiscard]] constexpr std::uint64_t combine(std::uint64_t first, std::uint64_t second) {
  std::uint64_t mixed = (first ^ 0x9E3779B97F4A7C15ULL) * 0xFF51AFD7ED558CCDULL + second;
  mixed ^= mixed >> 32;
  mixed *= 0xC4CEB9FE1A85EC53ULL;
  return mixed ^ (mixed >> 29);
}

}  // namespace hearsay::story

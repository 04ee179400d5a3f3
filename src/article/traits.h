// What a block's words alone say, without its place on the page; the same for pages and text dumps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/block.h"

namespace hearsay::article {

struct Traits {
  std::uint32_t bytes = 0;
  std::uint32_t words = 0;
  std::uint32_t letters = 0;
  std::uint32_t upper = 0;  // upper-case letters
  std::uint32_t digits = 0;
  std::uint32_t commas = 0;
  std::uint32_t sentences = 0;  // marks that end one, before a blank or the end
  std::uint32_t quotes = 0;
  std::uint32_t marks = 0;        // "|", "»", "•", "›", "/", "·": what divides links
  std::uint32_t capitalized = 0;  // words that begin in upper case
  std::uint32_t function_words = 0;
  std::uint32_t hint_words = 0;  // words with any text hint
  std::uint32_t hints = 0;       // of its words
  std::uint32_t phrase = 0;      // hints of how it begins, see PhraseHints
  std::uint32_t phrase_strong = 0;
  std::uint32_t phrase_whole = 0;
  std::uint32_t longest_word = 0;
  bool ends_sentence = false;
  bool ends_colon = false;
  bool ends_ellipsis = false;
  bool starts_lower = false;
  bool starts_quote = false;
  bool starts_digit = false;
  bool has_year = false;     // 1990..2049
  bool has_clock = false;    // 17:27
  bool has_address = false;  // "@", "http", "www."
  float title_share = 0;     // how much of the title's words it has, and of its words the title has
  float title_cover = 0;
  std::uint64_t hash = 0;  // of its words in lower case

  // Whether it reads like a paragraph of running text.
  [[nodiscard]] bool is_paragraph() const {
    return words >= 9 && (ends_sentence || words >= 30) && function_words * 8 >= words;
  }
};

// One entry a block.
[[nodiscard]] std::vector<Traits> read_traits(const Page& page, std::string_view title);

// The text with letters in lower case where that keeps its length in bytes.
[[nodiscard]] std::string lower_in_place(std::string_view text);

}  // namespace hearsay::article

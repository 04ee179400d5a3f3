// numbers: cardinal numbers as newspapers write them, in digits and in words.
#pragma once

#include <cstdint>
#include <optional>

#include "reading/words.h"

namespace hearsay {

struct Number {
  std::size_t last = 0;  // one past its last word
  double value = 0;
  bool digits = false;   // written with digits
  bool article = false;  // begins with an article: "a hundred"
};

// The number that begins at word `begin`: "11,517", "2.5 million", "twenty-three", "three hundred and fifty", "a
// dozen", "half a million". "one" counts; a bare "a" does not. Never leaves the sentence.
[[nodiscard]] std::optional<Number> read_number(const TextWords& words, std::size_t begin);

// 1 to 9999999 of "three" or "3"; nullopt for anything else, ordinals included.
[[nodiscard]] std::optional<double> number_word_value(std::string_view lower);
// A word of digits with separators ("11,517", "2.5", "32 000" is three words); nullopt if it is none.
[[nodiscard]] std::optional<double> digits_value(std::string_view word);

}  // namespace hearsay

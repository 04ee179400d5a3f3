// Words whose full stop belongs to them.
#pragma once

#include <cstdint>
#include <string_view>

namespace hearsay {

enum class Abbreviation : std::uint8_t {
  none,
  title,   // a name follows: "Dr.", "Gen."; never ends a sentence
  number,  // its stop counts only before a digit: "No. 5"
  plain,   // may end a sentence: "Inc.", "etc.", "Jan."
};

// `word` without its stop, as it stands in the text.
[[nodiscard]] Abbreviation abbreviation_of(std::string_view word);

// A word that, capitalized after an abbreviation, begins a sentence: "in the U.S. The minister ...".
[[nodiscard]] bool is_sentence_starter(std::string_view word);

}  // namespace hearsay

// The words of a claim, as two claims are laid side by side: with their places, what each is for matching, and which
// of them merely hold the sentence together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hearsay/span.h"

namespace hearsay::comparison {

struct PhraseWord {
  std::uint64_t exact = 0;  // the lower-case word
  std::uint32_t stem = 0;   // "attacked", "attacks" and "attack" have one
  Span span;                // in the document's text
  bool content = false;     // no article, pronoun, auxiliary, preposition, ...
  bool capitalized = false;
  bool number = false;
  bool quoted = false;  // stands between quotation marks
};

struct Phrase {
  std::vector<PhraseWord> words;
  std::vector<std::uint32_t> stems;  // of the content words: ascending, distinct
  bool negated = false;              // holds "not", "no", "never", ...
};

// The words of `spans` in `text`; at most 200.
[[nodiscard]] Phrase make_phrase(std::string_view text, const Spans& spans);

// "untested" is "not tested"; "united" is no negation. The word is in lower case.
[[nodiscard]] bool denied_by_prefix(std::string_view word);

// Stems of a name, a unit or a key: its content words.
[[nodiscard]] std::vector<std::uint32_t> stems_of(std::string_view text);

// The sentence around `span`, found by its stops: at most 400 bytes to each side.
[[nodiscard]] Span sentence_around(std::string_view text, Span span);

// The phrase's first nine words as they stand, with "…" where it goes on.
[[nodiscard]] std::string first_words(std::string_view text, const Phrase& phrase);

// The longest common subsequence of the words, as pairs of indices. Quadratic in the phrases' bounded length.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> align(const Phrase& one, const Phrase& two);

}  // namespace hearsay::comparison

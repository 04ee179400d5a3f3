// mention: the common nouns that mean a person, people, a body or a place ("the chief of police", "two women"), each
// with the words of its phrase up to the noun. Which nouns do is decided by a linear model over the words around
// (models/coreference.md).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hearsay/document.h"
#include "reading/name/name.h"
#include "reading/words.h"

namespace hearsay {

// What a word is the head of.
enum class HeadClass : std::uint8_t { none, person, people, organization, place };
inline constexpr std::size_t kHeadClasses = 5;

// How a phrase begins.
enum class Determiner : std::uint8_t { none, definite, indefinite, pointing, possessive, pronoun, number };

struct Nominal {
  std::size_t first = 0;  // words [first, last); the head is the last one
  std::size_t last = 0;
  HeadClass kind = HeadClass::person;
  Determiner determiner = Determiner::none;
  [[nodiscard]] std::size_t head() const { return last - 1; }
};

// kWordBuckets rows of kWordOutputs codes, the ones in the program; empty where they are damaged, and then no noun is found.
[[nodiscard]] std::span<const signed char> nominal_weights();

// In the order of their heads.
[[nodiscard]] std::vector<Nominal> find_nominals(const TextWords& words, const std::vector<Name>& names,
                                                 const std::vector<Index>& name_of_word, std::span<const signed char> weights);

// The phrase that ends with `head`, as the model cuts it. For a span from elsewhere as well.
[[nodiscard]] Determiner determiner_of(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t first, std::size_t head);

// --- the model's own; for what trains it ---------------------------------------------------------------------------

inline constexpr std::uint32_t kWordBuckets = 1U << 16;
inline constexpr std::size_t kWordOutputs = kHeadClasses + 1;  // the classes, and "goes on to the next word"

// Which of the lists of words hold each word.
[[nodiscard]] std::vector<std::uint32_t> list_bits(const TextWords& words);
// Buckets of the features of a word, in no order.
void word_features(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word,
                   const std::vector<std::uint32_t>& bits_of_word, std::size_t word, std::vector<std::uint32_t>& buckets);

}  // namespace hearsay

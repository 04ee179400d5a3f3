// How surely two quantities count one thing: what speaks for and against it, as numbers, and the weights learnt for them
// (models/counter.md).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "comparison/quantity.h"

namespace hearsay::comparison {

inline constexpr std::size_t kPairFeatures = 64;
using PairFeatures = std::array<float, kPairFeatures>;

// Two of the quantities, by number; `one` stands before `two`.
struct QuantityPair {
  std::uint32_t one = 0;
  std::uint32_t two = 0;
  float company = 0;  // as CounterPairs::company
};

// A weight for each feature and one for none, for pairs whose values agree and for those whose values don't. Borrowed:
// compiled into the program, or in training one fold's.
struct CounterModel {
  std::span<const float> agreeing;
  std::span<const float> differing;

  // The logarithm of the odds that both count one thing.
  [[nodiscard]] float score(const PairFeatures& features) const;
};
[[nodiscard]] CounterModel default_counter_model();

// The pairs of a story's quantities that are worth a look. `view` and `all` outlive it.
class CounterPairs {
 public:
  CounterPairs(const StoryView& view, const std::vector<Quantity>& all);

  // Of kinds that can be one and of one order of magnitude, with something around them in common; bounded.
  [[nodiscard]] const std::vector<QuantityPair>& pairs() const { return pairs_; }
  [[nodiscard]] PairFeatures features(const QuantityPair& pair) const;
  // How much the words around both are the same: the cosine of their weights by rarity, 0..1.
  [[nodiscard]] double company(const Quantity& one, const Quantity& two) const;

 private:
  void weigh();
  void find_pairs();
  [[nodiscard]] double rarity(std::uint32_t stem) const;
  [[nodiscard]] double shared(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& two) const;
  [[nodiscard]] bool names_contrast(const Quantity& one, const Quantity& two) const;
  [[nodiscard]] double rule(const Quantity& one, const Quantity& two, double company) const;

  // The highest company, and the likest clause, that a quantity has in one other report.
  struct Best {
    float company = 0;
    float meaning = 0;
  };
  [[nodiscard]] Best best(std::uint32_t quantity, Index document) const;
  [[nodiscard]] std::uint32_t of_kind(const Quantity& quantity) const;

  const std::vector<Quantity>& all_;
  std::vector<QuantityPair> pairs_;
  std::unordered_map<std::uint32_t, double> rarity_;
  std::vector<double> length_;
  std::unordered_map<std::uint64_t, Best> best_;            // by quantity and document
  std::unordered_map<std::string, std::uint32_t> kinds_;    // by document and kind
  std::unordered_map<Index, std::vector<Index>> names_of_;  // by document: of the case, ascending
};

// Near enough to be the same count in other words: "at least 11,517" with 11,520, not with 20,000.
[[nodiscard]] bool agree(const Quantity& one, const Quantity& two);
// Both can be so.
[[nodiscard]] bool compatible(const Quantity& one, const Quantity& two);
// Surely two who say so.
[[nodiscard]] bool two_voices(const Quantity& one, const Quantity& two);
// How many times as large the one is.
[[nodiscard]] double ratio(const Quantity& one, const Quantity& two);

}  // namespace hearsay::comparison

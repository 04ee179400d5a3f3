// Counters: which quantities of a story count one thing.
#pragma once

#include <unordered_map>
#include <vector>

#include "comparison/quantity.h"
#include "core/partition.h"

namespace hearsay::comparison {

// Near enough to be the same count in other words: "at least 11,517" with 11,520, not with 20,000.
[[nodiscard]] bool agree(const Quantity& one, const Quantity& two);
// Both can be so.
[[nodiscard]] bool compatible(const Quantity& one, const Quantity& two);
// Surely two who say so.
[[nodiscard]] bool two_voices(const Quantity& one, const Quantity& two);
// How many times as large the one is.
[[nodiscard]] double ratio(const Quantity& one, const Quantity& two);

// `view` and `all` outlive it.
class Counters {
 public:
  Counters(const StoryView& view, const std::vector<Quantity>& all);

  // Those that count one thing, two or more, in the story's order. Quadratic in the quantities of one kind, which are
  // bounded.
  [[nodiscard]] std::vector<std::vector<const Quantity*>> find();
  // How much the words around both are the same: the cosine of their weights by rarity, 0..1.
  [[nodiscard]] double company(const Quantity& one, const Quantity& two) const;

 private:
  void weigh();
  [[nodiscard]] bool names_contrast(const Quantity& one, const Quantity& two) const;
  [[nodiscard]] double match(const Quantity& one, const Quantity& two) const;

  const std::vector<Quantity>& all_;
  Partition partition_;
  std::unordered_map<std::uint32_t, double> rarity_;
  std::unordered_map<const Quantity*, double> length_;
  std::unordered_map<Index, std::vector<Index>> names_of_;
};

}  // namespace hearsay::comparison

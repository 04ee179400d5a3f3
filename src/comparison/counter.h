// Counters: which quantities of a story count one thing.
#pragma once

#include <unordered_map>
#include <vector>

#include "comparison/counter_pair.h"

namespace hearsay::comparison {

// `view` and `all` outlive it.
class Counters {
 public:
  Counters(const StoryView& view, const std::vector<Quantity>& all, const CounterModel& model);

  // Those that count one thing, two or more, in the story's order. Grown pair by pair, the surest first; two groups
  // become one where their members go together on the average and nothing tells any two of them apart.
  [[nodiscard]] std::vector<std::vector<const Quantity*>> find() const;
  // How much the words around both are the same, 0..1.
  [[nodiscard]] double company(const Quantity& one, const Quantity& two) const { return pairs_.company(one, two); }
  // The logarithm of the odds that both count one thing; -9 where nothing speaks for it.
  [[nodiscard]] double score(const Quantity& one, const Quantity& two) const;

 private:
  [[nodiscard]] double score(std::size_t one, std::size_t two) const;

  const std::vector<Quantity>& all_;
  CounterPairs pairs_;
  std::unordered_map<std::uint64_t, float> scores_;
};

}  // namespace hearsay::comparison

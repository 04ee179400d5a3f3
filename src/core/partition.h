// A partition of 0..size-1 that only grows coarser (union-find with path halving).
#pragma once

#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace hearsay {

class Partition {
 public:
  explicit Partition(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  // What stands for the part that holds `i`.
  [[nodiscard]] std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  // Two roots: `into` stands for both from now on.
  void merge(std::size_t into, std::size_t gone) { parent_[gone] = into; }
  // The parts of both; the lower root stands for them.
  void join(std::size_t one, std::size_t two) {
    one = root(one);
    two = root(two);
    if (one > two) std::swap(one, two);
    merge(one, two);
  }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace hearsay

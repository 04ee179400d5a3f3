// trees: boosted regression trees as tables compiled into the program. A table is an .inc file under models/, written by
// what trains it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace hearsay::model {

inline constexpr std::uint16_t kLeaf = 0xFFFF;

// A node goes left, to the node behind it, where the feature is at most `value`, else right; a leaf adds `value`.
struct TreeNode {
  std::uint16_t feature;
  std::uint32_t right;
  float value;
};

// The sum of all trees for one row of features. `roots`: where each tree begins in `nodes`.
[[nodiscard]] inline float sum_trees(std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots, const float* row) {
  float sum = 0;
  for (const std::uint32_t root : roots) {
    std::uint32_t at = root;
    while (nodes[at].feature != kLeaf) at = row[nodes[at].feature] <= nodes[at].value ? at + 1 : nodes[at].right;
    sum += nodes[at].value;
  }
  return sum;
}

}  // namespace hearsay::model

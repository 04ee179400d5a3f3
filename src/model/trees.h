// trees: boosted regression trees as tables compiled into the program. A table is an .inc file under models/, written by
// what trains it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/kernels.h"

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

// The same for several rows, four at a time: a walk waits for memory at every node, four walks wait together.
template <class Row>
void sum_trees(std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots, std::span<const Row> rows, float* sums) {
  constexpr std::size_t kWalks = 4;
  for (std::size_t first = 0; first < rows.size(); first += kWalks) {
    // Where fewer are left, the last is walked again.
    const Row* walked[kWalks];
    for (std::size_t i = 0; i < kWalks; ++i) walked[i] = &rows[first + i < rows.size() ? first + i : rows.size() - 1];
    float sum[kWalks] = {};
    for (const std::uint32_t root : roots) {
      std::uint32_t at[kWalks] = {root, root, root, root};
      for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < kWalks; ++i) {
          const TreeNode& node = nodes[at[i]];
          // By masks: which way a walk goes is not to be foreseen, so a jump would be wrong every other time.
          const std::uint32_t inner = 0U - static_cast<std::uint32_t>(node.feature != kLeaf);
          const std::uint32_t left = 0U - static_cast<std::uint32_t>((*walked[i])[node.feature & inner] <= node.value);
          const std::uint32_t next = (left & (at[i] + 1)) | (~left & node.right);
          at[i] = (inner & next) | (~inner & at[i]);
          more |= inner != 0;
        }
      }
      for (std::size_t i = 0; i < kWalks; ++i) sum[i] += nodes[at[i]].value;
    }
    for (std::size_t i = 0; i < kWalks && first + i < rows.size(); ++i) sums[first + i] = sum[i];
  }
}

// The same sums by another way, for trees that are asked often. Each leaf of a tree is a bit: a node whose feature is above its value takes away
// the leaves on its left, and of those that are left in the end the first is the leaf that a walk would come to. All nodes
// are looked at, in an order known beforehand and many rows at once, which is ten times as quick as walks that wait for
// memory at every node.
class TreeLanes {
 public:
  // `nodes` and `roots` must outlive it.
  TreeLanes(std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots);

  template <class Row>
  void sum(std::span<const Row> rows, float* sums) const {
    std::vector<const float*> begins;
    begins.reserve(rows.size());
    for (const Row& row : rows) begins.push_back(row.data());
    sum(begins, sums);
  }
  void sum(std::span<const float* const> rows, float* sums) const;

 private:
  std::span<const TreeNode> nodes_;
  std::span<const std::uint32_t> roots_;
  std::vector<TreeSplit> splits_;
  std::vector<float> leaves_;
  std::vector<TreeBegin> trees_;  // one more than there are; none if a tree has more leaves than bits
  std::size_t features_ = 0;
};

}  // namespace hearsay::model

#include "model/trees.h"

#include <algorithm>

namespace hearsay::model {
namespace {

constexpr std::uint32_t kMostLeaves = kTreeLanes;

}  // namespace

TreeLanes::TreeLanes(std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots)
    : nodes_(nodes), roots_(roots) {
  for (std::size_t t = 0; t < roots.size(); ++t) {
    const TreeBegin tree{static_cast<std::uint32_t>(splits_.size()), static_cast<std::uint32_t>(leaves_.size())};
    trees_.push_back(tree);
    // Nodes lie in the order of a walk that goes left first, so a node's right side begins where its left one ends.
    struct Open {
      std::uint32_t right;
      std::size_t split;
      std::uint32_t first_leaf;
    };
    std::vector<Open> open;
    const std::size_t end = t + 1 < roots.size() ? roots[t + 1] : nodes.size();
    for (std::uint32_t at = roots[t]; at < end; ++at) {
      const auto leaf = static_cast<std::uint32_t>(leaves_.size()) - tree.leaves;
      if (leaf >= kMostLeaves) {
        trees_.clear();
        return;
      }
      while (!open.empty() && open.back().right == at) {
        const std::uint32_t left = ((1U << leaf) - 1U) & ~((1U << open.back().first_leaf) - 1U);
        splits_[open.back().split].kept = ~left;
        open.pop_back();
      }
      if (nodes[at].feature == kLeaf) {
        leaves_.push_back(nodes[at].value);
        continue;
      }
      open.push_back({nodes[at].right, splits_.size(), leaf});
      splits_.push_back({nodes[at].feature, nodes[at].value, ~0U});
      features_ = std::max<std::size_t>(features_, nodes[at].feature + 1U);
    }
  }
  trees_.push_back({static_cast<std::uint32_t>(splits_.size()), static_cast<std::uint32_t>(leaves_.size())});
  leaves_.resize(leaves_.size() + kMostLeaves);  // each tree's are read so many at a time
}

void TreeLanes::sum(std::span<const float* const> rows, float* sums) const {
  if (trees_.empty()) {
    for (std::size_t i = 0; i < rows.size(); ++i) sums[i] = sum_trees(nodes_, roots_, rows[i]);
    return;
  }
  std::vector<float> features(features_ * kTreeLanes);
  for (std::size_t first = 0; first < rows.size(); first += kTreeLanes) {
    const std::size_t count = std::min<std::size_t>(kTreeLanes, rows.size() - first);
    for (std::size_t i = 0; i < kTreeLanes; ++i) {
      const float* row = rows[first + std::min(i, count - 1)];
      for (std::size_t f = 0; f < features_; ++f) features[f * kTreeLanes + i] = row[f];
    }
    float total[kTreeLanes];
    kernels().sum_trees(trees_, splits_.data(), leaves_.data(), features.data(), total);
    std::copy_n(total, count, sums + first);
  }
}

}  // namespace hearsay::model

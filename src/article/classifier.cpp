#include "article/classifier.h"

#include <cmath>
#include <cstdint>
#include <span>

namespace hearsay::article {

namespace {

constexpr std::uint16_t kLeaf = 0xFFFF;

// A node goes left, to the node behind it, where the feature is at most `value`, else right; a leaf adds `value`.
struct TreeNode {
  std::uint16_t feature;
  std::uint32_t right;
  float value;
};

#include "../../models/article_html.inc"
#include "../../models/article_text.inc"
#include "../../models/article_date.inc"

// The first trees weigh most: where they are sure, the rest would not turn the block over.
constexpr std::size_t kFirstTrees = 60;
constexpr float kSure = 3.0f;

float sum_trees(std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots, const float* row) {
  float sum = 0;
  for (std::size_t tree = 0; tree < roots.size(); ++tree) {
    if (tree == kFirstTrees && std::abs(sum) > kSure) break;
    std::uint32_t at = roots[tree];
    while (nodes[at].feature != kLeaf) at = row[nodes[at].feature] <= nodes[at].value ? at + 1 : nodes[at].right;
    sum += nodes[at].value;
  }
  return sum;
}

std::vector<float> classify(const FeatureTable& features, std::span<const TreeNode> nodes,
                            std::span<const std::uint32_t> roots) {
  std::vector<float> out(features.rows());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = 1.0f / (1.0f + std::exp(-sum_trees(nodes, roots, features.row(i))));
  return out;
}

}  // namespace

std::vector<float> classify_html(const FeatureTable& features) {
  if (features.columns != kHtmlFeatures) return std::vector<float>(features.rows(), 0.0f);
  return classify(features, kHtmlNodes, kHtmlRoots);
}

std::vector<float> classify_text(const FeatureTable& features) {
  if (features.columns != kTextFeatures) return std::vector<float>(features.rows(), 0.0f);
  return classify(features, kTextNodes, kTextRoots);
}

std::vector<float> classify_dates(const FeatureTable& features) {
  if (features.columns != kDateFeatures) return std::vector<float>(features.rows(), 0.0f);
  return classify(features, kDateNodes, kDateRoots);
}

}  // namespace hearsay::article

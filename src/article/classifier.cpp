#include "article/classifier.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

namespace hearsay::article {

namespace {

// From a node the way goes on `left` nodes where the feature is at most `value`, else `right` nodes. A leaf goes
// nowhere and adds `value`, so that a walk of kDepth steps ends at one without asking.
struct TreeNode {
  std::uint16_t feature;
  std::uint8_t left;
  std::uint8_t right;
  float value;
};
constexpr int kDepth = 6;

#include "../../models/article_date.inc"
#include "../../models/article_html.inc"
#include "../../models/article_text.inc"

// The first trees weigh most: where they are sure, the rest would not turn the block over.
constexpr std::size_t kFirstTrees = 60;
constexpr float kSure = 3.0f;
constexpr std::size_t kLanes = 8;  // rows that walk a tree side by side: one waits for memory while the others go on

void add_trees(std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots,
               const std::array<const float*, kLanes>& rows, std::array<float, kLanes>& sums) {
  for (const std::uint32_t root : roots) {
    std::array<const TreeNode*, kLanes> at;
    at.fill(nodes.data() + root);
    for (int step = 0; step < kDepth; ++step) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const TreeNode& node = *at[lane];
        at[lane] += rows[lane][node.feature] <= node.value ? node.left : node.right;
      }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += at[lane]->value;
  }
}

// Adds what these trees say of the rows of these numbers.
void add_all(const FeatureTable& features, std::span<const TreeNode> nodes, std::span<const std::uint32_t> roots,
             const std::vector<std::uint32_t>& numbers, std::vector<float>& sums) {
  for (std::size_t i = 0; i < numbers.size(); i += kLanes) {
    std::array<const float*, kLanes> rows;
    std::array<float, kLanes> parts{};
    const std::size_t count = std::min(kLanes, numbers.size() - i);
    for (std::size_t lane = 0; lane < kLanes; ++lane) rows[lane] = features.row(numbers[i + (lane < count ? lane : 0)]);
    add_trees(nodes, roots, rows, parts);
    for (std::size_t lane = 0; lane < count; ++lane) sums[numbers[i + lane]] += parts[lane];
  }
}

std::vector<float> classify(const FeatureTable& features, std::span<const TreeNode> nodes,
                            std::span<const std::uint32_t> roots) {
  std::vector<float> out(features.rows(), 0.0f);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < out.size(); ++i) {
    if (features.hopeless.empty() || !features.hopeless[i]) numbers.push_back(i);
  }
  const std::size_t first = std::min(kFirstTrees, roots.size());
  add_all(features, nodes, roots.first(first), numbers, out);
  std::vector<std::uint32_t> unsure;
  for (const std::uint32_t i : numbers) {
    if (std::abs(out[i]) <= kSure) unsure.push_back(i);
  }
  add_all(features, nodes, roots.subspan(first), unsure, out);
  for (const std::uint32_t i : numbers) out[i] = 1.0f / (1.0f + std::exp(-out[i]));
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

// Whether two documents are about one event: features of the pair, and the learnt score over them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/document_vector.h"

namespace hearsay::story {

inline constexpr std::size_t kFeatures = 16;
using PairFeatures = std::array<float, kFeatures>;

// In the order of PairFeatures; training reads them from here through `describe`.
inline constexpr std::array<std::string_view, kFeatures> kFeatureNames = {
    "words",      "title",       "lead",       "names", "numbers",    "bigrams",  "title_lead", "title_words",
    "rare_words", "rare_shared", "shared_top", "dated", "days_apart", "nearness", "shorter",    "length_ratio"};

[[nodiscard]] PairFeatures pair_features(const DocumentVector& one, const DocumentVector& two);

// One node of a regression tree; a leaf has `left` 0 and its score in `value`.
struct TreeNode {
  std::uint16_t feature = 0;
  std::uint16_t left = 0;  // where features[feature] <= value, counted from the tree's first node
  std::uint16_t right = 0;
  float value = 0;
};

// Boosted trees: the sum of the leaves reached plus the base is the log-odds of "one story".
struct PairModel {
  float base = 0;
  std::vector<TreeNode> nodes;
  std::vector<std::uint32_t> trees;  // each tree's first node
};

// The model that the program ships; models/story.md tells what it was trained on.
[[nodiscard]] const PairModel& default_pair_model();

// Probability, 0..1.
[[nodiscard]] float pair_score(const PairModel& model, const PairFeatures& features);

}  // namespace hearsay::story

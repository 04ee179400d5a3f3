#include "story/pair_score.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace hearsay::story {
namespace {

#include "../../models/story_pair.inc"

constexpr float kUndated = -1;

// What the words shared say beyond the cosine: the sum of products without the most common, the single best, and how
// many are rare in both.
struct Shared {
  float rare = 0;
  float best = 0;
  float top = 0;
};

Shared shared_words(const SparseVector& one, const SparseVector& two) {
  Shared shared;
  std::array<float, 3> top{};
  for (std::size_t i = 0, k = 0; i < one.size() && k < two.size();) {
    if (one[i].term == two[k].term) {
      const float product = one[i].weight * two[k].weight;
      if (std::min(one[i].weight, two[k].weight) > 0.08F) shared.rare += 1;
      shared.best = std::max(shared.best, product);
      if (product > top[2]) {
        top[2] = product;
        if (top[2] > top[1]) std::swap(top[1], top[2]);
        if (top[1] > top[0]) std::swap(top[0], top[1]);
      }
      ++i;
      ++k;
    } else if (one[i].term < two[k].term) {
      ++i;
    } else {
      ++k;
    }
  }
  shared.top = top[0] + top[1] + top[2];
  return shared;
}

}  // namespace

PairFeatures pair_features(const DocumentVector& one, const DocumentVector& two) {
  const float words = dot(one.words, two.words);
  const Shared shared = shared_words(one.words, two.words);
  const bool dated = one.day && two.day;
  const float gap = dated ? static_cast<float>(std::abs(*one.day - *two.day)) : 0;
  const auto shorter = static_cast<float>(std::min(one.length, two.length));
  const auto longer = static_cast<float>(std::max(one.length, two.length));
  return {words,
          dot(one.title, two.title),
          dot(one.lead, two.lead),
          dot(one.names, two.names),
          dot(one.numbers, two.numbers),
          dot(one.bigrams, two.bigrams),
          std::max(dot(one.title, two.lead), dot(one.lead, two.title)),
          std::min(dot(one.title, two.words), dot(one.words, two.title)),
          shared.rare,
          shared.best,
          words > 0 ? shared.top / words : 0,
          dated ? 1.0F : 0.0F,
          dated ? std::log1p(gap) : kUndated,
          dated ? words * std::exp(-gap / 3) : kUndated,
          std::log1p(shorter),
          (shorter + 1) / (longer + 1)};
}

const PairModel& default_pair_model() {
  static const PairModel model{
      kPairBase, {std::begin(kPairNodes), std::end(kPairNodes)}, {std::begin(kPairTrees), std::end(kPairTrees)}};
  return model;
}

float pair_score(const PairModel& model, const PairFeatures& features) {
  float sum = model.base;
  for (const std::uint32_t first : model.trees) {
    const TreeNode* node = &model.nodes[first];
    while (node->left != 0)
      node = &model.nodes[first + (features[node->feature] <= node->value ? node->left : node->right)];
    sum += node->value;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace hearsay::story

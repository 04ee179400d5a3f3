#include "story/pair_score.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace hearsay::story {
namespace {

#include "../../models/story_pair.inc"

constexpr float kUndated = -1;
constexpr float kRare = 0.08F;  // a word's weight from which it counts as rare

std::size_t table_size(std::size_t entries) {
  std::size_t size = 16;
  while (size < 2 * entries) size *= 2;
  return size;
}

// The three largest of what they are given.
class Largest {
 public:
  void add(float value) {
    if (value <= top_[2]) return;
    top_[2] = value;
    if (top_[2] > top_[1]) std::swap(top_[1], top_[2]);
    if (top_[1] > top_[0]) std::swap(top_[0], top_[1]);
  }
  float first() const { return top_[0]; }
  float sum() const { return top_[0] + top_[1] + top_[2]; }

 private:
  std::array<float, 3> top_{};
};

}  // namespace

void Neighbours::add(float words) {
  if (words <= closest_.back()) return;
  closest_.back() = words;
  for (std::size_t i = closest_.size() - 1; i > 0 && closest_[i] > closest_[i - 1]; --i) {
    std::swap(closest_[i], closest_[i - 1]);
  }
}

float Neighbours::mean() const {
  float sum = 0;
  for (const float words : closest_) sum += words;
  return sum / static_cast<float>(closest_.size());
}

std::size_t Neighbours::closer_than(float words) const {
  std::size_t count = 0;
  while (count < closest_.size() && closest_[count] > words) ++count;
  return count;
}

void set_neighbours(PairFeatures& features, const Neighbours& one, const Neighbours& two) {
  constexpr float kSmallest = 1e-6F;
  const float words = features[0];
  float* const own = features.data() + kFeatures - 5;
  const float share_of_one = words / std::max(one.best(), kSmallest);
  const float share_of_two = words / std::max(two.best(), kSmallest);
  own[0] = std::min(share_of_one, share_of_two);
  own[1] = std::max(share_of_one, share_of_two);
  own[2] = static_cast<float>(std::min(one.closer_than(words), two.closer_than(words)));
  own[3] = static_cast<float>(std::max(one.closer_than(words), two.closer_than(words)));
  own[4] = (one.mean() + two.mean()) / 2;
}

Comparer::Comparer(const DocumentVector& document)
    : document_(document),
      slots_(table_size(document.words.size() + document.names.size())),
      bigrams_(table_size(document.bigrams.size())) {
  for (const WeightedTerm& term : document.words) slot(term.term).words = term.weight;
  for (const WeightedTerm& term : document.title) slot(term.term).title = term.weight;
  for (const WeightedTerm& term : document.lead) slot(term.term).lead = term.weight;
  for (const WeightedTerm& term : document.names) slot(term.term).names = term.weight;
  for (const WeightedTerm& term : document.numbers) slot(term.term).numbers = term.weight;
  const std::size_t mask = bigrams_.size() - 1;
  for (const WeightedTerm& term : document.bigrams) {
    std::size_t i = term.term & mask;
    while (bigrams_[i].weight != 0) i = (i + 1) & mask;
    bigrams_[i] = term;
  }
}

Comparer::Slot& Comparer::slot(TermId term) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = term & mask;
  while (slots_[i].used && slots_[i].term != term) i = (i + 1) & mask;
  slots_[i].term = term;
  slots_[i].used = true;
  return slots_[i];
}

const Comparer::Slot* Comparer::find(TermId term) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = term & mask; slots_[i].used; i = (i + 1) & mask) {
    if (slots_[i].term == term) return &slots_[i];
  }
  return nullptr;
}

float Comparer::bigrams(const SparseVector& other) const {
  const std::size_t mask = bigrams_.size() - 1;
  float sum = 0;
  for (const WeightedTerm& term : other) {
    for (std::size_t i = term.term & mask; bigrams_[i].weight != 0; i = (i + 1) & mask) {
      if (bigrams_[i].term == term.term) {
        sum += term.weight * bigrams_[i].weight;
        break;
      }
    }
  }
  return sum;
}

float Comparer::words(const DocumentVector& other) const {
  float sum = 0;
  for (const WeightedTerm& term : other.words) {
    if (const Slot* const own = find(term.term)) sum += term.weight * own->words;
  }
  return sum;
}

PairFeatures Comparer::features(const DocumentVector& other, float words) const {
  float title = 0, lead = 0, names = 0, numbers = 0, rare = 0;
  float title_in_lead = 0, lead_in_title = 0, title_in_words = 0, words_in_title = 0;
  Largest products;
  for (const WeightedTerm& term : other.words) {
    const Slot* const own = find(term.term);
    if (own == nullptr) continue;
    products.add(term.weight * own->words);
    title_in_words += term.weight * own->title;
    if (std::min(term.weight, own->words) > kRare) rare += 1;
  }
  for (const WeightedTerm& term : other.title) {
    const Slot* const own = find(term.term);
    if (own == nullptr) continue;
    title += term.weight * own->title;
    lead_in_title += term.weight * own->lead;
    words_in_title += term.weight * own->words;
  }
  for (const WeightedTerm& term : other.lead) {
    const Slot* const own = find(term.term);
    if (own == nullptr) continue;
    lead += term.weight * own->lead;
    title_in_lead += term.weight * own->title;
  }
  for (const WeightedTerm& term : other.names) {
    if (const Slot* const own = find(term.term)) names += term.weight * own->names;
  }
  for (const WeightedTerm& term : other.numbers) {
    if (const Slot* const own = find(term.term)) numbers += term.weight * own->numbers;
  }
  const bool dated = document_.day && other.day;
  const float gap = dated ? static_cast<float>(std::abs(*document_.day - *other.day)) : 0;
  const auto shorter = static_cast<float>(std::min(document_.length, other.length));
  const auto longer = static_cast<float>(std::max(document_.length, other.length));
  return {words,
          title,
          lead,
          names,
          numbers,
          bigrams(other.bigrams),
          std::max(title_in_lead, lead_in_title),
          std::min(title_in_words, words_in_title),
          rare,
          products.first(),
          words > 0 ? products.sum() / words : 0,
          dated ? 1.0F : 0.0F,
          dated ? std::log1p(gap) : kUndated,
          dated ? words * std::exp(-gap / 3) : kUndated,
          std::log1p(shorter),
          (shorter + 1) / (longer + 1),
          0,
          0,
          0,
          0,
          0};
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

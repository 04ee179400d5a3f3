#include "story/pair_score.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>

#include "core/sorted.h"

namespace hearsay::story {
namespace {

#include "../../models/story_pair.inc"

constexpr float kUndated = -1;
constexpr float kNotNamed = -1;
constexpr float kRare = 0.08F;  // a word's weight from which it counts as rare

std::size_t table_size(std::size_t entries) {
  std::size_t size = 16;
  while (size < 2 * entries) size *= 2;
  return size;
}

// Of the days that the one names which names fewer, the share that the other names too.
float common_days(std::uint16_t one, std::uint16_t two) {
  if (one == 0 || two == 0) return kNotNamed;
  const auto common = static_cast<float>(std::popcount(static_cast<std::uint16_t>(one & two)));
  return common / static_cast<float>(std::min(std::popcount(one), std::popcount(two)));
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

bool shares_lone_name(const PairFeatures& features) {
  constexpr std::size_t kFreshNames = 16;
  constexpr std::size_t kFreshShare = 17;
  constexpr float kThird = 0.34F;
  const float share = features[kFreshShare];
  return features[kFreshNames] <= 1 && share >= 0 && share <= kThird;
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
    : document_(document), slots_(table_size(document.terms.size())), bigrams_(table_size(document.bigrams.size())) {
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t place = 0; place < document.terms.size(); ++place) {
    const TermId term = document.terms[place];
    filter_[(term >> 6) % filter_.size()] |= std::uint64_t{1} << (term % 64);
    std::size_t i = term & mask;
    while (slots_[i].place != 0) i = (i + 1) & mask;
    slots_[i] = {term, place + 1};
  }
  const std::size_t bigram_mask = bigrams_.size() - 1;
  for (const WeightedTerm& term : document.bigrams) {
    std::size_t i = term.term & bigram_mask;
    while (bigrams_[i].weight != 0) i = (i + 1) & bigram_mask;
    bigrams_[i] = term;
  }
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

float Comparer::words(const DocumentVector& other) {
  // Without a branch that would be guessed wrong for every fourth word.
  passed_.resize(other.terms.size() + 1);
  std::size_t passed = 0;
  for (std::uint32_t place = 0; place < other.terms.size(); ++place) {
    const TermId term = other.terms[place];
    passed_[passed] = place;
    passed += (filter_[(term >> 6) % filter_.size()] >> (term % 64)) & 1;
  }
  const std::size_t mask = slots_.size() - 1;
  shared_.clear();
  float sum = 0;
  for (std::size_t k = 0; k < passed; ++k) {
    const TermId term = other.terms[passed_[k]];
    for (std::size_t i = term & mask; slots_[i].place != 0; i = (i + 1) & mask) {
      if (slots_[i].term != term) continue;
      shared_.emplace_back(slots_[i].place - 1, passed_[k]);
      sum += other.words[passed_[k]] * document_.words[slots_[i].place - 1];
      break;
    }
  }
  return sum;
}

PairFeatures Comparer::features(const DocumentVector& other, float words) const {
  float title = 0, lead = 0, names = 0, numbers = 0, rare = 0;
  float title_in_lead = 0, lead_in_title = 0, title_in_words = 0, words_in_title = 0;
  Largest products;
  for (const auto& [own, theirs] : shared_) {
    const TermWeights& one = document_.weights[own];
    const TermWeights& two = other.weights[theirs];
    const float own_words = document_.words[own];
    const float their_words = other.words[theirs];
    products.add(own_words * their_words);
    if (std::min(own_words, their_words) > kRare) rare += 1;
    title += one.title * two.title;
    lead += one.lead * two.lead;
    names += one.names * two.names;
    numbers += one.numbers * two.numbers;
    title_in_lead += one.title * two.lead;
    lead_in_title += one.lead * two.title;
    title_in_words += one.title * their_words;
    words_in_title += own_words * two.title;
  }
  const bool dated = document_.day && other.day;
  const float gap = dated ? static_cast<float>(std::abs(*document_.day - *other.day)) : 0;
  // A name that general news doesn't know ties two reports to one event; one that all the world knows ties them to a
  // running matter.
  const auto fresh = static_cast<float>(count_common(document_.fresh, other.fresh));
  const auto fewer = static_cast<float>(std::min(document_.fresh.size(), other.fresh.size()));
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
          fresh,
          fewer > 0 ? fresh / fewer : kNotNamed,
          common_days(document_.weekdays, other.weekdays),
          common_days(document_.months, other.months),
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

PairScorer::PairScorer(const PairModel& model) : base_(model.base) {
  // A node with the place it takes in the full tree, counted as in a heap from 0.
  struct Place {
    const TreeNode* node;
    std::uint32_t at;
    std::uint32_t depth;
  };
  const auto walk = [&model](std::uint32_t first, auto&& visit) {
    std::vector<Place> open = {{&model.nodes[first], 0, 0}};
    while (!open.empty()) {
      const Place place = open.back();
      open.pop_back();
      visit(place);
      if (place.node->left == 0) continue;
      open.push_back({&model.nodes[first + place.node->left], 2 * place.at + 1, place.depth + 1});
      open.push_back({&model.nodes[first + place.node->right], 2 * place.at + 2, place.depth + 1});
    }
  };
  for (const std::uint32_t first : model.trees) {
    walk(first, [this](const Place& place) { depth_ = std::max(depth_, place.depth); });
  }
  const std::size_t inner = (std::size_t{1} << depth_) - 1;
  for (const std::uint32_t first : model.trees) {
    const std::size_t nodes = nodes_.size();
    const std::size_t leaves = leaves_.size();
    nodes_.resize(nodes + inner);
    leaves_.resize(leaves + inner + 1);
    walk(first, [&](const Place& place) {
      if (place.node->left != 0) {
        nodes_[nodes + place.at] = {place.node->value, place.node->feature};
        return;
      }
      // A leaf above the lowest row stands for all leaves below it.
      std::size_t from = place.at;
      std::size_t to = place.at;
      for (std::uint32_t depth = place.depth; depth < depth_; ++depth) {
        from = 2 * from + 1;
        to = 2 * to + 2;
      }
      for (std::size_t i = from; i <= to; ++i) leaves_[leaves + i - inner] = place.node->value;
    });
  }
}

// A depth known to the compiler unrolls the walk. 0: as deep as the model is.
template <std::uint32_t kDepth>
float PairScorer::sum(const PairFeatures& features) const {
  const std::uint32_t depth = kDepth != 0 ? kDepth : depth_;
  const std::size_t inner = (std::size_t{1} << depth) - 1;
  const Node* nodes = nodes_.data();
  const float* leaves = leaves_.data();
  const float* const end = leaves + leaves_.size();
  float sum = base_;
  for (; leaves != end; leaves += inner + 1, nodes += inner) {
    std::size_t i = 0;
    for (std::uint32_t step = 0; step < depth; ++step) {
      i = 2 * i + 1 + static_cast<std::size_t>(features[nodes[i].feature] > nodes[i].most);
    }
    sum += leaves[i - inner];
  }
  return sum;
}

float PairScorer::operator()(const PairFeatures& features) const {
  return 1 / (1 + std::exp(-(depth_ == 4 ? sum<4>(features) : sum<0>(features))));
}

}  // namespace hearsay::story

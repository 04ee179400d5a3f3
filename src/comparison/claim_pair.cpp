#include "comparison/claim_pair.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "core/sorted.h"
#include "model/trees.h"

namespace hearsay::comparison {
namespace {

using model::kLeaf;
using model::TreeNode;

#include "../../models/conflict_promise.inc"

constexpr std::size_t kPartners = 16;       // of a claim in other reports
constexpr std::size_t kPartnersInside = 3;  // in its own
constexpr std::size_t kCommonest = 60;      // claims that hold a stem by which others are looked for
constexpr std::size_t kSmallStory = 240;    // claims that are all laid beside one another
constexpr double kLeastLikeness = 0.03;
constexpr double kByMeaning = 0.5;  // the rest of the likeness is by shared words
constexpr double kBehind = 0.8;  // what the likeness counts of a claim and what stands before another: "This is false."

// The stems' weights: rare ones of the story weigh more.
class Weights {
 public:
  explicit Weights(const std::vector<Claim>& claims) : count_(static_cast<double>(claims.size())) {
    for (std::size_t i = 0; i < claims.size(); ++i) {
      for (const std::uint32_t stem : claims[i].stems) holders_[stem].push_back(i);
    }
    for (const Claim& claim : claims) {
      lengths_.push_back(length(claim.stems));
      lengths_before_.push_back(length(claim.stems_before));
    }
  }

  [[nodiscard]] const std::vector<std::size_t>& holders(std::uint32_t stem) const { return holders_.at(stem); }

  // How much of `some` stands in `all`, 0..1.
  [[nodiscard]] double covered(const std::vector<std::uint32_t>& some, const std::vector<std::uint32_t>& all) const {
    double found = 0;
    double sum = 0;
    for (const std::uint32_t stem : some) {
      const double each = weight(stem);
      sum += each;
      if (std::binary_search(all.begin(), all.end(), stem)) found += each;
    }
    return sum > 0 ? found / sum : 0;
  }

  struct Shared {
    double cosine = 0;  // of the weighted stems
    double sum = 0;     // of the common stems' weights
    double rarest = 0;
  };

  [[nodiscard]] Shared shared(const std::vector<Claim>& claims, std::size_t one, std::size_t two) const {
    return shared(claims[one].stems, claims[two].stems, lengths_[one] * lengths_[two]);
  }
  // Of a claim with what stands before another.
  [[nodiscard]] Shared shared_before(const std::vector<Claim>& claims, std::size_t one, std::size_t two) const {
    return shared(claims[one].stems, claims[two].stems_before, lengths_[one] * lengths_before_[two]);
  }

 private:
  [[nodiscard]] double weight(std::uint32_t stem) const {
    const auto found = holders_.find(stem);
    return found == holders_.end() ? 0 : std::log(1 + count_ / static_cast<double>(found->second.size()));
  }

  [[nodiscard]] double length(const std::vector<std::uint32_t>& stems) const {
    double square = 0;
    for (const std::uint32_t stem : stems) square += weight(stem) * weight(stem);
    return std::sqrt(square);
  }

  [[nodiscard]] Shared shared(const std::vector<std::uint32_t>& left, const std::vector<std::uint32_t>& right,
                              double lengths) const {
    Shared common;
    double squares = 0;
    for (std::size_t i = 0, k = 0; i < left.size() && k < right.size();) {
      if (left[i] == right[k]) {
        const double each = weight(left[i]);
        squares += each * each;
        common.sum += each;
        common.rarest = std::max(common.rarest, each);
      }
      const bool next = left[i] <= right[k];
      k += right[k] <= left[i] ? 1 : 0;
      i += next ? 1 : 0;
    }
    common.cosine = lengths > 0 ? squares / lengths : 0;
    return common;
  }

  double count_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> holders_;
  std::vector<double> lengths_;
  std::vector<double> lengths_before_;
};

// How many figures both have of one counted thing: unlike ones, and equal ones.
std::pair<std::size_t, std::size_t> counts_of_one_thing(const Claim& one, const Claim& two) {
  std::pair<std::size_t, std::size_t> unlike_equal;
  for (const auto& [thing, figure] : one.counts) {
    for (const auto& [other, value] : two.counts) {
      if (thing == other) ++(figure == value ? unlike_equal.second : unlike_equal.first);
    }
  }
  return unlike_equal;
}

class Pairs {
 public:
  Pairs(const StoryView& view, const std::vector<Claim>& claims) : view_(view), claims_(claims), weights_(claims) {}

  std::vector<ClaimPair> candidates() const {
    std::vector<ClaimPair> pairs;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      std::vector<ClaimPair> others;
      std::vector<ClaimPair> own;
      for (const std::size_t k : near(i)) {
        if (k == i) continue;
        const double likeness = likeness_of(i, k);
        if (likeness < kLeastLikeness) continue;
        (claims_[k].document() == claims_[i].document() ? own : others)
            .push_back({std::min(i, k), std::max(i, k), likeness});
      }
      append_best(std::move(others), kPartners, pairs);
      append_best(std::move(own), kPartnersInside, pairs);
    }
    const auto ends = [](const ClaimPair& pair) { return std::pair(pair.one, pair.two); };
    std::sort(pairs.begin(), pairs.end(),
              [&](const auto& left, const auto& right) { return ends(left) < ends(right); });
    const auto same = [&](const ClaimPair& left, const ClaimPair& right) { return ends(left) == ends(right); };
    pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
    for (ClaimPair& pair : pairs) {
      pair.days = days(pair.one, pair.two);
      if (pair.days && *pair.days < 0) {
        std::swap(pair.one, pair.two);
        pair.days = -*pair.days;
      }
      pair.features = features_of(pair);
    }
    return pairs;
  }

 private:
  // The claims that may be of one matter with claim i: all of a small story, in a large one those that share a rare
  // stem.
  std::vector<std::size_t> near(std::size_t i) const {
    std::vector<std::size_t> found;
    if (claims_.size() <= kSmallStory) {
      found.resize(claims_.size());
      std::iota(found.begin(), found.end(), 0);
      return found;
    }
    for (const std::uint32_t stem : claims_[i].stems) {
      const std::vector<std::size_t>& holders = weights_.holders(stem);
      if (holders.size() <= kCommonest) found.insert(found.end(), holders.begin(), holders.end());
    }
    sort_distinct(found);
    return found;
  }

  double likeness_of(std::size_t one, std::size_t two) const {
    const Claim& left = claims_[one];
    const Claim& right = claims_[two];
    const auto mix = [](double meaning, double words) {
      return kByMeaning * std::max(0.0, meaning) + (1 - kByMeaning) * words;
    };
    return std::max({mix(model::similarity(left.meaning, right.meaning), weights_.shared(claims_, one, two).cosine),
                     kBehind * mix(model::similarity(left.meaning, right.meaning_before),
                                   weights_.shared_before(claims_, one, two).cosine),
                     kBehind * mix(model::similarity(right.meaning, left.meaning_before),
                                   weights_.shared_before(claims_, two, one).cosine)});
  }

  std::optional<double> days(std::size_t one, std::size_t two) const {
    const auto first = view_.day(claims_[one].document());
    const auto second = view_.day(claims_[two].document());
    return first && second ? std::optional<double>(*second - *first) : std::nullopt;
  }

  std::optional<Voice> voice(const Claim& claim) const {
    return claim.attribution == kNone ? std::nullopt : view_.voice(claim.document(), claim.attribution);
  }

  ClaimPairFeatures features_of(const ClaimPair& pair) const {
    const Claim& one = claims_[pair.one];
    const Claim& two = claims_[pair.two];
    const auto shared = weights_.shared(claims_, pair.one, pair.two);
    const auto behind_two = weights_.shared_before(claims_, pair.one, pair.two);
    const auto behind_one = weights_.shared_before(claims_, pair.two, pair.one);
    const double meaning_two = model::similarity(one.meaning, two.meaning_before);
    const double meaning_one = model::similarity(two.meaning, one.meaning_before);
    const auto voice_one = voice(one);
    const auto voice_two = voice(two);
    const std::size_t numbers = count_common(one.numbers, two.numbers);
    const auto least_most = [](std::size_t left, std::size_t right) {
      return std::minmax({static_cast<float>(left), static_cast<float>(right)});
    };
    const auto stems = least_most(one.stems.size(), two.stems.size());
    const auto words = least_most(one.words, two.words);
    const auto only = least_most(one.numbers.size() - numbers, two.numbers.size() - numbers);
    const auto quoted = std::minmax(one.quoted, two.quoted);
    const auto counts = counts_of_one_thing(one, two);
    const auto flag = [](bool is) { return is ? 1.0F : 0.0F; };
    const auto number = [](auto value) { return static_cast<float>(value); };
    return {number(model::similarity(one.meaning, two.meaning)), number(shared.cosine), number(shared.sum),
            number(shared.rarest), number(count_common(one.stems, two.stems)), stems.first, stems.second, words.first,
            words.second, number(count_common(one.names, two.names)), number(numbers), only.first, only.second,
            flag(one.negated) + flag(two.negated), flag(one.negated != two.negated),
            flag(one.denial) + flag(two.denial), flag(one.denial || one.negated) + flag(two.denial || two.negated),
            flag(one.hypothetical) + flag(two.hypothetical), number(quoted.first), number(quoted.second),
            flag(voice_one.has_value()) + flag(voice_two.has_value()), flag(same_voice(voice_one, voice_two)),
            flag(different_voices(voice_one, voice_two)), pair.days ? number(std::min(60.0, *pair.days)) : -1.0F,
            flag(one.document() == two.document()), number(std::max(meaning_one, meaning_two)),
            number(std::max(behind_one.cosine, behind_two.cosine)),
            number(std::max(behind_one.rarest, behind_two.rarest)),
            // Which of the two denies, and what the other has of what stands before it.
            one.negated || one.denial ? number(meaning_one) : -1.0F,
            two.negated || two.denial ? number(meaning_two) : -1.0F,
            number(model::similarity(one.meaning_before, two.meaning_before)),
            number(std::max(weights_.covered(one.denied, two.stems), weights_.covered(two.denied, one.stems))),
            number(std::max(weights_.covered(one.denied, two.stems_before),
                            weights_.covered(two.denied, one.stems_before))),
            number(counts.first), number(counts.second), flag(one.denied.empty() != two.denied.empty()),
            number(pair.likeness)};
  }

  static void append_best(std::vector<ClaimPair> some, std::size_t most, std::vector<ClaimPair>& pairs) {
    const auto kept = some.begin() + static_cast<std::ptrdiff_t>(std::min(some.size(), most));
    std::partial_sort(some.begin(), kept, some.end(),
                      [](const auto& left, const auto& right) { return left.likeness > right.likeness; });
    pairs.insert(pairs.end(), some.begin(), kept);
  }

  const StoryView& view_;
  const std::vector<Claim>& claims_;
  Weights weights_;
};

}  // namespace

std::vector<ClaimPair> likely_pairs(const StoryView& view, const std::vector<Claim>& claims, std::size_t most) {
  std::vector<ClaimPair> pairs = Pairs(view, claims).candidates();
  for (ClaimPair& pair : pairs) pair.promise = model::sum_trees(kPromiseNodes, kPromiseRoots, pair.features.data());
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& left, const auto& right) { return left.promise > right.promise; });
  if (pairs.size() > most) pairs.resize(most);
  return pairs;
}

}  // namespace hearsay::comparison

// The pairs of a story's claims as the model of relations reads them, and how likely each is a conflict when all that
// was read of the story is weighed.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "comparison/claim_pair.h"
#include "model/relation.h"

namespace hearsay::comparison {

struct PairReading {
  std::vector<Claim> claims;
  std::vector<ClaimPair> pairs;
  std::vector<std::vector<std::size_t>> of_claim;  // the pairs of each claim
  std::vector<model::RelationShares> shares;       // of each pair
  std::vector<float> chances;                      // of each pair: that it is a conflict, 0..1
};

// Reads at most `most` pairs on all cores. A pair takes some 5 ms of one.
[[nodiscard]] PairReading read_pairs(const StoryView& view, std::size_t most);

[[nodiscard]] model::SentencePair sentences_of(const Claim& one, const Claim& two, std::optional<double> days);

// What the chance of a pair is learnt from: the pair's own features, what it promised, the shares, and what the model
// sees between its claims and others.
inline constexpr std::size_t kChanceFeatures = kClaimPairFeatures + 13;
using ChanceFeatures = std::array<float, kChanceFeatures>;
// Of each pair of the reading, of which `chances` isn't read.
[[nodiscard]] std::vector<ChanceFeatures> chance_features(const PairReading& reading);

}  // namespace hearsay::comparison

// Which two of a story's claims are worth the time of the model of relations, and what is known of two claims besides.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "comparison/claim.h"

namespace hearsay::comparison {

// What two claims have in common and what parts them, by their words alone; claim_pair.cpp tells what each is.
inline constexpr std::size_t kClaimPairFeatures = 37;
using ClaimPairFeatures = std::array<float, kClaimPairFeatures>;

// Two claims, mostly of different reports; `one` is of the report that was published first.
struct ClaimPair {
  std::size_t one = 0;
  std::size_t two = 0;
  double likeness = 0;         // 0..1: how far they are of one matter, by their words and their meaning
  std::optional<double> days = {};  // from the one's publication to the other's, 0 or more
  ClaimPairFeatures features{};
  float promise = 0;  // how likely they are a conflict, as far as the features tell: to be compared, no probability

  [[nodiscard]] std::size_t other(std::size_t claim) const { return claim == one ? two : one; }
};

// The pairs that promise most, at most `most`, of those that are among the sixteen likest of one of their claims, or
// among its three likest of the same report.
[[nodiscard]] std::vector<ClaimPair> likely_pairs(const StoryView& view, const std::vector<Claim>& claims,
                                                  std::size_t most);

}  // namespace hearsay::comparison

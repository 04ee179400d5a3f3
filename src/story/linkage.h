// Average linkage over a sparse graph of pair scores.
#pragma once

#include <cstdint>
#include <vector>

#include "hearsay/span.h"

namespace hearsay::story {

struct Edge {
  Index one = kNone;
  Index two = kNone;
  float score = 0;  // 0..1
};

// Merges the two groups whose members' scores are highest on average, again and again, down to `threshold`. A pair
// without an edge counts as 0; each member is taken to have met at most `neighbours` others, so that large groups
// aren't held apart by edges nobody looked for. `groups` holds each node's group to begin with, and at the end. Ties
// go to the lower numbers.
void link_average(std::vector<Index>& groups, const std::vector<Edge>& edges, float threshold, std::size_t neighbours);

}  // namespace hearsay::story

// What a model that reads two sentences at once (model/relation.h) finds between the reports of a story: claims that
// cannot both hold, in whatever words.
#pragma once

#include <span>
#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

// How surely the model sees a contradiction between two of the members, 0..1; at most sixteen pairs are read.
[[nodiscard]] float contradiction_seen(const StoryView& view, const Comparison& comparison);

// The conflicts that it finds of itself among the likeliest pairs of claims, at most `most` of them, beside those that
// are `told` already; the surest first. A pair takes some 5 ms of one core.
[[nodiscard]] std::vector<Comparison> compare_claims(const StoryView& view, std::size_t most,
                                                     std::span<const Comparison> told);

}  // namespace hearsay::comparison

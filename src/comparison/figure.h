// Figures of one counter: equal, compatible, updated or in conflict.
#pragma once

#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

// What a figure allows its counter to be: both ends included. "at least 19" has no upper end; "11,500" may be a
// rounded 11,517.
struct Range {
  double low = 0;
  double high = 0;
};
[[nodiscard]] Range range_of(const Figure& figure);
// "at least 11517", "12 to 15": as ComparisonMember::value holds it.
[[nodiscard]] std::string value_of(const Figure& figure);

[[nodiscard]] std::vector<Comparison> compare_figures(const StoryView& view);

}  // namespace hearsay::comparison

// What one report says is so and another, or another's source, says is not: laid side by side sentence by sentence,
// beyond those statements whose subject and verb meet (position.cpp).
#pragma once

#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

struct Denials {
  std::vector<Comparison> sure;
  std::vector<Comparison> doubtful;  // with what shares less, for someone else to judge; holds those of `sure` as well
};

// "No prop has been removed from any working gallery" against "steel props were removed from a gallery".
[[nodiscard]] Denials compare_denials(const StoryView& view);

// One report against itself: "gave no reason for it. It was, the statement explained, in order to ...".
[[nodiscard]] std::vector<Comparison> compare_inside(const StoryView& view);

}  // namespace hearsay::comparison

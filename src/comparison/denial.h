// What one report says is so and another, or another's source, says is not: laid side by side sentence by sentence,
// beyond those statements whose subject and verb meet (position.cpp).
#pragma once

#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

// "No prop has been removed from any working gallery" against "steel props were removed from a gallery".
// `loosely`: what shares less as well, for someone else to judge.
[[nodiscard]] std::vector<Comparison> compare_denials(const StoryView& view, bool loosely);

// One report against itself: "gave no reason for it. It was, the statement explained, in order to ...".
[[nodiscard]] std::vector<Comparison> compare_inside(const StoryView& view);

}  // namespace hearsay::comparison

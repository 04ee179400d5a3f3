// Figures of one counter: equal, compatible, updated or in conflict.
#pragma once

#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

[[nodiscard]] std::vector<Comparison> compare_figures(const StoryView& view);

}  // namespace hearsay::comparison

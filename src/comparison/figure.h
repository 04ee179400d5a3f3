// Figures of one counter: equal, compatible, updated or in conflict.
#pragma once

#include <vector>

#include "comparison/counter_pair.h"
#include "comparison/story_view.h"

namespace hearsay::comparison {

[[nodiscard]] std::vector<Comparison> compare_figures(const StoryView& view);
// With other trees than the program's: training measures those of a fold.
[[nodiscard]] std::vector<Comparison> compare_figures(const StoryView& view, const CounterModel& model);

}  // namespace hearsay::comparison

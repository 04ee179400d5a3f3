// Events of one kind with the same participants that reports date, place or tell differently.
#pragma once

#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

[[nodiscard]] std::vector<Comparison> compare_events(const StoryView& view);
// Sentences of several reports that tell the same in nearly the same words and give a day.
[[nodiscard]] std::vector<Comparison> compare_dates(const StoryView& view);

}  // namespace hearsay::comparison

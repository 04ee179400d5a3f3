// From when on a deal or a rule holds, as several reports give it.
#pragma once

#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

// "The agreement takes effect on 1 July" against "it is to take effect on 15 July". A report that gives several such
// days is left out.
[[nodiscard]] std::vector<Comparison> compare_effect_dates(const StoryView& view);

}  // namespace hearsay::comparison

// Whether members of a comparison contradict one another, as a model reads their sentences (model/relation.h). Rules propose
// conflicts, the model judges them: of itself it finds more, but in real reports two of three of those are none.
#pragma once

#include "comparison/story_view.h"

namespace hearsay::comparison {

// How surely the model sees a contradiction between two of the members, 0..1; at most sixteen pairs are read.
[[nodiscard]] float contradiction_seen(const StoryView& view, const Comparison& comparison);

}  // namespace hearsay::comparison

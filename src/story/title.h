// What a story is called: the headline of one of its reports.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "story/story.h"

namespace hearsay::story {

// The headline that shares most with the other reports' words and tells plainly what happened, without what is the page's
// or the ticker's; where the reports have none, the beginning of a first line. `members` isn't empty; of equals the first.
[[nodiscard]] std::string title_of(std::span<const StoryInput> documents, const std::vector<Index>& members);

}  // namespace hearsay::story

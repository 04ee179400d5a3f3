// Copies by containment of word 5-grams: excerpts, cut and edited copies are found, not only whole texts. Sampled
// 5-grams in an inverted index give the candidates (Broder 1997; Schleimer et al. 2003), the full sets decide.
#pragma once

#include <span>
#include <vector>

#include "story/story.h"

namespace hearsay::story {

// What decides who copied whom, beyond the date. Parallel to the documents; may be empty.
struct CopyHints {
  std::vector<std::vector<std::string>> credits;  // agencies that the document credits
};

[[nodiscard]] std::vector<Copy> find_copies(std::span<const StoryInput> documents, const CopyHints& hints);

}  // namespace hearsay::story

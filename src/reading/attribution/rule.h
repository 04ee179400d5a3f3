// Attributions by rules over classified words.
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// Every attribution the rules see, those inside the contents of others included, in order of their cues.
[[nodiscard]] std::vector<Candidate> find_candidates(const Text& text, const std::vector<Word>& words);

}  // namespace hearsay

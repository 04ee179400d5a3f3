// What an attribution's cue does: states, denies, asks, ...
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

struct StanceReading {
  Stance stance = Stance::states;
  bool negated = false;
};

[[nodiscard]] StanceReading read_stance(const Text& text, const std::vector<Word>& words, const Candidate& candidate);

}  // namespace hearsay

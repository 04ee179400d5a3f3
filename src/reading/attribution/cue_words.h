// The cue words themselves: what each does and what may follow it. A table, in the order of the alphabet.
#pragma once

#include <span>

#include "reading/attribution/cue_lexicon.h"

namespace hearsay {

[[nodiscard]] std::span<const CueWord> cue_verbs();
[[nodiscard]] std::span<const CueWord> cue_nouns();

}  // namespace hearsay

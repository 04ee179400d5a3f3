// What tagging hands to the rest of attribution/: who, by which words, what, as ranges of tokens.
#pragma once

#include <vector>

#include "reading/attribution/cue_lexicon.h"
#include "reading/attribution/phrase.h"

namespace hearsay {

struct Candidate {
  std::vector<Range> source;
  std::vector<Range> cue;
  std::vector<Range> content;     // ascending, none empty
  const CueWord* word = nullptr;  // of the cue's main word; nullptr where it has none in the lexicon
};

}  // namespace hearsay

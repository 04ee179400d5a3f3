// turn: the turns of a transcript, "TORRIN: We stay. Nobody sails." The taggers know prose and take a turn's first sentence
// or none.
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// Where a text is a transcript (some name opens two paragraphs, with a colon behind it), each turn of `rules` is one
// attribution in `tagged`; what was tagged inside a turn's words is no outermost one.
void read_turns(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& tagged,
                const std::vector<Candidate>& rules);

}  // namespace hearsay

// From what the neural tagger found to the candidates that the rest of attribution/ works with.
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "text/text.h"

namespace hearsay {

// The outermost attributions as ranges of the text's own tokens: a token that a span touches is in. A content that runs
// over lines has a range per line. One that the tagger gave no cue gets that of the speech it goes on from; quotations
// with a signature behind or below them, a dash and a name, go to who signs.
[[nodiscard]] std::vector<Candidate> to_candidates(const Text& text, const std::vector<Attribution>& tagged);

// The same, as they are: nothing sought beyond what was tagged.
[[nodiscard]] std::vector<Candidate> as_candidates(const Text& text, const std::vector<Attribution>& tagged);

}  // namespace hearsay

// From what the neural tagger found to the candidates that the rest of attribution/ works with.
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "text/text.h"

namespace hearsay {

// The outermost attributions as ranges of the text's own tokens: a token that a span touches is in. A content that runs
// over lines has a range per line. One that the tagger gave no cue gets that of the line that signs it, or of the speech
// that it goes on from.
[[nodiscard]] std::vector<Candidate> to_candidates(const Text& text, const std::vector<Attribution>& tagged);

}  // namespace hearsay

// sift: which candidates are utterances of somebody's at all, whatever tagged them.
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// Contents end with their sentence where no quotation goes on; candidates that say nothing, that only ask to stay
// unnamed, or whose source cannot speak are left out.
[[nodiscard]] std::vector<Candidate> sift_candidates(const Text& text, const std::vector<Word>& words,
                                                     std::vector<Candidate> tagged);

}  // namespace hearsay

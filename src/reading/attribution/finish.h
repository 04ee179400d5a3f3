// The part of attribution/ that does not depend on how sources, cues and contents were found.
#pragma once

#include <vector>

#include "hearsay/document.h"
#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// Spans, form, stance, negation, order and `within`. `tagged` are the outermost and the nested ones together.
[[nodiscard]] std::vector<Attribution> finish_attributions(const Text& text, const std::vector<Word>& words,
                                                           std::vector<Candidate> tagged);

}  // namespace hearsay

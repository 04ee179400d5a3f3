// The dateline that a report opens with is nobody's words.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// The first token past "VELM, 5 May (VNA) -" or "Velm, 5 May 2023 (VNA): " at a paragraph's begin; the sentence's own
// first token where none stands there.
[[nodiscard]] std::uint32_t past_dateline(const Text& text, const std::vector<Word>& words, const Sentence& sentence);

}  // namespace hearsay

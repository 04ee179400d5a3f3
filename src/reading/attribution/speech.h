// Quotations that no cue of their own sentence claims.
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// Gives each free quotation to the speaker before it: the rest of a paragraph's speech joins the attribution it goes on
// from, a paragraph that is all quotation gets one of its own with that speaker's source and cue.
void claim_quotations(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& outer);

}  // namespace hearsay

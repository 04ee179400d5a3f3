// inner: speech inside speech, by the tagger. It knows outermost attributions only, so every content is read as a text of
// its own: "K had stressed that S" of "A source said that K had stressed that S".
#pragma once

#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/neural.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// What somebody other than the speaker says, asks, refuses within the contents of `outer`, and within those again.
[[nodiscard]] std::vector<Candidate> find_inner(const Text& text, const std::vector<Word>& words, const neural::Tagger& tagger,
                                                const std::vector<Candidate>& outer);

// Whether a candidate within a content is somebody's utterance: no thought, no wish, nothing that only might be said.
[[nodiscard]] bool is_inner_speech(const Text& text, const std::vector<Word>& words, const Candidate& candidate);

}  // namespace hearsay

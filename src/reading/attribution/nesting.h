// Which candidates stand in the contents of others.
#pragma once

#include <utility>
#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

struct Split {
  std::vector<Candidate> outer;  // no cue of theirs lies in another one's content
  std::vector<Candidate> inner;  // the rest
};

[[nodiscard]] Split split_by_nesting(const Text& text, std::vector<Candidate> candidates);

// Without those whose cue stands in speech that nobody was found to utter: who says "I think" there is not known.
[[nodiscard]] std::vector<Candidate> outside_speech(const Text& text, std::vector<Candidate> outer);

// Of `inner` those that are utterances of their own inside the contents of `outer`: somebody other than the speaker
// says something there. "He said that Doe had told them to go" yes, "he said he hopes to go" no.
[[nodiscard]] std::vector<Candidate> nested_utterances(const Text& text, const std::vector<Word>& words,
                                                       const std::vector<Candidate>& outer,
                                                       const std::vector<Candidate>& inner);

}  // namespace hearsay

// inner: speech inside speech: "K had stressed that S" of "A source said that K had stressed that S". The tagger knows
// outermost attributions only, so every content is read as a text of its own; what it, the rules and the words propose there is
// weighed by trees (models/inner.md).
#pragma once

#include <span>
#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/inner_proposal.h"
#include "reading/attribution/neural.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// The trees and probes of the tier that read the text.
enum class InnerTier : std::uint8_t { fast, accurate };

// A text whose contents are searched.
struct InnerText {
  const Text& text;
  const std::vector<Word>& words;
  const std::vector<Candidate>& outer;
  const std::vector<Candidate>& rules;  // every candidate of the rules (rule.h)
  const neural::Readings& readings;     // what the probes of the tier's tagger read in the text
};

// What somebody says, asks, refuses within the contents of `outer`, and within those again, text by text.
[[nodiscard]] std::vector<std::vector<Candidate>> find_inner(std::span<const InnerText> texts, const neural::Tagger& tagger, InnerTier tier);

// What could be an utterance in the contents of `around`, with its rows; for find_inner and for training. With
// `by_tagger_only` what is read was read before, as part of a larger content.
[[nodiscard]] std::vector<InnerProposal> propose_inner(const Text& text, const std::vector<Word>& words, const neural::Tagger& tagger,
                                                       const std::vector<Candidate>& around, const std::vector<Candidate>& rules,
                                                       const neural::Readings& readings, bool by_tagger_only);

}  // namespace hearsay

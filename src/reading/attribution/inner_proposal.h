// inner_proposal: what may be speech inside somebody's words, and what speaks for it. Several proposals may hold one cue:
// the tagger's, the rules', and the word's own with ends at different places; trees choose (inner.cpp).
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "reading/attribution/candidate.h"
#include "reading/attribution/neural.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

enum class InnerOrigin : std::uint8_t { tagger, rule, word };

inline constexpr std::size_t kInnerFeatures = 70;
using InnerRow = std::array<float, kInnerFeatures>;

struct InnerProposal {
  Candidate candidate;
  InnerOrigin origin = InnerOrigin::word;
  Range piece;                // the part of a content that holds it
  Index holder = kNone;       // the candidate whose content that is
  std::uint32_t main = 0;     // token of the cue's main word
  const CueWord* word = nullptr;
  InnerRow row{};
};

// "was", "been": before a participle it makes a passive.
[[nodiscard]] bool is_form_of_be(std::string_view word);

// Whether the word could be the cue of an utterance: the lexicon knows it, or it was one often enough in training.
[[nodiscard]] bool may_be_inner_cue(const Word& word);

// The proposals that words themselves make: for every word of `piece` that can name an utterance, with the ends that its
// content may have.
void propose_by_words(const Text& text, const std::vector<Word>& words, Range piece, std::vector<InnerProposal>& proposals);

// The cue's main word: its first verb of speaking that is no name, else its noun, else its last word.
void find_main_word(const std::vector<Word>& words, InnerProposal& proposal);

// What probes tell of a token: that it is the main word of a cue inside somebody's words, that it begins or ends what is said
// there, that it ends its source.
enum InnerProbe : std::uint32_t { kProbeCue, kProbeBegin, kProbeEnd, kProbeSource, kInnerProbes };
// Where what the probes tell begins in a row; before it words and grammar.
inline constexpr std::size_t kProbeFeatures = 63;

// Fills every proposal's row. `outer` is what `holder` counts in.
void describe_proposals(const Text& text, const std::vector<Word>& words, const std::vector<Candidate>& outer,
                        const neural::Readings& readings, std::vector<InnerProposal>& proposals);

}  // namespace hearsay

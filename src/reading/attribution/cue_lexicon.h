// The words that can be cues: verbs of saying, thinking and showing, and the nouns made of them.
#pragma once

#include <cstdint>
#include <string_view>

#include "hearsay/document.h"

namespace hearsay {

// What may follow (or stand before) a cue as its content; a set of bits.
enum Frame : std::uint16_t {
  kClause = 1,      // "said (that) it rained", "It rained, she said"
  kAddressee = 2,   // "told Harl (that) it rained"
  kInfinitive = 4,  // "vowed to go"
  kObject = 8,      // "denounced the plan"
  kPersonTo = 16,   // "urged Harl to go"
  kWeak = 32,       // a thought or an attitude more often than an utterance
  kQuote = 64,      // direct speech only: "Harl continued: ..."
  kParticle = 128,  // only with one of its particles: "called for peace"
};

struct CueWord {
  std::string_view lemma;
  Stance stance = Stance::states;
  std::uint16_t frames = 0;
  std::string_view particles;  // "for on": words after the verb that open its object

  [[nodiscard]] bool has(Frame frame) const { return (frames & frame) != 0; }
  [[nodiscard]] bool takes(std::string_view particle) const;
};

// Forms of a verb, a set of bits: "said" is past and participle.
enum VerbForm : std::uint8_t { kBase = 1, kThird = 2, kPast = 4, kParticiple = 8, kGerund = 16 };

struct CueForm {
  const CueWord* cue = nullptr;
  std::uint8_t forms = 0;
};

// `word` in lower case; no cue where it is none.
[[nodiscard]] CueForm find_cue_verb(std::string_view word);
// "statement", "claims": what kind of utterance the noun names; nullptr where it is none.
[[nodiscard]] const CueWord* find_cue_noun(std::string_view word);

}  // namespace hearsay

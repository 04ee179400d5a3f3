// What a statement holds to be so, clause by clause: "her ministry was warned about ..." has the subject "ministry",
// the predicate "warned" and isn't negated.
#pragma once

#include <vector>

#include "comparison/phrase.h"

namespace hearsay::comparison {

struct Proposition {
  std::uint32_t subject = 0;    // stem of the head of the subject
  std::uint32_t predicate = 0;  // stem of the verb; verbs of one sense have one: "told", "warned"
  bool negated = false;         // "had not been tested", "went untested", "no letter had come"
  bool since = false;           // "since March": it holds until the report
  Span clause;
  std::vector<std::uint32_t> stems;       // of the clause's content words: ascending, distinct
  std::vector<std::uint32_t> complement;  // of those, what follows the verb
  std::vector<std::uint32_t> times;       // its months and numbers, as stems: ascending
};

// The clauses of the phrase whose subject is a noun and whose verb tells a fact. "would", "if" and "whether" tell none.
[[nodiscard]] std::vector<Proposition> propositions_of(std::string_view text, const Phrase& phrase);

}  // namespace hearsay::comparison

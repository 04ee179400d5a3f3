// The clauses of a report, as they stand between stops, commas and quotation marks, with what they affirm or deny.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "comparison/story_view.h"

namespace hearsay::comparison {

struct Clause {
  Index document = kNone;
  Span span;
  std::uint32_t sentence = 0;         // number of its sentence in the document
  std::vector<std::string> words;     // in lower case
  std::vector<Span> places;           // of the words
  std::vector<std::uint32_t> stems;   // of the content words; verbs by their base: ascending, distinct
  std::vector<std::uint32_t> denied;  // of those, what follows the first "no": ascending, distinct
  std::vector<std::uint32_t> subject; // of those, what precedes the first "no" or the denial: ascending, distinct
  std::uint32_t head = 0;             // the first content word behind it: what is denied
  std::vector<std::uint32_t> plain;   // of those, what is no part of a name: ascending, distinct
  std::vector<std::uint32_t> counts;  // its numbers, in figures or words: ascending, distinct
  bool negated = false;               // "no", "not", "never", "nobody", ...
  bool denial = false;                // "denied", "denies"
  bool anaphoric = false;             // "denied it", "rejected the report": what is denied stands before
  bool hypothetical = false;          // "if", "would", a question
};

// At most `most` clauses of the document.
[[nodiscard]] std::vector<Clause> clauses_of(const StoryView& view, Index document, std::size_t most);

// The innermost attribution whose content holds the span; kNone if it is the report's own word.
[[nodiscard]] Index attribution_at(const Document& document, Span span);

}  // namespace hearsay::comparison

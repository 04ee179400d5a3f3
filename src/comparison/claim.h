// The sentences of a story's reports as the model of relations reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "comparison/story_view.h"
#include "model/meaning.h"

namespace hearsay::comparison {

// One sentence. Reports that tell it word by word share a claim.
struct Claim {
  std::vector<std::pair<Index, Span>> places;  // (document, its sentence), in the order of publication
  Index attribution = kNone;                   // of the first place: the innermost that it stands in
  std::string text;    // with its speaker before it where a pronoun or nothing names him: "Tovik: “We never left.”"
  std::string before;  // the sentence before it, the report's title before the first
  std::vector<std::uint32_t> stems;    // of the content words: ascending, distinct
  std::vector<std::uint32_t> names;    // of those, what is written with a capital within the sentence
  std::vector<std::uint32_t> numbers;  // of those, its figures
  std::vector<std::uint32_t> denied;   // of those, what follows a "no" or a denial in its clause
  std::vector<std::pair<std::uint32_t, std::uint32_t>>
      counts;  // (what is counted, the figure before it): ascending, distinct
  model::Meaning meaning;
  model::Meaning meaning_before;  // of what stands before it
  std::vector<std::uint32_t> stems_before;
  std::size_t words = 0;
  double quoted = 0;          // the share of its words between quotation marks
  bool negated = false;       // "no", "not", "never"
  bool denial = false;        // "denied", "dismissed the report"
  bool hypothetical = false;  // "if", "would", a question

  [[nodiscard]] Index document() const { return places.front().first; }
  [[nodiscard]] Span span() const { return places.front().second; }
};

// The sentence around `span`, alone.
[[nodiscard]] Claim claim_around(const StoryView& view, Index document, Span span);

// The sentences of all reports, at most 80 of one and 1,500 of the story; headings and the shortest are left out.
[[nodiscard]] std::vector<Claim> collect_claims(const StoryView& view);

}  // namespace hearsay::comparison

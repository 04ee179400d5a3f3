// Noun phrases around a place in a sentence, by the words' classes. All bounds are token indices; no search looks
// further than kReach tokens.
#pragma once

#include <cstdint>
#include <vector>

#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

// Tokens [first, last).
struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  [[nodiscard]] bool empty() const { return last <= first; }
  [[nodiscard]] bool holds(std::uint32_t token) const { return first <= token && token < last; }
};

class Phrases {
 public:
  Phrases(const Text& text, const std::vector<Word>& words) : text_(text), words_(words) {}

  // One past a simple phrase that begins at `first` ("the old mayor", "Anna Doe's office", "she"); `first` if none
  // does.
  [[nodiscard]] std::uint32_t simple_end(std::uint32_t first, std::uint32_t limit) const;
  // One past the full phrase that begins at `first`, with its attributes, appositions and relative clauses: "Hugh Hill,
  // a doctor at Velm Hospital who saw it".
  [[nodiscard]] std::uint32_t full_end(std::uint32_t first, std::uint32_t limit) const;
  // The full phrase that ends at `end` as the subject of what stands there; `limit` is as far left as it may go. A
  // comma that closes its apposition belongs to it.
  [[nodiscard]] Range subject_before(std::uint32_t end, std::uint32_t limit) const;
  // The subject of the clause that begins at `first`, whose verb stands before `limit`.
  [[nodiscard]] Range clause_subject(std::uint32_t first, std::uint32_t limit) const;
  // Past a phrase of time or circumstance at `i`: "on Tuesday", "last week", "in a statement"; `i` if none stands
  // there.
  [[nodiscard]] std::uint32_t past_circumstance(std::uint32_t i, std::uint32_t limit) const;

 private:
  [[nodiscard]] WordClass kind(std::uint32_t i) const { return words_[i].kind; }
  [[nodiscard]] const std::string& lower(std::uint32_t i) const { return words_[i].lower; }
  [[nodiscard]] bool attaches(std::uint32_t i, std::uint32_t limit) const;
  [[nodiscard]] std::uint32_t apposition_end(std::uint32_t comma, std::uint32_t limit) const;
  [[nodiscard]] std::uint32_t clause_start(std::uint32_t end, std::uint32_t limit) const;
  [[nodiscard]] std::uint32_t relative_before(std::uint32_t verb, std::uint32_t limit) const;
  [[nodiscard]] std::uint32_t past_fronted(std::uint32_t first, std::uint32_t end) const;
  [[nodiscard]] bool is_phrase(Range range) const;
  [[nodiscard]] bool is_list(Range range, std::uint32_t last) const;
  [[nodiscard]] Range local_before(std::uint32_t end, std::uint32_t limit) const;

  const Text& text_;
  const std::vector<Word>& words_;
};

}  // namespace hearsay

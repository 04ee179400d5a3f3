// A document as sparse vectors of weighted terms, and how often terms occur over all documents.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "story/story.h"
#include "story/terms.h"

namespace hearsay::story {

struct WeightedTerm {
  TermId term = 0;
  float weight = 0;
};

// Of length one (or empty); each term once.
using SparseVector = std::vector<WeightedTerm>;

struct DocumentTerms;

// In how many documents a term stands: those added so far on top of a background of general news English, so that
// "said" weighs little in a case of five documents too. The documents of a small case weigh more: a name that stands in
// all five of them tells none of them from another. Its memory is bounded: of very many terms the rarest are forgotten.
class DocumentFrequency {
 public:
  DocumentFrequency();
  void add(const DocumentTerms& terms);
  // ln((documents + 1) / (documents with the term + ½))
  [[nodiscard]] float inverse(TermId term) const;
  [[nodiscard]] bool in_background(TermId term) const;

 private:
  struct Slot {
    TermId term = 0;
    bool used = false;
    std::uint16_t background = 0;  // stories of the background with the term
    std::uint32_t documents = 0;   // documents added with the term
  };
  [[nodiscard]] std::size_t place(TermId term) const;
  void make_room();

  std::vector<Slot> slots_;  // open addressing; a power of two
  std::size_t used_ = 0;
  std::uint32_t forgotten_ = 0;  // terms of so few documents have been forgotten
  std::uint32_t documents_ = 0;
  float own_weight_ = 1;
};

// How often a word stands in the parts of one document, before any weighing.
struct TermCount {
  TermId term = 0;
  float words = 0;    // title and text, the title's counted more
  float title = 0;    // the first sentence where there is no title
  float lead = 0;     // title and the first hundred words
  float names = 0;    // words of names
  float numbers = 0;
};

struct DocumentTerms {
  std::vector<TermCount> counts;  // each word once, in the order of first mention
  // Neighbours in the text, as places in `counts`; distinct.
  std::vector<std::pair<std::uint16_t, std::uint16_t>> bigrams;
  std::optional<double> day;
  std::uint16_t weekdays = 0;  // a bit for each that is named, Monday first
  std::uint16_t months = 0;
  std::uint32_t length = 0;  // words
};

// `text` are the words of the document's text; the first kTextWords count.
inline constexpr std::size_t kTextWords = 1200;  // what a long report is about stands in its first pages
[[nodiscard]] DocumentTerms count_terms(const StoryInput& document, std::span<const Word> text);
[[nodiscard]] DocumentTerms count_terms(const StoryInput& document);

// A word's weights in the parts of a document. Over all words of the document, each part's have length one (or none).
struct TermWeights {
  float title = 0, lead = 0, names = 0, numbers = 0;
};

struct DocumentVector {
  std::vector<TermId> terms;         // each once
  std::vector<float> words;          // of the terms, in title and text; by themselves, since most documents are compared no further
  std::vector<TermWeights> weights;  // of the terms
  SparseVector bigrams;
  std::vector<TermId> fresh;  // words of names that the background doesn't know; ascending
  std::optional<double> day;
  std::uint16_t weekdays = 0;
  std::uint16_t months = 0;
  std::uint32_t length = 0;
};

[[nodiscard]] DocumentVector weigh(const DocumentTerms& terms, const DocumentFrequency& frequency);

}  // namespace hearsay::story

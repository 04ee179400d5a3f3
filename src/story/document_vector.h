// A document as sparse vectors of weighted terms, and how often terms occur over all documents.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "story/story.h"
#include "story/terms.h"

namespace hearsay::story {

struct WeightedTerm {
  TermId term = 0;
  float weight = 0;
};

// Ascending by term, of length one (or empty).
using SparseVector = std::vector<WeightedTerm>;

// In how many documents a term stands: those added so far on top of a background of general news English, so that
// "said" weighs little in a case of five documents too. The documents of a small case weigh more: a name that stands in
// all five of them tells none of them from another.
class DocumentFrequency {
 public:
  DocumentFrequency();
  void add(const std::vector<TermId>& distinct_terms);
  // ln((documents + 1) / (documents with the term + ½))
  [[nodiscard]] float inverse(TermId term) const;

 private:
  struct Slot {
    TermId term = 0;
    bool used = false;
    std::uint16_t background = 0;  // documents of the background with the term
    std::uint32_t documents = 0;   // documents added with the term
  };
  [[nodiscard]] std::size_t place(TermId term) const;
  void grow();

  std::vector<Slot> slots_;  // open addressing; a power of two
  std::size_t used_ = 0;
  std::uint32_t documents_ = 0;
  float own_weight_ = 1;
};

// Counts of one document, before any weighing.
struct DocumentTerms {
  struct Count {
    TermId term = 0;
    float count = 0;
  };
  std::vector<Count> words;  // title and text, the title's counted more; ascending
  std::vector<Count> title;  // the first sentence where there is no title
  std::vector<Count> lead;   // title and the first hundred words
  std::vector<Count> names;  // words of names
  std::vector<Count> numbers;
  // Neighbours in the text, as places in `words`; distinct.
  std::vector<std::pair<std::uint16_t, std::uint16_t>> bigrams;
  std::optional<double> day;
  std::uint32_t length = 0;  // words
};

[[nodiscard]] DocumentTerms count_terms(const StoryInput& document);
[[nodiscard]] std::vector<TermId> distinct_terms(const DocumentTerms& terms);

struct DocumentVector {
  SparseVector words;
  SparseVector title;
  SparseVector lead;
  SparseVector names;
  SparseVector numbers;
  SparseVector bigrams;
  std::optional<double> day;
  std::uint32_t length = 0;
};

[[nodiscard]] DocumentVector weigh(const DocumentTerms& terms, const DocumentFrequency& frequency);

}  // namespace hearsay::story

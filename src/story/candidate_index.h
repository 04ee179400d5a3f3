// Which documents awake are worth a closer look: an inverted index of each document's heaviest terms. What a look-up
// costs is bounded, however many documents there are.
#pragma once

#include <functional>
#include <unordered_map>
#include <vector>

#include "story/document_vector.h"

namespace hearsay::story {

// Documents go by small numbers that are used again when a document is forgotten.
class CandidateIndex {
 public:
  // Documents of the index that share the heaviest terms with `vector`, best first, at most `most`.
  [[nodiscard]] std::vector<Index> look_up(const DocumentVector& vector, std::size_t most);
  void add(Index document, const DocumentVector& vector);
  // Goes through the whole index.
  void forget(const std::function<bool(Index)>& forgotten);

 private:
  struct Posting {
    Index document;
    float weight;
  };
  std::unordered_map<TermId, std::vector<Posting>> postings_;
  std::vector<float> sums_;     // by document, between two look-ups 0
  std::vector<Index> touched_;
  std::vector<WeightedTerm> heaviest_;
};

}  // namespace hearsay::story

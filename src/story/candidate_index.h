// Which earlier documents are worth a closer look: an inverted index of each document's heaviest terms. What a look-up
// costs is bounded, however many documents there are.
#pragma once

#include <unordered_map>
#include <vector>

#include "story/document_vector.h"

namespace hearsay::story {

class CandidateIndex {
 public:
  // Documents of the index that share the heaviest terms with `vector`, best first, at most `most`.
  [[nodiscard]] std::vector<Index> look_up(const DocumentVector& vector, std::size_t most);
  // `document` must be higher than all added before.
  void add(Index document, const DocumentVector& vector);
  // Documents below `first` are asleep: they are found no more.
  void forget_below(Index first);

 private:
  struct Posting {
    Index document;
    float weight;
  };
  std::unordered_map<TermId, std::vector<Posting>> postings_;
  std::unordered_map<Index, float> sums_;
};

}  // namespace hearsay::story

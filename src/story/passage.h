// Passages: which sentences of a report another report of the story holds as well, word for word, edited or retold in the
// same order, and where they stand in both.
#pragma once

#include <span>
#include <vector>

#include "hearsay/account.h"

namespace hearsay::story {

// The passages that reports of a story share, by copy, original and place. The original is the report that the other one
// credits or names, else the earlier one, else the one that holds more besides. Of three reports that share a passage, the
// two later ones have it from the first. The work grows with the square of the reports; of a large story only the
// first reports are looked at.
[[nodiscard]] std::vector<Passage> find_passages(std::span<const Document> documents, const std::vector<Index>& members);

// Copies that passages show: reports most of whose sentences are another's, edited or among matter of their own. Those of
// `copies` are left out.
[[nodiscard]] std::vector<Copy> copies_by_passages(std::span<const Document> documents,
                                                   const std::vector<Passage>& passages,
                                                   const std::vector<Copy>& copies);

}  // namespace hearsay::story

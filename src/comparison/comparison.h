// comparison: stories over a case's documents in; what agrees, differs, conflicts or was updated, out.
#pragma once

#include <span>
#include <vector>

#include "hearsay/account.h"

namespace hearsay {

// Lines up figures, dates, statements and positions (a claim against a denial) of the documents of a story and of those
// that tell of the same matter (thread.h), and each document with itself: what it withholds and tells. A comparison over
// several stories belongs to the one that most of its members are of. Conflicts first within a story, then differences,
// updates and agreements, each those of more origins first. Copies add members, never origins; an agreement of one origin says nothing and is left out. What isn't
// surely about one thing isn't compared: a false conflict is worse than a missed one. In a case of up to
// 2 MB of text a model reads the likeliest pairs of sentences of each story, too (relation.h), which takes a second or two a
// story on two cores. The work for a story is bounded and grows with its number of claims.
[[nodiscard]] std::vector<Comparison> compare_stories(std::span<const Document> documents,
                                                      std::span<const CaseEntity> entities,
                                                      std::span<const Story> stories);

}  // namespace hearsay

// Threads: stories of the case that are compared together. A report of a year after, or one that leads with another
// matter, is grouped as a story of its own and yet tells the same things; a story is what readers want to see together,
// a thread what can be laid side by side.
#pragma once

#include <span>
#include <vector>

#include "comparison/story_view.h"
#include "hearsay/account.h"

namespace hearsay::comparison {

struct Thread {
  std::vector<Index> stories;  // ascending
  Story story;                 // all their documents by date, with their copies and the origins found among all of them
};

// Every story is in one thread. Two are joined where they share names that few stories of the case have, unless years
// lie between; a thread has at most 60 documents, unless it is one story. Linear in the number of names.
[[nodiscard]] std::vector<Thread> find_threads(std::span<const Document> documents,
                                               std::span<const CaseEntity> entities, std::span<const Story> stories);

}  // namespace hearsay::comparison

// story: documents in; copies, and groups of documents about one event, out.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/account.h"

namespace hearsay {

// What grouping needs of a document. The views belong to the caller. `names` are the names that stand in it, once each.
struct StoryInput {
  std::string_view id;
  std::string_view title;
  std::string_view text;
  std::string_view date;  // ISO 8601; empty if not known
  std::string_view publisher;
  std::vector<std::string> names;
};

struct Grouping {
  std::vector<Copy> copies;                // over all documents
  std::vector<std::vector<Index>> groups;  // a partition of the documents, in order of their first one
};

// Pairs in which one text holds much of the other's word 5-grams (containment, so that excerpts are found too).
[[nodiscard]] std::vector<Copy> find_copies(std::span<const StoryInput> documents);

// One pass in the given order, with soft time decay; a copy joins its original's group.
[[nodiscard]] Grouping group_documents(std::span<const StoryInput> documents);

// Stories over a case's documents: groups with titles, dates, copies and origins. The copies of one text, reports that
// credit the same agency and reports whose chains end in the same outlet are one origin.
[[nodiscard]] std::vector<Story> build_stories(std::span<const Document> documents);

}  // namespace hearsay

// Grouping with the model and threshold given: what group_documents does with those that ship. Training uses it too.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "story/copy.h"
#include "story/pair_score.h"
#include "story/story.h"

namespace hearsay::story {

struct GroupOptions {
  float threshold = 0;         // of the average score
  float small_threshold = 0;   // the same for a case of a few documents, where less stands against a likeness
  std::size_t candidates = 0;  // other documents a document is compared with
  std::size_t block = 0;       // documents taken in before groups are formed
  std::size_t window = 0;      // documents awake
  bool use_copies = true;
};

[[nodiscard]] GroupOptions default_group_options();

// Called with each pair compared, by the documents' places in the input.
using PairSink = std::function<void(Index, Index, const PairFeatures&)>;

[[nodiscard]] Grouping group_documents(std::span<const StoryInput> documents, const CopyHints& hints,
                                       const PairModel& model, const GroupOptions& options,
                                       const PairSink& sink = nullptr);

// The member whose headline shares most with the other members' words; the first of equals. `members` isn't empty.
[[nodiscard]] Index most_central(std::span<const StoryInput> documents, const std::vector<Index>& members);

}  // namespace hearsay::story

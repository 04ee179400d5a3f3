// Grouping, with the model and thresholds given: what group_documents does with those that ship. Training uses it too.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "story/candidate_index.h"
#include "story/copy.h"
#include "story/linkage.h"
#include "story/pair_score.h"
#include "story/story.h"

namespace hearsay::story {

struct GroupOptions {
  float threshold = 0;         // of the average score, in a case of many documents
  float small_threshold = 0;   // of the average and the best score's mean, in a case of a few
  std::size_t candidates = 0;  // other documents a document is compared with
  std::size_t block = 0;       // documents taken in before groups are formed
  std::size_t window = 0;      // documents awake
  std::size_t asleep = 0;      // stories that can be woken
  bool use_copies = true;
};

[[nodiscard]] GroupOptions default_group_options();

// Called with each pair compared, by the documents' places in the input.
using PairSink = std::function<void(Index, Index, const PairFeatures&)>;

// Groups documents as they come, in memory that does not grow with their number but for four bytes each and the copies
// found. Documents are taken in by blocks, so that within a block who came first does not matter. The last `window` of
// them are awake: each is compared with a new one if they share rare words. Of a story all of whose documents are older,
// the last one stays behind, and a new document that is close to it wakes the story; so it does for the `asleep` stories
// that fell asleep last.
class StoryStream {
 public:
  StoryStream(const PairModel& model, const GroupOptions& options, PairSink sink = nullptr);

  // Keeps no view.
  void add(const StoryInput& document, const std::vector<std::string>& credits = {});
  // Copies and groups over all that was added, by the order in which it was.
  [[nodiscard]] Grouping finish();
  // Documents and stories that can still be joined.
  [[nodiscard]] std::size_t live() const { return slots_.size() - free_.size(); }

 private:
  struct Pending {
    Index number = kNone;
    DocumentTerms terms;
    double day = 0;  // of an undated document, that of the one before it
  };
  struct Live {
    Index number = kNone;  // kNone where the slot is free
    DocumentVector vector;
    Neighbours neighbours;
  };
  struct Pair {
    Index one;  // slots
    Index two;
    PairFeatures features;
  };

  void flush();
  [[nodiscard]] std::vector<bool> join_copies();
  void take_in(Pending& pending);
  void compare(Index slot);
  void score_pairs();
  [[nodiscard]] float threshold() const;
  [[nodiscard]] float share_of_many() const;  // 0: a case of a few documents, 1: of many
  void sleep();
  [[nodiscard]] Index take_slot();

  GroupOptions options_;
  PairScorer scorer_;
  PairSink sink_;
  Index added_ = 0;
  double last_day_;
  std::vector<Pending> pending_;
  CopyFinder copy_finder_;
  std::vector<Copy> copies_;
  std::vector<Live> slots_;
  std::vector<Index> free_;
  std::deque<Index> awake_;   // slots in the order of arrival
  std::deque<Index> asleep_;  // slots of those left behind by sleeping stories
  std::vector<Pair> pairs_;   // of the block
  DocumentFrequency frequency_;
  CandidateIndex index_;
  Linkage linkage_;
};

[[nodiscard]] Grouping group_documents(std::span<const StoryInput> documents, const CopyHints& hints,
                                       const PairModel& model, const GroupOptions& options,
                                       const PairSink& sink = nullptr);

}  // namespace hearsay::story

// Whether two documents are about one event: features of the pair, and the learnt score over them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "story/document_vector.h"

namespace hearsay::story {

inline constexpr std::size_t kFeatures = 25;
using PairFeatures = std::array<float, kFeatures>;

// In the order of PairFeatures; training reads them from here through `describe`.
inline constexpr std::array<std::string_view, kFeatures> kFeatureNames = {
    "words",      "title",       "lead",       "names", "numbers",    "bigrams",  "title_lead", "title_words",
    "rare_words", "rare_shared", "shared_top", "dated", "days_apart", "nearness", "shorter",    "length_ratio",
    "fresh_names", "fresh_share", "weekdays",   "months"};

// How close the documents are that are closest to one document: among many reports of a running matter, a likeness that
// would tell elsewhere tells little.
class Neighbours {
 public:
  void add(float words);
  [[nodiscard]] float best() const { return closest_[0]; }
  [[nodiscard]] float mean() const;
  [[nodiscard]] std::size_t closer_than(float words) const;

 private:
  std::array<float, 8> closest_{};  // descending
};

// One document laid open for comparing it with many others. Lives no longer than the document.
class Comparer {
 public:
  explicit Comparer(const DocumentVector& document);

  // Cosine of the words.
  [[nodiscard]] float words(const DocumentVector& other);
  // Of the document that `words` was asked about last. Those about neighbours stay 0 until set_neighbours.
  [[nodiscard]] PairFeatures features(const DocumentVector& other, float words) const;

 private:
  // Where the document holds a term.
  struct Slot {
    TermId term = 0;
    std::uint32_t place = 0;  // in its terms, from 1; 0 where the slot is free
  };
  [[nodiscard]] float bigrams(const SparseVector& other) const;

  const DocumentVector& document_;
  std::vector<Slot> slots_;  // open addressing; a power of two
  std::vector<WeightedTerm> bigrams_;
  std::array<std::uint64_t, 128> filter_{};  // bits of the terms' hashes: most of another document's words fail here
  std::vector<std::uint32_t> passed_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> shared_;  // places in both documents' terms
};

// They share one name at most that general news doesn't know, and both have others.
[[nodiscard]] bool shares_lone_name(const PairFeatures& features);

void set_neighbours(PairFeatures& features, const Neighbours& one, const Neighbours& two);

// One node of a regression tree; a leaf has `left` 0 and its score in `value`.
struct TreeNode {
  std::uint16_t feature = 0;
  std::uint16_t left = 0;  // where features[feature] <= value, counted from the tree's first node
  std::uint16_t right = 0;
  float value = 0;
};

// Boosted trees: the sum of the leaves reached plus the base is the log-odds of "one story".
struct PairModel {
  float base = 0;
  std::vector<TreeNode> nodes;
  std::vector<std::uint32_t> trees;  // each tree's first node
};

// The model that the program ships; models/story.md tells what it was trained on.
[[nodiscard]] const PairModel& default_pair_model();

// The model laid out for speed: every tree is filled up to one depth, so that a walk needs no test for its end.
class PairScorer {
 public:
  explicit PairScorer(const PairModel& model);
  // Probability, 0..1.
  [[nodiscard]] float operator()(const PairFeatures& features) const;

 private:
  struct Node {
    float most = 0;  // the walk goes left up to it
    std::uint32_t feature = 0;
  };
  template <std::uint32_t kDepth>
  [[nodiscard]] float sum(const PairFeatures& features) const;

  float base_ = 0;
  std::uint32_t depth_ = 0;
  std::vector<Node> nodes_;   // of each tree, (1 << depth) - 1
  std::vector<float> leaves_;  // of each tree, 1 << depth
};

}  // namespace hearsay::story

// Agglomerative linkage over a growing sparse graph of pair scores: by the average of two groups' scores, by the best of
// them, or between the two.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "hearsay/span.h"

namespace hearsay::story {

// Nodes are numbered from 0 in the order they are added, and go by group. A pair without an edge counts as 0; each
// member is taken to have met at most `neighbours` others, so that large groups aren't held apart by edges nobody
// looked for. Ties go to the lower numbers. What is kept of a group grows with its edges to other groups; a group that
// is forgotten costs its nodes' numbers alone.
class Linkage {
 public:
  explicit Linkage(std::size_t neighbours) : neighbours_(neighbours) {}

  void add();                                       // a node that is a group of its own
  void connect(Index one, Index two, float score);  // 0..1
  void join(Index one, Index two);                  // one group, whatever the scores
  void attach(Index node, Index to);                // a node just added: of `to`'s group, but of no weight in it
  // Merges the two groups that are closest, again and again, down to `threshold`. How close two groups are is their
  // members' average score, weighed with `average`, and their best score, weighed with the rest of 1; the larger the
  // smaller of them, the less the best one weighs.
  void run(float threshold, float average = 1);
  [[nodiscard]] Index group(Index node);
  // It keeps its name but none of its edges, and counts as one member: the next that is close to it joins it.
  void rest(Index group);
  // Groups for which `live` says no can't be joined any more.
  void forget(const std::function<bool(Index)>& live);

 private:
  struct Link {
    double sum = 0;  // of scores
    float best = 0;
    void add(const Link& other);
  };
  struct Group {
    std::size_t size = 1;
    std::uint32_t version = 0;
    std::map<Index, Link> links;  // by the other group
  };
  struct Proposal {
    double closeness = 0;
    Index one = kNone;
    Index two = kNone;
    std::uint32_t versions[2] = {0, 0};

    bool operator<(const Proposal& other) const;
  };
  void propose(std::vector<Proposal>& queue, Index one, Index two, const Link& link) const;
  Index merge(Index one, Index two);
  void unlink(Index group);

  std::size_t neighbours_;
  float threshold_ = 2;                // of the last run
  float average_ = 1;                  // of the last run
  std::vector<Index> parent_;          // of nodes
  std::unordered_map<Index, Group> groups_;
  std::set<Index> changed_;            // since the last run
};

}  // namespace hearsay::story

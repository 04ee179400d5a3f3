#include "story/linkage.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>

namespace hearsay::story {
namespace {

struct Cluster {
  std::size_t size = 0;
  std::uint32_t version = 0;
  std::map<Index, double> links;  // other cluster -> sum of scores
};

struct Proposal {
  double average = 0;
  Index one = kNone;
  Index two = kNone;
  std::uint32_t versions[2] = {0, 0};

  bool operator<(const Proposal& other) const {
    return std::tie(average, other.one, other.two) < std::tie(other.average, one, two);
  }
};

class Linkage {
 public:
  Linkage(float threshold, std::size_t neighbours) : threshold_(threshold), neighbours_(neighbours) {}

  void run(std::vector<Index>& groups, const std::vector<Edge>& edges) {
    Index most = 0;
    for (const Index group : groups) most = std::max(most, group + 1);
    clusters_.resize(most);
    for (const Index group : groups) ++clusters_[group].size;
    for (const Edge& edge : edges) {
      const Index one = groups[edge.one];
      const Index two = groups[edge.two];
      if (one == two) continue;
      clusters_[one].links[two] += edge.score;
      clusters_[two].links[one] += edge.score;
    }
    for (Index i = 0; i < most; ++i) {
      for (const auto& [other, sum] : clusters_[i].links) {
        if (other > i) propose(i, other, sum);
      }
    }
    std::vector<Index> parent(most);
    for (Index i = 0; i < most; ++i) parent[i] = i;
    while (!queue_.empty()) {
      const Proposal best = queue_.top();
      queue_.pop();
      if (clusters_[best.one].version != best.versions[0] || clusters_[best.two].version != best.versions[1]) continue;
      const bool first = clusters_[best.one].links.size() >= clusters_[best.two].links.size();
      merge(first ? best.one : best.two, first ? best.two : best.one);
      parent[first ? best.two : best.one] = first ? best.one : best.two;
    }
    for (Index& group : groups) {
      while (parent[group] != group) group = parent[group] = parent[parent[group]];
    }
  }

 private:
  void propose(Index one, Index two, double sum) {
    const auto smaller = static_cast<double>(std::min(clusters_[one].size, clusters_[two].size));
    const auto larger = static_cast<double>(std::max(clusters_[one].size, clusters_[two].size));
    const double average = sum / (smaller * std::min(larger, static_cast<double>(neighbours_)));
    if (average < threshold_) return;
    if (one > two) std::swap(one, two);
    queue_.push({average, one, two, {clusters_[one].version, clusters_[two].version}});
  }

  // The one with fewer links is taken up by the other.
  void merge(Index into, Index gone) {
    Cluster& kept = clusters_[into];
    Cluster& lost = clusters_[gone];
    kept.size += lost.size;
    ++kept.version;
    ++lost.version;
    kept.links.erase(gone);
    lost.links.erase(into);
    for (const auto& [other, sum] : lost.links) {
      kept.links[other] += sum;
      clusters_[other].links.erase(gone);
      clusters_[other].links[into] += sum;
    }
    lost.links.clear();
    for (const auto& [other, sum] : kept.links) propose(into, other, sum);
  }

  double threshold_;
  std::size_t neighbours_;
  std::vector<Cluster> clusters_;
  std::priority_queue<Proposal> queue_;
};

}  // namespace

void link_average(std::vector<Index>& groups, const std::vector<Edge>& edges, float threshold, std::size_t neighbours) {
  Linkage(threshold, neighbours).run(groups, edges);
}

}  // namespace hearsay::story

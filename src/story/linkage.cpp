#include "story/linkage.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace hearsay::story {

bool Linkage::Proposal::operator<(const Proposal& other) const {
  return std::tie(closeness, other.one, other.two) < std::tie(other.closeness, one, two);
}

void Linkage::Link::add(const Link& other) {
  sum += other.sum;
  best = std::max(best, other.best);
}

void Linkage::add() {
  const auto node = static_cast<Index>(parent_.size());
  parent_.push_back(node);
  groups_.try_emplace(node);
}

Index Linkage::group(Index node) {
  while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
  return node;
}

void Linkage::connect(Index one, Index two, float score) {
  one = group(one);
  two = group(two);
  const auto first = groups_.find(one);
  const auto second = groups_.find(two);
  if (one == two || first == groups_.end() || second == groups_.end()) return;
  first->second.links[two].add({static_cast<double>(score), score});
  second->second.links[one].add({static_cast<double>(score), score});
  changed_.insert(one);
  changed_.insert(two);
}

void Linkage::join(Index one, Index two) {
  one = group(one);
  two = group(two);
  if (one == two || !groups_.contains(one) || !groups_.contains(two)) return;
  changed_.insert(merge(one, two));
}

void Linkage::attach(Index node, Index to) {
  groups_.erase(node);
  parent_[node] = group(to);
}

void Linkage::propose(std::vector<Proposal>& queue, Index one, Index two, const Link& link) const {
  const Group& first = groups_.at(one);
  const Group& second = groups_.at(two);
  const auto smaller = static_cast<double>(std::min(first.size, second.size));
  const auto larger = static_cast<double>(std::max(first.size, second.size));
  const double average = link.sum / (smaller * std::min(larger, static_cast<double>(neighbours_)));
  // Of the pairs between two large groups one is always close.
  const double best = static_cast<double>(1 - average_) / smaller;
  const double closeness = (1 - best) * average + best * static_cast<double>(link.best);
  if (closeness < static_cast<double>(threshold_)) return;
  const bool ordered = one < two;
  queue.push_back({closeness,
                   std::min(one, two),
                   std::max(one, two),
                   {ordered ? first.version : second.version, ordered ? second.version : first.version}});
  std::push_heap(queue.begin(), queue.end());
}

void Linkage::run(float threshold, float average) {
  // What lay below the last threshold may lie above this one.
  if (threshold < threshold_ || average < average_) {
    for (const auto& [number, group] : groups_) changed_.insert(number);
  }
  threshold_ = threshold;
  average_ = average;
  std::vector<Proposal> queue;
  for (const Index one : changed_) {
    const auto found = groups_.find(one);
    if (found == groups_.end()) continue;
    for (const auto& [two, link] : found->second.links) {
      if (one < two || !changed_.contains(two)) propose(queue, one, two, link);
    }
  }
  changed_.clear();
  while (!queue.empty()) {
    std::pop_heap(queue.begin(), queue.end());
    const Proposal best = queue.back();
    queue.pop_back();
    const auto one = groups_.find(best.one);
    const auto two = groups_.find(best.two);
    if (one == groups_.end() || two == groups_.end()) continue;
    if (one->second.version != best.versions[0] || two->second.version != best.versions[1]) continue;
    const Index merged = merge(best.one, best.two);
    for (const auto& [other, link] : groups_.at(merged).links) propose(queue, merged, other, link);
  }
}

// The one with fewer links is taken up by the other. Both are groups.
Index Linkage::merge(Index one, Index two) {
  const bool first = groups_.at(one).links.size() >= groups_.at(two).links.size();
  const Index into = first ? one : two;
  const Index gone = first ? two : one;
  Group& kept = groups_.at(into);
  Group lost = std::move(groups_.at(gone));
  groups_.erase(gone);
  kept.size += lost.size;
  ++kept.version;
  kept.links.erase(gone);
  lost.links.erase(into);
  for (const auto& [other, link] : lost.links) {
    kept.links[other].add(link);
    Group& neighbour = groups_.at(other);
    neighbour.links.erase(gone);
    neighbour.links[into].add(link);
  }
  parent_[gone] = into;
  return into;
}

void Linkage::unlink(Index number) {
  Group& group = groups_.at(number);
  for (const auto& [other, link] : group.links) groups_.at(other).links.erase(number);
  group.links.clear();
}

void Linkage::rest(Index number) {
  if (!groups_.contains(number)) return;
  unlink(number);
  groups_.at(number).size = 1;
}

void Linkage::forget(const std::function<bool(Index)>& live) {
  for (auto entry = groups_.begin(); entry != groups_.end();) {
    if (live(entry->first)) {
      ++entry;
      continue;
    }
    unlink(entry->first);
    changed_.erase(entry->first);
    entry = groups_.erase(entry);
  }
}

}  // namespace hearsay::story

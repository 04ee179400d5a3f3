#include "comparison/counter.h"

#include <algorithm>

#include "core/partition.h"
#include "core/sorted.h"

namespace hearsay::comparison {
namespace {

constexpr double kUnrelated = -9;       // score of what was no pair worth a look
constexpr double kLink = 0.5;           // that begins or joins a group, where both agree
constexpr double kLinkDiffering = -0.6; // where they don't
constexpr double kTogether = -1.5;      // on the average over two groups that become one
constexpr double kCertain = 2;           // a link that needs less of the others
constexpr double kTogetherCertain = -3; // then
constexpr double kFloor = -4;           // a single pair counts against them no more than this
constexpr std::uint32_t kSideBySide = 2;  // sentences between two counts that a report sets against each other
constexpr std::size_t kMembers = 120;   // of a counter

bool one_place(const std::string& one, const std::string& two) {
  return one == two || one.find(two) != std::string::npos || two.find(one) != std::string::npos;
}

// Surely no one counter: one report tells both of its own, or by one voice, and they don't agree.
bool told_apart(const Quantity& one, const Quantity& two) {
  if (!one.place.empty() && !two.place.empty() && !one_place(one.place, two.place)) return true;
  // "Five of the dead" and all of them.
  if (one.part != two.part && (one.place.empty() || two.place.empty())) return true;
  if (one.document != two.document || agree(one, two) || one.former || two.former) return false;
  return !two_voices(one, two);
}

// "Police put the crowd at 45,000. The unions say 200,000."
double set_against(const Quantity& one, const Quantity& two) {
  const std::uint32_t apart = one.sentence > two.sentence ? one.sentence - two.sentence : two.sentence - one.sentence;
  const bool known = one.kind == two.kind || (two.bare && two.kind == kUnknownKind);
  if (one.increment || two.increment || !known || one.vague || two.vague) return kUnrelated;
  if (agree(one, two)) return apart <= kSideBySide && one.head == two.head ? 0.6 : kUnrelated;
  const std::size_t shared = count_common(one.what, two.what);
  const bool other_things = shared < one.what.size() && shared < two.what.size();
  if (one.former || two.former || !two_voices(one, two) || apart > (two.bare || two.said ? kSideBySide + 1 : kSideBySide) || other_things) return kUnrelated;
  const bool named = one.head != 0 && one.head == two.head;
  return two.bare || two.said || named || count_common(one.near, two.near) > 1 ? 1.5 : kUnrelated;
}

std::uint64_t key(std::size_t one, std::size_t two) {
  return (static_cast<std::uint64_t>(std::min(one, two)) << 32) | std::max(one, two);
}

}  // namespace

Counters::Counters(const StoryView& view, const std::vector<Quantity>& all, const CounterModel& model) : all_(all), pairs_(view, all) {
  for (const QuantityPair& pair : pairs_.pairs()) {
    const bool within = all[pair.one].document == all[pair.two].document;
    const double score = within ? set_against(all[pair.one], all[pair.two]) : model.score(pairs_.features(pair));
    scores_.emplace(key(pair.one, pair.two), static_cast<float>(score));
  }
}

double Counters::score(std::size_t one, std::size_t two) const {
  const auto found = scores_.find(key(one, two));
  return found == scores_.end() ? kUnrelated : found->second;
}

double Counters::score(const Quantity& one, const Quantity& two) const {
  return score(static_cast<std::size_t>(&one - all_.data()), static_cast<std::size_t>(&two - all_.data()));
}

std::vector<std::vector<const Quantity*>> Counters::find() const {
  struct Link {
    double score;
    std::size_t one, two;
  };
  std::vector<Link> links;
  for (const QuantityPair& pair : pairs_.pairs()) {
    const double needed = agree(all_[pair.one], all_[pair.two]) ? kLink : kLinkDiffering;
    if (const double one = score(pair.one, pair.two); one > needed) links.push_back({one, pair.one, pair.two});
  }
  std::stable_sort(links.begin(), links.end(), [](const Link& left, const Link& right) { return left.score > right.score; });
  Partition partition(all_.size());
  std::vector<std::vector<std::size_t>> members(all_.size());
  for (std::size_t i = 0; i < all_.size(); ++i) members[i] = {i};
  for (const Link& link : links) {
    const std::size_t one = partition.root(link.one);
    const std::size_t two = partition.root(link.two);
    if (one == two || members[one].size() + members[two].size() > kMembers) continue;
    double sum = 0;
    bool apart = false;
    for (const std::size_t i : members[one]) {
      for (const std::size_t k : members[two]) {
        sum += std::max(score(i, k), kFloor);
        apart = apart || told_apart(all_[i], all_[k]);
      }
    }
    const double needed = link.score > kCertain ? kTogetherCertain : kTogether;
    if (apart || sum < needed * static_cast<double>(members[one].size() * members[two].size())) continue;
    partition.merge(one, two);
    members[one].insert(members[one].end(), members[two].begin(), members[two].end());
  }
  std::vector<std::vector<const Quantity*>> counters;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (partition.root(i) != i || members[i].size() < 2) continue;
    std::sort(members[i].begin(), members[i].end());
    std::vector<const Quantity*>& counter = counters.emplace_back();
    for (const std::size_t k : members[i]) counter.push_back(&all_[k]);
  }
  return counters;
}

}  // namespace hearsay::comparison

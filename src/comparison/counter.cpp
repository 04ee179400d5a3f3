#include "comparison/counter.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "core/sorted.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kOfKind = 500;      // quantities of one kind that are laid side by side
constexpr std::uint32_t kLead = 3;        // sentences in which a report tells its main figures
constexpr double kMany = 500;            // a story has one toll of this order
constexpr std::uint32_t kUpper = 5;       // sentences below which a report tells of what was before
constexpr std::uint32_t kSideBySide = 2;  // sentences between two counts that a report sets against each other

bool one_place(const std::string& one, const std::string& two) {
  return one == two || one.find(two) != std::string::npos || two.find(one) != std::string::npos;
}

// 2,312 or 53.4 stand for one thing wherever a story has them; 10 and 5,000 don't.
bool is_telling(double value) {
  if (value != std::floor(value)) return true;
  if (value < 100) return false;
  double digits = value;
  while (digits >= 10 && std::fmod(digits, 10) == 0) digits /= 10;
  return digits >= 10;
}

// "short-range missiles" and "long-range missiles": both say more than the noun, and not the same.
bool other_things(const Quantity& one, const Quantity& two) {
  const std::size_t shared = count_common(one.what, two.what);
  return shared < one.what.size() && shared < two.what.size();
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
  if (agree(one, two)) return apart <= kSideBySide && one.head == two.head ? 0.6 : 0;
  if (one.former || two.former || !two_voices(one, two) || apart > kSideBySide || other_things(one, two)) return 0;
  const bool named = one.head != 0 && one.head == two.head;
  return two.bare || named || count_common(one.near, two.near) > 1 ? 1.5 : 0;
}

}  // namespace

double ratio(const Quantity& one, const Quantity& two) {
  const double small = std::min(one.figure.value, two.figure.value);
  return small > 0 ? std::max(one.figure.value, two.figure.value) / small : 1e9;
}

bool compatible(const Quantity& one, const Quantity& two) {
  return one.range.low <= two.range.high && two.range.low <= one.range.high;
}

bool agree(const Quantity& one, const Quantity& two) {
  if (!compatible(one, two)) return false;
  return std::abs(one.figure.value - two.figure.value) <= 0.11 * std::max(one.figure.value, two.figure.value);
}

bool two_voices(const Quantity& one, const Quantity& two) {
  if (!one.voice || !two.voice || one.voice->name.empty() || two.voice->name.empty()) return false;
  if (one.voice->entity != kNone && one.voice->entity == two.voice->entity) return false;
  return count_common(one.voice->stems, two.voice->stems) == 0;
}

Counters::Counters(const StoryView& view, const std::vector<Quantity>& all) : all_(all), partition_(all.size()) {
  weigh();
  for (const Index document : view.members()) {
    std::vector<Index>& names = names_of_[document];
    const auto& entities = view.document(document).reading.entities;
    for (Index i = 0; i < entities.size(); ++i) {
      if (const Index entity = view.entities().find(document, i); entity != kNone) names.push_back(entity);
    }
    std::sort(names.begin(), names.end());
  }
}

std::vector<std::vector<const Quantity*>> Counters::find() {
  struct Link {
    double score;
    std::size_t one, two;
  };
  std::vector<Link> links;
  std::map<std::string, std::vector<std::size_t>> kinds;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    std::vector<std::size_t>& those = kinds[all_[i].kind];
    for (const std::size_t k : those) {
      if (const double score = match(all_[k], all_[i]); score > 0) links.push_back({score, k, i});
    }
    if (those.size() < kOfKind) those.push_back(i);
  }
  std::stable_sort(links.begin(), links.end(), [](const Link& left, const Link& right) { return left.score > right.score; });
  std::vector<std::vector<std::size_t>> members(all_.size());
  for (std::size_t i = 0; i < all_.size(); ++i) members[i] = {i};
  for (const Link& link : links) {
    const std::size_t one = partition_.root(link.one);
    const std::size_t two = partition_.root(link.two);
    if (one == two) continue;
    const bool apart = std::any_of(members[one].begin(), members[one].end(), [&](std::size_t i) {
      return std::any_of(members[two].begin(), members[two].end(), [&](std::size_t k) { return told_apart(all_[i], all_[k]); });
    });
    if (apart) continue;
    partition_.merge(one, two);
    members[one].insert(members[one].end(), members[two].begin(), members[two].end());
  }
  std::vector<std::vector<const Quantity*>> counters;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (partition_.root(i) != i || members[i].size() < 2) continue;
    std::sort(members[i].begin(), members[i].end());
    std::vector<const Quantity*>& counter = counters.emplace_back();
    for (const std::size_t k : members[i]) counter.push_back(&all_[k]);
  }
  return counters;
}

// Words that stand beside many quantities say little of any.
void Counters::weigh() {
  std::unordered_map<std::uint32_t, std::size_t> counts;
  for (const Quantity& quantity : all_) {
    for (const auto& [stem, weight] : quantity.context) ++counts[stem];
  }
  for (const auto& [stem, count] : counts) {
    rarity_[stem] = std::log(1 + static_cast<double>(all_.size()) / static_cast<double>(count));
  }
  for (const Quantity& quantity : all_) {
    double square = 0;
    for (const auto& [stem, weight] : quantity.context) square += std::pow(weight * rarity_[stem], 2);
    length_[&quantity] = std::sqrt(square);
  }
}

double Counters::company(const Quantity& one, const Quantity& two) const {
  double product = 0;
  for (auto left = one.context.begin(), right = two.context.begin(); left != one.context.end() && right != two.context.end();) {
    if (left->first == right->first) {
      product += left->second * right->second * std::pow(rarity_.at(left->first), 2);
      ++left;
      ++right;
    } else if (left->first < right->first) {
      ++left;
    } else {
      ++right;
    }
  }
  const double lengths = length_.at(&one) * length_.at(&two);
  return lengths > 0 ? product / lengths : 0;
}

// Each names one that the other's report names too, and not here: "four Tolmen soldiers" and "two Sordian soldiers".
bool Counters::names_contrast(const Quantity& one, const Quantity& two) const {
  if (one.names.empty() || two.names.empty() || count_common(one.names, two.names) > 0) return false;
  const auto names = [&](const Quantity& quantity, Index document) {
    const std::vector<Index>& all = names_of_.at(document);
    return std::any_of(quantity.names.begin(), quantity.names.end(),
                       [&](Index name) { return std::binary_search(all.begin(), all.end(), name); });
  };
  return names(one, two.document) && names(two, one.document);
}

// How surely both count one thing; 0: nothing says so.
double Counters::match(const Quantity& one, const Quantity& two) const {
  if (told_apart(one, two) || one.increment || two.increment) return 0;
  if (one.document == two.document) return set_against(one, two);
  const double words = company(one, two);
  const bool same = agree(one, two);
  if (names_contrast(one, two) && !(same && is_telling(one.figure.value))) return 0;
  if (same && is_telling(one.figure.value) && words > 0.03) return 2 + words;
  if (!same && ratio(one, two) > 12) return 0;
  const bool placed = !one.place.empty() && !two.place.empty();
  if (is_growing(one.kind)) {
    if (other_things(one, two) && words < 0.3) return 0;
    // The toll of one town and that of all: where only one has a place, they must be told in the same words.
    const bool part = one.place.empty() != two.place.empty();
    const bool leads = one.sentence < kLead && two.sentence < kLead;
    // What stands far below in both is another event's toll.
    if (one.sentence >= kUpper && two.sentence >= kUpper && !placed && !same) return 0;
    const bool many = std::min(one.figure.value, two.figure.value) >= kMany;
    const double needed = placed ? 0.02 : part ? 0.3 : leads ? 0.05 : many ? 0.08 : 0.15;
    return words >= needed ? 1 + words + (placed ? 0.3 : 0) + (same ? 0.2 : 0) : 0;
  }
  if (one.bare && two.bare) return 0;
  if (other_things(one, two) || one.head != two.head) return 0;
  const bool thing = one.head != 0 && (one.kind == "thing" || one.kind == "people");
  // What isn't named by a noun of its own is told by the words right beside it: the turnout, the fee.
  const std::size_t beside = count_common(one.near, two.near) - (thing && count_common(one.near, two.near) > 0 ? 1 : 0);
  if (beside == 0 && !same) return 0;
  // Shares may be of anything.
  if (one.kind == "percent" && !same && beside < 2 && count_common(one.names, two.names) == 0) return 0;
  const double needed = (thing ? 0.2 : 0.25) - (same ? 0.1 : 0) - (placed ? 0.1 : 0);
  return words >= needed ? 0.5 + words : 0;
}

}  // namespace hearsay::comparison

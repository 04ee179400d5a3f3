#include "comparison/counter_pair.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/sorted.h"

namespace hearsay::comparison {
namespace {

#include "../../models/counter_pair.inc"

constexpr std::size_t kAgreesAt = 17;   // the feature that tells whether the values agree
constexpr std::size_t kPlaceAt = 16;    // the feature of the places
constexpr std::size_t kOfKind = 500;      // quantities of one kind that are laid side by side
constexpr std::size_t kPairs = 200000;    // of a story
constexpr double kOneOrder = 40;          // times as large
constexpr std::uint32_t kSideBySide = 3;  // sentences between two counts of one report that may be of one thing
constexpr double kSomething = 0.02;       // company of two quantities worth a look
constexpr double kSameMatter = 0.35;      // or the likeness of their clauses

constexpr std::uint32_t kLead = 3;         // sentences in which a report tells its main figures
constexpr double kMany = 500;             // a story has one toll of this order
constexpr std::uint32_t kUpper = 5;       // sentences below which a report tells of what was before

enum class KindRelation { same, one_unknown, both_unknown, people, none };

bool is_of_people(std::string_view kind) {
  return kind == "people" || kind == "casualties" || kind == "rescued" || kind == "hostages" || kind == "trapped" || kind == "stranded" ||
         kind == "released" || kind == "captured" || kind == "survivors" || is_growing(kind);
}

bool is_money(std::string_view kind) { return kind.size() == 3 && kind[0] >= 'A' && kind[0] <= 'Z' && kind[2] >= 'A' && kind[2] <= 'Z'; }

KindRelation relation_of(const Quantity& one, const Quantity& two) {
  const bool unknown = one.kind == kUnknownKind;
  if (one.kind == two.kind) return unknown ? KindRelation::both_unknown : KindRelation::same;
  if (unknown || two.kind == kUnknownKind) return KindRelation::one_unknown;
  // "97 people aboard" and "68 passengers"; five engineers and five who were freed; sums in a currency nobody knows.
  const auto loose = [](const Quantity& quantity) { return quantity.kind == "people" || quantity.kind == "thing"; };
  const auto people = [](const Quantity& quantity) { return is_of_people(quantity.kind) || quantity.kind == "thing"; };
  if ((loose(one) && people(two)) || (loose(two) && people(one))) return KindRelation::people;
  return KindRelation::none;
}

float class_of(const Quantity& quantity) {
  const std::string& kind = quantity.kind;
  if (kind == "deaths") return 0;
  if (is_growing(kind)) return 1;
  if (is_of_people(kind)) return 2;
  if (kind == "thing") return 3;
  if (kind == "percent") return 4;
  if (is_money(kind)) return 5;
  if (kind == "days") return 6;
  if (quantity.measure || kind == "ha") return 7;
  return kind == kUnknownKind ? 9 : 8;
}

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

std::uint64_t key(std::uint32_t quantity, Index document) { return (static_cast<std::uint64_t>(quantity) << 32) | document; }

std::string kind_key(const Quantity& quantity) { return std::to_string(quantity.document) + ' ' + quantity.kind; }

}  // namespace

CounterModel default_counter_model() { return {kAgreeing, kDiffering}; }

float CounterModel::score(const PairFeatures& features) const {
  const std::span<const float> weights = features[kAgreesAt] > 0 ? agreeing : differing;
  float sum = weights[kPairFeatures];
  for (std::size_t i = 0; i < kPairFeatures; ++i) sum += weights[i] * features[i];
  return sum;
}

double ratio(const Quantity& one, const Quantity& two) {
  const double small = std::min(one.value, two.value);
  return small > 0 ? std::max(one.value, two.value) / small : 1e9;
}

bool compatible(const Quantity& one, const Quantity& two) {
  return one.range.low <= two.range.high && two.range.low <= one.range.high;
}

bool agree(const Quantity& one, const Quantity& two) {
  if (!compatible(one, two)) return false;
  return std::abs(one.value - two.value) <= 0.11 * std::max(one.value, two.value);
}

bool two_voices(const Quantity& one, const Quantity& two) {
  if (!one.voice || !two.voice || one.voice->name.empty() || two.voice->name.empty()) return false;
  if (one.voice->entity != kNone && one.voice->entity == two.voice->entity) return false;
  return count_common(one.voice->stems, two.voice->stems) == 0;
}

CounterPairs::CounterPairs(const StoryView& view, const std::vector<Quantity>& all) : all_(all) {
  weigh();
  for (const Index document : view.members()) {
    std::vector<Index>& names = names_of_[document];
    const auto& entities = view.document(document).reading.entities;
    for (Index i = 0; i < entities.size(); ++i) {
      if (const Index entity = view.entities().find(document, i); entity != kNone) names.push_back(entity);
    }
    std::sort(names.begin(), names.end());
  }
  for (const Quantity& quantity : all_) ++kinds_[kind_key(quantity)];
  find_pairs();
}

// Words that stand beside many quantities say little of any.
void CounterPairs::weigh() {
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
    length_.push_back(std::sqrt(square));
  }
}

double CounterPairs::rarity(std::uint32_t stem) const {
  const auto found = rarity_.find(stem);
  return found == rarity_.end() ? 0 : found->second;
}

double CounterPairs::company(const Quantity& one, const Quantity& two) const {
  double product = 0;
  for (auto left = one.context.begin(), right = two.context.begin(); left != one.context.end() && right != two.context.end();) {
    if (left->first == right->first) {
      product += left->second * right->second * std::pow(rarity(left->first), 2);
      ++left;
      ++right;
    } else if (left->first < right->first) {
      ++left;
    } else {
      ++right;
    }
  }
  const double lengths = length_[static_cast<std::size_t>(&one - all_.data())] * length_[static_cast<std::size_t>(&two - all_.data())];
  return lengths > 0 ? product / lengths : 0;
}

// The rarity of the stems in both.
double CounterPairs::shared(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& two) const {
  double sum = 0;
  for (const std::uint32_t stem : one) {
    if (std::binary_search(two.begin(), two.end(), stem)) sum += rarity(stem);
  }
  return sum;
}

void CounterPairs::find_pairs() {
  std::map<std::string, std::size_t> counts;
  for (std::uint32_t k = 0; k < all_.size(); ++k) {
    if (++counts[all_[k].kind] > kOfKind) continue;
    for (std::uint32_t i = 0; i < k && pairs_.size() < kPairs; ++i) {
      const Quantity& one = all_[i];
      const Quantity& two = all_[k];
      if (relation_of(one, two) == KindRelation::none || ratio(one, two) > kOneOrder) continue;
      const auto together = static_cast<float>(company(one, two));
      const auto meaning = static_cast<float>(model::similarity(one.clause_meaning, two.clause_meaning));
      // "The owner says it is 2,500": side by side, whatever their words.
      const bool beside = one.document == two.document && two.sentence - one.sentence <= kSideBySide;
      if (together < kSomething && meaning < kSameMatter && !beside) continue;
      pairs_.push_back({i, k, together});
      for (const auto& [quantity, document] : {std::pair(i, two.document), std::pair(k, one.document)}) {
        Best& best = best_[key(quantity, document)];
        best.company = std::max(best.company, together);
        best.meaning = std::max(best.meaning, meaning);
      }
    }
  }
}

CounterPairs::Best CounterPairs::best(std::uint32_t quantity, Index document) const {
  const auto found = best_.find(key(quantity, document));
  return found == best_.end() ? Best{} : found->second;
}

std::uint32_t CounterPairs::of_kind(const Quantity& quantity) const {
  const auto found = kinds_.find(kind_key(quantity));
  return found == kinds_.end() ? 0 : found->second;
}

// Each names one that the other's report names too, and not here: "four Tolmen soldiers" and "two Sordian soldiers".
bool CounterPairs::names_contrast(const Quantity& one, const Quantity& two) const {
  if (one.names.empty() || two.names.empty() || count_common(one.names, two.names) > 0) return false;
  const auto names = [&](const Quantity& quantity, Index document) {
    const auto all = names_of_.find(document);
    return all != names_of_.end() && std::any_of(quantity.names.begin(), quantity.names.end(), [&](Index name) {
             return std::binary_search(all->second.begin(), all->second.end(), name);
           });
  };
  return names(one, two.document) && names(two, one.document);
}

// What is told of one thing by rule: 1 and more where it surely is, 0 where nothing says so.
double CounterPairs::rule(const Quantity& one, const Quantity& two, double words) const {
  const bool same = agree(one, two);
  if (one.increment || two.increment) return 0;
  if (names_contrast(one, two) && !(same && is_telling(one.value))) return 0;
  if (same && is_telling(one.value) && words > 0.03) return 2;
  if (!same && ratio(one, two) > 12) return 0;
  const bool placed = !one.place.empty() && !two.place.empty();
  const std::size_t same_what = count_common(one.what, two.what);
  const bool other_things = same_what < one.what.size() && same_what < two.what.size();
  if (is_growing(one.kind) && is_growing(two.kind)) {
    if (one.kind != two.kind || (other_things && words < 0.3)) return 0;
    // The toll of one town and that of all: where only one has a place, they must be told in the same words.
    const bool part = one.place.empty() != two.place.empty();
    const bool leads = one.sentence < kLead && two.sentence < kLead;
    // What stands far below in both is another event's toll.
    if (one.sentence >= kUpper && two.sentence >= kUpper && !placed && !same) return 0;
    const bool many = std::min(one.value, two.value) >= kMany;
    const double needed = placed ? 0.02 : part ? 0.3 : leads ? 0.05 : many ? 0.08 : 0.15;
    return words >= needed ? 1 + words + (placed ? 0.3 : 0) : 0;
  }
  if ((one.bare && two.bare) || one.kind != two.kind || one.kind == kUnknownKind) return 0;
  if (other_things || one.head != two.head) return 0;
  const bool thing = one.head != 0 && (one.kind == "thing" || one.kind == "people");
  // What isn't named by a noun of its own is told by the words right beside it: the turnout, the fee.
  const std::size_t near = count_common(one.near, two.near);
  const std::size_t beside = near - (thing && near > 0 ? 1 : 0);
  if (beside == 0 && !same) return 0;
  // Shares may be of anything.
  if (one.kind == "percent" && !same && beside < 2 && count_common(one.names, two.names) == 0) return 0;
  const double needed = (thing ? 0.2 : 0.25) - (same ? 0.1 : 0) - (placed ? 0.1 : 0);
  return words >= needed ? 0.5 + words : 0;
}

PairFeatures CounterPairs::features(const QuantityPair& pair) const {
  const Quantity& one = all_[pair.one];
  const Quantity& two = all_[pair.two];
  const auto number = [](auto value) { return static_cast<float>(value); };
  const auto known = [](const Quantity& quantity) { return quantity.kind != kUnknownKind; };
  PairFeatures row{};
  std::size_t at = 0;
  const auto add = [&](auto value) { row[at++] = static_cast<float>(value); };
  // What is counted.
  add(relation_of(one, two));
  add(known(one) ? class_of(one) : class_of(two));
  add(one.head == 0 || two.head == 0 ? 0.5F : one.head == two.head ? 1.0F : 0.0F);
  const std::size_t same_what = count_common(one.what, two.what);
  const std::size_t all_what = one.what.size() + two.what.size() - same_what;
  add(one.what.empty() || two.what.empty() ? -1.0F : number(same_what) / number(all_what));
  add(same_what < one.what.size() && same_what < two.what.size());
  // What stands around it.
  add(pair.company);
  const double near = shared(one.near, two.near);
  add(near);
  add(shared(one.clause, two.clause));
  add(count_common(one.near, two.near));
  const auto clause_meaning = number(model::similarity(one.clause_meaning, two.clause_meaning));
  add(clause_meaning);
  add(model::similarity(one.sentence_meaning, two.sentence_meaning));
  double near_one = 0, near_two = 0;
  for (const std::uint32_t stem : one.near) near_one += rarity(stem);
  for (const std::uint32_t stem : two.near) near_two += rarity(stem);
  add(near_one > 0 && near_two > 0 ? near / std::min(near_one, near_two) : 0);
  // The head of one stands beside the other.
  const auto beside = [](const Quantity& quantity, const Quantity& other) {
    return quantity.head != 0 && std::binary_search(other.clause.begin(), other.clause.end(), quantity.head);
  };
  add(number(beside(one, two)) + number(beside(two, one)));
  // Who and where.
  add(count_common(one.names, two.names));
  add(names_contrast(one, two));
  add(one.subject == kNone || two.subject == kNone ? 0 : one.subject == two.subject ? 1 : -1);
  const bool placed = !one.place.empty() && !two.place.empty();
  add(placed ? (one_place(one.place, two.place) ? 2 : -1) : one.place.empty() && two.place.empty() ? 1 : 0);
  // The values.
  const bool same = agree(one, two);
  add(same);
  add(compatible(one, two));
  add(std::log(ratio(one, two)));
  add(std::log(1 + std::min(one.value, two.value)));
  add(same && is_telling(one.value));
  add(one.value == two.value);
  add(number(one.value != std::floor(one.value)) + number(two.value != std::floor(two.value)));
  add(number(one.figure.bound != Bound::exact) + number(two.figure.bound != Bound::exact));
  // Where they stand.
  const bool within = one.document == two.document;
  add(within);
  add(within ? std::min<std::uint32_t>(two.sentence - one.sentence, 10) : 0);
  add(std::min(one.sentence, two.sentence));
  add(std::max(one.sentence, two.sentence));
  add(two_voices(one, two) ? -1 : same_voice(one.voice, two.voice) ? 1 : 0);
  add(one.day && two.day ? std::min(std::abs(*one.day - *two.day), 60.0) : -1);
  add(one.time && two.time ? std::min(std::abs(*one.time - *two.time), 60.0) : -1);
  // How they are told.
  add(one.part == two.part ? number(one.part) : -1);
  add(number(one.increment) + number(two.increment));
  add(number(one.former) + number(two.former));
  add(number(one.bare) + number(two.bare));
  add(number(one.labels) + number(two.labels));
  // Against others of the reports.
  const Best best_one = best(pair.one, two.document);
  const Best best_two = best(pair.two, one.document);
  const auto margin = [](float value, float best) { return best > 0 ? value / best : 0; };
  const float margin_one = margin(pair.company, best_one.company);
  const float margin_two = margin(pair.company, best_two.company);
  add(std::min(margin_one, margin_two));
  add(std::max(margin_one, margin_two));
  const float meaning_one = margin(clause_meaning, best_one.meaning);
  const float meaning_two = margin(clause_meaning, best_two.meaning);
  add(std::min(meaning_one, meaning_two));
  add(std::max(meaning_one, meaning_two));
  add(std::min(of_kind(one), of_kind(two)));
  add(std::max(of_kind(one), of_kind(two)));
  add(rule(one, two, pair.company));
  // What is one of a few, as a number of its own each.
  const auto spread = [&](float value, int least, int most) {
    for (int i = least; i <= most; ++i) add(value == number(i));
  };
  spread(row[0], 0, 3);
  spread(row[1], 0, 9);
  spread(row[kPlaceAt], -1, 2);
  add(row[1] <= 1 && row[0] == 0 ? pair.company : 0);
  add(row[1] > 1 && row[0] == 0 ? pair.company : 0);
  return row;
}

}  // namespace hearsay::comparison

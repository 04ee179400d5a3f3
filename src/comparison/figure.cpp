#include "comparison/figure.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "comparison/counter.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kMembers = 120;  // of a counter that are laid side by side
constexpr double kOneDay = 0.6;        // days: reports of one day
constexpr double kOneRun = 10;         // days within which reports tell of one state of things
constexpr double kAtOddsRun = 60;      // days within which two voices are at odds
constexpr double kRun = 20;            // days within which a count that nobody is named for is one
constexpr std::uint32_t kUpper = 5;    // sentences in which a report tells its own matter
constexpr double kSure = 0.3;          // score of two counts that may contradict each other though no report says so
constexpr double kLikely = -0.7;       // score of two counts of which the later may follow the earlier
constexpr double kOtherThings = 2.5;   // times: so far apart, what nobody sets against each other counts two things
constexpr double kAtOdds = 12;         // times: what two voices are set against each other with
constexpr double kLongest = 30;        // times that a count may grow

using Members = std::vector<const Quantity*>;

bool same_day(const Quantity& one, const Quantity& two) {
  return one.document == two.document || (one.day && two.day && std::abs(*one.day - *two.day) < kOneDay);
}

bool has_voice(const Quantity& quantity) { return quantity.voice && !quantity.voice->name.empty(); }

class CounterComparison {
 public:
  CounterComparison(const StoryView& view, const Counters& counters, const Members& all)
      : view_(view), counters_(counters), all_(all) {
    if (all_.size() > kMembers) all_.resize(kMembers);
    for (std::size_t i = 0; i < all_.size() && !disputed_; ++i) {
      for (std::size_t k = i + 1; k < all_.size() && !disputed_; ++k) disputed_ = disputed(*all_[i], *all_[k]);
    }
  }

  std::vector<Comparison> run() const {
    std::vector<Comparison> comparisons;
    if (auto conflict = conflicting()) comparisons.push_back(std::move(*conflict));
    auto update = updated(all_);
    // What one voice says from day to day is an update, whoever contradicts it.
    for (std::size_t i = 0; update && !comparisons.empty() && within(*update, comparisons.front()) && i < all_.size(); ++i) {
      if (auto own = updated(of_voice(*all_[i]))) {
        comparisons.push_back(std::move(*own));
        break;
      }
    }
    // Two counts at odds are no course of things.
    if (update && (comparisons.empty() || !within(*update, comparisons.front()))) {
      comparisons.push_back(std::move(*update));
    } else if (auto difference = comparisons.empty() ? differing() : std::nullopt) {
      comparisons.push_back(std::move(*difference));
    }
    for (Comparison& agreement : agreeing()) comparisons.push_back(std::move(agreement));
    return comparisons;
  }

 private:
  static bool within(const Comparison& one, const Comparison& other) {
    return std::all_of(one.members.begin(), one.members.end(), [&](const ComparisonMember& member) {
      return std::any_of(other.members.begin(), other.members.end(),
                         [&](const ComparisonMember& known) { return known.value == member.value; });
    });
  }

  // The missing are found, and who fled comes home.
  bool grows() const {
    const std::string& kind = all_.front()->kind;
    return is_growing(kind) && kind != "missing" && kind != "displaced";
  }

  // Two counts at odds within a report, by two voices.
  static bool disputed(const Quantity& one, const Quantity& two) {
    return one.document == two.document && two_voices(one, two) && !compatible(one, two);
  }

  // "It raised its forecast to 340 million from 310 million": a report tells the change.
  bool changed_by_word() const {
    return std::any_of(all_.begin(), all_.end(), [&](const Quantity* former) {
      return former->former && std::any_of(all_.begin(), all_.end(), [&](const Quantity* now) {
               return now->document == former->document && !now->former && !agree(*now, *former);
             });
    });
  }

  // Who comes later returns to the first value: the one between is no step of a course.
  bool interleaved(const Quantity& one, const Quantity& two) const {
    if (!one.day || !two.day) return false;
    const Quantity& first = *one.day <= *two.day ? one : two;
    const Quantity& second = *one.day <= *two.day ? two : one;
    return std::any_of(all_.begin(), all_.end(), [&](const Quantity* third) {
      return third->day && *third->day > *second.day + kOneDay && third->document != first.document && agree(*third, first) &&
             !compatible(*third, second);
    });
  }

  bool in_conflict(const Quantity& one, const Quantity& two) const {
    if (one.former || two.former || one.vague || two.vague || compatible(one, two)) return false;
    // "Five of the dead were relatives", "their three sons were among the dead": parts, which need not be one.
    if ((one.part || two.part) && (one.place.empty() || two.place.empty())) return false;
    const bool at_odds = two_voices(one, two);
    if (one.document == two.document) return at_odds && ratio(one, two) <= kAtOdds;
    if (ratio(one, two) > (at_odds && disputed_ ? kAtOdds : kOtherThings)) return false;
    const double apart = one.day && two.day ? std::abs(*one.day - *two.day) : kRun;
    if (is_growing(one.kind) || is_growing(two.kind)) return grows_apart(one, two, at_odds);
    if (at_odds && disputed_) return apart < kAtOddsRun;
    if (changed_by_word() || one.kind == kUnknownKind || two.kind == kUnknownKind) return false;
    if (knows_both(one, two) || knows_both(two, one)) return false;
    if (apart < kOneRun && !same_day(one, two) && !same_voice(one.voice, two.voice) && interleaved(one, two)) return true;
    if (one.time && two.time && std::abs(*one.time - *two.time) >= 1) return false;
    if (apart > (at_odds ? kAtOddsRun : kOneRun) || counters_.score(one, two) < kSure) return false;
    return at_odds || (same_day(one, two) && one.sentence < kUpper && two.sentence < kUpper);
  }

  // Its report tells the other's value too: "218 girls held until then, 197 who remain".
  bool knows_both(const Quantity& one, const Quantity& other) const {
    return std::any_of(all_.begin(), all_.end(), [&](const Quantity* told) {
      return told->document == one.document && agree(*told, other) && !told->vague;
    });
  }

  // Of counts that only grow: of one day, or of two who are at odds; who tells the lower one later repeats nobody.
  bool grows_apart(const Quantity& one, const Quantity& two, bool at_odds) const {
    if (one.time && two.time && std::abs(*one.time - *two.time) >= 1) return false;
    const Quantity& low = one.value < two.value ? one : two;
    const Quantity& high = one.value < two.value ? two : one;
    if (told_before(low)) return false;
    // A report's own word is what it knew when it was written.
    if (grows() && has_voice(one) != has_voice(two)) return false;
    if (same_day(one, two) || (at_odds && disputed_)) return true;
    return grows() && !one.place.empty() && !two.place.empty() && low.day && high.day && *low.day > *high.day && *low.day - *high.day < kOneRun;
  }

  std::optional<Comparison> conflicting() const {
    std::set<std::size_t> members;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      for (std::size_t k = i + 1; k < all_.size(); ++k) {
        if (in_conflict(*all_[i], *all_[k])) members.insert({i, k});
      }
    }
    if (members.empty()) return std::nullopt;
    // Who gives the same count takes part.
    const std::set<std::size_t> sides = members;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      const bool joins = std::any_of(sides.begin(), sides.end(), [&](std::size_t side) {
        return !all_[i]->former && agree(*all_[i], *all_[side]) && std::abs(all_[i]->day.value_or(0) - all_[side]->day.value_or(0)) < kOneRun;
      });
      if (joins) members.insert(i);
    }
    Members told;
    std::set<Index> documents;
    for (const std::size_t i : members) {
      told.push_back(all_[i]);
      documents.insert(all_[i]->document);
    }
    if (documents.size() < 2 && !opposed_by_name(told)) return std::nullopt;
    Comparison comparison = begin(Verdict::conflict);
    comparison.why = values(told) + ".";
    return end(std::move(comparison), told);
  }

  // Two people of a report who count the same things and not alike.
  static bool opposed_by_name(const Members& told) {
    return std::all_of(told.begin(), told.end(), [](const Quantity* one) {
      return !one->bare && one->head != 0 && one->voice && one->voice->entity != kNone;
    });
  }

  Members of_voice(const Quantity& one) const {
    Members members;
    for (const Quantity* told : all_) {
      if (same_voice(told->voice, one.voice)) members.push_back(told);
    }
    return members;
  }

  // The highest count of each day, where it grows from day to day.
  std::optional<Comparison> updated(const Members& all) const {
    Members dated;
    for (const Quantity* told : all) {
      if (told->day && !told->former && !told->vague) dated.push_back(told);
    }
    std::stable_sort(dated.begin(), dated.end(), [](const Quantity* left, const Quantity* right) {
      return *left->day != *right->day ? *left->day < *right->day : left->value < right->value;
    });
    Members kept;
    for (const Quantity* told : dated) {
      if (!kept.empty() && told->value < kept.back()->value && !agree(*kept.back(), *told)) {
        if (grows()) continue;           // an old count, or a lower one that others dispute
        if (same_day(*kept.back(), *told)) continue;
      }
      // What doesn't grow by its nature changes where the same voice tells another value later.
      if (!grows() && !kept.empty() && !agree(*kept.back(), *told) && !succeeds(*kept.back(), *told)) continue;
      kept.push_back(told);
    }
    if (kept.size() < 2) return std::nullopt;
    const Quantity& first = *kept.front();
    const auto last = std::find_if(kept.rbegin(), kept.rend(), [&](const Quantity* told) {
      return told->document != first.document && !agree(first, *told);
    });
    if (last == kept.rend() || ratio(first, **last) > kLongest) return std::nullopt;
    if (same_day(first, **last) && compatible(first, **last)) return std::nullopt;
    // Lengths are of anything.
    if (first.kind == "m" && !changed_by_word()) return std::nullopt;
    Comparison comparison = begin(Verdict::update);
    comparison.why = course(kept);
    return end(std::move(comparison), kept);
  }

  bool succeeds(const Quantity& one, const Quantity& two) const {
    if (same_day(one, two)) return false;
    if (is_growing(one.kind)) return true;
    if (one.day && two.day && *two.day - *one.day > kRun && !(has_voice(one) && has_voice(two))) return false;
    if (changed_by_word()) return true;
    // Another voice, or nobody's, may count another thing, or be wrong.
    const bool one_hand = same_voice(one.voice, two.voice) || view_.outlet(one.document) == view_.outlet(two.document);
    return counters_.score(one, two) > (one_hand ? kLikely : kSure);
  }

  // "Deaths rise from 12 (Lisk Post, 2031-03-02) over 19 (...) to 23 (...).": each step by who gave it first.
  std::string course(const Members& kept) const {
    Members steps;
    for (const Quantity* told : kept) {
      const bool new_step = steps.empty() || !agree(*told, *steps.back());
      if (new_step && (steps.empty() || !grows() || told->value > steps.back()->value)) steps.push_back(told);
    }
    const bool up = steps.back()->value > steps.front()->value;
    std::string why = std::string("The count ") + (up ? "rises" : "falls") + " from ";
    constexpr std::size_t kSteps = 5;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const bool last = i + 1 == steps.size();
      if (i >= kSteps && !last) continue;
      if (i > 0) why += last ? " to " : (i == 1 ? " over " : " and ");
      why += shown(*steps[i]) + (i == 0 ? counted() : "") + " (" + told_by(*steps[i]) + ")";
    }
    return why + ".";
  }

  // Two counts of what grows, and no date that would tell which is the later one.
  std::optional<Comparison> differing() const {
    if (!grows()) return std::nullopt;
    for (const Quantity* one : all_) {
      for (const Quantity* two : all_) {
        const bool undated = !one->day || !two->day;
        if (one->document == two->document || !undated || agree(*one, *two) || one->value > two->value) continue;
        Comparison comparison = begin(Verdict::differ);
        comparison.why = values({one, two}) + "; without a date, which came first isn't known.";
        return end(std::move(comparison), {one, two});
      }
    }
    return std::nullopt;
  }

  // Each value that two reports or more give, who gives it once.
  std::vector<Comparison> agreeing() const {
    std::vector<Comparison> comparisons;
    std::set<const Quantity*> taken;
    for (const Quantity* first : all_) {
      if (taken.count(first) > 0) continue;
      Members members;
      std::set<Index> documents;
      for (const Quantity* other : all_) {
        if (!agree(*first, *other) || taken.count(other) > 0 || !documents.insert(other->document).second) continue;
        members.push_back(other);
      }
      if (members.size() < 2) continue;
      taken.insert(members.begin(), members.end());
      comparisons.push_back(agreement(members));
    }
    return comparisons;
  }

  Comparison agreement(const Members& members) const {
    std::set<std::string> values;
    for (const Quantity* told : members) values.insert(shown(*told));
    Comparison comparison = end(begin(Verdict::agree), members);
    const std::string outlets = outlets_of(view_, comparison.members);
    if (values.size() == 1) {
      comparison.why = outlets + " give the same figure, " + *values.begin() + counted() + ".";
    } else {
      comparison.why = outlets + " give figures that allow each other: " + listed({values.begin(), values.end()}) + counted() + ".";
    }
    return comparison;
  }

  // "16 dead by Lisk hospital (Lisk Post, 2031-03-02) – 19 by Lisk police (Carrow Echo, 2031-03-02)"
  std::string values(const Members& told) const {
    constexpr std::size_t kShown = 5;
    Members sides;
    for (const Quantity* one : told) {
      const bool known = std::any_of(sides.begin(), sides.end(), [&](const Quantity* side) { return agree(*side, *one); });
      if (!known && sides.size() < kShown) sides.push_back(one);
    }
    std::string out;
    for (const Quantity* side : sides) {
      const bool first = out.empty();
      out += (first ? "" : " – ") + shown(*side) + (first ? counted() : "");
      if (side->voice && !side->voice->name.empty()) out += " by " + in_sentence(side->voice->name);
      out += " (" + told_by(*side) + ")";
    }
    return out;
  }

  // A measure and what runs into millions as it stands, other values as numbers.
  std::string shown(const Quantity& told) const {
    if (!told.measure && told.kind != "ha" && told.value < 1e6) return value_of(told.figure);
    return collapse_space(slice(view_.text(told.document), told.figure.span));
  }

  // "deaths in Lisk", "houses"
  std::string subject() const {
    std::string what;
    for (const Quantity* told : all_) {
      const std::string& unit = told->figure.unit;
      const std::string words = lower(collapse_space(told->figure.what));
      if (is_growing(told->kind)) {
        what = told->kind;
      } else if (!words.empty()) {
        what = words;
      } else if (told->kind == "m") {
        what = "length";
      } else if (told->kind == "kg") {
        what = "mass";
      } else if (told->kind == "ha") {
        what = "area";
      } else if (told->kind == "l") {
        what = "volume";
      } else if (told->kind == "days") {
        what = "time";
      } else {
        what = unit == "percent" ? "share" : unit;
      }
      if (!what.empty()) break;
    }
    std::string place;
    const bool everywhere = std::all_of(all_.begin(), all_.end(), [](const Quantity* told) { return !told->place.empty(); });
    for (const Quantity* told : all_) {
      if (everywhere && place.empty()) place = collapse_space(told->figure.place);
    }
    if (everywhere && place.empty()) place = titled(all_.front()->place);
    return what + (place.empty() ? "" : " in " + place);
  }

  static std::string titled(std::string words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool begins = i == 0 || words[i - 1] == ' ';
      if (begins && words[i] >= 'a' && words[i] <= 'z') words[i] = static_cast<char>(words[i] - 'a' + 'A');
    }
    return words;
  }

  Comparison begin(Verdict verdict) const {
    Comparison comparison;
    comparison.kind = ComparisonKind::figure;
    comparison.verdict = verdict;
    comparison.what = subject();
    return comparison;
  }

  Comparison end(Comparison comparison, Members members) const {
    std::sort(members.begin(), members.end(), [&](const Quantity* left, const Quantity* right) {
      return std::pair(position(left->document), left->figure.span.begin) < std::pair(position(right->document), right->figure.span.begin);
    });
    for (const Quantity* told : members) {
      comparison.members.push_back(view_.member(told->document, told->figure.span, value_of(told->figure), told->attribution));
    }
    view_.finish(comparison);
    return comparison;
  }

  std::size_t position(Index document) const {
    return static_cast<std::size_t>(std::find(view_.members().begin(), view_.members().end(), document) - view_.members().begin());
  }

  std::string told_by(const Quantity& told) const {
    const auto& published = view_.document(told.document).article.published;
    return view_.outlet(told.document) + (published ? ", " + published->value.substr(0, 10) : "");
  }

  // " dead", " injured", " houses": what follows the number.
  std::string counted() const {
    const std::string& kind = all_.front()->kind;
    if (all_.front()->measure || kind == "ha") return "";
    if (kind == "deaths") return " dead";
    if (is_growing(kind) || kind == "percent" || kind == "days") return " " + kind;
    for (const Quantity* told : all_) {
      if (!told->figure.what.empty()) return " " + collapse_space(told->figure.what);
    }
    return kind == "thing" ? "" : " " + kind;
  }

  // Another report gave the figure on an earlier day: who repeats it contradicts nobody.
  bool told_before(const Quantity& told) const {
    return told.day && std::any_of(all_.begin(), all_.end(), [&](const Quantity* other) {
             return grows() && other->day && *told.day - *other->day >= kOneDay && agree(*other, told);
           });
  }

  const StoryView& view_;
  const Counters& counters_;
  bool disputed_ = false;  // within one report
  Members all_;
};

}  // namespace

std::vector<Comparison> compare_figures(const StoryView& view) { return compare_figures(view, default_counter_model()); }

std::vector<Comparison> compare_figures(const StoryView& view, const CounterModel& model) {
  const std::vector<Quantity> all = quantities_of(view);
  std::vector<Comparison> comparisons;
  const Counters counters(view, all, model);
  for (const Members& counter : counters.find()) {
    for (Comparison& comparison : CounterComparison(view, counters, counter).run()) comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace hearsay::comparison

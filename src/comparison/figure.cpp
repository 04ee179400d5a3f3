#include "comparison/figure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "comparison/phrase.h"
#include "core/enums.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "story/day.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kFigures = 4000;  // of a story
constexpr std::size_t kCounters = 400;  // of a unit, within a story
constexpr double kFarTime = 30;         // days: a figure told for another time than the report's
constexpr double kOneTime = 0.6;        // days: reports of one day
constexpr double kOneRun = 10;          // days within which reports tell of one state of things

// What is counted by these only ever grows while a story runs.
constexpr std::string_view kGrowing[] = {"deaths",    "injured", "missing",  "detained", "arrested",
                                         "displaced", "wounded", "affected", "infected", "evacuated"};
constexpr std::string_view kPeople[] = {"people",        "person",  "persons",    "others",
                                        "men and women", "victims", "individuals"};

bool is_growing(std::string_view unit) {
  return std::find(std::begin(kGrowing), std::end(kGrowing), unit) != std::end(kGrowing);
}

// One figure with what makes it comparable.
struct Told {
  Index document = kNone;
  const Figure* figure = nullptr;
  Range range;
  std::vector<std::uint32_t> what;     // stems; empty for "people"
  std::vector<std::uint32_t> context;  // stems of its sentence without the figure's own words
  std::string place;
  std::optional<double> time;  // day, where the figure has one
  std::optional<double> day;   // of publication
};

// Figures of one counter.
struct Counter {
  std::vector<Told> told;
  std::vector<std::uint32_t> what;
  std::string place;
  bool placed_by_all = true;
};

std::string number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<long long>(value));
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

// Half of the last place that isn't a zero, at least two zeros, at most a twentieth: 11,500 may be 11,517.
double rounding(double value) {
  double place = 1;
  int zeros = 0;
  while (zeros < 12 && value >= 10 * place && std::fmod(value, 10 * place) == 0) {
    place *= 10;
    ++zeros;
  }
  return zeros < 2 ? 0 : std::min(place / 2, value / 20);
}

std::vector<std::uint32_t> without(const std::vector<std::uint32_t>& all, const std::vector<std::uint32_t>& some) {
  std::vector<std::uint32_t> rest;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest));
  return rest;
}

bool overlap(const Range& one, const Range& two) { return one.low <= two.high && two.low <= one.high; }

// Near enough to be the same count in other words: "at least 11,517" with 11,520, not with 20,000.
bool agree(const Told& one, const Told& two) {
  if (!overlap(one.range, two.range)) return false;
  return std::abs(one.figure->value - two.figure->value) <= 0.06 * std::max(one.figure->value, two.figure->value);
}

bool one_place(const std::string& one, const std::string& two) {
  return one == two || one.find(two) != std::string::npos || two.find(one) != std::string::npos;
}

// The last word of what is counted stands for a unit that has no name: "nights", "paintings".
std::string unit_of(const Figure& figure) {
  if (!figure.unit.empty()) return figure.unit;
  const std::string what = lower(collapse_space(figure.what));
  return what.substr(what.rfind(' ') + 1);
}

std::optional<Told> tell(const StoryView& view, Index document, const Figure& figure) {
  const std::string_view text = view.text(document);
  if (unit_of(figure).empty() || slice(text, figure.span).empty()) return std::nullopt;
  Told told;
  told.document = document;
  told.figure = &figure;
  told.range = range_of(figure);
  const std::string what = lower(collapse_space(figure.what));
  if (std::find(std::begin(kPeople), std::end(kPeople), what) == std::end(kPeople)) told.what = stems_of(what);
  // Percentages, sums and lengths are told of anything: without what they measure they can't be lined up.
  if (!is_growing(figure.unit) && told.what.empty()) return std::nullopt;
  told.place = lower(collapse_space(figure.place));
  told.day = view.day(document);
  const auto& times = view.document(document).reading.times;
  if (figure.time < times.size()) told.time = story::day_of(times[figure.time].value);
  if (told.time && told.day && *told.day - *told.time > kFarTime) return std::nullopt;
  const Span sentence = sentence_around(text, figure.span);
  std::vector<std::uint32_t> own = make_phrase(text, {figure.span, figure.what_span}).stems;
  told.context = without(make_phrase(text, {sentence}).stems, own);
  return told;
}

bool one_counter(const Counter& counter, const Told& told) {
  if (!counter.what.empty() && !told.what.empty() && counter.what != told.what) {
    const std::size_t shared = count_common(counter.what, told.what);
    if (shared == 0 || shared * 2 < std::max(counter.what.size(), told.what.size())) return false;
  }
  if (!counter.place.empty() && !told.place.empty() && !one_place(counter.place, told.place)) return false;
  const Told& first = counter.told.front();
  if (told.time && first.time && std::abs(*told.time - *first.time) > kFarTime) return false;
  if (told.figure->value == first.figure->value && told.figure->value >= 1000) return true;
  // Another counter of the same kind would stand in other company.
  const bool placed = !told.place.empty() && !counter.place.empty();
  const bool named = first.figure->unit.empty() && told.figure->unit.empty() && counter.what == told.what;
  const std::size_t needed = placed || named ? 1 : 2;
  return std::any_of(counter.told.begin(), counter.told.end(),
                     [&](const Told& other) { return count_common(other.context, told.context) >= needed; });
}

std::vector<Counter> counters_of(const std::vector<Told>& figures) {
  std::vector<Counter> counters;
  for (const Told& told : figures) {
    const auto home = std::find_if(counters.begin(), counters.end(),
                                   [&](const Counter& counter) { return one_counter(counter, told); });
    if (home == counters.end()) {
      if (counters.size() < kCounters) counters.push_back({{told}, told.what, told.place, !told.place.empty()});
      continue;
    }
    home->told.push_back(told);
    if (home->what.empty()) home->what = told.what;
    if (home->place.empty()) home->place = told.place;
    home->placed_by_all = home->placed_by_all && !told.place.empty();
  }
  return counters;
}

class CounterComparison {
 public:
  CounterComparison(const StoryView& view, const Counter& counter) : view_(view), counter_(counter) {
    for (const Told& told : counter.told) by_document_[told.document].push_back(&told);
  }

  std::vector<Comparison> run() {
    std::vector<Comparison> comparisons;
    if (auto conflict = conflicting()) comparisons.push_back(std::move(*conflict));
    if (auto update = updated()) {
      comparisons.push_back(std::move(*update));
    } else if (auto agreement = agreeing()) {
      comparisons.push_back(std::move(*agreement));
    }
    return comparisons;
  }

 private:
  // A report that tells several counts tells more than one counter, or an older count beside the new one: which of
  // them the other report's count stands against isn't known.
  bool single(Index document) const {
    const auto& told = by_document_.at(document);
    return std::all_of(told.begin(), told.end(), [&](const Told* other) { return agree(*told.front(), *other); });
  }

  bool at_one_time(const Told& one, const Told& two) const {
    if (one.time && two.time && std::abs(*one.time - *two.time) >= 1) return false;
    // What does not grow is one count for as long as the story runs.
    const double run = is_growing(one.figure->unit) ? kOneTime : kOneRun;
    return one.document == two.document || (one.day && two.day && std::abs(*one.day - *two.day) < run);
  }

  static bool at_once(const Told& one, const Told& two) {
    return one.day && two.day && std::abs(*one.day - *two.day) < kOneTime;
  }

  bool in_conflict(const Told& one, const Told& two) const {
    if (overlap(one.range, two.range) || !at_one_time(one, two)) return false;
    const double larger = std::max(one.figure->value, two.figure->value);
    const double smaller = std::min(one.figure->value, two.figure->value);
    if (told_before(one.figure->value < two.figure->value ? one : two)) return false;
    // So far apart, they count different things.
    if (smaller * 2.5 < larger) return false;
    const auto first = view_.voice(one.document, one.figure->attribution);
    const auto second = view_.voice(two.document, two.figure->attribution);
    if (one.document == two.document) return different_voices(first, second);
    if (!at_once(one, two) && same_voice(first, second)) return false;  // he has counted again
    return single(one.document) && single(two.document);
  }

  std::optional<Comparison> conflicting() const {
    std::set<const Told*> members;
    const Told* pair[2] = {nullptr, nullptr};
    const auto& told = counter_.told;
    for (std::size_t i = 0; i < told.size() && i < kPairs; ++i) {
      for (std::size_t k = i + 1; k < told.size() && k < kPairs; ++k) {
        if (!in_conflict(told[i], told[k])) continue;
        if (pair[0] == nullptr) {
          pair[0] = &told[i];
          pair[1] = &told[k];
        }
        members.insert(&told[i]);
        members.insert(&told[k]);
      }
    }
    if (pair[0] == nullptr) return std::nullopt;
    Comparison comparison = begin(Verdict::conflict);
    const bool one_report = pair[0]->document == pair[1]->document;
    comparison.why = sentence(*pair[0]) + (one_report ? " and in the same report " : ", ") +
                     (one_report ? count(*pair[1]) : sentence(*pair[1])) +
                     (one_report ? "." : at_once(*pair[0], *pair[1]) ? ", in reports of the same day." : ".");
    return end(std::move(comparison), {members.begin(), members.end()});
  }

  // The highest count of each day, where it grows from day to day.
  std::optional<Comparison> updated() const {
    if (!is_growing(counter_.told.front().figure->unit)) return std::nullopt;
    std::vector<const Told*> dated;
    for (const auto& [document, told] : by_document_) {
      const Told* highest = *std::max_element(told.begin(), told.end(), [](const Told* left, const Told* right) {
        return left->figure->value < right->figure->value;
      });
      if (highest->day) dated.push_back(highest);
    }
    std::stable_sort(dated.begin(), dated.end(), [](const Told* left, const Told* right) {
      return *left->day != *right->day ? *left->day < *right->day : left->figure->value < right->figure->value;
    });
    std::vector<const Told*> kept;
    for (std::size_t i = 0; i < dated.size(); ++i) {
      const bool lower_that_day =
          std::any_of(dated.begin() + static_cast<std::ptrdiff_t>(i), dated.end(), [&](const Told* other) {
            return *other->day - *dated[i]->day < kOneTime && !agree(*dated[i], *other) &&
                   other->figure->value > dated[i]->figure->value;
          });
      if ((!lower_that_day || told_before(*dated[i])) &&
          (kept.empty() || kept.back()->figure->value <= dated[i]->figure->value || agree(*kept.back(), *dated[i]) ||
           told_before(*dated[i]))) {
        kept.push_back(dated[i]);
      }
    }
    if (kept.size() < 2) return std::nullopt;
    const Told& highest = **std::max_element(kept.begin(), kept.end(), [](const Told* left, const Told* right) {
      return left->figure->value < right->figure->value;
    });
    const Told& first = *kept.front();
    if (agree(first, highest) || first.figure->value * 20 < highest.figure->value) return std::nullopt;
    Comparison comparison = begin(Verdict::update);
    comparison.why = rise(kept);
    return end(std::move(comparison), kept);
  }

  // "The count rises from 12 dead (Lisk Post, 2031-03-02) over 19 (...) to 23 (...).": each step by who gave it first.
  std::string rise(const std::vector<const Told*>& kept) const {
    std::vector<const Told*> steps;
    for (const Told* told : kept) {
      if (steps.empty() || (told->figure->value > steps.back()->figure->value && !agree(*told, *steps.back()))) {
        steps.push_back(told);
      }
    }
    std::string why = "The count rises from ";
    constexpr std::size_t kSteps = 5;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const bool last = i + 1 == steps.size();
      if (i >= kSteps && !last) continue;
      if (i > 0) why += last ? " to " : (i == 1 ? " over " : " and ");
      why += value_of(*steps[i]->figure) + (i == 0 ? counted() : "") + " (" + told_by(*steps[i]) + ")";
    }
    return why + ".";
  }

  std::optional<Comparison> agreeing() const {
    std::vector<const Told*> best;
    std::set<Index> most;
    for (std::size_t i = 0; i < counter_.told.size() && i < kPairs; ++i) {
      std::vector<const Told*> members;
      std::set<Index> documents;
      for (const Told& other : counter_.told) {
        if (agree(counter_.told[i], other) && documents.insert(other.document).second) members.push_back(&other);
      }
      if (documents.size() > most.size()) {
        most = documents;
        best = members;
      }
    }
    if (most.size() < 2) return std::nullopt;
    Comparison comparison = begin(Verdict::agree);
    std::set<std::string> values;
    for (const Told* told : best) values.insert(value_of(*told->figure));
    comparison = end(std::move(comparison), best);
    const std::string outlets = outlets_of(view_, comparison.members);
    if (values.size() == 1) {
      comparison.why = outlets + " give the same figure, " + *values.begin() + counted() + ".";
    } else {
      comparison.why =
          outlets + " give figures that allow each other: " + listed({values.begin(), values.end()}) + counted() + ".";
    }
    return comparison;
  }

  Comparison begin(Verdict verdict) const {
    Comparison comparison;
    comparison.kind = ComparisonKind::figure;
    comparison.verdict = verdict;
    const Told& first = counter_.told.front();
    std::string unit = first.figure->unit;
    std::string place;
    for (const Told& told : counter_.told) {
      if (place.empty()) place = collapse_space(told.figure->place);
      if (!is_growing(unit) && !told.figure->what.empty()) unit = collapse_space(told.figure->what);
    }
    comparison.what = unit + (place.empty() ? "" : " in " + place);
    return comparison;
  }

  Comparison end(Comparison comparison, std::vector<const Told*> members) const {
    std::sort(members.begin(), members.end(), [&](const Told* left, const Told* right) {
      return std::pair(position(left->document), left->figure->span.begin) <
             std::pair(position(right->document), right->figure->span.begin);
    });
    for (const Told* told : members) {
      comparison.members.push_back(
          view_.member(told->document, told->figure->span, value_of(*told->figure), told->figure->attribution));
    }
    view_.finish(comparison);
    return comparison;
  }

  std::size_t position(Index document) const {
    return static_cast<std::size_t>(std::find(view_.members().begin(), view_.members().end(), document) -
                                    view_.members().begin());
  }

  std::string told_by(const Told& told) const {
    const auto& published = view_.document(told.document).article.published;
    return view_.outlet(told.document) + (published ? ", " + published->value.substr(0, 10) : "");
  }

  // "Ostrel Herald has 16 by the word of the Health Ministry"
  std::string sentence(const Told& told) const { return view_.outlet(told.document) + " gives " + count(told); }

  std::string count(const Told& told) const {
    const auto voice = view_.voice(told.document, told.figure->attribution);
    const std::string said = voice && !voice->name.empty() ? " by the word of " + in_sentence(voice->name) : "";
    return value_of(*told.figure) + counted() + said;
  }

  // " dead", " injured", " houses": what follows the number.
  std::string counted() const {
    const std::string& unit = counter_.told.front().figure->unit;
    if (unit == "deaths") return " dead";
    if (is_growing(unit) || unit == "percent") return " " + unit;
    for (const Told& told : counter_.told) {
      if (!told.figure->what.empty()) return " " + collapse_space(told.figure->what);
    }
    return " " + unit;
  }

  // Another report gave the figure on an earlier day: who repeats it contradicts nobody.
  bool told_before(const Told& told) const {
    return told.day && std::any_of(counter_.told.begin(), counter_.told.end(), [&](const Told& other) {
             return other.day && *told.day - *other.day >= kOneTime && agree(other, told);
           });
  }

  static constexpr std::size_t kPairs = 300;

  const StoryView& view_;
  const Counter& counter_;
  std::map<Index, std::vector<const Told*>> by_document_;
};

}  // namespace

Range range_of(const Figure& figure) {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  const double value = figure.value;
  const double slack = rounding(value);
  switch (figure.bound) {
    case Bound::exact:
      return {value - slack, value + slack};
    case Bound::about:
      return {value * 0.9, value * 1.1};
    case Bound::at_least:
    case Bound::more_than:
      return {value - slack, kNoEnd};
    case Bound::at_most:
    case Bound::less_than:
      return {0, value + slack};
    case Bound::nearly:
      return {value * 0.9, value};
    case Bound::between:
      return {value, figure.high.value_or(value)};
  }
  return {value, value};
}

std::string value_of(const Figure& figure) {
  if (figure.bound == Bound::exact) return number(figure.value);
  if (figure.bound == Bound::between) return number(figure.value) + " to " + number(figure.high.value_or(figure.value));
  std::string bound(to_string(figure.bound));
  std::replace(bound.begin(), bound.end(), '_', ' ');
  return bound + " " + number(figure.value);
}

std::vector<Comparison> compare_figures(const StoryView& view) {
  std::map<std::string, std::vector<Told>> units;
  std::size_t count = 0;
  for (const Index document : view.members()) {
    for (const Figure& figure : view.document(document).reading.figures) {
      if (count >= kFigures) break;
      if (auto told = tell(view, document, figure)) {
        units[unit_of(figure)].push_back(std::move(*told));
        ++count;
      }
    }
  }
  std::vector<Comparison> comparisons;
  for (const auto& [unit, figures] : units) {
    for (const Counter& counter : counters_of(figures)) {
      for (Comparison& comparison : CounterComparison(view, counter).run())
        comparisons.push_back(std::move(comparison));
    }
  }
  return comparisons;
}

}  // namespace hearsay::comparison

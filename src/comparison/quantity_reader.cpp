#include "comparison/quantity_reader.h"

#include <algorithm>
#include <cmath>

#include "comparison/clause.h"
#include "comparison/phrase.h"
#include "core/unicode.h"
#include "reading/numbers.h"
#include "story/day.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kOfDocument = 400;
constexpr double kFarTime = 30;            // days: a figure told for another time than the report's
constexpr std::uint32_t kAntecedent = 2;   // sentences back to the number that says what is counted
constexpr double kOneOrder = 25;           // a bare number and its antecedent: at most so many times as large

constexpr std::string_view kPeople[] = {"people", "person", "persons", "others", "men", "women", "victims",
                                        "individuals", "of them", "dead", "deaths", "fatalities", "casualties", "lives", "bodies"};

struct Measure {
  std::string_view unit;
  std::string_view base;
  double factor;
};
constexpr Measure kMeasures[] = {
    {"km", "m", 1000},  {"mi", "m", 1609.34}, {"ft", "m", 0.3048},   {"m", "m", 1},       {"cm", "m", 0.01},
    {"kg", "kg", 1},    {"t", "kg", 1000},    {"lb", "kg", 0.4536},  {"g", "kg", 0.001},  {"ha", "ha", 1},
    {"ac", "ha", 0.4047}, {"km2", "ha", 100}, {"m2", "ha", 0.0001},  {"l", "l", 1},       {"ml", "l", 0.001},
    {"barrels", "l", 158.99}};

const WordSet& after_a_bare_number() {
  static const WordSet words(
      "in of were was are is had have has at by on and or to from for when if while who that had but as a so "
      "dead people there here more left came were's give then now each had where than with before after above behind");
  return words;
}
const WordSet& framing_verbs() {
  static const WordSet words("put puts stood stands rose rises climbed reached reaches counted counts count says say said heard "
                             "claimed claims estimated estimates gave gives number figure toll total tally");
  return words;
}
const WordSet& before_a_clock_time() {
  static const WordSet words("at by after before until till towards past since");
  return words;
}
const WordSet& dying() {
  static const WordSet words("fell died perished drowned buried bodies lives lost killed dead death fatal slain");
  return words;
}

double factor_of(std::string_view unit, std::string& base) {
  for (const Measure& measure : kMeasures) {
    if (measure.unit != unit) continue;
    base = measure.base;
    return measure.factor;
  }
  base = unit;
  return 1;
}

// "P10D", "P3W": the number and its unit in days; nothing for "P2H".
std::optional<double> days_of(std::string_view value) {
  if (value.size() < 3 || value.size() > 6 || value[0] != 'P') return std::nullopt;
  double number = 0;
  for (std::size_t i = 1; i + 1 < value.size(); ++i) {
    if (value[i] < '0' || value[i] > '9') return std::nullopt;
    number = number * 10 + (value[i] - '0');
  }
  switch (value.back()) {
    case 'D': return number;
    case 'W': return number * 7;
    case 'M': return number * 30;
    case 'Y': return number * 365;
    default: return std::nullopt;
  }
}

// "P10D", "P3W": how many, and of what.
std::pair<double, std::string_view> length_of(std::string_view value) {
  double number = 0;
  for (std::size_t i = 1; i + 1 < value.size(); ++i) number = number * 10 + (value[i] - '0');
  const char unit = value.back();
  return {number, unit == 'D' ? "days" : unit == 'W' ? "weeks" : unit == 'M' ? "months" : "years"};
}

// "half of", "a third of", "two thirds", "one in five", "one vessel in five": a share in percent.
std::optional<Number> read_share(const TextWords& words, std::size_t i) {
  const auto near = [&](std::ptrdiff_t distance) { return words.lower_near(i, distance); };
  if (near(0) == "half") {
    static const WordSet behind("of the its their all his her our");
    const std::string_view before = near(-1);
    if (!behind.has(near(1)) || before == "first" || before == "second" || before == "other" || before == "past") return std::nullopt;
    return Number{i + 1, 50, false, false};
  }
  const bool one = near(0) == "a" || near(0) == "one";
  if (one && near(2) == "of" && near(1) == "third") return Number{i + 2, 100.0 / 3, false, false};
  if (one && (near(2) == "of" || near(0) == "one") && near(1) == "quarter") return Number{i + 2, 25, false, false};
  if (one && near(2) == "of" && (near(1) == "fifth" || near(1) == "tenth")) return Number{i + 2, near(1) == "fifth" ? 20.0 : 10.0, false, false};
  if (near(0) == "two-thirds" || (near(0) == "two" && near(1) == "thirds")) return Number{i + (near(0) == "two" ? 2 : 1), 200.0 / 3, false, false};
  if (near(0) == "three-quarters" || (near(0) == "three" && near(1) == "quarters")) return Number{i + (near(0) == "three" ? 2 : 1), 75, false, false};
  if (near(0) != "one") return std::nullopt;
  const std::size_t in = near(1) == "in" ? i + 1 : near(2) == "in" ? i + 2 : 0;
  if (in == 0) return std::nullopt;
  const auto whole = number_word_value(words.lower_near(i, static_cast<std::ptrdiff_t>(in - i) + 1));
  if (!whole || *whole < 3 || *whole > 1000) return std::nullopt;
  return Number{in + 2, 100 / *whole, false, false};
}

class Reader {
 public:
  explicit Reader(const ReportText& report) : report_(report), content_(report.content), words_(report.words) {}

  std::vector<Quantity> read() {
    const Reading& reading = report_.report().reading;
    for (const Figure& figure : reading.figures) {
      if (all_.size() < kOfDocument && !slice(content_, figure.span).empty()) add_figure(figure);
    }
    for (const TimeExpression& time : reading.times) {
      const auto days = time.type == TimeType::duration ? days_of(time.value) : std::nullopt;
      if (days && *days > 0 && all_.size() < kOfDocument && !slice(content_, time.span).empty()) add_duration(time, *days);
    }
    std::vector<Quantity> bare = find_bare();
    all_.insert(all_.end(), bare.begin(), bare.end());
    std::stable_sort(all_.begin(), all_.end(), [](const Quantity& left, const Quantity& right) {
      return left.figure.span.begin < right.figure.span.begin;
    });
    for (Quantity& quantity : all_) {
      if (quantity.bare && quantity.kind.empty()) inherit(quantity);
    }
    for (Quantity& quantity : all_) describe(report_, quantity);
    std::erase_if(all_, [](const Quantity& quantity) {
      return quantity.time && quantity.day && *quantity.day - *quantity.time > kFarTime;
    });
    return std::move(all_);
  }

 private:
  Quantity begin(const Figure& figure, double factor) const {
    Quantity quantity;
    quantity.document = report_.document;
    quantity.figure = figure;
    quantity.value = figure.value * factor;
    quantity.range = range_of(figure);
    // "1.9 tonnes" may be 1,940 kilograms.
    const bool measured = std::any_of(std::begin(kMeasures), std::end(kMeasures), [&](const Measure& one) { return one.unit == figure.unit; });
    if (measured && figure.bound == Bound::exact && figure.value != std::floor(figure.value)) {
      quantity.range = {figure.value - 0.05, figure.value + 0.05};
    }
    // "tens of thousands": up to ten times as many.
    static const WordSet powers("dozens scores tens hundreds thousands millions billions");
    for (std::size_t i = words_.word_at(figure.span.begin); i < words_.size() && words_[i].span.begin < figure.span.end; ++i) {
      quantity.vague = quantity.vague || powers.has(words_.lower(i));
    }
    if (quantity.vague) quantity.range = {figure.value, figure.value * 10};
    quantity.range.low *= factor;
    quantity.range.high *= factor;
    quantity.attribution = figure.attribution;
    const std::uint32_t token = report_.text.token_at(figure.span.begin);
    quantity.sentence = token < report_.text.tokens.size() ? report_.text.tokens[token].sentence : 0;
    quantity.day = report_.view.day(report_.document);
    return quantity;
  }

  void add_figure(const Figure& figure) {
    std::string base;
    const double factor = factor_of(figure.unit, base);
    Quantity quantity = begin(figure, factor);
    quantity.kind = figure.unit.empty() ? "thing" : base;
    quantity.measure = base == "m" || base == "kg" || base == "l" || base == "times";
    const std::string what = lower(collapse_space(figure.what));
    if (std::find(std::begin(kPeople), std::end(kPeople), what) == std::end(kPeople)) {
      quantity.what = stems_of(what);
      const std::vector<std::uint32_t> head = stems_of(what.substr(what.rfind(' ') + 1));
      if (!head.empty()) quantity.head = head.front();
    }
    if (figure.unit.empty() && quantity.what.empty()) quantity.kind = kUnknownKind;
    const auto& times = report_.report().reading.times;
    if (figure.time < times.size()) quantity.time = story::day_of(times[figure.time].value);
    if (figure.unit == "people" || figure.unit.empty()) {
      if (tells_of_death(figure)) quantity.kind = "deaths";
    }
    quantity.said = is_said_alone(words_.word_at(figure.span.begin));
    all_.push_back(std::move(quantity));
  }

  // "Two soldiers fell", "three Sordians are buried": people who are counted as dead by the verb right behind.
  bool tells_of_death(const Figure& figure) const {
    const std::size_t first = words_.word_at(std::max(figure.span.end, figure.what_span.end));
    for (std::size_t i = first; i < words_.size() && i < first + 5; ++i) {
      if (words_[i].kind == WordKind::mark) return false;
      if (words_.is(i, "lost")) return false;
      if (dying().has(words_.lower(i))) return figure.unit == "people";
    }
    return false;
  }

  // "They say 2,500 tonnes", "the owner says it is 2,500": of what, stands before.
  bool is_said_alone(std::size_t first) const {
    static const WordSet saying("say says said heard claims claimed estimates estimated counts counted");
    static const WordSet being("is was were 's are");
    const std::string_view before = words_.lower_near(first, -1);
    if (saying.has(before) || before == "it's" || before == "it\xE2\x80\x99s") return true;
    return being.has(before) && words_.lower_near(first, -2) == "it";
  }

  // "had buried 30", "nine dead"
  bool dies_beside(std::size_t first, std::size_t last) const {
    const auto behind = static_cast<std::ptrdiff_t>(last - first);
    for (const std::ptrdiff_t i : {std::ptrdiff_t{-1}, behind, behind + 1}) {
      if (dying().has(words_.lower_near(first, i))) return true;
    }
    return false;
  }

  void add_duration(const TimeExpression& time, double days) {
    const auto [number, unit] = length_of(time.value);
    Figure figure;
    figure.span = time.span;
    figure.value = number;
    figure.unit = unit;
    figure.attribution = attribution_at(report_.report(), time.span);
    Quantity quantity = begin(figure, days / number);
    quantity.kind = "days";
    quantity.measure = true;
    all_.push_back(std::move(quantity));
  }

  bool covered(Span span) const {
    const Reading& reading = report_.report().reading;
    const auto over = [&](const auto& one) { return one.span.overlaps(span); };
    return std::any_of(reading.figures.begin(), reading.figures.end(), over) ||
           std::any_of(reading.times.begin(), reading.times.end(), over);
  }

  std::vector<Quantity> find_bare() {
    std::vector<Quantity> found;
    for (std::size_t i = 0; i < words_.size() && found.size() < kOfDocument; ++i) {
      const auto share = read_share(words_, i);
      const auto number = share ? share : read_number(words_, i);
      if (!number) continue;
      const std::size_t first = i;
      i = number->last - 1;
      const Span span = words_.span(first, number->last);
      if (number->value <= 1 || covered(span) || (!share && !stands_alone(first, *number))) continue;
      Figure figure;
      figure.span = span;
      figure.value = number->value;
      bound_before(first, figure);
      if (share) figure.unit = "percent";
      figure.attribution = attribution_at(report_.report(), span);
      Quantity quantity = begin(figure, 1);
      quantity.bare = true;
      if (share) {
        quantity.kind = "percent";
      } else {
        quantity.labels = behind_name(first);
        name_what(first, number->last, quantity);
        if (quantity.kind.empty() && dies_beside(first, number->last)) quantity.kind = "deaths";
      }
      found.push_back(std::move(quantity));
    }
    return found;
  }

  void bound_before(std::size_t first, Figure& figure) const {
    const std::string_view before = words_.lower_near(first, -1);
    const std::string_view second = words_.lower_near(first, -2);
    if (before == "least" && second == "at") figure.bound = Bound::at_least;
    if (before == "than") figure.bound = second == "more" ? Bound::more_than : Bound::less_than;
    if (before == "about" || before == "around" || before == "some" || before == "roughly" || before == "perhaps") figure.bound = Bound::about;
    if (before == "nearly" || before == "almost") figure.bound = Bound::nearly;
  }

  bool behind_name(std::size_t first) const {
    const std::size_t open = words_.sentence_begin(words_[first].sentence);
    return first > open && words_[first - 1].capitalized && words_[first - 1].kind == WordKind::word &&
           (!words_[first - 1].opens || words_[first].kind == WordKind::number);
  }

  // "the crew of 23", "1,100 the Gap", "640 birds" behind a name: what the number counts, where its words say it.
  void name_what(std::size_t first, std::size_t last, Quantity& quantity) const {
    static const WordSet groups("crew delegation staff crowd squad jury");
    const std::string_view group = words_.lower_near(first, -2);
    const std::string_view next = words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first));
    std::string_view what;
    if (words_.lower_near(first, -1) == "of" && groups.has(group)) {
      what = group;
      quantity.kind = "people";
    } else if (next.size() > 3 && next.ends_with('s') && !next.ends_with("ss") && !words_[last].capitalized && !after_a_bare_number().has(next)) {
      what = next;
      quantity.kind = "thing";
    }
    if (what.empty()) return;
    quantity.figure.what = what;
    quantity.what = stems_of(what);
    if (!quantity.what.empty()) quantity.head = quantity.what.back();
    if (quantity.what.empty()) quantity.kind.clear();
  }

  bool stands_alone(std::size_t first, const Number& number) const {
    const std::size_t last = number.last;
    const bool whole = number.value == std::floor(number.value);
    const std::string_view before = words_.lower_near(first, -1);
    const std::string_view next = words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first));
    // Years, ages between commas, labels ("Highway 8", "number 14").
    if (number.digits && whole && number.value >= 1500 && number.value < 2100 && words_.exact(first).size() == 4) return false;
    // "Tuesday, 16.12": a clock's.
    const std::string_view digits = words_.exact(first);
    if (number.digits && !whole && number.value < 24 && digits.size() >= 4 && digits[digits.size() - 3] == '.' && digits[digits.size() - 2] < '6' &&
        (before == "," || before == "at")) {
      return false;
    }
    const bool comma_before = first > 0 && words_.exact(first - 1) == ",";
    if (comma_before && number.value < 110 && whole && (next == "," || next == "." || next.empty()) && words_.lower_near(first, -2) != "dead") {
      return false;
    }
    if (behind_name(first) && whole && number.value < 400 && !(next.ends_with('s') && next.size() > 3 && !words_[last].capitalized)) return false;
    // "48.7 per cent to 46.9": another's share.
    const std::string_view second = words_.lower_near(first, -2);
    if (before == "to" && !whole && (second == "cent" || second == "percent" || second == "%")) return false;
    static const WordSet labels("number no no. page aged age - / highway route room chapter # section article");
    if (labels.has(before) || (before == ":" && !words_[first].space_before)) return false;
    if (next == "years" && words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first) + 1) == "old") return false;
    if (before_a_clock_time().has(before) && whole && number.value <= 24 && !(before == "at" && framing_verbs().has(words_.lower_near(first, -3)))) {
      return false;
    }
    if (last < words_.size() && !words_[last].space_before && words_[last].kind != WordKind::mark) return false;
    return next != "-" && next != ":" && next != "%" && next != "/";
  }

  // The nearest number before it of its order that says what it counts, where nothing behind it does.
  void inherit(Quantity& quantity) {
    quantity.kind = kUnknownKind;
    const std::size_t last = words_.word_at(quantity.figure.span.end);
    const bool ends = last >= words_.size() || words_[last].sentence != report_.text.tokens[report_.text.token_at(quantity.figure.span.begin)].sentence ||
                      words_[last].kind == WordKind::mark || after_a_bare_number().has(words_.lower(last));
    // "A family of five": a number of its own.
    if (!ends || words_.lower_near(words_.word_at(quantity.figure.span.begin), -1) == "of") return;
    const bool fraction = quantity.value != std::floor(quantity.value);
    for (auto other = std::make_reverse_iterator(all_.begin() + (&quantity - all_.data())); other != all_.rend(); ++other) {
      if (quantity.sentence - other->sentence > kAntecedent) return;
      if (other->kind.empty() || other->kind == kUnknownKind) continue;
      const double large = std::max(other->figure.value, quantity.figure.value);
      const double small = std::min(other->figure.value, quantity.figure.value);
      if (small <= 0 || large > kOneOrder * small) continue;
      if (fraction != (other->figure.value != std::floor(other->figure.value)) && other->kind != "percent") continue;
      const double factor = other->figure.value > 0 ? other->value / other->figure.value : 1;
      quantity.kind = other->kind;
      quantity.figure.unit = other->figure.unit;
      quantity.figure.what = other->figure.what;
      quantity.value *= factor;
      quantity.range.low *= factor;
      quantity.range.high *= factor;
      quantity.measure = other->measure;
      quantity.what = other->what;
      quantity.head = other->head;
      return;
    }
  }

  const ReportText& report_;
  std::string_view content_;
  const TextWords& words_;
  std::vector<Quantity> all_;
};

}  // namespace

std::vector<Quantity> read_quantities(const StoryView& view, Index document) {
  const ReportText report(view, document);
  return Reader(report).read();
}

}  // namespace hearsay::comparison

#include "comparison/quantity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "comparison/clause.h"
#include "comparison/phrase.h"
#include "core/enums.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "reading/numbers.h"
#include "reading/words.h"
#include "story/day.h"
#include "text/text.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kQuantities = 4000;  // of a story
constexpr std::size_t kOfDocument = 400;
constexpr double kFarTime = 30;            // days: a figure told for another time than the report's
constexpr std::uint32_t kAntecedent = 2;   // sentences back to the number that says what is counted
constexpr double kOneOrder = 25;           // a bare number and its antecedent: at most so many times as large

constexpr std::string_view kGrowing[] = {"deaths",    "injured", "missing",  "detained", "arrested",
                                         "displaced", "wounded", "affected", "infected", "evacuated"};
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
    {"acres", "ha", 0.4047}, {"km2", "ha", 100}, {"l", "l", 1},      {"ml", "l", 0.001},  {"barrels", "l", 158.99}};

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

class Reader {
 public:
  Reader(const StoryView& view, Index document)
      : view_(view), document_(document), content_(view.text(document)), text_(analyze_text(content_)), words_(text_) {}

  std::vector<Quantity> read() {
    const Reading& reading = view_.document(document_).reading;
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
      if (quantity.bare) inherit(quantity);
    }
    std::erase_if(all_, [](const Quantity& quantity) { return quantity.kind.empty(); });
    for (Quantity& quantity : all_) describe(quantity);
    std::erase_if(all_, [](const Quantity& quantity) {
      return quantity.time && quantity.day && *quantity.day - *quantity.time > kFarTime;
    });
    return std::move(all_);
  }

 private:
  Quantity begin(const Figure& figure) const {
    Quantity quantity;
    quantity.document = document_;
    quantity.figure = figure;
    quantity.attribution = figure.attribution;
    const std::uint32_t token = text_.token_at(figure.span.begin);
    quantity.sentence = token < text_.tokens.size() ? text_.tokens[token].sentence : 0;
    quantity.day = view_.day(document_);
    return quantity;
  }

  void add_figure(const Figure& figure) {
    Quantity quantity = begin(figure);
    std::string base;
    const double factor = factor_of(figure.unit, base);
    quantity.figure.value *= factor;
    if (quantity.figure.high) *quantity.figure.high *= factor;
    quantity.kind = figure.unit.empty() ? "thing" : base;
    quantity.measure = base == "m" || base == "kg" || base == "l" || base == "times";
    const std::string what = lower(collapse_space(figure.what));
    if (std::find(std::begin(kPeople), std::end(kPeople), what) == std::end(kPeople)) {
      quantity.what = stems_of(what);
      const std::vector<std::uint32_t> head = stems_of(what.substr(what.rfind(' ') + 1));
      if (!head.empty()) quantity.head = head.front();
    }
    // A thing counted by its own word, a sum in a currency that the reader doesn't know: the word is the unit.
    if (figure.unit.empty() && quantity.what.empty()) return;
    const auto& times = view_.document(document_).reading.times;
    if (figure.time < times.size()) quantity.time = story::day_of(times[figure.time].value);
    if (figure.unit == "people" || figure.unit.empty()) {
      if (tells_of_death(figure)) quantity.kind = "deaths";
    }
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

  void add_duration(const TimeExpression& time, double days) {
    Figure figure;
    figure.span = time.span;
    figure.value = days;
    figure.unit = "days";
    figure.attribution = attribution_at(view_.document(document_), time.span);
    Quantity quantity = begin(figure);
    quantity.kind = "days";
    quantity.measure = true;
    all_.push_back(std::move(quantity));
  }

  bool covered(Span span) const {
    const Reading& reading = view_.document(document_).reading;
    const auto over = [&](const auto& one) { return one.span.overlaps(span); };
    return std::any_of(reading.figures.begin(), reading.figures.end(), over) ||
           std::any_of(reading.times.begin(), reading.times.end(), over);
  }

  std::vector<Quantity> find_bare() {
    std::vector<Quantity> found;
    for (std::size_t i = 0; i < words_.size() && found.size() < kOfDocument; ++i) {
      const auto number = read_number(words_, i);
      if (!number) continue;
      const std::size_t first = i;
      i = number->last - 1;
      const Span span = words_.span(first, number->last);
      if (number->value <= 1 || covered(span) || !stands_bare(first, *number)) continue;
      Figure figure;
      figure.span = span;
      figure.value = number->value;
      bound_before(first, figure);
      figure.attribution = attribution_at(view_.document(document_), span);
      Quantity quantity = begin(figure);
      quantity.bare = true;
      found.push_back(std::move(quantity));
    }
    return found;
  }

  void bound_before(std::size_t first, Figure& figure) const {
    const std::string_view before = words_.lower_near(first, -1);
    const std::string_view second = words_.lower_near(first, -2);
    if (before == "least" && second == "at") figure.bound = Bound::at_least;
    if (before == "than") figure.bound = second == "more" ? Bound::more_than : Bound::less_than;
    if (before == "about" || before == "around" || before == "some" || before == "roughly") figure.bound = Bound::about;
    if (before == "nearly" || before == "almost") figure.bound = Bound::nearly;
  }

  bool stands_bare(std::size_t first, const Number& number) const {
    const std::size_t last = number.last;
    const bool fraction = number.value != std::floor(number.value);
    // Years, ages between commas, names ("Highway 8", "number 14").
    if (number.digits && !fraction && number.value >= 1500 && number.value < 2100 && words_.exact(first).size() == 4) return false;
    const bool comma_before = first > 0 && words_.exact(first - 1) == ",";
    const std::string_view next = words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first));
    if (comma_before && number.value < 110 && !fraction && (next == "," || next == "." || next.empty())) return false;
    const std::size_t open = words_.sentence_begin(words_[first].sentence);
    if (first > open && words_[first - 1].capitalized && !words_[first - 1].opens && !fraction) return false;
    const std::string_view before = words_.lower_near(first, -1);
    if (before == "number" || before == "no" || before == "page" || before == "aged" || before == "-" || before == "to") {
      if (before != "to" || !framed(first)) return false;
    }
    if (before_a_clock_time().has(before) && number.value <= 24 && !(before == "at" && framing_verbs().has(words_.lower_near(first, -3)))) {
      return false;
    }
    if (last < words_.size() && !words_[last].space_before && words_[last].kind != WordKind::mark) return false;
    if (next == "-" || next == ":" || next == "%" ) return false;
    return next.empty() || words_[last].kind == WordKind::mark || after_a_bare_number().has(next);
  }

  // "put the number at 68", "rose to 26": what is counted stands before.
  bool framed(std::size_t first) const {
    const std::size_t open = words_.sentence_begin(words_[first].sentence);
    for (std::size_t i = first; i > open && i + 8 > first; --i) {
      if (framing_verbs().has(words_.lower(i - 1))) return true;
    }
    return false;
  }

  // The nearest number before it of its order that says what it counts.
  void inherit(Quantity& quantity) {
    const bool fraction = quantity.figure.value != std::floor(quantity.figure.value);
    for (auto other = std::make_reverse_iterator(all_.begin() + (&quantity - all_.data())); other != all_.rend(); ++other) {
      if (quantity.sentence - other->sentence > kAntecedent) return;
      if (other->kind.empty() || other->kind == "days") continue;
      const double large = std::max(other->figure.value, quantity.figure.value);
      const double small = std::min(other->figure.value, quantity.figure.value);
      if (small <= 0 || large > kOneOrder * small) continue;
      if (fraction != (other->figure.value != std::floor(other->figure.value)) && other->kind != "percent") continue;
      quantity.kind = other->kind;
      quantity.figure.unit = other->figure.unit;
      quantity.figure.what = other->figure.what;
      quantity.measure = other->measure;
      quantity.what = other->what;
      quantity.head = other->head;
      return;
    }
  }

  Span sentence_of(const Quantity& quantity) const {
    return quantity.sentence < text_.sentences.size() ? text_.sentences[quantity.sentence].span : quantity.figure.span;
  }

  // From comma to comma; a comma within a number parts nothing.
  Span clause_of(Span span, Span sentence) const {
    Span clause = span;
    const auto parts = [&](std::uint32_t i) {
      const char c = content_[i];
      if (c == ';' || c == '(' || c == ')' || c == ':') return true;
      return c == ',' && !(i + 1 < content_.size() && content_[i + 1] >= '0' && content_[i + 1] <= '9');
    };
    while (clause.begin > sentence.begin && !parts(clause.begin - 1)) --clause.begin;
    while (clause.end < sentence.end && !parts(clause.end)) ++clause.end;
    return clause;
  }

  // Whose words these are, and the words that say so.
  void find_voice(Quantity& quantity, Span sentence, Spans& sources) const {
    const Document& document = view_.document(document_);
    for (Index i = 0; i < document.reading.attributions.size(); ++i) {
      const Attribution& attribution = document.reading.attributions[i];
      for (const Spans* spans : {&attribution.source, &attribution.cue}) {
        for (const Span span : *spans) {
          if (sentence.overlaps(span)) sources.push_back(span);
        }
      }
    }
    if (quantity.attribution == kNone) quantity.attribution = attribution_at(document, quantity.figure.span);
    quantity.voice = view_.voice(document_, quantity.attribution);
    if (quantity.voice && !quantity.voice->name.empty()) return;
    // "Police put the crowd at 45,000", "the hotline counts 31"
    static const WordSet verbs("put puts says say said counts counted estimates estimated claims claimed gave gives");
    const std::size_t number = words_.word_at(quantity.figure.span.begin);
    const std::size_t open = words_.sentence_begin(quantity.sentence);
    for (std::size_t i = number; i > open && i + 9 > number; --i) {
      if (!verbs.has(words_.lower(i - 1))) continue;
      std::size_t begin = i - 1;
      while (begin > open && words_[begin - 1].kind == WordKind::word && words_.lower(begin - 1) != "and" && i - begin < 6) --begin;
      if (begin + 1 >= i) return;
      Voice voice;
      const Span span = words_.span(begin, i - 1);
      voice.name = collapse_space(slice(content_, span));
      voice.stems = stems_of(voice.name);
      if (!voice.stems.empty()) {
        quantity.voice = voice;
        sources.push_back(span);
      }
      return;
    }
  }

  void describe(Quantity& quantity) const {
    quantity.range = range_of(quantity.figure);
    const Span span = quantity.figure.span;
    const Span sentence = sentence_of(quantity);
    const Span clause = clause_of(span, sentence);
    Spans sources;
    find_voice(quantity, sentence, sources);
    std::map<std::uint32_t, double> context;
    add_context(context, sentence, span, sources, 0.5);
    add_context(context, clause, span, sources, 1);
    if (quantity.bare && quantity.sentence > 0) add_context(context, text_.sentences[quantity.sentence - 1].span, span, sources, 0.4);
    quantity.context.assign(context.begin(), context.end());
    add_near(quantity, sources);
    add_names(quantity, clause, sources);
    if (quantity.names.empty()) add_names(quantity, sentence, sources);
    find_place(quantity, sentence, sources);
    const std::size_t word = words_.word_at(span.begin);
    quantity.former = words_.lower_near(word, -1) == "from" || words_.lower_near(word, -1) == "formerly";
  }

  void add_context(std::map<std::uint32_t, double>& context, Span part, Span own, const Spans& sources, double weight) const {
    for (const PhraseWord& word : make_phrase(content_, {part}).words) {
      if (!word.content || word.number || own.overlaps(word.span)) continue;
      const bool source = std::any_of(sources.begin(), sources.end(), [&](Span span) { return span.contains(word.span); });
      if (source) continue;
      double& value = context[word.stem];
      value = std::max(value, weight);
    }
  }

  // "and their three sons were among 12 people killed"
  bool is_among(std::size_t last) const {
    for (std::size_t i = last; i < words_.size() && i < last + 4 && words_[i].kind == WordKind::word; ++i) {
      if (words_.is(i, "among")) return true;
    }
    return false;
  }

  void add_near(Quantity& quantity, const Spans& sources) const {
    constexpr std::size_t kNear = 6;  // words to each side
    const Span span = quantity.figure.span;
    const std::size_t first = words_.word_at(span.begin);
    const std::size_t last = words_.word_at(span.end);
    const std::size_t open = words_.sentence_begin(quantity.sentence);
    const std::size_t close = words_.sentence_end(quantity.sentence);
    const std::size_t begin = std::max(open, first > kNear ? first - kNear : 0);
    const std::size_t end = std::min(close, last + kNear);
    for (const Span part : {words_.span(begin, first), words_.span(std::min(last, end), end)}) {
      for (const PhraseWord& word : make_phrase(content_, {part}).words) {
        const bool source = std::any_of(sources.begin(), sources.end(), [&](Span one) { return one.contains(word.span); });
        if (word.content && !word.number && !source) quantity.near.push_back(word.stem);
      }
    }
    std::sort(quantity.near.begin(), quantity.near.end());
    quantity.near.erase(std::unique(quantity.near.begin(), quantity.near.end()), quantity.near.end());
    const auto adds = [&](std::string_view word) {
      return word == "more" || word == "further" || word == "additional" || word == "extra" || word == "other" || word == "others";
    };
    const auto behind = [&](std::ptrdiff_t i) { return words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first) + i); };
    const std::string_view before = words_.lower_near(first, -1);
    quantity.part = quantity.figure.part || before == "including" || before == "among" || before == "them" ||
                    is_among(last) || (behind(0) == "of" && (behind(1) == "the" || behind(1) == "them" || behind(1) == "those" || behind(1) == "its"));
    quantity.increment = adds(words_.lower_near(first, static_cast<std::ptrdiff_t>(last - first))) || adds(words_.lower_near(first, -1)) ||
                         (quantity.kind == "deaths" && words_.lower_near(first, -1) == "another");
  }

  void add_names(Quantity& quantity, Span clause, const Spans& sources) const {
    const auto& entities = view_.document(document_).reading.entities;
    for (Index i = 0; i < entities.size(); ++i) {
      for (const Mention& mention : entities[i].mentions) {
        if (mention.form != MentionForm::name || !clause.contains(mention.span)) continue;
        if (std::any_of(sources.begin(), sources.end(), [&](Span span) { return span.contains(mention.span); })) continue;
        const Index entity = view_.entities().find(document_, i);
        if (entity != kNone) quantity.names.push_back(entity);
      }
    }
    std::sort(quantity.names.begin(), quantity.names.end());
    quantity.names.erase(std::unique(quantity.names.begin(), quantity.names.end()), quantity.names.end());
  }

  // The place that the figure has; "11 of them in Lower Weir"; "In Castor Mill, where five died".
  void find_place(Quantity& quantity, Span sentence, const Spans& sources) const {
    quantity.place = lower(collapse_space(quantity.figure.place));
    // "the hospital in Lisk said" tells where the hospital is.
    const auto place_at = [&](std::size_t i) {
      const bool source = std::any_of(sources.begin(), sources.end(), [&](Span span) { return span.overlaps(words_[i].span); });
      return source ? std::string() : place_from(i);
    };
    const std::size_t number = words_.word_at(quantity.figure.span.end);
    for (std::size_t i = number; i < words_.size() && i < number + 5 && words_[i].sentence == quantity.sentence; ++i) {
      if (words_[i].kind == WordKind::number) break;
      if (std::string place = place_at(i); !place.empty()) {
        quantity.place = place;
        return;
      }
    }
    if (!quantity.place.empty()) return;
    for (std::size_t i = words_.word_at(quantity.figure.span.begin); i-- > words_.sentence_begin(quantity.sentence);) {
      if (words_[i].kind == WordKind::number) break;
      if (quantity.place = place_at(i); !quantity.place.empty()) return;
    }
    const std::size_t open = words_.word_at(sentence.begin);
    if (open < words_.size()) quantity.place = place_at(open);
    // "Pinehurst: 3,200 hectares"
    std::size_t colon = open;
    while (colon < words_.size() && colon < open + 3 && words_[colon].capitalized) ++colon;
    if (quantity.place.empty() && colon > open && words_.lower_near(open, static_cast<std::ptrdiff_t>(colon - open)) == ":") {
      quantity.place = std::string(words_.lower_run(open, colon));
    }
  }

  // "in Lower Weir": its capitalized words in lower case.
  std::string place_from(std::size_t i) const {
    static const WordSet prepositions("in at behind above near around");
    static const WordSet regions("province city town district region village island valley state port capital");
    const bool of = words_.is(i, "of") && i > 0 && regions.has(words_.lower(i - 1));
    if (!prepositions.has(words_.lower(i)) && !of) return {};
    std::size_t end = i + 1;
    if (end < words_.size() && words_.is(end, "the")) ++end;
    const std::size_t begin = end;
    while (end < words_.size() && words_[end].capitalized && words_[end].kind == WordKind::word && end < begin + 4) ++end;
    static const WordSet months("january february march april may june july august september october november december "
                                "monday tuesday wednesday thursday friday saturday sunday");
    if (begin == end || months.has(words_.lower(begin))) return {};
    return std::string(words_.lower_run(begin, end));
  }

  const StoryView& view_;
  Index document_;
  std::string_view content_;
  Text text_;
  TextWords words_;
  std::vector<Quantity> all_;
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

}  // namespace

bool is_growing(std::string_view unit) {
  return std::find(std::begin(kGrowing), std::end(kGrowing), unit) != std::end(kGrowing);
}

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

std::vector<Quantity> quantities_of(const StoryView& view) {
  std::vector<Quantity> all;
  for (const Index document : view.members()) {
    for (Quantity& quantity : Reader(view, document).read()) {
      if (all.size() < kQuantities) all.push_back(std::move(quantity));
    }
  }
  return all;
}

}  // namespace hearsay::comparison

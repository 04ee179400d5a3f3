#include "reading/figure/figure_reader.h"

#include <algorithm>
#include <string>

#include "reading/figure/figure_quantity.h"
#include "reading/figure/figure_words.h"
#include "reading/name/name_words.h"
#include "reading/time/time_words.h"

namespace hearsay {

namespace {

bool is_dash(std::string_view word) { return word == "-" || word == "\xE2\x80\x93" || word == "\xE2\x80\x94" || word == "--"; }

// "10-12" in one word: both numbers.
std::optional<std::pair<double, double>> number_pair(std::string_view word) {
  std::size_t dash = word.find('-');
  std::size_t size = 1;
  if (dash == std::string_view::npos) {
    dash = word.find("\xE2\x80\x93");
    size = 3;
  }
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = digits_value(word.substr(0, dash));
  const auto second = digits_value(word.substr(dash + size));
  if (!first || !second || *second <= *first) return std::nullopt;
  return std::pair{*first, *second};
}

}  // namespace

namespace {

double vague_power(std::string_view lower) {
  static const WordMap kPowers("dozens=12,scores=20,tens=10,hundreds=100,thousands=1000,millions=1000000,billions=1000000000,trillions=1000000000000");
  const std::string_view found = kPowers.find(lower);
  return found.empty() ? 0 : *digits_value(found);
}

// Most words of a text begin no figure.
bool may_begin_figure(std::string_view lower) {
  static const WordSet kWords(
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty "
      "fifty sixty seventy eighty ninety zero a an half dozens scores tens hundreds thousands millions billions trillions");
  return kWords.has(lower) || (!lower.empty() && lower[0] >= '0' && lower[0] <= '9') || lower.find('-') != std::string_view::npos;
}

// "dozens of", "hundreds of thousands of", "Millions more"
std::optional<Number> read_vague(const TextWords& words, std::size_t begin) {
  double value = vague_power(words.lower(begin));
  if (value == 0) return std::nullopt;
  std::size_t last = begin + 1;
  if (words.lower_near(begin, 1) == "of") {
    if (const double scale = vague_power(words.lower_near(begin, 2)); scale >= 1000) {
      value *= scale;
      last += 2;
    }
  }
  const std::string_view next = words.lower_near(begin, static_cast<std::ptrdiff_t>(last - begin));
  if (next != "of" && next != "more" && next != "fired" && next != "others") return std::nullopt;
  return Number{last, value, false, false};
}

}  // namespace

std::optional<FigureMatch> FigureReader::read(std::size_t begin, std::uint32_t limit) const {
  if (words_[begin].kind != WordKind::number && !may_begin_figure(words_.lower(begin))) return std::nullopt;
  Quantity quantity;
  quantity.first = quantity.number = begin;
  std::optional<Number> number;
  if (words_[begin].kind == WordKind::number) {
    if (const auto pair = number_pair(words_.lower(begin))) {
      // "a 10-12 win" is a score, "10-12 people" a range: a counted noun must follow.
      const std::string_view next = words_.lower_near(begin, 1);
      if (!is_people_noun(next) && measure_unit(next).empty() && counted_unit(next).empty() && next != "percent" && next != "%" &&
          next != "per" && next != "million" && next != "billion") {
        return FigureMatch{{}, begin + 1, true};
      }
      number = Number{begin + 1, pair->first, true, false};
      quantity.figure.high = pair->second;
      if (next == "million" || next == "billion") {
        const double scale = next == "million" ? 1e6 : 1e9;
        number->value *= scale;
        *quantity.figure.high *= scale;
        ++number->last;
      }
    }
  }
  if (!number && (number = read_vague(words_, begin))) quantity.vague = true;
  if (!number) number = read_number(words_, begin);
  if (!number) {
    // A number glued to its unit or sign: "50km", "20-year-old"
    const bool digit = words_[begin].kind == WordKind::number || (!words_.lower(begin).empty() && words_.lower(begin)[0] >= '0' &&
                                                                  words_.lower(begin)[0] <= '9');
    if (!digit) return std::nullopt;
    const std::string_view lower = words_.lower(begin);
    const std::size_t letters = lower.find_first_not_of("0123456789.,");
    if (letters == std::string_view::npos) return std::nullopt;
    const std::string_view tail = lower[letters] == '-' ? lower.substr(letters + 1) : lower.substr(letters);
    const std::string_view unit = measure_unit(tail);
    const auto value = digits_value(lower.substr(0, letters));
    if (unit.empty() || !value) return FigureMatch{{}, begin + 1, true};
    number = Number{begin + 1, *value, true, false};
    quantity.figure.unit = unit;
  }
  if (words_[number->last - 1].span.end > limit) return std::nullopt;
  if (is_no_figure(*number, begin)) return FigureMatch{{}, number->last, true};
  quantity.figure.value = number->value;
  if (quantity.vague) quantity.figure.bound = Bound::about;
  quantity.last = number->last;
  quantity.digits = number->digits;
  read_range(quantity, limit);
  bool measured = !quantity.figure.unit.empty() || read_unit_sign(quantity);
  if (!measured && quantity.vague && words_.is(quantity.last, "of")) {
    // "millions of dollars", "hundreds of kilometres"
    ++quantity.last;
    measured = read_unit_sign(quantity);
    if (!measured) --quantity.last;
  }
  if (!measured && is_glued_metres(quantity)) measured = true;
  read_bound(quantity);
  if (!measured) {
    read_counted(quantity);
    if (quantity.figure.what.empty() && quantity.figure.unit.empty()) read_fate(quantity);
    // Small numbers in words that count nothing ("one of them", "on the one hand") are prose.
    read_bound_behind(quantity);
    const bool bare = quantity.figure.what.empty() && quantity.figure.unit.empty();
    if (bare) return FigureMatch{{}, quantity.last, true};
    // "one man wrote": a way of saying "a"; "one man was killed" counts.
    const bool fateless = quantity.figure.unit.empty() || quantity.figure.unit == "people" || !counted_unit(quantity.figure.unit).empty();
    if (quantity.figure.value == 1 && !quantity.digits && fateless) return FigureMatch{{}, quantity.last, true};
  }
  read_place(quantity);
  quantity.figure.span = words_.span(quantity.first, quantity.last);
  return FigureMatch{std::move(quantity.figure), std::max(quantity.last, quantity.counted_last), false};
}

// "49m above the water": metres, where neither money nor millions of anything are meant.
bool FigureReader::is_glued_metres(Quantity& quantity) const {
  const std::string_view word = words_.lower(quantity.number);
  if (!quantity.digits || !word.ends_with('m') || word.ends_with("mm") || quantity.last != quantity.number + 1) return false;
  const std::string_view next = words_.lower_near(quantity.number, 1);
  if (is_people_noun(next) || !counted_unit(next).empty() || next == "of" || !measure_unit(next).empty()) return false;
  quantity.figure.value /= 1e6;
  quantity.figure.unit = "m";
  return true;
}

// Ages, ordinals, scores, numbers of rooms and roads, phone numbers.
bool FigureReader::is_no_figure(const Number& number, std::size_t begin) const {
  const auto before = [&](std::ptrdiff_t distance) { return words_.lower_near(begin, -distance); };
  const std::string_view next = words_.lower_near(begin, static_cast<std::ptrdiff_t>(number.last - begin));
  const std::string_view second = words_.lower_near(begin, static_cast<std::ptrdiff_t>(number.last - begin) + 1);
  // "the top 10 banks" are a rank, not a count.
  if (before(1) == "top") return true;
  if (before(1) == "aged" || before(1) == "age" || before(1) == "ages") return true;
  if ((next == "years" || next == "months" || next == "year") && second == "old") return true;
  // "Anna Harl, 34," and "Harl (34)"
  const bool age = number.digits && number.value < 120 && number.value == static_cast<int>(number.value);
  const bool bracketed = (before(1) == "," && (next == "," || next == "." || next == ";")) || (before(1) == "(" && next == ")");
  if (age && bracketed && begin >= 2 && words_[begin - 2].capitalized) return true;
  static const WordSet kLabels(
      "no. no number page pages chapter article section room gate line phase figure table step level flight channel unit part volume "
      "route highway interstate act class grade season episode version day week round group lot item paragraph verse psalm "
      "comments comment block bus",
      ' ');
  if (number.digits && kLabels.has(before(1)) && number.last - begin == 1) return true;
  if (before(1) == "#" || before(1) == "\xC2\xA9" || before(1) == "@") return true;
  // "Boeing 737", "Apollo 11": a number behind a name, unless a counted noun follows ("Velm 300 people" does not occur).
  if (number.digits && begin > 0 && words_[begin - 1].capitalized && !words_[begin - 1].opens && number.last - begin == 1 &&
      words_[begin - 1].kind == WordKind::word && !is_people_noun(next) && next != "percent" && next != "%" && next != "per" &&
      words_[begin - 1].sentence == words_[begin].sentence && currency_sign(before(1)).empty()) {
    return true;
  }
  // A name follows: "7 Eleven", "20th Century". Digits before a capitalised noun that is a people count.
  // "3-2", "6-4": scores with spaces; "1/2", "24/7"
  if (is_dash(next) && number_word_value(second) && number.digits && number.last < words_.size() &&
      !words_[number.last].space_before) {
    return true;
  }
  if (next == "/" || before(1) == "/") return true;
  // A long row of digits in groups is a phone number or an id.
  if (before(1) == "+" || (number.digits && words_.exact(begin).size() >= 8 && words_.exact(begin).find(',') == std::string_view::npos &&
                           words_.exact(begin).find('.') == std::string_view::npos)) {
    return true;
  }
  // Numbered lists: "1.", "2)"
  if (words_[begin].opens && number.digits && (next == ")" || (next == "." && second.empty()))) return true;
  // "one of", "one another", "no one": pronouns
  if (!number.digits && number.value == 1) {
    static const WordSet kPronounContext("another of day and or side hand thing in by is was who that more time 's another at on can has", ' ');
    if (before(1) == "no" || before(1) == "any" || before(1) == "every" || before(1) == "each" || before(1) == "the" ||
        before(1) == "this" || before(1) == "that" || before(1) == "which" || kPronounContext.has(next)) {
      return true;
    }
  }
  // "a hundred-to-one", "million-dollar"
  return false;
}

void FigureReader::read_range(Quantity& quantity, std::uint32_t limit) const {
  if (quantity.figure.high) {
    quantity.figure.bound = Bound::between;
    return;
  }
  const std::size_t number = quantity.number;
  const std::string_view link = words_.lower_near(number, static_cast<std::ptrdiff_t>(quantity.last - number));
  const std::string_view before = words_.lower_near(number, -1);
  const bool between = before == "between" || words_.lower_near(number, -2) == "between";
  const bool from = before == "from" || words_.lower_near(number, -2) == "from";
  if (!(link == "to" || is_dash(link) || (link == "and" && between) || link == "or")) return;
  std::size_t second = quantity.last + 1;
  if (second < words_.size() && !currency_sign(words_.lower(second)).empty()) ++second;
  const auto high = read_number(words_, second);
  if (!high || words_[high->last - 1].span.end > limit || high->value <= quantity.figure.value) {
    // "$2 to 3 million" below; "from 12 to 9" tells a fall, two figures.
    return;
  }
  // "dropped more than $11 billion to $106 billion": by so much, to so much.
  if (link == "to" && !from) {
    static const WordSet kChange("dropped fell fallen declined slid plunged cut reduced lost rose climbed jumped grew increased soared slipped", ' ');
    for (std::ptrdiff_t back = 1; back <= 4; ++back) {
      if (kChange.has(words_.lower_near(number, -back))) return;
    }
  }
  // "rose from 10 to 20" is a change and not a range.
  if (from && link == "to") {
    const std::string_view verb = words_.lower_near(number, -2);
    if (verb == "rose" || verb == "risen" || verb == "rise" || verb == "increased" || verb == "grew" || verb == "up" || verb == "jumped" ||
        verb == "toll" || verb == "climbed" || verb == "increase" || verb == "grown") {
      return;
    }
  }
  double low = quantity.figure.value;
  // "two to three million": the scale stands once.
  if (high->value >= 1e3 && low < 1000 && high->value / low >= 1000) {
    const double scale = high->value >= 1e9 ? 1e9 : high->value >= 1e6 ? 1e6 : 1e3;
    if (low * scale < high->value) low *= scale;
  }
  quantity.figure.value = low;
  quantity.figure.high = high->value;
  quantity.figure.bound = Bound::between;
  quantity.last = high->last;
  if (between || (from && link == "to")) {
    quantity.first = before == "between" || before == "from" ? number - 1 : number - 2;
  }
}

// "%", "percent", currencies and measures.
bool FigureReader::read_unit_sign(Quantity& quantity) const {
  const std::size_t number = quantity.number;
  if (number > 0 && words_[number - 1].sentence == words_[number].sentence) {
    std::string_view sign = currency_sign(words_.lower(number - 1));
    if (!sign.empty()) {
      quantity.first = std::min(quantity.first, number - 1);
      quantity.figure.unit = sign;
      // "US $", "A$" in two words
      return true;
    }
  }
  const std::size_t after = quantity.last;
  const std::string_view next = words_.lower_near(number, static_cast<std::ptrdiff_t>(after - number));
  if (next == "%" || next == "percent" || next == "pct") {
    quantity.figure.unit = "percent";
    quantity.last = after + 1;
    if (words_.lower_near(number, static_cast<std::ptrdiff_t>(after - number) + 1) == "of") {
      // "40 percent of voters"
      std::size_t noun = after + 2;
      if (words_.is(noun, "the") || words_.is(noun, "all") || words_.is(noun, "its") || words_.is(noun, "their")) ++noun;
      std::size_t end = noun;
      while (end < noun + 3 && end < words_.size() && words_[end].kind == WordKind::word && words_[end].sentence == words_[number].sentence &&
             !is_function_word(words_.lower(end))) {
        if (is_people_noun(words_.lower(end++))) break;
      }
      if (end > noun) {
        quantity.figure.what_span = words_.span(noun, end);
        quantity.figure.what = std::string(words_.text().words(quantity.figure.what_span));
      }
    }
    return true;
  }
  const std::string_view second = words_.lower_near(number, static_cast<std::ptrdiff_t>(after - number) + 1);
  if (next == "per" && second == "cent") {
    quantity.figure.unit = "percent";
    quantity.last = after + 2;
    return true;
  }
  if (next == "percentage" && (second == "points" || second == "point")) {
    quantity.figure.unit = "points";
    quantity.last = after + 2;
    return true;
  }
  std::size_t unit_word = after;
  // "200 US dollars", "3,000 Syrian pounds", "90 million square kilometres"
  static const WordSet kBetween("us u.s. american square cubic nautical metric british", ' ');
  const bool squared = next == "square" || next == "cubic";
  if (kBetween.has(next) || (is_demonym(next) && !currency_word(second).empty())) unit_word = after + 1;
  const std::string_view word = words_.lower_near(number, static_cast<std::ptrdiff_t>(unit_word - number));
  std::string_view currency = currency_word(word);
  if (!currency.empty()) {
    if (unit_word > after && is_demonym(next) && currency == "GBP" && next != "british") currency = {};
    quantity.figure.unit = currency.empty() ? word : currency;
    if (word == "won" && !words_[unit_word].possessive && words_.lower_near(unit_word, 1) == "the") return false;
    quantity.last = unit_word + 1;
    return true;
  }
  const std::string_view unit = measure_unit(word);
  if (!unit.empty() && unit != "points") {
    // "the 3 m" beside "3 million"; one letter must touch or stand right behind digits.
    if (word.size() == 1 && !quantity.digits) return false;
    quantity.figure.unit = squared ? (next == "square" ? std::string(unit) + "2" : std::string(unit) + "3") : std::string(unit);
    quantity.last = unit_word + 1;
    if (words_.is(quantity.last, "per") && words_.is(quantity.last + 1, "hour")) {
      quantity.figure.unit += "/h";
      quantity.last += 2;
    }
    return true;
  }
  return false;
}

void FigureReader::read_bound(Quantity& quantity) const {
  const std::size_t first = quantity.first;
  const auto before = [&](std::ptrdiff_t distance) { return words_.lower_near(first, -distance); };
  const auto set = [&](Bound bound, std::size_t count) {
    if (quantity.figure.bound != Bound::between) quantity.figure.bound = bound;
    quantity.first = first - count;
  };
  const std::string_view one = before(1);
  const std::string_view two = before(2);
  if (one == "least" && two == "at") return set(Bound::at_least, 2);
  if (one == "most" && two == "at") return set(Bound::at_most, 2);
  if (one == "than") {
    if (two == "more" || two == "greater" || two == "higher" || two == "larger") {
      // "no more than"
      return before(3) == "no" ? set(Bound::at_most, 3) : set(Bound::more_than, 2);
    }
    if (two == "fewer" || two == "less" || two == "lower") {
      return before(3) == "no" ? set(Bound::at_least, 3) : set(Bound::less_than, 2);
    }
    if (two == "rather" || two == "other") return;
  }
  if (one == "to" && two == "up") return set(Bound::at_most, 2);
  if (one == "to" && two == "close") return set(Bound::nearly, 2);
  if (one == "as" && (two == "many" || two == "much" || two == "high") && before(3) == "as") return set(Bound::at_most, 3);
  if (one == "as" && (two == "few" || two == "little" || two == "low") && before(3) == "as") return set(Bound::at_least, 3);
  if (one == "minimum" || (one == "of" && two == "minimum")) return set(Bound::at_least, one == "of" ? (before(3) == "a" ? 3 : 2) : 1);
  if (one == "maximum" || (one == "of" && two == "maximum")) return set(Bound::at_most, one == "of" ? (before(3) == "a" ? 3 : 2) : 1);
  if (one == "of" && (two == "excess" || two == "upwards" || two == "upward")) {
    return two == "excess" && before(3) == "in" ? set(Bound::more_than, 3) : set(Bound::more_than, 2);
  }
  // "about a 3 percent chance"
  if ((one == "a" || one == "an") && (two == "about" || two == "around" || two == "nearly" || two == "almost")) {
    return set(two == "about" || two == "around" ? Bound::about : Bound::nearly, 2);
  }
  if (one == "more-than") return set(Bound::more_than, 1);
  if (one == "upto") return set(Bound::at_most, 1);
  static const WordMap kSingle(
      "over=more_than,above=more_than,exceeding=more_than,beyond=more_than,surpassing=more_than,topping=more_than,nearly=nearly,almost=nearly,"
      "under=less_than,below=less_than,about=about,around=about,some=about,approximately=about,roughly=about,circa=about,"
      "~=about,estimated=about,approx.=about,>=more_than,<=less_than,reportedly=exact,perhaps=about,maximum=at_most,"
      "minimum=at_least,barely=about,just=exact,only=exact,exactly=exact");
  const std::string_view single = kSingle.find(one);
  if (single == "more_than") return set(Bound::more_than, 1);
  if (single == "less_than") return two == "just" ? set(Bound::less_than, 2) : set(Bound::less_than, 1);
  if (single == "nearly") return set(Bound::nearly, 1);
  if (single == "about") return one == "estimated" && (two == "an" || two == "a") ? set(Bound::about, 2) : set(Bound::about, 1);
  const std::string_view next = words_.lower_near(quantity.number, static_cast<std::ptrdiff_t>(quantity.last - quantity.number));
  const std::string_view second = words_.lower_near(quantity.number, static_cast<std::ptrdiff_t>(quantity.last - quantity.number) + 1);
  if (next == "or" && second == "more") {
    set(Bound::at_least, 0);
    quantity.last += 2;
  } else if (next == "or" && (second == "so" || second == "thereabouts")) {
    set(Bound::about, 0);
    quantity.last += 2;
  } else if (next == "or" && (second == "fewer" || second == "less")) {
    set(Bound::at_most, 0);
    quantity.last += 2;
  } else if (next == "+") {
    set(Bound::at_least, 0);
    quantity.last += 1;
  }
}

// "300 people or more": the bound stands behind what is counted, outside the figure's span.
void FigureReader::read_bound_behind(Quantity& quantity) const {
  if (quantity.counted_last == 0 || quantity.figure.bound != Bound::exact || !words_.is(quantity.counted_last, "or")) return;
  const std::string_view bound = words_.lower_near(quantity.number, static_cast<std::ptrdiff_t>(quantity.counted_last - quantity.number) + 1);
  if (bound == "more") quantity.figure.bound = Bound::at_least;
  if (bound == "so") quantity.figure.bound = Bound::about;
  if (bound == "fewer" || bound == "less") quantity.figure.bound = Bound::at_most;
}

}  // namespace hearsay

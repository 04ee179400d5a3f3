#include "reading/time/time_reader.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "reading/numbers.h"
#include "reading/time/time_words.h"

namespace hearsay {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> to_int(std::string_view digits) {
  if (digits.empty() || digits.size() > 4 || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_state(std::string_view lower) {
  static const WordSet kVerbs("stay stays remain remains keep keeps");
  return kVerbs.has(lower);
}

// "5-7" as two days; nullopt for anything else.
std::optional<std::pair<unsigned, unsigned>> day_pair(std::string_view word) {
  std::size_t dash = word.find('-');
  std::size_t size = 1;
  if (dash == std::string_view::npos) {
    dash = word.find("\xE2\x80\x93");
    size = 3;
  }
  if (dash == std::string_view::npos) return std::nullopt;
  const unsigned first = day_of_month(word.substr(0, dash));
  const unsigned second = day_of_month(word.substr(dash + size));
  if (first == 0 || second <= first || !is_digit(word[0])) return std::nullopt;
  return std::pair{first, second};
}

}  // namespace

std::optional<TimeMatch> TimeReader::read(std::size_t begin) {
  Match match = read_any(begin);
  if (match && match->type == TimeType::date) {
    if (const auto day = parse_day(match->value)) {
      last_day_ = day;
      last_day_sentence_ = words_[begin].sentence;
    }
  }
  return match;
}

TimeReader::Match TimeReader::read_any(std::size_t begin) {
  const TextWord& word = words_[begin];
  if (word.kind == WordKind::mark) return std::nullopt;
  const std::string_view lower = words_.lower(begin);
  Match match;
  if (word.kind == WordKind::number) {
    if ((match = read_numeric(begin))) return match;
    if ((match = read_day_first(begin))) return match;
    if ((match = read_clock(begin))) return match;
    if ((match = read_spoken_clock(begin))) return match;
    if ((match = read_counted(begin))) return match;
    return read_year(begin);
  }
  if (!may_begin_time(lower)) return std::nullopt;
  if (month_number(lower) != 0 && (match = read_month_first(begin))) return match;
  if ((match = read_weekday(begin))) return match;
  if ((match = read_feast(begin))) return match;
  if ((match = read_vague(begin))) return match;
  if ((match = read_set(begin))) return match;
  if ((match = read_day_word(begin))) return match;
  if ((match = read_relative_unit(begin))) return match;
  if ((match = read_season(begin))) return match;
  if ((match = read_clock(begin))) return match;
  if ((match = read_spoken_clock(begin))) return match;
  if ((match = read_quarter(begin))) return match;
  if ((match = read_century(begin))) return match;
  if ((match = read_day_first(begin))) return match;
  return read_counted(begin);
}

bool TimeReader::is_year(std::size_t word) const {
  const std::string_view lower = words_.lower(word);
  return lower.size() == 4 && (lower[0] == '1' || lower[0] == '2') && to_int(lower) && lower >= "1500" && lower < "2100";
}

int TimeReader::take_year(std::size_t& at) const {
  std::size_t year = at;
  const bool comma = words_.is(year, ",");
  if (comma) ++year;
  if (words_.is(year, "of")) ++year;
  if (year >= words_.size() || at == 0 || words_[year].sentence != words_[at - 1].sentence || !is_year(year)) return 0;
  // "On November 5, 2000 people marched": a counted thing follows.
  const std::string_view next = words_.lower(year + 1);
  if (comma && next == "people") return 0;
  at = year + 1;
  return *to_int(words_.lower(year));
}

// The verb that says when: the nearest one before the expression, else the nearest one behind it.
std::optional<Direction> TimeReader::told_direction(std::size_t first, std::size_t last) const {
  const std::uint32_t sentence = words_[first].sentence;
  constexpr std::size_t kWindow = 25;
  const auto verdict = [&](std::size_t word) -> std::optional<Direction> {
    const std::string_view lower = words_.lower(word);
    // "due on Monday" looks ahead, "due to" gives a reason.
    if (lower == "due" && !words_.is(word + 1, "to")) return Direction::future;
    // "The fair in May", "would have sunk".
    if (lower == "may" && words_[word].capitalized) return std::nullopt;
    if (lower == "would" && words_.is(word + 1, "have")) return Direction::past;
    if (is_future_word(lower)) return Direction::future;
    // "If the council passes it on Thursday"
    if (lower == "if" || lower == "unless") return Direction::future;
    // "will have a talk on Monday": the word before tells; "would stay closed until Monday": how it is, not what was done.
    if (lower == "have" && (is_future_word(words_.lower(word - 1)) || words_.is(word - 1, "to"))) return std::nullopt;
    if (is_state(words_.lower(word - 1)) && lower.ends_with("ed")) return std::nullopt;
    // "It is to take effect".
    if ((lower == "is" || lower == "are") && words_.is(word + 1, "to")) return Direction::future;
    // "will be held": the auxiliary before tells the time.
    if (is_past_word(lower) && !words_.is(word - 1, "be")) return Direction::past;
    return std::nullopt;
  };
  const std::size_t low = std::max(words_.sentence_begin(sentence), first > kWindow ? first - kWindow : 0);
  for (std::size_t word = first; word-- > low;) {
    if (const auto found = verdict(word)) return *found;
  }
  const std::size_t high = std::min(words_.sentence_end(sentence), last + kWindow);
  const bool fronted = first <= words_.sentence_begin(sentence) + 2;
  for (std::size_t word = last; word < high; ++word) {
    // "On 1 July, ships sailed" goes on; "takes effect on 1 July, according to what was signed" does not.
    if (!fronted && words_.is(word, ",")) break;
    if (is_telling(words_.lower(word))) continue;  // "takes effect on 1 July, officials said"
    if (const auto found = verdict(word)) return *found;
  }
  return std::nullopt;
}

Direction TimeReader::direction_at(std::size_t first, std::size_t last) const {
  return told_direction(first, last).value_or(Direction::past);
}

TimeMatch TimeReader::dated(std::size_t first, std::size_t last, int year, unsigned month, unsigned day) {
  TimeMatch match = make(first, last, TimeType::date, {});
  if (year != 0) {
    if (const auto date = make_day(year, month, day)) match.value = day_value(*date);
  } else if (anchor_) {
    const std::optional<Direction> told = told_direction(first, last);
    auto date = nearest_date(*anchor_, month, day, told.value_or(Direction::past));
    if (!told) {
      // "The agreement takes effect on 1 July": no verb says when, so the nearer of the two.
      const auto ahead = nearest_date(*anchor_, month, day, Direction::future);
      if (!date || (ahead && *ahead - *anchor_ < *anchor_ - *date)) date = ahead;
    }
    // "will not forget the October 7 attack": what lies nearly a year ahead is behind us.
    if (date && *date - *anchor_ > std::chrono::days(240)) date = nearest_date(*anchor_, month, day, Direction::past);
    if (date) match.value = day_value(*date);
  }
  return match;
}

TimeMatch TimeReader::day_range(std::size_t first, std::size_t last, Span begin, Span end,
                                std::array<unsigned, 3> days_and_month, int year) {
  TimeMatch match = dated(first, last, year, days_and_month[2], days_and_month[0]);
  const auto begins = parse_day(match.value);
  const auto ends = begins ? nearest_date(*begins, days_and_month[2], days_and_month[1], Direction::future) : std::nullopt;
  if (ends) match.end_value = day_value(*ends);
  match.span = begin;
  match.end_span = end;
  return match;
}

TimeMatch TimeReader::with_day_part(TimeMatch match) const {
  const std::string_view part = day_part(words_.lower(match.last));
  if (part.empty() || words_[match.last].sentence != words_[match.first].sentence) return match;
  ++match.last;
  match.span = words_.span(match.first, match.last);
  match.type = TimeType::time;
  if (match.value.size() == 10) {
    match.value += part;
  } else {
    match.value.clear();
  }
  return match;
}

// 2023-11-05, 05/11/2023, 5.11.2023, 17:27, 17:27:05
TimeReader::Match TimeReader::read_numeric(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  if (lower.size() == 10 && lower[4] == '-' && lower[7] == '-') {
    if (const auto day = parse_day(lower)) return make(begin, begin + 1, TimeType::date, day_value(*day));
    return std::nullopt;
  }
  const std::size_t colon = lower.find(':');
  if (colon != std::string_view::npos) return read_clock(begin);
  // 05/11/2023 as three numbers, 05.11.2023 as one.
  std::array<std::string_view, 3> parts;
  std::size_t last = begin + 1;
  if (words_.is(begin + 1, "/") && words_.is(begin + 3, "/")) {
    parts = {lower, words_.lower(begin + 2), words_.lower(begin + 4)};
    last = begin + 5;
  } else {
    const std::size_t first_dot = lower.find('.');
    const std::size_t second_dot = first_dot == std::string_view::npos ? first_dot : lower.find('.', first_dot + 1);
    if (second_dot == std::string_view::npos) return std::nullopt;
    parts = {lower.substr(0, first_dot), lower.substr(first_dot + 1, second_dot - first_dot - 1),
             lower.substr(second_dot + 1)};
  }
  const auto one = to_int(parts[0]);
  const auto middle = to_int(parts[1]);
  auto year = to_int(parts[2]);
  if (!one || !middle || !year || parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4) return std::nullopt;
  if (*one < 1 || *middle < 1 || *one > 31 || *middle > 31 || *year < 1500 || *year > 2100) return std::nullopt;
  // 05/11/2023 is the fifth of November or the eleventh of May; with dots it is the day that stands first.
  const bool dots = last == begin + 1;
  std::optional<Day> day;
  if (dots || *one > 12) {
    day = make_day(*year, static_cast<unsigned>(*middle), static_cast<unsigned>(*one));
  } else if (*middle > 12 || *one == *middle) {
    day = make_day(*year, static_cast<unsigned>(*one), static_cast<unsigned>(*middle));
  }
  return make(begin, last, TimeType::date, day ? day_value(*day) : std::string{});
}

TimeReader::Match TimeReader::read_clock(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  if (words_[begin].kind == WordKind::word) {
    if ((lower == "noon" || lower == "midday" || lower == "midnight") && !words_[begin].possessive) {
      return make(begin, begin + 1, TimeType::time, lower == "midnight" ? "T00:00" : "T12:00");
    }
    const auto hour = number_word_value(lower);
    const std::string_view next = words_.lower(begin + 1);
    if (!hour || *hour < 1 || *hour > 12 || (next != "o'clock" && next != "o\xE2\x80\x99" "clock")) return std::nullopt;
    return make(begin, begin + 2, TimeType::time, {});
  }
  std::size_t digits = 0;
  while (digits < lower.size() && is_digit(lower[digits])) ++digits;
  const auto hour = to_int(lower.substr(0, digits));
  if (!hour || digits > 2) {
    // "1430 GMT"
    const std::string_view zone = words_.exact(begin + 1);
    const auto number = to_int(lower);
    const bool shape = lower.size() == 4 && number && *number / 100 < 24 && *number % 100 < 60;
    if (shape && (zone == "GMT" || zone == "UTC")) return make(begin, begin + 2, TimeType::time, clock_value(*number / 100, *number % 100) + "Z");
    if (shape && zone == "local" && words_.is(begin + 2, "time")) return make(begin, begin + 3, TimeType::time, clock_value(*number / 100, *number % 100));
    return std::nullopt;
  }
  std::string_view rest = lower.substr(digits);
  int minute = 0;
  bool has_minute = false;
  if (rest.size() >= 3 && (rest[0] == ':' || rest[0] == '.') && is_digit(rest[1]) && is_digit(rest[2])) {
    minute = *to_int(rest.substr(1, 2));
    has_minute = rest[0] == ':';
    rest.remove_prefix(3);
    if (rest.size() == 3 && rest[0] == ':' && is_digit(rest[1]) && is_digit(rest[2])) rest = {};
  }
  std::size_t last = begin + 1;
  std::string_view half = rest;
  if (rest.empty() && last < words_.size() && words_[last].sentence == words_[begin].sentence) {
    half = words_.lower(last);
    if (half == "a.m." || half == "p.m." || half == "am" || half == "pm" || half == "a.m" || half == "p.m") {
      ++last;
    } else {
      half = {};
    }
  }
  const bool morning = half.starts_with('a');
  const bool afternoon = half.starts_with('p');
  const bool known = half == "a.m." || half == "p.m." || half == "am" || half == "pm" || half == "a.m" || half == "p.m";
  if (!half.empty() && !known) return std::nullopt;
  if (minute > 59 || *hour > 24) return std::nullopt;
  if (!known) {
    if (words_.is(begin + 1, "o'clock") || words_.is(begin + 1, "o\xE2\x80\x99" "clock")) {
      // Morning or evening is not told.
      return make(begin, begin + 2, TimeType::time, {});
    }
    // "2:30" may be a score or a verse; two digits for the hour are a clock's.
    const std::string_view previous = words_.lower_near(begin, -1);
    const bool led = previous == "at" || (words_.lower_near(begin, -2) == "at" && (previous == "about" || previous == "around" || previous == "approximately"));
    // "At 11.25 on Wednesday", "at 10.25 GMT"; but "at 2.14 per cent".
    const bool zoned = words_.exact(last) == "GMT" || words_.exact(last) == "UTC";
    const bool dotted = !has_minute && lower.size() > digits && lower[digits] == '.' && lower.size() == digits + 3 && led && (zoned || !part_behind(last).empty());
    if (!dotted && (!has_minute || (digits < 2 && !led))) return std::nullopt;
  }
  if (known && (*hour < 1 || *hour > 12)) return std::nullopt;
  int twenty_four = *hour;
  if (afternoon && twenty_four < 12) twenty_four += 12;
  if (morning && twenty_four == 12) twenty_four = 0;
  // "1.40 this afternoon"
  if (const std::string_view part = known ? std::string_view{} : part_behind(last); (part == "TAF" || part == "TEV") && twenty_four < 12) twenty_four += 12;
  std::string value = clock_value(twenty_four, minute);
  const std::string_view zone = words_.exact(last);
  if (zone == "GMT" || zone == "UTC") {
    ++last;
    value += "Z";
  }
  return make(begin, last, TimeType::time, std::move(value));
}

// November 5, 2023; November 5-7; November 2023; November
TimeReader::Match TimeReader::read_month_first(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  const unsigned month = month_number(lower);
  if (!words_[begin].capitalized) return std::nullopt;
  std::size_t at = begin + 1;
  const bool same_sentence = at < words_.size() && words_[at].sentence == words_[begin].sentence;
  const std::string_view next = same_sentence ? words_.lower(at) : std::string_view{};
  if (const auto days = day_pair(next)) {
    ++at;
    const Span whole = words_[begin + 1].span;
    const std::size_t split = words_.exact(begin + 1).find_first_not_of("0123456789sthndr");
    const Span end{whole.begin + static_cast<std::uint32_t>(words_.exact(begin + 1).find_last_not_of("0123456789sthndr")) + 1,
                   whole.end};
    const Span front{words_[begin].span.begin, whole.begin + static_cast<std::uint32_t>(split)};
    const int year = take_year(at);
    return day_range(begin, at, front, end, {days->first, days->second, month}, year);
  }
  const unsigned day = same_sentence ? day_of_month(next) : 0;
  const bool counted = words_.is(at + 1, "people") || words_.is(at + 1, "percent") || words_.is(at + 1, "million");
  if (day != 0 && is_digit(next[0]) && !counted) {
    ++at;
    const std::string_view dash = words_.lower(at);
    const unsigned end_day = day_of_month(words_.lower(at + 1));
    const bool range = (dash == "to" || dash == "\xE2\x80\x93" || dash == "\xE2\x80\x94" || dash == "-") && end_day > day &&
                       at + 1 < words_.size() && is_digit(words_.lower(at + 1)[0]) &&
                       (at + 2 >= words_.size() || words_[at + 2].kind != WordKind::word || dash != "to");
    if (range) {
      const Span front = words_.span(begin, at);
      const Span end = words_[at + 1].span;
      at += 2;
      const int year = take_year(at);
      return day_range(begin, at, front, end, {day, end_day, month}, year);
    }
    const int year = take_year(at);
    return with_day_part(dated(begin, at, year, month, day));
  }
  // "November the 5th"
  if (next == "the") {
    if (const unsigned ordinal = day_of_month(words_.lower(at + 1)); ordinal != 0 && words_.lower(at + 1).size() > 2) {
      at += 2;
      const int year = take_year(at);
      return dated(begin, at, year, month, ordinal);
    }
  }
  if (const int year = take_year(at); year != 0) return make(begin, at, TimeType::date, month_value(year, month));
  // A month alone. "May", "March" and "August" are names and verbs too: a word that leads to a date must stand before.
  const std::string_view before = words_.lower_near(begin, -1);
  const bool doubtful = month == 3 || month == 5 || lower == "mar" || lower == "sep" || lower == "dec" || lower == "jan" ||
                        lower == "april" || lower == "june" || lower == "august";
  if (doubtful ? !introduces_date(before) || before == "and" || before == "to" || before == "of" || before == "for" ||
                     before == "between"
               : words_[begin].opens && !introduces_date(before) && words_[begin].all_caps) {
    return std::nullopt;
  }
  // "to June Harl", "by August Prell" are people.
  if (doubtful && at < words_.size() && words_[at].capitalized && same_sentence) return std::nullopt;
  TimeMatch match = make(begin, begin + 1, TimeType::date, {});
  const bool next_one = before == "next";
  const bool last_one = before == "last" || before == "past";
  if ((next_one || last_one || before == "this") && begin > 0) {
    --match.first;
    match.span = words_.span(match.first, match.last);
  }
  if (anchor_) {
    Direction direction = direction_at(begin, begin + 1);
    if (next_one) direction = Direction::future;
    if (last_one) direction = Direction::past;
    match.value = month_value(nearest_month_year(*anchor_, month, direction), month);
  }
  return match;
}

// "until the 22nd", "by the 5th": the next one.
TimeReader::Match TimeReader::read_day_alone(std::size_t begin, unsigned day) const {
  const std::string_view led = words_.lower_near(begin, -2);
  const bool ordinal = words_.lower(begin).size() > 2 && is_digit(words_.lower(begin)[0]);
  if (!anchor_ || !ordinal || words_.lower_near(begin, -1) != "the" || (led != "until" && led != "till" && led != "by")) return std::nullopt;
  if (begin + 1 < words_.size() && words_[begin + 1].kind != WordKind::mark && words_[begin + 1].sentence == words_[begin].sentence && !words_.is(begin + 1, "and")) {
    return std::nullopt;
  }
  TimeMatch match = make(begin, begin + 1, TimeType::date, {});
  Day month = *anchor_;
  if (const auto here = make_day(year_of(month), month_of(month), day); !here || *here < *anchor_) month = shift(month, CalendarUnit::month, 1);
  if (const auto found = make_day(year_of(month), month_of(month), day)) match.value = day_value(*found);
  return match;
}

// 5 November 2023; the 5th of November; 5-7 November; 5 to 7 November
TimeReader::Match TimeReader::read_day_first(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  const auto month_at = [&](std::size_t& at) -> unsigned {
    if (words_.is(at, "of")) ++at;
    if (at >= words_.size() || words_[at].sentence != words_[begin].sentence || !words_[at].capitalized) return 0;
    return month_number(words_.lower(at));
  };
  if (const auto days = day_pair(lower)) {
    std::size_t at = begin + 1;
    const unsigned month = month_at(at);
    if (month == 0) return std::nullopt;
    const std::string_view exact = words_.exact(begin);
    const std::uint32_t offset = words_[begin].span.begin;
    const Span front{offset, offset + static_cast<std::uint32_t>(exact.find_first_not_of("0123456789sthndr"))};
    std::size_t last = at + 1;
    const int year = take_year(last);
    const Span end{offset + static_cast<std::uint32_t>(exact.find_last_not_of("0123456789sthndr")) + 1,
                   words_.span(begin, last).end};
    return day_range(begin, last, front, end, {days->first, days->second, month}, year);
  }
  const unsigned day = day_of_month(lower);
  if (day == 0) return std::nullopt;
  // "second May" is nobody's date; an ordinal in words needs "of".
  if (!is_digit(lower[0]) && !words_.is(begin + 1, "of")) return std::nullopt;
  std::size_t at = begin + 1;
  const std::string_view dash = words_.lower(at);
  if (dash == "to" || dash == "and" || dash == "\xE2\x80\x93" || dash == "-") {
    const unsigned end_day = day_of_month(words_.lower(at + 1));
    std::size_t month_word = at + 2;
    const unsigned month = end_day > day ? month_at(month_word) : 0;
    if (month != 0) {
      std::size_t last = month_word + 1;
      const Span front = words_[begin].span;
      const std::size_t end_begin = at + 1;
      const int year = take_year(last);
      return day_range(begin, last, front, words_.span(end_begin, last), {day, end_day, month}, year);
    }
  }
  const unsigned month = month_at(at);
  if (month == 0) return read_day_alone(begin, day);
  std::size_t last = at + 1;
  const int year = take_year(last);
  return with_day_part(dated(begin, last, year, month, day));
}

}  // namespace hearsay

// The half of TimeReader that counts from another day: weekdays, "a month ago", "this week", sets and seasons.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "reading/name/name_words.h"
#include "reading/numbers.h"
#include "reading/time/time_reader.h"
#include "reading/time/time_words.h"

namespace hearsay {
namespace {

// -1, 0 or 1 of "last", "this", "next".
std::optional<int> relative_step(std::string_view lower) {
  if (lower == "last" || lower == "past" || lower == "previous") return -1;
  if (lower == "this" || lower == "current") return 0;
  if (lower == "next" || lower == "coming") return 1;
  return std::nullopt;
}

// "every Tuesday": "XXXX-WXX-2"; ISO weeks begin on Monday, 1.
std::string weekday_set(unsigned weekday) {
  std::string value = "XXXX-WXX-7";
  if (weekday != 0) value.back() = static_cast<char>('0' + weekday);
  return value;
}

bool is_part_adverb(std::string_view lower) { return lower == "earlier" || lower == "later" || lower == "early" || lower == "late"; }

}  // namespace

// last Tuesday; on Tuesday evening; Tuesday, Nov. 7, 2023
TimeReader::Match TimeReader::read_weekday(std::size_t begin) {
  std::size_t at = begin;
  std::string_view lower = words_.lower(at);
  const std::optional<int> step = relative_step(lower);
  const bool early = lower == "early" || lower == "late" || lower == "mid";
  if (step || early) lower = words_.lower(++at);
  const auto weekday = weekday_number(lower);
  if (!weekday || !words_[at].capitalized || words_[at].sentence != words_[begin].sentence) return std::nullopt;
  std::size_t next = at + 1;
  if (words_.is(next, ",")) ++next;
  if (next < words_.size() && words_[next].sentence == words_[begin].sentence) {
    // The date behind a weekday says more than the weekday.
    Match date;
    if (month_number(words_.lower(next)) != 0) date = read_month_first(next);
    if (!date && words_[next].kind == WordKind::number) date = read_day_first(next);
    if (!date && words_.is(next, "the")) date = read_day_first(next + 1);
    if (date && (date->value.empty() || date->value.size() >= 10)) {
      fit_year(*date, *weekday);
      date->first = begin;
      date->span.begin = words_[begin].span.begin;
      return date;
    }
  }
  const bool plural = words_.lower(at).back() == 's' && words_.lower(at).size() > 6;
  if (plural) return make(begin, at + 1, TimeType::set, weekday_set(*weekday));
  TimeMatch match = make(begin, at + 1, TimeType::date, {});
  if (anchor_) {
    Day day = nearest_weekday(*anchor_, *weekday, Direction::past);
    if (step == -1) {
      // "last Tuesday" written on a Tuesday is a week ago.
      if (day == *anchor_) day = shift(day, CalendarUnit::week, -1);
    } else if (step == 1) {
      day = nearest_weekday(shift(*anchor_, CalendarUnit::day, 1), *weekday, Direction::future);
    } else if (direction_at(begin, at + 1) == Direction::future) {
      day = nearest_weekday(*anchor_, *weekday, Direction::future);
    }
    match.value = day_value(day);
  }
  return with_day_part(std::move(match));
}

// today, yesterday evening, last night, tonight, this morning, the next day
TimeReader::Match TimeReader::read_day_word(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  const auto day_at = [&](std::size_t last, TimeType type, int offset, std::string_view part) {
    TimeMatch match = make(begin, last, type, {});
    if (anchor_) match.value = day_value(shift(*anchor_, CalendarUnit::day, offset)) + std::string(part);
    return match;
  };
  // "Today" with a capital inside a sentence is a newspaper or a programme.
  const bool name = words_[begin].capitalized && !words_[begin].opens && words_[begin].sentence != 0;
  if (name || words_[begin].all_caps) return std::nullopt;
  if (lower == "today") return with_day_part(day_at(begin + 1, TimeType::date, 0, ""));
  if (lower == "yesterday") return with_day_part(day_at(begin + 1, TimeType::date, -1, ""));
  if (lower == "tomorrow") return with_day_part(day_at(begin + 1, TimeType::date, 1, ""));
  if (lower == "tonight") return day_at(begin + 1, TimeType::time, 0, "TNI");
  const std::string_view next = words_.lower_near(begin, 1);
  const std::string_view part = day_part(next);
  if (lower == "last" && next == "night") return day_at(begin + 2, TimeType::time, -1, "TNI");
  if (lower == "this" && !part.empty()) return day_at(begin + 2, TimeType::time, 0, part);
  if (lower == "the" && words_.is(begin + 1, "day") && words_.is(begin + 3, "yesterday") && words_.is(begin + 2, "before")) {
    return day_at(begin + 4, TimeType::date, -2, "");
  }
  if (lower == "the" && words_.is(begin + 1, "day") && words_.is(begin + 3, "tomorrow") && words_.is(begin + 2, "after")) {
    return day_at(begin + 4, TimeType::date, 2, "");
  }
  // "the next day" counts from the day told before, in this sentence or the one before it.
  if (lower == "the" && words_.lower_near(begin, 2) == "day") {
    const int offset = next == "next" || next == "following" ? 1 : next == "previous" ? -1 : 0;
    if (offset == 0) return std::nullopt;
    TimeMatch match = make(begin, begin + 3, TimeType::date, {});
    if (last_day_ && words_[begin].sentence - last_day_sentence_ <= 1) {
      match.value = day_value(shift(*last_day_, CalendarUnit::day, offset));
    }
    return match;
  }
  return std::nullopt;
}

// this week, last year, earlier this month, the weekend, the past three days, recent years
TimeReader::Match TimeReader::read_relative_unit(std::size_t begin) {
  std::size_t at = begin;
  if (is_part_adverb(words_.lower(at))) ++at;
  const bool article = words_.is(at, "the");
  if (article) ++at;
  const std::string_view word = words_.lower_near(begin, static_cast<std::ptrdiff_t>(at - begin));
  const std::string_view unit_word = words_.lower_near(begin, static_cast<std::ptrdiff_t>(at - begin) + 1);
  if (word == "weekend" && article) {
    const std::string_view before = words_.lower_near(begin, -1);
    if (before != "over" && before != "at" && before != "on" && before != "during") return std::nullopt;
    TimeMatch match = make(begin, at + 1, TimeType::date, {});
    if (anchor_) {
      const Direction direction = direction_at(begin, at + 1);
      match.value = week_value(nearest_weekday(*anchor_, 6, direction)) + "-WE";
    }
    return match;
  }
  const std::optional<int> step = relative_step(word);
  if (!step) return std::nullopt;
  // A length of time: "the past three days", "the next 48 hours", "the last decade"
  if (const auto number = read_number(words_, at + 1)) {
    const auto unit = unit_of(words_.lower(number->last));
    if (!unit || words_[begin].sentence != words_[number->last].sentence) return std::nullopt;
    if (word == "this") return std::nullopt;
    return make(begin, number->last + 1, TimeType::duration, duration_value(number->value, *unit));
  }
  if (unit_word == "weekend") {
    TimeMatch match = make(begin, at + 2, TimeType::date, {});
    if (anchor_) {
      // "last weekend" is the one that has ended, "this weekend" the one of this week.
      Day saturday = nearest_weekday(*anchor_, 6, *step < 0 ? Direction::past : Direction::future);
      if (*step < 0 && *anchor_ - saturday < std::chrono::days(2)) saturday = shift(saturday, CalendarUnit::week, -1);
      if (*step == 0 && std::chrono::weekday(*anchor_).c_encoding() == 0) saturday = shift(*anchor_, CalendarUnit::day, -1);
      if (*step > 0 && saturday - *anchor_ < std::chrono::days(1)) saturday = shift(saturday, CalendarUnit::week, 1);
      match.value = week_value(saturday) + "-WE";
    }
    return match;
  }
  const auto unit = unit_of(unit_word);
  if (!unit || unit_word.back() == 's' || *unit < CalendarUnit::week) return std::nullopt;
  // "in the past year", "over the last decade" are lengths; "last year" is a date.
  const bool length = article && (word == "past" || word == "last" || word == "coming");
  if (length) return make(begin, at + 2, TimeType::duration, duration_value(1, *unit));
  if (article && word != "previous" && word != "current") return std::nullopt;
  TimeMatch match = make(begin, at + 2, TimeType::date, {});
  if (anchor_ && word != "previous") match.value = value_at(shift(*anchor_, *unit, *step), *unit);
  return match;
}

// a month ago, three days later, two hours, a 48-hour
TimeReader::Match TimeReader::read_counted(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  // "48-hour", "six-month", "three-day-long": a length of time in one word
  if (const std::size_t hyphen = lower.find('-'); hyphen != std::string_view::npos) {
    const auto count = number_word_value(lower.substr(0, hyphen));
    std::string_view rest = lower.substr(hyphen + 1);
    if (rest.ends_with("-long")) rest.remove_suffix(5);
    const auto unit = unit_of(rest);
    if (count && unit) return make(begin, begin + 1, TimeType::duration, duration_value(*count, *unit));
  }
  std::size_t at = begin;
  double count = 0;
  if (const auto number = read_number(words_, begin)) {
    count = number->value;
    at = number->last;
    // "two and a half years"
    if (words_.is(at, "and") && words_.is(at + 1, "a") && words_.is(at + 2, "half")) {
      count += 0.5;
      at += 3;
    }
  } else if (lower == "a" || lower == "an" || lower == "one" || lower == "the") {
    count = lower == "the" ? 0 : 1;
    at = begin + 1;
  } else if (lower == "half") {
    count = 0.5;
    at = begin + 1;
    if (words_.is(at, "a") || words_.is(at, "an")) ++at;
  } else {
    return std::nullopt;
  }
  if (at >= words_.size() || words_[at].sentence != words_[begin].sentence) return std::nullopt;
  const auto unit = unit_of(words_.lower(at));
  if (!unit || count == 0) return std::nullopt;
  if (*unit == CalendarUnit::quarter || (*unit == CalendarUnit::second && count == 1)) return std::nullopt;
  // "three-year-old", "34 years old", "aged": an age is a property of somebody, not of the report's time.
  const std::string_view next = words_.lower_near(begin, static_cast<std::ptrdiff_t>(at - begin) + 1);
  if (next == "old" || (next == "of" && words_.is(at + 2, "age"))) return std::nullopt;
  ++at;
  const bool ago = next == "ago";
  const bool after = next == "later" || next == "afterwards" || next == "afterward";
  const bool before = next == "earlier" || next == "before" || next == "previously";
  const bool measured = lower == "a" || lower == "an";
  if (ago || after || before) {
    // "one day after", "a week before the vote" count from an event: only "ago" and an open end count from a day.
    const bool open_end = next != "before" || at + 1 >= words_.size() || words_[at + 1].kind == WordKind::mark;
    const std::optional<Day> from = ago ? anchor_
                                    : last_day_ && words_[begin].sentence - last_day_sentence_ <= 1 && open_end
                                        ? last_day_
                                        : std::nullopt;
    if (!open_end) return make(begin, at, TimeType::duration, duration_value(count, *unit));
    TimeMatch match = make(begin, at + 1, TimeType::date, {});
    const bool whole = count == std::floor(count) && count < 4000;
    if (from && whole && *unit >= CalendarUnit::day) {
      const int steps = static_cast<int>(count) * (after ? 1 : -1);
      match.value = value_at(shift(*from, *unit, steps), *unit == CalendarUnit::decade ? CalendarUnit::year : *unit);
    }
    return match;
  }
  // "a day" and "an hour" mostly say how often ("twice a day", "$15 an hour"); after "for", "in", "within" how long.
  if (measured && lower != "half") {
    const std::string_view previous = words_.lower_near(begin, -1);
    if (previous != "for" && previous != "in" && previous != "within" && previous != "than" && previous != "about" &&
        previous != "nearly" && previous != "almost" && previous != "after" && previous != "over") {
      return std::nullopt;
    }
  }
  if (lower == "one" && *unit == CalendarUnit::day && words_.lower_near(begin, -1) != "for" && next != "after") return std::nullopt;
  return make(begin, at, TimeType::duration, duration_value(count, *unit));
}

// every day, each Tuesday, every two weeks, daily
TimeReader::Match TimeReader::read_set(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  if (lower == "every" || lower == "each") {
    std::size_t at = begin + 1;
    double count = 1;
    if (words_.is(at, "other")) {
      count = 2;
      ++at;
    } else if (const auto number = read_number(words_, at)) {
      count = number->value;
      at = number->last;
    }
    if (at >= words_.size() || words_[at].sentence != words_[begin].sentence) return std::nullopt;
    const std::string_view word = words_.lower(at);
    if (const auto weekday = weekday_number(word); weekday && words_[at].capitalized) {
      return make(begin, at + 1, TimeType::set, weekday_set(*weekday));
    }
    if (const unsigned month = month_number(word); month != 0 && words_[at].capitalized) {
      return make(begin, at + 1, TimeType::set, std::string("XXXX-").append(month_value(0, month).substr(5)));
    }
    if (const std::string_view part = day_part(word); !part.empty()) {
      return make(begin, at + 1, TimeType::set, std::string("XXXX-XX-XX").append(part));
    }
    if (const std::string_view season = season_code(word); !season.empty() && word != "fall") {
      return make(begin, at + 1, TimeType::set, std::string("XXXX-").append(season));
    }
    const auto unit = unit_of(word);
    if (!unit) return std::nullopt;
    return make(begin, at + 1, TimeType::set, duration_value(count, *unit));
  }
  if (words_[begin].capitalized && !words_[begin].opens) return std::nullopt;
  // "the annual parade", "a daily newspaper" say what kind, not how often.
  const bool adjective = begin + 1 < words_.size() && words_[begin + 1].sentence == words_[begin].sentence && words_[begin + 1].kind == WordKind::word &&
                         !is_function_word(words_.lower(begin + 1));
  if (adjective) return std::nullopt;
  if (lower == "daily") return make(begin, begin + 1, TimeType::set, "P1D");
  if (lower == "weekly") return make(begin, begin + 1, TimeType::set, "P1W");
  if (lower == "monthly") return make(begin, begin + 1, TimeType::set, "P1M");
  if (lower == "yearly" || lower == "annually" || lower == "annual") return make(begin, begin + 1, TimeType::set, "P1Y");
  if (lower == "nightly") return make(begin, begin + 1, TimeType::set, "P1D");
  if (lower == "hourly") return make(begin, begin + 1, TimeType::set, "PT1H");
  return std::nullopt;
}

// 2016, 2014-2016, 1990s
TimeReader::Match TimeReader::read_year(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  const std::string_view before = words_.lower_near(begin, -1);
  const std::string_view next = words_.lower_near(begin, 1);
  // "1990s", "the '90s"
  if (lower.ends_with("0s")) {
    const std::string_view digits = lower.substr(0, lower.size() - 1);
    if (digits.size() == 4 && (digits[0] == '1' || digits[0] == '2')) {
      return make(begin, begin + 1, TimeType::date, std::string(digits.substr(0, 3)));
    }
    const bool apostrophe = before == "'" || before == "\xE2\x80\x99" || before == "\xE2\x80\x98";
    if (digits.size() == 2 && (apostrophe || ((before == "the" || before == "early" || before == "late") && digits >= "20"))) {
      return make(begin, begin + 1, TimeType::date, std::string("19").append(digits.substr(0, 1)));
    }
    return std::nullopt;
  }
  // "2014-2016", "2015-16"
  if ((lower.size() == 9 || lower.size() == 7) && lower[4] == '-') {
    const std::string_view first = lower.substr(0, 4);
    std::string second(lower.substr(5));
    if (second.size() == 2) second.insert(0, first.substr(0, 2));
    const auto is_number = [](std::string_view part) {
      return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!is_number(first) || !is_number(second) || first < "1500" || second <= first || second >= "2100") return std::nullopt;
    TimeMatch match = make(begin, begin + 1, TimeType::date, std::string(first));
    match.span.end = match.span.begin + 4;
    match.end_span = {match.span.end + 1, words_[begin].span.end};
    match.end_value = second;
    return match;
  }
  if (!is_year(begin)) return std::nullopt;
  if (before == "$" || before == "\xC2\xA3" || before == "\xE2\x82\xAC" || before == "#" || before == "no." || before == "than") {
    return std::nullopt;
  }
  // A number that counts: "about 2000 people", "2000 tonnes", "2000 Palestinians".
  const bool next_word = begin + 1 < words_.size() && words_[begin + 1].kind == WordKind::word &&
                         words_[begin + 1].sentence == words_[begin].sentence;
  const bool plural = next_word && ((next.size() > 3 && next.ends_with('s') && !next.ends_with("ss")) || next == "people" ||
                                    next == "men" || next == "women" || next == "children");
  static const WordSet kLinks("was is has as its his this", ' ');
  if (plural && !kLinks.has(next) && !words_[begin].possessive) {
    const bool led = before == "in" || before == "since" || before == "the" || before == "until" || before == "during";
    if (!led || before == "the") {
      // "the 2016 elections" is a year all the same.
      if (before != "the" && !words_.lower_near(begin, -1).ends_with("'s")) return std::nullopt;
    }
  }
  if (introduces_date(before) || before == "the" || before == "a" || before == "(" || before == "its" || before == "his" ||
      before == "her" || before == "their" || before == "," || before == "our" || month_number(before) != 0 ||
      begin == words_.sentence_begin(words_[begin].sentence) || words_[begin].possessive ||
      (begin > 0 && words_[begin - 1].possessive) || next == ")" || !season_code(before).empty() || before == "-" ||
      before == "\xE2\x80\x93" || before == "\xC2\xA9" || before == "year" || before == "fiscal" || before == "january") {
    return make(begin, begin + 1, TimeType::date, std::string(lower));
  }
  return std::nullopt;
}

// last summer, this fall, the spring of 2012, winter 2016
TimeReader::Match TimeReader::read_season(std::size_t begin) {
  std::size_t at = begin;
  const std::optional<int> step = relative_step(words_.lower(at));
  if (step) ++at;
  const std::string_view season = season_code(words_.lower(at));
  if (season.empty() || words_[at].sentence != words_[begin].sentence) return std::nullopt;
  std::size_t last = at + 1;
  if (const int year = take_year(last); year != 0) {
    return make(begin, last, TimeType::date, year_value(year) + "-" + std::string(season));
  }
  if (!step) return std::nullopt;
  TimeMatch match = make(begin, at + 1, TimeType::date, {});
  if (anchor_) {
    // The month a northern season begins in; winter bears the year of its December.
    const unsigned first_month = season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : 12;
    const unsigned month = month_of(*anchor_);
    int year = year_of(*anchor_);
    if (*step < 0 && month < first_month + 3) --year;
    if (*step > 0 && month >= first_month) ++year;
    if (*step == 0 && season == "WI" && month < 3) --year;
    match.value = year_value(year) + "-" + std::string(season);
  }
  return match;
}

// the 21st century, the nineteenth century
TimeReader::Match TimeReader::read_century(std::size_t begin) {
  std::size_t at = begin;
  if (words_.is(at, "the")) ++at;
  const unsigned number = day_of_month(words_.lower(at));
  if (number < 2 || number > 22 || words_.lower_near(begin, static_cast<std::ptrdiff_t>(at - begin) + 1) != "century") {
    return std::nullopt;
  }
  return make(begin, at + 2, TimeType::date, year_value(static_cast<int>(number) * 100 - 100).substr(0, 2));
}

}  // namespace hearsay

// Hours told in words, and quarters of a year.
#include <string>
#include <string_view>

#include "reading/numbers.h"
#include "reading/time/time_reader.h"
#include "reading/time/time_words.h"

namespace hearsay {
namespace {

// Of 1 to 12 and the part of the day.
int hour_of_day(int hour, std::string_view part) {
  if (part == "TMO") return hour % 12;
  if (part == "TNI") return hour >= 6 ? hour % 12 + (hour == 12 ? 0 : 12) : hour;
  return hour % 12 + 12;
}

}  // namespace

bool TimeReader::is_led_as_clock(std::size_t begin) const {
  static const WordSet kLeads("at about around towards toward before after until till by approximately");
  return kLeads.has(words_.lower_near(begin, -1));
}

std::string_view TimeReader::part_behind(std::size_t last) const {
  if (last == 0) return {};
  const auto near = [&](std::size_t step) { return words_.lower_near(last - 1, static_cast<std::ptrdiff_t>(step)); };
  std::size_t at = 1;
  if (near(at) == "local" && near(at + 1) == "time") at += 2;
  if (near(at) == "in" && near(at + 1) == "the") return day_part(near(at + 2));
  if (near(at) == "this") return day_part(near(at + 1));
  if (near(at) == "on" || near(at) == "late" || near(at) == "early") ++at;
  if (near(at) != "yesterday" && !(weekday_number(near(at)) && words_[last - 1 + at].capitalized)) return {};
  const std::string_view part = day_part(near(at + 1));
  return part.empty() ? std::string_view("day") : part;
}

// Begins behind "at": "ten to four on Friday morning", "ten minutes to five", "half past five", "six this morning".
TimeReader::Match TimeReader::read_spoken_clock(std::size_t begin) {
  if (!is_led_as_clock(begin)) return std::nullopt;
  const auto small = [&](std::size_t word, int most) {
    const auto value = word < words_.size() && words_[word].sentence == words_[begin].sentence ? number_word_value(words_.lower(word)) : std::nullopt;
    return value && *value >= 1 && *value <= most ? static_cast<int>(*value) : 0;
  };
  std::size_t at = begin;
  int minutes = words_.is(at, "half") ? 30 : words_.is(at, "quarter") ? 15 : small(at, 29);
  if (minutes == 0) return std::nullopt;
  ++at;
  if (words_.is(at, "minutes")) ++at;
  const bool past = words_.is(at, "past");
  const bool to = words_.is(at, "to") && !words_.is(begin, "half");
  int hour = past || to ? small(at + 1, 12) : 0;
  if (hour == 0) {
    // The hour alone: a day must follow.
    hour = small(begin, 12);
    at = begin;
    minutes = 0;
    if (hour == 0 || words_[begin].kind != WordKind::word || part_behind(begin + 1).empty()) return std::nullopt;
  } else {
    ++at;
  }
  const std::size_t last = at + 1;
  const std::string_view part = part_behind(last);
  // "at ten to four" by itself may be odds.
  if (part.empty() && !words_.is(begin + 1, "minutes") && !past) return std::nullopt;
  TimeMatch match = make(begin, last, TimeType::time, {});
  if (part.empty() || part == "day") return match;
  int of_day = hour_of_day(hour, part);
  if (to && minutes > 0) {
    of_day = (of_day + 23) % 24;
    minutes = 60 - minutes;
  }
  match.value = clock_value(of_day, minutes);
  if (words_.is(last, "in") && words_.is(last + 1, "the")) {
    match.last = last + 3;
    match.span = words_.span(begin, match.last);
  }
  return match;
}

void TimeReader::fit_year(TimeMatch& date, unsigned weekday) const {
  if (!anchor_ || date.value.size() < 10 || is_year(date.last - 1)) return;
  const auto day = parse_day(std::string_view(date.value).substr(0, 10));
  if (!day || std::chrono::weekday(*day).c_encoding() == weekday) return;
  std::optional<Day> best;
  const auto distance = [&](Day one) { return one > *anchor_ ? one - *anchor_ : *anchor_ - one; };
  for (int year = year_of(*anchor_) - 1; year <= year_of(*anchor_) + 1; ++year) {
    const auto other = make_day(year, month_of(*day), static_cast<unsigned>(std::chrono::year_month_day(*day).day()));
    if (other && std::chrono::weekday(*other).c_encoding() == weekday && (!best || distance(*other) < distance(*best))) best = other;
  }
  if (best) date.value.replace(0, 10, day_value(*best));
}

// "Q3 2018", "third quarter of 2018"; without a year it may be a match's.
TimeReader::Match TimeReader::read_quarter(std::size_t begin) {
  const std::string_view lower = words_.lower(begin);
  unsigned quarter = lower.size() == 2 && lower[0] == 'q' ? static_cast<unsigned>(lower[1] - '0') : 0;
  std::size_t last = begin + 1;
  if (quarter == 0 && words_.lower_near(begin, 1) == "quarter") {
    quarter = day_of_month(lower);
    ++last;
  }
  if (quarter < 1 || quarter > 4) return std::nullopt;
  const int year = take_year(last);
  if (year == 0) return std::nullopt;
  return make(begin, last, TimeType::date, year_value(year) + "-Q" + std::to_string(quarter));
}

}  // namespace hearsay

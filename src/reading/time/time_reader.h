// time_reader: one expression of time at one word.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "reading/time/calendar.h"
#include "reading/words.h"

namespace hearsay {

struct TimeMatch {
  std::size_t first = 0;  // words [first, last)
  std::size_t last = 0;
  TimeType type = TimeType::date;
  std::string value;
  Span span;
  // The other end of "November 5-7": its words and its value; empty where there is none.
  Span end_span;
  std::string end_value;
};

class TimeReader {
 public:
  // `anchor` is the day the text speaks from; without it only what is dated in full gets a value.
  TimeReader(const TextWords& words, std::optional<Day> anchor) : words_(words), anchor_(anchor) {}

  // The expression that begins at word `begin`, if any. Call from the text's first word to its last: "three days
  // later" counts from the day the text has named before.
  [[nodiscard]] std::optional<TimeMatch> read(std::size_t begin);

 private:
  using Match = std::optional<TimeMatch>;

  Match read_any(std::size_t begin);
  Match read_numeric(std::size_t begin);         // 2023-11-05, 05.11.2023, 17:27, 5pm
  Match read_clock(std::size_t begin);           // 5 p.m., 10 o'clock, noon
  Match read_weekday(std::size_t begin);         // last Tuesday evening; Tuesday, Nov. 7
  Match read_month_first(std::size_t begin);     // November 5, 2023; November 2023; November
  Match read_day_first(std::size_t begin);       // 5 November 2023; the 5th of November; 5-7 November
  Match read_day_alone(std::size_t begin, unsigned day) const;  // until the 22nd
  Match read_day_word(std::size_t begin);        // today, yesterday evening, last night, tonight
  Match read_relative_unit(std::size_t begin);   // this week, last year, the past three days
  Match read_counted(std::size_t begin);         // a month ago, three days later, for two hours
  Match read_set(std::size_t begin);             // every day, weekly, each Tuesday
  Match read_year(std::size_t begin);            // 2016, 1990s, summer 2016
  Match read_season(std::size_t begin);          // last summer, the spring of 2012
  Match read_century(std::size_t begin);         // the 21st century
  Match read_quarter(std::size_t begin);         // Q3 2018, third quarter of 2018
  Match read_spoken_clock(std::size_t begin);    // (at) ten to four on Friday morning, half past five, six this morning
  Match read_feast(std::size_t begin);           // Christmas Day, New Year's Eve
  Match read_vague(std::size_t begin);           // several hours, the past few days

  TimeMatch make(std::size_t first, std::size_t last, TimeType type, std::string value) const {
    return {first, last, type, std::move(value), words_.span(first, last), {}, {}};
  }
  // Both ends of a range of days within one month.
  TimeMatch day_range(std::size_t first, std::size_t last, Span begin, Span end, std::array<unsigned, 3> days_and_month,
                      int year);
  TimeMatch dated(std::size_t first, std::size_t last, int year, unsigned month, unsigned day);
  // Adds "evening" to a day: "2023-11-08TEV".
  TimeMatch with_day_part(TimeMatch match) const;
  // The weekday before a date without a year says of which year it is: "Tuesday, 18 February".
  void fit_year(TimeMatch& date, unsigned weekday) const;
  // What stands behind a clock time: a part of the day ("TMO" of "in the morning", "on Friday morning"), "day" where
  // only a day is told ("on Friday"), "" where neither.
  std::string_view part_behind(std::size_t last) const;
  // "at", "about", "shortly before": a clock time may follow.
  bool is_led_as_clock(std::size_t begin) const;
  // A year behind a month or a day: ", 2023", " 2023". 0 if none; `at` moves past it.
  int take_year(std::size_t& at) const;
  std::optional<Direction> told_direction(std::size_t first, std::size_t last) const;
  Direction direction_at(std::size_t first, std::size_t last) const;
  bool is_year(std::size_t word) const;

  const TextWords& words_;
  std::optional<Day> anchor_;
  std::optional<Day> last_day_;          // named last
  std::uint32_t last_day_sentence_ = 0;  // where
};

}  // namespace hearsay

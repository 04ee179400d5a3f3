// calendar: what a publication date makes of "Tuesday", "a month ago" and "October 7", as TIMEX3 values.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "hearsay/document.h"

namespace hearsay {

using Day = std::chrono::sys_days;

// Which way a date without a year, or a weekday without "last" or "next", is looked for.
enum class Direction { past, future };

enum class CalendarUnit { second, minute, hour, day, week, month, year, decade, century, quarter };

// "2023-11-05". nullopt where the ISO date is cut before its day or is none.
[[nodiscard]] std::optional<Day> parse_day(std::string_view iso);
// nullopt for 31 April and for years outside 1..9999.
[[nodiscard]] std::optional<Day> make_day(int year, unsigned month, unsigned day);

[[nodiscard]] std::string day_value(Day day);                       // "2023-11-05"
[[nodiscard]] std::string week_value(Day day);                      // "2023-W45", ISO 8601 weeks
[[nodiscard]] std::string month_value(int year, unsigned month);    // "2023-11"
[[nodiscard]] std::string year_value(int year);                     // "2023"
[[nodiscard]] std::string clock_value(int hour, int minute);         // "T09:05"
[[nodiscard]] int year_of(Day day);
[[nodiscard]] unsigned month_of(Day day);

// `day` moved by whole units; a day the month does not have becomes its last one.
[[nodiscard]] Day shift(Day day, CalendarUnit unit, int count);
// The nearest such day on or before (past), on or after (future) `anchor`. Weekdays count from Sunday, 0.
[[nodiscard]] Day nearest_weekday(Day anchor, unsigned weekday, Direction direction);
// "October 7" seen from `anchor`: the latest one not after it (past), the first one not before it (future).
[[nodiscard]] std::optional<Day> nearest_date(Day anchor, unsigned month, unsigned day, Direction direction);
// The year of a month named without one.
[[nodiscard]] int nearest_month_year(Day anchor, unsigned month, Direction direction);

// The value of `day` to the grain of `unit`: day "2023-11-05", week "2023-W45", month, year, decade "202".
[[nodiscard]] std::string value_at(Day day, CalendarUnit unit);
// "P3D", "PT2H", "P2.5Y".
[[nodiscard]] std::string duration_value(double count, CalendarUnit unit);

}  // namespace hearsay

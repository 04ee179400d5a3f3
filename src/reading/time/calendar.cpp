#include "reading/time/calendar.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace hearsay {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

std::optional<int> parse_int(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// Monday 1 ... Sunday 7
int iso_weekday(Day day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }

std::string format(const char* pattern, int first, int second = 0, int third = 0) {
  char buffer[40];
  const int size = std::snprintf(buffer, sizeof buffer, pattern, first, second, third);
  return std::string(buffer, static_cast<std::size_t>(size));
}

}  // namespace

std::optional<Day> make_day(int year, unsigned month, unsigned day) {
  const year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
  return Day(date);
}

std::optional<Day> parse_day(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = parse_int(iso.substr(0, 4));
  const auto month = parse_int(iso.substr(5, 2));
  const auto day = parse_int(iso.substr(8, 2));
  if (!year || !month || !day || *month < 0 || *day < 0) return std::nullopt;
  return make_day(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string clock_value(int hour, int minute) {
  std::string value = "T00:00";
  value[1] = static_cast<char>('0' + hour / 10);
  value[2] = static_cast<char>('0' + hour % 10);
  value[4] = static_cast<char>('0' + minute / 10);
  value[5] = static_cast<char>('0' + minute % 10);
  return value;
}

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day(day).month()); }

std::string day_value(Day day) {
  const year_month_day date(day);
  return format("%04d-%02d-%02d", static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
                static_cast<int>(static_cast<unsigned>(date.day())));
}

std::string week_value(Day day) {
  // ISO 8601: a week belongs to the year its Thursday lies in.
  const Day thursday = day + days(4 - iso_weekday(day));
  const int year = year_of(thursday);
  const Day january = *make_day(std::max(year, 1), 1, 1);
  const auto week = static_cast<int>((thursday - january).count() / 7 + 1);
  return format("%04d-W%02d", year, week);
}

std::string month_value(int year, unsigned month) { return format("%04d-%02d", year, static_cast<int>(month)); }
std::string year_value(int year) { return format("%04d", year); }

Day shift(Day day, CalendarUnit unit, int count) {
  // Far beyond any report's dates; keeps the arithmetic inside what a calendar can say.
  if (count > 4000 || count < -1500) return day;
  switch (unit) {
    case CalendarUnit::second:
    case CalendarUnit::minute:
    case CalendarUnit::hour: return day;
    case CalendarUnit::day: return day + days(count);
    case CalendarUnit::week: return day + days(7 * count);
    case CalendarUnit::decade: return shift(day, CalendarUnit::year, 10 * std::clamp(count, -150, 400));
    case CalendarUnit::century: return shift(day, CalendarUnit::year, 100 * std::clamp(count, -15, 40));
    case CalendarUnit::quarter: return shift(day, CalendarUnit::month, 3 * std::clamp(count, -400, 400));
    case CalendarUnit::month:
    case CalendarUnit::year: break;
  }
  year_month_day date(day);
  if (unit == CalendarUnit::month) {
    date += std::chrono::months(count);
  } else {
    date += std::chrono::years(count);
  }
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return Day(date);
}

Day nearest_weekday(Day anchor, unsigned weekday, Direction direction) {
  const auto today = std::chrono::weekday(anchor).c_encoding();
  const int back = static_cast<int>((today + 7 - weekday) % 7);
  if (direction == Direction::past) return anchor - days(back);
  return anchor + days(back == 0 ? 0 : 7 - back);
}

std::optional<Day> nearest_date(Day anchor, unsigned month, unsigned day, Direction direction) {
  const int year = year_of(anchor);
  const int step = direction == Direction::past ? -1 : 1;
  // Four years reach a 29 February; eight where a century's year has none.
  for (int i = 0; i <= 8; ++i) {
    const auto date = make_day(year + step * i, month, day);
    if (date && (direction == Direction::past ? *date <= anchor : *date >= anchor)) return date;
  }
  return std::nullopt;
}

int nearest_month_year(Day anchor, unsigned month, Direction direction) {
  const int year = year_of(anchor);
  if (direction == Direction::past) return month <= month_of(anchor) ? year : year - 1;
  return month >= month_of(anchor) ? year : year + 1;
}

std::string value_at(Day day, CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::week: return week_value(day);
    case CalendarUnit::quarter: return year_value(year_of(day)) + "-Q" + std::to_string((month_of(day) + 2) / 3);
    case CalendarUnit::month: return month_value(year_of(day), month_of(day));
    case CalendarUnit::year: return year_value(year_of(day));
    case CalendarUnit::decade: return year_value(year_of(day)).substr(0, 3);
    case CalendarUnit::century: return year_value(year_of(day)).substr(0, 2);
    default: return day_value(day);
  }
}

std::string duration_value(double count, CalendarUnit unit) {
  const auto written = [&](const char* pattern) {
    char buffer[40];
    const int size = std::snprintf(buffer, sizeof buffer, pattern, count);
    return std::string(buffer, static_cast<std::size_t>(size));
  };
  switch (unit) {
    case CalendarUnit::second: return written("PT%.10gS");
    case CalendarUnit::minute: return written("PT%.10gM");
    case CalendarUnit::hour: return count == 0.5 ? duration_value(30, CalendarUnit::minute) : written("PT%.10gH");
    case CalendarUnit::day: return written("P%.10gD");
    case CalendarUnit::week: return written("P%.10gW");
    case CalendarUnit::month: return written("P%.10gM");
    case CalendarUnit::year: return written("P%.10gY");
    case CalendarUnit::decade: return duration_value(count * 10, CalendarUnit::year);
    case CalendarUnit::century: return duration_value(count * 100, CalendarUnit::year);
    case CalendarUnit::quarter: return duration_value(count * 3, CalendarUnit::month);
  }
  return {};
}

}  // namespace hearsay

#include "serve/period.h"

#include <algorithm>
#include <charconv>

namespace hearsay::serve {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t size) {
  if (text.size() < at + size) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string two(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string four(int value) {
  std::string text = std::to_string(value);
  return text.size() < 4 ? std::string(4 - text.size(), '0') + text : text;
}

std::string day_text(int year, int month, int day) { return four(year) + "-" + two(month) + "-" + two(day); }

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// Days from the civil calendar and back, after Howard Hinnant's algorithms.
long from_civil(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const long era = year / 400;
  const long year_of_era = year - era * 400;
  const long day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Period months(int year, int first, int last) {
  return {day_text(year, first, 1), day_text(year, last, days_in(year, last))};
}

// ISO 8601: week 1 is the one with 4 January in it; weeks begin on Monday.
Period week(int year, int number) {
  const long fourth = from_civil(year, 1, 4);
  const long monday = fourth - (fourth + 3) % 7;
  return {day_of(monday + 7L * (number - 1)), day_of(monday + 7L * (number - 1) + 6)};
}

}  // namespace

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  return year && month && day && *month >= 1 && *month <= 12 && *day >= 1 && *day <= days_in(*year, *month);
}

long day_number(std::string_view day) {
  return from_civil(digits(day, 0, 4).value_or(1970), digits(day, 5, 2).value_or(1), digits(day, 8, 2).value_or(1));
}

std::string day_of(long number) {
  const long shifted = number + 719468;
  const long era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const long day_of_era = shifted - era * 146097;
  const long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long month_part = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * month_part + 2) / 5 + 1);
  const int month = static_cast<int>(month_part < 10 ? month_part + 3 : month_part - 9);
  return day_text(static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day);
}

std::optional<Period> period_of(std::string_view value) {
  if (value.size() >= 10 && is_day(value.substr(0, 10))) {
    const std::string day(value.substr(0, 10));
    return Period{day, day};
  }
  if (value.size() == 4 && value[3] == 'X') {
    if (const auto decade = digits(value, 0, 3)) return Period{day_text(*decade * 10, 1, 1), day_text(*decade * 10 + 9, 12, 31)};
  }
  const auto year = digits(value, 0, 4);
  if (!year) return std::nullopt;
  if (value.size() == 4) return months(*year, 1, 12);
  if (value[4] != '-') return std::nullopt;
  const std::string_view rest = value.substr(5);
  if (rest.starts_with('W')) {
    const auto number = digits(rest, 1, 2);
    if (!number || *number < 1 || *number > 53) return std::nullopt;
    Period found = week(*year, *number);
    if (rest.ends_with("-WE")) found.begin = day_of(day_number(found.end) - 1);  // the weekend
    return found;
  }
  if (rest.size() == 2 && rest.front() == 'Q' && rest[1] >= '1' && rest[1] <= '4') {
    return months(*year, (rest[1] - '1') * 3 + 1, (rest[1] - '1') * 3 + 3);
  }
  if (rest == "SP") return months(*year, 3, 5);
  if (rest == "SU") return months(*year, 6, 8);
  if (rest == "FA") return months(*year, 9, 11);
  if (rest == "WI") return Period{day_text(*year, 12, 1), day_text(*year + 1, 2, days_in(*year + 1, 2))};
  const auto month = digits(rest, 0, 2);
  if (rest.size() == 2 && month && *month >= 1 && *month <= 12) return months(*year, *month, *month);
  return std::nullopt;
}

}  // namespace hearsay::serve

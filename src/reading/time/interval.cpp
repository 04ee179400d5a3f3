#include "reading/time/interval.h"

#include <algorithm>
#include <charconv>

namespace hearsay {
namespace {

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

using Interval = std::optional<std::pair<Day, Day>>;

Interval months(int year, unsigned month, int count) {
  const auto first = make_day(year, month, 1);
  if (!first) return std::nullopt;
  return std::pair{*first, shift(*first, CalendarUnit::month, count) - std::chrono::days(1)};
}

Interval years(int year, int count) {
  const auto first = make_day(year, 1, 1);
  const auto last = make_day(year + count - 1, 12, 31);
  if (!first || !last) return std::nullopt;
  return std::pair{*first, *last};
}

// "W45", "W45-WE"
Interval week(int year, std::string_view rest) {
  const auto week_number = number(rest.substr(1, 2));
  // The fourth of January lies in the first week.
  const auto january = make_day(year, 1, 4);
  if (!week_number || *week_number < 1 || *week_number > 53 || !january) return std::nullopt;
  const auto weekday = std::chrono::weekday(*january).iso_encoding();
  const Day monday = *january - std::chrono::days(static_cast<int>(weekday) - 1) + std::chrono::days(7 * (*week_number - 1));
  if (rest.ends_with("-WE")) return std::pair{monday + std::chrono::days(5), monday + std::chrono::days(6)};
  return std::pair{monday, monday + std::chrono::days(6)};
}

}  // namespace

std::optional<std::pair<Day, Day>> interval_of(std::string_view value) {
  if (value.size() < 2 || value[0] < '0' || value[0] > '9') return std::nullopt;
  if (const auto day = parse_day(value)) return std::pair{*day, *day};
  if (value.size() == 2 || value.size() == 3) {
    const auto part = number(value);
    const int span = value.size() == 2 ? 100 : 10;
    return part ? years(*part * span, span) : std::nullopt;
  }
  const auto year = number(value.substr(0, 4));
  if (!year) return std::nullopt;
  if (value.size() == 4) return years(*year, 1);
  if (value[4] != '-' || value.size() < 7) return std::nullopt;
  const std::string_view rest = value.substr(5);
  if (rest[0] == 'W' && rest[1] >= '0' && rest[1] <= '9') return week(*year, rest);
  if (rest[0] == 'Q') return rest[1] >= '1' && rest[1] <= '4' ? months(*year, static_cast<unsigned>(rest[1] - '1') * 3 + 1, 3) : std::nullopt;
  if (rest == "SP") return months(*year, 3, 3);
  if (rest == "SU") return months(*year, 6, 3);
  if (rest == "FA") return months(*year, 9, 3);
  if (rest == "WI") return months(*year, 12, 3);
  const auto month = number(rest);
  return rest.size() == 2 && month && *month >= 1 && *month <= 12 ? months(*year, static_cast<unsigned>(*month), 1) : std::nullopt;
}

}  // namespace hearsay

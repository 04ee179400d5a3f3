#include "story/day.h"

#include <cstddef>

namespace hearsay::story {
namespace {

std::optional<int> number_at(std::string_view text, std::size_t begin, std::size_t size) {
  if (begin + size > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = begin; i < begin + size; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Howard Hinnant, "chrono-compatible low-level date algorithms": days from civil.
int days_from_civil(int year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

}  // namespace

std::optional<double> day_of(std::string_view iso) {
  const auto year = number_at(iso, 0, 4);
  const auto month = number_at(iso, 5, 2);
  const auto day = number_at(iso, 8, 2);
  if (!year || !month || !day || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (*month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  double days = days_from_civil(*year, *month, *day);
  const auto hour = number_at(iso, 11, 2);
  const auto minute = number_at(iso, 14, 2);
  if (hour && minute && *hour < 24 && *minute < 60) days += (*hour * 60 + *minute) / 1440.0;
  return days;
}

}  // namespace hearsay::story

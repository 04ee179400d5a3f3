// Days known by their feast's name, and stretches of time that nobody counted.
#include <array>
#include <string>

#include "reading/time/time_reader.h"
#include "reading/time/time_words.h"

namespace hearsay {
namespace {

struct Feast {
  std::string_view first;
  std::string_view second;
  std::string_view third;
  unsigned month = 0;
  unsigned day = 0;
};

// Those that fall on one date in all countries.
constexpr std::array<Feast, 10> kFeasts = {{
    {"christmas", "day", "", 12, 25},
    {"christmas", "eve", "", 12, 24},
    {"boxing", "day", "", 12, 26},
    {"new", "year", "day", 1, 1},
    {"new", "year", "eve", 12, 31},
    {"new", "years", "day", 1, 1},
    {"new", "years", "eve", 12, 31},
    {"valentine", "day", "", 2, 14},
    {"may", "day", "", 5, 1},
    {"halloween", "", "", 10, 31},
}};

// "PXD": an unstated number of days.
std::string unstated(CalendarUnit unit) {
  std::string value = duration_value(1, unit);
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (value[i] < '0' || value[i] > '9') continue;
    std::size_t end = i;
    while (end < value.size() && value[end] >= '0' && value[end] <= '9') ++end;
    return value.replace(i, end - i, "X");
  }
  return value;
}

}  // namespace

TimeReader::Match TimeReader::read_feast(std::size_t begin) {
  if (!words_[begin].capitalized) return std::nullopt;
  for (const Feast& feast : kFeasts) {
    if (!words_.is(begin, feast.first)) continue;
    if (!feast.second.empty() && words_.lower_near(begin, 1) != feast.second) continue;
    if (!feast.third.empty() && words_.lower_near(begin, 2) != feast.third) continue;
    std::size_t last = begin + (feast.third.empty() ? feast.second.empty() ? 1 : 2 : 3);
    const int year = take_year(last);
    TimeMatch match = make(begin, last, TimeType::date, {});
    if (year != 0) {
      match.value = day_value(*make_day(year, feast.month, feast.day));
    } else if (anchor_) {
      // The nearer one: feasts are spoken of about their time.
      const auto past = nearest_date(*anchor_, feast.month, feast.day, Direction::past);
      const auto future = nearest_date(*anchor_, feast.month, feast.day, Direction::future);
      const std::optional<Direction> told = told_direction(begin, last);
      const bool ahead = told ? *told == Direction::future : past && future && *future - *anchor_ < *anchor_ - *past;
      if (const auto day = ahead ? future : past) match.value = day_value(*day);
    }
    return match;
  }
  return std::nullopt;
}

// several hours; a few seconds; the past few days; the next couple of weeks
TimeReader::Match TimeReader::read_vague(std::size_t begin) {
  std::size_t at = begin;
  const auto is_step = [&](std::size_t word) {
    const std::string_view lower = words_.lower(word);
    return lower == "last" || lower == "past" || lower == "previous" || lower == "next" || lower == "coming" || lower == "following";
  };
  const std::uint32_t sentence = words_[begin].sentence;
  const auto near = [&](std::size_t word) { return word < words_.size() && words_[word].sentence == sentence ? words_.lower(word) : std::string_view{}; };
  if (near(at) == "the" && at + 1 < words_.size() && is_step(at + 1)) ++at;
  const bool step = is_step(at);
  if (step) ++at;
  if (near(at) == "several" || (step && near(at) == "few") || near(at) == "many") {
    ++at;
  } else if (near(at) == "a" && near(at + 1) == "few") {
    at += 2;
  } else if ((near(at) == "a" || step) && near(at + (step ? 0 : 1)) == "couple") {
    at += step ? 1 : 2;
    if (near(at) == "of") ++at;
  } else {
    return std::nullopt;
  }
  const auto unit = unit_of(near(at));
  if (!unit || !near(at).ends_with('s')) return std::nullopt;
  const std::string_view next = near(at + 1);
  // How long ago isn't told: a day that cannot be resolved.
  const bool point = next == "ago" || next == "later" || next == "earlier";
  if (point) return make(begin, at + 2, TimeType::date, {});
  return make(begin, at + 1, TimeType::duration, unstated(*unit));
}

}  // namespace hearsay

#include "reading/time/time.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "core/enums.h"
#include "reading/time/calendar.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

// The input's first line may be "published: 2023-11-10". One line per expression: type, words, value.
std::string times_of(std::string_view input) {
  std::optional<Date> published;
  constexpr std::string_view kKey = "published: ";
  if (input.starts_with(kKey)) {
    const std::size_t end = input.find('\n');
    published = Date{std::string(input.substr(kKey.size(), end - kKey.size())), DatePrecision::day, "text"};
    input.remove_prefix(end + 1);
  }
  const Text text = analyze_text(input);
  std::string out;
  for (const TimeExpression& time : find_times(text, published)) {
    out += std::string(to_string(time.type)) + "\t" + std::string(text.words(time.span)) + "\t" + time.value + "\n";
  }
  return out;
}

TEST(Time, Cases) { test::run_case_files("time", times_of); }

TEST(Calendar, WeeksFollowIso8601) {
  EXPECT_EQ(week_value(*make_day(2023, 11, 10)), "2023-W45");
  EXPECT_EQ(week_value(*make_day(2021, 1, 3)), "2020-W53");
  EXPECT_EQ(week_value(*make_day(2018, 12, 31)), "2019-W01");
}

TEST(Calendar, MonthsEndWhereTheyEnd) {
  EXPECT_EQ(day_value(shift(*make_day(2024, 3, 31), CalendarUnit::month, -1)), "2024-02-29");
  EXPECT_EQ(day_value(shift(*make_day(2024, 2, 29), CalendarUnit::year, 1)), "2025-02-28");
  EXPECT_FALSE(make_day(2023, 4, 31).has_value());
  EXPECT_FALSE(parse_day("2023-11").has_value());
}

TEST(Calendar, NearestDays) {
  const Day friday = *make_day(2023, 11, 10);
  EXPECT_EQ(day_value(nearest_weekday(friday, 5, Direction::past)), "2023-11-10");
  EXPECT_EQ(day_value(nearest_weekday(friday, 2, Direction::past)), "2023-11-07");
  EXPECT_EQ(day_value(nearest_weekday(friday, 2, Direction::future)), "2023-11-14");
  EXPECT_EQ(day_value(*nearest_date(friday, 12, 1, Direction::past)), "2022-12-01");
  EXPECT_EQ(day_value(*nearest_date(friday, 2, 29, Direction::past)), "2020-02-29");
}

TEST(Time, ExpressionsAreAscendingAndApart) {
  const std::string content =
      "On Tuesday, Nov. 7, 2023, at 17:27, and from 5 to 7 November, and November 5-7, 2014-2016, every day for three days.";
  const Text text = analyze_text(content);
  const auto times = find_times(text, Date{"2023-11-10", DatePrecision::day, "text"});
  ASSERT_GE(times.size(), 8U);
  for (std::size_t i = 1; i < times.size(); ++i) EXPECT_LE(times[i - 1].span.end, times[i].span.begin);
}

}  // namespace
}  // namespace hearsay

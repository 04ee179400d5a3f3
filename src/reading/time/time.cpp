#include "reading/time/time.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reading/numbers.h"
#include "reading/time/calendar.h"
#include "reading/time/time_reader.h"

namespace hearsay {
namespace {

// "VELM, 5 November 2023 (VNA) --": a dateline that dates itself anchors a text whose publication date nobody told.
constexpr std::size_t kDatelineWords = 14;

std::optional<Day> dateline_day(const TextWords& words) {
  TimeReader reader(words, std::nullopt);
  for (std::size_t word = 0; word < std::min(words.size(), kDatelineWords); ++word) {
    const auto found = reader.read(word);
    if (found && found->type == TimeType::date) {
      if (const auto day = parse_day(found->value)) return day;
    }
  }
  return std::nullopt;
}

// "at 17:27 on Tuesday", "Tuesday at 5 p.m.": a clock time beside a day is a time of that day.
void join_clock_times(const TextWords& words, std::vector<TimeMatch>& matches) {
  constexpr std::size_t kGap = 2;  // ", at", "on"
  const auto is_day = [](const TimeMatch& match) {
    return match.type == TimeType::date && parse_day(match.value).has_value() && match.value.size() == 10;
  };
  for (std::size_t i = 0; i < matches.size(); ++i) {
    TimeMatch& clock = matches[i];
    if (clock.type != TimeType::time || !clock.value.starts_with("T")) continue;
    const auto near = [&](const TimeMatch& left, const TimeMatch& right) {
      return right.first - left.last <= kGap && words[left.first].sentence == words[right.first].sentence;
    };
    if (i + 1 < matches.size() && is_day(matches[i + 1]) && near(clock, matches[i + 1])) {
      clock.value.insert(0, matches[i + 1].value);
    } else if (i > 0 && is_day(matches[i - 1]) && near(matches[i - 1], clock)) {
      clock.value.insert(0, matches[i - 1].value);
    }
  }
}

}  // namespace

std::vector<TimeExpression> find_times(const Text& text, const std::optional<Date>& published) {
  const TextWords words(text);
  std::optional<Day> anchor;
  if (published) anchor = parse_day(published->value);
  if (!anchor) anchor = dateline_day(words);
  TimeReader reader(words, anchor);
  std::vector<TimeMatch> matches;
  for (std::size_t word = 0; word < words.size();) {
    auto found = reader.read(word);
    if (!found) {
      ++word;
      continue;
    }
    word = std::max(found->last, word + 1);
    matches.push_back(std::move(*found));
  }
  join_clock_times(words, matches);
  std::vector<TimeExpression> times;
  times.reserve(matches.size());
  for (TimeMatch& match : matches) {
    times.push_back({match.span, match.type, std::move(match.value)});
    if (!match.end_span.empty()) times.push_back({match.end_span, match.type, std::move(match.end_value)});
  }
  return times;
}

}  // namespace hearsay

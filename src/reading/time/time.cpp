#include "reading/time/time.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reading/numbers.h"
#include "reading/time/calendar.h"
#include "reading/time/interval.h"
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

// "17:27 on Tuesday", "5 p.m. EST Tuesday", "Tuesday at 5 p.m.": a clock time beside a day is one expression, a time of that day.
void join_clock_times(const TextWords& words, std::vector<TimeMatch>& matches) {
  static const WordSet kBetween("on at , around about approximately gmt utc est edt pst pdt cet local time eastern pacific ( )");
  constexpr std::size_t kGap = 3;
  const auto is_day = [](const TimeMatch& match) {
    // "Friday", "Friday morning"
    const bool part = match.type == TimeType::time && match.value.size() == 13 && match.value[10] == 'T' && match.value[11] > '9';
    const bool day = match.type == TimeType::date && match.value.size() == 10;
    return (day || part) && parse_day(std::string_view(match.value).substr(0, 10)).has_value() && match.end_span.empty();
  };
  const auto near = [&](const TimeMatch& left, const TimeMatch& right) {
    if (right.first - left.last > kGap || words[left.first].sentence != words[right.first].sentence) return false;
    for (std::size_t word = left.last; word < right.first; ++word) {
      if (!kBetween.has(words.lower(word))) return false;
    }
    return true;
  };
  std::vector<TimeMatch> kept;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    TimeMatch& match = matches[i];
    const bool clock = match.type == TimeType::time && match.value.starts_with("T") && match.end_span.empty();
    if (clock && i + 1 < matches.size() && is_day(matches[i + 1]) && near(match, matches[i + 1])) {
      match.value.insert(0, matches[i + 1].value, 0, 10);
      match.span.end = matches[i + 1].span.end;
      match.last = matches[i + 1].last;
      ++i;
    } else if (clock && !kept.empty() && is_day(kept.back()) && near(kept.back(), match)) {
      match.value.insert(0, kept.back().value, 0, 10);
      match.span.begin = kept.back().span.begin;
      match.first = kept.back().first;
      kept.pop_back();
    }
    kept.push_back(std::move(match));
  }
  matches = std::move(kept);
}

// "since 7 October" runs to the day the text speaks from.
bool is_since(const TextWords& words, const TimeMatch& match) {
  return match.first > 0 && words.is(match.first - 1, "since") && words[match.first - 1].sentence == words[match.first].sentence;
}

TimeExpression expression(Span span, TimeType type, std::string value, std::optional<Day> until) {
  TimeExpression time;
  time.span = span;
  time.type = type;
  time.value = std::move(value);
  if (const auto interval = interval_of(time.value)) {
    time.begin = day_value(interval->first);
    time.end = day_value(until && *until > interval->second ? *until : interval->second);
  }
  return time;
}

}  // namespace

std::vector<TimeExpression> find_times(const Text& text, const std::optional<Date>& published) { return find_times(TextWords(text), published); }

std::vector<TimeExpression> find_times(const TextWords& words, const std::optional<Date>& published) {
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
    const bool since = is_since(words, match);
    times.push_back(expression(match.span, match.type, std::move(match.value), since ? anchor : std::nullopt));
    if (!match.end_span.empty()) times.push_back(expression(match.end_span, match.type, std::move(match.end_value), std::nullopt));
  }
  return times;
}

}  // namespace hearsay

// Which days a TIMEX3 value or a date cut to its precision may mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hearsay::serve {

// First and last day, inclusive, ISO 8601.
struct Period {
  std::string begin, end;
};

// "2026-11-05"
[[nodiscard]] bool is_day(std::string_view text);
// "2026-11-05TEV" → that day; "2026-W45" → its Monday to Sunday; "2026-11", "2026", "2026-SU", "2026-Q3", "202X" →
// their days. nullopt for durations, sets and what is not resolved.
[[nodiscard]] std::optional<Period> period_of(std::string_view value);

// Days since 1970-01-01 and back. `day` must be one.
[[nodiscard]] long day_number(std::string_view day);
[[nodiscard]] std::string day_of(long number);

}  // namespace hearsay::serve

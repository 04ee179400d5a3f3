// interval: the days a TIMEX3 value covers.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "reading/time/calendar.h"

namespace hearsay {

// First and last day of "2023-11-05TEV", "2023-W45", "2023-11", "2023-SU", "2023-Q3", "2023", "199"; nullopt for durations, sets,
// bare clock times and what is no value.
[[nodiscard]] std::optional<std::pair<Day, Day>> interval_of(std::string_view value);

}  // namespace hearsay

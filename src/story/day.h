// Days of ISO dates.
#pragma once

#include <optional>
#include <string_view>

namespace hearsay::story {

// Days since 1970-01-01 with the time of day as a fraction; nullopt if the date isn't known to the day.
[[nodiscard]] std::optional<double> day_of(std::string_view iso);

}  // namespace hearsay::story

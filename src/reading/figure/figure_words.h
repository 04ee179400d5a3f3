// The words that say what a number counts and how exact it is.
#pragma once

#include <optional>
#include <string_view>

#include "hearsay/document.h"

namespace hearsay {

// "USD" of "$", "us$", "dollars", "euro"; "" for others. ISO 4217.
[[nodiscard]] std::string_view currency_sign(std::string_view mark);
[[nodiscard]] std::string_view currency_word(std::string_view lower);
// "km" of "kilometres", "kg", "hectares", ...; "" for others.
[[nodiscard]] std::string_view measure_unit(std::string_view lower);
// "deaths" of "killed" and "fatalities", "injured" of "wounded", ...: the fate or deed of those counted; "" for others.
[[nodiscard]] std::string_view fate_of(std::string_view lower);
// Units of things counted for their own sake: "votes", "jobs", "houses".
[[nodiscard]] std::string_view counted_unit(std::string_view lower);
// "people", "children", "palestinians", "soldiers"
[[nodiscard]] bool is_people_noun(std::string_view lower);

}  // namespace hearsay

// The words that expressions of time are made of.
#pragma once

#include <optional>
#include <string_view>

#include "reading/time/calendar.h"

namespace hearsay {

// 1..12 of "november", "nov.", "nov"; 0 for others. `whole` says whether the name is written out.
[[nodiscard]] unsigned month_number(std::string_view lower);
// 0 (Sunday) .. 6 of "tuesday", "tue.", "tues", plural "tuesdays"; nullopt for others.
[[nodiscard]] std::optional<unsigned> weekday_number(std::string_view lower);
// "day", "days", "hrs"; nullopt for others.
[[nodiscard]] std::optional<CalendarUnit> unit_of(std::string_view lower);
// "TMO", "TAF", "TEV", "TNI", "TMI" (midday) of "morning", ...; "" for others.
[[nodiscard]] std::string_view day_part(std::string_view lower);
// "SP", "SU", "FA", "WI"; "" for others.
[[nodiscard]] std::string_view season_code(std::string_view lower);
// 1..31 of "7", "7th", "seventh"; 0 for others.
[[nodiscard]] unsigned day_of_month(std::string_view lower);

[[nodiscard]] bool is_future_word(std::string_view lower);   // "will", "scheduled"
[[nodiscard]] bool is_past_word(std::string_view lower);     // "said", "was", and any word in -ed
// A verb that tells when something was said, not when it was.
[[nodiscard]] bool is_telling(std::string_view lower);
// Words that a bare year or month may follow: "in", "since", "early".
// No expression of time begins with a word of which this is false; most words of a text are such.
[[nodiscard]] bool may_begin_time(std::string_view lower);
[[nodiscard]] bool introduces_date(std::string_view lower);

}  // namespace hearsay

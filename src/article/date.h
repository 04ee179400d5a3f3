// Dates as pages write them: "2023-11-05T17:27:00+02:00", "Sun, 5 Nov 2023 17:27", "Nov. 5, 2023 5:27 PM EST",
// "05.11.2023", "5. November 2023", "5 de noviembre de 2023", "/2023/11/05/".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hearsay/document.h"

namespace hearsay::article {

// The first date in a text, and where it stands. Two-digit days and months between slashes ("05/11/2023") are read day
// first, unless `month_first`. Years from 1990 to 2049. `basis` is left empty.
struct FoundDate {
  Date date;
  Span span;
};
[[nodiscard]] std::optional<FoundDate> find_date(std::string_view text, bool month_first = false);

// A value that is a date as a whole (a meta tag's, an attribute's).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text, bool month_first = false);

// The date in a URL's path: "/2023/11/05/", "/20231105-", "2023-11-05". Days only; a bare year is none.
[[nodiscard]] std::optional<Date> url_date(std::string_view url);

}  // namespace hearsay::article

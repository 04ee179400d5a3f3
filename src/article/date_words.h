// The words beside a date that tell what happened on that day.
#pragma once

#include <string_view>

#include "hearsay/document.h"

namespace hearsay::article {

// `low`: the line in lower case.
[[nodiscard]] bool says_published(std::string_view low);
// "Last updated", "Letzte Änderung", "Stand:": not when it was published.
[[nodiscard]] bool says_modified(std::string_view low);
// Other events than the text's birth: a copyright, a deadline, a reader's joining.
[[nodiscard]] bool says_other(std::string_view low);

// Days since 1970-01-01 of a date that has a day.
[[nodiscard]] int day_number(const Date& date);

}  // namespace hearsay::article

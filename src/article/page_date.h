// When a page's article was published, from all the places where pages say it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "article/source.h"
#include "hearsay/document.h"

namespace hearsay::article {

struct PublicationDates {
  std::optional<Date> published;
  std::optional<Date> modified;
};

// `keep`: the blocks that are the article. The page's clock, comments' dates and other stories' dates are none of
// these.
[[nodiscard]] PublicationDates find_dates(const HtmlSource& source, const std::vector<bool>& keep,
                                          std::string_view url);
[[nodiscard]] PublicationDates find_dates(const TextSource& source, const std::vector<bool>& keep);

}  // namespace hearsay::article

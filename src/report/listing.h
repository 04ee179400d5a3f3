// The stories of an account as a list, and as the story of each document.
#pragma once

#include <cstdint>
#include <string>

#include "hearsay/account.h"

namespace hearsay {

// A line a story: id, reports / independent origins, first and last date, title cut to `columns`.
[[nodiscard]] std::string stories_text(const Account& account, std::uint32_t columns);

// {"id", "story"} a document, in the order they were read.
[[nodiscard]] std::string stories_jsonl(const Account& account);

}  // namespace hearsay

// The language of a text, by its function words or its script.
#pragma once

#include <string>
#include <string_view>

namespace hearsay::article {

// BCP 47 primary tag of the language a text is in, or "" where it is too short or none we know. Reads at most the first
// 20,000 bytes.
[[nodiscard]] std::string detect_language(std::string_view text);

// "en" of "en-GB", "EN_us"; "" where the value is no language tag.
[[nodiscard]] std::string primary_tag(std::string_view tag);

}  // namespace hearsay::article

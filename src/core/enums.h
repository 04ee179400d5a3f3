// The words of the public enums, as they stand in JSON, CSV, the case file and on the terminal.
#pragma once

#include <optional>
#include <string_view>

#include "hearsay/account.h"

namespace hearsay {

[[nodiscard]] std::string_view to_string(InputKind value);
[[nodiscard]] std::string_view to_string(DatePrecision value);
[[nodiscard]] std::string_view to_string(BlockKind value);
[[nodiscard]] std::string_view to_string(EntityType value);
[[nodiscard]] std::string_view to_string(MentionForm value);
[[nodiscard]] std::string_view to_string(Form value);
[[nodiscard]] std::string_view to_string(Stance value);
[[nodiscard]] std::string_view to_string(SpeakerKind value);
[[nodiscard]] std::string_view to_string(TimeType value);
[[nodiscard]] std::string_view to_string(Bound value);
[[nodiscard]] std::string_view to_string(ComparisonKind value);
[[nodiscard]] std::string_view to_string(Verdict value);

// Conflicts come first wherever comparisons are listed, then differences, updates and agreements: 0, 1, 2, 3.
[[nodiscard]] int rank_of(Verdict verdict);

// The value of a word; nullopt if it is none: `from_string<Stance>("denies")`.
template <class Enum>
[[nodiscard]] std::optional<Enum> from_string(std::string_view word);

}  // namespace hearsay

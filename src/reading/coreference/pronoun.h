// pronoun: the kinds of pronouns that mean people and bodies.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hearsay {

enum class PronounKind : std::uint8_t { he, she, they, it, speaker, speakers, addressee };

[[nodiscard]] bool is_personal_pronoun(std::string_view lower);
[[nodiscard]] bool is_relative_pronoun(std::string_view lower);
[[nodiscard]] std::optional<PronounKind> pronoun_kind(std::string_view lower);
// "his", "their", "my"
[[nodiscard]] bool is_possessive_pronoun(std::string_view lower);
// "him", "them"; "her" may be either.
[[nodiscard]] bool is_object_pronoun(std::string_view lower);

}  // namespace hearsay

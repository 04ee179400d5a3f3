// What of a headline names a story, and how well it does.
#pragma once

#include <string>
#include <string_view>

namespace hearsay::story {

// Without what tells of the page or the ticker rather than of the news: "LIVE: Mill burns at Tarnow | Tarnow Times" and
// "UPDATE 2-Mill burns at Tarnow (video)" are "Mill burns at Tarnow". On one line.
[[nodiscard]] std::string clean_headline(std::string_view headline, std::string_view publisher);

// From 0 to 1: how likely a person would take this one, clean already, for the story's name. A question, a cry, an
// advice, a column's "why we …" and a document's "Statement on …" tell less of what happened than "Mill burns at
// Tarnow".
[[nodiscard]] double plainness(std::string_view headline);

}  // namespace hearsay::story

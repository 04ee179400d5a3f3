// The first half of text/: bytes into tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace hearsay {

// Tokens without sentence and quotation, and the first token of every paragraph (a line with at least one token).
struct TokenRun {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> paragraph_starts;
};

// One pass. What is one token: a word with its inner apostrophes and hyphens ("O'Brien", "don't", "al-Dar"), but 's,
// 're, 've, 'll, 'd and 'm stand alone; an abbreviation with its stop ("U.S.", "Dr."); a number with its separators
// and suffix ("11,517", "2.5", "10:30", "1990s"); a web or mail address; "...", "--", '' and ``; any other mark.
[[nodiscard]] TokenRun tokenize(std::string_view content);

}  // namespace hearsay

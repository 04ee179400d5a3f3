// The second part of text/: tokens into sentences and paragraphs.
#pragma once

#include <cstdint>
#include <vector>

#include "text/text.h"

namespace hearsay {

// Fills text.sentences, text.paragraphs and Token::sentence from text.tokens. `paragraph_starts` are the first tokens
// of the paragraphs, ascending. A paragraph's end ends a sentence.
void split_sentences(Text& text, const std::vector<std::uint32_t>& paragraph_starts);

}  // namespace hearsay

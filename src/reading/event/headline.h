// headline: a headline in; the part of it that tells what happened, out.
#pragma once

#include <string_view>

#include "hearsay/document.h"

namespace hearsay {

// Without the topic before a colon ("Harbour Cup 2030: Doe wins"), the quotation behind one ("Doe resigns: 'I am done'")
// and what went on meanwhile ("Doe resigns as strike spreads"). Bytes of the title; the whole of it where nothing of that
// is there, empty where the title is.
[[nodiscard]] Span headline_clause(std::string_view title);

}  // namespace hearsay

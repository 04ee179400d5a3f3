// The third part of text/: quotation marks into quotations.
#pragma once

#include <vector>

#include "text/text.h"

namespace hearsay {

// The quotations of `text`, whose sentences and paragraphs are known, in order of their opening mark. An unclosed one
// ends with its paragraph where the next paragraph goes on quoting or it began the paragraph, else with its sentence.
[[nodiscard]] std::vector<Quotation> find_quotations(const Text& text);

}  // namespace hearsay

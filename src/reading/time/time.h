// time: a text and its publication date in; expressions of time, resolved where they can be, out.
#pragma once

#include <optional>
#include <vector>

#include "hearsay/document.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay {

// TIMEX3 values (ISO-TimeML, ISO 24617-1). Without `published` only what the text itself anchors is resolved.
[[nodiscard]] std::vector<TimeExpression> find_times(const Text& text, const std::optional<Date>& published);
// The same of a text whose words are read already.
[[nodiscard]] std::vector<TimeExpression> find_times(const TextWords& words, const std::optional<Date>& published);

}  // namespace hearsay

// main_event: a report and its reading in; the words that answer who did what, when, where, why and how, out.
#pragma once

#include "hearsay/document.h"
#include "text/text.h"

namespace hearsay {

// What the report is mainly about: what its headline names, found again in the text. Best answers first, at most three
// each.
[[nodiscard]] MainEvent find_main_event(const Article& article, const Text& text, const Reading& reading);

}  // namespace hearsay

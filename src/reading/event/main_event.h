// main_event: a report and its reading in; the words that answer who did what, when, where, why and how, out.
#pragma once

#include "hearsay/document.h"
#include "reading/event/sentence_view.h"

namespace hearsay {

// What the report is mainly about: what its headline names, found again in the text. Best answers first, at most three
// each. What may answer is found by rules (answer.h) and ranked by what was learnt from marked reports (models/main_event.md).
[[nodiscard]] MainEvent find_main_event(const Article& article, const event::EventText& words, const Reading& reading);

}  // namespace hearsay

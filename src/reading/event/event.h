// event: a text's words, its names, times, attributions and entities in; who did what to whom, when and where, out.
#pragma once

#include <vector>

#include "hearsay/document.h"
#include "reading/event/sentence_view.h"

namespace hearsay {

// Events of PLOVER's sixteen classes in the order of their sentences, within a sentence the one it is mainly about
// first. `words` are the text's; `reading` holds entities, attributions and times already; Event::attribution is left kNone: reading/ fills it.
// What is told again is one event with several mentions.
[[nodiscard]] std::vector<Event> find_events(const event::EventText& words, const Reading& reading);

}  // namespace hearsay

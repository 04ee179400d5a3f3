// event: names, times, attributions and entities of a text in; who did what to whom, when and where, out.
#pragma once

#include <vector>

#include "hearsay/document.h"
#include "reading/name/name.h"
#include "text/text.h"

namespace hearsay {

// Events of PLOVER's sixteen classes in the order of their sentences, within a sentence the one it is mainly about
// first. `reading` holds entities, attributions and times already; Event::attribution is left kNone: reading/ fills it.
// What is told again is one event with several mentions.
[[nodiscard]] std::vector<Event> find_events(const Text& text, const std::vector<Name>& names, const Reading& reading);

}  // namespace hearsay

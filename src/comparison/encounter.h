// Two people who met or spoke by telephone, as a sentence tells it with both names beside the verb.
#pragma once

#include <vector>

#include "hearsay/document.h"

namespace hearsay::comparison {

// Events of the type CONSULT, subtype "meeting" or "phone call", with two participants each; the time is set where the
// sentence holds one day alone. The work grows with the text's length.
[[nodiscard]] std::vector<Event> find_encounters(const Document& document);

}  // namespace hearsay::comparison

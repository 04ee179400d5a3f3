// credit: the agency that a text itself says it comes from: in its dateline, in a line of its own, in its last lines.
#pragma once

#include <string>
#include <vector>

#include "text/text.h"

namespace hearsay {

// Names of agencies, the way most know them ("Associated Press" for "AP"); empty where none is credited.
[[nodiscard]] std::vector<std::string> credits_in(const Text& text);

}  // namespace hearsay

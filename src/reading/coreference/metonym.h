// metonym: capitals and palaces that speak for a government. A link, not a merge: "Paris said" is no other word for all
// that the text tells of France.
#pragma once

#include <optional>
#include <vector>

#include "hearsay/document.h"

namespace hearsay {

// Fills stands_for of the entities that speak in one of the attributions.
void link_metonyms(const std::vector<std::optional<Speaker>>& speakers, std::vector<Entity>& entities);

}  // namespace hearsay

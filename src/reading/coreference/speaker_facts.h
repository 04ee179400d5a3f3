// speaker_facts: what the words around a source say of whoever speaks: the office, how they know, why they are not named.
#pragma once

#include <optional>
#include <vector>

#include "hearsay/document.h"
#include "reading/name/name.h"
#include "reading/words.h"

namespace hearsay {

// Fills role, proximity and anonymity of the speakers, one (or none) per attribution. What is told once of one without a
// name holds for all that he or she says in the document.
void describe_speakers(const TextWords& words, const std::vector<Name>& names, const std::vector<Attribution>& attributions,
                       std::vector<std::optional<Speaker>>& speakers);

}  // namespace hearsay

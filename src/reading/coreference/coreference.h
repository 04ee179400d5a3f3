// coreference: names and attributions of one document in; its entities with their mentions, and each attribution's
// speaker, out.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hearsay/document.h"
#include "reading/name/name.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay {

struct Coreference {
  std::vector<Entity> entities;                 // in order of their first mention
  std::vector<std::optional<Speaker>> speakers; // one per attribution
};

[[nodiscard]] Coreference resolve_coreference(const Text& text, const std::vector<Name>& names,
                                              const std::vector<Attribution>& attributions);
// The same of a text whose words are read already; `title` may tell whom an interview is with.
[[nodiscard]] Coreference resolve_coreference(const TextWords& words, const std::vector<Name>& names,
                                              const std::vector<Attribution>& attributions, std::string_view title = {});

}  // namespace hearsay

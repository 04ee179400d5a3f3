// The weights files that lie in the program.
#pragma once

#include <string_view>

namespace hearsay::model {

// models/attribution-fast.hsm, byte for byte.
[[nodiscard]] std::string_view fast_attribution_weights();
// models/coreference-mentions.hsm, byte for byte.
[[nodiscard]] std::string_view mention_weights();
// models/event.hsm
[[nodiscard]] std::string_view event_weights();
// models/name.hsm
[[nodiscard]] std::string_view name_weights();
// models/tag.hsm
[[nodiscard]] std::string_view tag_weights();
// models/meaning.hsm
[[nodiscard]] std::string_view meaning_weights();
// models/relation.hsm
[[nodiscard]] std::string_view relation_weights();
// models/places.tsv
[[nodiscard]] std::string_view places_table();

// models/attribution-accurate.hsm
[[nodiscard]] std::string_view accurate_attribution_weights();

}  // namespace hearsay::model

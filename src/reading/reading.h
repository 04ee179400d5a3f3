// reading: an article in; names, entities, attributions, chains, times and figures out. Sees one document and nothing
// else.
#pragma once

#include "hearsay/document.h"
#include "reading/attribution/attribution.h"

namespace hearsay {

[[nodiscard]] Reading read_article(const Article& article, AttributionModel model = AttributionModel::fast);

}  // namespace hearsay

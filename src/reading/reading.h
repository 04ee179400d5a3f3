// reading: an article in; names, entities, attributions, chains, times and figures out. Sees one document and nothing
// else.
#pragma once

#include <span>
#include <vector>

#include "hearsay/document.h"
#include "reading/attribution/attribution.h"

namespace hearsay {

[[nodiscard]] Reading read_article(const Article& article, AttributionModel model = AttributionModel::fast);

// The same of several, each as if it were alone: together they are read quicker.
[[nodiscard]] std::vector<Reading> read_articles(std::span<const Article* const> articles, AttributionModel model);

}  // namespace hearsay

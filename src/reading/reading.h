// reading: an article in; names, entities, attributions, chains, times and figures out. Sees one document and nothing
// else.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hearsay/document.h"
#include "reading/attribution/attribution.h"

namespace hearsay {

// What is read: everything, or who says what alone.
enum class ReadingPart : std::uint8_t { all, attributions };

[[nodiscard]] Reading read_article(const Article& article, AttributionModel model = AttributionModel::fast);

// The same of several, each as if it were alone: together they are read quicker.
[[nodiscard]] std::vector<Reading> read_articles(std::span<const Article* const> articles, AttributionModel model,
                                                 ReadingPart part = ReadingPart::all);

}  // namespace hearsay

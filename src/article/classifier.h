// The learned part: how likely each block is the article's, from its row of features. Boosted regression trees; weights
// in models/article_{html,text,date}.inc, described in models/article.md.
#pragma once

#include <vector>

#include "article/features.h"

namespace hearsay::article {

// One value a row, 0..1.
[[nodiscard]] std::vector<float> classify_html(const FeatureTable& features);
[[nodiscard]] std::vector<float> classify_text(const FeatureTable& features);
// How likely each candidate's day is the article's.
[[nodiscard]] std::vector<float> classify_dates(const FeatureTable& features);

}  // namespace hearsay::article

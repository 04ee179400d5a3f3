// What the block classifier sees of each block: one row of numbers a block. The trainer reads these same rows, so a
// change here needs new weights (training/article/).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "article/block.h"
#include "article/traits.h"
#include "page/page.h"

namespace hearsay::article {

struct FeatureTable {
  std::size_t columns = 0;
  std::vector<float> values;   // row by row
  std::vector<bool> hopeless;  // rows left empty: what nobody needs to ask about; may be empty itself

  [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
  [[nodiscard]] const float* row(std::size_t i) const { return values.data() + i * columns; }
};

// Called with some rows after the others, in the order of the blocks; a page's rows as a whole would take ten times the
// room of the page.
using VisitRows = std::function<void(const FeatureTable& rows)>;

struct FeatureContext {
  std::string_view linked_body;  // articleBody of JSON-LD; may be empty
};

void html_features(const Page& page, const Dom& dom, const std::vector<Traits>& traits, const FeatureContext& context,
                   const VisitRows& visit);
void text_features(const Page& page, const std::vector<Traits>& traits, const VisitRows& visit);

// Names of the columns, for the trainer and the model card.
[[nodiscard]] std::vector<std::string> html_feature_names();
[[nodiscard]] std::vector<std::string> text_feature_names();

}  // namespace hearsay::article

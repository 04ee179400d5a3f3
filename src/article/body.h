// Which of a page's blocks are the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/block.h"
#include "hearsay/document.h"

namespace hearsay::article {

struct BodyContext {
  std::string_view title;        // the article's title, where known
  std::string_view linked_body;  // articleBody of the page's JSON-LD
};

// One flag a block.
[[nodiscard]] std::vector<bool> choose_body(const Page& page, const Dom* dom, const BodyContext& context);

// Writes the kept blocks into the article's text and blocks.
void write_body(const Page& page, const Dom* dom, const std::vector<bool>& keep, Article& article);

}  // namespace hearsay::article

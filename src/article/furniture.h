// What a block that is not the article is: "menu", "comment", "teaser", "caption", ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/block.h"
#include "hearsay/document.h"

namespace hearsay::article {

// The blocks that were not kept, typed, neighbours of one type in one piece.
[[nodiscard]] std::vector<Furniture> make_furniture(const Page& page, const Dom* dom, const std::vector<bool>& keep,
                                                    std::string_view title);

// Whether the block stands in the page's comments: by the classes around it, or because it stands among lines that say
// "Reply" one after the other.
[[nodiscard]] std::vector<bool> find_comments(const Page& page, const Dom* dom);

}  // namespace hearsay::article

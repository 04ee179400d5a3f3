// Which of a page's blocks are the article.
#pragma once

#include <vector>

#include "article/source.h"
#include "hearsay/document.h"

namespace hearsay::article {

// One flag a block.
[[nodiscard]] std::vector<bool> choose_body(const HtmlSource& source);
[[nodiscard]] std::vector<bool> choose_body(const TextSource& source);
// The same from the classifier's opinion of each block; for its trainer, who asks of pages that it has not seen.
[[nodiscard]] std::vector<bool> choose_body(const HtmlSource& source, const std::vector<float>& scores);
[[nodiscard]] std::vector<bool> choose_body(const TextSource& source, const std::vector<float>& scores);

// Writes the kept blocks into the article's text and blocks.
void write_body(const Page& page, const std::vector<bool>& keep, Article& article);

}  // namespace hearsay::article

// A page or text dump made ready: its blocks, what its head says, its title.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/block.h"
#include "article/metadata.h"
#include "article/traits.h"
#include "page/page.h"

namespace hearsay::article {

struct HtmlSource {
  Dom dom;
  Page page;
  HeadTags head;
  std::string title;
  std::vector<Traits> traits;
  std::vector<bool> comments;  // blocks that stand in the page's comments
};

struct TextSource {
  Page page;
  std::string title;
  std::vector<Traits> traits;
};

[[nodiscard]] HtmlSource read_html_source(std::string_view html);
// `title`: as the record tells it; where it is empty the text's own is looked for.
[[nodiscard]] TextSource read_text_source(std::string_view text, std::string_view title);

}  // namespace hearsay::article

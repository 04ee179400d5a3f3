// article: a decoded page or text in; the article (title, date, authors, body, ...) and the furniture left out, out.
#pragma once

#include <string_view>

#include "hearsay/document.h"
#include "input/input.h"

namespace hearsay {

struct ArticleOptions {
  bool verbatim =
      false;  // the text is an article as it stands: no furniture removed, offsets into the input's own text
  bool furniture = false;  // fill Article::furniture
};

// Decodes the record and finds its article. A page without an article gives one whose text is empty.
[[nodiscard]] Article extract_article(const Record& record, const ArticleOptions& options = {});

}  // namespace hearsay

// Any bytes as a record, once as a page and once as a text.
#include "article/article.h"

#include "check.h"

namespace {

void check(const hearsay::Article& article) {
  using namespace hearsay;
  fuzz::require_text(article.text, "the article's text is UTF-8");
  fuzz::require(is_valid_utf8(article.title) && is_valid_utf8(article.publisher), "what it tells is UTF-8");
  std::uint32_t end = 0;
  for (const Block& block : article.blocks) {
    fuzz::require_span(article.text, block.span, "blocks lie in the text");
    fuzz::require(end <= block.span.begin, "blocks follow each other");
    end = block.span.end;
  }
  if (article.published) fuzz::require(!article.published->value.empty(), "a date has a value");
  for (const Furniture& one : article.furniture) fuzz::require(is_valid_utf8(one.text), "furniture is UTF-8");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hearsay;
  Record record;
  record.id = "fuzz";
  record.info.path = "fuzz";
  record.bytes = std::string(fuzz::view(data, size));
  ArticleOptions options;
  options.furniture = true;
  for (const ContentKind content : {ContentKind::html, ContentKind::text}) {
    record.content = content;
    record.info.kind = content == ContentKind::html ? InputKind::html : InputKind::text;
    check(extract_article(record, options));
  }
  options.verbatim = true;
  check(extract_article(record, options));
  return 0;
}

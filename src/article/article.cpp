#include "article/article.h"

#include <simdjson.h>

#include <algorithm>

#include "article/body.h"
#include "article/byline.h"
#include "article/date.h"
#include "article/furniture.h"
#include "article/language.h"
#include "article/metadata.h"
#include "article/page_date.h"
#include "article/source.h"
#include "core/unicode.h"
#include "page/page.h"

namespace hearsay {

namespace {

using namespace article;

constexpr std::size_t kMaxText = 512u << 20;  // spans are 32 bits wide

void add_record(const Record& record, Article& out) {
  if (!record.title.empty()) out.title = collapse_space(valid_utf8(record.title));
  if (!record.publisher.empty()) out.publisher = collapse_space(valid_utf8(record.publisher));
  if (!record.authors.empty()) out.authors = record.authors;
  if (!record.date.empty()) {
    if (auto date = parse_date(record.date)) {
      date->basis = "record";
      out.published = std::move(date);
    }
  }
  if (out.url.empty()) out.url = record.info.url;
}

void add_dates(PublicationDates dates, Article& out) {
  out.published = std::move(dates.published);
  out.modified = std::move(dates.modified);
}

void add_head(const HeadTags& head, Article& out) {
  out.publisher = head.site.empty() ? head.linked.publisher : head.site;
  out.section = head.section.empty() ? head.linked.section : head.section;
  out.language = primary_tag(head.language);
  out.url = head.url;
}

Article from_html(const Record& record, std::string_view html, const ArticleOptions& options) {
  Article out;
  const HtmlSource source = read_html_source(html);
  add_head(source.head, out);
  out.title = source.title;
  std::vector<bool> keep = choose_body(source);
  add_dates(find_dates(source, keep, record.info.url), out);
  out.authors = find_authors(source, keep);
  out.credit = find_credit(source.page, keep, out.authors);
  if (options.verbatim) keep.assign(keep.size(), true);
  write_body(source.page, keep, out);
  if (options.furniture) out.furniture = make_furniture(source.page, &source.dom, keep, source.title);
  return out;
}

Article from_text(const Record& record, std::string_view text, const ArticleOptions& options) {
  Article out;
  const TextSource source = read_text_source(text, record.title);
  out.title = source.title;
  const std::vector<bool> keep = choose_body(source);
  add_dates(find_dates(source, keep), out);
  out.authors = find_authors(source, keep);
  out.credit = find_credit(source.page, keep, out.authors);
  write_body(source.page, keep, out);
  if (options.furniture) out.furniture = make_furniture(source.page, nullptr, keep, source.title);
  return out;
}

// The text as it stands; its lines are its blocks.
Article verbatim_text(std::string text) {
  Article out;
  out.text = std::move(text);
  const std::string_view view = out.text;
  for (std::size_t begin = 0; begin < view.size();) {
    std::size_t end = view.find_first_of("\r\n", begin);
    if (end == std::string_view::npos) end = view.size();
    const std::string_view line = trim(view.substr(begin, end - begin));
    if (!line.empty()) {
      const auto at = static_cast<std::uint32_t>(line.data() - view.data());
      out.blocks.push_back({{at, at + static_cast<std::uint32_t>(line.size())}, BlockKind::paragraph});
    }
    begin = end + 1;
  }
  return out;
}

// Entities and JSON escapes can spell what UTF-8 must not hold.
void make_valid(std::string& text) {
  if (!simdjson::validate_utf8(text) || text.find('\0') != std::string::npos) text = valid_utf8(text);
}

void make_valid(Article& article) {
  for (std::string* field : {&article.title, &article.publisher, &article.section, &article.url, &article.language})
    make_valid(*field);
  for (std::string& author : article.authors) make_valid(author);
  for (std::string& agency : article.credit) make_valid(agency);
}

}  // namespace

Article extract_article(const Record& record, const ArticleOptions& options) {
  const bool html = record.content == ContentKind::html;
  DecodedText decoded;
  if (record.utf8 && simdjson::validate_utf8(record.bytes) && record.bytes.find('\0') == std::string::npos) {
    decoded.text = record.bytes;
  } else if (record.utf8) {
    decoded.text = valid_utf8(record.bytes);
  } else {
    decoded = decode_text(record.bytes, record.content_type, html);
  }
  if (decoded.text.size() > kMaxText) decoded.text = valid_utf8(decoded.text.substr(0, kMaxText));
  Article out = html               ? from_html(record, decoded.text, options)
                : options.verbatim ? verbatim_text(std::move(decoded.text))
                                   : from_text(record, decoded.text, options);
  add_record(record, out);
  if (out.language.empty()) out.language = detect_language(out.text);
  make_valid(out);
  return out;
}

}  // namespace hearsay

// What a page says of its article outside the article's text: tags of its head, JSON-LD, byline, dates, URL.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/block.h"
#include "article/json_ld.h"
#include "hearsay/document.h"
#include "page/page.h"

namespace hearsay::article {

// The tags of a page's head, as told.
struct HeadTags {
  std::string title;         // <title>
  std::string social_title;  // og:title, twitter:title
  std::vector<std::string> authors;
  std::string published;       // the most trusted publication date's tag
  std::string published_weak;  // a tag that may mean something else: "date", "dc.date"
  std::string modified;
  std::string site;  // og:site_name
  std::string section;
  std::string url;  // canonical, og:url
  std::string language;
  std::string description;
  std::string image;        // og:image
  bool written_by = false;  // the card's first label is the author's
  LinkedData linked;
};

[[nodiscard]] HeadTags read_head(const Dom& dom);

// The article's title without its site's suffix: "Dam breaks in Velm | Radio Velm" is "Dam breaks in Velm" where a
// heading, the site's name or a shorter tag says so.
[[nodiscard]] std::string choose_title(const HeadTags& head, const Dom& dom, const Page& page);

// Takes a site's name off a title's end or beginning.
[[nodiscard]] std::string strip_site(std::string_view title, std::string_view site);

}  // namespace hearsay::article

// Every place where a page tells a date that might be its article's, with what speaks for it and against it.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "article/features.h"
#include "article/source.h"
#include "hearsay/document.h"

namespace hearsay::article {

// In order of trust: of equal days the first names the basis.
enum class DateSource : std::uint8_t {
  linked,       // JSON-LD of an article: datePublished
  meta,         // a tag of the head that means publication
  property,     // itemprop=datePublished in the body
  time,         // <time>, <abbr>, an element whose class says date and whose attribute holds one
  url,          // "/2023/11/05/"
  line,         // a short line of text
  paragraph,    // the beginning of a paragraph of the article
  linked_page,  // JSON-LD of something else than an article
  data,         // a key such as "publishedAt" in JSON of the page's scripts
  meta_weak,    // a tag that may mean something else: "date"
  title,        // the page's <title> or description
  comment,      // an HTML comment: the trackback of old blogs
  property_modified,
  linked_modified,
  meta_modified,
  image,  // the folder of the page's picture: "/uploads/2023/11/05/"
};

struct DateCandidate {
  Date date;  // its basis filled in
  DateSource source = DateSource::line;
  int day = 0;                  // days since 1970
  std::size_t block = 0;        // where it stands on the page; the number of blocks for what stands nowhere
  NodeId node = kNoNode;        // of what stands on the page
  std::uint64_t shape = 0;      // equal for dates in elements of one kind, as those of a list are
  std::uint32_t offset = 0;     // bytes before it in its block
  bool preferred = true;        // false: the other reading of "05/11/2023"
  bool whole = false;           // nothing else stands beside it
  bool says_published = false;  // in words or by its class
  bool says_modified = false;
  bool says_other = false;  // a copyright, a deadline
};

// `keep`: the blocks that are the article. In the page's order, those of the head first; bounded in number.
[[nodiscard]] std::vector<DateCandidate> date_candidates(const HtmlSource& source, const std::vector<bool>& keep,
                                                         std::string_view url);

// One row a candidate.
[[nodiscard]] FeatureTable date_features(const HtmlSource& source, const std::vector<bool>& keep,
                                         const std::vector<DateCandidate>& candidates);
[[nodiscard]] std::vector<std::string> date_feature_names();

}  // namespace hearsay::article

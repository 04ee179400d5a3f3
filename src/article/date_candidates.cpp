#include "article/date_candidates.h"

#include <algorithm>

#include "article/date.h"
#include "article/date_words.h"
#include "article/traits.h"
#include "article/vocabulary.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

constexpr std::uint32_t kMaxLineWords = 30;
constexpr std::size_t kMaxCandidates = 400;
constexpr std::size_t kDatesOfLine = 3;

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// What a page's scripts call the day of publication in their data.
constexpr std::string_view kDataKeys[] = {"publishedAt",   "published_at", "publishedDate",    "publishDate",
                                          "datePublished", "firstPubDate", "publication_date", "publicationDate",
                                          "createdAt",     "created_at",   "date_published",   "pubDate"};

// A stamp in UTC early or late on the neighbour of the day that the URL tells: the site's own day is the article's.
bool is_other_zone(const std::optional<Date>& stamp, const Date& day) {
  if (!stamp || stamp->value.size() < 14 || !stamp->value.ends_with('Z')) return false;
  const int later = day_number(*stamp) - day_number(day);
  const std::string hour = stamp->value.substr(11, 2);
  return (later == 1 && hour <= "08") || (later == -1 && hour >= "14");
}

class Gatherer {
 public:
  Gatherer(const HtmlSource& source, const std::vector<bool>& keep) : source_(source), keep_(keep) {
    const std::string language = lower(source.head.language);
    month_first_ = language == "en-us" || language == "en_us" || language == "en";
    first_ = static_cast<std::size_t>(std::find(keep.begin(), keep.end(), true) - keep.begin());
    last_ = keep.size();
    while (last_ > 0 && !keep[last_ - 1]) --last_;
  }

  std::vector<DateCandidate> run(std::string_view url) {
    read_head(url);
    read_nodes();
    read_blocks();
    return std::move(found_);
  }

 private:
  void add(const std::optional<Date>& date, DateSource source, std::string_view basis, DateCandidate rest = {}) {
    if (!date || date->precision == DatePrecision::month || found_.size() >= kMaxCandidates) return;
    rest.date = *date;
    rest.date.basis = basis;
    rest.source = source;
    rest.day = day_number(*date);
    if (rest.node == kNoNode) rest.block = source_.page.blocks.size();
    found_.push_back(std::move(rest));
  }

  // A value that may be read two ways is told both ways.
  void add_value(std::string_view value, DateSource source, std::string_view basis, const DateCandidate& rest = {}) {
    const auto date = parse_date(value, month_first_);
    add(date, source, basis, rest);
    if (!date || value.find_first_of("/-.") == std::string_view::npos) return;
    const auto other = parse_date(value, !month_first_);
    if (!other || other->value == date->value) return;
    DateCandidate second = rest;
    second.preferred = false;
    add(other, source, basis, second);
  }

  void read_head(std::string_view url) {
    const HeadTags& head = source_.head;
    auto from_url = url_date(head.url);
    if (!from_url) from_url = url_date(url);
    const auto add_stamp = [&](std::string_view value, DateSource source, std::string_view basis) {
      if (from_url && is_other_zone(parse_date(value), *from_url)) {
        add(from_url, source, basis);
      } else {
        add_value(value, source, basis);
      }
    };
    add_stamp(head.linked.published, head.linked.article ? DateSource::linked : DateSource::linked_page, "json-ld");
    add_stamp(head.published, DateSource::meta, "meta");
    add_value(head.published_weak, DateSource::meta_weak, "meta");
    add(from_url, DateSource::url, "url");
    add(url_date(head.image), DateSource::image, "url");
    add_value(head.linked.modified, DateSource::linked_modified, "json-ld");
    add_value(head.modified, DateSource::meta_modified, "meta");
    for (const std::string_view text : {std::string_view(head.title), std::string_view(head.description)}) {
      if (const auto date = find_date(text, month_first_)) add(date->date, DateSource::title, "text");
    }
  }

  [[nodiscard]] std::size_t block_at(NodeId id) const {
    const auto& blocks = source_.page.blocks;
    const auto found = std::upper_bound(blocks.begin(), blocks.end(), source_.page.node_text[id].begin,
                                        [](std::uint32_t at, const PageBlock& block) { return at < block.span.end; });
    return static_cast<std::size_t>(found - blocks.begin());
  }

  [[nodiscard]] std::uint64_t shape_of(NodeId id) const {
    std::uint64_t shape = 7;
    for (int level = 0; level < 3 && id != kNoNode; ++level, id = source_.dom[id].parent) {
      shape = shape * 1000003u + source_.page.node_class[id] + static_cast<std::uint64_t>(source_.dom[id].tag);
    }
    return shape;
  }

  void read_nodes() {
    const Dom& dom = source_.dom;
    for (NodeId id = 1; id < dom.size(); ++id) {
      const Node& node = dom[id];
      if (node.type == NodeType::comment) {
        read_comment(node.text);
      } else if (node.tag == Tag::script) {
        if (id + 1 < node.subtree_end) read_data(dom[id + 1].text);
      } else if (node.type == NodeType::element && node.attribute_count > 0) {
        read_element(id);
      }
    }
  }

  // <time datetime>, <abbr class=published title=...>, itemprop=datePublished, <span class=date title=...>
  void read_element(NodeId id) {
    const Dom& dom = source_.dom;
    const Node& node = dom[id];
    const bool hinted = (source_.page.node_hints[id] & kHintDate) != 0;
    std::string_view value, property, name;
    bool pubdate = false;
    for (std::uint32_t k = 0; k < node.attribute_count; ++k) {
      const auto& [key, text] = dom.attributes(id)[k];
      if (key == "datetime" || key == "data-datetime" || key == "data-date-time" || key == "content" ||
          key == "data-timestamp") {
        if (value.empty()) value = text;
      } else if (key == "itemprop" || key == "property") {
        property = text;
      } else if (key == "class") {
        name = text;
      } else if (key == "pubdate") {
        pubdate = true;
      } else if (key == "title" && (node.tag == Tag::abbr || (value.empty() && hinted))) {
        value = text;
      }
    }
    const bool published = has(property, "datePublished") || has(property, "dateCreated") || has(property, "pubdate");
    const bool changed = has(property, "dateModified") || has(property, "dateUpdate");
    const bool time = node.tag == Tag::time;
    if (node.tag == Tag::meta ? !published && !changed : !time && !published && !changed) {
      if (value.empty() || node.tag == Tag::meta || (node.tag != Tag::abbr && !hinted)) return;
    }
    const std::string_view text = slice(source_.page.text, source_.page.node_text[id]);
    if (!parse_date(value, month_first_)) value = text.size() < 200 ? text : std::string_view{};
    if (value.empty()) return;
    DateCandidate rest;
    rest.node = id;
    rest.block = node.tag == Tag::meta ? source_.page.blocks.size() : block_at(id);
    rest.shape = shape_of(id);
    rest.whole = true;
    const std::string words = lower_in_place(text.substr(0, 120));
    rest.says_published = pubdate || has(name, "publish") || has(name, "entry-date") || says_published(words);
    rest.says_modified = has(name, "updated") || has(name, "modified") || says_modified(words);
    rest.says_other = says_other(words);
    const DateSource source = changed     ? DateSource::property_modified
                              : published ? DateSource::property
                                          : DateSource::time;
    add_value(value, source, published || changed ? "meta" : "time", rest);
  }

  // <!-- <rdf:RDF ... dc:date="2010-05-19T23:03:00+02:00" /> -->
  void read_comment(std::string_view text) {
    const std::size_t at = text.substr(0, 4096).find("dc:date=\"");
    if (at != std::string_view::npos) add_value(text.substr(at + 9, 25), DateSource::comment, "text");
  }

  // {"publishedAt": "2022-01-31T15:58:43"}, also with its quotes escaped. The first of each key is the page's own.
  void read_data(std::string_view text) {
    constexpr std::size_t kMaxData = 2u << 20;
    text = text.substr(0, kMaxData);
    if (has(text.substr(0, 4096), "schema.org")) return;  // JSON-LD, which is read as such
    for (const std::string_view key : kDataKeys) {
      const std::size_t at = text.find(key);
      if (at == std::string_view::npos) continue;
      std::string_view value = text.substr(at + key.size(), 48);
      const std::size_t begin = value.find_first_not_of("\\\": ");
      if (begin == std::string_view::npos || begin > 6) continue;
      value.remove_prefix(begin);
      value = value.substr(0, value.find_first_of("\\\",}"));
      add_value(value, DateSource::data, "text");
    }
  }

  void read_blocks() {
    const auto& blocks = source_.page.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Traits& traits = source_.traits[i];
      if (traits.digits < 3) continue;
      const std::string_view text = text_of(source_.page, blocks[i]);
      const bool line = traits.words <= kMaxLineWords;
      // A paragraph may begin with its dateline: "Velm, 5 November 2023 (VNA): ..."
      const bool lead = i <= first_ + 2 || (i > 0 && (blocks[i - 1].context & kInHeading) != 0);
      const bool tail = i + 2 >= last_ && traits.words <= 60;
      if (!line && !lead && !tail) continue;
      const std::string_view part = line || tail ? text.substr(0, 600) : text.substr(0, 120);
      const std::string low = lower_in_place(part.substr(0, 300));
      DateCandidate rest;
      rest.block = i;
      rest.node = blocks[i].node;
      rest.shape = shape_of(rest.node);
      rest.says_published = says_published(low);
      rest.says_modified = says_modified(low);
      rest.says_other = says_other(low);
      const bool running = keep_[i] && traits.is_paragraph();
      const DateSource source = running || !line ? DateSource::paragraph : DateSource::line;
      std::size_t from = 0;
      for (std::size_t k = 0; k < (line ? kDatesOfLine : 1); ++k) {
        const auto date = find_date(part.substr(from), month_first_);
        if (!date) break;
        rest.offset = static_cast<std::uint32_t>(from) + date->span.begin;
        rest.whole = rest.offset < 12 && date->span.size() + 12 > part.size();
        const std::string_view basis = source == DateSource::paragraph ? "dateline" : "byline";
        add_value(part.substr(rest.offset, date->span.size()), source, basis, rest);
        from += std::max<std::size_t>(date->span.end, 1);
        if (from >= part.size()) break;
      }
    }
  }

  const HtmlSource& source_;
  const std::vector<bool>& keep_;
  bool month_first_ = false;
  std::size_t first_ = 0;  // first block of the article
  std::size_t last_ = 0;   // behind its last
  std::vector<DateCandidate> found_;
};

}  // namespace

std::vector<DateCandidate> date_candidates(const HtmlSource& source, const std::vector<bool>& keep,
                                           std::string_view url) {
  return Gatherer(source, keep).run(url);
}

}  // namespace hearsay::article

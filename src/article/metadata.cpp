#include "article/metadata.h"

#include <algorithm>

#include "core/unicode.h"

namespace hearsay::article {

namespace {

std::string inner_text(const Dom& dom, NodeId id) {
  std::string out;
  for (NodeId i = id; i < dom[id].subtree_end && out.size() < 4096; ++i) {
    if (dom[i].type == NodeType::text) out.append(dom[i].text);
  }
  return collapse_space(valid_utf8(out));
}

void fill(std::string& field, std::string_view value) {
  if (field.empty()) field = collapse_space(value);
}

void add_author(std::vector<std::string>& authors, std::string_view value) {
  std::string name = collapse_space(value);
  if (name.empty() || name.size() > 200 || authors.size() >= 16) return;
  if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(std::move(name));
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void read_meta(const Dom& dom, NodeId id, HeadTags& head) {
  const DomAttribute* attributes = dom.attributes(id);
  std::string_view content;
  std::string_view key;
  for (std::uint32_t i = 0; i < dom[id].attribute_count; ++i) {
    const auto& [name, value] = attributes[i];
    if (name == "content") content = value;
    if (name == "name" || name == "property" || name == "itemprop" || name == "http-equiv") {
      if (key.empty()) key = value;
    }
  }
  if (key.empty() || trim(content).empty() || key.size() > 64) return;
  std::string name = lower(key);
  // <meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ana Ruel">
  if (name == "twitter:label1") {
    const std::string label = lower(content);
    head.written_by = is_one_of(label, {"written by", "verfasst von", "geschrieben von", "escrito por", "écrit par",
                                        "scritto da", "geschreven door", "napisane przez", "author", "autor", "par"});
  } else if (name == "twitter:data1" && head.written_by) {
    add_author(head.authors, content);
  }
  if (name.starts_with("dc") || name.starts_with("schema:")) std::replace(name.begin(), name.end(), ':', '.');
  if (name == "og:title") {
    head.social_title = collapse_space(content);
  } else if (is_one_of(name, {"twitter:title", "dc.title", "dcterms.title", "citation_title", "sailthru.title",
                              "parsely-title", "title"})) {
    fill(head.social_title, content);
  } else if (is_one_of(name, {"author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
                              "parsely-author", "sailthru.author", "byl", "creator", "og:article:author",
                              "article:author_name", "byline"})) {
    add_author(head.authors, content);
  } else if (is_one_of(name, {"article:published_time",
                              "og:article:published_time",
                              "datepublished",
                              "og:published_time",
                              "article.published",
                              "publication_date",
                              "citation_publication_date",
                              "parsely-pub-date",
                              "sailthru.date",
                              "publish-date",
                              "pubdate",
                              "published_time",
                              "article_date_original",
                              "publish_date",
                              "og:pubdate",
                              "dcterms.created",
                              "dc.date.created",
                              "dc.date.issued",
                              "dcterms.issued",
                              "date_published",
                              "cxenseparse:recs:publishtime",
                              "datecreated",
                              "article:created",
                              "ptime",
                              "originalpublicationdate",
                              "rnews:datepublished",
                              "pdate",
                              "article:publicationdate",
                              "bt:pubdate",
                              "displaydate",
                              "mediator_published_time",
                              "date.created"})) {
    fill(head.published, content);
  } else if (is_one_of(name, {"date", "dc.date", "dcterms.date", "citation_date", "created", "last-published",
                              "article:post_date", "timestamp", "cdate"})) {
    fill(head.published_weak, content);
  } else if (is_one_of(name,
                       {"article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
                        "dcterms.modified", "dc.date.modified", "modified", "article:modified", "revision_date",
                        "utime", "og:article:modified_time", "og:modified_time", "updated_time", "lastmodified"})) {
    fill(head.modified, content);
  } else if (is_one_of(name,
                       {"og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title"})) {
    if (name == "og:site_name") head.site = collapse_space(content);
    fill(head.site, content);
  } else if (is_one_of(name,
                       {"article:section", "section", "articlesection", "og:article:section", "parsely-section"})) {
    fill(head.section, content);
  } else if (name == "og:image") {
    fill(head.image, content);
  } else if (name == "og:url") {
    fill(head.url, content);
  } else if (is_one_of(name, {"og:locale", "language", "content-language", "dc.language", "inlanguage"})) {
    fill(head.language, content);
  } else if (is_one_of(name, {"description", "og:description"})) {
    fill(head.description, content);
  }
}

// Lower case, letters and digits only: what is compared when two titles are.
std::string bare(std::string_view text) {
  std::string out;
  const std::string low = lower(text);
  for (std::size_t i = 0; i < low.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(low, i);
    if (is_letter(c) || is_digit(c)) out.append(low, begin, i - begin);
  }
  return out;
}

constexpr std::string_view kSeparators[] = {" | ", " - ",  " – ", " — ", " :: ", " » ", " · ", " • ",
                                            " « ", " // ", " ❘ ", " / ", " ~ ",  " < ", " > ", ": "};

struct Heading {
  NodeId node;
  std::string text;
  int level;
};

// A line above the headline inside the same heading: "<h1><span class=kicker>Rain</span> Dam breaks in Velm</h1>".
bool is_kicker(const Dom& dom, NodeId id) {
  if (dom[id].tag == Tag::small) return true;
  const std::string name = lower(dom.attribute(id, "class"));
  for (const std::string_view part : {"kicker", "overline", "dachzeile", "subtitle", "subheadline", "topline",
                                      "eyebrow", "supertitle", "pretitle", "spitzmarke", "tagline", "roofline"}) {
    if (name.find(part) != std::string::npos) return true;
  }
  return false;
}

// The heading's text without what stands above the headline in it.
std::string heading_text(const Dom& dom, const Page& page, NodeId id) {
  Span text = page.node_text[id];
  const NodeId end = dom[id].subtree_end;
  for (NodeId child = id + 1; child < end;) {
    const Span inside = page.node_text[child];
    if (dom[child].type == NodeType::element && dom.attribute(child, "itemprop") == "headline" && !inside.empty()) {
      text = inside;
      ++child;
    } else if (dom[child].type == NodeType::element && !inside.empty() && inside.end + 1 < text.end &&
               is_kicker(dom, child)) {
      text.begin = inside.end;
      break;
    } else if (dom[child].type == NodeType::element && inside == text) {
      ++child;  // it stands in one more element as a whole
    } else if (inside.empty()) {
      child = dom[child].subtree_end;
    } else {
      break;
    }
  }
  return collapse_space(slice(page.text, text));
}

// The site's name as a heading, as a link to its first page.
bool leads_home(const Dom& dom, NodeId id) {
  for (NodeId at = id + 1; at < dom[id].subtree_end && at < id + 6; ++at) {
    if (dom[at].tag != Tag::a) continue;
    std::string_view href = dom.attribute(at, "href");
    if (const std::size_t scheme = href.find("://"); scheme != std::string_view::npos) {
      const std::size_t path = href.find('/', scheme + 3);
      href = path == std::string_view::npos ? std::string_view("/") : href.substr(path);
    }
    return href == "/" || href == "./" || href == "/index.html" || href == "/index.php";
  }
  return false;
}

// <h1>s, and where there are none <h2>s, without those of menus.
std::vector<Heading> headings(const Dom& dom, const Page& page) {
  std::vector<Heading> found;
  for (const PageBlock& block : page.blocks) {
    if ((block.context & kInHeading) == 0 || found.size() >= 64) continue;
    NodeId id = block.node;
    for (int i = 0; i < 4 && id != kNoNode; ++i) {
      const Tag tag = dom[id].tag;
      if (tag >= Tag::h1 && tag <= Tag::h6) {
        const bool again = !found.empty() && found.back().node == id;
        if (!again && tag <= Tag::h3 && !leads_home(dom, id)) {
          found.push_back({id, heading_text(dom, page, id), static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1});
        }
        break;
      }
      id = dom[id].parent;
    }
  }
  return found;
}

}  // namespace

HeadTags read_head(const Dom& dom) {
  HeadTags head;
  for (NodeId id = 1; id < dom.size(); ++id) {
    const Node& node = dom[id];
    switch (node.tag) {
      case Tag::meta:
        read_meta(dom, id, head);
        break;
      case Tag::title:
        if (head.title.empty() && dom[node.parent].tag != Tag::svg) head.title = inner_text(dom, id);
        break;
      case Tag::link:
        if (lower(dom.attribute(id, "rel")) == "canonical") {
          const std::string_view href = trim(dom.attribute(id, "href"));
          if (!href.empty()) head.url = std::string(href);
        }
        break;
      case Tag::html:
        if (const std::string_view tag = dom.attribute(id, "lang"); !tag.empty()) {
          head.language = std::string(tag);
        } else if (const std::string_view xml = dom.attribute(id, "xml:lang"); !xml.empty()) {
          head.language = std::string(xml);
        }
        break;
      case Tag::script:
        if (id + 1 < node.subtree_end && dom.attribute(id, "type").find("ld+json") != std::string_view::npos) {
          read_json_ld(dom[id + 1].text, head.linked);
        }
        break;
      default:
        break;
    }
  }
  return head;
}

std::string strip_site(std::string_view title, std::string_view site) {
  const std::string bare_site = bare(site);
  if (bare_site.empty()) return std::string(title);
  for (const std::string_view separator : kSeparators) {
    const std::size_t last = title.rfind(separator);
    if (last != std::string_view::npos && last > 0) {
      const std::string tail = bare(title.substr(last + separator.size()));
      if (!tail.empty() &&
          (tail == bare_site || (tail.size() > 3 && (bare_site.find(tail) == 0 || tail.find(bare_site) == 0)))) {
        return std::string(trim(title.substr(0, last)));
      }
    }
    const std::size_t first = title.find(separator);
    if (first != std::string_view::npos && bare(title.substr(0, first)) == bare_site) {
      return std::string(trim(title.substr(first + separator.size())));
    }
  }
  return std::string(title);
}

std::string choose_title(const HeadTags& head, const Dom& dom, const Page& page) {
  const std::string bare_title = bare(head.title);
  const std::string bare_social = bare(head.social_title);
  const std::string bare_linked = bare(head.linked.headline);
  const std::string bare_site = bare(head.site);
  const Heading* best = nullptr;
  double best_score = 0;
  const std::vector<Heading> all = headings(dom, page);
  for (const Heading& heading : all) {
    const std::string text = bare(heading.text);
    if (text.size() < 3 || text == bare_site) continue;
    double score = 0;
    if (!bare_title.empty() && bare_title.find(text) != std::string::npos) {
      score = 1.0 + static_cast<double>(text.size()) / static_cast<double>(bare_title.size());
    }
    if (text == bare_social || text == bare_linked) score += 1.5;
    score += heading.level == 1 ? 0.5 : 0.0;
    // A heading that is but a word of the title is a section's.
    if (score > 0.5 && text.size() * 4 < bare_title.size() && text != bare_social) score -= 1.0;
    if (score > best_score) {
      best_score = score;
      best = &heading;
    }
  }
  if (best != nullptr && best_score > 1.0) return best->text;
  if (!head.linked.headline.empty() && head.linked.article) return head.linked.headline;
  if (!head.social_title.empty()) return strip_site(head.social_title, head.site);
  std::size_t first_level = 0;
  const Heading* only = nullptr;
  for (const Heading& heading : all) {
    if (heading.level == 1 && bare(heading.text) != bare_site) {
      ++first_level;
      if (only == nullptr) only = &heading;
    }
  }
  if (first_level == 1) return only->text;
  std::string title = strip_site(head.title, head.site);
  if (title != head.title) return title;
  // The longest part of "Headline | Section | Site".
  for (const std::string_view separator : {std::string_view(" | "), std::string_view(" - "), std::string_view(" – "),
                                           std::string_view(" — "), std::string_view(" » ")}) {
    const std::size_t last = title.rfind(separator);
    if (last == std::string::npos) continue;
    const std::string front = title.substr(0, last);
    if (front.size() >= title.size() - last - separator.size()) return front;
    return title.substr(last + separator.size());
  }
  return title;
}

}  // namespace hearsay::article

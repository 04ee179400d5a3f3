#include "article/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "core/unicode.h"
#include "page/page.h"

namespace hearsay::article {

namespace {

namespace json = simdjson::dom;

constexpr std::size_t kMaxScript = 4u << 20;
constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxObjects = 256;
constexpr std::size_t kMaxAuthors = 16;

constexpr std::array<std::string_view, 16> kArticleTypes = {"Article",
                                                            "NewsArticle",
                                                            "BlogPosting",
                                                            "ReportageNewsArticle",
                                                            "LiveBlogPosting",
                                                            "AnalysisNewsArticle",
                                                            "BackgroundNewsArticle",
                                                            "OpinionNewsArticle",
                                                            "ReviewNewsArticle",
                                                            "Report",
                                                            "ScholarlyArticle",
                                                            "TechArticle",
                                                            "SocialMediaPosting",
                                                            "AdvertiserContentArticle",
                                                            "AskPublicNewsArticle",
                                                            "DiscussionForumPosting"};

std::string_view string_of(json::element element) {
  std::string_view value;
  return element.get(value) == simdjson::SUCCESS ? value : std::string_view{};
}

// Many a site escapes for HTML what stands in JSON: "Salt &#038; Sand".
std::string plain(std::string_view value) {
  const std::size_t mark = value.find('&');
  if (mark == std::string_view::npos || value.find(';', mark) == std::string_view::npos || value.size() > 4096)
    return collapse_space(value);
  std::string markup = "<textarea>";
  markup += value;
  const Dom dom = parse_html(markup);
  std::string text;
  for (const Node& node : dom.nodes()) {
    if (node.type == NodeType::text) text += node.text;
  }
  return collapse_space(valid_utf8(text));
}

// A string, the first string of a list, or an object's name or @id.
std::string text_of(json::element element, std::string_view key, int depth = 0) {
  if (depth > 3) return {};
  if (const std::string_view value = string_of(element); !value.empty()) return plain(value);
  json::array list;
  if (element.get(list) == simdjson::SUCCESS) {
    for (json::element item : list) return text_of(item, key, depth + 1);
    return {};
  }
  json::object object;
  json::element member;
  if (element.get(object) == simdjson::SUCCESS && object.at_key(key).get(member) == simdjson::SUCCESS) {
    return text_of(member, key, depth + 1);
  }
  return {};
}

std::string member_text(json::object object, std::string_view member, std::string_view key = "name") {
  json::element element;
  return object.at_key(member).get(element) == simdjson::SUCCESS ? text_of(element, key) : std::string();
}

bool has_type(json::object object, bool (*wanted)(std::string_view)) {
  json::element element;
  if (object.at_key("@type").get(element) != simdjson::SUCCESS) return false;
  if (const std::string_view type = string_of(element); !type.empty()) return wanted(type);
  json::array list;
  if (element.get(list) != simdjson::SUCCESS) return false;
  for (json::element item : list) {
    if (wanted(string_of(item))) return true;
  }
  return false;
}

bool is_article_type(std::string_view type) {
  if (const std::size_t slash = type.rfind('/'); slash != std::string_view::npos) type.remove_prefix(slash + 1);
  return std::find(kArticleTypes.begin(), kArticleTypes.end(), type) != kArticleTypes.end();
}

bool is_page_type(std::string_view type) { return type == "WebPage" || type == "ItemPage" || type == "CollectionPage"; }

void add_authors(json::element element, std::vector<std::string>& authors, int depth = 0) {
  if (depth > 3) return;
  json::array list;
  if (element.get(list) == simdjson::SUCCESS) {
    for (json::element item : list) add_authors(item, authors, depth + 1);
    return;
  }
  std::string name = text_of(element, "name");
  if (name.empty() || authors.size() >= kMaxAuthors) return;
  if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(std::move(name));
}

void fill(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

// An author may be told by reference into the graph: {"author": {"@id": "#person"}}.
void resolve_authors(json::object object, const std::vector<json::object>& all, std::vector<std::string>& authors) {
  json::element author;
  if (object.at_key("author").get(author) != simdjson::SUCCESS &&
      object.at_key("creator").get(author) != simdjson::SUCCESS)
    return;
  add_authors(author, authors);
  if (!authors.empty()) return;
  const std::string id = text_of(author, "@id");
  if (id.empty()) return;
  for (const json::object& other : all) {
    json::element other_id;
    if (other.at_key("@id").get(other_id) != simdjson::SUCCESS || string_of(other_id) != id) continue;
    std::string name = member_text(other, "name");
    if (!name.empty()) {
      authors.push_back(std::move(name));
      return;
    }
  }
}

void read_object(json::object object, const std::vector<json::object>& all, bool article, LinkedData& data) {
  if (article && !data.article) data = {};
  data.article = data.article || article;
  fill(data.headline, member_text(object, "headline"));
  if (article) fill(data.headline, member_text(object, "name"));
  fill(data.published, member_text(object, "datePublished"));
  if (article) fill(data.published, member_text(object, "dateCreated"));
  fill(data.modified, member_text(object, "dateModified"));
  if (data.authors.empty()) resolve_authors(object, all, data.authors);
  fill(data.publisher, member_text(object, "publisher"));
  fill(data.section, member_text(object, "articleSection"));
  fill(data.language, member_text(object, "inLanguage"));
  fill(data.url, member_text(object, "mainEntityOfPage", "@id"));
  fill(data.url, member_text(object, "url"));
  fill(data.body, member_text(object, "articleBody"));
  fill(data.description, member_text(object, "description"));
}

// Control characters inside strings are the commonest mistake; JSON forbids them and nobody means them.
std::string clean(std::string_view script) {
  const std::size_t begin = script.find_first_of("{[");
  const std::size_t end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  std::string out;
  out.reserve(end - begin + 1 + simdjson::SIMDJSON_PADDING);
  out.assign(script.substr(begin, end - begin + 1));
  for (char& byte : out) {
    if (static_cast<unsigned char>(byte) < 0x20) byte = ' ';
  }
  return out;
}

// The short string value behind a key, read from text that is no valid JSON.
std::string string_after(std::string_view text, std::string_view key) {
  std::size_t at = text.find(key);
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(" :", at + key.size());
  if (at == std::string_view::npos || text[at] != '"') return {};
  const std::size_t end = text.find('"', at + 1);
  return end == std::string_view::npos || end - at > 64 ? std::string()
                                                        : std::string(text.substr(at + 1, end - at - 1));
}

}  // namespace

void read_json_ld(std::string_view script, LinkedData& data) {
  if (script.size() > kMaxScript || script.find("\"@type\"") == std::string_view::npos) return;
  const std::string text = clean(script);
  thread_local json::parser parser;
  json::element root;
  if (parser.parse(text.data(), text.size(), false).get(root) != simdjson::SUCCESS) {
    // One wrong quote in a description should not cost the dates.
    fill(data.published, string_after(text, "\"datePublished\""));
    fill(data.modified, string_after(text, "\"dateModified\""));
    return;
  }
  std::vector<json::object> objects;
  std::vector<std::pair<json::element, std::size_t>> open = {{root, 0}};
  for (std::size_t i = 0; i < open.size() && objects.size() < kMaxObjects; ++i) {
    const auto [element, depth] = open[i];
    if (depth > kMaxDepth || open.size() > 4 * kMaxObjects) continue;
    json::array list;
    json::object object;
    if (element.get(list) == simdjson::SUCCESS) {
      for (json::element item : list) {
        if (item.is_object() || item.is_array()) open.emplace_back(item, depth + 1);
        if (open.size() > 4 * kMaxObjects) break;
      }
    } else if (element.get(object) == simdjson::SUCCESS) {
      objects.push_back(object);
      for (const std::string_view key : {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"}) {
        json::element inner;
        if (object.at_key(key).get(inner) == simdjson::SUCCESS && !inner.is_string())
          open.emplace_back(inner, depth + 1);
      }
      for (const std::string_view key : {"author", "publisher"}) {
        json::element inner;
        if (object.at_key(key).get(inner) == simdjson::SUCCESS && inner.is_object())
          open.emplace_back(inner, depth + 1);
      }
    }
  }
  for (const json::object& object : objects) {
    if (has_type(object, is_article_type)) {
      read_object(object, objects, true, data);
      break;
    }
  }
  if (data.article) return;
  for (const json::object& object : objects) {
    if (has_type(object, is_page_type)) {
      read_object(object, objects, false, data);
      break;
    }
  }
  // Whatever else it is (a question, a recipe, a video): when it was published is told.
  for (const json::object& object : objects) fill(data.published, member_text(object, "datePublished"));
}

}  // namespace hearsay::article

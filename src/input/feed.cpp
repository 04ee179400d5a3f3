// RSS 2.0, RSS 1.0 (RDF) and Atom: each item's content becomes an HTML record. Elements are told by their local names,
// since feeds in the wild bind the usual namespaces to any prefix. pugixml expands no entities but the five of XML, so
// a DOCTYPE that defines a billion of them is text like any other.
#include <unicode/ucnv.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

#include "core/unicode.h"
#include "input/container.h"

namespace hearsay {
namespace {

// How deep an item's XHTML content may nest; pugixml writes a tree by recursion-free code, but a page this deep is
// none.
constexpr std::size_t kWhole = static_cast<std::size_t>(-1);
constexpr std::uint64_t kMaxFeedBytes = 64u << 20;  // pugixml needs several times as much

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The first child of that local name, without a prefix if there is one without: RSS's own <title> before <media:title>.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  pugi::xml_node prefixed;
  for (const pugi::xml_node& one : node.children()) {
    if (local_name(one) != name) continue;
    if (one.name() == name) return one;
    if (!prefixed) prefixed = one;
  }
  return prefixed;
}

// All text and CDATA directly in the element.
std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& one : node.children()) {
    if (one.type() == pugi::node_pcdata || one.type() == pugi::node_cdata) text += one.value();
  }
  return text;
}

std::string line_of(const pugi::xml_node& node) { return collapse_space(valid_utf8(text_of(node))); }

std::string first_line(const pugi::xml_node& node, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string line = line_of(child(node, name));
    if (!line.empty()) return line;
  }
  return {};
}

// Markup inside the element, as it stands in the feed.
std::string inner_xml(const pugi::xml_node& node) {
  std::ostringstream out;
  for (const pugi::xml_node& one : node.children()) one.print(out, "", pugi::format_raw | pugi::format_no_declaration);
  return out.str();
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

// "editor@velm.example (Ana Ruk)" → "Ana Ruk": RSS's <author> is a mail address with a name behind it.
std::string author_name(std::string text) {
  const std::size_t open = text.find('(');
  if (text.find('@') < open && open != std::string::npos && text.ends_with(')')) {
    return std::string(trim(text.substr(open + 1, text.size() - open - 2)));
  }
  return text;
}

void add_authors(const pugi::xml_node& item, std::vector<std::string>& authors) {
  const auto add = [&](std::string name) {
    if (!name.empty() && std::find(authors.begin(), authors.end(), name) == authors.end())
      authors.push_back(std::move(name));
  };
  for (const pugi::xml_node& one : item.children()) {
    const std::string_view name = local_name(one);
    if (name == "author" && child(one, "name")) {
      add(line_of(child(one, "name")));
    } else if (name == "author" || name == "creator") {
      add(author_name(line_of(one)));
    }
  }
}

// Atom's <link rel="alternate" href="...">, RSS's <link>...</link>.
std::string item_link(const pugi::xml_node& item) {
  std::string other;
  for (const pugi::xml_node& one : item.children()) {
    if (local_name(one) != "link") continue;
    const std::string text = line_of(one);
    if (!text.empty()) return text;
    const std::string_view rel = one.attribute("rel").value();
    std::string href(trim(one.attribute("href").value()));
    if (href.empty()) continue;
    if (rel.empty() || rel == "alternate") return valid_utf8(href);
    if (other.empty() && rel != "self" && rel != "enclosure") other = std::move(href);
  }
  return valid_utf8(other);
}

// The fullest text of an item, as HTML unless Atom says that it is plain.
void set_content(const pugi::xml_node& item, Record& record) {
  for (const std::string_view name : {"encoded", "content", "description", "summary"}) {
    const pugi::xml_node node = child(item, name);
    if (!node) continue;
    const std::string_view type = node.attribute("type").value();
    record.content = type == "text" || type == "text/plain" ? ContentKind::text : ContentKind::html;
    const bool markup =
        type == "xhtml" || node.find_child([](const pugi::xml_node& one) { return one.type() == pugi::node_element; });
    record.bytes = markup ? inner_xml(node) : text_of(node);
    if (!is_valid_utf8(record.bytes)) record.bytes = valid_utf8(record.bytes);
    if (!is_blank(record.bytes)) return;
  }
  record.bytes.clear();
}

// The encoding an XML declaration names, in lower case; empty if it names none.
std::string declared_encoding(std::string_view xml) {
  if (!xml.starts_with("<?xml")) return {};
  xml = xml.substr(0, std::min<std::size_t>(xml.find("?>"), 1024));
  const std::size_t at = xml.find("encoding");
  if (at == std::string_view::npos) return {};
  const std::size_t open = xml.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = xml.find(xml[open], open + 1);
  return close == std::string_view::npos ? std::string{} : lower(xml.substr(open + 1, close - open - 1));
}

// UTF-16 or UTF-32 with a mark, or without one and beginning with "<".
bool is_wide(std::string_view xml) {
  return xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") ||
         xml.substr(0, 4).find('\0') != std::string_view::npos;
}

// pugixml knows UTF-8, UTF-16 and UTF-32; everything else goes through ICU. The XML of a feed is UTF-8 after this,
// except where pugixml sees UTF-16 or UTF-32 by itself.
std::string to_utf8(std::string xml) {
  if (is_valid_utf8(xml)) return xml;
  std::string encoding = declared_encoding(xml);
  if (encoding.starts_with("utf") || is_wide(xml)) return is_wide(xml) ? xml : valid_utf8(xml);
  // What calls itself Latin-1, or nothing, is Windows-1252, on the web and in feeds.
  if (encoding.empty() || encoding == "iso-8859-1" || encoding == "latin1" || encoding == "us-ascii")
    encoding = "windows-1252";
  UErrorCode status = U_ZERO_ERROR;
  const std::size_t capacity = xml.size() * 4 + 16;
  std::string out(capacity, '\0');
  const int32_t length = ucnv_convert("utf-8", encoding.c_str(), out.data(), static_cast<int32_t>(capacity), xml.data(),
                                      static_cast<int32_t>(xml.size()), &status);
  if (U_FAILURE(status)) return valid_utf8(xml);
  out.resize(static_cast<std::size_t>(length));
  return out;
}

class Feed final : public Container {
 public:
  Feed(ByteStream& stream, const FileContext& context) : stream_(stream), context_(context) {}

  std::optional<Result<Record>> next() override {
    if (!loaded_) {
      if (std::optional<Result<Record>> failure = load()) return failure;
    }
    if (item_) {
      const pugi::xml_node item = std::exchange(item_, next_item(item_));
      if (!is_torn(item)) return read_item(item);
    }
    if (problem_) return std::exchange(problem_, std::nullopt);
    return std::nullopt;
  }

 private:
  std::optional<Result<Record>> load();
  Result<Record> read_item(const pugi::xml_node& item);
  // Whether the XML broke within the item, which then lacks its end.
  [[nodiscard]] bool is_torn(const pugi::xml_node& item) const {
    return broken_at_ != kWhole && !next_item(item) && last_closed_ < position(item);
  }
  static std::uint64_t position(const pugi::xml_node& node) {
    return static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(node.offset_debug() - 1, 0));
  }
  static bool is_item(const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    return name == "item" || name == "entry";
  }
  static pugi::xml_node next_item(pugi::xml_node node) {
    for (node = node.next_sibling(); node && !is_item(node);) node = node.next_sibling();
    return node;
  }

  ByteStream& stream_;
  const FileContext& context_;
  pugi::xml_document document_;
  pugi::xml_node item_;
  std::string publisher_;
  std::optional<Error> problem_;  // told behind the items that could be read
  std::size_t broken_at_ = kWhole;
  std::size_t last_closed_ = 0;  // where the last end tag of an item before broken_at_ begins
  std::uint64_t number_ = 0;
  bool loaded_ = false;
};

std::optional<Result<Record>> Feed::load() {
  loaded_ = true;
  const FileContext limits{
      context_.path,
      context_.stem,
      {std::min(context_.options.max_record_bytes, kMaxFeedBytes), context_.options.max_folder_depth}};
  Result<std::string> xml = read_whole(stream_, limits, "feed");
  if (!xml.ok()) return xml.error();
  const std::string utf8 = to_utf8(std::move(xml).value());
  const pugi::xml_parse_result parsed = document_.load_buffer(
      utf8.data(), utf8.size(), pugi::parse_default, is_wide(utf8) ? pugi::encoding_auto : pugi::encoding_utf8);
  if (!parsed) {
    broken_at_ = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    problem_ = make_error(context_, broken_at_, std::string("broken XML: ") + parsed.description(),
                          "the items before it were read");
  }
  const pugi::xml_node root = document_.document_element();
  const pugi::xml_node channel = child(root, "channel");
  publisher_ = line_of(child(channel ? channel : root, "title"));
  // RSS 2.0 holds its items in the channel, RSS 1.0 and Atom beside it.
  for (const pugi::xml_node& parent : {channel, root}) {
    if (item_) break;
    for (item_ = parent.first_child(); item_ && !is_item(item_);) item_ = item_.next_sibling();
  }
  if (!parsed && item_) {
    const std::size_t end = utf8.rfind("</" + std::string(item_.name()), broken_at_);
    last_closed_ = end == std::string::npos ? 0 : end;
  }
  if (!item_ && !problem_) problem_ = make_error(context_, 0, "the feed holds no items");
  return std::nullopt;
}

Result<Record> Feed::read_item(const pugi::xml_node& item) {
  ++number_;
  const std::uint64_t offset = position(item);
  Record record = make_record(context_, InputKind::feed, offset);
  record.utf8 = true;
  record.title = first_line(item, {"title"});
  record.date = first_line(item, {"pubDate", "published", "date", "issued", "updated", "modified"});
  record.publisher = publisher_;
  record.info.url = item_link(item);
  add_authors(item, record.authors);
  record.id = first_line(item, {"guid", "id"});
  if (record.id.empty()) record.id = valid_utf8(trim(item.attribute("rdf:about").value()));
  if (record.id.empty()) record.id = record.info.url;
  if (record.id.empty()) record.id = context_.stem + ":" + std::to_string(number_);
  set_content(item, record);
  if (record.bytes.empty()) {
    return make_error(
        context_, offset, "the feed's item has no text",
        "fetch the page it links to" + (record.info.url.empty() ? std::string{} : ": " + record.info.url));
  }
  return record;
}

}  // namespace

std::unique_ptr<Container> open_feed(ByteStream& stream, const FileContext& context) {
  return std::make_unique<Feed>(stream, context);
}

}  // namespace hearsay

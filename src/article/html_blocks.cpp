#include "article/block.h"
#include "article/vocabulary.h"
#include "article/word_table.h"
#include "core/unicode.h"

namespace hearsay::article {

bool is_block_level(Tag tag) {
  switch (tag) {
    case Tag::address:
    case Tag::article:
    case Tag::aside:
    case Tag::blockquote:
    case Tag::body:
    case Tag::button:
    case Tag::caption:
    case Tag::center:
    case Tag::dd:
    case Tag::details:
    case Tag::dialog:
    case Tag::div:
    case Tag::dl:
    case Tag::dt:
    case Tag::fieldset:
    case Tag::figcaption:
    case Tag::figure:
    case Tag::footer:
    case Tag::form:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
    case Tag::head:
    case Tag::header:
    case Tag::hgroup:
    case Tag::hr:
    case Tag::html:
    case Tag::legend:
    case Tag::li:
    case Tag::main:
    case Tag::nav:
    case Tag::noscript:
    case Tag::object:
    case Tag::ol:
    case Tag::p:
    case Tag::pre:
    case Tag::section:
    case Tag::summary:
    case Tag::table:
    case Tag::tbody:
    case Tag::td:
    case Tag::tfoot:
    case Tag::th:
    case Tag::thead:
    case Tag::tr:
    case Tag::ul:
    case Tag::video:
    case Tag::audio:
    case Tag::frameset:
      return true;
    default:
      return false;
  }
}

bool is_skipped(Tag tag) {
  switch (tag) {
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::svg:
    case Tag::iframe:
    case Tag::select:
    case Tag::textarea:
    case Tag::canvas:
    case Tag::head:
    case Tag::title:
    case Tag::embed:
    case Tag::math:
      return true;
    default:
      return false;
  }
}

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::uint32_t role_context(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar") return kInNavigation;
  if (role == "complementary") return kInAside;
  if (role == "contentinfo") return kInFooter;
  if (role == "banner") return kInHeader;
  if (role == "main") return kInMain;
  if (role == "article") return kInArticle;
  if (role == "search" || role == "form") return kInForm;
  if (role == "dialog" || role == "alertdialog") return kInDialog;
  if (role == "button" || role == "tab") return kInButton;
  return 0;
}

std::uint32_t tag_context(Tag tag) {
  switch (tag) {
    case Tag::nav:
      return kInNavigation;
    case Tag::aside:
      return kInAside;
    case Tag::footer:
      return kInFooter;
    case Tag::header:
      return kInHeader;
    case Tag::figure:
    case Tag::picture:
    case Tag::video:
    case Tag::audio:
      return kInFigure;
    case Tag::figcaption:
    case Tag::caption:
      return kInCaption;
    case Tag::form:
    case Tag::fieldset:
      return kInForm;
    case Tag::table:
      return kInTable;
    case Tag::ul:
    case Tag::ol:
    case Tag::dl:
      return kInList;
    case Tag::blockquote:
      return kInQuote;
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      return kInHeading;
    case Tag::article:
      return kInArticle;
    case Tag::main:
      return kInMain;
    case Tag::button:
      return kInButton;
    case Tag::noscript:
      return kInNoscript;
    case Tag::pre:
    case Tag::code:
      return kInCode;
    case Tag::dialog:
      return kInDialog;
    default:
      return 0;
  }
}

struct Attributes {
  std::uint32_t context = 0;
  std::uint32_t hints = 0;
  std::uint32_t class_hash = 0;
};

// The few classes of a page stand at most of its elements.
class ClassCache {
 public:
  std::uint32_t hints(std::string_view value, std::uint64_t hash) {
    Entry& entry = entries_[hash % kEntries];
    if (entry.value != value) entry = {value, class_value_hints(value)};
    return entry.hints;
  }

 private:
  static constexpr std::size_t kEntries = 512;
  struct Entry {
    std::string_view value;
    std::uint32_t hints = 0;
  };
  std::vector<Entry> entries_ = std::vector<Entry>(kEntries);
};

Attributes read_attributes(const Dom& dom, NodeId id, ClassCache& classes) {
  Attributes out;
  const Node& node = dom[id];
  const DomAttribute* attributes = dom.attributes(id);
  // The page's own classes ("single has-sidebar comments-open") say nothing of what stands in it.
  const bool whole_page = node.tag == Tag::html || node.tag == Tag::body;
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const auto& [name, value] = attributes[i];
    if (name == "class") {
      const std::uint64_t hash = word_hash(value);
      out.class_hash = static_cast<std::uint32_t>(hash);
      if (!whole_page) out.hints |= classes.hints(value, hash);
    } else if (name == "id") {
      if (!whole_page) out.hints |= class_value_hints(value);
    } else if (name == "role") {
      out.context |= role_context(value);
    } else if (name == "itemprop") {
      if (value == "articleBody" || value == "text") out.context |= value == "text" ? 0u : kIsBodyProperty;
      if (value == "comment") out.context |= kIsCommentProperty;
    } else if (name == "hidden") {
      out.context |= kHidden;
    } else if (name == "aria-hidden") {
      if (value == "true") out.context |= kHidden;
    } else if (name == "style" && !whole_page) {
      if (contains(value, "display:none") || contains(value, "display: none") || contains(value, "visibility:hidden") ||
          contains(value, "visibility: hidden")) {
        out.context |= kHidden;
      }
    }
  }
  return out;
}

// Walks the tree once and cuts its text.
class Segmenter {
 public:
  Segmenter(const Dom& dom, bool noscript) : dom_(dom), noscript_(noscript) {
    page_.node_text.resize(dom.size());
    page_.node_blocks.resize(dom.size());
    page_.node_class.resize(dom.size());
    page_.node_hints.resize(dom.size());
    page_.blocks.reserve(dom.size() / 6 + 8);
  }

  Page run() {
    open_.push_back({0, 0, false, false, Tag::none});
    for (NodeId id = 1; id < dom_.size();) {
      close_until(id);
      const Node& node = dom_[id];
      if (node.type == NodeType::text) {
        add_text(node.text);
        ++id;
      } else if (node.type == NodeType::element && !is_skipped(node.tag) && (node.tag != Tag::noscript || noscript_) &&
                 node.name != "noframes") {
        open_element(id);
        ++id;
      } else {
        page_.node_text[id] = {position(), position()};
        page_.node_blocks[id] = {next_block(), next_block()};
        id = node.subtree_end;
      }
    }
    close_until(dom_.size());
    flush();
    page_.node_text[0] = {0, position()};
    page_.node_blocks[0] = {0, next_block()};
    spread_places();
    return std::move(page_);
  }

 private:
  // A page may stand in one <form> or <header> as a whole, or be hidden until its scripts run: what holds half of the
  // text says nothing of it.
  static constexpr std::uint32_t kPlaces =
      kInForm | kHidden | kInAside | kInHeader | kInFooter | kInNavigation | kInDialog | kInButton | kInFigure;

  void spread_places() {
    for (const auto& [node, bits] : places_) {
      if (page_.node_text[node].size() > position() / 2) continue;
      const Span inside = page_.node_blocks[node];
      for (std::uint32_t i = inside.begin; i < inside.end; ++i) page_.blocks[i].context |= bits;
    }
  }

  struct Open {
    NodeId node;
    std::uint32_t context;
    bool link;
    bool bold;
    Tag tag;
  };

  [[nodiscard]] std::uint32_t position() const { return static_cast<std::uint32_t>(page_.text.size()); }

  // The number of the next block to begin.
  [[nodiscard]] std::uint32_t next_block() const {
    return static_cast<std::uint32_t>(page_.blocks.size()) + (in_block_ ? 1 : 0);
  }

  void close_until(NodeId id) {
    while (open_.size() > 1 && dom_[open_.back().node].subtree_end <= id) {
      const Open top = open_.back();
      if (is_block_level(top.tag)) flush();
      if (top.link) --links_;
      if (top.bold) --bold_;
      page_.node_text[top.node].end = position();
      page_.node_blocks[top.node].end = next_block();
      open_.pop_back();
    }
  }

  void open_element(NodeId id) {
    const Node& node = dom_[id];
    if (node.tag == Tag::br) {
      flush();
      if (breaks_ < 3) ++breaks_;
    } else if (is_block_level(node.tag)) {
      flush();
      breaks_ = 0;
    }
    page_.node_text[id] = {position(), position()};
    page_.node_blocks[id] = {next_block(), next_block()};
    const Attributes attributes = node.attribute_count > 0 ? read_attributes(dom_, id, classes_) : Attributes{};
    page_.node_class[id] = attributes.class_hash;
    page_.node_hints[id] = attributes.hints;
    if (node.subtree_end == id + 1) return;
    const bool link = node.tag == Tag::a && dom_.has_attribute(id, "href");
    const bool bold = node.tag == Tag::b || node.tag == Tag::strong || node.tag == Tag::em || node.tag == Tag::i;
    if (link) {
      ++links_;
      new_link_ = true;
    }
    if (bold) ++bold_;
    const std::uint32_t context = tag_context(node.tag) | attributes.context;
    if ((context & kPlaces) != 0) places_.emplace_back(id, context & kPlaces);
    open_.push_back({id, open_.back().context | (context & ~kPlaces), link, bold, node.tag});
  }

  void add_text(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t begin = i;
      const auto byte = static_cast<unsigned char>(text[i]);
      bool space = byte == ' ' || (byte >= 9 && byte <= 13);
      if (byte < 0x80) {
        ++i;
        if (!space) {  // a run of plain letters at once
          while (i < text.size() && static_cast<unsigned char>(text[i]) > ' ' &&
                 static_cast<unsigned char>(text[i]) < 0x80)
            ++i;
        }
      } else {
        const char32_t code_point = next_code_point(text, i);
        space = is_space(code_point);
        if (code_point == 0xAD || code_point == 0x200B || code_point == 0xFEFF) continue;  // invisible in any place
        if (code_point == 0xFFFD && i - begin == 1) {
          put("\xEF\xBF\xBD");
          continue;
        }
      }
      if (space) {
        space_ = true;
      } else {
        put(text.substr(begin, i - begin));
      }
    }
  }

  void put(std::string_view part) {
    const std::size_t before = page_.text.size();
    if (!in_block_) {
      in_block_ = true;
      current_ = {};
      current_.span.begin = position();
      current_.breaks = breaks_;
      breaks_ = 0;
      start_block();
    } else if (space_) {
      page_.text.push_back(' ');
    }
    space_ = false;
    page_.text.append(part);
    const auto added = static_cast<std::uint32_t>(page_.text.size() - before);
    if (links_ > 0) {
      current_.link_bytes += added;
      if (new_link_) ++current_.links;
      new_link_ = false;
    }
    if (bold_ > 0) current_.bold_bytes += added;
  }

  void start_block() {
    std::size_t i = open_.size() - 1;
    while (i > 0 && !is_block_level(open_[i].tag)) --i;
    current_.node = open_[i].node;
    current_.tag = open_[i].tag;
    current_.context = (open_.back().context & ~kInCode) | (open_[i].context & kInCode);
    if (links_ > 0 && !new_link_) current_.links = 1;  // the link began before the block
  }

  void flush() {
    space_ = false;
    if (!in_block_) return;
    in_block_ = false;
    current_.span.end = position();
    if (current_.link_bytes == current_.span.size()) current_.context |= kInLink;
    if (current_.bold_bytes == current_.span.size()) current_.context |= kInBold;
    page_.blocks.push_back(current_);
    page_.text.push_back('\n');
  }

  const Dom& dom_;
  bool noscript_;
  Page page_;
  std::vector<Open> open_;
  std::vector<std::pair<NodeId, std::uint32_t>> places_;
  ClassCache classes_;
  PageBlock current_;
  bool in_block_ = false;
  bool space_ = false;
  bool new_link_ = false;
  std::uint8_t breaks_ = 0;
  int links_ = 0;
  int bold_ = 0;
};

}  // namespace

Page html_blocks(const Dom& dom, bool noscript) { return Segmenter(dom, noscript).run(); }

}  // namespace hearsay::article

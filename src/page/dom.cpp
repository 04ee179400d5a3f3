// The DOM of page.h over MyHTML: one single-threaded parse, then one walk that lays the tree out in preorder.
#include <myhtml/myhtml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "page/page.h"

namespace hearsay {

namespace {

// A page nested deeper than this is broken or hostile. HTML5's rules search the stack of open elements for nearly every
// tag, so an unbounded stack makes the parse quadratic; browsers stop at about the same depth.
constexpr std::size_t kMaxDepth = 400;
// "<b id=1><b id=2>..." without an end: each later paragraph would open them all again.
constexpr std::size_t kMaxFormatting = 64;
constexpr std::size_t kMaxBodies = 16;
// A page with more nodes does not leave its buffers behind for the next one.
constexpr std::size_t kKeepNodes = 200000;
// How many elements HTML5's repairs may make for each tag of the page before they are switched off.
constexpr std::size_t kNodesPerToken = 4;

struct TagName {
  myhtml_tag_id_t id;
  Tag tag;
};

constexpr TagName kTags[] = {
    {MyHTML_TAG_A, Tag::a},
    {MyHTML_TAG_ABBR, Tag::abbr},
    {MyHTML_TAG_ADDRESS, Tag::address},
    {MyHTML_TAG_ARTICLE, Tag::article},
    {MyHTML_TAG_ASIDE, Tag::aside},
    {MyHTML_TAG_AUDIO, Tag::audio},
    {MyHTML_TAG_B, Tag::b},
    {MyHTML_TAG_BLOCKQUOTE, Tag::blockquote},
    {MyHTML_TAG_BODY, Tag::body},
    {MyHTML_TAG_BR, Tag::br},
    {MyHTML_TAG_BUTTON, Tag::button},
    {MyHTML_TAG_CANVAS, Tag::canvas},
    {MyHTML_TAG_CAPTION, Tag::caption},
    {MyHTML_TAG_CENTER, Tag::center},
    {MyHTML_TAG_CITE, Tag::cite},
    {MyHTML_TAG_CODE, Tag::code},
    {MyHTML_TAG_DD, Tag::dd},
    {MyHTML_TAG_DEL, Tag::del},
    {MyHTML_TAG_DETAILS, Tag::details},
    {MyHTML_TAG_DIALOG, Tag::dialog},
    {MyHTML_TAG_DIV, Tag::div},
    {MyHTML_TAG_DL, Tag::dl},
    {MyHTML_TAG_DT, Tag::dt},
    {MyHTML_TAG_EM, Tag::em},
    {MyHTML_TAG_EMBED, Tag::embed},
    {MyHTML_TAG_FIELDSET, Tag::fieldset},
    {MyHTML_TAG_FIGCAPTION, Tag::figcaption},
    {MyHTML_TAG_FIGURE, Tag::figure},
    {MyHTML_TAG_FONT, Tag::font},
    {MyHTML_TAG_FOOTER, Tag::footer},
    {MyHTML_TAG_FORM, Tag::form},
    {MyHTML_TAG_FRAME, Tag::frame},
    {MyHTML_TAG_FRAMESET, Tag::frameset},
    {MyHTML_TAG_H1, Tag::h1},
    {MyHTML_TAG_H2, Tag::h2},
    {MyHTML_TAG_H3, Tag::h3},
    {MyHTML_TAG_H4, Tag::h4},
    {MyHTML_TAG_H5, Tag::h5},
    {MyHTML_TAG_H6, Tag::h6},
    {MyHTML_TAG_HEAD, Tag::head},
    {MyHTML_TAG_HEADER, Tag::header},
    {MyHTML_TAG_HGROUP, Tag::hgroup},
    {MyHTML_TAG_HR, Tag::hr},
    {MyHTML_TAG_HTML, Tag::html},
    {MyHTML_TAG_I, Tag::i},
    {MyHTML_TAG_IFRAME, Tag::iframe},
    {MyHTML_TAG_IMG, Tag::img},
    {MyHTML_TAG_INPUT, Tag::input},
    {MyHTML_TAG_INS, Tag::ins},
    {MyHTML_TAG_LABEL, Tag::label},
    {MyHTML_TAG_LEGEND, Tag::legend},
    {MyHTML_TAG_LI, Tag::li},
    {MyHTML_TAG_LINK, Tag::link},
    {MyHTML_TAG_MAIN, Tag::main},
    {MyHTML_TAG_MAP, Tag::map},
    {MyHTML_TAG_META, Tag::meta},
    {MyHTML_TAG_NAV, Tag::nav},
    {MyHTML_TAG_NOSCRIPT, Tag::noscript},
    {MyHTML_TAG_OBJECT, Tag::object},
    {MyHTML_TAG_OL, Tag::ol},
    {MyHTML_TAG_OPTGROUP, Tag::optgroup},
    {MyHTML_TAG_OPTION, Tag::option},
    {MyHTML_TAG_P, Tag::p},
    {MyHTML_TAG_PRE, Tag::pre},
    {MyHTML_TAG_Q, Tag::q},
    {MyHTML_TAG_S, Tag::s},
    {MyHTML_TAG_SAMP, Tag::samp},
    {MyHTML_TAG_SCRIPT, Tag::script},
    {MyHTML_TAG_SECTION, Tag::section},
    {MyHTML_TAG_SELECT, Tag::select},
    {MyHTML_TAG_SMALL, Tag::small},
    {MyHTML_TAG_SOURCE, Tag::source},
    {MyHTML_TAG_SPAN, Tag::span},
    {MyHTML_TAG_STRONG, Tag::strong},
    {MyHTML_TAG_STYLE, Tag::style},
    {MyHTML_TAG_SUB, Tag::sub},
    {MyHTML_TAG_SUMMARY, Tag::summary},
    {MyHTML_TAG_SUP, Tag::sup},
    {MyHTML_TAG_SVG, Tag::svg},
    {MyHTML_TAG_TABLE, Tag::table},
    {MyHTML_TAG_TBODY, Tag::tbody},
    {MyHTML_TAG_TD, Tag::td},
    {MyHTML_TAG_TEMPLATE, Tag::template_},
    {MyHTML_TAG_TEXTAREA, Tag::textarea},
    {MyHTML_TAG_TFOOT, Tag::tfoot},
    {MyHTML_TAG_TH, Tag::th},
    {MyHTML_TAG_THEAD, Tag::thead},
    {MyHTML_TAG_TIME, Tag::time},
    {MyHTML_TAG_TITLE, Tag::title},
    {MyHTML_TAG_TR, Tag::tr},
    {MyHTML_TAG_TT, Tag::tt},
    {MyHTML_TAG_U, Tag::u},
    {MyHTML_TAG_UL, Tag::ul},
    {MyHTML_TAG_VIDEO, Tag::video},
    {MyHTML_TAG_WBR, Tag::wbr},
    {MyHTML_TAG_MATH, Tag::math},
};

constexpr auto kTagById = [] {
  std::array<Tag, MyHTML_TAG_LAST_ENTRY> table{};
  for (Tag& tag : table) tag = Tag::other;
  for (const TagName& entry : kTags) table[entry.id] = entry.tag;
  return table;
}();

Tag tag_of(myhtml_tag_id_t id, std::string_view name) {
  if (id < MyHTML_TAG_LAST_ENTRY && kTagById[id] != Tag::other) return kTagById[id];
  if (name == "picture") return Tag::picture;
  if (name == "amp-img") return Tag::amp_img;
  return Tag::other;
}

// Tags whose content the tokenizer reads by rules of its own; they never hold other elements, so they cannot nest.
bool holds_raw_text(myhtml_tag_id_t id) {
  switch (id) {
    case MyHTML_TAG_SCRIPT:
    case MyHTML_TAG_STYLE:
    case MyHTML_TAG_TITLE:
    case MyHTML_TAG_TEXTAREA:
    case MyHTML_TAG_IFRAME:
    case MyHTML_TAG_XMP:
    case MyHTML_TAG_NOEMBED:
    case MyHTML_TAG_NOFRAMES:
    case MyHTML_TAG_PLAINTEXT:
      return true;
    default:
      return id <= MyHTML_TAG__DOCTYPE;
  }
}

bool is_formatting(myhtml_tag_id_t id) {
  switch (id) {
    case MyHTML_TAG_A:
    case MyHTML_TAG_B:
    case MyHTML_TAG_BIG:
    case MyHTML_TAG_CODE:
    case MyHTML_TAG_EM:
    case MyHTML_TAG_FONT:
    case MyHTML_TAG_I:
    case MyHTML_TAG_NOBR:
    case MyHTML_TAG_S:
    case MyHTML_TAG_SMALL:
    case MyHTML_TAG_STRIKE:
    case MyHTML_TAG_STRONG:
    case MyHTML_TAG_TT:
    case MyHTML_TAG_U:
      return true;
    default:
      return false;
  }
}

bool is_void(myhtml_tag_id_t id) {
  switch (id) {
    case MyHTML_TAG_BR:
    case MyHTML_TAG_IMG:
    case MyHTML_TAG_HR:
    case MyHTML_TAG_INPUT:
    case MyHTML_TAG_META:
    case MyHTML_TAG_LINK:
    case MyHTML_TAG_SOURCE:
    case MyHTML_TAG_WBR:
      return true;
    default:
      return false;
  }
}

// What keeps the parse linear while it runs.
struct Guard {
  std::size_t bodies = 0;
  std::size_t tokens = 0;
  std::size_t nodes = 0;
  std::size_t dropped = 0;  // start tags left out whose end tags are still to come
};

void count_node(myhtml_tree_t*, myhtml_tree_node_t*, void* context) { ++static_cast<Guard*>(context)->nodes; }

// A quarter of a page is scripts and styles nobody reads here; JSON is the only script with something to say.
bool is_code(const myhtml_tree_t* tree, const myhtml_token_node_t* token) {
  if ((token->type & MyHTML_TOKEN_TYPE_RAWTEXT) != 0) return true;
  if ((token->type & MyHTML_TOKEN_TYPE_SCRIPT) == 0) return false;
  const mycore_incoming_buffer_t* buffer = tree->incoming_buf_first;
  if (buffer == nullptr || token->raw_begin < buffer->offset) return false;
  std::size_t i = token->raw_begin - buffer->offset;
  const std::size_t end = std::min(i + token->raw_length, buffer->size);
  while (i < end && (buffer->data[i] == ' ' || (buffer->data[i] >= '\t' && buffer->data[i] <= '\r'))) ++i;
  if (i == end) return true;
  // JSON-LD is at times wrapped as "<!--", "<![CDATA[" or "/*<![CDATA[*/".
  return buffer->data[i] != '{' && buffer->data[i] != '[' && buffer->data[i] != '<' && buffer->data[i] != '/';
}

// Called before each token reaches the tree: a start tag that would nest too deep becomes a comment, and so does the
// end tag that belongs to it.
void* guard_token(myhtml_tree_t* tree, myhtml_token_node_t* token, void* context) {
  auto* guard = static_cast<Guard*>(context);
  ++guard->tokens;
  if (guard->nodes > kNodesPerToken * guard->tokens + 65536) tree->active_formatting->length = 0;
  if (token->tag_id == MyHTML_TAG__TEXT && is_code(tree, token)) token->raw_length = 0;
  if (holds_raw_text(token->tag_id)) return context;
  if ((token->type & MyHTML_TOKEN_TYPE_CLOSE) != 0) {
    if (guard->dropped == 0 || is_void(token->tag_id)) return context;
    --guard->dropped;
    token->tag_id = MyHTML_TAG__COMMENT;
    return context;
  }
  // Each further <body> is searched for attributes that the first has not: quadratic where there are many.
  if ((token->tag_id == MyHTML_TAG_BODY || token->tag_id == MyHTML_TAG_HTML) && ++guard->bodies > kMaxBodies) {
    token->tag_id = MyHTML_TAG__COMMENT;
    return context;
  }
  const bool too_deep = tree->open_elements->length >= kMaxDepth && !is_void(token->tag_id);
  const bool too_many = is_formatting(token->tag_id) && tree->active_formatting->length >= kMaxFormatting;
  if (too_deep || too_many) {
    token->tag_id = MyHTML_TAG__COMMENT;
    ++guard->dropped;
  }
  return context;
}

// MyHTML drops the blanks a text begins with outside the body by moving its pointer, and forgets that the room behind
// has become less: the next text joined to it is then written past its end. We take the room away before it does.
void* guard_text(myhtml_tree_t*, myhtml_token_node_t* token, void* context) {
  if (token->tag_id != MyHTML_TAG__TEXT || token->str.data == nullptr) return context;
  mycore_string_t& text = token->str;
  std::size_t blanks = 0;
  while (blanks < text.length && (text.data[blanks] == ' ' || (text.data[blanks] >= '\t' && text.data[blanks] <= '\r')))
    ++blanks;
  text.size = text.size > blanks ? text.size - blanks : 0;
  return context;
}

std::string_view view(const mycore_string_t& string) {
  return string.data == nullptr ? std::string_view{} : std::string_view(string.data, string.length);
}

}  // namespace

struct Dom::Storage {
  myhtml_t* parser = nullptr;
  myhtml_tree_t* tree = nullptr;
  std::size_t nodes = 0;

  Storage() {
    parser = myhtml_create();
    myhtml_init(parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0);
    tree = myhtml_tree_create();
    myhtml_tree_init(tree, parser);
  }
  Storage(const Storage&) = delete;
  Storage& operator=(const Storage&) = delete;
  ~Storage() {
    myhtml_tree_destroy(tree);
    myhtml_destroy(parser);
  }

  // MyHTML's buffers take longer to make than many a page to parse, so each thread keeps one set for its next page.
  static std::unique_ptr<Storage> take() {
    if (!spare()) return std::make_unique<Storage>();
    return std::move(spare());
  }
  static void give_back(std::unique_ptr<Storage> storage) {
    if (!storage || storage->nodes > kKeepNodes || spare()) return;
    myhtml_tree_clean(storage->tree);
    myhtml_clean(storage->parser);
    spare() = std::move(storage);
  }
  static std::unique_ptr<Storage>& spare() {
    thread_local std::unique_ptr<Storage> storage;
    return storage;
  }
};

Dom::Dom() : nodes_(1) {
  nodes_[0].type = NodeType::document;
  nodes_[0].subtree_end = 1;
}
Dom::Dom(Dom&&) noexcept = default;
Dom& Dom::operator=(Dom&& other) noexcept {
  std::swap(storage_, other.storage_);
  std::swap(nodes_, other.nodes_);
  std::swap(attributes_, other.attributes_);
  return *this;
}
Dom::~Dom() { Storage::give_back(std::move(storage_)); }

std::string_view Dom::attribute(NodeId id, std::string_view name) const {
  const DomAttribute* first = attributes(id);
  for (std::uint32_t i = 0; i < nodes_[id].attribute_count; ++i) {
    if (first[i].name == name) return first[i].value;
  }
  return {};
}

bool Dom::has_attribute(NodeId id, std::string_view name) const {
  const DomAttribute* first = attributes(id);
  for (std::uint32_t i = 0; i < nodes_[id].attribute_count; ++i) {
    if (first[i].name == name) return true;
  }
  return false;
}

Dom parse_html(std::string_view html) {
  Dom dom;
  dom.storage_ = Dom::Storage::take();
  Dom::Storage& storage = *dom.storage_;
  Guard guard;
  storage.tree->callback_before_token = guard_token;
  storage.tree->callback_before_token_ctx = &guard;
  storage.tree->callback_after_token = guard_text;
  storage.tree->callback_after_token_ctx = nullptr;
  storage.tree->callback_tree_node_insert = count_node;
  storage.tree->callback_tree_node_insert_ctx = &guard;
  myhtml_parse_single(storage.tree, MyENCODING_UTF_8, html.data(), html.size());
  storage.nodes = guard.nodes;

  dom.nodes_.reserve(guard.nodes + 16);
  const myhtml_tree_node_t* node = storage.tree->document;
  NodeId parent = kNoNode;
  std::uint32_t depth = 0;
  dom.nodes_.clear();
  while (node != nullptr) {
    const auto id = static_cast<NodeId>(dom.nodes_.size());
    Node& out = dom.nodes_.emplace_back();
    out.parent = parent;
    out.depth = depth;
    out.first_attribute = static_cast<std::uint32_t>(dom.attributes_.size());
    const myhtml_token_node_t* token = node->token;
    if (node->tag_id == MyHTML_TAG__TEXT || node->tag_id == MyHTML_TAG__COMMENT) {
      out.type = node->tag_id == MyHTML_TAG__TEXT ? NodeType::text : NodeType::comment;
      if (token != nullptr) out.text = view(token->str);
    } else if (id == 0) {
      out.type = NodeType::document;
    } else if (node->tag_id == MyHTML_TAG__DOCTYPE) {
      out.type = NodeType::comment;
    } else {
      std::size_t length = 0;
      const char* name = myhtml_tag_name_by_id(storage.tree, node->tag_id, &length);
      out.name = {name, length};
      out.tag = tag_of(node->tag_id, out.name);
      for (const myhtml_token_attr_t* attribute = token != nullptr ? token->attr_first : nullptr; attribute != nullptr;
           attribute = attribute->next) {
        dom.attributes_.push_back({view(attribute->key), view(attribute->value)});
        ++out.attribute_count;
      }
    }
    if (node->child != nullptr) {
      node = node->child;
      parent = id;
      ++depth;
      continue;
    }
    // Up until there is a sibling; each node that is left is closed here.
    NodeId current = id;
    for (;;) {
      const auto end = static_cast<NodeId>(dom.nodes_.size());
      dom.nodes_[current].subtree_end = end;
      if (current == 0) {
        node = nullptr;
        break;
      }
      if (node->next != nullptr) {
        dom.nodes_[current].next_sibling = end;
        node = node->next;
        break;
      }
      node = node->parent;
      current = dom.nodes_[current].parent;
      --depth;
    }
    if (node != nullptr) parent = dom.nodes_[current].parent;
  }
  return dom;
}

}  // namespace hearsay

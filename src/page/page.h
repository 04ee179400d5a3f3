// page: a record's bytes in; decoded UTF-8 text, and for HTML a DOM, out.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

// Decoded text. Always valid UTF-8 without NULs; undecodable sequences became U+FFFD.
struct DecodedText {
  std::string text;
  std::string charset;  // WHATWG label: "utf-8", "windows-1252"
  std::string basis;    // "bom", "http", "meta", "detected", "known"
};

// Finds the charset as a browser would (BOM, HTTP header, <meta> or XML declaration for HTML), but trusts bytes that
// are valid multi-byte UTF-8 over a label that says otherwise, and detects where nothing is said.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view content_type, bool html);

// The HTML tags that code asks for by name; every other element is `other`, whose name is Node::name.
enum class Tag : std::uint8_t {
  none,  // document, text and comment nodes
  a, abbr, address, amp_img, article, aside, audio, b, blockquote, body, br, button, canvas, caption, center, cite, code,
  dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset,
  h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input, ins, label, legend, li, link, main, map,
  meta, nav, noscript, object, ol, optgroup, option, p, picture, pre, q, s, samp, script, section, select, small, source,
  span, strong, style, sub, summary, sup, svg, table, tbody, td, template_, textarea, tfoot, th, thead, time, title, tr,
  tt, u, ul, video, wbr, math, other,
};

enum class NodeType : std::uint8_t { document, element, text, comment };

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = static_cast<NodeId>(-1);

struct DomAttribute {
  std::string_view name;   // lower case
  std::string_view value;  // entities resolved
};

// Nodes lie in document order (preorder), so a node's subtree is the index range [id, Node::subtree_end) and one loop
// over it visits the subtree without recursion, however deep it is.
struct Node {
  NodeType type = NodeType::element;
  Tag tag = Tag::none;
  NodeId parent = kNoNode;
  NodeId next_sibling = kNoNode;
  NodeId subtree_end = 0;  // first node after the subtree
  std::uint32_t depth = 0;
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  std::string_view text;  // of text and comment nodes, entities resolved
  std::string_view name;  // of elements, lower case
};

// A parsed page. Owns every byte its views point to; moves, no copies. A node's first child, if it has any, is id + 1.
class Dom {
 public:
  Dom();
  Dom(Dom&&) noexcept;
  Dom& operator=(Dom&&) noexcept;
  ~Dom();

  [[nodiscard]] NodeId size() const { return static_cast<NodeId>(nodes_.size()); }
  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const DomAttribute* attributes(NodeId id) const { return attributes_.data() + nodes_[id].first_attribute; }
  // Value of an element's attribute; empty if it has none of that name.
  [[nodiscard]] std::string_view attribute(NodeId id, std::string_view name) const;
  [[nodiscard]] bool has_attribute(NodeId id, std::string_view name) const;

 private:
  friend Dom parse_html(std::string_view html);
  struct Storage;
  std::unique_ptr<Storage> storage_;
  std::vector<Node> nodes_;  // nodes_[0] is the document
  std::vector<DomAttribute> attributes_;
};

// Parses UTF-8 HTML by the HTML5 algorithm. Never fails: any bytes give a tree. Time and memory are linear in the
// input's size; elements nested more than 400 deep are left out and their text is not. The text of scripts is kept where
// it is data (JSON), that of styles never.
[[nodiscard]] Dom parse_html(std::string_view html);

}  // namespace hearsay

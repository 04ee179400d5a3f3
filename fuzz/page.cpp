// Any bytes as an HTML page: decoded, then parsed.
#include "page/page.h"

#include <vector>

#include "check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hearsay;
  const DecodedText decoded = decode_text(fuzz::view(data, size), "text/html; charset=utf-8", true);
  const Dom dom = parse_html(decoded.text);
  fuzz::require(dom.size() > 0 && dom[0].type == NodeType::document, "the first node is the document");
  fuzz::require(dom[0].subtree_end == dom.size(), "the document holds all nodes");
  for (NodeId id = 0; id < dom.size(); ++id) {
    const Node& node = dom[id];
    fuzz::require(id < node.subtree_end && node.subtree_end <= dom.size(), "a subtree holds its node and ends");
    if (id > 0) {
      fuzz::require(node.parent < id, "parents come first");
      fuzz::require(node.subtree_end <= dom[node.parent].subtree_end, "subtrees nest");
      fuzz::require(node.depth == dom[node.parent].depth + 1, "depth counts parents");
    }
    fuzz::require(node.next_sibling == kNoNode || node.next_sibling == node.subtree_end, "siblings follow subtrees");
    fuzz::require_text(node.text, "text is UTF-8");
    fuzz::require(is_valid_utf8(node.name), "names are UTF-8");
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      fuzz::require(is_valid_utf8(dom.attributes(id)[i].value), "attributes are UTF-8");
    }
  }
  return 0;
}

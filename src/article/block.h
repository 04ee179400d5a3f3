// A page as blocks of text: the runs of text between the borders of block-level elements, or the lines of a text dump.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/span.h"
#include "page/page.h"

namespace hearsay::article {

// What the elements around a block say of it.
enum Context : std::uint32_t {
  kInNavigation = 1u << 0,  // <nav>, role=navigation
  kInAside = 1u << 1,
  kInFooter = 1u << 2,
  kInHeader = 1u << 3,
  kInFigure = 1u << 4,
  kInForm = 1u << 5,
  kInTable = 1u << 6,
  kInList = 1u << 7,
  kInQuote = 1u << 8,
  kInHeading = 1u << 9,
  kInArticle = 1u << 10,
  kInMain = 1u << 11,
  kInLink = 1u << 12,  // the whole block stands in one link
  kInButton = 1u << 13,
  kHidden = 1u << 14,
  kInNoscript = 1u << 15,
  kIsBodyProperty = 1u << 16,     // itemprop="articleBody"
  kIsCommentProperty = 1u << 17,  // itemprop="comment"
  kInCaption = 1u << 18,
  kInCode = 1u << 19,
  kInDialog = 1u << 20,
  kInBold = 1u << 21,  // the whole block is bold or italic
};

struct PageBlock {
  Span span;                     // in Page::text
  NodeId node = kNoNode;         // the block-level element that holds it; kNoNode in text dumps
  Tag tag = Tag::none;           // of that element
  std::uint32_t context = 0;     // bits of Context
  std::uint32_t link_bytes = 0;  // bytes of its text inside links
  std::uint32_t links = 0;
  std::uint32_t bold_bytes = 0;
  std::uint8_t breaks = 0;   // <br>s (or, in text, line breaks) between the block before and this one, 0..3
  std::uint16_t indent = 0;  // blanks or bullets before a line of text
  bool bullet = false;       // a line of text that begins with a bullet
};

struct Page {
  std::string text;  // all blocks' text one after the other, white space collapsed, a line break between them
  std::vector<PageBlock> blocks;
  // For HTML only, one value a node; these tell where its text begins and ends in `text`, and the hints of its class,
  // id.
  std::vector<Span> node_text;
  std::vector<Span> node_blocks;          // the blocks that begin inside, as a range
  std::vector<std::uint32_t> node_class;  // a hash of its class attribute
  std::vector<std::uint32_t> node_hints;
};

[[nodiscard]] inline std::string_view text_of(const Page& page, const PageBlock& block) {
  return slice(page.text, block.span);
}

// `noscript`: also what stands in <noscript>.
[[nodiscard]] Page html_blocks(const Dom& dom, bool noscript = false);
[[nodiscard]] Page text_blocks(std::string_view text);

// Whether the element begins and ends a block of text.
[[nodiscard]] bool is_block_level(Tag tag);
// Whether nothing of it is read: scripts, styles, drawings, input fields.
[[nodiscard]] bool is_skipped(Tag tag);

}  // namespace hearsay::article

#include "article/block.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

bool is_bullet(char32_t c) {
  return c == U'•' || c == U'·' || c == U'‣' || c == U'▪' || c == U'●' || c == U'*' || c == U'-' || c == U'–' ||
         c == U'○' || c == U'■' || c == U'►' || c == U'▶' || c == U'→';
}

// Reads over blanks and one bullet at the beginning of a line.
void read_indent(std::string_view line, PageBlock& block, std::size_t& position) {
  std::size_t blanks = 0;
  while (position < line.size()) {
    std::size_t next = position;
    const char32_t code_point = next_code_point(line, next);
    if (is_space(code_point)) {
      ++blanks;
      position = next;
      continue;
    }
    std::size_t after = next;
    if (!block.bullet && is_bullet(code_point) && next < line.size() && is_space(next_code_point(line, after))) {
      block.bullet = true;
      position = next;
      continue;
    }
    break;
  }
  block.indent = static_cast<std::uint16_t>(blanks < 1000 ? blanks : 1000);
}

}  // namespace

Page text_blocks(std::string_view text) {
  Page page;
  page.text.reserve(text.size() + 1);
  std::size_t empty_lines = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of("\r\n\f\v", begin);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++begin;
    PageBlock block;
    std::size_t position = 0;
    read_indent(line, block, position);
    block.span.begin = static_cast<std::uint32_t>(page.text.size());
    bool space = false;
    while (position < line.size()) {
      const std::size_t from = position;
      const char32_t code_point = next_code_point(line, position);
      if (code_point == 0xAD || code_point == 0x200B || code_point == 0xFEFF) continue;
      if (is_space(code_point)) {
        space = true;
        continue;
      }
      if (space && page.text.size() > block.span.begin) page.text.push_back(' ');
      space = false;
      page.text.append(line, from, position - from);
    }
    block.span.end = static_cast<std::uint32_t>(page.text.size());
    if (block.span.empty()) {
      ++empty_lines;
      continue;
    }
    block.breaks = static_cast<std::uint8_t>(empty_lines < 2 ? empty_lines + 1 : 3);
    empty_lines = 0;
    page.blocks.push_back(block);
    page.text.push_back('\n');
  }
  return page;
}

}  // namespace hearsay::article

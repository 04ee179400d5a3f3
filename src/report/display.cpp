#include "report/display.h"

#include <unicode/uchar.h>

#include "core/unicode.h"

namespace hearsay::report {
namespace {

std::uint32_t width_of(char32_t c) {
  if (c >= 0x20 && c < 0x300) return c >= 0x7F && c < 0xA0 ? 0 : 1;
  const auto point = static_cast<UChar32>(c);
  switch (u_charType(point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

// How many bytes of the text's beginning fit into `width` columns, marks on the last letter included.
std::size_t fitting_prefix(std::string_view text, std::uint32_t width) {
  std::uint32_t used = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t next = i;
    const std::uint32_t wide = width_of(next_code_point(text, next));
    if (used + wide > width) break;
    used += wide;
    i = next;
  }
  return i;
}

// Where the end of the text that fits into `width` columns begins.
std::size_t fitting_suffix(std::string_view text, std::uint32_t width) {
  std::uint32_t used = 0;
  std::size_t i = text.size();
  while (i > 0) {
    const std::size_t start = code_point_begin(text, i - 1);
    std::size_t next = start;
    const std::uint32_t wide = width_of(next_code_point(text, next));
    if (used + wide > width) break;
    used += wide;
    i = start;
  }
  return i;
}

}  // namespace

std::uint32_t display_width(std::string_view text) {
  std::uint32_t width = 0;
  for (std::size_t i = 0; i < text.size();) width += width_of(next_code_point(text, i));
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::uint32_t width) {
  if (width < 2) width = 2;  // a wide character needs two
  std::vector<std::string> lines;
  text = trim(text);
  while (!text.empty()) {
    std::size_t end = fitting_prefix(text, width);
    if (end < text.size() && text[end] != ' ') {
      const std::size_t space = text.substr(0, end).rfind(' ');
      if (space != std::string_view::npos && space > 0) end = space;
    }
    lines.emplace_back(trim(text.substr(0, end)));
    text = trim(text.substr(end));
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

std::string shorten_end(std::string_view text, std::uint32_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::string_view head = text.substr(0, fitting_prefix(text, width - 1));
  const std::size_t space = head.rfind(' ');
  if (space != std::string_view::npos && space > head.size() * 2 / 3) head = head.substr(0, space);
  return std::string(trim(head)) + "…";
}

std::string shorten_name(std::string_view text, std::uint32_t width) {
  if (display_width(text) <= width) return std::string(text);
  const std::uint32_t tail = (width - 1) / 2;
  return std::string(text.substr(0, fitting_prefix(text, width - 1 - tail))) + "…" +
         std::string(text.substr(fitting_suffix(text, tail)));
}

std::string shorten_middle(std::string_view text, std::uint32_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width < 8) return shorten_end(text, width);
  if (width < 24 || text.find(' ') == std::string_view::npos) return shorten_name(text, width);
  const std::uint32_t tail_width = (width - 3) / 3;
  std::string_view head = text.substr(0, fitting_prefix(text, width - 3 - tail_width));
  std::string_view tail = text.substr(fitting_suffix(text, tail_width));
  const std::size_t last = head.rfind(' ');
  if (last != std::string_view::npos && last > head.size() / 2) head = head.substr(0, last);
  const std::size_t first = tail.find(' ');
  if (first != std::string_view::npos && first < tail.size() / 2) tail = tail.substr(first);
  return std::string(trim(head)) + " … " + std::string(trim(tail));
}

std::string padded(std::string_view text, std::uint32_t width) {
  std::string out(text);
  const std::uint32_t used = display_width(text);
  if (used < width) out.append(width - used, ' ');
  return out;
}

}  // namespace hearsay::report

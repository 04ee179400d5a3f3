#include "report/text_page.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "report/display.h"

namespace hearsay::report {
namespace {

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::plain:
      return {};
    case Style::bold:
      return "\x1b[1m";
    case Style::dim:
      return "\x1b[2m";
    case Style::red:
      return "\x1b[31m";
    case Style::green:
      return "\x1b[32m";
    case Style::yellow:
      return "\x1b[33m";
    case Style::blue:
      return "\x1b[34m";
    case Style::cyan:
      return "\x1b[36m";
  }
  return {};
}

// A wrapped cell of at most `lines` lines. Lines end at words, so a text that fills them all is cut a little shorter
// than they are wide.
std::vector<std::string> cell_lines(std::string_view text, std::uint32_t width, std::uint32_t lines) {
  std::vector<std::string> wrapped = wrap(text, width);
  for (std::uint32_t budget = width * lines; wrapped.size() > lines && budget > 8;
       budget -= std::max(budget / 20, 1U)) {
    wrapped = wrap(shorten_middle(text, budget), width);
  }
  if (wrapped.size() > lines) wrapped.resize(lines);
  return wrapped;
}

constexpr std::uint32_t kNarrowest = 60;
constexpr std::uint32_t kBetween = 2;    // columns between two cells
constexpr std::uint32_t kReadable = 20;  // columns a cell of running words needs

}  // namespace

TextPage::TextPage(std::uint32_t columns, bool color) : columns_(std::max(columns, kNarrowest)), color_(color) {}

std::uint32_t TextPage::room(std::uint32_t indent) const { return columns_ > indent + 16 ? columns_ - indent : 16; }

void TextPage::put(std::string_view text, Style style) {
  const std::string_view escape = color_ && !text.empty() ? escape_of(style) : std::string_view{};
  out_ += escape;
  out_ += text;
  if (!escape.empty()) out_ += "\x1b[0m";
}

void TextPage::end_line() {
  while (!out_.empty() && out_.back() == ' ') out_.pop_back();
  out_ += '\n';
}

void TextPage::line(std::uint32_t indent, std::string_view text, Style style) { paragraph(indent, text, style); }

void TextPage::paragraph(std::uint32_t indent, std::string_view text, Style style) {
  for (const std::string& one : wrap(text, room(indent))) {
    out_.append(indent, ' ');
    put(one, style);
    end_line();
  }
}

void TextPage::hanging(std::uint32_t indent, std::string_view mark, Style mark_style, std::string_view text,
                       std::string_view end, std::uint32_t lines, Style style) {
  const std::uint32_t wide = display_width(mark);
  const std::uint32_t reserved = end.empty() ? 0 : display_width(end) + kBetween;
  const std::uint32_t width = std::max(room(indent), wide + reserved + 16) - wide - reserved;
  const std::vector<std::string> wrapped = cell_lines(text, width, lines);
  for (std::size_t i = 0; i < wrapped.size(); ++i) {
    out_.append(indent, ' ');
    if (i == 0) {
      put(mark, mark_style);
    } else {
      out_.append(wide, ' ');
    }
    put(wrapped[i], style);
    if (i == 0 && !end.empty()) {
      out_.append(width - display_width(wrapped[i]) + kBetween, ' ');
      put(end, Style::dim);
    }
    end_line();
  }
}

void TextPage::hanging_to(std::uint32_t indent, std::string_view mark, Style mark_style, std::string_view text,
                          std::string_view end, std::uint32_t lines) {
  const std::uint32_t wide = display_width(mark);
  const std::uint32_t width = std::max(room(indent), wide + 16) - wide;
  const std::vector<std::string> wrapped = cell_lines(text, width, lines);
  for (std::size_t i = 0; i + 1 < wrapped.size(); ++i) {
    out_.append(indent, ' ');
    if (i == 0) put(mark, mark_style);
    if (i > 0) out_.append(wide, ' ');
    put(wrapped[i], Style::plain);
    end_line();
  }
  if (wrapped.size() > 1) {
    ends(indent + wide, wrapped.back(), Style::plain, end);
    return;
  }
  const std::uint32_t used = display_width(wrapped[0]) + display_width(end);
  out_.append(indent, ' ');
  put(mark, mark_style);
  put(wrapped[0], Style::plain);
  if (used + kBetween > width) {
    end_line();
    ends(indent, "", Style::plain, end);
    return;
  }
  out_.append(width - used, ' ');
  put(end, Style::dim);
  end_line();
}

void TextPage::ends(std::uint32_t indent, std::string_view left, Style style, std::string_view right) {
  const std::uint32_t width = room(indent);
  const std::uint32_t right_width = display_width(right);
  const std::uint32_t left_width = display_width(left);
  if (left_width + kBetween + right_width > width) {
    if (!left.empty()) paragraph(indent, left, style);
    if (right_width > width) {
      paragraph(indent, right, Style::dim);
      return;
    }
    out_.append(indent + (right_width < width ? width - right_width : 0), ' ');
  } else {
    out_.append(indent, ' ');
    put(left, style);
    out_.append(width - left_width - right_width, ' ');
  }
  put(right, Style::dim);
  end_line();
}

std::vector<std::uint32_t> TextPage::widths(std::uint32_t indent, const std::vector<Column>& columns,
                                            const std::vector<Row>& rows) const {
  std::vector<std::uint32_t> out(columns.size(), 0);
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::uint32_t wide = display_width(row.cells[i]);
      out[i] = std::max(out[i], columns[i].most > 0 ? std::min(wide, columns[i].most) : wide);
    }
  }
  const auto total = [&] {
    std::uint32_t sum = 0;
    for (const std::uint32_t width : out) sum += width > 0 ? width + kBetween : 0;
    return sum > kBetween ? sum - kBetween : 0;
  };
  // Too wide: first the columns that wrap freely give way, the widest first, down to what can be read; then the others.
  const std::uint32_t width = room(indent);
  while (total() > width) {
    std::size_t widest = columns.size();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].most == 0 && out[i] > kReadable && (widest == columns.size() || out[i] > out[widest])) widest = i;
    }
    if (widest == columns.size()) break;
    --out[widest];
  }
  while (total() > width) {
    auto widest = std::max_element(out.begin(), out.end());
    if (*widest <= 4) break;
    --*widest;
  }
  return out;
}

void TextPage::table(std::uint32_t indent, const std::vector<Column>& columns, const std::vector<Row>& rows) {
  const std::vector<std::uint32_t> wide = widths(indent, columns, rows);
  for (const Row& row : rows) {
    std::vector<std::vector<std::string>> cells(columns.size());
    std::size_t height = 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (wide[i] > 0) cells[i] = cell_lines(row.cells[i], wide[i], columns[i].lines);
      height = std::max(height, cells[i].size());
    }
    for (std::size_t n = 0; n < height; ++n) {
      out_.append(indent, ' ');
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (wide[i] == 0) continue;
        const std::string text = n < cells[i].size() ? cells[i][n] : std::string();
        const std::uint32_t space = wide[i] - std::min(wide[i], display_width(text));
        if (columns[i].align == Align::right) out_.append(space, ' ');
        put(text, row.style);
        out_.append((columns[i].align == Align::left ? space : 0) + kBetween, ' ');
      }
      end_line();
    }
    if (!row.note.empty()) paragraph(indent + 2, row.note, Style::dim);
  }
}

void TextPage::rule() {
  std::string line;
  for (std::uint32_t i = 0; i < columns_; ++i) line += "─";
  put(line, Style::dim);
  end_line();
}

void TextPage::gap() {
  if (out_.empty() || out_.ends_with("\n\n")) return;
  out_ += '\n';
}

}  // namespace hearsay::report

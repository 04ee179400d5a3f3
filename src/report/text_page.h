// A page of a terminal being written: lines that never leave its columns, tables, colours where they are wanted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay::report {

enum class Style { plain, bold, dim, red, green, yellow, blue, cyan };
enum class Align { left, right };

// `most`: at most so many columns wide; 0: what the others leave. A cell takes up to `lines` lines, then loses its
// middle.
struct Column {
  Align align = Align::left;
  std::uint32_t most = 0;
  std::uint32_t lines = 1;
};

struct Row {
  std::vector<std::string> cells;
  Style style = Style::plain;
  std::string note{};  // on lines of its own below the row
};

class TextPage {
 public:
  TextPage(std::uint32_t columns, bool color);

  void line(std::uint32_t indent, std::string_view text, Style style = Style::plain);
  // Wrapped; every line begins at `indent`.
  void paragraph(std::uint32_t indent, std::string_view text, Style style = Style::plain);
  // `mark`, then text wrapped beside it, at most `lines` lines; `end` stands at the right of the first.
  void hanging(std::uint32_t indent, std::string_view mark, Style mark_style, std::string_view text,
               std::string_view end, std::uint32_t lines, Style style = Style::plain);
  // The same, but `end` stands at the right of the last line, or below it where it does not fit there.
  void hanging_to(std::uint32_t indent, std::string_view mark, Style mark_style, std::string_view text,
                  std::string_view end, std::uint32_t lines);
  // One line with `left` and, at the right border, `right` dimmed; two where they do not fit.
  void ends(std::uint32_t indent, std::string_view left, Style style, std::string_view right);
  // Columns as wide as their cells, two spaces apart; a column without a word is left out.
  void table(std::uint32_t indent, const std::vector<Column>& columns, const std::vector<Row>& rows);
  void rule();
  // One blank line, however often it is asked for.
  void gap();

  [[nodiscard]] std::string take() && { return std::move(out_); }

 private:
  [[nodiscard]] std::uint32_t room(std::uint32_t indent) const;
  void put(std::string_view text, Style style);
  void end_line();
  [[nodiscard]] std::vector<std::uint32_t> widths(std::uint32_t indent, const std::vector<Column>& columns,
                                                  const std::vector<Row>& rows) const;

  std::uint32_t columns_;
  bool color_;
  std::string out_;
};

}  // namespace hearsay::report

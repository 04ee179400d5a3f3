#include "report/csv_cell.h"

namespace hearsay::report {

void add_cell(std::string& row, std::string_view text, bool page_words) {
  if (!row.empty() && row.back() != '\n') row += ',';
  std::string cell(text);
  if (page_words && !cell.empty() && std::string_view("=+-@").find(cell.front()) != std::string_view::npos) {
    cell.insert(0, 1, '\'');
  }
  if (cell.find_first_of(",\"\r\n") == std::string::npos) {
    // An empty first cell would make the comma before the second one look like the row's beginning.
    row += cell.empty() && (row.empty() || row.back() == '\n') ? "\"\"" : cell;
    return;
  }
  row += '"';
  for (const char c : cell) {
    if (c == '"') row += '"';
    row += c;
  }
  row += '"';
}

}  // namespace hearsay::report

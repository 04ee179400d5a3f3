// A cell of a table as spreadsheets read it.
#pragma once

#include <string>
#include <string_view>

namespace hearsay::report {

// Adds a cell to a row, RFC 4180. `page_words`: words from a page; a cell that a spreadsheet would run as a formula gets
// an apostrophe before it.
void add_cell(std::string& row, std::string_view text, bool page_words);

}  // namespace hearsay::report

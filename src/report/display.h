// Words on a terminal: how wide they are, how they wrap, how they are cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay::report {

// Columns a terminal gives to the text: East Asian wide and full-width characters take two, combining marks and
// format characters none.
[[nodiscard]] std::uint32_t display_width(std::string_view text);

// Lines of at most `width` columns, broken at spaces; a word wider than a line is broken anywhere. At least one line.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::uint32_t width);

// At most `width` columns: what is too long loses its middle to " … ", or its end to "…" where that would leave no
// words to read.
[[nodiscard]] std::string shorten_middle(std::string_view text, std::uint32_t width);
[[nodiscard]] std::string shorten_end(std::string_view text, std::uint32_t width);

// For ids, URLs and names, which have no borders of words to look for: "https://st…eaty.html".
[[nodiscard]] std::string shorten_name(std::string_view text, std::uint32_t width);

// The text and spaces up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::uint32_t width);

}  // namespace hearsay::report

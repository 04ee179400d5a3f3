// "Name: value" blocks as WARC, HTTP and MIME write them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearsay {

// Names in lower case, values trimmed, folded lines joined; in their order.
using Headers = std::vector<std::pair<std::string, std::string>>;

// The block at the start of `bytes` up to and with its blank line; empty if there is no blank line.
[[nodiscard]] std::string_view header_block(std::string_view bytes);

// Lines without a colon are left out (such as the first line of WARC and HTTP).
[[nodiscard]] Headers parse_headers(std::string_view block);

// The first of that name (lower case); empty if there is none.
[[nodiscard]] std::string_view find_header(const Headers& headers, std::string_view name);

// "text/html; charset=x" → "text/html", in lower case.
[[nodiscard]] std::string media_type(std::string_view content_type);

// The value of a parameter, unquoted: ("multipart/related; boundary=\"x\"", "boundary") → "x".
[[nodiscard]] std::string header_parameter(std::string_view value, std::string_view name);

}  // namespace hearsay

// The first line is the HTTP header, the rest the page's bytes; they are a text if the header begins with "text/plain".
#include "check.h"
#include "page/charset_label.h"
#include "page/page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hearsay;
  const std::string_view all = fuzz::view(data, size);
  const std::size_t newline = all.find('\n');
  const std::string_view header = newline == std::string_view::npos ? std::string_view{} : all.substr(0, newline);
  const std::string_view bytes = newline == std::string_view::npos ? all : all.substr(newline + 1);
  const DecodedText decoded = decode_text(bytes, header, !header.starts_with("text/plain"));
  fuzz::require_text(decoded.text, "decoded text is UTF-8 without NULs");
  fuzz::require(find_charset(decoded.charset) != nullptr, "the charset has a name");
  fuzz::require(!decoded.basis.empty(), "the charset has a basis");
  fuzz::require(decoded.text.size() <= 4 * bytes.size() + 16, "a byte becomes a few bytes at most");
  return 0;
}

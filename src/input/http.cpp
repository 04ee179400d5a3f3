#include "input/http.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "input/gunzip.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxEncodings = 4;

// One "1f3;extension\r\n" line; false if it is none.
bool take_chunk_size(std::string_view& rest, std::uint64_t& size) {
  const char* begin = rest.data();
  const auto [end, error] = std::from_chars(begin, begin + std::min<std::size_t>(rest.size(), 16), size, 16);
  if (error != std::errc{}) return false;
  const std::string_view line = rest.substr(0, 4096);
  const std::size_t newline = line.find('\n');
  if (newline == std::string_view::npos) return false;
  const char after = *end;
  if (after != '\r' && after != '\n' && after != ';' && after != ' ') return false;
  rest.remove_prefix(newline + 1);
  return true;
}

// Joins the chunks in place. False if they end early or break off; `body` then holds the chunks up to there.
bool join_chunks(std::string& body) {
  std::string_view rest = body;
  std::size_t written = 0;
  bool whole = false;
  std::uint64_t size = 0;
  while (take_chunk_size(rest, size)) {
    if (size == 0) {
      whole = true;
      break;
    }
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(size, rest.size()));
    std::copy(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count),
              body.begin() + static_cast<std::ptrdiff_t>(written));
    written += count;
    rest.remove_prefix(count);
    if (count < size) break;
    if (rest.starts_with("\r\n")) {
      rest.remove_prefix(2);
    } else if (rest.starts_with('\n')) {
      rest.remove_prefix(1);
    }
  }
  body.resize(written);
  return whole;
}

bool is_chunked(std::string_view body) {
  std::uint64_t size = 0;
  return take_chunk_size(body, size);
}

std::vector<std::string> list_of(const Headers& headers, std::string_view name) {
  std::vector<std::string> values;
  std::string_view rest = find_header(headers, name);
  while (!rest.empty() && values.size() <= kMaxEncodings) {
    const std::size_t comma = rest.find(',');
    std::string value = media_type(rest.substr(0, comma));
    if (!value.empty() && value != "identity") values.push_back(std::move(value));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return values;
}

bool looks_packed(std::string_view encoding, std::string_view body) {
  if (encoding == "gzip" || encoding == "x-gzip") return is_gzip(body);
  return !body.empty() && body.front() != '<' && body.front() != '\n' && body.front() != '\r';
}

}  // namespace

HttpHead parse_http_head(std::string_view block) {
  HttpHead head;
  if (!block.starts_with("HTTP/")) return head;
  const std::string_view line = block.substr(0, block.find_first_of("\r\n"));
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return head;
  const std::size_t digits = line.find_first_not_of(' ', space);
  if (digits == std::string_view::npos) return head;
  std::from_chars(line.data() + digits, line.data() + line.size(), head.status);
  head.headers = parse_headers(block.substr(line.size()));
  return head;
}

Result<std::string> decode_body(const HttpHead& head, std::string body, std::uint64_t limit, bool allow_cut) {
  const std::vector<std::string> transfers = list_of(head.headers, "transfer-encoding");
  if (std::find(transfers.begin(), transfers.end(), "chunked") != transfers.end() && is_chunked(body)) {
    if (!join_chunks(body) && !allow_cut) return Error{"the chunked body ends early", "", ""};
  }
  std::vector<std::string> encodings = list_of(head.headers, "content-encoding");
  for (const std::string& transfer : transfers) {
    if (transfer != "chunked") encodings.push_back(transfer);
  }
  if (encodings.size() > kMaxEncodings) return Error{"the body is encoded too many times over", "", ""};
  for (auto encoding = encodings.rbegin(); encoding != encodings.rend(); ++encoding) {
    if (body.empty() || !looks_packed(*encoding, body)) continue;
    if (*encoding != "gzip" && *encoding != "x-gzip" && *encoding != "deflate") {
      return Error{"the body is packed as \"" + *encoding + "\", which cannot be undone", "",
                   "let the crawler ask for gzip only"};
    }
    Result<std::string> plain = inflate_bytes(body, limit, allow_cut);
    if (!plain.ok()) return Error{"the body's " + *encoding + " data: " + plain.error().what, "", ""};
    body = std::move(plain).value();
  }
  return body;
}

}  // namespace hearsay

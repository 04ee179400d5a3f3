// MHTML (RFC 2557), what browsers save as "web page, single file", and mails: the first HTML part, else the first text.
#include <utility>

#include "core/unicode.h"
#include "input/container.h"
#include "input/header.h"

namespace hearsay {
namespace {

constexpr int kMaxParts = 10000;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char letter = static_cast<char>(c | 32);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out.push_back(text[i]);
    } else if (text.substr(i + 1).starts_with("\r\n")) {
      i += 2;
    } else if (text.substr(i + 1).starts_with('\n')) {
      i += 1;
    } else if (i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      out.push_back('=');
    }
  }
  return out;
}

std::string decode_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (c == '=') break;
    if (value < 0) continue;
    bits = (bits << 6 | static_cast<std::uint32_t>(value)) & 0xFFFFFF;
    if (++count % 4 == 0)
      out.append({static_cast<char>(bits >> 16), static_cast<char>(bits >> 8), static_cast<char>(bits)});
  }
  if (count % 4 == 3) out.append({static_cast<char>(bits >> 10), static_cast<char>(bits >> 2)});
  if (count % 4 == 2) out.push_back(static_cast<char>(bits >> 4));
  return out;
}

std::string decode_part(const Headers& headers, std::string_view body) {
  const std::string encoding = media_type(find_header(headers, "content-transfer-encoding"));
  if (encoding == "quoted-printable") return decode_quoted_printable(body);
  if (encoding == "base64") return decode_base64(body);
  return std::string(body);
}

struct Part {
  Headers headers;
  std::string_view body;
};

// The parts between "--boundary" lines, nested multiparts (a mail's alternatives) flattened by their own boundaries.
std::vector<Part> split_parts(const Headers& headers, std::string_view body) {
  std::vector<Part> parts;
  std::vector<Part> open{{headers, body}};
  while (!open.empty() && parts.size() + open.size() < kMaxParts) {
    const Part part = std::move(open.back());
    open.pop_back();
    const std::string_view type = find_header(part.headers, "content-type");
    const std::string boundary = header_parameter(type, "boundary");
    if (!media_type(type).starts_with("multipart/") || boundary.empty()) {
      parts.push_back(part);
      continue;
    }
    const std::string mark = "--" + boundary;
    std::vector<Part> inner;
    std::size_t at = part.body.find(mark);
    while (at != std::string_view::npos && inner.size() < kMaxParts) {
      const std::string_view rest = part.body.substr(at + mark.size());
      if (rest.starts_with("--")) break;
      const std::size_t next = rest.find("\n" + mark);
      const std::string_view piece = rest.substr(0, next);
      const std::string_view block = header_block(piece);
      Headers inner_headers = parse_headers(block);
      // A part never holds more than its whole did, so nesting ends.
      if (!block.empty()) inner.push_back({std::move(inner_headers), piece.substr(block.size())});
      at = next == std::string_view::npos ? next : at + mark.size() + next + 1;
    }
    for (auto one = inner.rbegin(); one != inner.rend(); ++one) open.push_back(std::move(*one));
  }
  return parts;
}

class Mhtml final : public Container {
 public:
  Mhtml(ByteStream& stream, const FileContext& context) : stream_(stream), context_(context) {}

  std::optional<Result<Record>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    return read();
  }

 private:
  Result<Record> read() {
    Result<std::string> bytes = read_whole(stream_, context_, "page");
    if (!bytes.ok()) return bytes.error();
    const std::string_view all = bytes.value();
    const std::string_view block = header_block(all);
    const Headers headers = parse_headers(block);
    const std::vector<Part> parts = split_parts(headers, all.substr(block.size()));
    for (const std::string_view wanted : {"text/html", "application/xhtml+xml", "text/plain"}) {
      for (const Part& part : parts) {
        if (media_type(find_header(part.headers, "content-type")) == wanted) return make(headers, part, wanted);
      }
    }
    return make_error(context_, 0, "no part of the MIME file is a page or a text");
  }

  Result<Record> make(const Headers& headers, const Part& part, std::string_view type) {
    Record record = make_record(context_, type == "text/plain" ? InputKind::text : InputKind::html, 0);
    record.id = context_.stem;
    record.content = type == "text/plain" ? ContentKind::text : ContentKind::html;
    record.content_type = std::string(find_header(part.headers, "content-type"));
    record.bytes = decode_part(part.headers, part.body);
    std::string_view url = find_header(part.headers, "content-location");
    if (!url.starts_with("http")) url = find_header(headers, "snapshot-content-location");
    if (url.starts_with("http")) record.info.url = valid_utf8(url);
    return record;
  }

  ByteStream& stream_;
  const FileContext& context_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Container> open_mhtml(ByteStream& stream, const FileContext& context) {
  return std::make_unique<Mhtml>(stream, context);
}

}  // namespace hearsay

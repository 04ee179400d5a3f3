// WARC files (ISO 28500), plain or with a gzip member a record. Pages fetched with success and text documents become
// records; requests, images, redirects and the crawler's own notes are passed over in silence.
#include <algorithm>
#include <charconv>
#include <utility>

#include "core/unicode.h"
#include "input/container.h"
#include "input/header.h"
#include "input/http.h"
#include "input/sniff.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxHead = 256u << 10;      // of a WARC or HTTP header block
constexpr std::uint64_t kMaxLength = 1ull << 50;  // no file is as long; larger ones are broken numbers
constexpr std::size_t kMaxLine = 64u << 10;       // of a line looked at when searching for the next record

constexpr const char* kReadOn = "reading goes on at the next \"WARC/\"";

struct Head {
  Headers headers;
  std::uint64_t length = 0;
};

class Warc final : public Container {
 public:
  Warc(ByteStream& stream, const FileContext& context) : stream_(stream), context_(context) {}

  std::optional<Result<Record>> next() override {
    while (!done_) {
      if (std::optional<Result<Record>> record = step()) return record;
    }
    return std::nullopt;
  }

 private:
  std::optional<Result<Record>> step();
  std::optional<Result<Record>> damaged(std::uint64_t begin);
  Result<Record> lost(std::uint64_t begin, std::string what);
  void find_next_record();
  bool ends_well();
  std::optional<Result<Record>> read_record(const Head& head, std::uint64_t begin);
  bool begin_response(const Head& head, HttpHead& http, Record& record);
  bool begin_document(const Head& head, std::string_view type, Record& record);
  Result<Record> finish_response(const Head& head, Record record, const HttpHead& http, std::string body);

  ByteStream& stream_;
  const FileContext& context_;
  std::uint64_t number_ = 0;
  bool done_ = false;
};

bool is_page_type(std::string_view type) { return type == "text/html" || type == "application/xhtml+xml"; }

std::string record_id(std::string_view id) {
  if (id.starts_with('<')) id.remove_prefix(1);
  if (id.ends_with('>')) id.remove_suffix(1);
  if (id.starts_with("urn:uuid:")) id.remove_prefix(9);
  return valid_utf8(id);
}

// wget writes the URI in the angle brackets of the standard's first edition.
std::string target_uri(std::string_view uri) {
  if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
  return valid_utf8(uri);
}

// The reading stopped short of what the record promised: the gzip data is damaged there, or the file ends.
std::optional<Result<Record>> Warc::damaged(std::uint64_t begin) {
  const std::optional<StreamFault> fault = stream_.fault();
  if (!fault) {
    done_ = true;
    return make_error(context_, begin, "the file ends within this record", "the file is cut off; fetch it again");
  }
  Error error = make_error(context_, begin, fault->what, fault->hint);
  if (!stream_.recover()) done_ = true;
  return error;
}

Result<Record> Warc::lost(std::uint64_t begin, std::string what) {
  find_next_record();
  return make_error(context_, begin, std::move(what), kReadOn);
}

void Warc::find_next_record() {
  std::string line;
  for (;;) {
    if (stream_.peek(5) == "WARC/") return;
    const ByteStream::Line end = stream_.read_line(line, kMaxLine);
    if (end == ByteStream::Line::none) return;
    if (end == ByteStream::Line::last && stream_.at_end()) return;
  }
}

// Blank lines, the next record or the end follow a record. Where none does, its length is wrong, or its bytes are:
// damaged gzip data may unpack to anything before the damage shows.
bool Warc::ends_well() {
  bool blank = false;
  for (std::string_view ahead = stream_.peek(1); ahead == "\r" || ahead == "\n"; ahead = stream_.peek(1)) {
    blank = true;
    stream_.skip(1);
  }
  return blank || stream_.at_end() || stream_.peek(5) == "WARC/";
}

std::optional<Result<Record>> Warc::step() {
  while (stream_.peek(1) == "\r" || stream_.peek(1) == "\n") stream_.skip(1);
  const std::uint64_t begin = stream_.offset();
  if (stream_.at_end()) {
    if (stream_.fault()) return damaged(begin);
    done_ = true;
    return std::nullopt;
  }
  if (!std::string_view("WARC/").starts_with(stream_.peek(5)))
    return lost(begin, "this is not the start of a WARC record");
  std::size_t looked = 4096;
  std::string_view block = header_block(stream_.peek(looked));
  while (block.empty() && looked < kMaxHead && stream_.peek(looked).size() == looked) {
    looked *= 4;
    block = header_block(stream_.peek(looked));
  }
  if (block.empty()) {
    const std::size_t seen = stream_.peek(kMaxHead).size();
    if (seen < kMaxHead) {
      stream_.skip(seen);
      return damaged(begin);
    }
    stream_.skip(5);
    return lost(begin, "the record's header does not end");
  }
  Head head;
  head.headers = parse_headers(block);
  stream_.skip(block.size());
  const std::string_view length = find_header(head.headers, "content-length");
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), head.length);
  if (length.empty() || error != std::errc{} || end != length.data() + length.size() || head.length > kMaxLength) {
    return lost(begin, "the record's Content-Length is missing or no number");
  }
  ++number_;
  return read_record(head, begin);
}

// Reads the HTTP header of a response; true if a page or text is what follows.
bool Warc::begin_response(const Head& head, HttpHead& http, Record& record) {
  if (media_type(find_header(head.headers, "content-type")) != "application/http") return false;
  const std::size_t ahead = static_cast<std::size_t>(std::min<std::uint64_t>(head.length, kMaxHead));
  const std::string_view block = header_block(stream_.peek(ahead));
  http = parse_http_head(block);
  if (http.status != 200) return false;
  stream_.skip(block.size());
  record.content_type = std::string(find_header(http.headers, "content-type"));
  const std::string media = media_type(record.content_type);
  record.content = media == "text/plain" ? ContentKind::text : ContentKind::html;
  // A server that names no type leaves it to the browser to look.
  if (media.empty()) return looks_like_html(stream_.peek(std::min(ahead - block.size(), kSniffSize)));
  return is_page_type(media) || media == "text/plain";
}

// "resource" is a file kept without HTTP; "conversion" a text made from a page (the WET files of crawls).
bool Warc::begin_document(const Head& head, std::string_view type, Record& record) {
  if (type != "resource" && type != "conversion") return false;
  record.content_type = std::string(find_header(head.headers, "content-type"));
  const std::string media = media_type(record.content_type);
  record.content = media == "text/plain" ? ContentKind::text : ContentKind::html;
  return is_page_type(media) || media == "text/plain";
}

std::optional<Result<Record>> Warc::read_record(const Head& head, std::uint64_t begin) {
  const std::uint64_t body_begin = stream_.offset();
  const std::uint64_t body_end = body_begin + head.length;
  const auto rest = [&] { return body_end - stream_.offset(); };
  const std::string_view type = find_header(head.headers, "warc-type");
  Record record = make_record(context_, InputKind::warc, begin);
  record.id = record_id(find_header(head.headers, "warc-record-id"));
  if (record.id.empty()) record.id = context_.stem + ":" + std::to_string(number_);
  record.info.url = target_uri(find_header(head.headers, "warc-target-uri"));

  HttpHead http;
  const bool wanted = type == "response" ? begin_response(head, http, record) : begin_document(head, type, record);
  std::string body;
  const bool large = wanted && rest() > context_.options.max_record_bytes;
  if (wanted && !large) stream_.read(body, rest());
  stream_.skip(rest());
  if (stream_.offset() < body_end) return damaged(begin);
  if (!ends_well()) {
    find_next_record();
    if (stream_.at_end() && stream_.fault()) return damaged(begin);
    return make_error(context_, begin, "the record is longer or shorter than its Content-Length says", kReadOn);
  }
  // A member's checksum is looked at only when its last byte was read.
  if (const auto& fault = stream_.fault(); fault && fault->reach == StreamFault::Reach::before) return damaged(begin);
  if (large) return too_large(context_, begin, "page");
  if (!wanted) return std::nullopt;
  if (type != "response") {
    record.bytes = std::move(body);
    return record;
  }
  return finish_response(head, std::move(record), http, std::move(body));
}

Result<Record> Warc::finish_response(const Head& head, Record record, const HttpHead& http, std::string body) {
  const bool cut = !find_header(head.headers, "warc-truncated").empty();
  Result<std::string> plain = decode_body(http, std::move(body), context_.options.max_record_bytes, cut);
  if (!plain.ok()) return make_error(context_, record.info.offset, plain.error().what, plain.error().hint);
  record.bytes = std::move(plain).value();
  return record;
}

}  // namespace

std::unique_ptr<Container> open_warc(ByteStream& stream, const FileContext& context) {
  return std::make_unique<Warc>(stream, context);
}

}  // namespace hearsay

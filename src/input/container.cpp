#include "input/container.h"

#include <utility>

#include "core/unicode.h"
#include "input/sniff.h"

namespace hearsay {
namespace {

// A file that is nothing but its failure.
class Unreadable final : public Container {
 public:
  explicit Unreadable(Error error) : error_(std::move(error)) {}
  std::optional<Result<Record>> next() override {
    if (!error_) return std::nullopt;
    Result<Record> failure(std::move(*error_));
    error_.reset();
    return failure;
  }

 private:
  std::optional<Error> error_;
};

// A file that is one page or one text.
class Page final : public Container {
 public:
  Page(ByteStream& stream, const FileContext& context, ContentKind content)
      : stream_(stream), context_(context), content_(content) {}

  std::optional<Result<Record>> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    Result<std::string> bytes = read_whole(stream_, context_, content_ == ContentKind::html ? "page" : "text");
    if (!bytes.ok()) return bytes.error();
    Record record = make_record(context_, content_ == ContentKind::html ? InputKind::html : InputKind::text, 0);
    record.id = context_.stem;
    record.content = content_;
    record.bytes = std::move(bytes).value();
    return record;
  }

 private:
  ByteStream& stream_;
  const FileContext& context_;
  ContentKind content_;
  bool done_ = false;
};

std::string place(const FileContext& context) { return context.path == "-" ? "standard input" : context.path; }

std::unique_ptr<Container> unreadable(const FileContext& context, std::string what, std::string hint = {}) {
  return std::make_unique<Unreadable>(Error{std::move(what), place(context), std::move(hint)});
}

}  // namespace

std::unique_ptr<Container> open_page(ByteStream& stream, const FileContext& context, ContentKind content) {
  return std::make_unique<Page>(stream, context, content);
}

std::unique_ptr<Container> open_container(ByteStream& stream, const FileContext& context) {
  Sniffed kind = sniff_early(stream.peek_available());
  if (kind.format == Format::unknown) kind = sniff(stream.peek(kSniffSize));
  switch (kind.format) {
    case Format::json:
      return open_json(stream, context);
    case Format::warc:
      return open_warc(stream, context);
    case Format::feed:
      return open_feed(stream, context);
    case Format::mhtml:
      return open_mhtml(stream, context);
    case Format::html:
      return open_page(stream, context, ContentKind::html);
    case Format::text:
      return open_page(stream, context, ContentKind::text);
    case Format::empty:
    case Format::unknown:
      break;
    case Format::binary:
      return unreadable(context, "not a text or a page but " + kind.name, kind.hint);
  }
  if (stream.at_end() && stream.fault()) return unreadable(context, stream.fault()->what, stream.fault()->hint);
  return unreadable(context, "the file is empty");
}

Record make_record(const FileContext& context, InputKind kind, std::uint64_t offset) {
  Record record;
  record.info.path = context.path;
  record.info.kind = kind;
  record.info.offset = offset;
  return record;
}

Error make_error(const FileContext& context, std::uint64_t offset, std::string what, std::string hint) {
  return Error{std::move(what), place(context) + ", offset " + std::to_string(offset), std::move(hint)};
}

Error too_large(const FileContext& context, std::uint64_t offset, std::string_view thing) {
  return make_error(
      context, offset,
      "the " + std::string(thing) + " is larger than " + std::to_string(context.options.max_record_bytes) + " bytes",
      "split it into its articles");
}

Result<std::string> read_whole(ByteStream& stream, const FileContext& context, std::string_view thing) {
  const std::uint64_t begin = stream.offset();
  std::string bytes;
  stream.read(bytes, context.options.max_record_bytes);
  if (!stream.at_end()) return too_large(context, begin, thing);
  if (const auto& fault = stream.fault(); fault && fault->reach != StreamFault::Reach::beyond) {
    return make_error(context, stream.offset(), fault->what, fault->hint);
  }
  return bytes;
}

}  // namespace hearsay

// A container is one opened file that holds records: a page, a WARC file, a feed, ... Each kind is read by a Container
// of its own; which one, open_container() decides from the bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "input/byte_stream.h"
#include "input/input.h"

namespace hearsay {

// What all records of a file share.
struct FileContext {
  std::string path;  // for InputInfo and messages
  std::string stem;  // what ids are made from
  InputOptions options;
};

class Container {
 public:
  virtual ~Container() = default;
  // The next record or failure; nullopt at the end. Never called again after that.
  virtual std::optional<Result<Record>> next() = 0;
};

// `stream` and `context` must outlive the container.
[[nodiscard]] std::unique_ptr<Container> open_container(ByteStream& stream, const FileContext& context);

// One per format; sniff.h says which bytes are whose.
[[nodiscard]] std::unique_ptr<Container> open_page(ByteStream& stream, const FileContext& context, ContentKind content);
[[nodiscard]] std::unique_ptr<Container> open_json(ByteStream& stream, const FileContext& context);
[[nodiscard]] std::unique_ptr<Container> open_warc(ByteStream& stream, const FileContext& context);
[[nodiscard]] std::unique_ptr<Container> open_feed(ByteStream& stream, const FileContext& context);
[[nodiscard]] std::unique_ptr<Container> open_mhtml(ByteStream& stream, const FileContext& context);

// A record that has its place and nothing else yet.
[[nodiscard]] Record make_record(const FileContext& context, InputKind kind, std::uint64_t offset);
// "news.warc.gz, offset 10233: what (hint)".
[[nodiscard]] Error make_error(const FileContext& context, std::uint64_t offset, std::string what,
                               std::string hint = {});
[[nodiscard]] Error too_large(const FileContext& context, std::uint64_t offset, std::string_view thing);
// Reads all the rest of the stream, which is one thing; an error if it is too large or damaged.
[[nodiscard]] Result<std::string> read_whole(ByteStream& stream, const FileContext& context, std::string_view thing);

}  // namespace hearsay

// gzip (RFC 1952) as a stream: any number of members, and a way on to the next whole member behind a damaged one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "hearsay/result.h"
#include "input/byte_source.h"

namespace hearsay {

[[nodiscard]] inline bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

// Unpacks `packed`, whose bytes begin with those in `head` (already read from it).
[[nodiscard]] std::unique_ptr<ByteSource> gunzip_source(std::unique_ptr<ByteSource> packed, std::string head);

// Unpacks gzip, zlib or raw deflate data held in memory; what HTTP calls gzip and deflate. More than `limit` bytes are
// an error. With `allow_cut` data that ends early gives what there is.
[[nodiscard]] Result<std::string> inflate_bytes(std::string_view packed, std::uint64_t limit, bool allow_cut);

}  // namespace hearsay

// HTTP/1.x responses as WARC files keep them (RFC 9112), with transfer and content encodings undone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hearsay/result.h"
#include "input/header.h"

namespace hearsay {

struct HttpHead {
  int status = 0;
  Headers headers;
};

// `block` is the status line and the headers. A status of 0: it is no HTTP response.
[[nodiscard]] HttpHead parse_http_head(std::string_view block);

// The body without chunks and compression, at most `limit` bytes. Writers differ in what they undo themselves and
// forget to say: a body that is not chunked or packed as its header claims is taken as it is. With `allow_cut` a body
// that ends early gives what there is.
[[nodiscard]] Result<std::string> decode_body(const HttpHead& head, std::string body, std::uint64_t limit,
                                              bool allow_cut);

}  // namespace hearsay

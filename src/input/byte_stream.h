// A buffered view on a byte source: look ahead, take lines and blocks, know the offset. Memory is bounded by what the
// caller asks for at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "input/byte_source.h"

namespace hearsay {

class ByteStream {
 public:
  explicit ByteStream(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  // Up to `size` bytes ahead; fewer only before the end or a fault. Valid until the next call of anything else.
  [[nodiscard]] std::string_view peek(std::size_t size);
  // What is at hand without waiting for more; reads once if there is nothing.
  [[nodiscard]] std::string_view peek_available();
  // Reads once more behind what is at hand; false at the end or a fault.
  bool fill();

  // Appends up to `size` bytes to `out`; returns how many. Fewer only at the end or a fault.
  std::size_t read(std::string& out, std::uint64_t size);
  std::uint64_t skip(std::uint64_t size);

  enum class Line {
    whole,     // ended by a newline, which is consumed and not in `out`
    last,      // ended by the end of the stream or by a fault
    too_long,  // more than `limit` bytes; consumed up to its newline, `out` is empty
    none,      // nothing was left
  };
  Line read_line(std::string& out, std::uint64_t limit);

  // Of the next byte, in the unpacked stream.
  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  // True when no byte is left before the end or a fault.
  [[nodiscard]] bool at_end() { return peek(1).empty(); }
  // The fault the stream stands at: only once every byte before it was consumed.
  [[nodiscard]] const std::optional<StreamFault>& fault();
  bool recover() { return source_->recover(); }
  // Hands the source on to a stream that wraps it; what is at hand is lost.
  [[nodiscard]] std::unique_ptr<ByteSource> release() { return std::move(source_); }

 private:
  void consume(std::size_t count) {
    begin_ += count;
    offset_ += count;
  }
  [[nodiscard]] std::string_view at_hand() const { return std::string_view(buffer_).substr(begin_, end_ - begin_); }

  std::unique_ptr<ByteSource> source_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t offset_ = 0;
};

}  // namespace hearsay

#include "input/byte_stream.h"

#include <algorithm>
#include <cstring>

namespace hearsay {
namespace {

constexpr std::size_t kChunk = 256u << 10;
const std::optional<StreamFault> kNoFault;

}  // namespace

bool ByteStream::fill() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (buffer_.size() - end_ < kChunk / 4) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() - end_ < kChunk / 4) buffer_.resize(end_ + kChunk);
  }
  const std::size_t count = source_->read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += count;
  return count > 0;
}

std::string_view ByteStream::peek(std::size_t size) {
  while (end_ - begin_ < size && fill()) {
  }
  return at_hand().substr(0, size);
}

std::string_view ByteStream::peek_available() {
  if (begin_ == end_) fill();
  return at_hand();
}

std::size_t ByteStream::read(std::string& out, std::uint64_t size) {
  std::size_t total = 0;
  while (total < size) {
    const std::string_view piece = peek_available().substr(0, static_cast<std::size_t>(size - total));
    if (piece.empty()) break;
    out.append(piece);
    total += piece.size();
    consume(piece.size());
  }
  return total;
}

std::uint64_t ByteStream::skip(std::uint64_t size) {
  std::uint64_t total = 0;
  while (total < size) {
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(size - total, peek_available().size()));
    if (count == 0) break;
    consume(count);
    total += count;
  }
  return total;
}

ByteStream::Line ByteStream::read_line(std::string& out, std::uint64_t limit) {
  out.clear();
  bool any = false;
  bool too_long = false;
  for (;;) {
    const std::string_view ahead = peek_available();
    if (ahead.empty()) break;
    any = true;
    const std::size_t newline = ahead.find('\n');
    const std::string_view piece = ahead.substr(0, newline);
    if (!too_long && out.size() + piece.size() > limit) {
      too_long = true;
      out = std::string();  // gives its memory back
    }
    if (!too_long) out.append(piece);
    consume(piece.size());
    if (newline == std::string_view::npos) continue;
    consume(1);
    return too_long ? Line::too_long : Line::whole;
  }
  if (too_long) return Line::too_long;
  return any ? Line::last : Line::none;
}

const std::optional<StreamFault>& ByteStream::fault() { return at_end() ? source_->fault() : kNoFault; }

}  // namespace hearsay

#include "input/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace hearsay {
namespace {

constexpr std::size_t kChunk = 256u << 10;
constexpr std::size_t kHeaderSize = 10;    // of a member, without its optional fields
constexpr std::size_t kTrialInput = 4096;  // bytes of a possible member that must unpack before it is believed
constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
constexpr int kRawWindow = -15;

// z_stream with its lifetime.
class Inflater {
 public:
  explicit Inflater(int window) { ready_ = inflateInit2(&stream_, window) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }

  struct Step {
    int code = Z_OK;  // zlib's
    std::size_t taken = 0;
    std::size_t given = 0;
  };
  Step step(std::string_view input, char* into, std::size_t size) {
    if (!ready_) return {Z_MEM_ERROR, 0, 0};
    // zlib does not write to its input; its type says otherwise without ZLIB_CONST.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(input.size(), 1u << 30));
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(size, 1u << 30));
    const uInt input_size = stream_.avail_in;
    const uInt output_size = stream_.avail_out;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    return {code, input_size - stream_.avail_in, output_size - stream_.avail_out};
  }
  void reset() {
    if (ready_) inflateReset(&stream_);
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

bool may_begin_member(std::string_view bytes) {
  return bytes.size() >= kHeaderSize && is_gzip(bytes) && (bytes[3] & 0xE0) == 0;
}

class GunzipSource final : public ByteSource {
 public:
  GunzipSource(std::unique_ptr<ByteSource> packed, std::string head)
      : packed_(std::move(packed)), buffer_(std::move(head)), inflater_(kGzipWindow), trial_(kGzipWindow) {
    end_ = buffer_.size();
  }

  std::size_t read(char* into, std::size_t size) override;
  const std::optional<StreamFault>& fault() const override { return fault_; }
  bool recover() override;

 private:
  // Whether another member begins here; sets the fault if something else does.
  bool next_member();
  bool fill();
  bool want(std::size_t size) {
    while (end_ - begin_ < size && fill()) {
    }
    return end_ - begin_ >= size;
  }
  bool begins_whole_member();
  void damaged(std::string what, std::string hint) {
    using Reach = StreamFault::Reach;
    const Reach reach = !in_member_ ? Reach::beyond : member_gave_ ? Reach::before : Reach::here;
    fault_ = StreamFault{std::move(what), std::move(hint), reach};
  }
  [[nodiscard]] std::string_view at_hand() const { return std::string_view(buffer_).substr(begin_, end_ - begin_); }

  std::unique_ptr<ByteSource> packed_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t member_begin_ = 0;  // in buffer_; 0 if it began before it
  bool in_member_ = false;
  bool member_gave_ = false;  // bytes were handed out from it
  bool ended_ = false;
  Inflater inflater_;
  Inflater trial_;
  std::optional<StreamFault> fault_;
};

bool GunzipSource::fill() {
  if (buffer_.size() - end_ < kChunk / 4) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    member_begin_ = member_begin_ > begin_ ? member_begin_ - begin_ : 0;
    end_ -= begin_;
    begin_ = 0;
    if (buffer_.size() - end_ < kChunk / 4) buffer_.resize(end_ + kChunk);
  }
  const std::size_t count = packed_->read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += count;
  return count > 0;
}

bool GunzipSource::next_member() {
  // Tapes and some writers pad with zeros; gzip(1) ignores them, and so do we.
  while (want(1) && buffer_[begin_] == '\0') ++begin_;
  if (!want(1)) {
    ended_ = true;
    if (packed_->fault()) fault_ = packed_->fault();
    return false;
  }
  want(kHeaderSize);
  if (!is_gzip(at_hand())) {
    damaged("bytes that are no gzip data stand behind the gzip data", "");
    return false;
  }
  inflater_.reset();
  member_begin_ = begin_;
  in_member_ = true;
  member_gave_ = false;
  return true;
}

std::size_t GunzipSource::read(char* into, std::size_t size) {
  while (!fault_ && !ended_ && size > 0) {
    if (!in_member_ && !next_member()) break;
    if (begin_ == end_ && !want(1)) {
      if (packed_->fault()) {
        fault_ = packed_->fault();
      } else {
        damaged("the gzip data ends early", "the file is cut off; fetch it again");
      }
      break;
    }
    const Inflater::Step step = inflater_.step(at_hand(), into, size);
    begin_ += step.taken;
    member_gave_ = member_gave_ || step.given > 0;
    if (step.code == Z_STREAM_END) {
      in_member_ = false;
    } else if (step.code != Z_OK && !(step.code == Z_BUF_ERROR && begin_ == end_)) {
      damaged(step.code == Z_MEM_ERROR ? "not enough memory to unpack the gzip data" : "the gzip data is damaged",
              "fetch the file again");
    }
    if (step.given > 0) return step.given;
  }
  return 0;
}

// Compressed data holds the three magic bytes by chance once in 16 MB: only what unpacks is a member.
bool GunzipSource::begins_whole_member() {
  want(kTrialInput);
  if (!may_begin_member(at_hand())) return false;
  trial_.reset();
  std::string_view input = at_hand().substr(0, kTrialInput);
  char output[4096];
  std::size_t given = 0;
  while (!input.empty() && given < sizeof output) {
    const Inflater::Step step = trial_.step(input, output, sizeof output);
    input.remove_prefix(step.taken);
    given += step.given;
    if (step.code == Z_STREAM_END) return true;
    if (step.code != Z_OK) return step.code == Z_BUF_ERROR && input.empty();
    if (step.taken == 0 && step.given == 0) break;
  }
  return true;
}

bool GunzipSource::recover() {
  if (!fault_ || ended_) return false;
  fault_.reset();
  // A damaged member may have swallowed the header of the next one before zlib saw the damage: look again from the
  // member's own header on, as far back as the buffer reaches.
  if (in_member_) begin_ = std::max(std::min(member_begin_ + kHeaderSize, begin_), std::size_t{0});
  in_member_ = false;
  while (want(kHeaderSize)) {
    const std::size_t found = at_hand().find("\x1F\x8B\x08");
    if (found == std::string_view::npos) {
      begin_ = end_ - 2;
      if (!fill()) break;
      continue;
    }
    begin_ += found;
    if (begins_whole_member()) return next_member();
    ++begin_;
  }
  ended_ = true;
  return false;
}

Result<std::string> inflate_by(int window, std::string_view packed, std::uint64_t limit, bool allow_cut) {
  Inflater inflater(window);
  std::string out;
  std::string chunk(std::min<std::size_t>(kChunk, std::max<std::size_t>(packed.size() * 4, 4096)), '\0');
  for (;;) {
    const Inflater::Step step = inflater.step(packed, chunk.data(), chunk.size());
    packed.remove_prefix(step.taken);
    if (out.size() + step.given > limit)
      return Error{"unpacks to more than " + std::to_string(limit) + " bytes", "", ""};
    out.append(chunk, 0, step.given);
    if (step.code == Z_STREAM_END) {
      if (window != kGzipWindow || !is_gzip(packed)) return out;
      inflater.reset();
    } else if (step.code != Z_OK && step.code != Z_BUF_ERROR) {
      return Error{"the packed data is damaged", "", ""};
    } else if (step.taken == 0 && step.given == 0) {
      if (allow_cut && !out.empty()) return out;
      return Error{"the packed data ends early", "", ""};
    }
  }
}

}  // namespace

std::unique_ptr<ByteSource> gunzip_source(std::unique_ptr<ByteSource> packed, std::string head) {
  return std::make_unique<GunzipSource>(std::move(packed), std::move(head));
}

Result<std::string> inflate_bytes(std::string_view packed, std::uint64_t limit, bool allow_cut) {
  if (is_gzip(packed)) return inflate_by(kGzipWindow, packed, limit, allow_cut);
  Result<std::string> zlib = inflate_by(kZlibWindow, packed, limit, allow_cut);
  // "deflate" means zlib's format (RFC 9110), but servers have sent the bare deflate data as well.
  return zlib.ok() ? std::move(zlib) : inflate_by(kRawWindow, packed, limit, allow_cut);
}

}  // namespace hearsay

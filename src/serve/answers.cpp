#include "serve/answers.h"

#include <xxhash.h>
#include <zlib.h>

#include <array>
#include <cstdio>

namespace hearsay::serve {

std::string gzip_of(std::string_view bytes) {
  constexpr std::size_t kSmallest = 1024;
  if (bytes.size() < kSmallest || bytes.size() > 0x3FFFFFFF) return {};
  z_stream stream{};
  constexpr int kGzip = 15 + 16;
  constexpr int kQuick = 4;  // level 6 costs twice the time for 5% less
  if (deflateInit2(&stream, kQuick, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return done && out.size() < bytes.size() ? out : std::string();
}

std::string etag_of(std::string_view bytes) {
  std::array<char, 24> text{};
  // Weak, since the same answer may go out plain or gzip'd.
  std::snprintf(text.data(), text.size(), "W/\"%016llx\"",
                static_cast<unsigned long long>(XXH64(bytes.data(), bytes.size(), 0)));
  return text.data();
}

void AnswerCache::forget_others(std::uint64_t version) {
  if (version == version_) return;
  version_ = version;
  bytes_ = 0;
  recent_.clear();
  places_.clear();
}

std::shared_ptr<const Answer> AnswerCache::find(std::uint64_t version, const std::string& key) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (version != version_) return nullptr;
  const auto found = places_.find(key);
  if (found == places_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found->second);
  return found->second->answer;
}

void AnswerCache::keep(std::uint64_t version, const std::string& key, std::shared_ptr<const Answer> answer) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (version < version_) return;
  forget_others(version);
  const std::size_t size = answer->body.size() + answer->gzip.size() + key.size();
  if (size > most_bytes_ / 4 || places_.contains(key)) return;
  recent_.push_front({key, std::move(answer)});
  places_[key] = recent_.begin();
  bytes_ += size;
  while (bytes_ > most_bytes_) {
    const Entry& last = recent_.back();
    bytes_ -= last.answer->body.size() + last.answer->gzip.size() + last.key.size();
    places_.erase(last.key);
    recent_.pop_back();
  }
}

}  // namespace hearsay::serve

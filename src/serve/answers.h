// Answers that are ready to be sent, kept as long as the case is what it was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hearsay::serve {

struct Answer {
  int status = 200;
  std::string type;
  std::string etag;
  std::string body;
  std::string gzip;  // empty where it would not be smaller
  std::vector<std::pair<std::string, std::string>> headers;
};

[[nodiscard]] std::string gzip_of(std::string_view bytes);
[[nodiscard]] std::string etag_of(std::string_view bytes);

// The most recently used, up to a number of bytes. Safe from several threads.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  [[nodiscard]] std::shared_ptr<const Answer> find(std::uint64_t version, const std::string& key);
  void keep(std::uint64_t version, const std::string& key, std::shared_ptr<const Answer> answer);

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Answer> answer;
  };
  void forget_others(std::uint64_t version);

  std::size_t most_bytes_;
  std::mutex mutex_;
  std::uint64_t version_ = 0;
  std::size_t bytes_ = 0;
  std::list<Entry> recent_;
  std::unordered_map<std::string, std::list<Entry>::iterator> places_;
};

}  // namespace hearsay::serve

// Builds the archives the input tests read, and shows what was read as text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/input.h"

namespace hearsay::test {

// One gzip member.
[[nodiscard]] std::string gzip(std::string_view plain);
// zlib's format, and the bare deflate data: both are sent as HTTP's "deflate".
[[nodiscard]] std::string zlib_data(std::string_view plain);
[[nodiscard]] std::string bare_deflate(std::string_view plain);

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

// A WARC record with Content-Length and the blank lines behind it. `type` is its WARC-Type.
[[nodiscard]] std::string warc_record(const std::string& type, const HeaderLines& headers, std::string_view body);
// A response record numbered `number` (its id and its address), whose page is `body`.
[[nodiscard]] std::string warc_page(int number, std::string_view body,
                                    const HeaderLines& http = {{"Content-Type", "text/html"}},
                                    const std::string& status = "HTTP/1.1 200 OK");
// As chunks of `size` bytes.
[[nodiscard]] std::string chunked(std::string_view body, std::size_t size);

// Everything in `bytes`, as if it were the file "pile.bin".
[[nodiscard]] std::vector<Result<Record>> read_bytes(std::string_view bytes, const InputOptions& options = {});
[[nodiscard]] std::vector<Result<Record>> read_paths(std::vector<std::string> paths, const InputOptions& options = {});

// The ids of the records, and "!" and the reason for each failure.
[[nodiscard]] std::vector<std::string> ids(const std::vector<Result<Record>>& results);
// All that is known of each record, for .case files.
[[nodiscard]] std::string show(const std::vector<Result<Record>>& results);

// A folder below the system's temporary one, gone at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  // Writes a file, and the folders it lies in; returns its whole path.
  std::string write(const std::string& name, std::string_view bytes) const;
  [[nodiscard]] std::string path(const std::string& name = {}) const;

 private:
  std::filesystem::path path_;
};

}  // namespace hearsay::test

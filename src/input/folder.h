// The files that paths and folders stand for, and the ids their records get.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/result.h"
#include "input/input.h"

namespace hearsay {

struct FileEntry {
  std::string path;            // to open; "-" for stdin
  std::string stem;            // what ids are made from, valid UTF-8
  std::uint64_t size = 0;      // in bytes; 0 where not known
  std::optional<Error> error;  // instead of a file
};

// Walks the folders among `paths`: by name, without hidden files, each folder once whatever links lead to it. A path
// named twice is one file.
[[nodiscard]] std::vector<FileEntry> list_files(const std::vector<std::string>& paths, const InputOptions& options);

// The file's name without its ending: "news/page.html" → "page", "news.jsonl.gz" → "news", "-" → "stdin".
[[nodiscard]] std::string file_stem(std::string_view path);

}  // namespace hearsay

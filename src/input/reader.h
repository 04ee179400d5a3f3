// Reads one file, pipe or piece of memory, whatever it holds. InputReader strings these together; tests and fuzzers
// use it as it is.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "input/byte_source.h"
#include "input/container.h"
#include "input/input.h"

namespace hearsay {

class FileReader {
 public:
  FileReader(std::unique_ptr<ByteSource> source, std::string path, std::string stem, const InputOptions& options);
  FileReader(const FileReader&) = delete;  // the container keeps a reference to context_
  FileReader& operator=(const FileReader&) = delete;

  // The next record or failure; nullopt at the end.
  [[nodiscard]] std::optional<Result<Record>> next();

 private:
  FileContext context_;
  std::unique_ptr<ByteStream> stream_;
  std::unique_ptr<Container> container_;
  bool ended_ = false;
};

}  // namespace hearsay

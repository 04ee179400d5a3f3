#include "input/reader.h"

#include <utility>

#include "core/unicode.h"
#include "input/gunzip.h"

namespace hearsay {

FileReader::FileReader(std::unique_ptr<ByteSource> source, std::string path, std::string stem,
                       const InputOptions& options)
    : context_{valid_utf8(path), std::move(stem), options}, stream_(std::make_unique<ByteStream>(std::move(source))) {}

std::optional<Result<Record>> FileReader::next() {
  if (ended_) return std::nullopt;
  if (!container_) {
    if (is_gzip(stream_->peek(3))) {
      std::string head(stream_->peek_available());
      stream_ = std::make_unique<ByteStream>(gunzip_source(stream_->release(), std::move(head)));
    }
    container_ = open_container(*stream_, context_);
  }
  std::optional<Result<Record>> record = container_->next();
  ended_ = !record.has_value();
  return record;
}

}  // namespace hearsay

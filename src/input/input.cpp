#include "input/input.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "core/unicode.h"
#include "input/folder.h"
#include "input/reader.h"

namespace hearsay {

struct InputReader::State {
  InputOptions options;
  std::vector<FileEntry> files;
  std::size_t file = 0;  // the one to be opened next
  std::optional<FileReader> reader;
  std::uint64_t done_before = 0;  // bytes of the files before the open one
  std::uint64_t consumed = 0;     // of the open one
  std::uint64_t total = 0;

  void close() {
    // A file that was given up early is done as well.
    const std::uint64_t size = files[file - 1].size;
    done_before += std::max(size, consumed);
    total += consumed > size && total > 0 ? consumed - size : 0;
    consumed = 0;
    reader.reset();
  }

  // Opens the next file; its failure instead if that is all there is of it.
  std::optional<Error> open() {
    FileEntry& entry = files[file++];
    if (entry.error) return std::move(entry.error);
    int descriptor = 0;
    if (entry.path != "-") {
      descriptor = ::open(entry.path.c_str(), O_RDONLY | O_CLOEXEC);
      if (descriptor < 0) {
        return Error{"cannot be opened: " + std::generic_category().message(errno), valid_utf8(entry.path), ""};
      }
    }
    reader.emplace(descriptor_source(descriptor, &consumed), entry.path, entry.stem, options);
    return std::nullopt;
  }
};

InputReader::InputReader(std::vector<std::string> paths, InputOptions options) : state_(std::make_unique<State>()) {
  state_->options = options;
  state_->files = list_files(paths, options);
  for (const FileEntry& file : state_->files) state_->total += file.size;
  const bool unknown = std::any_of(state_->files.begin(), state_->files.end(),
                                   [](const FileEntry& file) { return file.path == "-" && !file.error; });
  if (unknown) state_->total = 0;
}

InputReader::InputReader(InputReader&&) noexcept = default;
InputReader& InputReader::operator=(InputReader&&) noexcept = default;
InputReader::~InputReader() = default;

std::optional<Result<Record>> InputReader::next() {
  for (;;) {
    if (state_->reader) {
      if (std::optional<Result<Record>> record = state_->reader->next()) return record;
      state_->close();
    }
    if (state_->file == state_->files.size()) return std::nullopt;
    if (std::optional<Error> error = state_->open()) return std::move(*error);
  }
}

InputProgress InputReader::progress() const { return {state_->done_before + state_->consumed, state_->total}; }

}  // namespace hearsay

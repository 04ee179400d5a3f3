// input: files, folders and stdin in; records (bytes and what is known of them) out. A record that cannot be read is
// an Error among the records and never stops the rest.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hearsay/document.h"
#include "hearsay/result.h"

namespace hearsay {

enum class ContentKind { text, html };

// One page or text as the container held it, not yet decoded.
struct Record {
  std::string id;  // never empty: the record's own, else the file's name without its ending; unique among a run's inputs
                   // as far as the names allow (the folder is put before it where two files would collide)
  InputInfo info;
  ContentKind content = ContentKind::text;
  std::string bytes;         // the page's or text's bytes, transfer and content encodings undone
  std::string content_type;  // the HTTP header's value, where there was one: may tell a charset
  bool utf8 = false;         // bytes are known to be UTF-8 (JSON strings, feeds), whatever the page says
  std::string title;         // what the container tells: JSON Lines fields, a feed's item
  std::string date;          // as told, not yet parsed
  std::string publisher;
  std::vector<std::string> authors;
};

struct InputOptions {
  std::uint64_t max_record_bytes = 256u << 20;  // a larger record is an Error (decompressed size)
  std::uint32_t max_folder_depth = 64;
};

struct InputProgress {
  std::uint64_t bytes_done = 0;  // of the files as they lie on the disk
  std::uint64_t bytes_total = 0; // 0 where not known (stdin)
};

// Reads records one after the other, in the order of `paths`, folders by name. Not thread-safe; moves, no copies.
class InputReader {
 public:
  explicit InputReader(std::vector<std::string> paths, InputOptions options = {});
  InputReader(InputReader&&) noexcept;
  InputReader& operator=(InputReader&&) noexcept;
  ~InputReader();

  // The next record or the next record's failure; nullopt at the end.
  [[nodiscard]] std::optional<Result<Record>> next();
  [[nodiscard]] InputProgress progress() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hearsay

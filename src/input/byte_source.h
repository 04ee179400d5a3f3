// Where bytes come from: a file descriptor, or memory. A source is read once, front to back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hearsay {

// What is wrong with a stream at the place where reading stopped.
struct StreamFault {
  std::string what;
  std::string hint;
  enum class Reach {
    before,  // what was read just before comes from the same damaged piece and may be wrong
    here,    // what was read before is sound; something is lost from here on
    beyond,  // nothing is lost: what follows is none of the stream's
  };
  Reach reach = Reach::before;
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Puts up to `size` bytes at `into` and returns how many; 0 at the end and at a fault.
  virtual std::size_t read(char* into, std::size_t size) = 0;
  // The fault reading stands at, if it stands at one.
  [[nodiscard]] virtual const std::optional<StreamFault>& fault() const = 0;
  // Goes on behind the fault; false if nothing can be read behind it.
  virtual bool recover() = 0;
};

// An open file descriptor, which it closes unless it is 0. `consumed` is counted up by the bytes read and must outlive
// the source.
[[nodiscard]] std::unique_ptr<ByteSource> descriptor_source(int descriptor, std::uint64_t* consumed);

// `bytes` must outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> memory_source(std::string_view bytes);

}  // namespace hearsay

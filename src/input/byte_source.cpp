#include "input/byte_source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace hearsay {
namespace {

class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(int descriptor, std::uint64_t* consumed) : descriptor_(descriptor), consumed_(consumed) {}
  DescriptorSource(const DescriptorSource&) = delete;
  DescriptorSource& operator=(const DescriptorSource&) = delete;
  ~DescriptorSource() override {
    if (descriptor_ > 0) ::close(descriptor_);
  }

  std::size_t read(char* into, std::size_t size) override {
    if (fault_ || size == 0) return 0;
    for (;;) {
      const ssize_t count = ::read(descriptor_, into, size);
      if (count >= 0) {
        *consumed_ += static_cast<std::uint64_t>(count);
        return static_cast<std::size_t>(count);
      }
      if (errno == EINTR) continue;
      fault_ = StreamFault{"cannot be read: " + std::generic_category().message(errno), "", StreamFault::Reach::here};
      return 0;
    }
  }

  const std::optional<StreamFault>& fault() const override { return fault_; }
  bool recover() override { return false; }

 private:
  int descriptor_;
  std::uint64_t* consumed_;
  std::optional<StreamFault> fault_;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

  std::size_t read(char* into, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size());
    if (count > 0) std::memcpy(into, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

  const std::optional<StreamFault>& fault() const override { return fault_; }
  bool recover() override { return false; }

 private:
  std::string_view bytes_;
  std::optional<StreamFault> fault_;
};

}  // namespace

std::unique_ptr<ByteSource> descriptor_source(int descriptor, std::uint64_t* consumed) {
  return std::make_unique<DescriptorSource>(descriptor, consumed);
}

std::unique_ptr<ByteSource> memory_source(std::string_view bytes) { return std::make_unique<MemorySource>(bytes); }

}  // namespace hearsay

#include "model/weights.h"

#include <zlib.h>

#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace hearsay::model {
namespace {

constexpr std::string_view kMagic = "HEARSAYM";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeaderSize = 32;
constexpr std::size_t kEntrySize = 64;
constexpr std::size_t kNameSize = 32;
constexpr std::string_view kHint = "build the program again from a complete copy of its sources";

static_assert(std::endian::native == std::endian::little, "weights files are little-endian");

template <class Value>
Value read(std::string_view bytes, std::size_t offset) {
  Value value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

std::size_t value_size(TensorType type) {
  switch (type) {
    case TensorType::float32:
      return 4;
    case TensorType::float16:
      return 2;
    case TensorType::int8:
    case TensorType::bytes:
      return 1;
  }
  return 0;
}

std::string_view type_name(TensorType type) {
  constexpr std::array<std::string_view, 4> kNames = {"float32", "float16", "int8", "bytes"};
  return kNames[static_cast<std::size_t>(type)];
}

Error damaged(std::string what) { return {std::move(what), "weights file", std::string(kHint)}; }

std::string shape_text(std::uint32_t rows, std::uint32_t columns) {
  const auto side = [](std::uint32_t count) { return count == 0 ? std::string("any") : std::to_string(count); };
  return side(rows) + " x " + side(columns);
}

Result<Tensor> read_entry(std::string_view bytes, std::size_t entry) {
  Tensor tensor;
  const std::string_view name = bytes.substr(entry, kNameSize);
  tensor.name = name.substr(0, name.find('\0'));
  const auto type = read<std::uint32_t>(bytes, entry + 32);
  tensor.rows = read<std::uint32_t>(bytes, entry + 36);
  tensor.columns = read<std::uint32_t>(bytes, entry + 40);
  const auto offset = read<std::uint64_t>(bytes, entry + 48);
  const auto size = read<std::uint64_t>(bytes, entry + 56);
  if (type > static_cast<std::uint32_t>(TensorType::bytes)) return damaged("a tensor of an unknown type");
  tensor.type = static_cast<TensorType>(type);
  if (offset % 64 != 0 || offset > bytes.size() || size > bytes.size() - offset)
    return damaged("a tensor that lies outside the file");
  // Both sides below 2^32, so their product does not overflow; that with 4 might, were it not compared by division.
  if (size % value_size(tensor.type) != 0 ||
      size / value_size(tensor.type) != std::uint64_t{tensor.rows} * tensor.columns)
    return damaged("a tensor whose size does not fit its shape");
  tensor.data = reinterpret_cast<const unsigned char*>(bytes.data()) + offset;
  return tensor;
}

std::optional<Error> head_error(std::string_view bytes) {
  if (bytes.size() < kHeaderSize || bytes.substr(0, kMagic.size()) != kMagic) return damaged("this is no weights file");
  const auto version = read<std::uint32_t>(bytes, 8);
  if (version != kVersion)
    return damaged("it is of version " + std::to_string(version) + ", this program reads version " +
                   std::to_string(kVersion));
  const auto size = read<std::uint64_t>(bytes, 16);
  if (size != bytes.size())
    return damaged("it has " + std::to_string(bytes.size()) + " bytes and should have " + std::to_string(size));
  return std::nullopt;
}

}  // namespace

Result<Weights> Weights::parse(std::string_view bytes) {
  if (std::optional<Error> wrong = head_error(bytes)) return *wrong;
  const std::string_view body = bytes.substr(kHeaderSize);
  const auto checksum =
      crc32_z(0, reinterpret_cast<const unsigned char*>(body.data()), static_cast<z_size_t>(body.size()));
  if (checksum != read<std::uint32_t>(bytes, 24)) return damaged("its checksum is wrong: it is damaged");
  return of_program(bytes);
}

Result<Weights> Weights::of_program(std::string_view bytes) {
  if (std::optional<Error> wrong = head_error(bytes)) return *wrong;
  const auto count = read<std::uint32_t>(bytes, 12);
  if (count > (bytes.size() - kHeaderSize) / kEntrySize) return damaged("its table of tensors is longer than the file");
  Weights weights;
  weights.tensors_.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Result<Tensor> tensor = read_entry(bytes, kHeaderSize + i * kEntrySize);
    if (!tensor) return tensor.error();
    weights.tensors_.push_back(*tensor);
  }
  return weights;
}

Result<Tensor> Weights::find(std::string_view name, TensorType type, std::uint32_t rows, std::uint32_t columns) const {
  for (const Tensor& tensor : tensors_) {
    if (tensor.name != name) continue;
    if (tensor.type != type || (rows != 0 && tensor.rows != rows) || (columns != 0 && tensor.columns != columns))
      return damaged("the tensor " + std::string(name) + " is " + std::string(type_name(tensor.type)) + " " +
                     shape_text(tensor.rows, tensor.columns) + " and should be " + std::string(type_name(type)) + " " +
                     shape_text(rows, columns));
    return tensor;
  }
  return damaged("the tensor " + std::string(name) + " is missing");
}

Result<std::vector<float>> Weights::floats(std::string_view name, std::uint32_t rows, std::uint32_t columns) const {
  bool is_half = false;
  for (const Tensor& tensor : tensors_) is_half |= tensor.name == name && tensor.type == TensorType::float16;
  Result<Tensor> tensor = find(name, is_half ? TensorType::float16 : TensorType::float32, rows, columns);
  if (!tensor) return tensor.error();
  std::vector<float> values(tensor->size());
  if (!is_half) {
    std::memcpy(values.data(), tensor->data, values.size() * sizeof(float));
    return values;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint16_t half = 0;
    std::memcpy(&half, tensor->data + 2 * i, sizeof half);
    values[i] = half_to_float(half);
  }
  return values;
}

Result<std::string_view> Weights::text(std::string_view name) const {
  Result<Tensor> tensor = find(name, TensorType::bytes, 1, 0);
  if (!tensor) return tensor.error();
  return std::string_view(reinterpret_cast<const char*>(tensor->data), tensor->size());
}

std::pair<std::uint32_t, std::uint32_t> Weights::shape(std::string_view name) const {
  for (const Tensor& tensor : tensors_)
    if (tensor.name == name) return {tensor.rows, tensor.columns};
  return {0, 0};
}

// Without a jump, so that a loop over a tensor takes several at once: the exponent is moved by a product, which makes numbers
// of what was subnormal too.
float half_to_float(std::uint16_t half) {
  const std::uint32_t size = half & 0x7FFFU;
  const float moved = std::bit_cast<float>(size << 13) * 5.192296858534828e33F;  // 2^112
  const std::uint32_t infinite = size >= 0x7C00U ? 0x7F800000U : 0U;
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(moved) | infinite | static_cast<std::uint32_t>(half & 0x8000U) << 16);
}

}  // namespace hearsay::model

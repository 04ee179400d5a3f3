#include "model/transformer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

namespace hearsay::model {
namespace {

constexpr int kSlice = 256;  // columns that go through the wide middle of a layer at once
constexpr int kCodeBits = 7;

// Eight codes in seven bytes, the first in the lowest bits; 64 stands for zero.
void unpack_codes(const unsigned char* from, std::size_t count, std::int8_t* codes) {
  for (std::size_t i = 0; i < count; i += 8, from += kCodeBits) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, from, kCodeBits);
    for (std::size_t k = 0; k < 8; ++k) codes[i + k] = static_cast<std::int8_t>((bits >> (kCodeBits * k) & 127) - 64);
  }
}

std::vector<float> spread_out(const ByteMatrix& matrix) {
  std::vector<float> values(static_cast<std::size_t>(matrix.rows) * matrix.columns);
  for (int row = 0; row < matrix.rows; ++row)
    for (int column = 0; column < matrix.columns; ++column)
      values[static_cast<std::size_t>(row) * matrix.columns + column] =
          static_cast<float>(matrix.code(row, column)) * matrix.scales[row];
  return values;
}

}  // namespace

Result<ByteLinear> ByteLinear::load(const Weights& weights, const std::string& name, std::uint32_t rows,
                                    std::uint32_t columns) {
  Result<Tensor> codes = weights.find(name, TensorType::bytes, rows, columns / 8 * kCodeBits);
  if (!codes) return codes.error();
  Result<std::vector<float>> scales = weights.floats(name + ".scale", 1, rows);
  if (!scales) return scales.error();
  Result<std::vector<float>> bias = weights.floats(name + ".bias", 1, rows);
  if (!bias) return bias.error();
  std::vector<std::int8_t> unpacked(static_cast<std::size_t>(rows) * columns);
  unpack_codes(codes->data, unpacked.size(), unpacked.data());
  ByteLinear linear;
  linear.weight = ByteMatrix(unpacked, *scales, static_cast<int>(rows), static_cast<int>(columns));
  linear.bias = std::move(*bias);
  return linear;
}

Result<LayerNorm> LayerNorm::load(const Weights& weights, const std::string& name, std::uint32_t rows) {
  Result<std::vector<float>> weight = weights.floats(name, 1, rows);
  if (!weight) return weight.error();
  Result<std::vector<float>> bias = weights.floats(name + ".bias", 1, rows);
  if (!bias) return bias.error();
  return LayerNorm{std::move(*weight), std::move(*bias)};
}

Result<TransformerLayer> TransformerLayer::load(const Weights& weights, const std::string& name,
                                                const TransformerShape& shape) {
  TransformerLayer layer;
  layer.shape_ = shape;
  const std::uint32_t hidden = shape.hidden;
  const std::uint32_t inner = weights.shape(name + ".up").first;
  if (inner == 0 || inner % 64 != 0)
    return Error{"the tensor " + name + ".up is missing or misshapen", "weights file", ""};
  struct Part {
    const char* name;
    ByteLinear* linear;
    std::uint32_t rows;
    std::uint32_t columns;
  };
  const Part parts[] = {{".qkv", &layer.qkv_, 3 * hidden, hidden},
                        {".out", &layer.out_, hidden, hidden},
                        {".up", &layer.up_, inner, hidden},
                        {".down", &layer.down_, hidden, inner}};
  for (const Part& part : parts) {
    Result<ByteLinear> linear = ByteLinear::load(weights, name + part.name, part.rows, part.columns);
    if (!linear) return linear.error();
    *part.linear = std::move(*linear);
  }
  for (const auto& [part, norm] : {std::pair{".norm1", &layer.norm1_}, std::pair{".norm2", &layer.norm2_}}) {
    Result<LayerNorm> loaded = LayerNorm::load(weights, name + part, hidden);
    if (!loaded) return loaded.error();
    *norm = std::move(*loaded);
  }
  return layer;
}

// out = linear * in, or of the GELU of `in`, which is used up then.
void TransformerLayer::multiply(const Kernels& kernels, Arithmetic arithmetic, const ByteLinear& linear, float* in,
                                int count, bool active, float* out) const {
  const int rows = linear.weight.rows;
  const int columns = linear.weight.columns;
  if (arithmetic == Arithmetic::floats) {
    if (active)
      for (float& value : std::span(in, static_cast<std::size_t>(count) * columns))
        value = value * 0.5F * (1.0F + std::erf(value * 0.707106781F));
    const std::vector<float> weight = spread_out(linear.weight);
    return kernels.affine(weight.data(), linear.bias.data(), rows, columns, in, columns, count, out, rows);
  }
  std::vector<ByteRange> ranges(count);
  const auto bytes = std::make_unique_for_overwrite<std::uint8_t[]>(static_cast<std::size_t>(count) * columns);
  const TransformerKernels& own = *kernels.transformer;
  if (active) {
    own.gelu_to_bytes(in, columns, count, bytes.get(), ranges.data());
  } else {
    own.to_bytes(in, columns, count, bytes.get(), ranges.data());
  }
  own.byte_affine(linear.weight, linear.bias.data(), bytes.get(), ranges.data(), count, out);
}

void TransformerLayer::run(const Kernels& kernels, Arithmetic arithmetic, std::span<const Stretch> stretches,
                           std::span<const float> distances, std::vector<float>& states) const {
  const auto hidden = static_cast<int>(shape_.hidden);
  const auto columns = static_cast<int>(states.size() / shape_.hidden);
  const TransformerKernels& own = *kernels.transformer;
  const auto wide = std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(columns) * 3 * hidden);
  const auto mixed = std::make_unique_for_overwrite<float[]>(states.size());
  multiply(kernels, arithmetic, qkv_, states.data(), columns, false, wide.get());
  std::vector<float> scratch;
  for (const Stretch& stretch : stretches) {
    AttentionInput input;
    input.states = wide.get() + static_cast<std::size_t>(stretch.first) * 3 * hidden;
    input.length = static_cast<int>(stretch.length);
    input.heads = static_cast<int>(shape_.heads);
    input.head_size = hidden / input.heads;
    input.distances = distances.data();
    scratch.resize(std::max(scratch.size(), attention_scratch(input.length)));
    own.attention(input, scratch.data(), mixed.get() + static_cast<std::size_t>(stretch.first) * hidden);
  }
  multiply(kernels, arithmetic, out_, mixed.get(), columns, false, wide.get());
  own.add_norm(states.data(), wide.get(), norm1_.weight.data(), norm1_.bias.data(), shape_.epsilon, hidden, columns);
  const auto inner =
      std::make_unique_for_overwrite<float[]>(static_cast<std::size_t>(kSlice) * up_.weight.rows);
  for (int first = 0; first < columns; first += kSlice) {
    const int count = std::min(kSlice, columns - first);
    float* slice = states.data() + static_cast<std::size_t>(first) * hidden;
    multiply(kernels, arithmetic, up_, slice, count, false, inner.get());
    multiply(kernels, arithmetic, down_, inner.get(), count, true, mixed.get());
    own.add_norm(slice, mixed.get(), norm2_.weight.data(), norm2_.bias.data(), shape_.epsilon, hidden, count);
  }
}

}  // namespace hearsay::model

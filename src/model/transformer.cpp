#include "model/transformer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace hearsay::model {
namespace {

// Columns that go through what follows attention at once, about; as many columns as a product takes together.
constexpr int kSlice = 128;
constexpr int kBlock = 32;
constexpr int kCodeBits = 7;

// Eight codes in seven bytes, the first in the lowest bits; 64 stands for zero.
void unpack_codes(const unsigned char* from, std::size_t count, std::int8_t* codes) {
  for (std::size_t i = 0; i < count; i += 8, from += kCodeBits) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, from, kCodeBits);
    // Spread to two codes of four, four of two, eight of one.
    bits = (bits & 0x00FFFFFFF0000000U) << 4 | (bits & 0x000000000FFFFFFFU);
    bits = (bits & 0x0FFFC0000FFFC000U) << 2 | (bits & 0x00003FFF00003FFFU);
    bits = (bits & 0x3F803F803F803F80U) << 1 | (bits & 0x007F007F007F007FU);
    // In each byte + 128 - 64 - 128, so that nothing is borrowed from the next.
    bits = ((bits | 0x8080808080808080U) - 0x4040404040404040U) ^ 0x8080808080808080U;
    std::memcpy(codes + i, &bits, sizeof bits);
  }
}

// Room for `count` values at least.
template <class Values>
auto* room(Values& values, std::size_t count) {
  if (values.size() < count) values.resize(count);
  return values.data();
}

std::vector<float> spread_out(const ByteMatrix& matrix) {
  std::vector<float> values(static_cast<std::size_t>(matrix.rows) * matrix.columns);
  for (int row = 0; row < matrix.rows; ++row)
    for (int column = 0; column < matrix.columns; ++column)
      values[static_cast<std::size_t>(row) * matrix.columns + column] =
          static_cast<float>(matrix.code(row, column)) * matrix.scales[row];
  return values;
}

// A linear layer as its file has it: codes row by row.
struct LinearRows {
  std::vector<std::int8_t> codes;
  std::vector<float> scales;
  std::vector<float> bias;

  static Result<LinearRows> load(const Weights& weights, const std::string& name, std::uint32_t rows,
                                 std::uint32_t columns) {
    Result<Tensor> packed = weights.find(name, TensorType::bytes, rows, columns / 8 * kCodeBits);
    if (!packed) return packed.error();
    Result<std::vector<float>> scales = weights.floats(name + ".scale", 1, rows);
    if (!scales) return scales.error();
    Result<std::vector<float>> bias = weights.floats(name + ".bias", 1, rows);
    if (!bias) return bias.error();
    LinearRows linear{std::vector<std::int8_t>(static_cast<std::size_t>(rows) * columns), std::move(*scales),
                      std::move(*bias)};
    unpack_codes(packed->data, linear.codes.size(), linear.codes.data());
    return linear;
  }

  // The rows of some stretches, one after the other.
  [[nodiscard]] ByteLinear part(std::uint32_t columns, std::initializer_list<Stretch> stretches) const {
    std::vector<std::int8_t> own_codes;
    std::vector<float> own_scales;
    ByteLinear linear;
    for (const auto [first, length] : stretches) {
      const auto begin = static_cast<std::ptrdiff_t>(first);
      const auto end = begin + static_cast<std::ptrdiff_t>(length);
      const auto width = static_cast<std::ptrdiff_t>(columns);
      own_codes.insert(own_codes.end(), codes.begin() + begin * width, codes.begin() + end * width);
      own_scales.insert(own_scales.end(), scales.begin() + begin, scales.begin() + end);
      linear.bias.insert(linear.bias.end(), bias.begin() + begin, bias.begin() + end);
    }
    linear.weight = ByteMatrix(own_codes, own_scales, static_cast<int>(own_scales.size()), static_cast<int>(columns));
    return linear;
  }
};

}  // namespace

Result<ByteLinear> ByteLinear::load(const Weights& weights, const std::string& name, std::uint32_t rows,
                                    std::uint32_t columns) {
  Result<LinearRows> all = LinearRows::load(weights, name, rows, columns);
  if (!all) return all.error();
  return all->part(columns, {{0, rows}});
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
  Result<LinearRows> all = LinearRows::load(weights, name + ".qkv", 3 * hidden, hidden);
  if (!all) return all.error();
  const std::uint32_t size = hidden / shape.heads;
  layer.together_ = 1;
  while (3 * size * layer.together_ % 64 != 0 || shape.heads % layer.together_ != 0) ++layer.together_;
  const std::uint32_t rows = size * layer.together_;
  for (std::uint32_t first = 0; first < hidden; first += rows)
    layer.heads_.push_back(all->part(hidden, {{first, rows}, {hidden + first, rows}, {2 * hidden + first, rows}}));
  const Part parts[] = {{".out", &layer.out_, hidden, hidden},
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

void ByteAttention::prepare(int length, int head_size) {
  const int tokens = (length + 63) / 64 * 64;
  const int size = (head_size + 63) / 64 * 64;
  // What is left in them from other windows is never read, or meets weights of zero.
  keys.reshape(tokens, size);
  values.reshape(size, tokens);
  constexpr std::size_t kCount = kAttentionQueries;
  bytes.resize(std::max(bytes.size(), kCount * static_cast<std::size_t>(2 * tokens + size)));
  ranges.resize(kCount);
  bias.resize(std::max<std::size_t>(bias.size(), static_cast<std::size_t>(std::max(tokens, size))));
  scores.resize(std::max(scores.size(), kCount * static_cast<std::size_t>(std::max(tokens, 2 * size))));
}

namespace {

// out = linear * in, with floats.
void multiply_floats(const Kernels& kernels, const ByteLinear& linear, const float* in, int count, float* out) {
  const int rows = linear.weight.rows;
  const int columns = linear.weight.columns;
  const std::vector<float> weight = spread_out(linear.weight);
  kernels.affine(weight.data(), linear.bias.data(), rows, columns, in, columns, count, out, rows);
}

// out = linear * in, with bytes.
void multiply_bytes(const TransformerKernels& kernels, const ByteLinear& linear, const PackedBytes& in, int count,
                    float* out) {
  kernels.packed_affine(linear.weight, linear.bias.data(), in.bytes.data(), in.ranges.data(), count, out);
}

void pack(const TransformerKernels& kernels, const float* values, int rows, int count, PackedBytes& packed) {
  packed.prepare(rows, count);
  kernels.packed_bytes(values, rows, count, packed.bytes.data(), packed.ranges.data());
}

}  // namespace

void PackedBytes::prepare(int rows, int count) {
  room(bytes, packed_columns(count) * static_cast<std::size_t>(rows));
  room(ranges, static_cast<std::size_t>(count));
}

// mixed[hidden x columns] of states[hidden x columns], some heads at a time.
void TransformerLayer::attend(const Kernels& kernels, Arithmetic arithmetic, std::span<const Stretch> stretches,
                              std::span<const float> distances, const LineVector<float>& states,
                              TransformerScratch& scratch) const {
  const auto hidden = static_cast<int>(shape_.hidden);
  const auto columns = static_cast<int>(states.size() / shape_.hidden);
  const TransformerKernels& own = *kernels.transformer;
  AttentionInput input;
  input.heads = static_cast<int>(together_);
  input.out_stride = hidden;
  input.head_size = hidden / static_cast<int>(shape_.heads);
  const int size = input.heads * input.head_size;
  float* mixed = scratch.mixed.data();
  if (arithmetic == Arithmetic::bytes) pack(own, states.data(), hidden, columns, scratch.packed);
  float* wide = room(scratch.wide, static_cast<std::size_t>(columns) * 3 * size);
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    if (arithmetic == Arithmetic::bytes) {
      multiply_bytes(own, heads_[i], scratch.packed, columns, wide);
    } else {
      multiply_floats(kernels, heads_[i], states.data(), columns, wide);
    }
    input.distances = distances.data() + i * together_ * (2 * kFarthest + 1);
    for (const Stretch& stretch : stretches) {
      input.states = wide + static_cast<std::size_t>(stretch.first) * 3 * size;
      input.length = static_cast<int>(stretch.length);
      float* out = mixed + static_cast<std::size_t>(stretch.first) * hidden + i * static_cast<std::size_t>(size);
      if (arithmetic == Arithmetic::bytes) {
        scratch.byte_attention.prepare(input.length, input.head_size);
        own.byte_attention(input, scratch.byte_attention, out);
      } else {
        own.attention(input, room(scratch.attention, attention_scratch(input.length)), out);
      }
    }
  }
}

// What follows attention, for some columns.
void TransformerLayer::finish(const Kernels& kernels, Arithmetic arithmetic, const float* mixed, int count, float* states,
                              TransformerScratch& scratch) const {
  const auto hidden = static_cast<int>(shape_.hidden);
  const int wide = up_.weight.rows;
  const TransformerKernels& own = *kernels.transformer;
  float* added = room(scratch.wide, static_cast<std::size_t>(count) * shape_.hidden);
  float* inner = room(scratch.inner, packed_values(wide, count));
  const auto norm = [&](const LayerNorm& by) {
    own.add_norm(states, added, by.weight.data(), by.bias.data(), shape_.epsilon, hidden, count);
  };
  if (arithmetic == Arithmetic::floats) {
    multiply_floats(kernels, out_, mixed, count, added);
    norm(norm1_);
    multiply_floats(kernels, up_, states, count, inner);
    for (float& value : std::span(inner, static_cast<std::size_t>(count) * wide))
      value = value * 0.5F * (1.0F + std::erf(value * 0.707106781F));
    multiply_floats(kernels, down_, inner, count, added);
  } else {
    pack(own, mixed, hidden, count, scratch.packed);
    multiply_bytes(own, out_, scratch.packed, count, added);
    norm(norm1_);
    pack(own, states, hidden, count, scratch.packed);
    scratch.packed_inner.prepare(wide, count);
    own.packed_gelu(up_.weight, up_.bias.data(), scratch.packed.bytes.data(), scratch.packed.ranges.data(), count, inner,
                    scratch.packed_inner.bytes.data(), scratch.packed_inner.ranges.data());
    multiply_bytes(own, down_, scratch.packed_inner, count, added);
  }
  norm(norm2_);
}

void TransformerLayer::run(const Kernels& kernels, Arithmetic arithmetic, std::span<const Stretch> stretches,
                           std::span<const float> distances, LineVector<float>& states,
                           TransformerScratch& scratch) const {
  const std::size_t hidden = shape_.hidden;
  const auto columns = static_cast<int>(states.size() / hidden);
  const float* mixed = room(scratch.mixed, states.size());
  attend(kernels, arithmetic, stretches, distances, states, scratch);
  // Slices, so that what one product makes is in the cache when the next one reads it; alike, since each reads all
  // weights.
  const int blocks = (columns + kBlock - 1) / kBlock;
  const int slices = std::max(1, (columns + kSlice / 2) / kSlice);
  for (int i = 0; i < slices; ++i) {
    const int first = blocks * i / slices * kBlock;
    const int count = std::min(blocks * (i + 1) / slices * kBlock, columns) - first;
    finish(kernels, arithmetic, mixed + first * hidden, count, states.data() + first * hidden, scratch);
  }
}

}  // namespace hearsay::model

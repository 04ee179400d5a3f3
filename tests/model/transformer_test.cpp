// Each instruction set against sums written out, and against each other bit for bit; the numbers come from a fixed
// generator.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "model/kernels.h"
#include "model/transformer_kernels.h"

namespace hearsay::model {
namespace {

std::vector<float> numbers(std::size_t count, std::uint32_t seed, float size = 1) {
  std::vector<float> values(count);
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = size * static_cast<float>(static_cast<double>(seed >> 8) / (1 << 23) - 1);
  }
  return values;
}

TEST(Transformer, BytesKeepTheValues) {
  const std::vector<float> values = numbers(64 * 3, 1, 5);
  for (const Kernels* set : usable_kernels()) {
    std::vector<std::uint8_t> bytes(values.size());
    std::vector<ByteRange> ranges(3);
    set->transformer->to_bytes(values.data(), 64, 3, bytes.data(), ranges.data());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const ByteRange range = ranges[i / 64];
      EXPECT_NEAR(range.low + range.step * static_cast<float>(bytes[i]), values[i], 0.51F * range.step) << set->name;
    }
    const std::vector<float> same(64, 2.5F);
    set->transformer->to_bytes(same.data(), 64, 1, bytes.data(), ranges.data());
    EXPECT_EQ(ranges[0].low + ranges[0].step * static_cast<float>(bytes[5]), 2.5F) << set->name;
  }
}

// A matrix and columns to multiply it with.
struct Product {
  static constexpr int kRows = 128;
  static constexpr int kColumns = 192;
  std::vector<float> bias = numbers(kRows, 4);
  std::vector<float> values;
  ByteMatrix matrix;

  explicit Product(int count) : values(numbers(static_cast<std::size_t>(kColumns) * count, 11, 3)) {
    std::vector<std::int8_t> codes(kRows * kColumns);
    for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<std::int8_t>(static_cast<int>(i * 7919 % 127) - 63);
    std::vector<float> factors = numbers(kRows, 3);
    for (float& factor : factors) factor /= 500;
    matrix = ByteMatrix(codes, factors, kRows, kColumns);
  }
};

struct Packed {
  std::vector<std::uint8_t> bytes;
  std::vector<ByteRange> ranges;

  Packed(int rows, int count) : bytes(packed_columns(count) * static_cast<std::size_t>(rows)), ranges(static_cast<std::size_t>(count)) {}
};

// Parts of a tile, whole ones, and more than two: 32 columns are what the widest set takes at once.
constexpr int kCounts[] = {1, 15, 16, 17, 32, 33, 50, 70};

TEST(Transformer, PackedBytesGiveTheSameProducts) {
  for (const int count : kCounts) {
    const Product product(count);
    for (const Kernels* set : usable_kernels()) {
      const TransformerKernels& own = *set->transformer;
      const std::size_t size = static_cast<std::size_t>(count) * Product::kRows;
      std::vector<std::uint8_t> bytes(product.values.size());
      std::vector<ByteRange> ranges(static_cast<std::size_t>(count));
      std::vector<float> expected(size + 1, 7.0F);
      own.to_bytes(product.values.data(), Product::kColumns, count, bytes.data(), ranges.data());
      own.byte_affine(product.matrix, product.bias.data(), bytes.data(), ranges.data(), count, expected.data());
      Packed packed(Product::kColumns, count);
      std::vector<float> out(size + 1, 7.0F);
      own.packed_bytes(product.values.data(), Product::kColumns, count, packed.bytes.data(), packed.ranges.data());
      own.packed_affine(product.matrix, product.bias.data(), packed.bytes.data(), packed.ranges.data(), count, out.data());
      EXPECT_EQ(out, expected) << set->name << " " << count;
    }
  }
}

TEST(Transformer, GeluIsThatOfTheErrorFunction) {
  // A matrix of ones on its diagonal lets the bytes be read in order, whatever the order they are packed in.
  std::vector<std::int8_t> ones(Product::kRows * Product::kRows);
  for (int i = 0; i < Product::kRows; ++i) ones[static_cast<std::size_t>(i * Product::kRows + i)] = 1;
  const ByteMatrix same(ones, std::vector<float>(Product::kRows, 1.0F), Product::kRows, Product::kRows);
  const std::vector<float> nothing(Product::kRows);
  for (const int count : kCounts) {
    const Product product(count);
    const std::size_t size = static_cast<std::size_t>(count) * Product::kRows;
    std::vector<float> first;
    for (const Kernels* set : usable_kernels()) {
      const TransformerKernels& own = *set->transformer;
      Packed packed(Product::kColumns, count);
      own.packed_bytes(product.values.data(), Product::kColumns, count, packed.bytes.data(), packed.ranges.data());
      std::vector<float> sums(size);
      own.packed_affine(product.matrix, product.bias.data(), packed.bytes.data(), packed.ranges.data(), count, sums.data());
      std::vector<float> values(packed_values(Product::kRows, count) + 1, 7.0F);
      Packed active(Product::kRows, count);
      own.packed_gelu(product.matrix, product.bias.data(), packed.bytes.data(), packed.ranges.data(), count, values.data(),
                      active.bytes.data(), active.ranges.data());
      EXPECT_EQ(values.back(), 7.0F) << "what lies behind is not ours";
      std::vector<float> out(size);
      own.packed_affine(same, nothing.data(), active.bytes.data(), active.ranges.data(), count, out.data());
      for (std::size_t i = 0; i < size; ++i) {
        const double x = sums[i];
        ASSERT_NEAR(out[i], x / 2 * (1 + std::erf(x / std::sqrt(2.0))), 0.51 * active.ranges[i / Product::kRows].step + 2e-5 * std::max(1.0, std::abs(x)))
            << set->name << " " << x;
      }
      if (first.empty()) first = out;
      EXPECT_EQ(out, first) << set->name;
    }
  }
}

TEST(Transformer, ByteAffineIsTheSumOfProducts) {
  constexpr int kRows = 128;
  constexpr int kColumns = 192;
  std::vector<std::int8_t> codes(kRows * kColumns);
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = static_cast<std::int8_t>(static_cast<int>(i * 7919 % 127) - 63);
  const std::vector<float> factors = numbers(kRows, 3);
  const std::vector<float> bias = numbers(kRows, 4);
  const ByteMatrix matrix(codes, factors, kRows, kColumns);
  EXPECT_EQ(matrix.code(77, 130), codes[77 * kColumns + 130]);
  std::vector<std::uint8_t> in(kColumns * 70);
  for (std::size_t i = 0; i < in.size(); ++i) in[i] = static_cast<std::uint8_t>(i * 104729 % 256);
  std::vector<ByteRange> ranges(70);
  for (std::size_t i = 0; i < ranges.size(); ++i) ranges[i] = {0.01F * static_cast<float>(i + 1), -0.3F};
  // Full tiles and parts of them: 32 columns and 16 are what the widest set takes at once.
  for (const int count : {1, 6, 7, 16, 17, 31, 32, 33, 50, 70}) {
    std::vector<float> first;
    for (const Kernels* set : usable_kernels()) {
      std::vector<float> out(static_cast<std::size_t>(count) * kRows + 1, 7.0F);
      set->transformer->byte_affine(matrix, bias.data(), in.data(), ranges.data(), count, out.data());
      EXPECT_EQ(out.back(), 7.0F) << "what lies behind is not ours";
      for (int c = 0; c < count; ++c)
        for (int r = 0; r < kRows; ++r) {
          double sum = 0;
          for (int k = 0; k < kColumns; ++k)
            sum += double{codes[static_cast<std::size_t>(r * kColumns + k)] * 1.0} *
                   (double{ranges[static_cast<std::size_t>(c)].step} * in[static_cast<std::size_t>(c * kColumns + k)] +
                    double{ranges[static_cast<std::size_t>(c)].low});
          const double expected = sum * factors[static_cast<std::size_t>(r)] + bias[static_cast<std::size_t>(r)];
          ASSERT_NEAR(out[static_cast<std::size_t>(c * kRows + r)], expected, 2e-5 * (std::abs(expected) + 100))
              << set->name << " " << count << " " << c << " " << r;
        }
      if (first.empty()) first = out;
      EXPECT_EQ(out, first) << set->name;
    }
  }
}

TEST(Transformer, NormBringsToMeanAndVariance) {
  const std::vector<float> values = numbers(64 * 3, 5, 4);
  const std::vector<float> added = numbers(64 * 3, 6, 4);
  const std::vector<float> weight = numbers(64, 7);
  const std::vector<float> bias = numbers(64, 8);
  std::vector<float> first;
  for (const Kernels* set : usable_kernels()) {
    std::vector<float> out = values;
    set->transformer->add_norm(out.data(), added.data(), weight.data(), bias.data(), 1e-5F, 64, 3);
    for (std::size_t c = 0; c < 3; ++c) {
      double mean = 0;
      double variance = 0;
      for (std::size_t r = 0; r < 64; ++r) mean += (values[c * 64 + r] + added[c * 64 + r]) / 64;
      for (std::size_t r = 0; r < 64; ++r) variance += std::pow(values[c * 64 + r] + added[c * 64 + r] - mean, 2) / 64;
      for (std::size_t r = 0; r < 64; ++r)
        EXPECT_NEAR(out[c * 64 + r],
                    (values[c * 64 + r] + added[c * 64 + r] - mean) / std::sqrt(variance + 1e-5) * weight[r] + bias[r],
                    1e-5)
            << set->name;
    }
    if (first.empty()) first = out;
    EXPECT_EQ(out, first) << set->name;
  }
}

// Lengths that are no multiple of four queries or sixteen keys; two heads, keys' distances told apart.
void expect_weighted_means(int heads, int size, std::initializer_list<int> lengths) {
  const int hidden = heads * size;
  const std::vector<float> distances = numbers(heads * (2 * kFarthest + 1), 9);
  for (const int length : lengths) {
    const std::vector<float> states = numbers(static_cast<std::size_t>(3 * hidden * length), 10, 2);
    std::vector<float> first;
    std::vector<float> first_of_bytes;
    for (const Kernels* set : usable_kernels()) {
      AttentionInput input;
      input.states = states.data();
      input.length = length;
      input.heads = heads;
      input.head_size = size;
      input.distances = distances.data();
      input.out_stride = hidden;
      std::vector<float> scratch(attention_scratch(length));
      std::vector<float> out(static_cast<std::size_t>(hidden * length));
      set->transformer->attention(input, scratch.data(), out.data());
      for (int h = 0; first.empty() && h < heads; ++h)
        for (int q = 0; q < length; ++q) {
          const auto state = [&](int token, int part, int d) {
            return double{states[static_cast<std::size_t>(token * 3 * hidden + part * hidden + h * size + d)]};
          };
          double total = 0;
          std::vector<double> mean(size);
          for (int k = 0; k < length; ++k) {
            double score = distances[static_cast<std::size_t>(h * (2 * kFarthest + 1) + kFarthest + k - q)];
            for (int d = 0; d < size; ++d) score += state(q, 0, d) * state(k, 1, d) / std::sqrt(static_cast<double>(size));
            total += std::exp(score);
            for (int d = 0; d < size; ++d) mean[static_cast<std::size_t>(d)] += std::exp(score) * state(k, 2, d);
          }
          for (int d = 0; d < size; ++d)
            ASSERT_NEAR(out[static_cast<std::size_t>(q * hidden + h * size + d)],
                        mean[static_cast<std::size_t>(d)] / total, 2e-5)
                << set->name << " " << length;
        }
      if (first.empty()) first = out;
      EXPECT_EQ(out, first) << set->name;
      // The same in bytes: near, and equal on every set.
      ByteAttention scratch_of_bytes;
      scratch_of_bytes.prepare(length, size);
      std::vector<float> out_of_bytes(out.size());
      set->transformer->byte_attention(input, scratch_of_bytes, out_of_bytes.data());
      for (std::size_t i = 0; i < out.size(); ++i)
        ASSERT_NEAR(out_of_bytes[i], out[i], 0.04) << set->name << " " << length;
      if (first_of_bytes.empty()) first_of_bytes = out_of_bytes;
      EXPECT_EQ(out_of_bytes, first_of_bytes) << set->name;
    }
  }
}

TEST(Transformer, AttentionIsTheWeightedMeanOfValues) {
  expect_weighted_means(2, 32, {1, 3, 16, 37, 70});
  expect_weighted_means(1, 64, {15, 48, 129, 230, 496});
}

}  // namespace
}  // namespace hearsay::model

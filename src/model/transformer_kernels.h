// The arithmetic of a transformer, compiled once per instruction set. Sums of products of matrices are of integers, and
// all that is of floats is done in sixteen lanes in one order and without fused operations: the same bits everywhere.
// States are column by column: a token's values lie together. No threads, no allocation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/kernels.h"

namespace hearsay::model {

// The tokens of one window for attention by some heads, [3*heads*head_size x length] queries, keys and values.
struct AttentionInput {
  const float* states = nullptr;
  int length = 0;
  int heads = 0;
  int out_stride = 0;               // from one token's result to the next one's
  int head_size = 0;                // a multiple of 16, at most kLargestHead
  const float* distances = nullptr;  // [2*kFarthest + 1 x heads] added to the score of a key so many tokens away
};

inline constexpr int kFarthest = 512;
inline constexpr int kLongestInput = 496;  // tokens; with the sixteen lanes beyond it no further than kFarthest
inline constexpr int kLargestHead = 64;
inline constexpr int kMostQueries = 8;
inline constexpr int kAttentionQueries = 64;  // of byte_attention, together

// Floats that attention() needs beside its result, for a window of `length`.
[[nodiscard]] constexpr std::size_t attention_scratch(int length) {
  return (static_cast<std::size_t>(length) + 15) / 16 * 16 * (2 * kLargestHead + kMostQueries);
}

// What byte_attention() works in; kept from one call to the next so that nothing is allocated anew.
struct ByteAttention {
  ByteMatrix keys;                  // [keys x head_size], both filled up to multiples of 64
  ByteMatrix values;                // [head_size x keys], the same
  LineVector<std::uint8_t> bytes;   // the upper and the lower bytes of weights, then queries
  std::vector<ByteRange> ranges;
  std::vector<float> bias;    // zeros
  LineVector<float> scores;         // [keys x queries], then the two halves of the result

  // Makes room for `length` tokens.
  void prepare(int length, int head_size);
};

// Columns of bytes for which packed ones of so many columns need room.
[[nodiscard]] constexpr std::size_t packed_columns(int count) { return (static_cast<std::size_t>(count) + 31) / 32 * 32; }

[[nodiscard]] constexpr std::size_t packed_values(int rows, int count) {
  return packed_columns(count) * (static_cast<std::size_t>(rows) + 32);
}

struct TransformerKernels {
  // bytes[rows x count], of values[rows x count] without gaps; `rows` a multiple of 16.
  void (*to_bytes)(const float* values, int rows, int count, std::uint8_t* bytes, ByteRange* ranges);
  // out[rows x count] = matrix * in[columns x count] + bias, without gaps; rows and columns multiples of 64. Here a
  // matrix's `scales` are the factors of its codes alone.
  void (*byte_affine)(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                      int count, float* out);
  // The same two with the bytes in whatever order the products of this set take them quickest; `rows` of packed_bytes a
  // multiple of 64. There is room for packed_columns(count) columns.
  void (*packed_bytes)(const float* values, int rows, int count, std::uint8_t* bytes, ByteRange* ranges);
  void (*packed_affine)(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                        int count, float* out);
  // The packed bytes of what packed_affine gives after its GELU (by the error function). `values`: packed_values(rows, count)
  // to work in.
  void (*packed_gelu)(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                      int count, float* values, std::uint8_t* bytes, ByteRange* out_ranges);
  // values = (values + added) brought to mean 0 and variance 1 in each column, times weight plus bias. `added` may be
  // null.
  void (*add_norm)(float* values, const float* added, const float* weight, const float* bias, float epsilon, int rows,
                   int count);
  // out[heads*head_size x length], a column every out_stride; `scratch` of attention_scratch(length) floats.
  void (*attention)(const AttentionInput& input, float* scratch, float* out);
  // The same with products of bytes: queries in eight bits, keys and values in seven, weights in sixteen.
  void (*byte_attention)(const AttentionInput& input, ByteAttention& scratch, float* out);
};

}  // namespace hearsay::model

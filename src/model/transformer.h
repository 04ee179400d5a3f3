// A transformer encoder in the manner of BERT and MPNet: its layers' weights in seven bits, states in bytes between the
// sums.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/kernels.h"
#include "model/lstm.h"
#include "model/transformer_kernels.h"
#include "model/weights.h"

namespace hearsay::model {

// weight * x + bias.
struct ByteLinear {
  ByteMatrix weight;
  std::vector<float> bias;

  // Tensors NAME (codes of seven bits, eight in seven bytes), NAME.scale and NAME.bias. Both sides multiples of 64.
  [[nodiscard]] static Result<ByteLinear> load(const Weights& weights, const std::string& name, std::uint32_t rows,
                                               std::uint32_t columns);
};

struct LayerNorm {
  std::vector<float> weight;
  std::vector<float> bias;

  [[nodiscard]] static Result<LayerNorm> load(const Weights& weights, const std::string& name, std::uint32_t rows);
};

// Columns [first, first + length) of a matrix of states: tokens that see each other.
struct Stretch {
  std::uint32_t first = 0;
  std::uint32_t length = 0;  // at most kLongestInput
};

struct TransformerShape {
  std::uint32_t hidden = 0;
  std::uint32_t heads = 0;
  float epsilon = 0;  // of the norms
};

// Columns of bytes as TransformerKernels::packed_affine takes them.
struct PackedBytes {
  LineVector<std::uint8_t> bytes;
  std::vector<ByteRange> ranges;

  // Makes room for `count` columns of `rows`.
  void prepare(int rows, int count);
};

// What layers work in; kept from one to the next so that nothing is allocated anew.
struct TransformerScratch {
  PackedBytes packed;
  PackedBytes packed_inner;
  LineVector<float> mixed;
  LineVector<float> wide;   // queries, keys and values of a few heads, then sums
  LineVector<float> inner;  // the wide middle of a layer
  std::vector<float> attention;
  ByteAttention byte_attention;
};

class TransformerLayer {
 public:
  // Tensors NAME.qkv, NAME.out, NAME.up and NAME.down with theirs, NAME.norm1 and NAME.norm2.
  [[nodiscard]] static Result<TransformerLayer> load(const Weights& weights, const std::string& name,
                                                     const TransformerShape& shape);

  // states[hidden x columns], in place; `distances` as AttentionInput takes them. Arithmetic::floats multiplies the
  // states as they are, for comparison with others' arithmetic; it is slow.
  void run(const Kernels& kernels, Arithmetic arithmetic, std::span<const Stretch> stretches,
           std::span<const float> distances, LineVector<float>& states, TransformerScratch& scratch) const;

 private:
  void attend(const Kernels& kernels, Arithmetic arithmetic, std::span<const Stretch> stretches,
              std::span<const float> distances, const LineVector<float>& states, TransformerScratch& scratch) const;
  void finish(const Kernels& kernels, Arithmetic arithmetic, const float* mixed, int count, float* states,
              TransformerScratch& scratch) const;

  TransformerShape shape_;
  // Queries, keys and values of a few heads at a time, so that they are still in the cache when attention wants them.
  std::vector<ByteLinear> heads_;
  std::uint32_t together_ = 0;  // heads a part of heads_
  ByteLinear out_;
  ByteLinear up_;
  ByteLinear down_;
  LayerNorm norm1_;
  LayerNorm norm2_;
};

}  // namespace hearsay::model

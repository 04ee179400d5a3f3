// The arithmetic of the models, compiled once per instruction set; kernels() is the best the processor can run.
// Matrices of states are column by column: a token's values lie together. No threads, no allocation but Eigen's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace hearsay::model {

// Rows of packed matrices are taken in blocks of so many, the last one filled up with zeros.
inline constexpr int kRowBlock = 64;

// A matrix for products with a few columns: in each block of rows column by column.
struct PackedMatrix {
  int rows = 0;
  int columns = 0;
  std::vector<float> values;

  PackedMatrix() = default;
  // `matrix` is [rows x columns, row by row].
  PackedMatrix(std::span<const float> matrix, int matrix_rows, int matrix_columns);
};

// Rows of byte matrices are taken in blocks of so many: as many as a tile of a processor's matrix unit holds.
inline constexpr int kByteBlock = 16;

// Begins where a line of the processor's cache does: what is read by whole lines should not lie across two.
template <class Value>
struct LineAllocator {
  using value_type = Value;
  static constexpr std::align_val_t kLine{64};

  LineAllocator() = default;
  template <class Other>
  explicit LineAllocator(const LineAllocator<Other>&) {}
  Value* allocate(std::size_t count) { return static_cast<Value*>(::operator new(count * sizeof(Value), kLine)); }
  void deallocate(Value* values, std::size_t) { ::operator delete(values, kLine); }
  bool operator==(const LineAllocator&) const = default;
};
template <class Value>
using LineVector = std::vector<Value, LineAllocator<Value>>;

// The same for what is written before it is read: room that resize() makes is left as it is.
template <class Value>
struct RoomAllocator : LineAllocator<Value> {
  RoomAllocator() = default;
  template <class Other>
  explicit RoomAllocator(const RoomAllocator<Other>&) {}
  template <class Other>
  void construct(Other* place) { ::new (static_cast<void*>(place)) Other; }
  template <class Other, class... Arguments>
  void construct(Other* place, Arguments&&... arguments) { ::new (static_cast<void*>(place)) Other(std::forward<Arguments>(arguments)...); }
};
template <class Value>
using RoomVector = std::vector<Value, RoomAllocator<Value>>;

// The same in integers of seven bits, for products with states: values of -1..1 as bytes, round(127 x) + 128. In each
// block of rows four columns at a time, so that a block of sixteen rows and 64 columns lies together. A product is scales[row] * (sum of weight * byte - offsets[row]). The sums are
// exact and so the same on every instruction set; with eight bits AVX2's sums of pairs would overflow.
struct ByteMatrix {
  int rows = 0;
  int columns = 0;
  LineVector<std::int8_t> values;
  std::vector<float> scales;
  std::vector<std::int32_t> offsets;
  LineVector<std::int32_t> starts;  // -offsets: sums may begin with them; only of a matrix made of floats

  ByteMatrix() = default;
  // `matrix_columns` must be a multiple of four.
  ByteMatrix(std::span<const float> matrix, int matrix_rows, int matrix_columns);
  // From codes of -63..63, row by row, and a factor for each row.
  ByteMatrix(std::span<const std::int8_t> codes, std::span<const float> factors, int matrix_rows, int matrix_columns);
  // All zeros.
  ByteMatrix(int matrix_rows, int matrix_columns);

  // Another shape, to be filled anew; room is only ever added.
  void reshape(int new_rows, int new_columns);

  [[nodiscard]] std::int8_t code(int row, int column) const { return values[place(row, column)]; }

 private:
  [[nodiscard]] std::size_t place(int row, int column) const;
};

struct TransformerKernels;

// A token's values as bytes: value = low + step * byte.
struct ByteRange {
  float step = 0;
  float low = 0;
};

// What a layer reads at one step, as bytes: a column a sequence. Gate `row` of a sequence is the sum of the products with
// `matrix`'s row `this->row` + `row`, and added[row].
struct LstmInputs {
  const ByteMatrix* matrix = nullptr;  // rows: input gates of all units, then forget gates, cells, outputs
  int row = 0;
  const std::uint8_t* bytes = nullptr;  // [matrix->columns x count]
  int byte_stride = 0;
  const ByteRange* ranges = nullptr;  // of each sequence's bytes; null where they are states, as ByteMatrix takes them
  const float* added = nullptr;       // [4*hidden x kinds]
  int added_stride = 0;
  const std::uint8_t* which_added = nullptr;  // each sequence's kind; with `ranges`
};

// A tree's question: of the leaves, a bit each, those in `kept` stay where the feature is above the value.
struct TreeSplit {
  std::uint32_t feature;
  float value;
  std::uint32_t kept;
};
struct TreeBegin {
  std::uint32_t splits = 0;  // its first
  std::uint32_t leaves = 0;
};
inline constexpr int kTreeLanes = 16;

// `count` sequences at one step, of which the first `carried` go on from the step before and the others begin. The strides
// are from one sequence to the next.
struct LstmStep {
  int count = 0;
  int carried = 0;
  const float* gates = nullptr;  // [4*hidden x count] input, forget, cell, output
  int gate_stride = 0;
  const std::uint8_t* before = nullptr;  // [hidden x carried] the states of the step before
  float* cells = nullptr;                // [hidden x count] updated
  float* states = nullptr;               // [hidden x count] the new states, if wanted
  int state_stride = 0;
  std::uint8_t* bytes = nullptr;  // [hidden x count] the same as ByteMatrix takes them
  int byte_stride = 0;            // of `before` too
  LstmInputs inputs = {};         // in place of `gates`, for lstm_input_step
};

// The rows of a recurrent matrix [4*hidden x columns] as lstm_step takes them: sixteen units' input gates, their forget
// gates, cells and outputs, then the next sixteen units'. Rows of zeros fill up the last sixteen.
[[nodiscard]] std::vector<float> recurrent_rows(std::span<const float> matrix, int hidden, int columns);

struct Kernels {
  const char* name;
  const TransformerKernels* transformer;

  // out[rows x count] = weight[rows x columns, row by row] * in[columns x count] + bias[rows]. The strides are from one
  // column to the next.
  void (*affine)(const float* weight, const float* bias, int rows, int columns, const float* in, int in_stride,
                 int count, float* out, int out_stride);

  // out[rows x count] += matrix * in[columns x count].
  void (*add_product)(const PackedMatrix& matrix, const float* in, int in_stride, int count, float* out,
                      int out_stride);

  // One step of an LSTM of `hidden` units. `matrix`, of rows in the order of recurrent_rows, times `before` is added to
  // the gates; without it the gates are whole.
  void (*lstm_step)(const ByteMatrix* matrix, int hidden, const LstmStep& step);

  // The same with the inputs' products beside those of `before`, so that gates need no memory; for `hidden` and columns of
  // the inputs that are multiples of 64. Sixteen sequences of `before` may be read beyond those that are carried. Null where it
  // is no gain: without tiles a product costs more than to read it, once made, for each place of a word.
  void (*lstm_input_step)(const ByteMatrix& matrix, int hidden, const LstmStep& step);

  // sums[kTreeLanes] = what the trees (trees.h) give to as many rows of features, which lie feature by feature. `begins` has
  // one more than there are trees.
  void (*sum_trees)(std::span<const TreeBegin> begins, const TreeSplit* splits, const float* leaves, const float* features,
                    float* sums);
};

// Chosen once by the processor.
[[nodiscard]] const Kernels& kernels();

// Every set that this processor can run, the plain one first.
[[nodiscard]] std::span<const Kernels* const> usable_kernels();

}  // namespace hearsay::model

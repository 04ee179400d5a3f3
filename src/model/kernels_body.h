// The functions of a Kernels table, for the instruction set that the including file is compiled with. That file defines
// Eigen as a name of its own: were all called Eigen, the linker would keep one of several functions of one name, and an
// old processor might meet the one of a newer.
#include <Eigen/Core>
#include <cstring>

#include "model/byte_tile.h"
#include "model/kernels.h"

namespace hearsay::model {
namespace {

using Columns = Eigen::Map<Eigen::MatrixXf, 0, Eigen::OuterStride<>>;
using ConstColumns = Eigen::Map<const Eigen::MatrixXf, 0, Eigen::OuterStride<>>;
// A register full of floats.
#if defined(__AVX512F__)
constexpr int kLanes = 16;
constexpr int kTileVectors = 4;
#elif defined(__AVX2__)
constexpr int kLanes = 8;
constexpr int kTileVectors = 2;
#else
constexpr int kLanes = 4;
constexpr int kTileVectors = 2;
#endif
typedef float Lanes __attribute__((vector_size(kLanes * sizeof(float))));
typedef float LooseLanes __attribute__((vector_size(kLanes * sizeof(float)), aligned(4), may_alias));  // anywhere
constexpr int kTileRows = kLanes * kTileVectors;
constexpr int kTileColumns = 6;  // so that a tile's sums fit into the registers

using Rows = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

void affine(const float* weight, const float* bias, int rows, int columns, const float* in, int in_stride, int count,
            float* out, int out_stride) {
  Columns result(out, rows, count, Eigen::OuterStride<>(out_stride));
  result.noalias() = Rows(weight, rows, columns) * ConstColumns(in, columns, count, Eigen::OuterStride<>(in_stride));
  result.colwise() += Eigen::Map<const Eigen::VectorXf>(bias, rows);
}

// sums[kTileRows x kCount] += part of a packed block * in[columns x kCount]; of the rows `rows` are there.
template <int kCount>
void add_tile(const float* weight, int columns, const float* in, int in_stride, float* sums, int stride, int rows) {
  Lanes sum[kCount][kTileVectors] = {};
  for (int k = 0; k < columns; ++k, weight += kRowBlock) {
    Lanes row[kTileVectors];
#pragma GCC unroll 8
    for (int v = 0; v < kTileVectors; ++v) row[v] = *reinterpret_cast<const LooseLanes*>(weight + v * kLanes);
#pragma GCC unroll 8
    for (int c = 0; c < kCount; ++c) {
      const float value = in[static_cast<Eigen::Index>(c) * in_stride + k];
#pragma GCC unroll 8
      for (int v = 0; v < kTileVectors; ++v) sum[c][v] += row[v] * value;
    }
  }
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c) {
    float* out = sums + static_cast<Eigen::Index>(c) * stride;
    if (rows >= kTileRows) {
#pragma GCC unroll 8
      for (int v = 0; v < kTileVectors; ++v) *reinterpret_cast<LooseLanes*>(out + v * kLanes) += sum[c][v];
    } else {
      float values[kTileRows];
      std::memcpy(values, sum[c], sizeof values);
      for (int r = 0; r < rows; ++r) out[r] += values[r];
    }
  }
}

// How many of `left` columns to take at once, `most` or fewer: 13 as 5 + 4 + 4, not as 6 + 6 + 1.
int even_part(int left, int most) {
  const int passes = (left + most - 1) / most;
  return (left + passes - 1) / passes;
}

// A library's product packs the weights anew at every step, which for the half dozen sequences of a document takes
// three times as long as the sums themselves.
void add_product(const PackedMatrix& matrix, const float* in, int in_stride, int count, float* out, int out_stride) {
  constexpr decltype(&add_tile<1>) kTiles[] = {add_tile<1>, add_tile<2>, add_tile<3>,
                                               add_tile<4>, add_tile<5>, add_tile<6>};
  for (int c = 0; c < count;) {
    const int width = even_part(count - c, kTileColumns);
    for (int row = 0; row < matrix.rows; row += kTileRows) {
      const float* block = matrix.values.data() +
                           static_cast<Eigen::Index>(row / kRowBlock) * kRowBlock * matrix.columns + row % kRowBlock;
      kTiles[width - 1](block, matrix.columns, in + static_cast<Eigen::Index>(c) * in_stride, in_stride,
                        out + static_cast<Eigen::Index>(c) * out_stride + row, out_stride, matrix.rows - row);
    }
    c += width;
  }
}

// out[rows x count] += matrix * in, for integers.
void add_byte_product(const ByteMatrix& matrix, const std::uint8_t* in, int in_stride, int count, float* out,
                      int out_stride) {
  constexpr decltype(&byte_tile<1>) kTiles[] = {byte_tile<1>, byte_tile<2>, byte_tile<3>,
                                                byte_tile<4>, byte_tile<5>, byte_tile<6>};
  for (int row = 0; row < matrix.rows; row += kByteRows) {
    const std::int8_t* block = matrix.values.data() +
                               static_cast<Eigen::Index>(row / kRowBlock) * kRowBlock * matrix.columns +
                               static_cast<Eigen::Index>(row % kRowBlock) * 4;
    const float* scales = matrix.scales.data() + row;
    const std::int32_t* offsets = matrix.offsets.data() + row;
    const int rows = matrix.rows - row < kByteRows ? matrix.rows - row : kByteRows;
    for (int c = 0; c < count;) {
      const int width = even_part(count - c, kByteColumns);
      alignas(64) std::int32_t sums[kByteColumns][kByteRows];
      kTiles[width - 1](block, matrix.columns / 4, in + static_cast<Eigen::Index>(c) * in_stride, in_stride, sums);
      for (int i = 0; i < width; ++i) {
        float* to = out + static_cast<Eigen::Index>(c + i) * out_stride + row;
        if (rows == kByteRows) {
          for (int r = 0; r < kByteRows; ++r) to[r] += scales[r] * static_cast<float>(sums[i][r] - offsets[r]);
        } else {
          for (int r = 0; r < rows; ++r) to[r] += scales[r] * static_cast<float>(sums[i][r] - offsets[r]);
        }
      }
      c += width;
    }
  }
}

// Values [k, k + size of an Array) of one sequence's cell and state. `gate` is of the first value.
template <class Array>
void cell_part(const float* gate, int hidden, int size, bool carried, float* cell_values, float* state) {
  using Part = Eigen::Map<const Array>;
  const Part in(gate, size);
  const Part forget(gate + hidden, size);
  const Part candidate(gate + 2 * hidden, size);
  const Part output(gate + 3 * hidden, size);
  Eigen::Map<Array> cell(cell_values, size);
  if (carried) {
    cell = forget.logistic() * cell + in.logistic() * candidate.tanh();
  } else {
    cell = in.logistic() * candidate.tanh();
  }
  Eigen::Map<Array>(state, size) = output.logistic() * cell.tanh();
}

void lstm_cell(int hidden, int count, int carried, const float* gates, int gate_stride, float* cells, float* out,
               std::uint8_t* bytes, int state_stride) {
  for (int i = 0; i < count; ++i) {
    const float* gate = gates + static_cast<Eigen::Index>(i) * gate_stride;
    float* cell = cells + static_cast<Eigen::Index>(i) * hidden;
    float* state = out + static_cast<Eigen::Index>(i) * state_stride;
    int k = 0;
    // Parts of known size: for others Eigen goes value by value up to the next aligned address.
    for (; k + kLanes <= hidden; k += kLanes)
      cell_part<Eigen::Array<float, kLanes, 1>>(gate + k, hidden, kLanes, i < carried, cell + k, state + k);
    if (k < hidden) cell_part<Eigen::ArrayXf>(gate + k, hidden, hidden - k, i < carried, cell + k, state + k);
    std::uint8_t* state_bytes = bytes + static_cast<Eigen::Index>(i) * state_stride;
    // 128.5 rounds: what is cut off is above zero.
    for (k = 0; k < hidden; ++k)
      state_bytes[k] = static_cast<std::uint8_t>(static_cast<int>(state[k] * 127.0F + 128.5F));
  }
}

}  // namespace
}  // namespace hearsay::model

// The functions of a Kernels table, for the instruction set that the including file is compiled with. That file defines
// Eigen as a name of its own: were all called Eigen, the linker would keep one of several functions of one name, and an
// old processor might meet the one of a newer.
#include <Eigen/Core>
#include <cstring>

#include "model/byte_tile.h"
#include "model/kernels.h"
#include "model/wide.h"

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

// The units of a block of lstm_step; also the rows of each gate there.
constexpr int kUnits = kRowBlock / 4;
static_assert(kUnits == kWide);

// Cell and state of sixteen units from their four gates. The quotients of e^-x are taken together: two divisions, where
// the functions by themselves would need five.
HEARSAY_INLINE void step_units(const Wide* gates, Wide& cell, Wide& state) {
  const auto small_exponential = [](const Wide& x) { return exponential(larger(smaller(x, all(25.0F)), all(-25.0F))); };
  const Wide in = small_exponential(all(0.0F) - gates[0]);
  const Wide forget = small_exponential(all(0.0F) - gates[1]);
  const Wide candidate = small_exponential(gates[2] * -2.0F);
  const Wide output = small_exponential(all(0.0F) - gates[3]);
  const Wide kept = (in + 1.0F) * (candidate + 1.0F);
  cell = (cell * kept + (all(1.0F) - candidate) * (forget + 1.0F)) / (kept * (forget + 1.0F));
  const Wide squashed = small_exponential(cell * -2.0F);
  state = (all(1.0F) - squashed) / ((squashed + 1.0F) * (output + 1.0F));
}

// The first `units` of sixteen values, where there are no more.
HEARSAY_INLINE Wide load_some(const float* from, int units) {
  if (units == kWide) return load(from);
  float values[kWide] = {};
  for (int i = 0; i < units; ++i) values[i] = from[i];
  return load(values);
}
HEARSAY_INLINE void store_some(float* to, const Wide& some, int units) {
  if (units == kWide) return store(to, some);
  float values[kWide];
  store(values, some);
  for (int i = 0; i < units; ++i) to[i] = values[i];
}

// The whole part of each value, 0 to 255.
HEARSAY_INLINE void store_bytes(std::uint8_t* to, const Wide& values, int units) {
#if defined(__AVX512F__)
  const __m128i bytes = _mm512_cvtepi32_epi8(_mm512_cvttps_epi32(values.part[0]));
  if (units == kWide) return _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes);
#endif
  float lanes[kWide];
  store(lanes, values);
  for (int i = 0; i < units; ++i) to[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(lanes[i]));
}

// A block's weights meet all sequences before the next block's, so that they are read once per step, and its sums go into
// cells and states without a way through memory.
void lstm_step(const ByteMatrix* matrix, int hidden, const LstmStep& given) {
  constexpr decltype(&byte_tile<1>) kTiles[] = {byte_tile<1>, byte_tile<2>, byte_tile<3>,
                                                byte_tile<4>, byte_tile<5>, byte_tile<6>};
  const LstmStep step = given;
  for (int unit = 0; unit < hidden; unit += kUnits) {
    const int units = hidden - unit < kUnits ? hidden - unit : kUnits;
    const std::int8_t* block =
        matrix == nullptr ? nullptr : matrix->values.data() + static_cast<std::ptrdiff_t>(unit) * 4 * matrix->columns;
    const std::int32_t* offsets = matrix == nullptr ? nullptr : matrix->offsets.data() + 4 * unit;
    const float* scales = matrix == nullptr ? nullptr : matrix->scales.data() + 4 * unit;
    for (int c = 0; c < step.count;) {
      const bool carried = c < step.carried;
      const int width = even_part((carried ? step.carried : step.count) - c, kByteColumns);
      alignas(64) std::int32_t sums[kRowBlock / kByteRows][kByteColumns][kByteRows];
      for (int row = 0; carried && block != nullptr && row < kRowBlock; row += kByteRows)
        kTiles[width - 1](block + static_cast<std::ptrdiff_t>(row / kByteBlock) * kByteBlock * matrix->columns +
                              row % kByteBlock * 4,
                          matrix->columns / 4,
                          step.before + static_cast<std::ptrdiff_t>(c) * step.byte_stride, step.byte_stride,
                          sums[row / kByteRows]);
      for (int i = 0; i < width; ++i, ++c) {
        const float* gate = step.gates + static_cast<std::ptrdiff_t>(c) * step.gate_stride + unit;
        Wide gates[4];
#pragma GCC unroll 4
        for (int g = 0; g < 4; ++g) gates[g] = load_some(gate + static_cast<std::ptrdiff_t>(g) * hidden, units);
        float* cell_values = step.cells + static_cast<std::ptrdiff_t>(c) * hidden + unit;
        Wide cell = carried ? load_some(cell_values, units) : all(0.0F);
        if (carried && block != nullptr) {
#pragma GCC unroll 4
          for (int g = 0; g < 4; ++g) {
            Wide product;
#pragma GCC unroll 4
            for (int p = 0; p < kParts; ++p) {
              const int row = g * kUnits + p * kNative;
              const NativeInt sum = *reinterpret_cast<const LooseInt*>(&sums[row / kByteRows][i][row % kByteRows]);
              product.part[p] = __builtin_convertvector(sum - *reinterpret_cast<const LooseInt*>(offsets + row), Native);
            }
            gates[g] = gates[g] + product * load(scales + g * kUnits);
          }
        }
        Wide state;
        step_units(gates, cell, state);
        store_some(cell_values, cell, units);
        store_some(step.states + static_cast<std::ptrdiff_t>(c) * step.state_stride + unit, state, units);
        std::uint8_t* bytes = step.bytes + static_cast<std::ptrdiff_t>(c) * step.byte_stride + unit;
        // 128.5 rounds: what is cut off is above zero.
        store_bytes(bytes, state * 127.0F + 128.5F, units);
      }
    }
  }
}

}  // namespace
}  // namespace hearsay::model

// The functions of a Kernels table, for the instruction set that the including file is compiled with. That file defines
// Eigen as a name of its own: were all called Eigen, the linker would keep one of several functions of one name, and an
// old processor might meet the one of a newer.
#include <Eigen/Core>
#include <cstring>

#include "model/amx_tile.h"
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

// e to the x or what `sign` makes of it, for x of -25 to 25: what is beyond is taken for that. Relative error below 1e-6.
HEARSAY_INLINE Wide bounded_exponential(const Wide& x, float sign) {
  const Wide bounded = larger(smaller(x, all(25.0F)), all(-25.0F));
  const Wide factor = all(sign * 1.44269504F);
  const Wide shifted = bounded * factor + 12582912.0F;  // 1.5 * 2^23: the sum's last bits are the rounded product
  const Wide r = bounded * factor - (shifted - 12582912.0F);
  Wide p = r * 1.32647087e-3F + 9.67151113e-3F;
  p = p * r + 5.55073395e-2F;
  p = p * r + 2.40222424e-1F;
  p = p * r + 6.93147004e-1F;
  p = p * r + 1.0F;
  return change_bits(p, shifted, [](NativeInt bits, NativeInt power) { return bits + (power << 23); });
}

// a / b for b from 1 to 1e35, off by less than 1e-6 of it.
HEARSAY_INLINE Wide quotient(const Wide& a, const Wide& b) {
#if defined(__AVX512F__)
  // A division takes as long as ten other operations.
  const Wide near = {{_mm512_rcp14_ps(b.part[0])}};
  return a * (near * (all(2.0F) - b * near));
#else
  return a / b;
#endif
}

// Cell and state of sixteen units from their four gates. The quotients of e^-x are taken together: two divisions, where
// the functions by themselves would need five.
HEARSAY_INLINE void step_units(const Wide* gates, Wide& cell, Wide& state) {
  const Wide in = bounded_exponential(gates[0], -1);
  const Wide forget = bounded_exponential(gates[1], -1) + 1.0F;
  const Wide candidate = bounded_exponential(gates[2], -2);
  const Wide output = bounded_exponential(gates[3], -1);
  const Wide kept = (in + 1.0F) * (candidate + 1.0F);
  cell = quotient(cell * kept + (all(1.0F) - candidate) * forget, kept * forget);
  const Wide squashed = bounded_exponential(cell, -2);
  state = quotient(all(1.0F) - squashed, (squashed + 1.0F) * (output + 1.0F));
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

// One step of sixteen units from `unit` on, or as many as there are, of the sequences [first, last). With products,
// `sums` of their four gates, those of a gate every `gap` and those of a sequence every `next`.
template <bool kWhole, bool kCarried, bool kProducts>
void update_some(const ByteMatrix* matrix, int hidden, const LstmStep& step, int unit, int first, int last,
                                 const std::int32_t* sums, std::ptrdiff_t gap, std::ptrdiff_t next) {
  const int units = kWhole ? kUnits : hidden - unit;
  const float* gate = step.gates + static_cast<std::ptrdiff_t>(first) * step.gate_stride + unit;
  float* cell_values = step.cells + static_cast<std::ptrdiff_t>(first) * hidden + unit;
  float* states = step.states == nullptr ? nullptr : step.states + static_cast<std::ptrdiff_t>(first) * step.state_stride + unit;
  std::uint8_t* bytes = step.bytes + static_cast<std::ptrdiff_t>(first) * step.byte_stride + unit;
  const std::ptrdiff_t gate_stride = step.gate_stride;
  const std::ptrdiff_t state_stride = step.state_stride;
  const std::ptrdiff_t byte_stride = step.byte_stride;
  const std::int32_t* offsets = kProducts ? matrix->offsets.data() + 4 * unit : nullptr;
  Wide scales[4];
#pragma GCC unroll 4
  for (int g = 0; g < 4; ++g) scales[g] = kProducts ? load(matrix->scales.data() + 4 * unit + g * kUnits) : Wide{};
  for (int left = last - first; left > 0; --left) {
    Wide gates[4];
#pragma GCC unroll 4
    for (int g = 0; g < 4; ++g) {
      gates[g] = load_some(gate + static_cast<std::ptrdiff_t>(g) * hidden, units);
      if (!kProducts) continue;
      Wide product;
#pragma GCC unroll 4
      for (int p = 0; p < kParts; ++p) {
        const NativeInt sum = *reinterpret_cast<const LooseInt*>(sums + g * gap + p * kNative);
        const NativeInt offset = *reinterpret_cast<const LooseInt*>(offsets + g * kUnits + p * kNative);
        product.part[p] = __builtin_convertvector(sum - offset, Native);
      }
      gates[g] = gates[g] + product * scales[g];
    }
    Wide cell = kCarried ? load_some(cell_values, units) : all(0.0F);
    Wide state;
    step_units(gates, cell, state);
    store_some(cell_values, cell, units);
    if (states != nullptr) store_some(states, state, units);
    // 128.5 rounds: what is cut off is above zero.
    store_bytes(bytes, state * 127.0F + 128.5F, units);
    gate += gate_stride;
    cell_values += hidden;
    states += states == nullptr ? 0 : state_stride;
    bytes += byte_stride;
    sums += next;
  }
}

template <bool kCarried, bool kProducts>
void update_units(const ByteMatrix* matrix, int hidden, const LstmStep& step, int unit, int first, int last,
                                 const std::int32_t* sums, std::ptrdiff_t gap, std::ptrdiff_t next) {
  if (hidden - unit >= kUnits)
    return update_some<true, kCarried, kProducts>(matrix, hidden, step, unit, first, last, sums, gap, next);
  update_some<false, kCarried, kProducts>(matrix, hidden, step, unit, first, last, sums, gap, next);
}

// A block's weights meet all sequences before the next block's, so that they are read once per step, and its sums go into
// cells and states without a way through memory.
void lstm_step_by_vectors(const ByteMatrix* matrix, int hidden, const LstmStep& given) {
  constexpr decltype(&byte_tile<1>) kTiles[] = {byte_tile<1>, byte_tile<2>, byte_tile<3>,
                                                byte_tile<4>, byte_tile<5>, byte_tile<6>};
  const LstmStep step = given;
  const int products = matrix == nullptr ? 0 : step.carried;
  for (int unit = 0; unit < hidden; unit += kUnits) {
    for (int c = 0; c < products;) {
      const int width = even_part(products - c, kByteColumns);
      alignas(64) std::int32_t sums[kByteColumns][kRowBlock];
      for (int row = 0; row < kRowBlock; row += kByteRows) {
        alignas(64) std::int32_t part[kByteColumns][kByteRows];
        const int whole_row = 4 * unit + row;
        kTiles[width - 1](matrix->values.data() +
                              static_cast<std::ptrdiff_t>(whole_row / kByteBlock) * kByteBlock * matrix->columns +
                              whole_row % kByteBlock * 4,
                          matrix->columns / 4, step.before + static_cast<std::ptrdiff_t>(c) * step.byte_stride,
                          step.byte_stride, part);
        for (int i = 0; i < width; ++i) std::memcpy(sums[i] + row, part[i], sizeof part[i]);
      }
      update_units<true, true>(matrix, hidden, step, unit, c, c + width, sums[0], kUnits, kRowBlock);
      c += width;
    }
    update_units<true, false>(matrix, hidden, step, unit, products, step.carried, nullptr, 0, 0);
    update_units<false, false>(matrix, hidden, step, unit, step.carried, step.count, nullptr, 0, 0);
  }
}

#if defined(__AMX_INT8__)

// Tiles 0 to 3 are the sums of four gates of sixteen units and as many sequences, 4 states, 5 and 6 weights.
// The sums of one block are made while the block before becomes states: the two are different parts of the processor.
void lstm_step(const ByteMatrix* matrix, int hidden, const LstmStep& given) {
  if (matrix == nullptr || hidden % 64 != 0 || given.carried == 0) return lstm_step_by_vectors(matrix, hidden, given);
  const LstmStep step = given;
  const int together = step.carried < kTile ? step.carried : kTile;
  TileShapes shapes;
  for (const int t : {0, 1, 2, 3, 4}) shapes.rows[t] = static_cast<std::uint8_t>(together);
  shapes.use();
  constexpr int kLine = kUnits * sizeof(std::int32_t);
  const std::ptrdiff_t columns = matrix->columns;
  alignas(64) std::int32_t sums[2][4][kTile * kUnits];
  // The last sequences stand with some that were there before, so that all tiles are alike.
  const auto first_of = [&](int c) { return c + together <= step.carried ? c : step.carried - together; };
  const auto multiply = [&](int unit, int c) {
    const std::uint8_t* states = step.before + static_cast<std::ptrdiff_t>(first_of(c)) * step.byte_stride;
    const std::int8_t* weight = matrix->values.data() + 4 * unit * columns;
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (int k = 0; k < hidden; k += 64, weight += 16 * kGroupBytes) {
      _tile_loadd(4, states + k, step.byte_stride);
      _tile_loadd(5, weight, kGroupBytes);
      _tile_loadd(6, weight + kByteBlock * columns, kGroupBytes);
      _tile_dpbusd(0, 4, 5);
      _tile_dpbusd(1, 4, 6);
      _tile_loadd(5, weight + 2 * kByteBlock * columns, kGroupBytes);
      _tile_loadd(6, weight + 3 * kByteBlock * columns, kGroupBytes);
      _tile_dpbusd(2, 4, 5);
      _tile_dpbusd(3, 4, 6);
    }
    // What the next block of units needs is read while this one's sums become states.
    weight = matrix->values.data() + 4 * (unit + kUnits < hidden ? unit + kUnits : 0) * columns;
    if (c == 0)
      for (std::ptrdiff_t i = 0; i < 4 * kUnits * columns; i += 64) __builtin_prefetch(weight + i);
  };
  multiply(0, 0);
  int next = 0;
  for (int unit = 0; unit < hidden; unit += kUnits) {
    for (int c = 0; c < step.carried; c += together) {
      auto& here = sums[next];
      next = 1 - next;
      _tile_stored(0, here[0], kLine);
      _tile_stored(1, here[1], kLine);
      _tile_stored(2, here[2], kLine);
      _tile_stored(3, here[3], kLine);
      if (c + together < step.carried) {
        multiply(unit, c + together);
      } else if (unit + kUnits < hidden) {
        multiply(unit + kUnits, 0);
      }
      const int first = first_of(c);
      update_units<true, true>(matrix, hidden, step, unit, c, first + together, here[0] + (c - first) * kUnits, kTile * kUnits,
                               kUnits);
    }
    update_units<false, false>(matrix, hidden, step, unit, step.carried, step.count, nullptr, 0, 0);
  }
  _tile_release();
}

#else

void lstm_step(const ByteMatrix* matrix, int hidden, const LstmStep& step) { lstm_step_by_vectors(matrix, hidden, step); }

#endif

}  // namespace
}  // namespace hearsay::model

// One step of an LSTM, for the instruction set that the including file is compiled with.
#include <cstring>

#include "model/amx_tile.h"
#include "model/byte_tile.h"
#include "model/kernels.h"
#include "model/wide.h"

namespace hearsay::model {
namespace {

// The units of a block of lstm_step; also the rows of each gate there.
constexpr int kUnits = kRowBlock / 4;
static_assert(kUnits == kWide);

// Sequences whose states are computed together: what one waits for, the other has time for, where the registers hold both.
#if defined(__AVX512F__)
constexpr int kMostTogether = 2;
#else
constexpr int kMostTogether = 1;
#endif

// Sixteen values each of kCount sequences.
template <int kCount>
struct Group {
  Wide of[kCount];
};

template <int kCount, class Combine>
HEARSAY_INLINE Group<kCount> combine(const Group<kCount>& a, const Group<kCount>& b, Combine by) {
  Group<kCount> result;
#pragma GCC unroll 2
  for (int i = 0; i < kCount; ++i) result.of[i] = by(a.of[i], b.of[i]);
  return result;
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator+(const Group<kCount>& a, const Group<kCount>& b) {
  return combine(a, b, [](const Wide& x, const Wide& y) { return x + y; });
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator-(const Group<kCount>& a, const Group<kCount>& b) {
  return combine(a, b, [](const Wide& x, const Wide& y) { return x - y; });
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator*(const Group<kCount>& a, const Group<kCount>& b) {
  return combine(a, b, [](const Wide& x, const Wide& y) { return x * y; });
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator+(const Group<kCount>& a, float b) {
  return combine(a, a, [b](const Wide& x, const Wide&) { return x + b; });
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator-(const Group<kCount>& a, float b) {
  return combine(a, a, [b](const Wide& x, const Wide&) { return x - b; });
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator*(const Group<kCount>& a, float b) {
  return combine(a, a, [b](const Wide& x, const Wide&) { return x * b; });
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator-(float a, const Group<kCount>& b) {
  return combine(b, b, [a](const Wide& x, const Wide&) { return all(a) - x; });
}

// -25, x or 25, what lies between the others.
HEARSAY_INLINE Wide bounded(const Wide& x) {
#if defined(__AVX512DQ__)
  constexpr int kSmallerSizeFirstSign = 2;
  return {{_mm512_range_ps(x.part[0], all(25.0F).part[0], kSmallerSizeFirstSign)}};
#else
  return larger(smaller(x, all(25.0F)), all(-25.0F));
#endif
}

// A number and a power of two, whose product is e to some power. Apart, because a sum with the product is one operation.
template <int kCount>
struct Exponential {
  Group<kCount> value;
  Group<kCount> power;
};
template <int kCount>
HEARSAY_INLINE Group<kCount> operator+(const Exponential<kCount>& e, float one) {
  return e.value * e.power + one;
}
template <int kCount>
HEARSAY_INLINE Group<kCount> operator-(float one, const Exponential<kCount>& e) {
  return one - e.value * e.power;
}

// e to the x or what `sign` makes of it, for x of -25 to 25: what is beyond is taken for that. Relative error below 1e-6.
template <int kCount>
HEARSAY_INLINE Exponential<kCount> bounded_exponential(const Group<kCount>& any, float sign) {
  constexpr float kPlace = 12582912.0F + 127.0F;  // 1.5 * 2^23: the sum's last bits are the rounded product as an exponent
  const Group<kCount> x = combine(any, any, [](const Wide& one, const Wide&) { return bounded(one); });
  const float factor = sign * 1.44269504F;
  const Group<kCount> shifted = x * factor + kPlace;
  const Group<kCount> r = x * factor - (shifted - kPlace);
  Group<kCount> p = r * 1.32647087e-3F + 9.67151113e-3F;
  p = p * r + 5.55073395e-2F;
  p = p * r + 2.40222424e-1F;
  p = p * r + 6.93147004e-1F;
  p = p * r + 1.0F;
  const auto to_power = [](NativeInt bits, NativeInt) { return bits << 23; };
  return {p, combine(shifted, shifted, [=](const Wide& one, const Wide&) { return change_bits(one, one, to_power); })};
}

// a / b for b from 1 to 1e35, off by less than 1e-6 of it.
template <int kCount>
HEARSAY_INLINE Group<kCount> quotient(const Group<kCount>& a, const Group<kCount>& b) {
#if defined(__AVX512F__)
  // A division takes as long as ten other operations.
  const Group<kCount> near = combine(b, b, [](const Wide& x, const Wide&) { return Wide{{_mm512_rcp14_ps(x.part[0])}}; });
  return a * (near * (2.0F - b * near));
#else
  return combine(a, b, [](const Wide& x, const Wide& y) { return x / y; });
#endif
}

// Cell and state of sixteen units from their four gates. The quotients of e^-x are taken together: two divisions, where
// the functions by themselves would need five.
template <int kCount>
HEARSAY_INLINE void step_units(const Group<kCount>* gates, Group<kCount>& cell, Group<kCount>& state) {
  const Exponential<kCount> in = bounded_exponential(gates[0], -1);
  const Group<kCount> forget = bounded_exponential(gates[1], -1) + 1.0F;
  const Exponential<kCount> candidate = bounded_exponential(gates[2], -2);
  const Group<kCount> output = bounded_exponential(gates[3], -1) + 1.0F;
  const Group<kCount> kept = (in + 1.0F) * (candidate + 1.0F);
  cell = quotient(cell * kept + (1.0F - candidate) * forget, kept * forget);
  const Exponential<kCount> squashed = bounded_exponential(cell, -2);
  state = quotient(1.0F - squashed, (squashed + 1.0F) * output);
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

// Sums of products for sixteen units of some sequences: those of a gate every `gap`, those of a sequence every `next`.
// Null where there are none.
struct Sums {
  const std::int32_t* values = nullptr;
  std::ptrdiff_t gap = 0;
  std::ptrdiff_t next = 0;
};

// sum - offset, as floats.
HEARSAY_INLINE Wide difference(const std::int32_t* sums, const std::int32_t* offsets) {
  Wide result;
#pragma GCC unroll 4
  for (int p = 0; p < kParts; ++p) {
    const NativeInt sum = *reinterpret_cast<const LooseInt*>(sums + p * kNative);
    const NativeInt offset = *reinterpret_cast<const LooseInt*>(offsets + p * kNative);
    result.part[p] = __builtin_convertvector(sum - offset, Native);
  }
  return result;
}

// A product that is rounded before it is added to, as TransformerKernels::byte_affine rounds: the same spans by either way.
HEARSAY_INLINE Wide rounded(Wide product) {
#if defined(__AVX512F__)
  asm("" : "+v"(product.part[0]));
#endif
  return product;
}

// Where the gates come from: they are there, or sums of the inputs' bytes become them, whose bytes are states or have a
// range each.
enum class Gates : std::uint8_t { ready, of_states, of_ranges };

// One step of sixteen units from `unit` on, or as many as there are, of the sequences [first, last), kCount at a time. The
// sums begin with those of `first`; with inputs they are less the offsets, but for those of ranges.
template <int kCount, bool kWhole, bool kCarried, bool kProducts, Gates kGates>
HEARSAY_INLINE int update_some(const ByteMatrix* matrix, int hidden, const LstmStep& step, int unit, int first, int last,
                               Sums products, Sums inputs) {
  const int units = kWhole ? kUnits : hidden - unit;
  const std::ptrdiff_t wide = hidden;
  const float* scales = kProducts ? matrix->scales.data() + 4 * unit : nullptr;
  const std::int32_t* offsets = kProducts ? matrix->offsets.data() + 4 * unit : nullptr;
  const LstmInputs in = step.inputs;
  const float* in_scales = kGates == Gates::ready ? nullptr : in.matrix->scales.data() + in.row + unit;
  const std::int32_t* in_offsets = kGates == Gates::ready ? nullptr : in.matrix->offsets.data() + in.row + unit;
  int s = first;
  for (; s + kCount <= last; s += kCount) {
    Group<kCount> gates[4];
    Group<kCount> cell;
#pragma GCC unroll 4
    for (int g = 0; g < 4; ++g) {
#pragma GCC unroll 2
      for (int i = 0; i < kCount; ++i) {
        Wide& gate = gates[g].of[i];
        if constexpr (kGates == Gates::ready) {
          gate = load_some(step.gates + (s + i) * static_cast<std::ptrdiff_t>(step.gate_stride) + g * wide + unit, units);
        } else {
          const std::int32_t* sums = inputs.values + g * inputs.gap + i * inputs.next;
          const float* added = in.added + unit + g * wide;
          Wide sum;
          if constexpr (kGates == Gates::of_states) {
            sum = load(sums);
          } else {
            const ByteRange range = in.ranges[s + i];
            added += in.which_added[s + i] * static_cast<std::ptrdiff_t>(in.added_stride);
            sum = rounded(load(sums) * range.step) + rounded(load(in_offsets + g * wide) * (range.low / 128.0F));
          }
          gate = rounded(sum * load(in_scales + g * wide)) + load(added);
        }
        if constexpr (kProducts) {
          const std::int32_t* sums = products.values + g * products.gap + i * products.next;
          gate = gate + (kGates == Gates::ready ? difference(sums, offsets + g * kUnits) : load(sums)) * load(scales + g * kUnits);
        }
      }
    }
#pragma GCC unroll 2
    for (int i = 0; i < kCount; ++i) cell.of[i] = kCarried ? load_some(step.cells + (s + i) * wide + unit, units) : all(0.0F);
    Group<kCount> state;
    step_units(gates, cell, state);
    const Group<kCount> bytes = state * 127.0F + 128.5F;  // rounds: what is cut off is above zero
#pragma GCC unroll 2
    for (int i = 0; i < kCount; ++i) {
      store_some(step.cells + (s + i) * wide + unit, cell.of[i], units);
      if (step.states != nullptr)
        store_some(step.states + (s + i) * static_cast<std::ptrdiff_t>(step.state_stride) + unit, state.of[i], units);
      store_bytes(step.bytes + (s + i) * static_cast<std::ptrdiff_t>(step.byte_stride) + unit, bytes.of[i], units);
    }
    if constexpr (kProducts) products.values += kCount * products.next;
    if constexpr (kGates != Gates::ready) inputs.values += kCount * inputs.next;
  }
  return s;
}

template <bool kWhole, bool kCarried, bool kProducts, Gates kGates>
void update_all(const ByteMatrix* matrix, int hidden, const LstmStep& step, int unit, int first, int last, Sums products, Sums inputs) {
  const int left = update_some<kMostTogether, kWhole, kCarried, kProducts, kGates>(matrix, hidden, step, unit, first, last, products, inputs);
  if (kMostTogether == 1 || left == last) return;
  if constexpr (kProducts) products.values += (left - first) * products.next;
  if constexpr (kGates != Gates::ready) inputs.values += (left - first) * inputs.next;
  update_some<1, kWhole, kCarried, kProducts, kGates>(matrix, hidden, step, unit, left, last, products, inputs);
}

template <bool kCarried, bool kProducts>
void update_units(const ByteMatrix* matrix, int hidden, const LstmStep& step, int unit, int first, int last, Sums products) {
  if (hidden - unit >= kUnits)
    return update_all<true, kCarried, kProducts, Gates::ready>(matrix, hidden, step, unit, first, last, products, {});
  update_all<false, kCarried, kProducts, Gates::ready>(matrix, hidden, step, unit, first, last, products, {});
}

// A block's weights meet all sequences before the next block's, so that they are read once per step, and its sums go into
// cells and states without a way through memory.
void lstm_step(const ByteMatrix* matrix, int hidden, const LstmStep& step) {
  constexpr decltype(&byte_tile<1>) kTiles[] = {byte_tile<1>, byte_tile<2>, byte_tile<3>,
                                                byte_tile<4>, byte_tile<5>, byte_tile<6>};
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
      update_units<true, true>(matrix, hidden, step, unit, c, c + width, {sums[0], kUnits, kRowBlock});
      c += width;
    }
    update_units<true, false>(matrix, hidden, step, unit, products, step.carried, {});
    update_units<false, false>(matrix, hidden, step, unit, step.carried, step.count, {});
  }
}

#if defined(__AMX_INT8__)

constexpr int kBlocks = 8;  // of units, whose sums stay in a near cache

// What the tiles multiply for sixteen units and as many sequences: each gate's sums, column by column.
struct alignas(64) TileSums {
  std::int32_t values[4][kTile * kUnits];
};

// Tiles 0 to 3 are the sums of four gates, 4 bytes of the sequences, 5 and 6 weights. `row_gap`: from one gate's rows to the
// next one's. The sums begin with `starts`, if not null.
HEARSAY_INLINE void multiply(const std::int8_t* weight, std::ptrdiff_t row_gap, int columns, const std::int32_t* starts,
                             const std::uint8_t* bytes, std::ptrdiff_t stride, TileSums& sums) {
  if (starts != nullptr) {
    constexpr int kSameLine = 0;
    _tile_loadd(0, starts, kSameLine);
    _tile_loadd(1, starts + row_gap, kSameLine);
    _tile_loadd(2, starts + 2 * row_gap, kSameLine);
    _tile_loadd(3, starts + 3 * row_gap, kSameLine);
  } else {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
  }
  const std::ptrdiff_t gap = row_gap * columns;
  for (int k = 0; k < columns; k += 64, weight += 16 * kGroupBytes) {
    _tile_loadd(4, bytes + k, stride);
    _tile_loadd(5, weight, kGroupBytes);
    _tile_loadd(6, weight + gap, kGroupBytes);
    _tile_dpbusd(0, 4, 5);
    _tile_dpbusd(1, 4, 6);
    _tile_loadd(5, weight + 2 * gap, kGroupBytes);
    _tile_loadd(6, weight + 3 * gap, kGroupBytes);
    _tile_dpbusd(2, 4, 5);
    _tile_dpbusd(3, 4, 6);
  }
  constexpr int kLine = kUnits * sizeof(std::int32_t);
  _tile_stored(0, sums.values[0], kLine);
  _tile_stored(1, sums.values[1], kLine);
  _tile_stored(2, sums.values[2], kLine);
  _tile_stored(3, sums.values[3], kLine);
}

template <Gates kGates>
void step_by_tiles(const ByteMatrix& matrix, int hidden, const LstmStep& step) {
  const LstmInputs& in = step.inputs;
  const int together = step.count < kTile ? step.count : kTile;
  TileShapes shapes;
  for (const int t : {0, 1, 2, 3, 4}) shapes.rows[t] = static_cast<std::uint8_t>(together);
  shapes.use();
  // Sums of several blocks are made before they become states: in turns, each would wait for the other.
  TileSums inputs[kBlocks];
  TileSums products[kBlocks];
  constexpr int kGap = kTile * kUnits;
  for (int c = 0; c < step.count; c += together) {
    // The last sequences stand with some that were there before, so that all tiles are alike.
    const int first = c + together <= step.count ? c : step.count - together;
    const int last = first + together;
    const int carried = step.carried < c ? c : step.carried < last ? step.carried : last;
    for (int begin = 0; begin < hidden; begin += kBlocks * kUnits) {
      const int end = begin + kBlocks * kUnits < hidden ? begin + kBlocks * kUnits : hidden;
      for (int unit = begin, i = 0; unit < end; unit += kUnits, ++i) {
        multiply(in.matrix->values.data() + static_cast<std::ptrdiff_t>(in.row + unit) * in.matrix->columns, hidden,
                 in.matrix->columns,
                 kGates == Gates::of_states ? in.matrix->starts.data() + in.row + unit : nullptr,
                 in.bytes + first * static_cast<std::ptrdiff_t>(in.byte_stride), in.byte_stride, inputs[i]);
        if (carried == c) continue;
        multiply(matrix.values.data() + static_cast<std::ptrdiff_t>(4 * unit) * matrix.columns, kUnits, hidden,
                 matrix.starts.data() + 4 * unit, step.before + first * static_cast<std::ptrdiff_t>(step.byte_stride), step.byte_stride, products[i]);
      }
      for (int unit = begin, i = 0; unit < end; unit += kUnits, ++i) {
        const Sums own = {inputs[i].values[0] + (c - first) * kUnits, kGap, kUnits};
        const Sums before = {products[i].values[0] + (c - first) * kUnits, kGap, kUnits};
        const Sums rest = {own.values + (carried - c) * kUnits, kGap, kUnits};
        update_all<true, true, true, kGates>(&matrix, hidden, step, unit, c, carried, before, own);
        update_all<true, false, false, kGates>(nullptr, hidden, step, unit, carried, last, {}, rest);
      }
    }
  }
  _tile_release();
}

void lstm_input_step(const ByteMatrix& matrix, int hidden, const LstmStep& step) {
  if (step.inputs.ranges == nullptr) return step_by_tiles<Gates::of_states>(matrix, hidden, step);
  step_by_tiles<Gates::of_ranges>(matrix, hidden, step);
}

#endif

}  // namespace
}  // namespace hearsay::model

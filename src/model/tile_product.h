// Products of bytes by a processor's matrix unit, and what the sums become. transformer_kernels_body.h includes it.
#pragma once

#if defined(__AMX_INT8__)

#include "model/amx_tile.h"
#include "model/kernels.h"
#include "model/wide.h"

namespace hearsay::model {
namespace {

constexpr int kTwoTiles = 2 * kTile;

// Columns of bytes. Those of a tile lie together from 16 * matrix.columns times its number on.
struct ByteColumns {
  const std::uint8_t* bytes;
  std::ptrdiff_t stride;  // from one column to the next
  std::ptrdiff_t step;    // from 64 bytes of a column to its next 64
};

// Column after column.
ByteColumns columns_alone(const std::uint8_t* bytes, int rows) { return {bytes, rows, 64}; }

// Tile after tile, as they are loaded: sixteen columns' first 64 bytes, their next 64. The last sixteen are filled up.
ByteColumns columns_by_tiles(const std::uint8_t* bytes) { return {bytes, 64, 64 * kTile}; }

// Where the 64 bytes of packed columns lie to which that of `row` belongs.
std::uint8_t* packed_place(std::uint8_t* bytes, int rows, int column, int row) {
  return bytes + static_cast<std::ptrdiff_t>(column / kTile) * kTile * rows +
         (static_cast<std::ptrdiff_t>(row / 64) * kTile + column % kTile) * 64 + row % 64;
}

// What makes floats of the sums of 32 rows, as finish_rows does elsewhere.
struct RowTerms {
  Wide scale[2];
  Wide offset[2];
  Wide bias[2];

  RowTerms(const ByteMatrix& matrix, const float* biases, int row) {
#pragma GCC unroll 2
    for (int half = 0; half < 2; ++half) {
      scale[half] = load(matrix.scales.data() + row + half * kTile);
      offset[half] = load(matrix.offsets.data() + row + half * kTile);
      bias[half] = load(biases + row + half * kTile);
    }
  }
  HEARSAY_INLINE Wide value(int half, const std::int32_t* sums, const Wide& step, const Wide& low) const {
    return (load(sums + half * kTile) * step + offset[half] * low) * scale[half] + bias[half];
  }
};

// Sums become floats, column after column.
struct ToFloats {
  float* out;
  std::ptrdiff_t next;  // from one column to the next

  [[nodiscard]] float* place(int row, int column) const { return out + column * next + row; }
  template <int kStage, class Place>
  HEARSAY_INLINE void take(Gelu<4>& four, const Place& place) const {
    place.template value<kStage>(four);
    store(place.at(kStage / 2) + kStage % 2 * kTile, four.x[kStage]);
  }
};

// Sums become their GELU, 32 columns of 32 rows together, and each column's smallest and largest are kept.
struct ToGelu {
  static constexpr std::ptrdiff_t next = kTwoTiles;
  float* out;
  float* bounds;  // of a column: sixteen small ones, sixteen large ones
  int rows;

  [[nodiscard]] float* place(int row, int column) const {
    return out + static_cast<std::ptrdiff_t>(column / kTwoTiles) * kTwoTiles * rows +
           static_cast<std::ptrdiff_t>(row) * kTwoTiles + column % kTwoTiles * kTwoTiles;
  }
  template <int kStage, class Place>
  HEARSAY_INLINE void take(Gelu<4>& four, const Place& place) const {
    if constexpr (kStage == 0) {
      place.template value<0>(four);
      place.template value<1>(four);
      place.template value<2>(four);
      place.template value<3>(four);
      four.begin();
    }
    if constexpr (kStage == 1) four.add_terms<0, 4>();
    if constexpr (kStage == 2) four.add_terms<4, 9>();
    if constexpr (kStage == 3) {
      four.end();
#pragma GCC unroll 2
      for (int i = 0; i < 2; ++i) {
        const Wide& first = four.x[2 * i];
        const Wide& second = four.x[2 * i + 1];
        store(place.at(i), first);
        store(place.at(i) + kTile, second);
        float* low = bounds + static_cast<std::ptrdiff_t>(place.column(i)) * kTwoTiles;
        float* high = low + kTile;
        store(low, smaller(load(low), smaller(first, second)));
        store(high, larger(load(high), larger(first, second)));
      }
    }
  }
};

// Instructions on tiles that follow one another closely hold each other up where two threads share a processor: thirty
// nanoseconds for a load and a product, nineteen with others between them. Work of other kinds stands between all of
// them, and where there is none these.
HEARSAY_INLINE void pass_time() { asm volatile("nop\n\tnop\n\tnop\n\tnop\n\tnop\n\tnop\n\tnop\n\tnop"); }

// A product under way. While the tiles sum up one block, what they summed up before is finished, a stage between two
// instructions on tiles. Tiles 0 to 3 hold the sums of 32 columns and 32 rows; 4 and 5 are columns of bytes, 6 and 7
// rows of the matrix.
template <class Finish>
class TileProduct {
 public:
  TileProduct(const ByteMatrix& matrix, const float* bias, const ByteColumns& in, const ByteRange* ranges,
              const Finish& to)
      : matrix_(matrix), bias_(bias), in_(in), ranges_(ranges), to_(to), steps_(matrix.columns / 64) {}

  // Weights at `from`, `lines` of the processor's cache a step, are fetched while the next products are summed up.
  void fetch_weights(const std::int8_t* from, const std::int8_t* end, int blocks) {
    ahead_ = from;
    ahead_end_ = end;
    ahead_step_ = static_cast<int>(((end - from) / 64 + blocks * steps_ - 1) / (blocks * steps_));
  }

  // The sums of `width` columns from `begin` on and 32 rows.
  void add(int row, int begin, int width) {
    if (width > kTile) return add_tiles<true>(row, begin, width);
    add_tiles<false>(row, begin, width);
  }

  // All columns of sums that wait.
  void finish() {
    Waiting waiting(*this);
    finish_rest(waiting);
  }

 private:
  // Columns of sums to be finished, two at a time: four vectors, in four stages.
  struct Waiting {
    const TileProduct& of;
    const RowTerms terms;
    const std::int32_t* sums;
    float* place;
    const float* later;  // where the sums under way will go to
    int first = 0;
    int second = 0;  // `first` itself if it is the last
    Gelu<4> four;

    explicit Waiting(const TileProduct& product)
        : of(product),
          terms(product.matrix_, product.bias_, product.row_),
          sums(product.waiting_),
          place(product.to_.place(product.row_, product.begin_)),
          later(place) {}
    [[nodiscard]] HEARSAY_INLINE int column(int i) const { return of.begin_ + (i == 0 ? first : second); }
    [[nodiscard]] HEARSAY_INLINE float* at(int i) const { return place + (i == 0 ? first : second) * of.to_.next; }
    template <int kNumber>
    HEARSAY_INLINE void value(Gelu<4>& to) const {
      const int own = kNumber < 2 ? first : second;
      const ByteRange range = of.ranges_[of.begin_ + own];
      const Wide low = all(range.low / 128.0F);  // an offset is 128 times the sum of a row's codes
      to.x[kNumber] = terms.value(kNumber % 2, sums + own * kTwoTiles, all(range.step), low);
    }
    template <int kStage>
    HEARSAY_INLINE void finish() {
      if constexpr (kStage == 0) second = first + 1 < of.width_ ? first + 1 : first;
      of.to_.template take<kStage>(four, *this);
      if constexpr (kStage == 3) first += 2;
    }
  };

  HEARSAY_INLINE void finish_rest(Waiting& waiting) {
    while (waiting.first < width_) {
      waiting.template finish<0>();
      waiting.template finish<1>();
      waiting.template finish<2>();
      waiting.template finish<3>();
    }
  }

  // What stands between two instructions on tiles: a stage of what waits, or eight lines of the cache, `stride` apart,
  // that will be loaded soon.
  template <bool kWork, int kStage>
  HEARSAY_INLINE void between(Waiting& waiting, const void* soon, std::ptrdiff_t stride) {
    if constexpr (kWork) {
      fetch(waiting.later + kStage % 2 * kTile);
      if constexpr (kStage % 2 == 1) waiting.later += to_.next;
      waiting.template finish<kStage>();
    } else {
#pragma GCC unroll 8
      for (int i = 0; i < 8; ++i) fetch(static_cast<const char*>(soon) + i * stride);
    }
  }

  template <bool kBoth, bool kWork>
  HEARSAY_INLINE void step(int k, const std::uint8_t* columns, const std::int8_t* weight, Waiting& waiting) {
    const std::ptrdiff_t size = matrix_.columns;
    const std::ptrdiff_t stride = in_.stride;
    columns += k * in_.step;
    weight += static_cast<std::ptrdiff_t>(k) * kTile * kGroupBytes;
    const std::uint8_t* others = columns + kTile * size;
    const std::int8_t* more = weight + kTile * size;
    const std::uint8_t* soon = columns + 2 * in_.step;
    const std::int8_t* weight_soon = weight + 2 * kTile * kGroupBytes;
    _tile_loadd(4, columns, stride);
    between<kWork, 0>(waiting, soon, stride);
    _tile_loadd(6, weight, kGroupBytes);
    between<kWork, 1>(waiting, soon + 8 * stride, stride);
    _tile_loadd(7, more, kGroupBytes);
    between<kWork, 2>(waiting, weight_soon, kGroupBytes);
    _tile_dpbusd(0, 4, 6);
    between<kWork, 3>(waiting, weight_soon + 8 * kGroupBytes, kGroupBytes);
    _tile_dpbusd(1, 4, 7);
    if constexpr (kBoth) {
      between<kWork, 0>(waiting, weight_soon + kTile * size, kGroupBytes);
      _tile_loadd(5, others, stride);
      between<kWork, 1>(waiting, weight_soon + kTile * size + 8 * kGroupBytes, kGroupBytes);
      _tile_dpbusd(2, 5, 6);
      between<kWork, 2>(waiting, soon + kTile * size, stride);
      _tile_dpbusd(3, 5, 7);
      between<kWork, 3>(waiting, soon + kTile * size + 8 * stride, stride);
    }
    for (int i = 0; i < ahead_step_ && ahead_ < ahead_end_; ++i, ahead_ += 64)
      _mm_prefetch(reinterpret_cast<const char*>(ahead_), _MM_HINT_T1);
  }

  template <bool kBoth>
  void add_tiles(int row, int begin, int width) {
    const std::ptrdiff_t size = matrix_.columns;
    const std::int8_t* weight = matrix_.values.data() + row * size;
    const std::uint8_t* columns = in_.bytes + begin * size;
    Waiting waiting(*this);
    _tile_zero(0);
    _tile_zero(1);
    if constexpr (kBoth) {
      _tile_zero(2);
      _tile_zero(3);
    }
    constexpr int kColumns = kBoth ? 4 : 2;  // a step
    const int working = width_ / kColumns < steps_ ? width_ / kColumns : steps_;
    waiting.later = to_.place(row, begin);
    int k = 0;
    for (; k < working; ++k) step<kBoth, true>(k, columns, weight, waiting);
    for (; k < steps_; ++k) step<kBoth, false>(k, columns, weight, waiting);
    finish_rest(waiting);
    std::int32_t* sums = sums_[next_];
    constexpr int kStride = kTwoTiles * sizeof(std::int32_t);
    _tile_stored(0, sums, kStride);
    _tile_stored(1, sums + kTile, kStride);
    if constexpr (kBoth) {
      _tile_stored(2, sums + kTile * kTwoTiles, kStride);
      _tile_stored(3, sums + kTile * kTwoTiles + kTile, kStride);
    }
    waiting_ = sums;
    next_ = 1 - next_;
    row_ = row;
    begin_ = begin;
    width_ = width;
  }

  const ByteMatrix& matrix_;
  const float* bias_;
  ByteColumns in_;
  const ByteRange* ranges_;
  Finish to_;
  int steps_;                                                // of 64 columns of the matrix
  alignas(64) std::int32_t sums_[2][kTwoTiles * kTwoTiles];  // column by column; one is filled while one waits
  const std::int32_t* waiting_ = sums_[0];
  int next_ = 0;
  int row_ = 0;
  int begin_ = 0;
  int width_ = 0;  // no sums wait: 0
  const std::int8_t* ahead_ = nullptr;
  const std::int8_t* ahead_end_ = nullptr;
  int ahead_step_ = 0;
};

// Columns are taken 32 at a time; kFilledUp: there are bytes for the last ones' whole tiles.
template <bool kFilledUp, class Finish>
void multiply_tiles(const ByteMatrix& matrix, const float* bias, const ByteColumns& in, const ByteRange* ranges,
                    int count, const Finish& to) {
  TileProduct<Finish> product(matrix, bias, in, ranges, to);
  const int together = count < kTwoTiles ? count : kTwoTiles;
  TileShapes shapes;
  if (!kFilledUp) {
    for (const int t : {0, 1, 4}) shapes.rows[t] = static_cast<std::uint8_t>(together < kTile ? together : kTile);
    for (const int t : {2, 3, 5}) shapes.rows[t] = static_cast<std::uint8_t>(together > kTile ? together - kTile : 1);
  }
  shapes.use();
  const int blocks = (count + kTwoTiles - 1) / kTwoTiles;
  const std::int8_t* const end = matrix.values.data() + static_cast<std::ptrdiff_t>(matrix.rows) * matrix.columns;
  const std::ptrdiff_t size = static_cast<std::ptrdiff_t>(kTwoTiles) * matrix.columns;
  // Rows outside, so that those of the matrix stay in the cache nearest by.
  for (int row = 0; row < matrix.rows; row += kTwoTiles) {
    const std::int8_t* next = matrix.values.data() + (row + kTwoTiles) * static_cast<std::ptrdiff_t>(matrix.columns);
    product.fetch_weights(next, next < end ? next + size : next, blocks);
    for (int begin = 0; begin < count; begin += kTwoTiles) {
      if (kFilledUp || begin + together <= count) {
        product.add(row, begin, count - begin < together ? count - begin : together);
      } else {
        // The last columns stand with some that were there before, so that all tiles are alike.
        product.add(row, count - together, together);
      }
    }
  }
  product.finish();
  _tile_release();
}

void byte_affine(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                 int count, float* out) {
  multiply_tiles<false>(matrix, bias, columns_alone(in, matrix.columns), ranges, count, ToFloats{out, matrix.rows});
}

void packed_affine(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                   int count, float* out) {
  multiply_tiles<true>(matrix, bias, columns_by_tiles(in), ranges, count, ToFloats{out, matrix.rows});
}

// Bytes of 64 rows of a column, sixteen a vector: what is above 255 is cut off as they are packed.
HEARSAY_INLINE void store_line(const Wide (&values)[4], const Rounding& rounding, std::uint8_t* to) {
  __m512i whole[4];
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    const Wide scaled = (values[i] - rounding.range.low) * rounding.factor + 0.5F;
    const NativeInt integers = __builtin_convertvector(scaled.part[0], NativeInt);
    std::memcpy(&whole[i], &integers, sizeof integers);
  }
  // Packing takes four of each vector at a time; the sixteen fours change rows with columns.
  const __m512i mixed =
      _mm512_packus_epi16(_mm512_packus_epi32(whole[0], whole[1]), _mm512_packus_epi32(whole[2], whole[3]));
  const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  _mm512_storeu_si512(to, _mm512_permutexvar_epi32(order, mixed));
}

void packed_bytes(const float* values, int rows, int count, std::uint8_t* bytes, ByteRange* ranges) {
  for (int c = 0; c < count; ++c, values += rows) {
    const auto [low, high] = bounds_of(values, rows);
    const Rounding rounding(low, high);
    ranges[c] = rounding.range;
    std::uint8_t* to = packed_place(bytes, rows, c, 0);
    for (int r = 0; r < rows; r += 64, to += 64 * kTile) {
      Wide line[4];
#pragma GCC unroll 4
      for (int i = 0; i < 4; ++i) {
        line[i] = load(values + r + i * kWide);
        if (c + 1 < count) fetch(values + rows + r + i * kWide);
      }
      store_line(line, rounding, to);
    }
  }
}

void packed_gelu(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                 int count, float* values, std::uint8_t* bytes, ByteRange* out_ranges) {
  const int rows = matrix.rows;
  const int filled = (count + kTwoTiles - 1) / kTwoTiles * kTwoTiles;
  const ToGelu to = {values, values + static_cast<std::ptrdiff_t>(filled) * rows, rows};
  std::memset(to.bounds, 0, static_cast<std::size_t>(count) * kTwoTiles * sizeof(float));
  multiply_tiles<true>(matrix, bias, columns_by_tiles(in), ranges, count, to);
  for (int begin = 0; begin < count; begin += kTwoTiles) {
    const int width = count - begin < kTwoTiles ? count - begin : kTwoTiles;
    Rounding roundings[kTwoTiles];
    for (int c = 0; c < width; ++c) {
      const float* bounds = to.bounds + static_cast<std::ptrdiff_t>(begin + c) * kTwoTiles;
      roundings[c] = Rounding(load(bounds), load(bounds + kTile));
      out_ranges[begin + c] = roundings[c].range;
    }
    for (int row = 0; row < rows; row += 2 * kTwoTiles) {
      const float* from = to.place(row, begin);
      std::uint8_t* place = packed_place(bytes, rows, begin, row);
      constexpr int kNext = kTwoTiles * kTwoTiles;  // to the next 32 rows
      for (int c = 0; c < width; ++c, from += kTwoTiles) {
        const Wide line[4] = {load(from), load(from + kTile), load(from + kNext), load(from + kNext + kTile)};
        if (row + 2 * kTwoTiles < rows)
          for (const int ahead : {0, kTile, kNext, kNext + kTile}) fetch(from + 2 * kNext + ahead);
        store_line(line, roundings[c], place + c / kTile * static_cast<std::ptrdiff_t>(kTile) * rows + c % kTile * 64);
      }
    }
  }
}

}  // namespace
}  // namespace hearsay::model
#endif

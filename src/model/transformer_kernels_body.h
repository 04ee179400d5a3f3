// The functions of a TransformerKernels table, for the instruction set that the including file is compiled with.
#include <cmath>
#include <cstring>

#include "model/byte_tile.h"
#include "model/transformer_kernels.h"
#include "model/wide.h"

namespace hearsay::model {
namespace {

// x times half of 1 + erf(x / sqrt 2), off by 1e-5 of x at most, where a byte's step is a hundredth: the error function
// as a polynomial in x up to 4.5, where it is 1 to five digits. Of kCount vectors in step, and in stages, so that other
// work can stand between: each operation waits for the one before.
constexpr float kGeluTerms[] = {-2.79993303e-12F, 3.39440559e-10F, -1.83866398e-8F, 5.91759601e-7F,  -1.27302274e-5F,
                                1.95740242e-4F,   -2.24534399e-3F, 1.96663309e-2F,  -1.32674053e-1F, 7.97767580e-1F};

template <int kCount>
struct Gelu {
  Wide x[kCount];
  Wide near[kCount];
  Wide square[kCount];
  Wide p[kCount];

  HEARSAY_INLINE void begin() {
#pragma GCC unroll 4
    for (int i = 0; i < kCount; ++i) {
      near[i] = smaller(larger(x[i], all(-4.5F)), all(4.5F));
      square[i] = near[i] * near[i];
      p[i] = all(kGeluTerms[0]);
      settle(square[i]);
    }
  }
  // The terms after kTerm up to kLast.
  template <int kTerm, int kLast>
  HEARSAY_INLINE void add_terms() {
#pragma GCC unroll 10
    for (int term = kTerm + 1; term <= kLast; ++term) {
#pragma GCC unroll 4
      for (int i = 0; i < kCount; ++i) {
        p[i] = p[i] * square[i];
        settle(p[i]);
      }
#pragma GCC unroll 4
      for (int i = 0; i < kCount; ++i) {
        p[i] = p[i] + kGeluTerms[term];
        settle(p[i]);
      }
    }
  }
  HEARSAY_INLINE void end() {
#pragma GCC unroll 4
    for (int i = 0; i < kCount; ++i) p[i] = near[i] * p[i] * 0.5F + 0.5F;
#pragma GCC unroll 4
    for (int i = 0; i < kCount; ++i) x[i] = x[i] * p[i];
  }
};

HEARSAY_INLINE Wide gelu(const Wide& x) {
  Gelu<1> one;
  one.x[0] = x;
  one.begin();
  one.add_terms<0, 9>();
  one.end();
  return one.x[0];
}

// The lowest byte of each of sixteen integers.
HEARSAY_INLINE void store_bytes(std::uint8_t* to, const NativeInt* values) {
#if defined(__AVX512F__)
  __m512i whole;
  std::memcpy(&whole, values, sizeof whole);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_cvtepi32_epi8(whole));
#else
  std::int32_t lanes[kWide];
  std::memcpy(lanes, values, sizeof lanes);
  for (int i = 0; i < kWide; ++i) to[i] = static_cast<std::uint8_t>(lanes[i] & 255);
#endif
}

// Sixteen integers of -128 to 127 as bytes.
HEARSAY_INLINE void store_codes(std::int8_t* to, const NativeInt* values) {
  store_bytes(reinterpret_cast<std::uint8_t*>(to), values);
}

// How a column's values become bytes: of its smallest and its largest, each of sixteen lanes.
struct Rounding {
  ByteRange range;
  float factor = 0;

  Rounding() = default;
  HEARSAY_INLINE Rounding(const Wide& low, const Wide& high) {
    range.low = smallest_of(low);
    const float width = largest_of(high) - range.low;
    range.step = width / 255.0F;
    factor = width > 1e-20F ? 255.0F / width : 0.0F;
  }
  HEARSAY_INLINE void store(const Wide& values, std::uint8_t* bytes) const {
    const Wide scaled = smaller((values - range.low) * factor + 0.5F, all(255.0F));
    NativeInt whole[kParts];
#pragma GCC unroll 4
    for (int p = 0; p < kParts; ++p) whole[p] = __builtin_convertvector(scaled.part[p], NativeInt);
    store_bytes(bytes, whole);
  }
};

struct Bounds {
  Wide low;
  Wide high;
};

HEARSAY_INLINE Bounds bounds_of(const float* values, int rows) {
  Bounds bounds = {load(values), load(values)};
  for (int r = kWide; r < rows; r += kWide) {
    bounds.low = smaller(bounds.low, load(values + r));
    bounds.high = larger(bounds.high, load(values + r));
  }
  return bounds;
}

void column_to_bytes(const float* values, int rows, const Wide& low, const Wide& high, std::uint8_t* bytes,
                     ByteRange& range) {
  const Rounding rounding(low, high);
  range = rounding.range;
  for (int r = 0; r < rows; r += kWide) rounding.store(load(values + r), bytes + r);
}

void to_bytes(const float* values, int rows, int count, std::uint8_t* bytes, ByteRange* ranges) {
  for (int c = 0; c < count; ++c, values += rows, bytes += rows) {
    const auto [low, high] = bounds_of(values, rows);
    column_to_bytes(values, rows, low, high, bytes, ranges[c]);
  }
}

#if defined(__AMX_INT8__)
}  // namespace
}  // namespace hearsay::model
#include "model/tile_product.h"
namespace hearsay::model {
namespace {
#else

// out[r] of the rows [row, row + rows) from their integer sums.
HEARSAY_INLINE void finish_rows(const ByteMatrix& matrix, const float* bias, int row, int rows,
                                const std::int32_t* sums, ByteRange range, float* out) {
  const float* scales = matrix.scales.data() + row;
  const std::int32_t* offsets = matrix.offsets.data() + row;
  const float low = range.low / 128.0F;  // an offset is 128 times the sum of a row's codes
  int r = 0;
  for (; r + kWide <= rows; r += kWide)
    store(out + row + r,
          (load(sums + r) * range.step + load(offsets + r) * low) * load(scales + r) + load(bias + row + r));
  for (; r < rows; ++r)
    out[row + r] =
        (static_cast<float>(sums[r]) * range.step + static_cast<float>(offsets[r]) * low) * scales[r] + bias[row + r];
}

void byte_affine(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                 int count, float* out) {
  constexpr decltype(&byte_tile<1>) kTiles[] = {byte_tile<1>, byte_tile<2>, byte_tile<3>,
                                                byte_tile<4>, byte_tile<5>, byte_tile<6>};
  for (int row = 0; row < matrix.rows; row += kByteRows) {
    const std::int8_t* block = matrix.values.data() +
                               static_cast<std::ptrdiff_t>(row / kByteBlock) * kByteBlock * matrix.columns +
                               static_cast<std::ptrdiff_t>(row % kByteBlock) * 4;
    for (int c = 0; c < count;) {
      const int left = count - c;
      const int width = left < kByteColumns ? left : kByteColumns;
      alignas(64) std::int32_t sums[kByteColumns][kByteRows];
      kTiles[width - 1](block, matrix.columns / 4, in + static_cast<std::ptrdiff_t>(c) * matrix.columns, matrix.columns,
                        sums);
      for (int i = 0; i < width; ++i, ++c)
        finish_rows(matrix, bias, row, kByteRows, sums[i], ranges[c],
                    out + static_cast<std::ptrdiff_t>(c) * matrix.rows);
    }
  }
}

// Without tiles the order of bytes that one product likes is that which all take.
constexpr auto packed_bytes = to_bytes;
constexpr auto packed_affine = byte_affine;

void gelu_to_bytes(float* values, int rows, int count, std::uint8_t* bytes, ByteRange* ranges) {
  for (int c = 0; c < count; ++c, values += rows, bytes += rows) {
    Wide low = all(0.0F);
    Wide high = low;
    for (int r = 0; r < rows; r += kWide) {
      const Wide active = gelu(load(values + r));
      store(values + r, active);
      low = smaller(low, active);
      high = larger(high, active);
    }
    column_to_bytes(values, rows, low, high, bytes, ranges[c]);
  }
}

void packed_gelu(const ByteMatrix& matrix, const float* bias, const std::uint8_t* in, const ByteRange* ranges,
                 int count, float* values, std::uint8_t* bytes, ByteRange* out_ranges) {
  byte_affine(matrix, bias, in, ranges, count, values);
  gelu_to_bytes(values, matrix.rows, count, bytes, out_ranges);
}

#endif

void add_norm(float* values, const float* added, const float* weight, const float* bias, float epsilon, int rows,
              int count) {
  const auto size = static_cast<float>(rows);
  for (int c = 0; c < count; ++c, values += rows) {
    Wide sum = all(0.0F);
    for (int r = 0; r < rows; r += kWide) {
      Wide value = load(values + r);
      if (added != nullptr) value = value + load(added + r);
      store(values + r, value);
      sum = sum + value;
    }
    if (added != nullptr) added += rows;
    const float mean = sum_of(sum) / size;
    Wide squares = all(0.0F);
    for (int r = 0; r < rows; r += kWide) {
      if (c + 1 < count) fetch(values + rows + r);  // the next column
      if (c + 1 < count && added != nullptr) fetch(added + r);
      const Wide away = load(values + r) - mean;
      squares = squares + away * away;
    }
    const float factor = 1.0F / std::sqrt(sum_of(squares) / size + epsilon);
    for (int r = 0; r < rows; r += kWide)
      store(values + r, (load(values + r) - mean) * factor * load(weight + r) + load(bias + r));
  }
}

// Queries taken together: enough sums for the adders to wait for none, not more than the registers hold.
constexpr int kQueries = kNative == 16 ? kMostQueries : 4;

// The scores of kCount queries, from the one numbered `first` on, against all keys, whose values lie dimension by
// dimension for every sixteen.
template <int kCount>
void score_keys(const AttentionInput& input, int head, int first, const float* keys, int padded, float* scores) {
  const int hidden = input.heads * input.head_size;
  const float* distances = input.distances + static_cast<std::ptrdiff_t>(head) * (2 * kFarthest + 1) + kFarthest;
  const float* queries = input.states + static_cast<std::ptrdiff_t>(first) * 3 * hidden + head * input.head_size;
  const float scale = 1.0F / std::sqrt(static_cast<float>(input.head_size));
  for (int k = 0; k < padded; k += kWide, keys += kWide * input.head_size) {
    Wide sum[kCount];
#pragma GCC unroll 8
    for (int q = 0; q < kCount; ++q) sum[q] = all(0.0F);
    for (int d = 0; d < input.head_size; ++d) {
      const Wide key = load(keys + d * kWide);
#pragma GCC unroll 8
      for (int q = 0; q < kCount; ++q) sum[q] = sum[q] + key * queries[static_cast<std::ptrdiff_t>(q) * 3 * hidden + d];
    }
#pragma GCC unroll 8
    for (int q = 0; q < kCount; ++q) store(scores + q * padded + k, sum[q] * scale + load(distances + (k - first - q)));
  }
  for (int q = 0; q < kCount; ++q)
    for (int k = input.length; k < padded; ++k) scores[q * padded + k] = -1e30F;
}

// Scores to weights; returns what the sum of their products is to be multiplied by.
HEARSAY_INLINE float weigh(float* scores, int padded) {
  Wide most = load(scores);
  for (int k = kWide; k < padded; k += kWide) most = larger(most, load(scores + k));
  const float top = largest_of(most);
  Wide sum = all(0.0F);
  for (int k = 0; k < padded; k += kWide) {
    const Wide weight = exponential(load(scores + k) - top);
    store(scores + k, weight);
    sum = sum + weight;
  }
  return 1.0F / sum_of(sum);
}

// `keys` and `values` of one head, the latter token by token.
template <int kCount>
void attend(const AttentionInput& input, int head, int first, const float* keys, const float* values, float* scores,
            float* out) {
  const int padded = (input.length + kWide - 1) / kWide * kWide;
  score_keys<kCount>(input, head, first, keys, padded, scores);
  float factors[kCount];
  for (int q = 0; q < kCount; ++q) factors[q] = weigh(scores + q * padded, padded);
  for (int d = 0; d < input.head_size; d += kWide) {
    Wide sum[kCount];
#pragma GCC unroll 8
    for (int q = 0; q < kCount; ++q) sum[q] = all(0.0F);
    for (int k = 0; k < input.length; ++k) {
      const Wide value = load(values + static_cast<std::ptrdiff_t>(k) * input.head_size + d);
#pragma GCC unroll 8
      for (int q = 0; q < kCount; ++q) sum[q] = sum[q] + value * scores[q * padded + k];
    }
#pragma GCC unroll 8
    for (int q = 0; q < kCount; ++q)
      store(out + static_cast<std::ptrdiff_t>(first + q) * input.out_stride + head * input.head_size + d,
            sum[q] * factors[q]);
  }
}

void attention(const AttentionInput& input, float* scratch, float* out) {
  const int padded = (input.length + kWide - 1) / kWide * kWide;
  const int hidden = input.heads * input.head_size;
  // One head's keys, sixteen together dimension by dimension, and its values without what lies between them.
  float* keys = scratch;
  float* values = keys + static_cast<std::ptrdiff_t>(padded) * kLargestHead;
  float* scores = values + static_cast<std::ptrdiff_t>(padded) * kLargestHead;
  for (int head = 0; head < input.heads; ++head) {
    const float* from = input.states + hidden + head * input.head_size;
    for (int k = 0; k < padded; ++k) {
      const float* key = from + static_cast<std::ptrdiff_t>(k) * 3 * hidden;
      float* to = keys + static_cast<std::ptrdiff_t>(k / kWide * kWide) * input.head_size + k % kWide;
      for (int d = 0; d < input.head_size; ++d) to[d * kWide] = k < input.length ? key[d] : 0.0F;
      if (k < input.length)
        std::memcpy(values + static_cast<std::ptrdiff_t>(k) * input.head_size, key + hidden,
                    static_cast<std::size_t>(input.head_size) * sizeof(float));
    }
    int first = 0;
    for (; first + kQueries <= input.length; first += kQueries)
      attend<kQueries>(input, head, first, keys, values, scores, out);
    for (; first < input.length; ++first) attend<1>(input, head, first, keys, values, scores, out);
  }
}

}  // namespace
}  // namespace hearsay::model

#include "model/byte_attention.h"

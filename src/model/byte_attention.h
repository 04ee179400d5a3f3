// Attention with products of bytes: the states of one head become matrices of bytes, scores weights of sixteen bits.
// transformer_kernels_body.h includes it.
#pragma once

namespace hearsay::model {
namespace {

// Codes of -63 to 63 for sixteen values.
HEARSAY_INLINE void to_codes(const Wide& values, NativeInt* codes) {
  // 64.5 rounds: what is cut off is above zero.
  const Wide shifted = values + 64.5F;
#pragma GCC unroll 4
  for (int p = 0; p < kParts; ++p) codes[p] = __builtin_convertvector(shifted.part[p], NativeInt) - 64;
}

HEARSAY_INLINE float largest_size(const float* values, int count, int stride) {
  Wide low = all(0.0F);
  Wide high = low;
  for (int i = 0; i < count; ++i) {
    low = smaller(low, load(values + static_cast<std::ptrdiff_t>(i) * stride));
    high = larger(high, load(values + static_cast<std::ptrdiff_t>(i) * stride));
  }
  return largest_of(larger(high, all(0.0F) - low));
}

// The keys of one head as rows of a matrix; `scale` goes into their factors.
void fill_keys(const float* from, int stride, int length, int size, float scale, ByteMatrix& keys) {
  for (int k = 0; k < length; ++k, from += stride) {
    const float largest = largest_size(from, size / kWide, kWide);
    const float factor = largest > 1e-20F ? 63.0F / largest : 0.0F;
    std::int8_t* to = keys.values.data() + static_cast<std::ptrdiff_t>(k / kByteBlock) * kByteBlock * keys.columns +
                      static_cast<std::ptrdiff_t>(k % kByteBlock) * 4;
    NativeInt sums = {};
    for (int d = 0; d < size; d += kWide) {
      NativeInt codes[kParts];
      to_codes(load(from + d) * factor, codes);
#pragma GCC unroll 4
      for (int p = 0; p < kParts; ++p) sums += codes[p];
      std::int8_t bytes[kWide];
      store_codes(bytes, codes);
      for (int i = 0; i < kWide; i += 4, to += kGroupBytes) std::memcpy(to, bytes + i, 4);
    }
    std::int32_t sum = 0;
    for (int i = 0; i < kNative; ++i) sum += sums[i];
    keys.scales[k] = largest / 63.0F * scale;
    keys.offsets[k] = 128 * sum;
  }
}

#if defined(__AMX_INT8__)
// Where four keys stand among sixteen times four, as the weights of 64 keys are packed: the sixteen change rows with
// columns.
constexpr int place_of_group(int group) { return group / 16 * 16 + group % 4 * 4 + group / 4 % 4; }
#else
constexpr int place_of_group(int group) { return group; }
#endif

// The values of one head, a row for each dimension.
void fill_values(const float* from, int stride, int length, int size, ByteMatrix& values) {
  for (int d = 0; d < size; d += kWide) {
    Wide low = all(0.0F);
    Wide high = low;
    for (int k = 0; k < length; ++k) {
      const Wide value = load(from + static_cast<std::ptrdiff_t>(k) * stride + d);
      low = smaller(low, value);
      high = larger(high, value);
    }
    const Wide largest = larger(larger(high, all(0.0F) - low), all(1e-20F));
    const Wide factor = all(63.0F) / largest;
    store(values.scales.data() + d, largest / all(63.0F));
    std::int8_t* to = values.values.data() + static_cast<std::ptrdiff_t>(d) * values.columns;
    for (int k = 0; k < values.columns; k += 4) {
      NativeInt four[kParts] = {};
#pragma GCC unroll 4
      for (int g = 0; g < 4; ++g) {
        if (k + g >= length) break;
        NativeInt codes[kParts];
        to_codes(load(from + static_cast<std::ptrdiff_t>(k + g) * stride + d) * factor, codes);
#pragma GCC unroll 4
        for (int p = 0; p < kParts; ++p) four[p] |= (codes[p] & 255) << (8 * g);
      }
      std::memcpy(to + place_of_group(k / 4) * kGroupBytes, four, sizeof four);
    }
  }
}

// e to the x for x of -60 to 0, what is below is taken for -60; relative error below 1e-5, for weights of sixteen bits.
// kCount at a time, in step.
template <int kCount>
HEARSAY_INLINE void weights_of(Wide (&x)[kCount]) {
  Wide shifted[kCount];
  Wide p[kCount] = {};
  const auto each = [&](auto change) {
#pragma GCC unroll 4
    for (int i = 0; i < kCount; ++i) {
      change(i);
      settle(x[i]);
      settle(p[i]);
    }
  };
  each([&](int i) { x[i] = larger(x[i], all(-60.0F)); });
  each([&](int i) { x[i] = x[i] * 1.44269504F; });
  each([&](int i) { shifted[i] = x[i] + 12582912.0F; });  // 1.5 * 2^23: the sum's last bits are the rounded power
  each([&](int i) { p[i] = shifted[i] - 12582912.0F; });
  each([&](int i) { x[i] = x[i] - p[i]; });
  each([&](int i) { p[i] = x[i] * 9.58282966e-3F; });
  for (const float next : {5.59064001e-2F, 2.40240991e-1F, 6.93124175e-1F}) {
    each([&](int i) { p[i] = p[i] + next; });
    each([&](int i) { p[i] = p[i] * x[i]; });
  }
  each([&](int i) {
    x[i] = change_bits(p[i] + 1.0F, shifted[i], [](NativeInt bits, NativeInt whole) { return bits + (whole << 23); });
  });
}

#if defined(__AMX_INT8__)
}  // namespace
}  // namespace hearsay::model
#include "model/tile_attention.h"
#else

// Scores to weights of sixteen bits, their upper and lower bytes; returns the sum of the weights.
HEARSAY_INLINE std::int32_t weigh_bytes(const float* scores, const float* distances, int length, int padded,
                                        float* sums, std::uint8_t* upper, std::uint8_t* lower) {
  Wide most = all(-1e30F);
  for (int k = 0; k < padded; k += kWide) {
    Wide sum = load(scores + k) + load(distances + k);
    if (k + kWide > length) {
      float lanes[kWide];
      store(lanes, sum);
      for (int i = 0; i < kWide; ++i) lanes[i] = k + i < length ? lanes[i] : -1e30F;
      sum = load(lanes);
    }
    store(sums + k, sum);
    most = larger(most, sum);
  }
  const float top = largest_of(most);
  NativeInt totals = {};
  for (int k = 0; k < padded; k += kWide) {
    Wide weights[1] = {load(sums + k) - top};
    weights_of(weights);
    const Wide weight = weights[0] * 65535.0F + 0.5F;
    NativeInt whole[kParts];
    NativeInt high[kParts];
#pragma GCC unroll 4
    for (int p = 0; p < kParts; ++p) {
      whole[p] = __builtin_convertvector(weight.part[p], NativeInt);
      high[p] = whole[p] >> 8;
      totals += whole[p];
    }
    store_bytes(upper + k, high);
    store_bytes(lower + k, whole);
  }
  std::int32_t total = 0;
  for (int i = 0; i < kNative; ++i) total += totals[i];
  return total;
}

void byte_attention(const AttentionInput& input, ByteAttention& scratch, float* out) {
  const int size = input.head_size;
  const int hidden = input.heads * size;
  const int stride = 3 * hidden;
  const int wide_size = scratch.keys.columns;
  const int tokens = scratch.keys.rows;
  const int padded = (input.length + kWide - 1) / kWide * kWide;
  std::uint8_t* upper = scratch.bytes.data();
  std::uint8_t* lower = upper + static_cast<std::ptrdiff_t>(kAttentionQueries) * tokens;
  std::uint8_t* bytes = lower + static_cast<std::ptrdiff_t>(kAttentionQueries) * tokens;
  float* scores = scratch.scores.data();
  // Row sums of weights are only known here, so the result is divided at the end.
  float factors[kAttentionQueries];
  constexpr ByteRange kUpper = {256.0F, 0.0F};
  constexpr ByteRange kLower = {1.0F, 0.0F};
  ByteRange upper_ranges[kAttentionQueries];
  ByteRange lower_ranges[kAttentionQueries];
  for (int q = 0; q < kAttentionQueries; ++q) upper_ranges[q] = kUpper;
  for (int q = 0; q < kAttentionQueries; ++q) lower_ranges[q] = kLower;
  for (int head = 0; head < input.heads; ++head) {
    const float* queries = input.states + head * size;
    const float* distances = input.distances + static_cast<std::ptrdiff_t>(head) * (2 * kFarthest + 1) + kFarthest;
    fill_keys(queries + hidden, stride, input.length, size, 1.0F / std::sqrt(static_cast<float>(size)), scratch.keys);
    fill_values(queries + 2 * hidden, stride, input.length, size, scratch.values);
    // So many queries that their scores stay in the cache until they are weights.
    for (int first = 0; first < input.length; first += kAttentionQueries) {
      const int count = input.length - first < kAttentionQueries ? input.length - first : kAttentionQueries;
      for (int q = 0; q < count; ++q)
        to_bytes(queries + static_cast<std::ptrdiff_t>(first + q) * stride, size, 1,
                 bytes + static_cast<std::ptrdiff_t>(q) * wide_size, scratch.ranges.data() + q);
      byte_affine(scratch.keys, scratch.bias.data(), bytes, scratch.ranges.data(), count, scores);
      for (int q = 0; q < count; ++q) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(q) * tokens;
        const std::int32_t total =
            weigh_bytes(scores + at, distances - first - q, input.length, padded, scores + at, upper + at, lower + at);
        std::memset(upper + at + padded, 0, static_cast<std::size_t>(tokens - padded));
        std::memset(lower + at + padded, 0, static_cast<std::size_t>(tokens - padded));
        factors[q] = 1.0F / static_cast<float>(total);
      }
      float* low = scores + static_cast<std::ptrdiff_t>(kAttentionQueries) * wide_size;
      byte_affine(scratch.values, scratch.bias.data(), upper, upper_ranges, count, scores);
      byte_affine(scratch.values, scratch.bias.data(), lower, lower_ranges, count, low);
      for (int q = 0; q < count; ++q)
        for (int d = 0; d < size; d += kWide) {
          const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(q) * wide_size + d;
          store(out + static_cast<std::ptrdiff_t>(first + q) * input.out_stride + head * size + d,
                (load(scores + at) + load(low + at)) * factors[q]);
        }
    }
  }
}

}  // namespace
}  // namespace hearsay::model
#endif

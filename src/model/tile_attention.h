// Attention with a processor's matrix unit. byte_attention.h includes it.
#pragma once

#if defined(__AMX_INT8__)

#include "model/tile_product.h"

namespace hearsay::model {
namespace {

// One head of one window. Sixteen queries go through it together, and while their scores become weights, the weights of
// the sixteen before them are multiplied with the values: an instruction on tiles stands between two groups of vectors.
class TileAttention {
 public:
  TileAttention(const AttentionInput& input, int head, ByteAttention& scratch, float* out)
      : input_(input),
        keys_(scratch.keys),
        values_(scratch.values),
        distances_(input.distances + static_cast<std::ptrdiff_t>(head) * (2 * kFarthest + 1) + kFarthest),
        states_(input.states + head * input.head_size),
        out_(out + head * input.head_size),
        tokens_(scratch.keys.rows),
        padded_((input.length + kTile - 1) / kTile * kTile),
        scores_(scratch.scores.data()),
        queries_(scratch.bytes.data()) {
    std::uint8_t* weights = queries_ + kTile * kQueryBytes;
    for (Weights& one : weights_) {
      one.upper = weights;
      one.lower = weights + static_cast<std::ptrdiff_t>(kTile) * tokens_;
      weights += static_cast<std::ptrdiff_t>(2 * kTile) * tokens_;
    }
    constexpr Weigh kLast[] = {weigh<4>, weigh<1>, weigh<2>, weigh<3>};
    weigh_last_ = kLast[padded_ / kTile % 4];
    for (int i = 0; i < kTile; ++i) limits_[i] = padded_ - kTile + i < input.length ? 1e30F : -1e30F;
  }

  void run() {
    const int size = input_.head_size;
    const int stride = 3 * input_.heads * size;
    const int hidden = input_.heads * size;
    fill_keys(states_ + hidden, stride, input_.length, size, 1.0F / std::sqrt(static_cast<float>(size)), keys_);
    fill_values(states_ + 2 * hidden, stride, input_.length, size, values_);
    for (int first = 0; first < input_.length; first += kTile) {
      score(first);
      if (first == 0) {
        advance<true, false>(first);
      } else {
        advance<true, true>(first);
      }
    }
    advance<false, true>((input_.length + kTile - 1) / kTile * kTile);
  }

 private:
  static constexpr int kQueryBytes = 64;  // a row of a tile
  static constexpr int kHalf = kTile / 2;

  // Of sixteen queries. 64 keys' lie together query by query, in the order of place_of_group.
  struct Weights {
    std::uint8_t* upper;
    std::uint8_t* lower;
    float factors[kTile];  // one by the sum of them
  };

  // The scores of sixteen queries, and the largest of each.
  void score(int first) {
    const int left = input_.length - first;
    const int stride = 3 * input_.heads * input_.head_size;
    for (int q = 0; q < kTile && q < left; ++q) {
      ByteRange range;
      to_bytes(states_ + static_cast<std::ptrdiff_t>(first + q) * stride, input_.head_size, 1,
               queries_ + q * kQueryBytes, &range);
      steps_[q] = range.step;
      lows_[q] = range.low / 128.0F;
    }
    asm volatile("" ::: "memory");
    _tile_loadd(5, queries_, kQueryBytes);
    const std::int8_t* key = keys_.values.data();
    _tile_zero(0);
    _tile_loadd(6, key, kGroupBytes);
    _tile_dpbusd(0, 5, 6);
    _tile_stored(0, sums_[0], kStride);
    Wide most[kTile];
#pragma GCC unroll 16
    for (int q = 0; q < kTile; ++q) most[q] = all(-1e30F);
    for (int k = 0; k < padded_; k += kTile) {
      const int next = k + kTile < padded_ ? k + kTile : k;
      std::int32_t* next_sums = sums_[(k / kTile + 1) % 2];
      const std::int32_t* sums = sums_[k / kTile % 2];
      const Wide scale = load(keys_.scales.data() + k);
      const Wide offset = load(keys_.offsets.data() + k);
      const Wide limit = k + kTile < padded_ ? all(1e30F) : load(limits_);
      const float* distances = distances_ + (k - first);
      float* scores = scores_ + static_cast<std::ptrdiff_t>(k) * kTile;
#pragma GCC unroll 16
      for (int q = 0; q < kTile; ++q) {
        const Wide product = (load(sums + q * kTile) * all(steps_[q]) + offset * all(lows_[q])) * scale;
        const Wide score = smaller(product + load(distances - q), limit);
        store(scores + q * kTile, score);
        most[q] = larger(most[q], score);
        if (q == 2) _tile_zero(0);
        if (q == 6) _tile_loadd(6, key + static_cast<std::ptrdiff_t>(next) * kQueryBytes, kGroupBytes);
        if (q == 10) _tile_dpbusd(0, 5, 6);
        if (q == 14) _tile_stored(0, next_sums, kStride);
      }
      asm volatile("" ::: "memory");
    }
#pragma GCC unroll 16
    for (int q = 0; q < kTile; ++q) tops_[q] = largest_of(most[q]);
  }

  // Scores of the queries from `first` on become weights; those of the queries before are multiplied.
  template <bool kWeigh, bool kMultiply>
  void advance(int first) {
    Weights& own = weights_[first / kTile % 2];
    const Weights& before = weights_[(first / kTile + 1) % 2];
    advance_half<kWeigh, kMultiply>(first, 0, own, before);
    advance_half<kWeigh, kMultiply>(first, 1, own, before);
    if constexpr (kMultiply) {
      finish(first - kTile, 0, before);
      finish(first - kTile, 1, before);
    }
  }

  // Weights of eight queries, products with 32 rows of the values.
  template <bool kWeigh, bool kMultiply>
  void advance_half(int first, int half, Weights& own, const Weights& before) {
    if constexpr (kMultiply) {
      _tile_zero(0);
      _tile_zero(1);
      _tile_zero(2);
      _tile_zero(3);
    }
    const std::int8_t* value = values_.values.data() + static_cast<std::ptrdiff_t>(half) * kTwoTiles * tokens_;
    const std::int8_t* more = value + static_cast<std::ptrdiff_t>(kTile) * tokens_;
    alignas(64) NativeInt totals[kHalf] = {};
    for (int k = 0; k < tokens_; k += 64) {
      const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(k) * kTile;
#pragma GCC unroll 8
      for (int j = 0; j < kHalf; ++j) {
        if constexpr (kWeigh) {
          const int query = half * kHalf + j;
          const std::ptrdiff_t to = at + query * kQueryBytes;
          // Where the result goes to is fetched a round before.
          if (k < 4 * 64) fetch(out_ + static_cast<std::ptrdiff_t>(first + query) * input_.out_stride + k / 4);
          (*(k + 64 <= padded_ ? &weigh<4> : weigh_last_))(scores_ + at + query * kTile, tops_[query], own.upper + to,
                                                           own.lower + to, totals + j);
        } else {
          pass_time();
        }
        if constexpr (kMultiply) {
          if (j == 0) _tile_loadd(4, before.upper + at, kQueryBytes);
          if (j == 1) _tile_loadd(6, value + at, kGroupBytes);
          if (j == 2) _tile_loadd(7, more + at, kGroupBytes);
          if (j == 3) _tile_dpbusd(0, 4, 6);
          if (j == 4) _tile_dpbusd(1, 4, 7);
          if (j == 5) _tile_loadd(5, before.lower + at, kQueryBytes);
          if (j == 6) _tile_dpbusd(2, 5, 6);
          if (j == 7) _tile_dpbusd(3, 5, 7);
        }
      }
    }
    if constexpr (kWeigh) {
#pragma GCC unroll 8
      for (int j = 0; j < kHalf; ++j) {
        std::int32_t total = 0;
        for (int i = 0; i < kNative; ++i) total += totals[j][i];
        own.factors[half * kHalf + j] = 1.0F / static_cast<float>(total);
      }
    }
    if constexpr (kMultiply) {
      std::int32_t* to = results_[half];
      _tile_stored(0, to, kStride);
      _tile_stored(1, to + kTile * kTile, kStride);
      _tile_stored(2, to + 2 * kTile * kTile, kStride);
      _tile_stored(3, to + 3 * kTile * kTile, kStride);
    }
    asm volatile("" ::: "memory");
  }

  // One query's weights of kTiles times sixteen keys, and no weight for the rest of 64. Each step is taken for all
  // before the next: one waits for the other, and few instructions wait at once.
  template <int kTiles>
  [[gnu::noinline]] static void weigh(const float* scores, float top, std::uint8_t* upper, std::uint8_t* lower,
                                      NativeInt* total) {
    Wide weight[kTiles];
#pragma GCC unroll 4
    for (int i = 0; i < kTiles; ++i) weight[i] = load(scores + i * kTile * kTile) - top;
    weights_of(weight);
    __m512i whole[4] = {};
    NativeInt sum = *total;
#pragma GCC unroll 4
    for (int i = 0; i < kTiles; ++i) weight[i] = weight[i] * 65535.0F;
#pragma GCC unroll 4
    for (int i = 0; i < kTiles; ++i) weight[i] = weight[i] + 0.5F;
#pragma GCC unroll 4
    for (int i = 0; i < kTiles; ++i) {
      const NativeInt integers = __builtin_convertvector(weight[i].part[0], NativeInt);
      sum += integers;
      std::memcpy(&whole[i], &integers, sizeof integers);
    }
    *total = sum;
    const __m512i first = _mm512_packus_epi32(whole[0], whole[1]);
    const __m512i second = _mm512_packus_epi32(whole[2], whole[3]);
    const __m512i mask = _mm512_set1_epi16(255);
    _mm512_store_si512(upper, _mm512_packus_epi16(_mm512_srli_epi16(first, 8), _mm512_srli_epi16(second, 8)));
    _mm512_store_si512(lower, _mm512_packus_epi16(_mm512_and_si512(first, mask), _mm512_and_si512(second, mask)));
  }

  // 32 rows of what the queries from `first` on read.
  void finish(int first, int half, const Weights& weights) {
    const int row = half * kTwoTiles;
    const int left = input_.length - first;
    for (int i = 0; i < 2 && row + i * kTile < input_.head_size; ++i) {
      const Wide scale = load(values_.scales.data() + row + i * kTile);
      const std::int32_t* upper = results_[half] + i * kTile * kTile;
      const std::int32_t* lower = upper + 2 * kTile * kTile;
      float* to = out_ + static_cast<std::ptrdiff_t>(first) * input_.out_stride + row + i * kTile;
      for (int q = 0; q < kTile && q < left; ++q, to += input_.out_stride)
        store(to, (load(upper + q * kTile) * 256.0F * scale + load(lower + q * kTile) * scale) * weights.factors[q]);
    }
  }

  using Weigh = void (*)(const float*, float, std::uint8_t*, std::uint8_t*, NativeInt*);

  static constexpr int kStride = kTile * sizeof(std::int32_t);

  const AttentionInput& input_;
  ByteMatrix& keys_;
  ByteMatrix& values_;
  const float* distances_;
  const float* states_;
  float* out_;
  int tokens_;     // as many as there are keys in the matrices
  int padded_;     // to whole tiles
  float* scores_;  // sixteen keys' after the other, query by query
  std::uint8_t* queries_;
  Weights weights_[2];
  Weigh weigh_last_;
  alignas(64) float limits_[kTile];
  alignas(64) float steps_[kTile] = {};
  alignas(64) float lows_[kTile] = {};
  float tops_[kTile];
  alignas(64) std::int32_t sums_[2][kTile * kTile];
  alignas(64) std::int32_t results_[2][4 * kTile * kTile];
};

void byte_attention(const AttentionInput& input, ByteAttention& scratch, float* out) {
  TileShapes().use();
  for (int head = 0; head < input.heads; ++head) TileAttention(input, head, scratch, out).run();
  _tile_release();
}

}  // namespace
}  // namespace hearsay::model
#endif

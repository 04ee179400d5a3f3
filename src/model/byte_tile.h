// Sums of products of bytes for one tile of a ByteMatrix, by what the including file's instruction set has for it.
// byte_tile<kCount>: sums[c][r] = sum over k of in[c][k] * weight[r][k], for kByteRows rows and kCount columns;
// `groups` is the number of columns of the matrix by four.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "model/kernels.h"

namespace hearsay::model {
namespace {

constexpr int kByteColumns = 6;
constexpr int kGroupBytes = 4 * kByteBlock;  // four columns of a block of rows

inline std::int32_t four_bytes(const std::uint8_t* in) {
  std::int32_t word = 0;
  std::memcpy(&word, in, sizeof word);
  return word;
}

#if defined(__AVX512VNNI__)

constexpr int kByteRows = 64;

template <int kCount>
void byte_tile(const std::int8_t* weight, int groups, const std::uint8_t* in, int in_stride,
               std::int32_t (*sums)[kByteRows]) {
  const std::ptrdiff_t block = static_cast<std::ptrdiff_t>(groups) * kGroupBytes;
  __m512i sum[kCount][4];
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c)
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) sum[c][v] = _mm512_setzero_si512();
  for (int g = 0; g < groups; ++g, weight += kGroupBytes, in += 4) {
    __m512i row[4];
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) row[v] = _mm512_loadu_si512(weight + v * block);
#pragma GCC unroll 8
    for (int c = 0; c < kCount; ++c) {
      const __m512i value = _mm512_set1_epi32(four_bytes(in + static_cast<std::ptrdiff_t>(c) * in_stride));
#pragma GCC unroll 4
      for (int v = 0; v < 4; ++v) sum[c][v] = _mm512_dpbusd_epi32(sum[c][v], value, row[v]);
    }
  }
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c)
#pragma GCC unroll 4
    for (int v = 0; v < 4; ++v) _mm512_storeu_si512(sums[c] + 16 * v, sum[c][v]);
}

#elif defined(__AVX2__)

constexpr int kByteRows = 16;

template <int kCount>
void byte_tile(const std::int8_t* weight, int groups, const std::uint8_t* in, int in_stride,
               std::int32_t (*sums)[kByteRows]) {
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sum[kCount][2];
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c) sum[c][0] = sum[c][1] = _mm256_setzero_si256();
  for (int g = 0; g < groups; ++g, weight += kGroupBytes, in += 4) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weight));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weight + 32));
#pragma GCC unroll 8
    for (int c = 0; c < kCount; ++c) {
      const __m256i value = _mm256_set1_epi32(four_bytes(in + static_cast<std::ptrdiff_t>(c) * in_stride));
      // Sums of two: at most 2 * 255 * 63, below what 16 bits hold.
      sum[c][0] = _mm256_add_epi32(sum[c][0], _mm256_madd_epi16(_mm256_maddubs_epi16(value, low), ones));
      sum[c][1] = _mm256_add_epi32(sum[c][1], _mm256_madd_epi16(_mm256_maddubs_epi16(value, high), ones));
    }
  }
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums[c]), sum[c][0]);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums[c] + 8), sum[c][1]);
  }
}

#elif defined(__SSE2__)

constexpr int kByteRows = 4;

template <int kCount>
void byte_tile(const std::int8_t* weight, int groups, const std::uint8_t* in, int in_stride,
               std::int32_t (*sums)[kByteRows]) {
  const __m128i zero = _mm_setzero_si128();
  __m128i low[kCount];   // of rows 0 and 1, two sums each
  __m128i high[kCount];  // of rows 2 and 3
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c) low[c] = high[c] = zero;
  for (int g = 0; g < groups; ++g, weight += kGroupBytes, in += 4) {
    const __m128i row = _mm_loadu_si128(reinterpret_cast<const __m128i*>(weight));
    const __m128i sign = _mm_cmpgt_epi8(zero, row);
    const __m128i row_low = _mm_unpacklo_epi8(row, sign);
    const __m128i row_high = _mm_unpackhi_epi8(row, sign);
#pragma GCC unroll 8
    for (int c = 0; c < kCount; ++c) {
      const __m128i bytes = _mm_set1_epi32(four_bytes(in + static_cast<std::ptrdiff_t>(c) * in_stride));
      const __m128i value = _mm_unpacklo_epi8(bytes, zero);
      low[c] = _mm_add_epi32(low[c], _mm_madd_epi16(value, row_low));
      high[c] = _mm_add_epi32(high[c], _mm_madd_epi16(value, row_high));
    }
  }
#pragma GCC unroll 8
  for (int c = 0; c < kCount; ++c) {
    std::int32_t pairs[8];
    _mm_storeu_si128(reinterpret_cast<__m128i*>(pairs), low[c]);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(pairs + 4), high[c]);
    for (int r = 0; r < kByteRows; ++r) sums[c][r] = pairs[2 * r] + pairs[2 * r + 1];
  }
}

#else

constexpr int kByteRows = 16;

template <int kCount>
void byte_tile(const std::int8_t* weight, int groups, const std::uint8_t* in, int in_stride,
               std::int32_t (*sums)[kByteRows]) {
  for (int c = 0; c < kCount; ++c)
    for (int r = 0; r < kByteRows; ++r) {
      std::int32_t sum = 0;
      for (int g = 0; g < groups; ++g)
        for (int k = 0; k < 4; ++k)
          sum += weight[g * kGroupBytes + 4 * r + k] * in[static_cast<std::ptrdiff_t>(c) * in_stride + 4 * g + k];
      sums[c][r] = sum;
    }
}

#endif

}  // namespace
}  // namespace hearsay::model

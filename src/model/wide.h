// Sixteen floats at once, for the instruction set that the including file is compiled with: the same arithmetic in the
// same order whatever the registers' width.
#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace hearsay::model {
namespace {

constexpr int kWide = 16;
#if defined(__AVX512F__)
constexpr int kNative = 16;
#elif defined(__AVX2__)
constexpr int kNative = 8;
#else
constexpr int kNative = 4;
#endif
constexpr int kParts = kWide / kNative;
typedef float Native __attribute__((vector_size(kNative * sizeof(float))));
typedef std::int32_t NativeInt __attribute__((vector_size(kNative * sizeof(float))));
typedef float LooseNative __attribute__((vector_size(kNative * sizeof(float)), aligned(4), may_alias));  // anywhere
typedef std::int32_t LooseInt __attribute__((vector_size(kNative * sizeof(float)), aligned(4), may_alias));

#define HEARSAY_INLINE inline __attribute__((always_inline))

// Sixteen values in as many registers as that takes. A compiler's own vectors wider than its registers live in memory,
// which is fifteen times slower.
struct Wide {
  Native part[kParts];
};

template <class Combine>
HEARSAY_INLINE Wide combine(const Wide& a, const Wide& b, Combine by) {
  Wide result;
#pragma GCC unroll 4
  for (int i = 0; i < kParts; ++i) result.part[i] = by(a.part[i], b.part[i]);
  return result;
}
HEARSAY_INLINE Wide all(float value) {
  Wide result;
#pragma GCC unroll 4
  for (int i = 0; i < kParts; ++i) result.part[i] = value - Native{};
  return result;
}
HEARSAY_INLINE Wide operator+(const Wide& a, const Wide& b) {
  return combine(a, b, [](Native x, Native y) { return x + y; });
}
HEARSAY_INLINE Wide operator-(const Wide& a, const Wide& b) {
  return combine(a, b, [](Native x, Native y) { return x - y; });
}
HEARSAY_INLINE Wide operator*(const Wide& a, const Wide& b) {
  return combine(a, b, [](Native x, Native y) { return x * y; });
}
HEARSAY_INLINE Wide operator/(const Wide& a, const Wide& b) {
  return combine(a, b, [](Native x, Native y) { return x / y; });
}
HEARSAY_INLINE Wide operator+(const Wide& a, float b) { return a + all(b); }
HEARSAY_INLINE Wide operator-(const Wide& a, float b) { return a - all(b); }
HEARSAY_INLINE Wide operator*(const Wide& a, float b) { return a * all(b); }
// Of each two the larger: x > y ? x : y. g++ makes three instructions of that.
HEARSAY_INLINE Native larger(Native x, Native y) {
#if defined(__AVX512F__)
  return _mm512_max_ps(x, y);
#elif defined(__AVX2__)
  return _mm256_max_ps(x, y);
#elif defined(__SSE2__)
  return _mm_max_ps(x, y);
#else
  return x > y ? x : y;
#endif
}
HEARSAY_INLINE Native smaller(Native x, Native y) {
#if defined(__AVX512F__)
  return _mm512_min_ps(x, y);
#elif defined(__AVX2__)
  return _mm256_min_ps(x, y);
#elif defined(__SSE2__)
  return _mm_min_ps(x, y);
#else
  return x < y ? x : y;
#endif
}
HEARSAY_INLINE Wide larger(const Wide& a, const Wide& b) {
  return combine(a, b, [](Native x, Native y) { return larger(x, y); });
}
HEARSAY_INLINE Wide smaller(const Wide& a, const Wide& b) {
  return combine(a, b, [](Native x, Native y) { return smaller(x, y); });
}
HEARSAY_INLINE Wide load(const float* from) {
  Wide result;
#pragma GCC unroll 4
  for (int i = 0; i < kParts; ++i) result.part[i] = *reinterpret_cast<const LooseNative*>(from + i * kNative);
  return result;
}
HEARSAY_INLINE Wide load(const std::int32_t* from) {
  Wide result;
#pragma GCC unroll 4
  for (int i = 0; i < kParts; ++i)
    result.part[i] =
        __builtin_convertvector(*reinterpret_cast<const LooseInt*>(from + i * kNative), Native);
  return result;
}
HEARSAY_INLINE void store(float* to, const Wide& values) {
#pragma GCC unroll 4
  for (int i = 0; i < kParts; ++i) *reinterpret_cast<LooseNative*>(to + i * kNative) = values.part[i];
}
// What lies there will soon be read or written: brought into the cache nearest by.
HEARSAY_INLINE void fetch([[maybe_unused]] const void* place) { __builtin_prefetch(place, 1); }

// What is computed up to here stays before what follows: compilers put all that makes one value together, and then the
// processor waits for each step of it.
HEARSAY_INLINE void settle([[maybe_unused]] Wide& values) {
#if defined(__AVX512F__)
  asm volatile("" : "+v"(values.part[0]));
#endif
}

// Of each value's bits.
template <class Change>
HEARSAY_INLINE Wide change_bits(const Wide& values, const Wide& others, Change change) {
  Wide result;
#pragma GCC unroll 4
  for (int i = 0; i < kParts; ++i) {
    NativeInt bits;
    NativeInt other;
    std::memcpy(&bits, &values.part[i], sizeof bits);
    std::memcpy(&other, &others.part[i], sizeof other);
    bits = change(bits, other);
    std::memcpy(&result.part[i], &bits, sizeof bits);
  }
  return result;
}

// Of the lanes, halves first.
#if defined(__SSE2__)
template <class Combine>
HEARSAY_INLINE float fold(const Wide& values, Combine by) {
#if defined(__AVX512F__)
  const __m256 upper = _mm256_castpd_ps(_mm512_extractf64x4_pd(_mm512_castps_pd(values.part[0]), 1));
  const __m256 eight = by(_mm512_castps512_ps256(values.part[0]), upper);
  __m128 four = by(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
#elif defined(__AVX2__)
  const __m256 eight = by(values.part[0], values.part[1]);
  __m128 four = by(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
#else
  __m128 four = by(by(values.part[0], values.part[2]), by(values.part[1], values.part[3]));
#endif
  four = by(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(by(four, _mm_shuffle_ps(four, four, 1)));
}
// Of two registers, whatever their width.
struct Sum {
  template <class Register>
  HEARSAY_INLINE Register operator()(Register a, Register b) const {
    return a + b;
  }
};
struct Larger {
  HEARSAY_INLINE __m128 operator()(__m128 a, __m128 b) const { return _mm_max_ps(a, b); }
#if defined(__AVX2__)
  HEARSAY_INLINE __m256 operator()(__m256 a, __m256 b) const { return _mm256_max_ps(a, b); }
#endif
};
struct Smaller {
  HEARSAY_INLINE __m128 operator()(__m128 a, __m128 b) const { return _mm_min_ps(a, b); }
#if defined(__AVX2__)
  HEARSAY_INLINE __m256 operator()(__m256 a, __m256 b) const { return _mm256_min_ps(a, b); }
#endif
};
#else
template <class Combine>
HEARSAY_INLINE float fold(const Wide& values, Combine by) {
  float lanes[kWide];
  store(lanes, values);
  for (int width = kWide / 2; width > 0; width /= 2)
    for (int i = 0; i < width; ++i) lanes[i] = by(lanes[i], lanes[i + width]);
  return lanes[0];
}
struct Sum {
  float operator()(float a, float b) const { return a + b; }
};
struct Larger {
  float operator()(float a, float b) const { return a > b ? a : b; }
};
struct Smaller {
  float operator()(float a, float b) const { return a < b ? a : b; }
};
#endif
HEARSAY_INLINE float sum_of(const Wide& values) { return fold(values, Sum()); }
HEARSAY_INLINE float largest_of(const Wide& values) { return fold(values, Larger()); }
HEARSAY_INLINE float smallest_of(const Wide& values) { return fold(values, Smaller()); }

// For x up to 80; relative error below 3e-7. Nothing is smaller than e to the -87.
HEARSAY_INLINE Wide exponential(Wide x) {
  x = larger(x, all(-87.0F));
  const Wide shifted = x * 1.44269504F + 12582912.0F;  // 1.5 * 2^23: the sum's last bits are the rounded product
  const Wide n = shifted - 12582912.0F;
  const Wide r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
  Wide p = r * 1.9875691500e-4F + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * (r * r) + r + 1.0F;
  return p * change_bits(shifted, shifted, [](NativeInt bits, NativeInt) { return (bits - 0x4B400000 + 127) << 23; });
}

}  // namespace
}  // namespace hearsay::model

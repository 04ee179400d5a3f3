// The functions of a Kernels table, for the instruction set that the including file is compiled with. That file defines
// Eigen as a name of its own: were all called Eigen, the linker would keep one of several functions of one name, and an
// old processor might meet the one of a newer.
#include <Eigen/Core>
#include <bit>
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

#if defined(__AVX512F__)

void sum_trees(std::span<const TreeBegin> begins, const TreeSplit* splits, const float* leaves, const float* features, float* sums) {
  static_assert(kTreeLanes == kWide);
  __m512 total = _mm512_setzero_ps();
  for (std::size_t t = 0; t + 1 < begins.size(); ++t) {
    __m512i left = _mm512_set1_epi32(-1);
    for (std::uint32_t s = begins[t].splits; s < begins[t + 1].splits; ++s) {
      const __m512 feature = _mm512_loadu_ps(features + static_cast<std::size_t>(splits[s].feature) * kWide);
      const __mmask16 stays = _mm512_cmp_ps_mask(feature, _mm512_set1_ps(splits[s].value), _CMP_NLE_UQ);
      left = _mm512_mask_and_epi32(left, stays, left, _mm512_set1_epi32(static_cast<int>(splits[s].kept)));
    }
    // The number of the lowest bit, as the exponent of what it stands for.
    const __m512i lowest = _mm512_and_si512(left, _mm512_sub_epi32(_mm512_setzero_si512(), left));
    const __m512i exponent = _mm512_srli_epi32(_mm512_castps_si512(_mm512_cvtepi32_ps(lowest)), 23);
    const __m512i leaf = _mm512_sub_epi32(exponent, _mm512_set1_epi32(127));
    total = _mm512_add_ps(total, _mm512_permutexvar_ps(leaf, _mm512_loadu_ps(leaves + begins[t].leaves)));
  }
  _mm512_storeu_ps(sums, total);
}

#else

void sum_trees(std::span<const TreeBegin> begins, const TreeSplit* splits, const float* leaves, const float* features, float* sums) {
  static_assert(kTreeLanes == kWide);
  Wide total = all(0.0F);
  for (std::size_t t = 0; t + 1 < begins.size(); ++t) {
    NativeInt left[kParts];
#pragma GCC unroll 4
    for (int p = 0; p < kParts; ++p) left[p] = ~NativeInt{};
    for (std::uint32_t s = begins[t].splits; s < begins[t + 1].splits; ++s) {
      const float* feature = features + static_cast<std::size_t>(splits[s].feature) * kWide;
      const Native value = splits[s].value - Native{};
      const NativeInt kept = static_cast<std::int32_t>(splits[s].kept) - NativeInt{};
#pragma GCC unroll 4
      for (int p = 0; p < kParts; ++p)
        left[p] &= (*reinterpret_cast<const LooseNative*>(feature + p * kNative) <= value) | kept;
    }
    const float* own = leaves + begins[t].leaves;
    std::uint32_t bits[kWide];
    std::memcpy(bits, left, sizeof bits);
    float found[kWide];
    for (int i = 0; i < kWide; ++i) found[i] = own[std::countr_zero(bits[i])];
    total = total + load(found);
  }
  store(sums, total);
}

#endif

}  // namespace
}  // namespace hearsay::model

#include "model/lstm_body.h"

#include "model/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hearsay::model {

extern const Kernels kPlainKernels;
#ifdef HEARSAY_X86_KERNELS
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

namespace {

std::size_t padded(int rows) { return static_cast<std::size_t>((rows + kRowBlock - 1) / kRowBlock) * kRowBlock; }

}  // namespace

PackedMatrix::PackedMatrix(std::span<const float> matrix, int matrix_rows, int matrix_columns)
    : rows(matrix_rows), columns(matrix_columns), values(padded(rows) * columns) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      values[(static_cast<std::size_t>(row / kRowBlock) * columns + column) * kRowBlock + row % kRowBlock] =
          matrix[static_cast<std::size_t>(row) * columns + column];
}

ByteMatrix::ByteMatrix(std::span<const float> matrix, int matrix_rows, int matrix_columns)
    : rows(matrix_rows),
      columns(matrix_columns),
      values(padded(rows) * columns),
      scales(padded(rows)),
      offsets(padded(rows)) {
  constexpr float kHighest = 63;
  for (int row = 0; row < rows; ++row) {
    const std::span<const float> weights = matrix.subspan(static_cast<std::size_t>(row) * columns, columns);
    float largest = 1e-6F;
    for (const float weight : weights) largest = std::max(largest, std::abs(weight));
    scales[row] = largest / kHighest / 127;
    const std::size_t block = static_cast<std::size_t>(row / kRowBlock) * kRowBlock * columns;
    for (int column = 0; column < columns; ++column) {
      const auto code = static_cast<std::int8_t>(std::lrint(weights[column] / largest * kHighest));
      values[block + (static_cast<std::size_t>(column / 4) * kRowBlock + row % kRowBlock) * 4 + column % 4] = code;
      offsets[row] += 128 * code;
    }
  }
}

std::span<const Kernels* const> usable_kernels() {
  static const auto kSets = [] {
    struct {
      std::array<const Kernels*, 3> sets{};
      std::size_t count = 0;
    } usable;
    usable.sets[usable.count++] = &kPlainKernels;
#ifdef HEARSAY_X86_KERNELS
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
      usable.sets[usable.count++] = &kAvx2Kernels;
      if (__builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
          __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0)
        usable.sets[usable.count++] = &kAvx512Kernels;
    }
#endif
    return usable;
  }();
  return {kSets.sets.data(), kSets.count};
}

const Kernels& kernels() { return *usable_kernels().back(); }

}  // namespace hearsay::model

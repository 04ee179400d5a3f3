#include "model/kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#ifdef HEARSAY_X86_KERNELS
#include <cpuid.h>
#endif
#if defined(HEARSAY_X86_KERNELS) && defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace hearsay::model {

extern const Kernels kPlainKernels;
#ifdef HEARSAY_X86_KERNELS
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
extern const Kernels kAmxKernels;
#endif

namespace {

#ifdef HEARSAY_X86_KERNELS
// Whether the processor multiplies tiles of bytes, and the system lets this program use their registers.
bool has_tiles() {
#ifdef __linux__
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (d >> 24 & 3) != 3) return false;
  constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long kTileData = 18;
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
#else
  return false;
#endif
}
#endif

std::size_t padded(int rows) { return static_cast<std::size_t>((rows + kRowBlock - 1) / kRowBlock) * kRowBlock; }

}  // namespace

PackedMatrix::PackedMatrix(std::span<const float> matrix, int matrix_rows, int matrix_columns)
    : rows(matrix_rows), columns(matrix_columns), values(padded(rows) * columns) {
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      values[(static_cast<std::size_t>(row / kRowBlock) * columns + column) * kRowBlock + row % kRowBlock] =
          matrix[static_cast<std::size_t>(row) * columns + column];
}

ByteMatrix::ByteMatrix(int matrix_rows, int matrix_columns)
    : rows(matrix_rows),
      columns(matrix_columns),
      values(padded(rows) * columns),
      scales(padded(rows)),
      offsets(padded(rows)) {}

void ByteMatrix::reshape(int new_rows, int new_columns) {
  rows = new_rows;
  columns = new_columns;
  const std::size_t filled = padded(rows);
  if (values.size() < filled * columns) values.resize(filled * columns);
  if (scales.size() < filled) scales.resize(filled);
  if (offsets.size() < filled) offsets.resize(filled);
}

std::size_t ByteMatrix::place(int row, int column) const {
  const std::size_t block = static_cast<std::size_t>(row / kByteBlock) * kByteBlock * columns;
  return block + (static_cast<std::size_t>(column / 4) * kByteBlock + row % kByteBlock) * 4 + column % 4;
}

ByteMatrix::ByteMatrix(std::span<const float> matrix, int matrix_rows, int matrix_columns)
    : ByteMatrix(matrix_rows, matrix_columns) {
  constexpr float kHighest = 63;
  for (int row = 0; row < rows; ++row) {
    const std::span<const float> weights = matrix.subspan(static_cast<std::size_t>(row) * columns, columns);
    float largest = 1e-6F;
    for (const float weight : weights) largest = std::max(largest, std::abs(weight));
    scales[row] = largest / kHighest / 127;
    for (int column = 0; column < columns; ++column) {
      const auto code = static_cast<std::int8_t>(std::lrint(weights[column] / largest * kHighest));
      values[place(row, column)] = code;
      offsets[row] += 128 * code;
    }
  }
  for (const std::int32_t offset : offsets) starts.push_back(-offset);
}

ByteMatrix::ByteMatrix(std::span<const std::int8_t> codes, std::span<const float> factors, int matrix_rows,
                       int matrix_columns)
    : ByteMatrix(matrix_rows, matrix_columns) {
  for (int row = 0; row < rows; ++row) {
    scales[row] = factors[row];
    const std::int8_t* from = codes.data() + static_cast<std::size_t>(row) * columns;
    std::int8_t* to = values.data() + place(row, 0);
    for (int column = 0; column < columns; column += 4, to += 4 * kByteBlock) std::memcpy(to, from + column, 4);
    std::int32_t sum = 0;
    for (int column = 0; column < columns; ++column) sum += from[column];
    offsets[row] = 128 * sum;
  }
}

std::vector<float> recurrent_rows(std::span<const float> matrix, int hidden, int columns) {
  constexpr int kUnits = kRowBlock / 4;
  std::vector<float> rows(padded(4 * ((hidden + kUnits - 1) / kUnits * kUnits)) * columns);
  for (int gate = 0; gate < 4; ++gate)
    for (int unit = 0; unit < hidden; ++unit) {
      const int row = (unit / kUnits * 4 + gate) * kUnits + unit % kUnits;
      const auto from = matrix.subspan((static_cast<std::size_t>(gate) * hidden + unit) * columns, columns);
      std::copy(from.begin(), from.end(), rows.begin() + static_cast<std::ptrdiff_t>(row) * columns);
    }
  return rows;
}

std::span<const Kernels* const> usable_kernels() {
  static const auto kSets = [] {
    struct {
      std::array<const Kernels*, 4> sets{};
      std::size_t count = 0;
    } usable;
    usable.sets[usable.count++] = &kPlainKernels;
#ifdef HEARSAY_X86_KERNELS
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
      usable.sets[usable.count++] = &kAvx2Kernels;
      if (__builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
          __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512vnni") != 0) {
        usable.sets[usable.count++] = &kAvx512Kernels;
        if (has_tiles()) usable.sets[usable.count++] = &kAmxKernels;
      }
    }
#endif
    return usable;
  }();
  return {kSets.sets.data(), kSets.count};
}

const Kernels& kernels() { return *usable_kernels().back(); }

}  // namespace hearsay::model

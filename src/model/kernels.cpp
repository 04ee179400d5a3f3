#include "model/kernels.h"

#include <array>

namespace hearsay::model {

extern const Kernels kPlainKernels;
#ifdef HEARSAY_X86_KERNELS
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

std::vector<float> pack_recurrent(std::span<const float> matrix, int rows, int columns) {
  const int blocks = (rows + kRowBlock - 1) / kRowBlock;
  std::vector<float> packed(static_cast<std::size_t>(blocks) * kRowBlock * columns);
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      packed[(static_cast<std::size_t>(row / kRowBlock) * columns + column) * kRowBlock + row % kRowBlock] =
          matrix[static_cast<std::size_t>(row) * columns + column];
  return packed;
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
      if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0)
        usable.sets[usable.count++] = &kAvx512Kernels;
    }
#endif
    return usable;
  }();
  return {kSets.sets.data(), kSets.count};
}

const Kernels& kernels() { return *usable_kernels().back(); }

}  // namespace hearsay::model

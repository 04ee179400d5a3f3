// Ascending lists without repetitions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace hearsay {

// Number of elements in both lists; both ascend and hold each element once.
template <class T>
[[nodiscard]] std::size_t count_common(const std::vector<T>& left, const std::vector<T>& right) {
  std::size_t count = 0;
  for (std::size_t i = 0, k = 0; i < left.size() && k < right.size();) {
    const T& one = left[i];
    const T& two = right[k];
    count += one == two ? 1 : 0;
    i += one <= two ? 1 : 0;
    k += two <= one ? 1 : 0;
  }
  return count;
}

// Puts the elements in order and leaves one of each.
template <class T>
void sort_distinct(std::vector<T>& elements) {
  std::sort(elements.begin(), elements.end());
  elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
}

}  // namespace hearsay

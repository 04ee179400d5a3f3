// From words to the rows of an embedding.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/weights.h"

namespace hearsay::model {

// Words, one a line, numbered from 1 to 2^24 at most; 0 is any other word. The text is not owned.
class WordTable {
 public:
  WordTable() = default;
  explicit WordTable(std::string_view lines);

  [[nodiscard]] std::uint32_t find(std::string_view word) const;
  [[nodiscard]] std::uint32_t size() const { return count_; }

 private:
  // A table of tens of thousands of words lies far from the processor: a look meets one place of it and one of the text.
  struct Slot {
    std::uint32_t number = 0;  // of a word, and above it some bits of its hash; 0: free
    std::uint32_t begin = 0;   // of the word in the text
  };
  [[nodiscard]] static std::uint32_t hash_bits(std::uint32_t hash) { return hash & 0xFF000000U; }

  std::string_view lines_;
  std::uint32_t count_ = 0;
  std::vector<Slot> slots_;  // open addressing
};

// int8 codes with a factor per row; left where the file lies and spread out a row at a time.
struct QuantizedTable {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  const std::int8_t* codes = nullptr;
  std::vector<float> scales;

  // Tensors NAME (int8) and NAME.scale. `rows` 0: as the file says.
  [[nodiscard]] static Result<QuantizedTable> load(const Weights& weights, std::string_view name, std::uint32_t rows);

  // Writes `columns` values. `row` must be below `rows`.
  void copy_row(std::uint32_t row, float* out) const;
};

}  // namespace hearsay::model

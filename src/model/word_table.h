// From words to the rows of an embedding.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/weights.h"

namespace hearsay::model {

// Words, one a line, numbered from 1; 0 is any other word. The text is not owned.
class WordTable {
 public:
  WordTable() = default;
  explicit WordTable(std::string_view lines);

  [[nodiscard]] std::uint32_t find(std::string_view word) const;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

 private:
  std::vector<std::string_view> words_;
  std::vector<std::uint32_t> slots_;  // open addressing; 0 is free, else the number of a word
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

#include "model/word_table.h"

#include <bit>
#include <string>

#include "core/string_table.h"

namespace hearsay::model {

WordTable::WordTable(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    words_.push_back(lines.substr(0, end));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  slots_.resize(std::bit_ceil(2 * words_.size() + 2));
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    std::size_t slot = hash_word(words_[i]) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = i + 1;
  }
}

std::uint32_t WordTable::find(std::string_view word) const {
  if (slots_.empty()) return 0;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_word(word) & mask; slots_[slot] != 0; slot = (slot + 1) & mask)
    if (words_[slots_[slot] - 1] == word) return slots_[slot];
  return 0;
}

Result<QuantizedTable> QuantizedTable::load(const Weights& weights, std::string_view name, std::uint32_t rows) {
  Result<Tensor> codes = weights.find(name, TensorType::int8, rows, 0);
  if (!codes) return codes.error();
  Result<std::vector<float>> scales = weights.floats(std::string(name) + ".scale", codes->rows, 1);
  if (!scales) return scales.error();
  QuantizedTable table;
  table.rows = codes->rows;
  table.columns = codes->columns;
  table.codes = reinterpret_cast<const std::int8_t*>(codes->data);
  table.scales = std::move(*scales);
  return table;
}

void QuantizedTable::copy_row(std::uint32_t row, float* out) const {
  const std::int8_t* from = codes + std::size_t{row} * columns;
  for (std::uint32_t i = 0; i < columns; ++i) out[i] = static_cast<float>(from[i]) * scales[row];
}

}  // namespace hearsay::model

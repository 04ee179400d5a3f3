#include "model/word_table.h"

#include <algorithm>
#include <bit>
#include <string>

#include "core/string_table.h"

namespace hearsay::model {
namespace {

constexpr std::uint32_t kNumbers = 0x00FFFFFFU;

}  // namespace

WordTable::WordTable(std::string_view lines) : lines_(lines) {
  if (lines.empty()) return;
  const auto most = static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')) + 1;
  slots_.resize(std::bit_ceil(2 * most + 2));
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t begin = 0; begin < lines.size() && count_ < kNumbers;) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::uint32_t hash = hash_word(lines.substr(begin, end - begin));
    std::size_t slot = hash & mask;
    while (slots_[slot].number != 0) slot = (slot + 1) & mask;
    slots_[slot] = {++count_ | hash_bits(hash), static_cast<std::uint32_t>(begin)};
    begin = end + 1;
  }
}

std::uint32_t WordTable::find(std::string_view word) const {
  if (slots_.empty()) return 0;
  const std::size_t mask = slots_.size() - 1;
  const std::uint32_t hash = hash_word(word);
  for (std::size_t slot = hash & mask; slots_[slot].number != 0; slot = (slot + 1) & mask) {
    const auto [number, begin] = slots_[slot];
    if (hash_bits(number) != hash_bits(hash)) continue;
    const std::string_view rest = lines_.substr(begin);
    if (rest.starts_with(word) && (rest.size() == word.size() || rest[word.size()] == '\n')) return number & kNumbers;
  }
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

#include "model/piece_table.h"

#include <utility>

namespace hearsay::model {
namespace {

constexpr std::uint32_t kGroup = 64;  // values of a piece that share a factor

}  // namespace

Result<PieceTable> PieceTable::load(const Weights& weights, std::uint32_t hidden) {
  PieceTable table;
  table.hidden_ = hidden;
  const Result<std::string_view> pieces = weights.text("pieces");
  if (!pieces) return pieces.error();
  table.pieces_ = WordPieces(*pieces);
  const std::uint32_t count = table.pieces_.size();
  const Result<Tensor> codes = weights.find("piece_codes", TensorType::bytes, count, hidden / 2);
  if (!codes) return codes.error();
  table.codes_ = codes->data;
  Result<std::vector<float>> factors = weights.floats("piece_factors", count, hidden / kGroup);
  if (!factors) return factors.error();
  table.factors_ = std::move(*factors);
  Result<std::vector<float>> levels = weights.floats("levels", 1, 16);
  if (!levels) return levels.error();
  table.levels_ = std::move(*levels);
  return table;
}

void PieceTable::add(std::uint32_t piece, float* out) const {
  const unsigned char* codes = codes_ + std::size_t{piece} * (hidden_ / 2);
  const float* factors = factors_.data() + std::size_t{piece} * (hidden_ / kGroup);
  for (std::uint32_t k = 0; k < hidden_; k += 2) {
    out[k] += levels_[codes[k / 2] & 15] * factors[k / kGroup];
    out[k + 1] += levels_[codes[k / 2] >> 4] * factors[k / kGroup];
  }
}

}  // namespace hearsay::model

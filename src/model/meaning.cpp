#include "model/meaning.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "core/unicode.h"
#include "model/embedded.h"
#include "model/weights.h"

namespace hearsay::model {
namespace {

constexpr std::size_t kMostPieces = 512;
constexpr std::size_t kMostBytes = 16384;  // read of a text: far more than 512 pieces of prose have
constexpr int kLargest = 127;

// Appends the pieces of every word of `text`: a run of letters and digits, "%" or "$".
void append_pieces(const WordPieces& table, std::string_view text, std::vector<std::uint32_t>& pieces) {
  const std::string low = lower(text.substr(0, kMostBytes));
  std::size_t begin = 0;
  for (std::size_t at = 0; at < low.size() && pieces.size() < kMostPieces;) {
    const std::size_t here = at;
    const char32_t c = next_code_point(low, at);
    const bool in_word = is_letter(c) || is_digit(c);
    if (in_word && at < low.size()) continue;
    const std::size_t end = in_word ? at : here;
    if (begin < end) table.append(std::string_view(low).substr(begin, end - begin), pieces);
    if (c == '%' || c == '$') table.append(std::string_view(low).substr(here, 1), pieces);
    begin = at;
  }
  pieces.resize(std::min(pieces.size(), kMostPieces));
}

// The direction of `sums`, its largest value being 127.
Meaning scaled(const std::array<std::int32_t, kMeaningSize>& sums) {
  std::int32_t largest = 0;
  for (const std::int32_t sum : sums) largest = std::max(largest, std::abs(sum));
  Meaning meaning;
  if (largest == 0) return meaning;
  for (std::size_t i = 0; i < kMeaningSize; ++i) {
    const std::int64_t size = std::abs(sums[i]);
    const auto rounded = static_cast<std::int32_t>((2 * kLargest * size + largest) / (2 * std::int64_t{largest}));
    meaning.values[i] = static_cast<std::int8_t>(sums[i] < 0 ? -rounded : rounded);
    meaning.square += static_cast<std::uint32_t>(rounded * rounded);
  }
  return meaning;
}

}  // namespace

double similarity(const Meaning& one, const Meaning& two) {
  if (one.square == 0 || two.square == 0) return 0;
  std::int32_t product = 0;
  for (std::size_t i = 0; i < kMeaningSize; ++i) product += one.values[i] * two.values[i];
  return product / std::sqrt(static_cast<double>(one.square) * two.square);
}

const MeaningModel& MeaningModel::shared() {
  static const MeaningModel kModel = [] {
    Result<MeaningModel> model = load(meaning_weights());
    if (!model) throw std::logic_error("the model of meaning in the program cannot be read: " + model.error().message());
    return std::move(*model);
  }();
  return kModel;
}

Result<MeaningModel> MeaningModel::load(std::string_view bytes) {
  const Result<Weights> weights = Weights::parse(bytes);
  if (!weights) return weights.error();
  const Result<std::string_view> pieces = weights->text("pieces");
  if (!pieces) return pieces.error();
  MeaningModel model;
  model.pieces_ = WordPieces(*pieces);
  const Result<Tensor> codes = weights->find("codes", TensorType::int8, model.pieces_.size(), kMeaningSize);
  if (!codes) return codes.error();
  const Result<Tensor> steps = weights->find("steps", TensorType::bytes, model.pieces_.size(), 1);
  if (!steps) return steps.error();
  model.codes_ = reinterpret_cast<const std::int8_t*>(codes->data);
  model.steps_ = steps->data;
  return model;
}

Meaning MeaningModel::embed(std::string_view text) const { return embed(std::vector<std::string_view>{text}); }

Meaning MeaningModel::embed(const std::vector<std::string_view>& parts) const {
  std::vector<std::uint32_t> pieces;
  for (const std::string_view part : parts) append_pieces(pieces_, part, pieces);
  // At most 512 * 127 * 255: far below what 32 bits hold.
  std::array<std::int32_t, kMeaningSize> sums{};
  for (const std::uint32_t piece : pieces) {
    const std::int8_t* row = codes_ + std::size_t{piece} * kMeaningSize;
    const std::int32_t step = steps_[piece];
    for (std::size_t i = 0; i < kMeaningSize; ++i) sums[i] += step * row[i];
  }
  return scaled(sums);
}

}  // namespace hearsay::model

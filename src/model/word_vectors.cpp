#include "model/word_vectors.h"

#include "model/embedded.h"
#include "model/weights.h"

namespace hearsay::model {

const WordVectors& WordVectors::shared() {
  static const WordVectors kVectors;
  return kVectors;
}

WordVectors::WordVectors() {
  const Result<Weights> weights = Weights::of_program(fast_attribution_weights());
  if (!weights) return;
  const Result<std::string_view> words = weights->text("vector_words");
  Result<QuantizedTable> table = words ? QuantizedTable::load(*weights, "vectors", 0) : Result<QuantizedTable>(words.error());
  if (!table || table->columns != kVectorSize) return;
  words_ = WordTable(*words);
  table_ = std::move(*table);
}

bool WordVectors::add(std::string_view lower, float factor, float* out) const {
  const std::uint32_t row = words_.find(lower);
  if (row == 0 || row >= table_.rows) return false;
  const std::int8_t* codes = table_.codes + std::size_t{row} * kVectorSize;
  const float scale = table_.scales[row] * factor;
  for (std::uint32_t i = 0; i < kVectorSize; ++i) out[i] += static_cast<float>(codes[i]) * scale;
  return true;
}

}  // namespace hearsay::model

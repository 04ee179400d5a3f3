// The best sequence of tags under a linear-chain CRF.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/weights.h"

namespace hearsay::model {

struct Crf {
  std::uint32_t tags = 0;
  std::vector<float> transitions;  // [tags x tags], from row to column
  std::vector<float> starts;
  std::vector<float> ends;

  // Tensors crf.transitions, crf.starts and crf.ends.
  [[nodiscard]] static Result<Crf> load(const Weights& weights, std::uint32_t tags);

  // Viterbi; emissions[tags x length], a token's values together. Of equals the lower tag.
  [[nodiscard]] std::vector<std::uint8_t> best(std::span<const float> emissions) const;
};

}  // namespace hearsay::model

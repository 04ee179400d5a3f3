#include "model/lstm.h"

namespace hearsay::model {

Lockstep::Lockstep(std::span<const std::uint32_t> lengths) {
  const std::uint32_t steps = lengths.empty() ? 0 : lengths.front();
  active.reserve(steps);
  first.reserve(steps);
  auto reaching = static_cast<std::uint32_t>(lengths.size());
  std::uint32_t column = 0;
  for (std::uint32_t step = 0; step < steps; ++step) {
    while (reaching > 0 && lengths[reaching - 1] <= step) --reaching;
    active.push_back(reaching);
    first.push_back(column);
    column += reaching;
  }
}

Result<BiLstm> BiLstm::load(const Weights& weights, const std::string& name, std::uint32_t inputs) {
  BiLstm lstm;
  const auto [rows, columns] = weights.shape(name + ".input");
  if (rows % 8 != 0 || rows == 0) return Error{"the tensor " + name + ".input is missing or misshapen", "weights file", ""};
  lstm.inputs = inputs == 0 ? columns : inputs;
  lstm.hidden = rows / 8;
  Result<std::vector<float>> input = weights.floats(name + ".input", rows, lstm.inputs);
  Result<std::vector<float>> bias = weights.floats(name + ".bias", 1, rows);
  Result<std::vector<float>> recurrent = weights.floats(name + ".recurrent", rows, lstm.hidden);
  for (const auto* part : {&input, &bias, &recurrent})
    if (!*part) return part->error();
  lstm.input = std::move(*input);
  lstm.bias = std::move(*bias);
  const std::size_t half = recurrent->size() / 2;
  for (const std::size_t begin : {std::size_t{0}, half}) {
    const std::vector<float> packed =
        pack_recurrent(std::span(*recurrent).subspan(begin, half), static_cast<int>(4 * lstm.hidden),
                       static_cast<int>(lstm.hidden));
    lstm.recurrent.insert(lstm.recurrent.end(), packed.begin(), packed.end());
  }
  return lstm;
}

void BiLstm::project(const Kernels& kernels, const float* in, std::uint32_t columns, float* gates) const {
  const auto rows = static_cast<int>(8 * hidden);
  const auto width = static_cast<int>(inputs);
  kernels.affine(input.data(), bias.data(), rows, width, in, width, static_cast<int>(columns), gates, rows);
}

void BiLstm::run(const Kernels& kernels, const Lockstep& lockstep, float* gates, float* states) const {
  const auto steps = static_cast<std::uint32_t>(lockstep.active.size());
  const std::size_t state_stride = 2 * std::size_t{hidden};
  const std::size_t gate_stride = 8 * std::size_t{hidden};
  std::vector<float> cells(std::size_t{steps == 0 ? 0 : lockstep.active.front()} * hidden);
  for (const bool backward : {false, true}) {
    const float* weight = recurrent.data() + (backward ? recurrent.size() / 2 : 0);
    float* direction_states = states + (backward ? hidden : 0);
    float* direction_gates = gates + (backward ? 4 * hidden : 0);
    std::uint32_t carried = 0;
    std::size_t before = 0;
    for (std::uint32_t i = 0; i < steps; ++i) {
      const std::uint32_t step = backward ? steps - 1 - i : i;
      const std::uint32_t count = lockstep.active[step];
      const std::size_t column = lockstep.first[step];
      if (carried > count) carried = count;  // forward, the shortest sequences have ended
      kernels.lstm_step(weight, static_cast<int>(hidden), static_cast<int>(count), static_cast<int>(carried),
                        direction_gates + column * gate_stride, static_cast<int>(gate_stride),
                        direction_states + before * state_stride, cells.data(),
                        direction_states + column * state_stride, static_cast<int>(state_stride));
      carried = count;
      before = column;
    }
  }
}

}  // namespace hearsay::model

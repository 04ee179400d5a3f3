#include "model/lstm.h"

#include <algorithm>

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

Result<BiLstm> BiLstm::load(const Weights& weights, const std::string& name, std::uint32_t inputs, bool takes_states) {
  BiLstm lstm;
  const std::uint32_t rows = weights.shape(name + ".input").first;
  if (rows % 32 != 0 || rows == 0 || inputs == 0 || (takes_states && inputs % 4 != 0))
    return Error{"the tensor " + name + ".input is missing or misshapen", "weights file", ""};
  lstm.inputs = inputs;
  lstm.hidden = rows / 8;
  Result<std::vector<float>> input = weights.floats(name + ".input", rows, lstm.inputs);
  Result<std::vector<float>> bias = weights.floats(name + ".bias", 1, rows);
  Result<std::vector<float>> recurrent = weights.floats(name + ".recurrent", rows, lstm.hidden);
  for (const auto* part : {&input, &bias, &recurrent})
    if (!*part) return part->error();
  lstm.input = std::move(*input);
  lstm.bias = std::move(*bias);
  if (takes_states) lstm.input_bytes = ByteMatrix(lstm.input, static_cast<int>(rows), static_cast<int>(inputs));
  const std::size_t half = recurrent->size() / 2;
  for (std::size_t direction = 0; direction < 2; ++direction) {
    const auto part = std::span(*recurrent).subspan(direction * half, half);
    const auto hidden = static_cast<int>(lstm.hidden);
    lstm.recurrent[direction] = PackedMatrix(part, 4 * hidden, hidden);
    lstm.recurrent_bytes[direction] = ByteMatrix(part, 4 * hidden, hidden);
  }
  return lstm;
}

void BiLstm::project(const Kernels& kernels, const float* in, std::uint32_t columns, float* gates) const {
  const auto rows = static_cast<int>(8 * hidden);
  const auto width = static_cast<int>(inputs);
  kernels.affine(input.data(), bias.data(), rows, width, in, width, static_cast<int>(columns), gates, rows);
}

void BiLstm::project(const Kernels& kernels, Arithmetic arithmetic, const States& in, std::uint32_t columns,
                     float* gates) const {
  if (arithmetic == Arithmetic::floats) return project(kernels, in.values.data(), columns, gates);
  const auto rows = static_cast<int>(8 * hidden);
  for (std::uint32_t column = 0; column < columns; ++column)
    std::copy(bias.begin(), bias.end(), gates + std::size_t{column} * 8 * hidden);
  kernels.add_byte_product(input_bytes, in.bytes.data(), static_cast<int>(in.rows), static_cast<int>(columns), gates,
                           rows);
}

void BiLstm::run(const Kernels& kernels, Arithmetic arithmetic, const Lockstep& lockstep, float* gates,
                 States& states) const {
  const auto steps = static_cast<std::uint32_t>(lockstep.active.size());
  const std::size_t state_stride = 2 * std::size_t{hidden};
  const std::size_t gate_stride = 8 * std::size_t{hidden};
  states.rows = 2 * hidden;
  states.values.resize(lockstep.columns() * state_stride);
  states.bytes.resize(lockstep.columns() * state_stride);
  std::vector<float> cells(std::size_t{steps == 0 ? 0 : lockstep.active.front()} * hidden);
  const auto state_step = static_cast<int>(state_stride);
  const auto gate_step = static_cast<int>(gate_stride);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    float* values = states.values.data() + direction * hidden;
    std::uint8_t* bytes = states.bytes.data() + direction * hidden;
    std::uint32_t carried = 0;
    std::size_t before = 0;
    for (std::uint32_t i = 0; i < steps; ++i) {
      const std::uint32_t step = direction == 0 ? i : steps - 1 - i;
      const std::uint32_t count = lockstep.active[step];
      const std::size_t column = lockstep.first[step];
      float* step_gates = gates + column * gate_stride + direction * 4 * hidden;
      if (carried > count) carried = count;  // forward, the shortest sequences have ended
      if (arithmetic == Arithmetic::floats) {
        kernels.add_product(recurrent[direction], values + before * state_stride, state_step, static_cast<int>(carried),
                            step_gates, gate_step);
      } else {
        kernels.add_byte_product(recurrent_bytes[direction], bytes + before * state_stride, state_step,
                                 static_cast<int>(carried), step_gates, gate_step);
      }
      kernels.lstm_cell(static_cast<int>(hidden), static_cast<int>(count), static_cast<int>(carried), step_gates,
                        gate_step, cells.data(), values + column * state_stride, bytes + column * state_stride,
                        state_step);
      carried = count;
      before = column;
    }
  }
}

}  // namespace hearsay::model

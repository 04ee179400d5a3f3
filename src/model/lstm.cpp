#include "model/lstm.h"

#include <algorithm>
#include <memory>
#include <optional>

#include "model/transformer_kernels.h"

namespace hearsay::model {
namespace {

// Columns whose gates are there at one time: as many as stay in the cache until their step comes.
constexpr std::uint32_t kColumnsAtOnce = 256;

// Bytes are multiplied by blocks of 64 rows and columns.
std::uint32_t filled_up(std::uint32_t count) { return (count + 63) / 64 * 64; }

}  // namespace

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
  const auto hidden = static_cast<int>(lstm.hidden);
  const std::size_t half = recurrent->size() / 2;
  for (std::size_t direction = 0; direction < 2; ++direction) {
    if (takes_states) {
      const std::uint32_t wide = filled_up(inputs);
      std::vector<float> part(std::size_t{lstm.gate_rows()} * wide);
      for (std::size_t row = 0; row < rows / 2; ++row)
        std::copy_n(lstm.input.data() + (direction * rows / 2 + row) * inputs, inputs, part.data() + row * wide);
      lstm.input_bytes[direction] = ByteMatrix(part, static_cast<int>(lstm.gate_rows()), static_cast<int>(wide));
      lstm.input_bias[direction].assign(lstm.gate_rows(), 0);
      std::copy_n(lstm.bias.data() + direction * rows / 2, rows / 2, lstm.input_bias[direction].data());
    }
    const auto part = std::span(*recurrent).subspan(direction * half, half);
    lstm.recurrent[direction] = PackedMatrix(part, 4 * hidden, hidden);
    const std::vector<float> ordered = recurrent_rows(part, hidden, hidden);
    lstm.recurrent_bytes[direction] = ByteMatrix(ordered, static_cast<int>(ordered.size()) / hidden, hidden);
  }
  return lstm;
}

std::uint32_t BiLstm::gate_rows() const { return filled_up(4 * hidden); }

void BiLstm::project(const Kernels& kernels, Arithmetic arithmetic, const States& in, std::size_t direction,
                     std::uint32_t first, std::uint32_t last, float* gates) const {
  const auto count = static_cast<int>(last - first);
  const auto stride = static_cast<int>(gate_rows());
  if (arithmetic == Arithmetic::floats) {
    const std::size_t row = direction * 4 * hidden;
    return kernels.affine(input.data() + row * inputs, bias.data() + row, static_cast<int>(4 * hidden),
                          static_cast<int>(inputs), in.values.data() + std::size_t{first} * in.rows,
                          static_cast<int>(in.rows), count, gates, stride);
  }
  // The matrix's scales hold the step of a state's byte.
  const std::vector<ByteRange> ranges(last - first, {1.0F, -128.0F});
  kernels.transformer->byte_affine(input_bytes[direction], input_bias[direction].data(),
                                   in.bytes.data() + std::size_t{first} * in.byte_rows, ranges.data(), count, gates);
}

bool BiLstm::takes_bytes(const Kernels& kernels, Arithmetic arithmetic, int columns) const {
  return kernels.lstm_input_step != nullptr && arithmetic == Arithmetic::bytes && hidden % 64 == 0 && columns % 64 == 0;
}

BiLstm::ByteInputs BiLstm::inputs_of(const States& in) const {
  ByteInputs both;
  for (std::size_t direction = 0; direction < 2; ++direction) {
    both[direction].matrix = &input_bytes[direction];
    both[direction].bytes = in.bytes.data();
    both[direction].byte_stride = static_cast<int>(in.byte_rows);
    both[direction].added = input_bias[direction].data();
  }
  return both;
}

namespace {

// The gates of a layer's steps in one direction, made for many columns at a time.
class StepGates {
 public:
  StepGates(const BiLstm& lstm, const BiLstm::FillGates& fill, const Lockstep& lockstep)
      : fill_(fill), lockstep_(lockstep), rows_(lstm.gate_rows()), most_(std::max(kColumnsAtOnce, lockstep.active.front())),
        values_(std::make_unique_for_overwrite<float[]>(std::size_t{most_} * rows_)) {}

  // Those of `step`. The steps of a direction are asked for in its order.
  float* of(std::size_t direction, std::uint32_t step, bool is_first) {
    const std::uint32_t column = lockstep_.first[step];
    if (column < from_ || end_of(step) > to_ || is_first) {
      const auto steps = static_cast<std::uint32_t>(lockstep_.active.size());
      std::uint32_t low = step;
      std::uint32_t high = step;
      if (direction == 0) {
        while (high + 1 < steps && end_of(high + 1) - column <= most_) ++high;
      } else {
        while (low > 0 && end_of(step) - lockstep_.first[low - 1] <= most_) --low;
      }
      from_ = lockstep_.first[low];
      to_ = end_of(high);
      fill_(direction, from_, to_, values_.get());
    }
    return values_.get() + std::size_t{column - from_} * rows_;
  }

 private:
  [[nodiscard]] std::uint32_t end_of(std::uint32_t step) const { return lockstep_.first[step] + lockstep_.active[step]; }

  const BiLstm::FillGates& fill_;
  const Lockstep& lockstep_;
  std::size_t rows_;
  std::uint32_t most_;
  std::unique_ptr<float[]> values_;
  std::uint32_t from_ = 0;  // columns whose gates are there
  std::uint32_t to_ = 0;
};

LstmInputs from_column(LstmInputs inputs, std::uint32_t column) {
  inputs.bytes += std::size_t{column} * static_cast<std::size_t>(inputs.byte_stride);
  if (inputs.ranges != nullptr) inputs.ranges += column;
  if (inputs.which_added != nullptr) inputs.which_added += column;
  return inputs;
}

}  // namespace

void BiLstm::run(const Kernels& kernels, Arithmetic arithmetic, const Lockstep& lockstep, const Inputs& given,
                 bool wants_values, States& states) const {
  // lstm_input_step may read the states of as many sequences that are not there.
  constexpr std::size_t kBeyond = 16;
  const auto steps = static_cast<std::uint32_t>(lockstep.active.size());
  states.rows = 2 * hidden;
  states.byte_rows = filled_up(states.rows);
  const bool has_values = wants_values || arithmetic == Arithmetic::floats;
  states.values.resize(has_values ? std::size_t{lockstep.columns()} * states.rows : 0);
  states.bytes.resize((lockstep.columns() + kBeyond) * states.byte_rows);
  if (steps == 0) return;
  const auto* bytes = std::get_if<ByteInputs>(&given);
  std::optional<StepGates> gates;
  if (bytes == nullptr) gates.emplace(*this, std::get<FillGates>(given), lockstep);
  std::vector<float> cells(std::size_t{lockstep.active.front()} * hidden);
  for (std::size_t direction = 0; direction < 2; ++direction) {
    std::uint32_t carried = 0;
    std::uint32_t before = 0;  // the first column of the step before
    for (std::uint32_t i = 0; i < steps; ++i) {
      const std::uint32_t step = direction == 0 ? i : steps - 1 - i;
      const std::uint32_t column = lockstep.first[step];
      const std::uint32_t count = lockstep.active[step];
      carried = std::min(carried, count);  // forward, the shortest sequences have ended
      LstmStep one;
      one.count = static_cast<int>(count);
      one.carried = static_cast<int>(carried);
      one.gate_stride = static_cast<int>(gate_rows());
      one.before = states.bytes.data() + std::size_t{before} * states.byte_rows + direction * hidden;
      one.cells = cells.data();
      if (has_values) one.states = states.values.data() + std::size_t{column} * states.rows + direction * hidden;
      one.state_stride = static_cast<int>(states.rows);
      one.bytes = states.bytes.data() + std::size_t{column} * states.byte_rows + direction * hidden;
      one.byte_stride = static_cast<int>(states.byte_rows);
      if (bytes != nullptr) {
        one.inputs = from_column((*bytes)[direction], column);
        kernels.lstm_input_step(recurrent_bytes[direction], static_cast<int>(hidden), one);
      } else {
        float* step_gates = gates->of(direction, step, i == 0);
        one.gates = step_gates;
        if (arithmetic == Arithmetic::floats)
          kernels.add_product(recurrent[direction],
                              states.values.data() + std::size_t{before} * states.rows + direction * hidden,
                              one.state_stride, one.carried, step_gates, one.gate_stride);
        kernels.lstm_step(arithmetic == Arithmetic::floats ? nullptr : &recurrent_bytes[direction],
                          static_cast<int>(hidden), one);
      }
      carried = count;
      before = column;
    }
  }
}

}  // namespace hearsay::model

// A bidirectional LSTM over several sequences in lockstep.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "model/kernels.h"
#include "model/weights.h"

namespace hearsay::model {

// How the tokens of several sequences lie in a matrix of states: step by step, at each step one column per sequence
// that is that long, longest first; so nothing is padded. Columns are numbered from 0.
struct Lockstep {
  // `lengths` descending, none 0.
  explicit Lockstep(std::span<const std::uint32_t> lengths);

  std::vector<std::uint32_t> active;  // per step: how many sequences reach it
  std::vector<std::uint32_t> first;   // per step: its first column

  [[nodiscard]] std::uint32_t column(std::uint32_t sequence, std::uint32_t step) const {
    return first[step] + sequence;
  }
  [[nodiscard]] std::uint32_t columns() const { return first.empty() ? 0 : first.back() + active.back(); }
};

// How matrices and states are multiplied: as they are, or the states' in bytes, which is several times as fast where
// the processor has instructions for it and moves a few spans in a thousand.
enum class Arithmetic { floats, bytes };

// States of tokens, a column each: forward then backward, as floats where they are wanted and as ByteMatrix takes them.
struct States {
  std::uint32_t rows = 0;
  std::uint32_t byte_rows = 0;  // `rows` filled up to a multiple of 64; what fills is not read
  RoomVector<float> values;
  RoomVector<std::uint8_t> bytes;
};

struct BiLstm {
  std::uint32_t inputs = 0;
  std::uint32_t hidden = 0;
  std::vector<float> input;               // [8*hidden x inputs]: four gates forward, four backward
  std::vector<float> bias;                // [8*hidden]
  std::array<PackedMatrix, 2> recurrent;  // [4*hidden x hidden], forward and backward
  std::array<ByteMatrix, 2> input_bytes;  // only where the inputs are states; both sides filled up to multiples of 64
  std::array<std::vector<float>, 2> input_bias;  // of the same
  std::array<ByteMatrix, 2> recurrent_bytes;

  // Writes what the inputs of columns [first, last) add to the gates of one direction, gate_rows() a column.
  using FillGates = std::function<void(std::size_t direction, std::uint32_t first, std::uint32_t last, float* gates)>;
  // Forward and backward, of column 0 and those behind it.
  using ByteInputs = std::array<LstmInputs, 2>;
  using Inputs = std::variant<FillGates, ByteInputs>;

  // Tensors NAME.input, NAME.bias and NAME.recurrent. `takes_states`: its inputs are another layer's states.
  [[nodiscard]] static Result<BiLstm> load(const Weights& weights, const std::string& name, std::uint32_t inputs,
                                           bool takes_states);

  // Four gates of one direction, filled up to a multiple of 64.
  [[nodiscard]] std::uint32_t gate_rows() const;
  // Whether run() takes ByteInputs of `columns` bytes: with them it is quicker.
  [[nodiscard]] bool takes_bytes(const Kernels& kernels, Arithmetic arithmetic, int columns) const;
  // What `in`, another layer's states, give to this one.
  [[nodiscard]] ByteInputs inputs_of(const States& in) const;
  // The gates of columns [first, last) of `in`.
  void project(const Kernels& kernels, Arithmetic arithmetic, const States& in, std::size_t direction, std::uint32_t first,
               std::uint32_t last, float* gates) const;
  // `wants_values`: otherwise a layer above alone reads the states, as bytes if it can.
  void run(const Kernels& kernels, Arithmetic arithmetic, const Lockstep& lockstep, const Inputs& inputs,
           bool wants_values, States& states) const;
};

}  // namespace hearsay::model

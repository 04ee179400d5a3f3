// A bidirectional LSTM over several sequences in lockstep.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/kernels.h"
#include "model/weights.h"

namespace hearsay::model {

// How the tokens of several sequences lie in a matrix of states: step by step, at each step one column per sequence that
// is that long, longest first; so nothing is padded. Columns are numbered from 0.
struct Lockstep {
  // `lengths` descending, none 0.
  explicit Lockstep(std::span<const std::uint32_t> lengths);

  std::vector<std::uint32_t> active;  // per step: how many sequences reach it
  std::vector<std::uint32_t> first;   // per step: its first column

  [[nodiscard]] std::uint32_t column(std::uint32_t sequence, std::uint32_t step) const { return first[step] + sequence; }
  [[nodiscard]] std::uint32_t columns() const { return first.empty() ? 0 : first.back() + active.back(); }
};

struct BiLstm {
  std::uint32_t inputs = 0;
  std::uint32_t hidden = 0;
  std::vector<float> input;      // [8*hidden x inputs]: four gates forward, four backward
  std::vector<float> bias;       // [8*hidden]
  std::vector<float> recurrent;  // forward, then backward, each as pack_recurrent gives it

  // Tensors NAME.input, NAME.bias and NAME.recurrent. `inputs` 0: as the file says.
  [[nodiscard]] static Result<BiLstm> load(const Weights& weights, const std::string& name, std::uint32_t inputs);

  // gates[8*hidden x columns] = input * in + bias.
  void project(const Kernels& kernels, const float* in, std::uint32_t columns, float* gates) const;
  // From gates to states[2*hidden x columns], forward then backward. The gates are used up.
  void run(const Kernels& kernels, const Lockstep& lockstep, float* gates, float* states) const;
};

}  // namespace hearsay::model

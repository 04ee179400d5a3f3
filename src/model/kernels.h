// The arithmetic of the models, compiled once per instruction set; kernels() is the best the processor can run.
// Matrices of states are column by column: a token's values lie together. No threads, no allocation but Eigen's own.
#pragma once

#include <span>
#include <vector>

namespace hearsay::model {

struct Kernels {
  const char* name;

  // out[rows x count] = weight[rows x columns, row by row] * in[columns x count] + bias[rows]. The strides are from one
  // column to the next.
  void (*affine)(const float* weight, const float* bias, int rows, int columns, const float* in, int in_stride, int count,
                 float* out, int out_stride);

  // One step of an LSTM for `count` sequences; of them the first `carried` go on from `previous` and `cells`, the
  // others begin. gates[4*hidden x count] holds W x + b (input, forget, cell, output) and is used up; recurrent is
  // pack_recurrent's; cells[hidden x count] are updated; out[hidden x count] is the new state.
  void (*lstm_step)(const float* recurrent, int hidden, int count, int carried, float* gates, int gate_stride,
                    const float* previous, float* cells, float* out, int state_stride);
};

// Rows are taken in blocks of so many.
inline constexpr int kRowBlock = 64;

// A matrix [rows x columns, row by row] as blocks of kRowBlock rows, the last one filled up with zeros; in a block column
// by column.
[[nodiscard]] std::vector<float> pack_recurrent(std::span<const float> matrix, int rows, int columns);

// Chosen once by the processor.
[[nodiscard]] const Kernels& kernels();

// Every set that this processor can run, the plain one first.
[[nodiscard]] std::span<const Kernels* const> usable_kernels();

}  // namespace hearsay::model

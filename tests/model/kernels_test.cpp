// Each instruction set against sums written out; the numbers come from a fixed generator.
#include "model/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "model/crf.h"
#include "model/lstm.h"
#include "model/word_table.h"

namespace hearsay::model {
namespace {

std::vector<float> numbers(std::size_t count, std::uint32_t seed) {
  std::vector<float> values(count);
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(static_cast<double>(seed >> 8) / (1 << 23) - 1);
  }
  return values;
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

TEST(Kernels, AffineIsTheSumOfProducts) {
  const std::vector<float> weight = numbers(13 * 37, 1);
  const std::vector<float> bias = numbers(13, 2);
  const std::vector<float> in = numbers(40 * 9, 3);
  for (const Kernels* set : usable_kernels())
    for (const int count : {1, 2, 9}) {
      std::vector<float> out(15 * 9, 7.0F);
      set->affine(weight.data(), bias.data(), 13, 37, in.data(), 40, count, out.data(), 15);
      for (int column = 0; column < count; ++column)
        for (int row = 0; row < 13; ++row) {
          double sum = bias[row];
          for (int k = 0; k < 37; ++k) sum += double{weight[row * 37 + k]} * in[column * 40 + k];
          EXPECT_NEAR(out[column * 15 + row], sum, 1e-5) << set->name;
        }
      EXPECT_EQ(out[13], 7.0F) << "the rows between two columns are not ours";
    }
}

// A matrix whose rows are no full block, times 1 to 20 columns.
TEST(Kernels, AddProduct) {
  const std::vector<float> weight = numbers(70 * 12, 4);
  const std::vector<float> in = numbers(20 * 13, 5);
  const PackedMatrix matrix(weight, 70, 12);
  for (const Kernels* set : usable_kernels())
    for (const int count : {0, 1, 2, 5, 6, 7, 13, 20}) {
      std::vector<float> out(20 * 71, 0.5F);
      set->add_product(matrix, in.data(), 13, count, out.data(), 71);
      for (int column = 0; column < 20; ++column)
        for (int row = 0; row < 71; ++row) {
          double sum = 0.5;
          for (int k = 0; k < 12 && row < 70 && column < count; ++k)
            sum += double{weight[row * 12 + k]} * in[column * 13 + k];
          EXPECT_NEAR(out[column * 71 + row], sum, 1e-5) << set->name << " " << count;
        }
    }
}

// 20 sequences, of which as many are carried as make tiles of every width.
void step_once(int hidden, int carried) {
  constexpr int kCount = 20;
  const int gate_stride = 4 * hidden + 4;
  const int stride = hidden + 1;
  std::vector<float> weight = numbers(std::size_t{4} * hidden * hidden, 4);
  for (float& one : weight) one *= 24.0F / static_cast<float>(hidden);
  for (int k = 0; k < hidden; ++k) weight[k] = 1;  // a row of nothing but the largest weight, where sums could overflow
  const std::vector<float> rows = recurrent_rows(weight, hidden, hidden);
  const ByteMatrix matrix(rows, static_cast<int>(rows.size()) / hidden, hidden);
  const std::vector<float> gates = numbers(kCount * gate_stride, 7);
  const std::vector<float> old_cells = numbers(kCount * hidden, 6);
  std::vector<std::uint8_t> before(static_cast<std::size_t>(kCount * stride));
  const std::vector<float> states = numbers(before.size(), 5);
  for (std::size_t i = 0; i < before.size(); ++i)
    before[i] = i < static_cast<std::size_t>(hidden) ? 255 : static_cast<std::uint8_t>(std::lround(states[i] * 127) + 128);
  for (const bool with_product : {false, true}) {
    std::vector<float> plain;
    for (const Kernels* set : usable_kernels()) {
      std::vector<float> cells = old_cells;
      std::vector<float> out(kCount * stride, 0.5F);
      std::vector<std::uint8_t> bytes(kCount * stride, 7);
      set->lstm_step(with_product ? &matrix : nullptr, hidden,
                     {kCount, carried, gates.data(), gate_stride, before.data(), cells.data(), out.data(), stride, bytes.data(), stride});
      for (int s = 0; s < kCount; ++s) {
        for (int k = 0; k < hidden; ++k) {
          double gate[4];
          for (int g = 0; g < 4; ++g) {
            gate[g] = gates[s * gate_stride + g * hidden + k];
            for (int i = 0; with_product && s < carried && i < hidden; ++i)
              gate[g] += double{weight[(g * hidden + k) * hidden + i]} * (before[s * stride + i] - 128) / 127;
          }
          const double kept = s < carried ? old_cells[s * hidden + k] : 0;
          const double cell = sigmoid(gate[1]) * kept + sigmoid(gate[0]) * std::tanh(gate[2]);
          const double state = sigmoid(gate[3]) * std::tanh(cell);
          const double tolerance = with_product ? 0.06 : 1e-6;
          EXPECT_NEAR(cells[s * hidden + k], cell, tolerance) << set->name;
          EXPECT_NEAR(out[s * stride + k], state, tolerance) << set->name;
          EXPECT_NEAR(bytes[s * stride + k], out[s * stride + k] * 127 + 128, 0.51) << set->name;
        }
        EXPECT_EQ(out[s * stride + hidden], 0.5F) << "what lies between two sequences is not ours";
        EXPECT_EQ(bytes[s * stride + hidden], 7);
      }
      if (plain.empty()) plain = out;
      for (std::size_t i = 0; i < out.size(); ++i) EXPECT_NEAR(out[i], plain[i], 1e-6) << set->name;
    }
  }
}

TEST(Kernels, LstmStep) {
  step_once(24, 13);  // sixteen units and eight more
  step_once(64, 13);
  step_once(128, 19);
  step_once(128, 0);
}

// Inputs as bytes against the same inputs' gates made beforehand, `carried` of `count` sequences.
void step_from_inputs(int count, int carried, bool with_ranges) {
  constexpr int kHidden = 64;
  constexpr int kColumns = 128;
  const std::vector<float> rows = recurrent_rows(numbers(4 * kHidden * kHidden, 4), kHidden, kHidden);
  const ByteMatrix recurrent(rows, 4 * kHidden, kHidden);
  const ByteMatrix matrix(numbers(8 * kHidden * kColumns, 5), 8 * kHidden, kColumns);
  const std::vector<float> added = numbers(3 * 8 * kHidden, 6);
  const auto as_bytes = [](std::size_t size, std::uint32_t seed) {
    std::vector<std::uint8_t> bytes;
    for (const float one : numbers(size, seed)) bytes.push_back(static_cast<std::uint8_t>(one * 127 + 128));
    return bytes;
  };
  const std::vector<std::uint8_t> in = as_bytes(std::size_t{kColumns} * count, 7);
  const std::vector<std::uint8_t> before = as_bytes(std::size_t{kHidden} * (count + 16), 8);
  std::vector<ByteRange> ranges(count, {1.0F, -128.0F});
  std::vector<std::uint8_t> which(count, 0);
  for (int s = 0; with_ranges && s < count; ++s) {
    ranges[s] = {0.5F + static_cast<float>(s) / 64, -60.0F};
    which[s] = static_cast<std::uint8_t>(s % 3);
  }
  std::vector<float> gates(static_cast<std::size_t>(count) * 4 * kHidden);
  for (int s = 0; s < count; ++s)
    for (int row = 0; row < 4 * kHidden; ++row) {
      const int place = 4 * kHidden + row;  // the second direction's
      double sum = 0;
      for (int k = 0; k < kColumns; ++k)
        sum += double{matrix.scales[place]} * matrix.code(place, k) * (in[s * kColumns + k] * ranges[s].step + ranges[s].low);
      gates[s * 4 * kHidden + row] = static_cast<float>(sum) + added[which[s] * 8 * kHidden + place];
    }
  for (const Kernels* set : usable_kernels()) {
    LstmStep step;
    step.count = count;
    step.carried = carried;
    step.gates = gates.data();
    step.gate_stride = 4 * kHidden;
    step.before = before.data();
    step.byte_stride = kHidden;
    step.state_stride = kHidden;
    const auto run = [&](bool from_inputs) {
      std::vector<float> cells = numbers(static_cast<std::size_t>(count) * kHidden, 9);
      std::vector<float> states(cells.size());
      std::vector<std::uint8_t> bytes(cells.size());
      step.cells = cells.data();
      step.states = states.data();
      step.bytes = bytes.data();
      if (from_inputs) {
        set->lstm_input_step(recurrent, kHidden, step);
      } else {
        set->lstm_step(&recurrent, kHidden, step);
      }
      for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_NEAR(bytes[i], states[i] * 127 + 128, 0.51) << set->name;
      states.insert(states.end(), cells.begin(), cells.end());
      return states;
    };
    const std::vector<float> expected = run(false);
    if (set->lstm_input_step == nullptr) continue;
    step.inputs.matrix = &matrix;
    step.inputs.row = 4 * kHidden;
    step.inputs.bytes = in.data();
    step.inputs.byte_stride = kColumns;
    step.inputs.added = added.data() + 4 * kHidden;
    if (with_ranges) {
      step.inputs.ranges = ranges.data();
      step.inputs.added_stride = 8 * kHidden;
      step.inputs.which_added = which.data();
    }
    const std::vector<float> found = run(true);
    for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-5) << set->name << " " << count;
  }
}

TEST(Kernels, LstmInputStep) {
  for (const bool with_ranges : {false, true}) {
    step_from_inputs(1, 1, with_ranges);
    step_from_inputs(5, 0, with_ranges);
    step_from_inputs(16, 16, with_ranges);
    step_from_inputs(19, 17, with_ranges);  // the last three stand with some of the first sixteen
    step_from_inputs(40, 20, with_ranges);
  }
}

// Gates far from zero: e^-x would leave a float's range.
TEST(Kernels, LstmStepSaturates) {
  constexpr int kHidden = 16;
  for (const Kernels* set : usable_kernels()) {
    for (const float size : {30.0F, 1e4F, 1e30F}) {
      std::vector<float> gates(4 * kHidden, size);
      for (int k = 0; k < kHidden; ++k) gates[k] = k % 2 == 0 ? size : -size;  // the input gate
      std::vector<float> cells(kHidden, 3);
      std::vector<float> out(kHidden);
      std::vector<std::uint8_t> bytes(kHidden);
      set->lstm_step(nullptr, kHidden, {1, 1, gates.data(), 64, bytes.data(), cells.data(), out.data(), kHidden, bytes.data(), kHidden});
      for (int k = 0; k < kHidden; ++k) EXPECT_NEAR(cells[k], k % 2 == 0 ? 4 : 3, 1e-5) << set->name;
      for (int k = 0; k < kHidden; ++k) EXPECT_NEAR(out[k], std::tanh(cells[k]), 1e-5) << set->name;
    }
  }
}

TEST(Lockstep, LaysSequencesWithoutPadding) {
  const std::vector<std::uint32_t> lengths = {4, 2, 2, 1};
  const Lockstep lockstep(lengths);
  EXPECT_EQ(lockstep.active, (std::vector<std::uint32_t>{4, 3, 1, 1}));
  EXPECT_EQ(lockstep.columns(), 9u);
  EXPECT_EQ(lockstep.column(2, 1), 6u);
  EXPECT_EQ(lockstep.column(0, 3), 8u);
  EXPECT_EQ(Lockstep({}).columns(), 0u);
}

TEST(Crf, BestPathObeysTransitions) {
  Crf crf;
  crf.tags = 3;
  crf.transitions = {0, 0, -9, 0, 0, 0, 0, 0, 0};  // 0 to 2 is dear
  crf.starts = {0, 0, -9};
  crf.ends = {0, -9, 0};
  EXPECT_EQ(crf.best({}), std::vector<std::uint8_t>());
  EXPECT_EQ(crf.best(std::vector<float>{0, 0, 3}), (std::vector<std::uint8_t>{0})) << "starts and ends";
  // Token by token it were 0 2 1; the way to 2 goes over 1, and the end is not 1.
  EXPECT_EQ(crf.best(std::vector<float>{2, 1, 0, 0, 0, 4, 0, 1, 0}), (std::vector<std::uint8_t>{1, 2, 0}));
}

TEST(WordTable, FindsEachWordByItsLine) {
  const WordTable table("the\n\xC3\xA9t\xC3\xA9\nbridge");
  EXPECT_EQ(table.size(), 3u);
  EXPECT_EQ(table.find("the"), 1u);
  EXPECT_EQ(table.find("\xC3\xA9t\xC3\xA9"), 2u);
  EXPECT_EQ(table.find("bridge"), 3u);
  EXPECT_EQ(table.find("bridges"), 0u);
  EXPECT_EQ(table.find(""), 0u);
  EXPECT_EQ(WordTable().find("the"), 0u);
}

}  // namespace
}  // namespace hearsay::model

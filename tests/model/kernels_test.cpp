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

// Of `count` sequences the first `carried` go on; 4 * hidden rows are no full block.
void check_lstm_step(int hidden, int count, int carried) {
  const int gate_rows = 4 * hidden;
  const int stride = hidden + 1;
  const std::vector<float> recurrent = numbers(static_cast<std::size_t>(gate_rows) * hidden, 4);
  const std::vector<float> previous = numbers(static_cast<std::size_t>(count) * stride, 5);
  const std::vector<float> old_cells = numbers(static_cast<std::size_t>(count) * hidden, 6);
  const std::vector<float> in = numbers(static_cast<std::size_t>(count) * gate_rows, 7);
  const std::vector<float> packed = pack_recurrent(recurrent, gate_rows, hidden);
  for (const Kernels* set : usable_kernels()) {
    std::vector<float> gates = in;
    std::vector<float> cells = old_cells;
    std::vector<float> out(static_cast<std::size_t>(count) * stride);
    set->lstm_step(packed.data(), hidden, count, carried, gates.data(), gate_rows, previous.data(), cells.data(),
                   out.data(), stride);
    for (int s = 0; s < count; ++s)
      for (int k = 0; k < hidden; ++k) {
        double gate[4];
        for (int g = 0; g < 4; ++g) {
          gate[g] = in[s * gate_rows + g * hidden + k];
          for (int j = 0; j < hidden && s < carried; ++j)
            gate[g] += double{recurrent[(g * hidden + k) * hidden + j]} * previous[s * stride + j];
        }
        const double before = s < carried ? old_cells[s * hidden + k] : 0;
        const double cell = sigmoid(gate[1]) * before + sigmoid(gate[0]) * std::tanh(gate[2]);
        EXPECT_NEAR(cells[s * hidden + k], cell, 1e-5) << set->name << " " << count << " " << carried;
        EXPECT_NEAR(out[s * stride + k], sigmoid(gate[3]) * std::tanh(cell), 1e-5) << set->name;
      }
  }
}

TEST(Kernels, LstmStep) {
  check_lstm_step(5, 3, 2);
  check_lstm_step(5, 4, 0);
  for (const int count : {1, 2, 5, 6, 7, 13, 20}) check_lstm_step(24, count, count);
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

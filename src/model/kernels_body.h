// The functions of a Kernels table, for the instruction set that the including file is compiled with. That file defines
// HEARSAY_KERNELS, the name of the table, and Eigen as a name of its own: were all called Eigen, the linker would keep one of
// several functions of one name, and an old processor might meet the one of a newer.
#include <Eigen/Core>

#include "model/kernels.h"

namespace hearsay::model {
namespace {

using Columns = Eigen::Map<Eigen::MatrixXf, 0, Eigen::OuterStride<>>;
using ConstColumns = Eigen::Map<const Eigen::MatrixXf, 0, Eigen::OuterStride<>>;
using Rows = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;
using Values = Eigen::Map<Eigen::ArrayXf>;
using ConstValues = Eigen::Map<const Eigen::ArrayXf>;

void affine(const float* weight, const float* bias, int rows, int columns, const float* in, int in_stride, int count,
            float* out, int out_stride) {
  Columns result(out, rows, count, Eigen::OuterStride<>(out_stride));
  result.noalias() = Rows(weight, rows, columns) * ConstColumns(in, columns, count, Eigen::OuterStride<>(in_stride));
  result.colwise() += Eigen::Map<const Eigen::VectorXf>(bias, rows);
}

void lstm_step(const float* recurrent, int hidden, int count, int carried, float* gates, int gate_stride,
               const float* previous, float* cells, float* out, int state_stride) {
  if (carried > 0) {
    Columns carried_gates(gates, 4 * hidden, carried, Eigen::OuterStride<>(gate_stride));
    carried_gates.noalias() +=
        Rows(recurrent, 4 * hidden, hidden) * ConstColumns(previous, hidden, carried, Eigen::OuterStride<>(state_stride));
  }
  for (int i = 0; i < count; ++i) {
    float* gate = gates + static_cast<Eigen::Index>(i) * gate_stride;
    Values cell(cells + static_cast<Eigen::Index>(i) * hidden, hidden);
    const ConstValues in(gate, hidden);
    const ConstValues forget(gate + hidden, hidden);
    const ConstValues candidate(gate + 2 * hidden, hidden);
    const ConstValues output(gate + 3 * hidden, hidden);
    if (i < carried) {
      cell = forget.logistic() * cell + in.logistic() * candidate.tanh();
    } else {
      cell = in.logistic() * candidate.tanh();
    }
    Values(out + static_cast<Eigen::Index>(i) * state_stride, hidden) = output.logistic() * cell.tanh();
  }
}

}  // namespace
}  // namespace hearsay::model

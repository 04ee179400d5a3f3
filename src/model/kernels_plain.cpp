#define Eigen EigenPlain
#include "model/kernels_body.h"

namespace hearsay::model {
extern const Kernels kPlainKernels;
const Kernels kPlainKernels = {"plain", affine, lstm_step};
}  // namespace hearsay::model

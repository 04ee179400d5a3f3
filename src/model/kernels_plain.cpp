#define Eigen EigenPlain
#include "model/kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kPlainTransformer;
extern const Kernels kPlainKernels;
const Kernels kPlainKernels = {"plain", &kPlainTransformer, affine, add_product, lstm_step, nullptr, sum_trees};
}  // namespace hearsay::model

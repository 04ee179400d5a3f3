#ifdef __AVX2__
#define Eigen EigenAvx2
#include "model/kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kAvx2Transformer;
extern const Kernels kAvx2Kernels;
const Kernels kAvx2Kernels = {"avx2", &kAvx2Transformer, affine, add_product, lstm_step, nullptr, sum_trees};
}  // namespace hearsay::model
#endif

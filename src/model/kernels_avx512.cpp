#ifdef __AVX512VNNI__
#define Eigen EigenAvx512
#include "model/kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kAvx512Transformer;
extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels = {"avx512", &kAvx512Transformer, affine, add_product, lstm_step, nullptr, sum_trees};
}  // namespace hearsay::model
#endif

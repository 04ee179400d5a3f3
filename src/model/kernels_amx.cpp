#ifdef __AMX_INT8__
#define Eigen EigenAmx
#include "model/kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kAmxTransformer;
extern const Kernels kAmxKernels;
const Kernels kAmxKernels = {"amx", &kAmxTransformer, affine, add_product, lstm_step, lstm_input_step, sum_trees};
}  // namespace hearsay::model
#endif

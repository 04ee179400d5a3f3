#ifdef __AVX512F__
#define Eigen EigenAvx512
#include "model/kernels_body.h"

namespace hearsay::model {
extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels = {"avx512", affine, lstm_step};
}  // namespace hearsay::model
#endif

#ifdef __AVX512VNNI__
#define Eigen EigenAvx512
#include "model/kernels_body.h"

namespace hearsay::model {
extern const Kernels kAvx512Kernels;
const Kernels kAvx512Kernels = {"avx512", affine, add_product, add_byte_product, lstm_cell};
}  // namespace hearsay::model
#endif

#ifdef __AMX_INT8__
#include "model/transformer_kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kAmxTransformer;
const TransformerKernels kAmxTransformer = {to_bytes, gelu_to_bytes, byte_affine, add_norm, attention, byte_attention};
}  // namespace hearsay::model
#endif

#ifdef __AMX_INT8__
#include "model/transformer_kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kAmxTransformer;
const TransformerKernels kAmxTransformer = {to_bytes, byte_affine, packed_bytes, packed_affine,
                                             packed_gelu, add_norm, attention, byte_attention};
}  // namespace hearsay::model
#endif

#include "model/transformer_kernels_body.h"

namespace hearsay::model {
extern const TransformerKernels kPlainTransformer;
const TransformerKernels kPlainTransformer = {to_bytes, byte_affine, packed_bytes, packed_affine,
                                             packed_gelu, add_norm, attention, byte_attention};
}  // namespace hearsay::model

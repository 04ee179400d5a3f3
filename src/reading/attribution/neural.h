// Attributions by a trained model, a tagger of PolNeAR's terms: a small BiLSTM (models/attribution-fast.md) or a
// transformer (models/attribution-accurate.md). They know English news prose; outermost attributions only.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "hearsay/document.h"
#include "hearsay/result.h"
#include "reading/attribution/neural_encoder.h"
#include "reading/attribution/neural_linker.h"

namespace hearsay::neural {

// Immutable after load; any number of threads may use one.
class Tagger {
 public:
  // `bytes` is not owned and must outlive the tagger.
  [[nodiscard]] static Result<Tagger> load(std::string_view bytes);

  // Source, cue and content of each attribution, in order of their first span; a content that runs over lines has a
  // span per line. Attributions without content are left out; a content with no cue near it stands alone. Memory beside
  // the result grows with the text alone.
  [[nodiscard]] std::vector<Attribution> tag(std::string_view text) const;

  // For tests: with the given instruction set and arithmetic, and windows as they were encoded.
  [[nodiscard]] std::vector<Attribution> tag(std::string_view text, const model::Kernels& kernels,
                                             model::Arithmetic arithmetic) const;
  [[nodiscard]] const Encoder& encoder() const { return *encoder_; }

 private:
  std::vector<Attribution> tag_batch(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                     std::span<const Token> tokens, std::vector<Window> windows) const;

  std::shared_ptr<const Encoder> encoder_;
  Linker cue_of_;
  Linker source_of_;
};

// The taggers of the weights in the program, each loaded when first asked for; nullptr if they cannot be used.
[[nodiscard]] const Tagger* fast_tagger();
[[nodiscard]] const Tagger* accurate_tagger();

}  // namespace hearsay::neural

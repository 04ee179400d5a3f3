// Attributions by a trained model, a tagger of PolNeAR's terms: a small BiLSTM (models/attribution-fast.md) or a
// transformer (models/attribution-accurate.md). They know English news prose; outermost attributions only.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "hearsay/document.h"
#include "hearsay/result.h"
#include "reading/attribution/neural_encoder.h"
#include "reading/attribution/neural_linker.h"

namespace hearsay::neural {

// What probes read, token by token.
class Readings {
 public:
  // The values of the token that holds or precedes byte `offset`; nullptr where there are none.
  [[nodiscard]] const float* at(std::uint32_t offset) const;
  void add(std::uint32_t begin, const float* values, std::uint32_t count);
  void sort();

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> begins_;  // of a token, and where its values begin
  std::vector<float> values_;
};

// Immutable after load; any number of threads may use one.
class Tagger {
 public:
  // `bytes` is not owned and must outlive the tagger; so must what `weights` views.
  [[nodiscard]] static Result<Tagger> load(std::string_view bytes, Probes probes = {});
  [[nodiscard]] static Result<Tagger> load(const Result<model::Weights>& weights, Probes probes);

  // Source, cue and content of each attribution, in order of their first span; a content that runs over lines has a
  // span per line. Attributions without content are left out; a content with no cue near it stands alone. Memory beside
  // the result grows with the text alone.
  [[nodiscard]] std::vector<Attribution> tag(std::string_view text, Readings* readings = nullptr) const;

  // The same for several texts, each as if it were alone: together they are read quicker. `readings`: one a text.
  [[nodiscard]] std::vector<std::vector<Attribution>> tag(std::span<const std::string_view> texts,
                                                          std::span<Readings> readings = {}) const;

  // For tests: with the given instruction set and arithmetic.
  [[nodiscard]] std::vector<Attribution> tag(std::string_view text, const model::Kernels& kernels,
                                             model::Arithmetic arithmetic) const;
  [[nodiscard]] const Encoder& encoder() const { return *encoder_; }

 private:
  // What is found in a batch of windows, and by their first tokens where.
  struct Found {
    std::uint32_t token = 0;  // the first of the window
    Attribution attribution;
  };
  struct Input;

  [[nodiscard]] std::vector<std::vector<Attribution>> tag(std::span<const std::string_view> texts, const model::Kernels& kernels,
                                                          model::Arithmetic arithmetic, std::span<Readings> readings) const;
  std::vector<Found> tag_batch(const model::Kernels& kernels, model::Arithmetic arithmetic, const Input& input,
                               std::vector<Window> windows, std::span<Readings> readings) const;

  std::shared_ptr<const Encoder> encoder_;
  Linker cue_of_;
  Linker source_of_;
};

// The taggers of the weights in the program, each loaded when first asked for; nullptr if they cannot be used.
[[nodiscard]] const Tagger* fast_tagger();
[[nodiscard]] const Tagger* accurate_tagger();

}  // namespace hearsay::neural

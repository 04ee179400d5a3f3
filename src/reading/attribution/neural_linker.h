// Which segment belongs to which: a content to its cue, a cue to its source.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "hearsay/span.h"
#include "model/kernels.h"
#include "model/weights.h"
#include "reading/attribution/neural_encoder.h"

namespace hearsay::neural {

// A run of tokens of one role, [first, last] within window `window` of an Encoded.
struct Segment {
  Role role = Role::source;
  std::uint32_t window = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// The segments of a window's tags, in text order.
[[nodiscard]] std::vector<Segment> segments_of(std::span<const std::uint8_t> tags, std::uint32_t window);

class Linker {
 public:
  // Tensors NAME.a, NAME.a_bias, NAME.b, NAME.distance, NAME.v, NAME.none and NAME.none_bias.
  [[nodiscard]] static Result<Linker> load(const model::Weights& weights, const std::string& name,
                                           std::uint32_t state_size);

  // For each of `segments` the index of its partner, or kNone. Both lists are by windows and in text order; the twelve
  // nearest partners of the same window on either side are considered. `may_stand_alone`: a segment may have no partner.
  [[nodiscard]] std::vector<Index> link(const model::Kernels& kernels, const Encoded& encoded,
                                        std::span<const Segment> segments, std::span<const Segment> partners,
                                        bool may_stand_alone) const;

 private:
  std::uint32_t state_size_ = 0;
  std::uint32_t hidden_ = 0;
  model::PackedMatrix a_;
  std::vector<float> a_bias_;
  model::PackedMatrix b_;
  std::vector<float> distance_;  // [2 * buckets x hidden]
  std::vector<float> v_;
  model::PackedMatrix none_;
  std::vector<float> none_bias_;
};

}  // namespace hearsay::neural

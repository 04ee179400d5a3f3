// features: what the event model sees of a trigger and of a phrase beside it. training/event/features.cpp prints the
// same for training, so a change here needs new weights (training/event/README.md).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/word_vectors.h"
#include "reading/event/participants.h"
#include "reading/event/sentence_view.h"

namespace hearsay::event {

// Sparse features are hashed into so many buckets.
inline constexpr std::uint32_t kBuckets = 1U << 15;
// Word vectors: of the trigger, of what hangs on it, of the words before and behind it, of the sentence.
inline constexpr std::uint32_t kSlots = 5;
using model::kVectorSize;

struct TriggerFeatures {
  std::vector<std::uint32_t> sparse;                 // buckets
  std::array<float, kSlots * kVectorSize> dense{};
};

// Of the sentence, the same for each of its triggers; and of one trigger by itself. The model sees both together.
[[nodiscard]] TriggerFeatures sentence_features(const EventText& text, const SentenceView& view);
[[nodiscard]] TriggerFeatures trigger_features(const EventText& text, const SentenceView& view, const ActorFinder& finder, std::uint32_t trigger);

// What a phrase is to a trigger: buckets. `rule` are the actors the rules chose.
[[nodiscard]] std::vector<std::uint32_t> actor_features(const EventText& text, const SentenceView& view, std::uint32_t trigger, const Actors& rule,
                                                        std::uint32_t phrase);

}  // namespace hearsay::event

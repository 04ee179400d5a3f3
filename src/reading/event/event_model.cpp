#include "reading/event/event_model.h"

#include <stdexcept>

#include "model/embedded.h"
#include "model/weights.h"

namespace hearsay::event {
namespace {

constexpr std::size_t kColumns = kClasses + 2;
constexpr std::size_t kDense = std::size_t{kSlots} * kVectorSize;
constexpr std::array<std::string_view, kClasses> kNames = {"AGREE",   "CONSULT", "SUPPORT", "YIELD",    "COOPERATE",
                                                           "AID",     "REQUEST", "ACCUSE",  "REJECT",   "THREATEN",
                                                           "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"};

}  // namespace

std::string_view class_name(Class one) { return kNames[static_cast<std::size_t>(one)]; }

Class class_of(Root root) {
  const std::string_view type = type_of(root);
  if (type == "CONCEDE" || type == "RETREAT") return Class::yield;
  for (std::size_t i = 0; i < kClasses; ++i) {
    if (kNames[i] == type) return static_cast<Class>(i);
  }
  return Class::consult;
}

const EventModel& EventModel::shared() {
  static const EventModel kModel = [] {
    Result<EventModel> model = load(model::event_weights());
    if (!model) throw std::logic_error("the event model in the program cannot be read: " + model.error().message());
    return std::move(*model);
  }();
  return kModel;
}

Result<EventModel> EventModel::load(std::string_view bytes) {
  const Result<model::Weights> weights = model::Weights::parse(bytes);
  if (!weights) return weights.error();
  Result<std::vector<float>> sparse = weights->floats("sparse", kBuckets, kColumns);
  Result<std::vector<float>> dense = weights->floats("dense", kClasses, kDense);
  const Result<std::vector<float>> none = weights->floats("none", 1, 2);
  if (!sparse) return sparse.error();
  if (!dense) return dense.error();
  if (!none) return none.error();
  EventModel model;
  model.sparse_ = std::move(*sparse);
  model.dense_ = std::move(*dense);
  model.none_ = {(*none)[0], (*none)[1]};
  return model;
}

ClassScores EventModel::score(const TriggerFeatures& features) const {
  ClassScores scores{};
  for (const std::uint32_t bucket : features.sparse) {
    const float* row = sparse_.data() + std::size_t{bucket} * kColumns;
    for (std::size_t i = 0; i < kClasses; ++i) scores[i] += row[i];
  }
  for (std::size_t i = 0; i < kClasses; ++i) {
    const float* row = dense_.data() + i * kDense;
    float sum = 0;
    for (std::size_t k = 0; k < kDense; ++k) sum += row[k] * features.dense[k];
    scores[i] += sum;
  }
  return scores;
}

std::array<float, 2> EventModel::score_actor(std::span<const std::uint32_t> features) const {
  std::array<float, 2> scores{};
  for (const std::uint32_t bucket : features) {
    const float* row = sparse_.data() + std::size_t{bucket} * kColumns + kClasses;
    scores[0] += row[0];
    scores[1] += row[1];
  }
  return scores;
}

}  // namespace hearsay::event

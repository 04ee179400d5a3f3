#include "reading/event/event_model.h"

#include <algorithm>
#include <stdexcept>

#include "model/embedded.h"
#include "model/weights.h"

namespace hearsay::event {
namespace {

constexpr std::size_t kColumns = 2 * kClasses + 2;
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
  const Result<std::vector<float>> sparse = weights->floats("sparse", kBuckets, kColumns);
  const Result<std::vector<float>> dense = weights->floats("dense", 2 * kClasses, kDense);
  const Result<std::vector<float>> none = weights->floats("none", 1, 2);
  if (!sparse) return sparse.error();
  if (!dense) return dense.error();
  if (!none) return none.error();
  EventModel model;
  for (std::size_t question = 0; question < model.tables_.size(); ++question) {
    Tables& tables = model.tables_[question];
    tables.sparse.resize(kBuckets);
    tables.dense.resize(kDense);
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
      std::copy_n(sparse->data() + bucket * kColumns + question * kClasses, kClasses, tables.sparse[bucket].begin());
    }
    for (std::size_t i = 0; i < kDense; ++i) {
      for (std::size_t one = 0; one < kClasses; ++one) tables.dense[i][one] = (*dense)[(question * kClasses + one) * kDense + i];
    }
  }
  model.actors_.resize(kBuckets);
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    std::copy_n(sparse->data() + bucket * kColumns + 2 * kClasses, 2, model.actors_[bucket].begin());
  }
  model.none_ = {(*none)[0], (*none)[1]};
  return model;
}

void EventModel::add_scores(Question question, const TriggerFeatures& features, ClassScores& scores) const {
  const Tables& tables = tables_[static_cast<std::size_t>(question)];
  ClassScores sum = scores;  // of its own: what nothing else can point at is added four at a time
  for (const std::uint32_t bucket : features.sparse) {
    const ClassScores& row = tables.sparse[bucket];
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += row[i];
  }
  for (std::size_t k = 0; k < kDense; ++k) {
    const float value = features.dense[k];
    if (value == 0.0F) continue;  // a whole vector is nought where no word stands
    const ClassScores& row = tables.dense[k];
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += row[i] * value;
  }
  scores = sum;
}

void EventModel::add_scores(Question question, const TriggerFeatures& one, const TriggerFeatures& two, ClassScores& of_one, ClassScores& of_two) const {
  const Tables& tables = tables_[static_cast<std::size_t>(question)];
  ClassScores first = of_one;
  ClassScores second = of_two;
  for (const std::uint32_t bucket : one.sparse) {
    for (std::size_t i = 0; i < first.size(); ++i) first[i] += tables.sparse[bucket][i];
  }
  for (const std::uint32_t bucket : two.sparse) {
    for (std::size_t i = 0; i < second.size(); ++i) second[i] += tables.sparse[bucket][i];
  }
  // The last vector is the sentence's.
  for (std::size_t k = 0; k < kDense - kVectorSize; ++k) {
    const float left = one.dense[k];
    const float right = two.dense[k];
    if (left == 0.0F && right == 0.0F) continue;
    const ClassScores& row = tables.dense[k];
    for (std::size_t i = 0; i < first.size(); ++i) first[i] += row[i] * left;
    for (std::size_t i = 0; i < second.size(); ++i) second[i] += row[i] * right;
  }
  of_one = first;
  of_two = second;
}

std::array<float, 2> EventModel::score_actor(std::span<const std::uint32_t> features) const {
  std::array<float, 2> scores{};
  for (const std::uint32_t bucket : features) {
    scores[0] += actors_[bucket][0];
    scores[1] += actors_[bucket][1];
  }
  return scores;
}

}  // namespace hearsay::event

// event_model: the trained scores of triggers and actors (models/event.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hearsay/result.h"
#include "reading/event/features.h"

namespace hearsay::event {

// The classes the model tells apart; CONCEDE and RETREAT are one to it.
enum class Class : std::uint8_t {
  agree, consult, support, yield, cooperate, aid, request, accuse, reject, threaten, protest, sanction, mobilize, coerce, assault,
};
inline constexpr std::size_t kClasses = 15;
[[nodiscard]] std::string_view class_name(Class one);  // "YIELD"
[[nodiscard]] Class class_of(Root root);

// Of two models. `types`: of which class the event is, if the trigger tells one; learnt of coded sentences alone, each of
// which tells an event. `told`: how surely it tells one of that class; learnt of plain sentences of news too, most of
// which tell none.
enum class Question : std::uint8_t { types, told };
// Filled up to a power of two, which processors add faster; the rest stays nought.
using ClassScores = std::array<float, 16>;

// Const and without shared state after loading: any number of threads may use it at once.
class EventModel {
 public:
  // The one in the program; a fault of the program if it cannot be read.
  static const EventModel& shared();
  [[nodiscard]] static Result<EventModel> load(std::string_view bytes);

  // The scores of a trigger are the sum of those of the sentence's features and of its own.
  void add_scores(Question question, const TriggerFeatures& features, ClassScores& scores) const;
  // The same of two at once: each row of the table is looked up once.
  void add_scores(Question question, const TriggerFeatures& one, const TriggerFeatures& two, ClassScores& of_one, ClassScores& of_two) const;
  // How well a phrase fits as source and as target.
  [[nodiscard]] std::array<float, 2> score_actor(std::span<const std::uint32_t> features) const;
  // The same of naming nobody.
  [[nodiscard]] std::array<float, 2> nobody() const { return none_; }

 private:
  struct Tables {
    std::vector<ClassScores> sparse;  // of each bucket
    std::vector<ClassScores> dense;   // of each value of the vectors
  };
  std::array<Tables, 2> tables_;              // by question
  std::vector<std::array<float, 2>> actors_;  // of each bucket
  std::array<float, 2> none_{};
};

}  // namespace hearsay::event

// answer: what may answer who, what, when, where, why and how of a report's main event, each with what a ranker goes by.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "hearsay/document.h"
#include "reading/event/sentence_view.h"

namespace hearsay::event {

inline constexpr std::size_t kQuestions = 6;  // in the order of MainEvent's members
inline constexpr std::size_t kAnswerFeatures = 52;
using AnswerRow = std::array<float, kAnswerFeatures>;

struct Answer {
  Span span;
  AnswerRow row{};
  Span subject = {};      // of what was done: whoever stands before it as the one who did it
  bool done = false;      // of why and how: a clause of its own, which may be what was done
  Index entity = kNone;   // of who: the entity; of what: the subject's
};

using Answers = std::array<std::vector<Answer>, kQuestions>;

// `words` are the text's that `reading` was read from. A change to a feature needs new weights (training/event/).
[[nodiscard]] Answers find_answers(const Article& article, const EventText& words, const Reading& reading);

}  // namespace hearsay::event

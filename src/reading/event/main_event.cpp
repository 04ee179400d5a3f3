#include "reading/event/main_event.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/unicode.h"
#include "model/trees.h"
#include "reading/event/answer.h"

namespace hearsay {
namespace {

using event::Answer;
using event::AnswerRow;
using model::kLeaf;
using model::TreeNode;

// Of each question boosted trees and a linear model, and the score from which an answer is given.
struct Ranker {
  std::span<const TreeNode> nodes;
  std::span<const std::uint32_t> roots;
  std::span<const float> weights;  // of each feature
  float least = 0;
};

#include "../../../models/main_event.inc"

static_assert(std::size(kMainEventRankers) == event::kQuestions);

constexpr std::size_t kAnswers = 3;

std::vector<float> scores_of(const Ranker& ranker, const std::vector<Answer>& answers) {
  std::vector<AnswerRow> rows;
  for (const Answer& answer : answers) rows.push_back(answer.row);
  std::vector<float> scores(rows.size());
  model::sum_trees(ranker.nodes, ranker.roots, std::span<const AnswerRow>(rows), scores.data());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t feature = 0; feature < ranker.weights.size(); ++feature) scores[i] += ranker.weights[feature] * rows[i][feature];
  }
  return scores;
}

// Best first, no two of the same words.
// `told` is what was done: that is no reason and no means of itself.
std::vector<const Answer*> best_of(const Ranker& ranker, const std::vector<Answer>& answers, std::string_view text, Span told) {
  std::vector<std::pair<float, const Answer*>> ranked;
  const std::vector<float> scores = scores_of(ranker, answers);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].done && answers[i].span.overlaps(told)) continue;
    if (!answers[i].span.empty() && scores[i] >= ranker.least) ranked.emplace_back(-scores[i], &answers[i]);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& one, const auto& two) { return one.first < two.first; });
  std::vector<const Answer*> best;
  for (const auto& one : ranked) {
    const Answer* const answer = one.second;
    if (best.size() >= kAnswers) break;
    const bool known = std::any_of(best.begin(), best.end(), [&](const Answer* other) {
      return other->span.overlaps(answer->span) || lower(slice(text, other->span)) == lower(slice(text, answer->span));
    });
    if (!known) best.push_back(answer);
  }
  return best;
}

// "The head of the port, Ana Doe, met": she is named before the verb.
bool names_between(const Answer& who, std::uint32_t begin, std::uint32_t end, const Reading& reading) {
  if (who.entity == kNone) return false;
  const auto& mentions = reading.entities[who.entity].mentions;
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& one) { return one.span.begin >= begin && one.span.end <= end; });
}

}  // namespace

MainEvent find_main_event(const Article& article, const event::EventText& words, const Reading& reading) {
  const event::Answers answers = event::find_answers(article, words, reading);
  MainEvent event;
  Spans* const out[] = {&event.who, &event.what, &event.when, &event.where, &event.why, &event.how};
  const Answer* who = nullptr;
  for (std::size_t question = 0; question < event::kQuestions; ++question) {
    for (const Answer* one : best_of(kMainEventRankers[question], answers[question], article.text, event.what.empty() ? Span{} : event.what.front())) {
      if (question == 0 && who == nullptr) who = one;
      // What was done goes without whoever did it where that is the answer to who.
      const bool told = who != nullptr && (one->subject.overlaps(who->span) || (one->entity != kNone && one->entity == who->entity) ||
                                           names_between(*who, one->subject.begin, one->span.begin, reading));
      const bool whole = question == 1 && !told && !one->subject.empty();
      out[question]->push_back(whole ? Span{one->subject.begin, one->span.end} : one->span);
    }
  }
  return event;
}

}  // namespace hearsay

// Statements: one utterance told by several reports; and positions: one actor's claim against a denial.
#pragma once

#include <optional>
#include <vector>

#include "comparison/phrase.h"
#include "comparison/story_view.h"

namespace hearsay::comparison {

// One attribution of one document, as comparisons see it.
struct Statement {
  Index document = kNone;
  Index attribution = kNone;
  Span span;  // from the first to the last word of its content
  Phrase phrase;
  std::optional<Voice> voice;
  Form form = Form::indirect;
  Stance stance = Stance::states;
  bool negated = false;  // the cue is: "did not say"
};

[[nodiscard]] std::vector<Statement> collect_statements(const StoryView& view);

// Pairs (lower, higher) of statements that share at least `least` of their rarer content words; bounded for each
// statement, so that the work grows with the number of statements.
[[nodiscard]] std::vector<std::pair<Index, Index>> statement_candidates(const std::vector<Statement>& statements,
                                                                        std::size_t least);

[[nodiscard]] std::vector<Comparison> compare_statements(const StoryView& view,
                                                         const std::vector<Statement>& statements);
[[nodiscard]] std::vector<Comparison> compare_positions(const StoryView& view,
                                                        const std::vector<Statement>& statements);

}  // namespace hearsay::comparison

// attribution: a text in; who says what by which words, as spans, out. Whom a source resolves to is coreference's
// matter, through whom it came is chain's.
#pragma once

#include <span>
#include <vector>

#include "hearsay/document.h"
#include "text/text.h"

namespace hearsay {

struct Word;

// What finds the outermost attributions: rules, or one of two trained models (models/attribution-fast.md and
// models/attribution-accurate.md), which are much better on English news. Nested ones, forms and stances are read by
// rules in any case.
enum class AttributionModel { rules, fast, accurate };

// Fills source, cue, content, form, stance, negated and within; outermost attributions and those nested in their
// contents, in order of their first span. Terms and borders follow PolNeAR's guidelines: quotation marks and a leading
// "that" belong to the content, a sentence's final stop does not.
[[nodiscard]] std::vector<Attribution> find_attributions(const Text& text, AttributionModel model = AttributionModel::rules);

// A text and its words (word_class.h); neither is owned.
struct ClassifiedText {
  const Text* text = nullptr;
  const std::vector<Word>* words = nullptr;
};

// The same of several texts, each as if it were alone: together they are read quicker.
[[nodiscard]] std::vector<std::vector<Attribution>> find_attributions(std::span<const ClassifiedText> texts, AttributionModel model);

}  // namespace hearsay

// Where a report's quantities come from: the figures that were read, the spans of time, the shares told in words, and the
// numbers that stand alone.
#pragma once

#include <vector>

#include "comparison/quantity.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay::comparison {

// A report's text analysed once for all of its quantities. Not to be copied: `words` holds on to `text`.
struct ReportText {
  ReportText(const StoryView& story, Index number)
      : view(story), document(number), content(story.text(number)), text(analyze_text(content)), words(text) {}
  ReportText(const ReportText&) = delete;
  ReportText& operator=(const ReportText&) = delete;

  [[nodiscard]] const Document& report() const { return view.document(document); }

  const StoryView& view;
  Index document;
  std::string_view content;
  Text text;
  TextWords words;
};

// Ascending by place, at most 400. Quadratic in nothing but short windows.
[[nodiscard]] std::vector<Quantity> read_quantities(const StoryView& view, Index document);

// What stands around the quantity: its context, names, voice and place.
void describe(const ReportText& report, Quantity& quantity);

}  // namespace hearsay::comparison

// figure: a text in; numbers with what they count and their bounds out.
#pragma once

#include <vector>

#include "hearsay/document.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay {

// Figure::attribution is left kNone: reading/ fills it. Numbers that are part of `times` (years, clock times), of
// ordinals, ages and names are no figures.
[[nodiscard]] std::vector<Figure> find_figures(const Text& text, const std::vector<TimeExpression>& times);
// The same of a text whose words are read already.
[[nodiscard]] std::vector<Figure> find_figures(const TextWords& words, const std::vector<TimeExpression>& times);

}  // namespace hearsay

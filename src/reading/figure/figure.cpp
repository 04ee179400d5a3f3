#include "reading/figure/figure.h"

#include "reading/figure/figure_reader.h"
#include <algorithm>
#include <utility>

#include "reading/words.h"

namespace hearsay {

std::vector<Figure> find_figures(const Text& text, const std::vector<TimeExpression>& times) {
  const TextWords words(text);
  const FigureReader reader(words);
  std::vector<Figure> figures;
  std::size_t time = 0;
  for (std::size_t word = 0; word < words.size();) {
    // Times are ascending and apart: one finger along them is enough.
    while (time < times.size() && times[time].span.end <= words[word].span.begin) ++time;
    if (time < times.size() && times[time].span.overlaps(words[word].span)) {
      ++word;
      continue;
    }
    const std::uint32_t limit = time < times.size() ? times[time].span.begin : static_cast<std::uint32_t>(text.content.size());
    auto found = reader.read(word, limit);
    if (!found) {
      ++word;
      continue;
    }
    word = std::max(found->last, word + 1);
    if (!found->only_skips) figures.push_back(std::move(found->figure));
  }
  // A figure's time is the nearest one of its sentence, where one is named there.
  std::size_t from = 0;
  for (Figure& figure : figures) {
    const std::size_t word = words.word_at(figure.span.begin);
    if (word >= words.size()) continue;
    const Span sentence = text.sentences[words[word].sentence].span;
    // A sentence without end is searched no further than this many bytes to either side.
    constexpr std::uint32_t kReach = 500;
    const std::uint32_t low = std::max(sentence.begin, figure.span.begin > kReach ? figure.span.begin - kReach : 0);
    const std::uint32_t high = std::min(sentence.end, figure.span.begin + kReach);
    while (from < times.size() && times[from].span.end <= low) ++from;
    std::uint32_t nearest = 0xFFFFFFFFU;
    for (std::size_t i = from; i < times.size() && times[i].span.begin < high; ++i) {
      if (times[i].type != TimeType::date && times[i].type != TimeType::time) continue;
      const Span span = times[i].span;
      const std::uint32_t distance = span.begin > figure.span.begin ? span.begin - figure.span.begin : figure.span.begin - span.begin;
      if (distance >= nearest) continue;
      nearest = distance;
      figure.time = static_cast<Index>(i);
    }
  }
  return figures;
}

}  // namespace hearsay

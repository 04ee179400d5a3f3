#include "reading/figure/figure.h"

#include "reading/figure/figure_reader.h"
#include <algorithm>
#include <utility>

#include "reading/words.h"

namespace hearsay {

namespace {

bool is_fate(std::string_view unit) {
  static const WordSet kFates("deaths injured detained missing displaced hostages casualties rescued captured released trapped stranded infected");
  return kFates.has(unit);
}

// "killing two crewmen and 10 passengers": both died; "12 people, four of them children": four of the dead.
void share_fates(const Text& text, std::vector<Figure>& figures) {
  for (std::size_t i = 1; i < figures.size(); ++i) {
    const Figure& before = figures[i - 1];
    Figure& figure = figures[i];
    if (before.what_span.empty() || !is_fate(before.unit) || figure.what.empty() || !(figure.unit == "people" || figure.unit.empty())) continue;
    if (figure.span.begin <= before.what_span.end || figure.span.begin - before.what_span.end > 12) continue;
    const std::string_view between = text.words({before.what_span.end, figure.span.begin});
    if (between == " and " || between == ", " || between == " and the " || between == ", and " || between == ", including ") figure.unit = before.unit;
  }
  // Parts of a total told right before: "12 people, four of them children", "including two children".
  for (std::size_t i = 1; i < figures.size(); ++i) {
    Figure& figure = figures[i];
    const std::uint32_t low = std::max(figures[i - 1].span.end, figure.span.begin > 25 ? figure.span.begin - 25 : 0);
    if (low >= figure.span.begin) continue;
    const std::string_view between = text.words({low, figure.span.begin});
    const std::string_view after = text.content.substr(figure.span.end, 10);
    const bool including = between.find("including") != std::string_view::npos || between.find("among them") != std::string_view::npos;
    if (including || after.starts_with(" of them") || after.starts_with(" of whom")) figure.part = true;
  }
}

}  // namespace

std::vector<Figure> find_figures(const Text& text, const std::vector<TimeExpression>& times) { return find_figures(TextWords(text), times); }

std::vector<Figure> find_figures(const TextWords& words, const std::vector<TimeExpression>& times) {
  const Text& text = words.text();
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
  share_fates(text, figures);
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

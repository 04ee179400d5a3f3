#include "reading/reading.h"

#include <optional>
#include <utility>
#include <vector>

#include "reading/attribution/attribution.h"
#include "reading/chain/chain.h"
#include "reading/coreference/coreference.h"
#include "reading/figure/figure.h"
#include "reading/name/name.h"
#include "reading/time/time.h"
#include "text/text.h"

namespace hearsay {
namespace {

// Attributions nest no deeper than this many levels in the search for the innermost.
constexpr int kDeepest = 16;

bool holds(const Attribution& attribution, Span span) {
  for (const Span content : attribution.content) {
    if (content.contains(span)) return true;
  }
  return false;
}

int depth_of(const std::vector<Attribution>& attributions, Index attribution) {
  int depth = 0;
  while (attribution != kNone && depth < kDeepest) {
    attribution = attributions[attribution].within;
    ++depth;
  }
  return depth;
}

// Figures and attributions are both in text order: an attribution that ended before a figure is out for good.
void place_figures(const std::vector<Attribution>& attributions, std::vector<Figure>& figures) {
  std::vector<Index> open;
  std::size_t next = 0;
  for (Figure& figure : figures) {
    const auto begins_before = [&](const Attribution& attribution) {
      return attribution.content.empty() || attribution.content.front().begin <= figure.span.begin;
    };
    // Order is by first span, which may be a source far before the content: take in all that can have begun.
    while (next < attributions.size()) {
      const Attribution& attribution = attributions[next];
      const Span first = !attribution.source.empty() ? attribution.source.front() : attribution.cue.empty() ? Span{} : attribution.cue.front();
      if (!begins_before(attribution) && first.begin > figure.span.begin) break;
      open.push_back(static_cast<Index>(next++));
    }
    std::erase_if(open, [&](Index one) {
      const Attribution& attribution = attributions[one];
      return attribution.content.empty() || attribution.content.back().end <= figure.span.begin;
    });
    int deepest = 0;
    for (const Index one : open) {
      const int depth = holds(attributions[one], figure.span) ? depth_of(attributions, one) : 0;
      if (depth <= deepest) continue;
      deepest = depth;
      figure.attribution = one;
    }
  }
}

}  // namespace

Reading read_article(const Article& article, AttributionModel model) {
  const Text text = analyze_text(article.text);
  const std::vector<Name> names = find_names(text);
  Reading reading;
  reading.times = find_times(text, article.published);
  reading.attributions = find_attributions(text, names, model);
  reading.figures = find_figures(text, reading.times);
  place_figures(reading.attributions, reading.figures);
  Coreference coreference = resolve_coreference(text, names, reading.attributions);
  reading.entities = std::move(coreference.entities);
  for (std::size_t i = 0; i < reading.attributions.size(); ++i) {
    reading.attributions[i].speaker = std::move(coreference.speakers[i]);
  }
  std::vector<std::vector<Hop>> chains = build_chains(text, article, reading.attributions, reading.entities);
  for (std::size_t i = 0; i < chains.size(); ++i) reading.attributions[i].chain = std::move(chains[i]);
  return reading;
}

}  // namespace hearsay

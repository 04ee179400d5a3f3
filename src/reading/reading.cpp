#include "reading/reading.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "reading/attribution/attribution.h"
#include "reading/attribution/word_class.h"
#include "reading/chain/chain.h"
#include "reading/coreference/coreference.h"
#include "reading/event/event.h"
#include "reading/event/main_event.h"
#include "reading/figure/figure.h"
#include "reading/name/name.h"
#include "reading/place/place.h"
#include "reading/time/time.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay {
namespace {

// Attributions nest no deeper than this many levels in the search for the innermost.
constexpr int kDeepest = 16;
// Items of one sentence may stand in any order: no more bytes back than this.
constexpr std::uint32_t kSentence = 4000;

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

Span place_of(const Figure& figure) { return figure.span; }
Span place_of(const Event& event) { return event.trigger.front(); }

// Gives each item the innermost attribution whose content holds it. Both are in text order, but for the events of one
// sentence: an attribution that ended before an item's sentence is out for good.
template <class Item>
void place_in_attributions(const std::vector<Attribution>& attributions, std::vector<Item>& items) {
  std::vector<Index> open;
  std::size_t next = 0;
  std::uint32_t passed = 0;
  for (Item& item : items) {
    const Span span = place_of(item);
    // Order is by first span, which may be a source far before the content: take in all that can have begun.
    while (next < attributions.size()) {
      const Attribution& attribution = attributions[next];
      const Span first = !attribution.source.empty() ? attribution.source.front() : attribution.cue.empty() ? Span{} : attribution.cue.front();
      const bool begun = attribution.content.empty() || attribution.content.front().begin <= span.begin;
      if (!begun && first.begin > span.begin) break;
      open.push_back(static_cast<Index>(next++));
    }
    if (span.begin > passed + kSentence) {
      passed = span.begin - kSentence;
      std::erase_if(open, [&](Index one) {
        const Attribution& attribution = attributions[one];
        return attribution.content.empty() || attribution.content.back().end <= passed;
      });
    }
    int deepest = 0;
    for (const Index one : open) {
      const int depth = holds(attributions[one], span) ? depth_of(attributions, one) : 0;
      if (depth <= deepest) continue;
      deepest = depth;
      item.attribution = one;
    }
  }
}

// What is read before attributions are.
struct Draft {
  const Article* article = nullptr;
  Text text;
  std::optional<TextWords> words;  // of `text`, which stays where it is
  std::vector<Word> classified;    // the same, token by token
  std::vector<Name> names;
  Reading reading;
};

// What is read by them.
void finish_reading(Draft& draft) {
  const Article& article = *draft.article;
  const Text& text = draft.text;
  Reading& reading = draft.reading;
  place_in_attributions(reading.attributions, reading.figures);
  Coreference coreference = resolve_coreference(*draft.words, draft.names, reading.attributions, article.title);
  reading.entities = std::move(coreference.entities);
  for (std::size_t i = 0; i < reading.attributions.size(); ++i) {
    reading.attributions[i].speaker = std::move(coreference.speakers[i]);
  }
  std::vector<std::vector<Hop>> chains = build_chains(text, draft.classified, article, reading.attributions, reading.entities);
  for (std::size_t i = 0; i < chains.size(); ++i) reading.attributions[i].chain = std::move(chains[i]);
  locate_places(article.text, reading.entities);
  const event::EventText words(text, draft.names, std::move(draft.classified));
  reading.events = find_events(words, reading);
  place_in_attributions(reading.attributions, reading.events);
  reading.main_event = find_main_event(article, words, reading);
}

}  // namespace

Reading read_article(const Article& article, AttributionModel model) {
  const Article* const one = &article;
  return std::move(read_articles({&one, 1}, model).front());
}

std::vector<Reading> read_articles(std::span<const Article* const> articles, AttributionModel model, ReadingPart part) {
  std::vector<Draft> drafts(articles.size());
  std::vector<ClassifiedText> texts;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    Draft& draft = drafts[i];
    draft.article = articles[i];
    draft.text = analyze_text(articles[i]->text);
    draft.classified = classify_words(draft.text);
    texts.push_back({&draft.text, &draft.classified});
    if (part == ReadingPart::attributions) continue;
    const TextWords& words = draft.words.emplace(draft.text);
    draft.names = find_names(words);
    draft.reading.times = find_times(words, articles[i]->published);
    draft.reading.figures = find_figures(words, draft.reading.times);
  }
  std::vector<std::vector<Attribution>> attributions = find_attributions(texts, model);
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    drafts[i].reading.attributions = std::move(attributions[i]);
    if (part == ReadingPart::all) finish_reading(drafts[i]);
    readings.push_back(std::move(drafts[i].reading));
  }
  return readings;
}

}  // namespace hearsay

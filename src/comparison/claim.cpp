#include "comparison/claim.h"

#include <algorithm>
#include <unordered_map>

#include "comparison/clause.h"
#include "comparison/phrase.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "text/text.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kOfReport = 80;
constexpr std::size_t kOfStory = 1500;
constexpr std::size_t kClauses = 600;    // of a report
constexpr std::size_t kCounted = 3;      // words behind a figure among which stands what it counts
constexpr std::size_t kFewestWords = 4;  // tokens of a sentence that tells something
constexpr std::size_t kLongest = 1200;   // bytes of it that are read

Span cut(std::string_view text, Span span) {
  if (span.size() <= kLongest) return span;
  span.end = std::max(span.begin, static_cast<std::uint32_t>(code_point_begin(text, span.begin + kLongest)));
  return span;
}

// The attribution that the sentence's middle stands in, else the first whose cue stands in the sentence.
Index attribution_of(const Document& document, Span sentence) {
  const std::uint32_t middle = sentence.begin + sentence.size() / 2;
  const Index holding = attribution_at(document, {middle, middle});
  if (holding != kNone) return holding;
  const auto& attributions = document.reading.attributions;
  for (Index i = 0; i < attributions.size(); ++i) {
    for (const Span cue : attributions[i].cue) {
      if (sentence.contains(cue)) return i;
    }
  }
  return kNone;
}

Claim make_claim(const StoryView& view, Index document, Span sentence, std::string before) {
  Claim claim;
  const std::string_view text = view.text(document);
  claim.places.push_back({document, cut(text, sentence)});
  claim.attribution = attribution_of(view.document(document), sentence);
  claim.text = collapse_space(slice(text, claim.span()));
  claim.before = std::move(before);
  const auto voice = claim.attribution == kNone ? std::nullopt : view.voice(document, claim.attribution);
  if (voice && !voice->name.empty()) {
    const std::string_view last = std::string_view(voice->name).substr(voice->name.rfind(' ') + 1);
    if (claim.text.find(last) == std::string::npos) claim.text.insert(0, voice->name + ": ");
  }
  return claim;
}

// What its words are, for choosing which claims are laid side by side.
void describe(const Phrase& phrase, Claim& claim) {
  claim.stems = phrase.stems;
  claim.negated = phrase.negated;
  claim.words = phrase.words.size();
  std::size_t quoted = 0;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const PhraseWord& word = phrase.words[i];
    quoted += word.quoted ? 1 : 0;
    if (word.number) {
      claim.numbers.push_back(word.stem);
      const auto end =
          phrase.words.begin() + static_cast<std::ptrdiff_t>(std::min(phrase.words.size(), i + 1 + kCounted));
      const auto counted = std::find_if(phrase.words.begin() + static_cast<std::ptrdiff_t>(i) + 1, end,
                                        [](const PhraseWord& next) { return next.content; });
      if (counted != end && !counted->number) claim.counts.emplace_back(counted->stem, word.stem);
    } else if (word.capitalized && word.content && i > 0) {
      claim.names.push_back(word.stem);
    }
  }
  sort_distinct(claim.counts);
  sort_distinct(claim.names);
  sort_distinct(claim.numbers);
  claim.quoted = static_cast<double>(quoted) / static_cast<double>(std::max<std::size_t>(1, claim.words));
}

}  // namespace

Claim claim_around(const StoryView& view, Index document, Span span) {
  const std::string_view text = view.text(document);
  const Text analysis = analyze_text(text);
  std::string before = collapse_space(view.document(document).article.title);
  for (const Sentence& sentence : analysis.sentences) {
    if (sentence.span.end > span.begin) return make_claim(view, document, sentence.span, std::move(before));
    before = collapse_space(slice(text, cut(text, sentence.span)));
  }
  return make_claim(view, document, span, std::move(before));
}

std::vector<Claim> collect_claims(const StoryView& view) {
  std::vector<Claim> claims;
  std::unordered_map<std::string, std::size_t> known;
  for (const Index document : view.members()) {
    const std::string_view text = view.text(document);
    const Text analysis = analyze_text(text);
    std::string before = collapse_space(view.document(document).article.title);
    const std::vector<Clause> clauses = clauses_of(view, document, kClauses);
    std::size_t count = 0;
    for (const Sentence& sentence : analysis.sentences) {
      if (count == kOfReport || claims.size() == kOfStory) break;
      Claim claim = make_claim(view, document, sentence.span, before);
      before = collapse_space(slice(text, claim.span()));
      if (sentence.last - sentence.first < kFewestWords) continue;
      ++count;
      const auto [at, fresh] = known.try_emplace(before, claims.size());
      if (!fresh) {
        claims[at->second].places.push_back(claim.places.front());
        continue;
      }
      describe(make_phrase(text, {claim.span()}), claim);
      claim.meaning = model::MeaningModel::shared().embed(claim.text);
      claim.meaning_before = model::MeaningModel::shared().embed(claim.before);
      claim.stems_before = stems_of(claim.before);
      for (const Clause& clause : clauses) {
        if (!claim.span().overlaps(clause.span)) continue;
        claim.denial = claim.denial || clause.denial;
        claim.hypothetical = claim.hypothetical || clause.hypothetical;
        claim.denied.insert(claim.denied.end(), clause.denied.begin(), clause.denied.end());
      }
      sort_distinct(claim.denied);
      claims.push_back(std::move(claim));
    }
  }
  return claims;
}

}  // namespace hearsay::comparison

#include "story/document_vector.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "story/day.h"

namespace hearsay::story {
namespace {

#include "../../models/story_background.inc"

constexpr std::size_t kTitleWords = 40;
constexpr std::size_t kTextWords = 1200;  // what a long report is about stands in its first pages
constexpr std::size_t kLeadWords = 100;
constexpr std::size_t kHeadlineWords = 25;
constexpr std::size_t kNames = 400;
constexpr float kTitleCount = 3;
// A pair of words of which one stands in every fifth document says nothing.
constexpr float kBigramFloor = 1.6F;

using Counts = std::vector<DocumentTerms::Count>;

Counts merged(Counts counts) {
  std::sort(counts.begin(), counts.end(), [](const auto& left, const auto& right) { return left.term < right.term; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (kept > 0 && counts[kept - 1].term == counts[i].term) {
      counts[kept - 1].count += counts[i].count;
    } else {
      counts[kept++] = counts[i];
    }
  }
  counts.resize(kept);
  return counts;
}

// Capitalised runs without those single words that merely begin a sentence.
Counts names_of(const std::vector<Word>& words) {
  Counts names;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].capitalized || words[i].number) continue;
    const bool run = i + 1 < words.size() && words[i + 1].capitalized && !words[i + 1].sentence_start;
    if (words[i].sentence_start && !run) continue;
    names.push_back({words[i].term, 1});
  }
  return merged(std::move(names));
}

Counts names_of(const std::vector<std::string>& given) {
  Counts names;
  for (std::size_t i = 0; i < given.size() && i < kNames; ++i) {
    for (const Word& word : split_words(given[i], kTitleWords)) {
      if (word.capitalized) names.push_back({word.term, 1});
    }
  }
  return merged(std::move(names));
}

std::vector<std::pair<TermId, TermId>> bigrams_of(const std::vector<Word>& words) {
  std::vector<std::pair<TermId, TermId>> bigrams;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) bigrams.emplace_back(words[i].term, words[i + 1].term);
  std::sort(bigrams.begin(), bigrams.end());
  bigrams.erase(std::unique(bigrams.begin(), bigrams.end()), bigrams.end());
  return bigrams;
}

void normalise(SparseVector& vector) {
  float length = 0;
  for (const WeightedTerm& term : vector) length += term.weight * term.weight;
  if (length <= 0) return;
  const float scale = 1 / std::sqrt(length);
  for (WeightedTerm& term : vector) term.weight *= scale;
}

SparseVector weighed(const Counts& counts, const DocumentFrequency& frequency) {
  SparseVector vector;
  vector.reserve(counts.size());
  for (const auto& [term, count] : counts) {
    vector.push_back({term, (1 + std::log(count)) * frequency.inverse(term)});
  }
  normalise(vector);
  return vector;
}

// Of the words' own frequencies: those of pairs would fill the memory.
SparseVector weighed_bigrams(const DocumentTerms& terms, const DocumentFrequency& frequency) {
  SparseVector vector;
  for (const auto& [first, second] : terms.bigrams) {
    const float one = frequency.inverse(first);
    const float two = frequency.inverse(second);
    if (std::min(one, two) < kBigramFloor) continue;
    vector.push_back({static_cast<TermId>(combine(first, second)), one + two});
  }
  std::sort(vector.begin(), vector.end(), [](const auto& left, const auto& right) { return left.term < right.term; });
  normalise(vector);
  return vector;
}

std::uint32_t background_count(TermId term) {
  const auto* const end = std::end(kBackground);
  const auto* const found = std::lower_bound(std::begin(kBackground), end, term,
                                             [](const BackgroundTerm& entry, TermId id) { return entry.term < id; });
  return found != end && found->term == term ? found->documents : 0;
}

}  // namespace

void DocumentFrequency::add(const std::vector<TermId>& distinct) {
  ++documents_;
  for (const TermId term : distinct) ++counts_[term];
}

std::uint32_t DocumentFrequency::seen(TermId term) const {
  const auto found = counts_.find(term);
  return found == counts_.end() ? 0 : found->second;
}

float DocumentFrequency::inverse(TermId term) const {
  const float with = static_cast<float>(seen(term) + background_count(term)) + 0.5F;
  return std::log(static_cast<float>(documents_ + kBackgroundDocuments + 1) / with);
}

DocumentTerms count_terms(const StoryInput& document) {
  DocumentTerms terms;
  const std::vector<Word> title = split_words(document.title, kTitleWords);
  const std::vector<Word> text = split_words(document.text, kTextWords);
  for (const Word& word : title) {
    terms.words.push_back({word.term, kTitleCount});
    terms.title.push_back({word.term, 1});
    terms.lead.push_back({word.term, 1});
    if (word.number) terms.numbers.push_back({word.term, 1});
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    terms.words.push_back({text[i].term, 1});
    if (i < kLeadWords) terms.lead.push_back({text[i].term, 1});
    if (title.empty() && i < kHeadlineWords) terms.title.push_back({text[i].term, 1});
    if (text[i].number) terms.numbers.push_back({text[i].term, 1});
  }
  terms.words = merged(std::move(terms.words));
  terms.title = merged(std::move(terms.title));
  terms.lead = merged(std::move(terms.lead));
  terms.numbers = merged(std::move(terms.numbers));
  terms.names = document.names.empty() ? names_of(text) : names_of(document.names);
  terms.bigrams = bigrams_of(text);
  terms.day = day_of(document.date);
  terms.length = static_cast<std::uint32_t>(text.size());
  return terms;
}

std::vector<TermId> distinct_terms(const DocumentTerms& terms) {
  std::vector<TermId> distinct;
  distinct.reserve(terms.words.size());
  for (const auto& count : terms.words) distinct.push_back(count.term);
  return distinct;
}

DocumentVector weigh(const DocumentTerms& terms, const DocumentFrequency& frequency) {
  DocumentVector vector;
  vector.words = weighed(terms.words, frequency);
  vector.title = weighed(terms.title, frequency);
  vector.lead = weighed(terms.lead, frequency);
  vector.names = weighed(terms.names, frequency);
  vector.numbers = weighed(terms.numbers, frequency);
  vector.bigrams = weighed_bigrams(terms, frequency);
  vector.day = terms.day;
  vector.length = terms.length;
  return vector;
}

float dot(const SparseVector& left, const SparseVector& right) {
  float sum = 0;
  for (std::size_t i = 0, k = 0; i < left.size() && k < right.size();) {
    if (left[i].term == right[k].term) {
      sum += left[i].weight * right[k].weight;
      ++i;
      ++k;
    } else if (left[i].term < right[k].term) {
      ++i;
    } else {
      ++k;
    }
  }
  return sum;
}

}  // namespace hearsay::story

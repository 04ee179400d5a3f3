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
constexpr float kFewDocuments = 500;        // a case of fewer weighs as much as one of so many, beside the background
constexpr std::size_t kFirstSlots = 16384;  // of term frequencies; a power of two above twice the background's size
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

// Where `term` stands in the ascending list; its size if it doesn't.
std::size_t place_of(const Counts& counts, TermId term) {
  const auto found = std::lower_bound(counts.begin(), counts.end(), term,
                                      [](const DocumentTerms::Count& count, TermId id) { return count.term < id; });
  const bool holds = found != counts.end() && found->term == term;
  return holds ? static_cast<std::size_t>(found - counts.begin()) : counts.size();
}

// Counts the words, those of the title more; gives each word's place in `counts`.
std::vector<std::uint16_t> count_words(const std::vector<Word>& words, std::size_t title, Counts& counts) {
  std::vector<std::pair<TermId, std::uint16_t>> order;
  order.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) order.emplace_back(words[i].term, static_cast<std::uint16_t>(i));
  std::sort(order.begin(), order.end());
  std::vector<std::uint16_t> places(words.size());
  for (const auto& [term, i] : order) {
    if (counts.empty() || counts.back().term != term) counts.push_back({term, 0});
    counts.back().count += i < title ? kTitleCount : 1;
    places[i] = static_cast<std::uint16_t>(counts.size() - 1);
  }
  return places;
}

using Bigram = std::pair<std::uint16_t, std::uint16_t>;

std::vector<Bigram> bigrams_of(const std::vector<std::uint16_t>& places) {
  std::vector<Bigram> bigrams;
  for (std::size_t i = 0; i + 1 < places.size(); ++i) bigrams.emplace_back(places[i], places[i + 1]);
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

// How rare each of the document's words is, looked up once.
class Rarity {
 public:
  Rarity(const Counts& words, const DocumentFrequency& frequency) : words_(words), frequency_(frequency) {
    for (const auto& [term, count] : words) inverse_.push_back(frequency.inverse(term));
  }
  float at(std::size_t place) const { return inverse_[place]; }
  float of(TermId term) const {
    const std::size_t place = place_of(words_, term);
    return place < inverse_.size() ? inverse_[place] : frequency_.inverse(term);  // a name that was given
  }

 private:
  const Counts& words_;
  const DocumentFrequency& frequency_;
  std::vector<float> inverse_;
};

SparseVector weighed(const Counts& counts, const Rarity& rarity) {
  SparseVector vector;
  vector.reserve(counts.size());
  for (const auto& [term, count] : counts) {
    const float times = count == 1 ? 1 : 1 + std::log(count);
    vector.push_back({term, times * rarity.of(term)});
  }
  normalise(vector);
  return vector;
}

// Of the words' own frequencies: those of pairs would fill the memory.
SparseVector weighed_bigrams(const DocumentTerms& terms, const Rarity& rarity) {
  SparseVector vector;
  for (const auto& [first, second] : terms.bigrams) {
    const float one = rarity.at(first);
    const float two = rarity.at(second);
    if (std::min(one, two) < kBigramFloor) continue;
    vector.push_back({static_cast<TermId>(combine(terms.words[first].term, terms.words[second].term)), one + two});
  }
  std::sort(vector.begin(), vector.end(), [](const auto& left, const auto& right) { return left.term < right.term; });
  normalise(vector);
  return vector;
}

}  // namespace

DocumentFrequency::DocumentFrequency() {
  slots_.resize(kFirstSlots);
  for (const BackgroundTerm& term : kBackground) {
    slots_[place(term.term)] = {term.term, true, term.documents, 0};
    ++used_;
  }
}

std::size_t DocumentFrequency::place(TermId term) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = term & mask;
  while (slots_[i].used && slots_[i].term != term) i = (i + 1) & mask;
  return i;
}

void DocumentFrequency::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.used) slots_[place(slot.term)] = slot;
  }
}

void DocumentFrequency::add(const std::vector<TermId>& distinct) {
  ++documents_;
  own_weight_ = std::max(1.0F, kFewDocuments / static_cast<float>(documents_));
  for (const TermId term : distinct) {
    Slot& slot = slots_[place(term)];
    ++slot.documents;
    if (slot.used) continue;
    slot.used = true;
    slot.term = term;
    if (++used_ * 2 > slots_.size()) grow();
  }
}

float DocumentFrequency::inverse(TermId term) const {
  const Slot& slot = slots_[place(term)];
  const float with = static_cast<float>(slot.background) + own_weight_ * static_cast<float>(slot.documents) + 0.5F;
  return std::log((static_cast<float>(kBackgroundDocuments) + own_weight_ * static_cast<float>(documents_) + 1) / with);
}

DocumentTerms count_terms(const StoryInput& document) {
  std::vector<Word> words = split_words(document.title, kTitleWords);
  const std::size_t title = words.size();
  const std::vector<Word> text = split_words(document.text, kTextWords);
  words.insert(words.end(), text.begin(), text.end());
  DocumentTerms terms;
  const std::vector<std::uint16_t> places = count_words(words, title, terms.words);
  const std::size_t headline = title > 0 ? title : std::min(kHeadlineWords, words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i < headline) terms.title.push_back({words[i].term, 1});
    if (i < title + kLeadWords) terms.lead.push_back({words[i].term, 1});
    if (words[i].number) terms.numbers.push_back({words[i].term, 1});
  }
  terms.title = merged(std::move(terms.title));
  terms.lead = merged(std::move(terms.lead));
  terms.numbers = merged(std::move(terms.numbers));
  terms.names = document.names.empty() ? names_of(text) : names_of(document.names);
  terms.bigrams = bigrams_of({places.begin() + static_cast<std::ptrdiff_t>(title), places.end()});
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
  const Rarity rarity(terms.words, frequency);
  DocumentVector vector;
  vector.words = weighed(terms.words, rarity);
  vector.title = weighed(terms.title, rarity);
  vector.lead = weighed(terms.lead, rarity);
  vector.names = weighed(terms.names, rarity);
  vector.numbers = weighed(terms.numbers, rarity);
  vector.bigrams = weighed_bigrams(terms, rarity);
  vector.day = terms.day;
  vector.length = terms.length;
  return vector;
}

}  // namespace hearsay::story

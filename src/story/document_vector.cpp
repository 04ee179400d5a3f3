#include "story/document_vector.h"

#include <algorithm>
#include <cmath>

#include "story/day.h"

namespace hearsay::story {
namespace {

#include "../../models/story_background.inc"

constexpr std::size_t kTitleWords = 40;
constexpr std::size_t kLeadWords = 100;
constexpr std::size_t kHeadlineWords = 25;
constexpr std::size_t kNames = 400;
constexpr float kTitleCount = 3;
constexpr float kFewDocuments = 30;         // a case of fewer weighs as much as one of so many, beside the background
constexpr std::size_t kFirstSlots = 65536;  // of term frequencies; a power of two above twice the background's size
constexpr std::size_t kMostSlots = std::size_t{1} << 22;
// A pair of words of which one stands in every fifth document says nothing.
constexpr float kBigramFloor = 1.6F;

std::size_t table_size(std::size_t entries) {
  std::size_t size = 16;
  while (size < 2 * entries) size *= 2;
  return size;
}

// Counts the words of one document by an open-addressing table of places in `counts`.
class Counter {
 public:
  explicit Counter(std::size_t words) : places_(table_size(words), kFree), seen_(table_size(words), kNoPair) {
    counts_.reserve(words / 2 + 1);
  }

  std::uint16_t place(TermId term) {
    std::uint16_t& place = slot(term);
    if (place == kFree) {
      place = static_cast<std::uint16_t>(counts_.size());
      counts_.push_back({term});
    }
    return place;
  }
  TermCount& at(std::uint16_t place) { return counts_[place]; }
  // nullptr if the document doesn't hold the word.
  TermCount* find(TermId term) {
    const std::uint16_t place = slot(term);
    return place == kFree ? nullptr : &counts_[place];
  }

  // True the first time.
  bool see(std::uint16_t first, std::uint16_t second) {
    const std::uint32_t pair = (static_cast<std::uint32_t>(first) << 16) | second;
    const std::size_t mask = seen_.size() - 1;
    std::size_t i = (pair * 0x9E3779B1U >> 7) & mask;
    while (seen_[i] != kNoPair && seen_[i] != pair) i = (i + 1) & mask;
    const bool fresh = seen_[i] == kNoPair;
    seen_[i] = pair;
    return fresh;
  }

  std::vector<TermCount> take() { return std::move(counts_); }

 private:
  static constexpr std::uint16_t kFree = 0xFFFF;
  static constexpr std::uint32_t kNoPair = 0xFFFFFFFF;

  std::uint16_t& slot(TermId term) {
    const std::size_t mask = places_.size() - 1;
    std::size_t i = term & mask;
    while (places_[i] != kFree && counts_[places_[i]].term != term) i = (i + 1) & mask;
    return places_[i];
  }

  std::vector<std::uint16_t> places_;
  std::vector<std::uint32_t> seen_;
  std::vector<TermCount> counts_;
};

// A bit for each of `names` that a capitalised word can be.
class Calendar {
 public:
  explicit Calendar(std::string_view names) : names_(split_words(names, 12)) {}

  std::uint16_t bit(TermId term) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].term == term) return static_cast<std::uint16_t>(1U << i);
    }
    return 0;
  }

 private:
  std::vector<Word> names_;
};

const Calendar& weekdays() {
  static const Calendar calendar("Monday Tuesday Wednesday Thursday Friday Saturday Sunday");
  return calendar;
}

// Without those that are verbs or names as well.
const Calendar& months() {
  static const Calendar calendar("January February April June July August September October November December");
  return calendar;
}

// Capitalised runs without those single words that merely begin a sentence.
bool is_of_name(std::span<const Word> words, std::size_t i) {
  if (!words[i].capitalized || words[i].number) return false;
  const bool run = i + 1 < words.size() && words[i + 1].capitalized && !words[i + 1].sentence_start;
  return !words[i].sentence_start || run;
}

void count_names(const std::vector<std::string>& given, Counter& counter) {
  for (std::size_t i = 0; i < given.size() && i < kNames; ++i) {
    for (const Word& word : split_words(given[i], kTitleWords)) {
      TermCount* const count = word.capitalized ? counter.find(word.term) : nullptr;
      if (count != nullptr) ++count->names;
    }
  }
}

// Lengths of a document's parts, summed squares first.
struct Lengths {
  float words = 0, title = 0, lead = 0, names = 0, numbers = 0;
};

float damped(float count) { return count <= 1 ? count : 1 + std::log(count); }

float scale_of(float squares) { return squares > 0 ? 1 / std::sqrt(squares) : 0; }

void normalise(SparseVector& vector) {
  float squares = 0;
  for (const WeightedTerm& term : vector) squares += term.weight * term.weight;
  const float scale = scale_of(squares);
  for (WeightedTerm& term : vector) term.weight *= scale;
}

// Of the words' own frequencies: those of pairs would fill the memory.
SparseVector weighed_bigrams(const DocumentTerms& terms, const std::vector<float>& rarity) {
  SparseVector vector;
  vector.reserve(terms.bigrams.size() / 2);
  for (const auto& [first, second] : terms.bigrams) {
    if (std::min(rarity[first], rarity[second]) < kBigramFloor) continue;
    const std::uint64_t pair = combine(terms.counts[first].term, terms.counts[second].term);
    vector.push_back({static_cast<TermId>(pair), rarity[first] + rarity[second]});
  }
  normalise(vector);
  return vector;
}

}  // namespace

DocumentFrequency::DocumentFrequency() {
  slots_.resize(kFirstSlots);
  for (const BackgroundTerm& term : kBackground) {
    slots_[place(term.term)] = {term.term, true, term.stories, 0};
    ++used_;
  }
}

std::size_t DocumentFrequency::place(TermId term) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = term & mask;
  while (slots_[i].used && slots_[i].term != term) i = (i + 1) & mask;
  return i;
}

// Twice the slots; or where they are as many as may be, the same without the rarest terms.
void DocumentFrequency::make_room() {
  const bool full = slots_.size() >= kMostSlots;
  std::vector<Slot> old(full ? slots_.size() : slots_.size() * 2);
  old.swap(slots_);
  if (full) ++forgotten_;
  used_ = 0;
  for (const Slot& slot : old) {
    if (!slot.used || (full && slot.background == 0 && slot.documents <= forgotten_)) continue;
    slots_[place(slot.term)] = slot;
    ++used_;
  }
}

void DocumentFrequency::add(const DocumentTerms& terms) {
  ++documents_;
  own_weight_ = std::max(1.0F, kFewDocuments / static_cast<float>(documents_));
  for (const TermCount& count : terms.counts) {
    Slot& slot = slots_[place(count.term)];
    ++slot.documents;
    if (slot.used) continue;
    slot.used = true;
    slot.term = count.term;
    ++used_;
    while (used_ * 2 > slots_.size()) make_room();
  }
}

bool DocumentFrequency::in_background(TermId term) const { return slots_[place(term)].background > 0; }

float DocumentFrequency::inverse(TermId term) const {
  const Slot& slot = slots_[place(term)];
  const float with = static_cast<float>(slot.background) + own_weight_ * static_cast<float>(slot.documents) + 0.5F;
  return std::log((static_cast<float>(kBackgroundStories) + own_weight_ * static_cast<float>(documents_) + 1) / with);
}

DocumentTerms count_terms(const StoryInput& document, std::span<const Word> text) {
  const std::vector<Word> title = split_words(document.title, kTitleWords);
  text = text.first(std::min(text.size(), kTextWords));
  Counter counter(title.size() + text.size());
  DocumentTerms terms;
  for (const Word& word : title) {
    TermCount& count = counter.at(counter.place(word.term));
    count.words += kTitleCount;
    ++count.title;
    ++count.lead;
    if (word.number) ++count.numbers;
  }
  std::uint16_t before = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::uint16_t place = counter.place(text[i].term);
    TermCount& count = counter.at(place);
    ++count.words;
    if (title.empty() && i < kHeadlineWords) ++count.title;
    if (i < kLeadWords) ++count.lead;
    if (text[i].number) ++count.numbers;
    if (document.names.empty() && is_of_name(text, i)) ++count.names;
    if (text[i].capitalized) {
      terms.weekdays |= weekdays().bit(text[i].term);
      terms.months |= months().bit(text[i].term);
    }
    if (i > 0 && counter.see(before, place)) terms.bigrams.emplace_back(before, place);
    before = place;
  }
  count_names(document.names, counter);
  terms.counts = counter.take();
  terms.day = day_of(document.date);
  terms.length = static_cast<std::uint32_t>(text.size());
  return terms;
}

DocumentTerms count_terms(const StoryInput& document) {
  return count_terms(document, split_words(document.text, kTextWords));
}

DocumentVector weigh(const DocumentTerms& terms, const DocumentFrequency& frequency) {
  DocumentVector vector;
  vector.terms.reserve(terms.counts.size());
  vector.words.reserve(terms.counts.size());
  vector.weights.reserve(terms.counts.size());
  std::vector<float> rarity;
  rarity.reserve(terms.counts.size());
  Lengths squares;
  for (const TermCount& count : terms.counts) {
    const float rare = frequency.inverse(count.term);
    rarity.push_back(rare);
    if (count.names > 0 && !frequency.in_background(count.term)) vector.fresh.push_back(count.term);
    vector.terms.push_back(count.term);
    const float words = vector.words.emplace_back(rare * damped(count.words));
    const TermWeights& weights = vector.weights.emplace_back(
        TermWeights{rare * damped(count.title), rare * damped(count.lead), rare * damped(count.names),
                    rare * damped(count.numbers)});
    squares.words += words * words;
    squares.title += weights.title * weights.title;
    squares.lead += weights.lead * weights.lead;
    squares.names += weights.names * weights.names;
    squares.numbers += weights.numbers * weights.numbers;
  }
  const Lengths scale{scale_of(squares.words), scale_of(squares.title), scale_of(squares.lead),
                      scale_of(squares.names), scale_of(squares.numbers)};
  for (float& words : vector.words) words *= scale.words;
  for (TermWeights& weights : vector.weights) {
    weights.title *= scale.title;
    weights.lead *= scale.lead;
    weights.names *= scale.names;
    weights.numbers *= scale.numbers;
  }
  std::sort(vector.fresh.begin(), vector.fresh.end());
  vector.bigrams = weighed_bigrams(terms, rarity);
  vector.day = terms.day;
  vector.weekdays = terms.weekdays;
  vector.months = terms.months;
  vector.length = terms.length;
  return vector;
}

}  // namespace hearsay::story

#include "story/group.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <unordered_set>

#include "story/day.h"
#include "story/terms.h"

namespace hearsay::story {
namespace {

constexpr float kManyDocuments = 400;
constexpr float kFewAverage = 0.5F;  // the average's share of two groups' closeness; their best score has the rest
constexpr float kLoneName = 0.5F;
constexpr float kWeakest = 0.01F;
constexpr float kUnlike = 0.06F;  // cosine of words; hardly a pair of one story lies below
constexpr double kMereCopy = 0.9;  // a copy with more words of its own than the rest is a report beside

// By date, so that a story's reports meet while they are awake; an undated document stays behind the one before it.
std::vector<Index> arrival_order(std::span<const StoryInput> documents) {
  std::vector<double> days(documents.size());
  double last = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (const auto day = day_of(documents[i].date)) last = *day;
    days[i] = last;
  }
  std::vector<Index> order(documents.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index left, Index right) { return days[left] < days[right]; });
  return order;
}

std::vector<std::vector<Index>> partition(const std::vector<Index>& group_of) {
  std::vector<std::vector<Index>> groups;
  std::vector<Index> number(group_of.size(), kNone);
  for (Index i = 0; i < group_of.size(); ++i) {
    Index& group = number[group_of[i]];
    if (group == kNone) {
      group = static_cast<Index>(groups.size());
      groups.emplace_back();
    }
    groups[group].push_back(i);
  }
  return groups;
}

template <class Value>
void prefetch(const std::vector<Value>& values) {
  constexpr std::size_t kLine = 64;
  const auto* const first = reinterpret_cast<const char*>(values.data());
  for (std::size_t i = 0; i < std::min(values.size() * sizeof(Value), 16 * kLine); i += kLine) {
    __builtin_prefetch(first + i);
  }
}

}  // namespace

GroupOptions default_group_options() {
  return {.threshold = 0.42F,
          .small_threshold = 0.44F,
          .candidates = 24,
          .block = 8192,
          .window = 16384,
          .asleep = 16384,
          .use_copies = true};
}

StoryStream::StoryStream(const PairModel& model, const GroupOptions& options, PairSink sink)
    : options_(options),
      scorer_(model),
      sink_(std::move(sink)),
      last_day_(-std::numeric_limits<double>::infinity()),
      copy_finder_(options.window + options.block),
      linkage_(options.candidates) {}

void StoryStream::add(const StoryInput& document, const std::vector<std::string>& credits) {
  const std::vector<Word> words = split_words(document.text, options_.use_copies ? kCopyWords : kTextWords);
  if (options_.use_copies) copy_finder_.add(document, words, credits);
  Pending& pending = pending_.emplace_back();
  pending.number = added_++;
  pending.terms = count_terms(document, words);
  if (pending.terms.day) last_day_ = *pending.terms.day;
  pending.day = last_day_;
  linkage_.add();
  if (pending_.size() >= options_.block) flush();
}

void StoryStream::flush() {
  for (const Pending& pending : pending_) frequency_.add(pending.terms);
  const Index first = pending_.empty() ? 0 : pending_.front().number;
  const std::vector<bool> is_copy = join_copies();
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](const Pending& left, const Pending& right) { return left.day < right.day; });
  for (Pending& pending : pending_) {
    if (!is_copy[pending.number - first]) take_in(pending);
  }
  pending_.clear();
  score_pairs();
  // In a case of a few reports a portrait of the victim and a note on the price of coal are like the agency's account and
  // not like one another; in one of many such chains would never end.
  linkage_.run(threshold(), kFewAverage + share_of_many() * (1 - kFewAverage));
  sleep();
}

// A copy joins its original's story and has no weight there. True for the documents of the block that are copies of
// earlier ones.
std::vector<bool> StoryStream::join_copies() {
  std::vector<bool> is_copy(pending_.size());
  if (!options_.use_copies || pending_.empty()) return is_copy;
  const Index first = pending_.front().number;
  std::vector<Copy> found = copy_finder_.find();
  for (const Copy& copy : found) {
    // The share is that of the copy: an original that came later may hold much besides.
    const bool mere = copy.original < copy.copy && copy.copy >= first && copy.containment >= kMereCopy;
    if (!mere || is_copy[copy.copy - first]) continue;
    is_copy[copy.copy - first] = true;
    linkage_.attach(copy.copy, copy.original);
  }
  for (const Copy& copy : found) linkage_.join(copy.original, copy.copy);
  copies_.insert(copies_.end(), found.begin(), found.end());
  return is_copy;
}

Index StoryStream::take_slot() {
  if (free_.empty()) {
    slots_.emplace_back();
    return static_cast<Index>(slots_.size() - 1);
  }
  const Index slot = free_.back();
  free_.pop_back();
  return slot;
}

void StoryStream::take_in(Pending& pending) {
  const Index slot = take_slot();
  slots_[slot] = {pending.number, weigh(pending.terms, frequency_), {}};
  pending.terms = {};
  compare(slot);
  index_.add(slot, slots_[slot].vector);
  awake_.push_back(slot);
}

void StoryStream::compare(Index slot) {
  Live& own = slots_[slot];
  Comparer comparer(own.vector);
  const std::vector<Index> candidates = index_.look_up(own.vector, options_.candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    // Its words lie anywhere in memory, and are on their way while the one before it is compared.
    if (i + 1 < candidates.size()) {
      const DocumentVector& next = slots_[candidates[i + 1]].vector;
      prefetch(next.terms);
      prefetch(next.words);
    }
    const Index candidate = candidates[i];
    Live& other = slots_[candidate];
    const float words = comparer.words(other.vector);
    other.neighbours.add(words);
    own.neighbours.add(words);
    if (words >= kUnlike) pairs_.push_back({candidate, slot, comparer.features(other.vector, words)});
  }
}

// When all documents of the block have met, so that who came first doesn't matter.
void StoryStream::score_pairs() {
  for (Pair& pair : pairs_) {
    const Live& one = slots_[pair.one];
    const Live& two = slots_[pair.two];
    set_neighbours(pair.features, one.neighbours, two.neighbours);
    if (sink_) sink_(one.number, two.number, pair.features);
    float score = scorer_(pair.features);
    // Two reports of a town's paper share the town, two of a war its leader: in a small case, where nothing else tells
    // such a name from an event's own, it doesn't tie them.
    if (shares_lone_name(pair.features)) score *= 1 - kLoneName * (1 - share_of_many());
    if (score >= kWeakest) linkage_.connect(one.number, two.number, score);
  }
  pairs_.clear();
}

// From that of few documents to that of many.
float StoryStream::threshold() const {
  return options_.small_threshold + share_of_many() * (options_.threshold - options_.small_threshold);
}

float StoryStream::share_of_many() const { return std::min(1.0F, static_cast<float>(added_) / kManyDocuments); }

void StoryStream::sleep() {
  if (awake_.size() <= options_.window) return;
  std::vector<Index> leaving;
  for (; awake_.size() > options_.window; awake_.pop_front()) leaving.push_back(awake_.front());
  std::unordered_set<Index> awake;
  for (const Index slot : awake_) awake.insert(linkage_.group(slots_[slot].number));
  // Of each story that falls asleep the last document stays behind.
  std::unordered_set<Index> left_behind;
  std::unordered_set<Index> gone;
  for (auto slot = leaving.rbegin(); slot != leaving.rend(); ++slot) {
    const Index group = linkage_.group(slots_[*slot].number);
    if (awake.contains(group) || !left_behind.insert(group).second) gone.insert(*slot);
  }
  for (const Index slot : leaving) {
    if (gone.contains(slot)) continue;
    asleep_.push_back(slot);
    linkage_.rest(linkage_.group(slots_[slot].number));
  }
  for (; asleep_.size() > options_.asleep; asleep_.pop_front()) gone.insert(asleep_.front());
  index_.forget([&gone](Index slot) { return gone.contains(slot); });
  for (const Index slot : asleep_) awake.insert(linkage_.group(slots_[slot].number));
  linkage_.forget([&awake](Index group) { return awake.contains(group); });
  std::vector<Index> freed(gone.begin(), gone.end());
  std::sort(freed.begin(), freed.end());
  for (const Index slot : freed) {
    slots_[slot] = {};
    free_.push_back(slot);
  }
}

Grouping StoryStream::finish() {
  flush();
  Grouping grouping;
  std::vector<Index> group_of(added_);
  for (Index i = 0; i < added_; ++i) group_of[i] = linkage_.group(i);
  grouping.groups = partition(group_of);
  grouping.copies = std::move(copies_);
  return grouping;
}

Grouping group_documents(std::span<const StoryInput> documents, const CopyHints& hints, const PairModel& model,
                         const GroupOptions& options, const PairSink& sink) {
  const std::vector<Index> order = arrival_order(documents);
  StoryStream stream(model, options, !sink ? PairSink() : [&](Index one, Index two, const PairFeatures& features) {
    sink(order[one], order[two], features);
  });
  for (const Index i : order) {
    stream.add(documents[i], i < hints.credits.size() ? hints.credits[i] : std::vector<std::string>());
  }
  Grouping arrived = stream.finish();
  std::vector<Index> group_of(documents.size());
  for (const std::vector<Index>& group : arrived.groups) {
    Index first = kNone;
    for (const Index i : group) first = std::min(first, order[i]);
    for (const Index i : group) group_of[order[i]] = first;
  }
  Grouping grouping;
  grouping.groups = partition(group_of);
  for (const Copy& copy : arrived.copies) {
    grouping.copies.push_back({order[copy.original], order[copy.copy], copy.containment});
  }
  std::sort(grouping.copies.begin(), grouping.copies.end(), [](const Copy& left, const Copy& right) {
    return std::pair(left.copy, left.original) < std::pair(right.copy, right.original);
  });
  return grouping;
}

}  // namespace hearsay::story

namespace hearsay {

Grouping group_documents(std::span<const StoryInput> documents) {
  return story::group_documents(documents, {}, story::default_pair_model(), story::default_group_options());
}

}  // namespace hearsay

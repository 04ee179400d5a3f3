#include "story/copy.h"

#include <algorithm>

#include "core/outlet.h"
#include "core/sorted.h"
#include "story/day.h"

namespace hearsay::story {
namespace {

constexpr std::size_t kShingle = 5;
constexpr std::uint64_t kSampleOneIn = 4;
constexpr std::size_t kBoilerplateDocuments = 64;  // a 5-gram in more distinct texts than these is furniture
constexpr std::size_t kCandidates = 24;
constexpr std::size_t kFewestShared = 8;
constexpr std::size_t kFewestWords = 12;
constexpr double kContained = 0.5;
constexpr std::size_t kFewestOfExcerpt = 40;
constexpr double kMuchLonger = 0.1;
constexpr std::size_t kAllDocuments = 65536;  // among which the copies of a pile are looked for
constexpr std::uint32_t kDirectoryBits = 18;

// Rolled over the text; the power is that of the word that falls out.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15ULL;
constexpr std::uint64_t kFallsOut = kBase * kBase * kBase * kBase * kBase;

void keep_distinct(std::vector<std::uint32_t>& hashes) {
  sort_distinct(hashes);
}

void take_shingles(std::span<const Word> words, std::vector<std::uint32_t>& shingles,
                   std::vector<std::uint32_t>& sample) {
  if (words.size() < kShingle) return;
  shingles.reserve(words.size());
  std::uint64_t rolled = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    rolled = rolled * kBase + words[i].exact;
    if (i >= kShingle) rolled -= words[i - kShingle].exact * kFallsOut;
    if (i + 1 >= kShingle) shingles.push_back(static_cast<std::uint32_t>(combine(rolled, kShingle) >> 32));
  }
  // Those of one residue class, which an excerpt and its source choose alike.
  for (const std::uint32_t hash : shingles) {
    if (hash % kSampleOneIn == 0) sample.push_back(hash);
  }
  keep_distinct(sample);
}

std::uint64_t text_hash(std::span<const Word> words) {
  std::uint64_t hash = words.size();
  for (const Word& word : words) hash = combine(hash, word.exact);
  return hash;
}

}  // namespace

// Whole texts that are word for word the same need no sketch, and count once where furniture is told from text.
void CopyFinder::add(const StoryInput& document, std::span<const Word> words, const std::vector<std::string>& credits) {
  Sketch& added = sketches_.emplace_back();
  added.day = day_of(document.date);
  added.publisher = outlet_key(document.publisher);
  added.credits = credits;
  if (words.size() < kFewestWords) return;
  const auto number = static_cast<Index>(first_ + sketches_.size() - 1);
  added.whole = text_hash(words);
  const auto [same, fresh] = whole_.try_emplace(added.whole, number);
  if (fresh) {
    take_shingles(words, added.shingles, added.sample);
  } else {
    add_copy(same->second, number, 1.0, 1.0);
  }
}

std::vector<Copy> CopyFinder::find() {
  index();
  const auto end = static_cast<Index>(first_ + sketches_.size());
  hits_.assign(sketches_.size(), 0);
  for (Index i = fresh_; i < end; ++i) look_up(i);
  fresh_ = end;
  forget();
  std::sort(copies_.begin(), copies_.end(), [](const Copy& left, const Copy& right) {
    return std::pair(left.copy, left.original) < std::pair(right.copy, right.original);
  });
  return std::exchange(copies_, {});
}

// Every sampled 5-gram with its document, sorted: the documents of one 5-gram stand side by side.
void CopyFinder::index() {
  const auto old = static_cast<std::ptrdiff_t>(postings_.size());
  for (std::size_t i = fresh_ - first_; i < sketches_.size(); ++i) {
    for (const std::uint32_t hash : sketches_[i].sample) postings_.push_back({hash, static_cast<Index>(first_ + i)});
  }
  std::sort(postings_.begin() + old, postings_.end());
  std::inplace_merge(postings_.begin(), postings_.begin() + old, postings_.end());
  directory_.assign((std::size_t{1} << kDirectoryBits) + 1, 0);
  for (const Posting& posting : postings_) ++directory_[(posting.hash >> (32 - kDirectoryBits)) + 1];
  for (std::size_t i = 1; i < directory_.size(); ++i) directory_[i] += directory_[i - 1];
}

// One more than make a 5-gram furniture, at most.
std::span<const CopyFinder::Posting> CopyFinder::holders(std::uint32_t hash) const {
  const std::uint32_t bucket = hash >> (32 - kDirectoryBits);
  const auto end = postings_.begin() + directory_[bucket + 1];
  const auto first = std::lower_bound(postings_.begin() + directory_[bucket], end, Posting{hash, 0});
  auto last = first;
  while (last != end && last->hash == hash && static_cast<std::size_t>(last - first) <= kBoilerplateDocuments) ++last;
  return {first, last};
}

void CopyFinder::look_up(Index document) {
  std::vector<std::pair<std::size_t, Index>> best;
  std::vector<Index> touched;
  std::vector<std::uint32_t>& sample = sketch(document).sample;
  std::erase_if(sample, [&](std::uint32_t hash) {
    const std::span<const Posting> same = holders(hash);
    if (same.size() > kBoilerplateDocuments) return true;
    for (const Posting& posting : same) {
      if (posting.document >= document) break;
      if (hits_[posting.document - first_]++ == 0) touched.push_back(posting.document);
    }
    return false;
  });
  for (const Index other : touched) {
    std::uint32_t& hits = hits_[other - first_];
    if (hits >= 2) best.emplace_back(hits, other);
    hits = 0;
  }
  std::sort(best.begin(), best.end(), [](const auto& left, const auto& right) {
    return left.first != right.first ? left.first > right.first : left.second < right.second;
  });
  if (best.size() > kCandidates) best.resize(kCandidates);
  for (const auto& [count, other] : best) decide(other, document);
}

// Most documents are never laid beside another.
void CopyFinder::sort_shingles(Sketch& sketch) {
  if (!sketch.sorted) keep_distinct(sketch.shingles);
  sketch.sorted = true;
}

void CopyFinder::decide(Index earlier, Index later) {
  Sketch& one = sketch(earlier);
  Sketch& two = sketch(later);
  sort_shingles(one);
  sort_shingles(two);
  const std::size_t common = count_common(one.shingles, two.shingles);
  if (common < kFewestShared) return;
  const double of_later = static_cast<double>(common) / static_cast<double>(two.shingles.size());
  const double of_earlier = static_cast<double>(common) / static_cast<double>(one.shingles.size());
  if (std::max(of_later, of_earlier) < kContained) return;
  // A line or two that a long text holds as well is furniture rather than an excerpt.
  if (common < kFewestOfExcerpt && std::min(of_later, of_earlier) < kMuchLonger) return;
  // Two short notes under one long footer share most of their words and nothing of their news.
  const std::size_t smaller = std::min(one.sample.size(), two.sample.size());
  const std::size_t told = count_common(one.sample, two.sample);
  if (smaller == 0 || static_cast<double>(told) < 0.3 * static_cast<double>(smaller)) return;
  add_copy(earlier, later, of_later, of_earlier);
}

// The shares are those of `later` that `earlier` holds, and the other way round.
void CopyFinder::add_copy(Index earlier, Index later, double of_later, double of_earlier) {
  if (copied_from(earlier, later, of_later, of_earlier)) {
    copies_.push_back({later, earlier, of_earlier});
  } else {
    copies_.push_back({earlier, later, of_later});
  }
}

// Whether the one that comes first in the input is the copy.
bool CopyFinder::copied_from(Index earlier, Index later, double of_later, double of_earlier) const {
  const Sketch& one = sketch(earlier);
  const Sketch& two = sketch(later);
  const auto credits = [](const Sketch& document, const Sketch& source) {
    const auto& all = document.credits;
    return !source.publisher.empty() && std::find(all.begin(), all.end(), source.publisher) != all.end();
  };
  const bool earlier_credits = credits(one, two);
  if (earlier_credits != credits(two, one)) return earlier_credits;
  if (one.day && two.day && *one.day != *two.day) return *one.day > *two.day;
  // The shorter one holds little else than its source.
  return of_earlier > of_later;
}

void CopyFinder::forget() {
  if (sketches_.size() <= window_) return;
  while (sketches_.size() > window_) {
    const auto same = whole_.find(sketches_.front().whole);
    if (same != whole_.end() && same->second == first_) whole_.erase(same);
    sketches_.pop_front();
    ++first_;
  }
  std::erase_if(postings_, [this](const Posting& posting) { return posting.document < first_; });
}

std::vector<Copy> find_copies(std::span<const StoryInput> documents, const CopyHints& hints) {
  CopyFinder finder(kAllDocuments);
  std::vector<Copy> copies;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    finder.add(documents[i], split_words(documents[i].text, kCopyWords),
               i < hints.credits.size() ? hints.credits[i] : std::vector<std::string>());
    if ((i + 1) % (kAllDocuments / 4) != 0 && i + 1 != documents.size()) continue;
    const std::vector<Copy> more = finder.find();
    copies.insert(copies.end(), more.begin(), more.end());
  }
  return copies;
}

}  // namespace hearsay::story

namespace hearsay {

std::vector<Copy> find_copies(std::span<const StoryInput> documents) { return story::find_copies(documents, {}); }

}  // namespace hearsay

#include "story/copy.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "story/day.h"
#include "story/terms.h"

namespace hearsay::story {
namespace {

constexpr std::size_t kShingle = 5;
constexpr std::size_t kLongestText = 20000;  // words looked at
constexpr std::uint64_t kSampleOneIn = 4;
constexpr std::ptrdiff_t kBoilerplateDocuments = 64;  // a 5-gram in more distinct texts than these is furniture
constexpr std::size_t kCandidates = 24;
constexpr std::size_t kFewestShared = 8;
constexpr std::size_t kFewestWords = 12;
constexpr double kContained = 0.5;

struct Sketch {
  std::vector<std::uint64_t> shingles;  // ascending, distinct
  std::vector<std::uint64_t> sample;
};

Sketch sketch_of(const std::vector<Word>& words) {
  Sketch sketch;
  if (words.size() < kShingle) return sketch;
  sketch.shingles.reserve(words.size());
  for (std::size_t i = 0; i + kShingle <= words.size(); ++i) {
    std::uint64_t hash = kShingle;
    for (std::size_t k = 0; k < kShingle; ++k) hash = combine(hash, words[i + k].exact);
    sketch.shingles.push_back(hash);
  }
  std::sort(sketch.shingles.begin(), sketch.shingles.end());
  sketch.shingles.erase(std::unique(sketch.shingles.begin(), sketch.shingles.end()), sketch.shingles.end());
  // Those of one residue class, which an excerpt and its source choose alike.
  for (const std::uint64_t hash : sketch.shingles) {
    if (combine(hash, 1) % kSampleOneIn == 0) sketch.sample.push_back(hash);
  }
  return sketch;
}

std::uint64_t text_hash(const std::vector<Word>& words) {
  std::uint64_t hash = words.size();
  for (const Word& word : words) hash = combine(hash, word.exact);
  return hash;
}

std::size_t shared(const std::vector<std::uint64_t>& left, const std::vector<std::uint64_t>& right) {
  std::size_t count = 0;
  for (std::size_t i = 0, k = 0; i < left.size() && k < right.size();) {
    if (left[i] == right[k]) {
      ++count;
      ++i;
      ++k;
    } else if (left[i] < right[k]) {
      ++i;
    } else {
      ++k;
    }
  }
  return count;
}

class CopyFinder {
 public:
  CopyFinder(std::span<const StoryInput> documents, const CopyHints& hints) : documents_(documents), hints_(hints) {}

  std::vector<Copy> run() {
    sketches_.resize(documents_.size());
    for (Index i = 0; i < documents_.size(); ++i) take_in(i);
    index_samples();
    for (const Index i : distinct_) look_up(i);
    std::sort(copies_.begin(), copies_.end(), [](const Copy& left, const Copy& right) {
      return std::pair(left.copy, left.original) < std::pair(right.copy, right.original);
    });
    return std::move(copies_);
  }

 private:
  // Whole texts that are word for word the same need no sketch, and count once where furniture is told from text.
  void take_in(Index i) {
    const std::vector<Word> words = split_words(documents_[i].text, kLongestText);
    if (words.size() < kFewestWords) return;
    const auto [first, fresh] = whole_.try_emplace(text_hash(words), i);
    if (fresh) {
      sketches_[i] = sketch_of(words);
      distinct_.push_back(i);
    } else {
      add(first->second, i, 1.0, 1.0);
    }
  }

  // Every sampled 5-gram with its document, sorted: the documents of one 5-gram stand side by side.
  void index_samples() {
    for (const Index i : distinct_) {
      for (const std::uint64_t hash : sketches_[i].sample) postings_.emplace_back(hash, i);
    }
    std::sort(postings_.begin(), postings_.end());
    for (const Index i : distinct_) {
      std::erase_if(sketches_[i].sample,
                    [this](std::uint64_t hash) { return std::ssize(holders(hash)) > kBoilerplateDocuments; });
    }
  }

  using Posting = std::pair<std::uint64_t, Index>;

  std::span<const Posting> holders(std::uint64_t hash) const {
    const auto first = std::lower_bound(postings_.begin(), postings_.end(), Posting{hash, 0});
    auto last = first;
    while (last != postings_.end() && last->first == hash && last - first <= kBoilerplateDocuments) ++last;
    return {first, last};
  }

  void look_up(Index i) {
    std::map<Index, std::size_t> hits;
    for (const std::uint64_t hash : sketches_[i].sample) {
      for (const auto& [same, other] : holders(hash)) {
        if (other >= i) break;
        ++hits[other];
      }
    }
    std::vector<std::pair<std::size_t, Index>> best;
    for (const auto& [other, count] : hits) {
      if (count >= 2) best.emplace_back(count, other);
    }
    std::sort(best.begin(), best.end(), [](const auto& left, const auto& right) {
      return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
    if (best.size() > kCandidates) best.resize(kCandidates);
    for (const auto& [count, other] : best) decide(other, i);
  }

  void decide(Index earlier, Index later) {
    const Sketch& one = sketches_[earlier];
    const Sketch& two = sketches_[later];
    const std::size_t common = shared(one.shingles, two.shingles);
    if (common < kFewestShared) return;
    const double in_one = static_cast<double>(common) / static_cast<double>(two.shingles.size());
    const double in_two = static_cast<double>(common) / static_cast<double>(one.shingles.size());
    if (std::max(in_one, in_two) < kContained || !stands_without_furniture(one, two)) return;
    add(earlier, later, in_one, in_two);
  }

  // Two short notes under one long footer share most of their words and nothing of their news.
  static bool stands_without_furniture(const Sketch& one, const Sketch& two) {
    const std::size_t smaller = std::min(one.sample.size(), two.sample.size());
    return smaller > 0 && static_cast<double>(shared(one.sample, two.sample)) >= 0.3 * static_cast<double>(smaller);
  }

  // The shares are those of `later` that `earlier` holds, and the other way round.
  void add(Index earlier, Index later, double of_later, double of_earlier) {
    if (copied_from(earlier, later, of_later, of_earlier)) {
      copies_.push_back({later, earlier, of_earlier});
    } else {
      copies_.push_back({earlier, later, of_later});
    }
  }

  // Whether the one that comes first in the input is the copy.
  bool copied_from(Index earlier, Index later, double of_later, double of_earlier) const {
    const int credit = credited(later, earlier) - credited(earlier, later);
    if (credit != 0) return credit > 0;
    const auto one = day_of(documents_[earlier].date);
    const auto two = day_of(documents_[later].date);
    if (one && two && *one != *two) return *one > *two;
    // The shorter one holds little else than its source.
    return of_earlier > of_later;
  }

  // 1 if `document` credits the publisher of `source`, or some agency where `source` credits none.
  int credited(Index source, Index document) const {
    if (hints_.credits.size() != documents_.size()) return 0;
    const std::vector<std::string>& credits = hints_.credits[document];
    const std::string_view publisher = documents_[source].publisher;
    return !publisher.empty() && std::find(credits.begin(), credits.end(), publisher) != credits.end() ? 1 : 0;
  }

  std::span<const StoryInput> documents_;
  const CopyHints& hints_;
  std::vector<Sketch> sketches_;
  std::vector<Index> distinct_;
  std::unordered_map<std::uint64_t, Index> whole_;
  std::vector<Posting> postings_;
  std::vector<Copy> copies_;
};

}  // namespace

std::vector<Copy> find_copies(std::span<const StoryInput> documents, const CopyHints& hints) {
  return CopyFinder(documents, hints).run();
}

}  // namespace hearsay::story

namespace hearsay {

std::vector<Copy> find_copies(std::span<const StoryInput> documents) { return story::find_copies(documents, {}); }

}  // namespace hearsay

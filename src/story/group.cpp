#include "story/group.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "story/candidate_index.h"
#include "story/day.h"
#include "story/linkage.h"

namespace hearsay::story {
namespace {

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

// All indices inside are places in the order of arrival.
class Grouper {
 public:
  Grouper(std::span<const StoryInput> documents, const PairModel& model, const GroupOptions& options,
          const PairSink& sink)
      : documents_(documents), model_(model), options_(options), sink_(sink), order_(arrival_order(documents)) {}

  // Each document's group, in the order of the input.
  std::vector<Index> run(const std::vector<Copy>& copies) {
    groups_.resize(order_.size());
    std::iota(groups_.begin(), groups_.end(), Index{0});
    join_copies(copies);
    for (std::size_t begin = 0; begin < order_.size(); begin += options_.block) {
      take_in(begin, std::min(begin + options_.block, order_.size()));
    }
    std::vector<Index> of_input(order_.size());
    for (std::size_t i = 0; i < order_.size(); ++i) of_input[order_[i]] = groups_[i];
    return of_input;
  }

 private:
  // Copies begin in one group, which is then linked as a whole.
  void join_copies(const std::vector<Copy>& copies) {
    std::vector<Index> place(order_.size());
    for (Index i = 0; i < order_.size(); ++i) place[order_[i]] = i;
    const auto root = [&](Index i) {
      while (groups_[i] != i) i = groups_[i] = groups_[groups_[i]];
      return i;
    };
    for (const Copy& copy : copies) {
      const Index one = root(place[copy.original]);
      const Index two = root(place[copy.copy]);
      groups_[std::max(one, two)] = std::min(one, two);
    }
    for (Index i = 0; i < groups_.size(); ++i) groups_[i] = root(i);
  }

  void take_in(std::size_t begin, std::size_t end) {
    std::vector<DocumentTerms> counted;
    counted.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      counted.push_back(count_terms(documents_[order_[i]]));
      frequency_.add(distinct_terms(counted.back()));
    }
    vectors_.resize(end);
    neighbours_.resize(end);
    for (std::size_t i = begin; i < end; ++i) {
      vectors_[i] = weigh(counted[i - begin], frequency_);
      compare(static_cast<Index>(i));
      index_.add(static_cast<Index>(i), vectors_[i]);
    }
    score_pairs();
    link_average(groups_, edges_, threshold(), options_.candidates);
    sleep(end);
  }

  // From that of few documents to that of many.
  float threshold() const {
    const float many = std::min(1.0F, static_cast<float>(order_.size()) / kManyDocuments);
    return options_.small_threshold + many * (options_.threshold - options_.small_threshold);
  }

  void compare(Index document) {
    const Comparer comparer(vectors_[document]);
    for (const Index other : index_.look_up(vectors_[document], options_.candidates)) {
      const float words = comparer.words(vectors_[other]);
      neighbours_[other].add(words);
      neighbours_[document].add(words);
      if (words < kUnlike) continue;
      pairs_.push_back({other, document, comparer.features(vectors_[other], words)});
    }
  }

  // When all documents of the block have met, so that who came first doesn't matter.
  void score_pairs() {
    for (Pair& pair : pairs_) {
      set_neighbours(pair.features, neighbours_[pair.one], neighbours_[pair.two]);
      if (sink_) sink_(order_[pair.one], order_[pair.two], pair.features);
      const float score = pair_score(model_, pair.features);
      if (score >= kWeakest) edges_.push_back({pair.one, pair.two, score});
    }
    pairs_.clear();
  }

  void sleep(std::size_t end) {
    if (end <= options_.window) return;
    const auto first = static_cast<Index>(end - options_.window);
    index_.forget_below(first);
    std::erase_if(edges_, [first](const Edge& edge) { return edge.one < first; });
    for (; asleep_ < first; ++asleep_) vectors_[asleep_] = {};
  }

  struct Pair {
    Index one;
    Index two;
    PairFeatures features;
  };

  static constexpr float kManyDocuments = 400;
  static constexpr float kWeakest = 0.01F;
  static constexpr float kUnlike = 0.06F;  // cosine of words; hardly a pair of one story lies below

  std::span<const StoryInput> documents_;
  const PairModel& model_;
  GroupOptions options_;
  const PairSink& sink_;
  std::vector<Index> order_;
  std::vector<Index> groups_;
  std::vector<DocumentVector> vectors_;
  std::vector<Neighbours> neighbours_;
  std::vector<Pair> pairs_;  // of the block
  std::vector<Edge> edges_;
  DocumentFrequency frequency_;
  CandidateIndex index_;
  Index asleep_ = 0;
};

constexpr std::size_t kCentralMembers = 200;

// `sum` ascends by term and may hold one several times.
float centrality(const SparseVector& title, const SparseVector& sum) {
  float score = 0;
  std::size_t k = 0;
  for (const WeightedTerm& term : title) {
    while (k < sum.size() && sum[k].term < term.term) ++k;
    for (; k < sum.size() && sum[k].term == term.term; ++k) score += term.weight * sum[k].weight;
  }
  return score;
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

}  // namespace

GroupOptions default_group_options() {
  return {.threshold = 0.38F,
          .small_threshold = 0.5F,
          .candidates = 24,
          .block = 16384,
          .window = 65536,
          .use_copies = true};
}

Grouping group_documents(std::span<const StoryInput> documents, const CopyHints& hints, const PairModel& model,
                         const GroupOptions& options, const PairSink& sink) {
  Grouping grouping;
  if (options.use_copies) grouping.copies = find_copies(documents, hints);
  grouping.groups = partition(Grouper(documents, model, options, sink).run(grouping.copies));
  return grouping;
}

Index most_central(std::span<const StoryInput> documents, const std::vector<Index>& members) {
  const std::size_t looked_at = std::min(members.size(), kCentralMembers);
  if (looked_at < 3) return members.front();
  DocumentFrequency frequency;
  std::vector<DocumentTerms> counted;
  for (std::size_t i = 0; i < looked_at; ++i) counted.push_back(count_terms(documents[members[i]]));
  std::vector<DocumentVector> vectors;
  SparseVector sum;
  for (const DocumentTerms& terms : counted) {
    vectors.push_back(weigh(terms, frequency));
    sum.insert(sum.end(), vectors.back().words.begin(), vectors.back().words.end());
  }
  std::sort(sum.begin(), sum.end(), [](const auto& left, const auto& right) { return left.term < right.term; });
  Index best = members.front();
  float highest = -1;
  for (std::size_t i = 0; i < looked_at; ++i) {
    const bool untitled = documents[members[i]].title.empty();
    const float score = centrality(vectors[i].title, sum) * (untitled ? 0.5F : 1.0F);
    if (score > highest) {
      highest = score;
      best = members[i];
    }
  }
  return best;
}

}  // namespace hearsay::story

namespace hearsay {

Grouping group_documents(std::span<const StoryInput> documents) {
  return story::group_documents(documents, {}, story::default_pair_model(), story::default_group_options());
}

}  // namespace hearsay

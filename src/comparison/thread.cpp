#include "comparison/thread.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "core/partition.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "story/day.h"
#include "story/origin.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kDocuments = 60;   // of a thread of several stories
constexpr std::size_t kFewStories = 6;   // a name that more stories have joins none, in a case of many
constexpr double kShare = 0.01;          // of the stories: as many may have a name that joins
constexpr double kJoining = 1.3;         // weight of the names that two stories share
constexpr double kShared = 0.32;         // of the names of the one that has fewer: two matters of one country share some
constexpr double kLongestGap = 400;      // days: an anniversary still tells of its event
constexpr double kLeading = 2.2;        // times the weight: reports that begin with one name are about it
constexpr std::uint32_t kLead = 200;    // bytes
constexpr double kPlaceKnown = 0.2;      // half the world's reports name the same countries

// What it says for two stories that both name it.
double weight_of(const CaseEntity& entity, std::span<const Document> documents) {
  const bool two_words = entity.name.find(' ') != std::string::npos;
  switch (entity.type) {
    case EntityType::person:
      return two_words ? 1 : 0.6;
    case EntityType::organization:
    case EntityType::group:
      return two_words ? 0.8 : 0.6;
    case EntityType::place: {
      const bool known = std::any_of(entity.members.begin(), entity.members.end(), [&](const auto& member) {
        const auto& entities = documents[member.first].reading.entities;
        return member.second < entities.size() && entities[member.second].location.has_value();
      });
      return known ? kPlaceKnown : 0.7;
    }
    case EntityType::other:
      return 0.5;
    case EntityType::outlet:
    case EntityType::document:
      return 0;
  }
  return 0;
}

class Threads {
 public:
  Threads(std::span<const Document> documents, std::span<const CaseEntity> entities, std::span<const Story> stories)
      : documents_(documents), stories_(stories), partition_(stories.size()) {
    for (const Story& story : stories) size_.push_back(story.documents.size());
    join(entities);
  }

  std::vector<Thread> run() {
    std::map<std::size_t, Thread> threads;
    for (Index i = 0; i < stories_.size(); ++i) threads[partition_.root(i)].stories.push_back(i);
    std::vector<Thread> out;
    for (auto& [first, thread] : threads) {
      thread.story = merged(thread.stories);
      out.push_back(std::move(thread));
    }
    return out;
  }

 private:
  void join(std::span<const CaseEntity> entities) {
    std::unordered_map<Index, Index> story_of;
    for (Index i = 0; i < stories_.size(); ++i) {
      for (const Index document : stories_[i].documents) story_of.emplace(document, i);
    }
    const auto most = std::max(kFewStories, static_cast<std::size_t>(kShare * static_cast<double>(stories_.size())));
    std::map<std::pair<Index, Index>, double> shared;
    std::vector<double> names(stories_.size(), 0);
    for (const CaseEntity& entity : entities) {
      std::vector<Index> having;
      for (const auto& [document, number] : entity.members) {
        if (const auto found = story_of.find(document); found != story_of.end()) having.push_back(found->second);
      }
      sort_distinct(having);
      const double weight = weight_of(entity, documents_) * (leads(entity) ? kLeading : 1);
      for (const Index i : having) names[i] += weight;
      if (having.size() < 2 || having.size() > most) continue;
      for (std::size_t i = 0; i < having.size(); ++i) {
        for (std::size_t k = i + 1; k < having.size(); ++k) shared[{having[i], having[k]}] += weight;
      }
    }
    std::vector<std::tuple<double, Index, Index>> pairs;
    for (const auto& [pair, weight] : shared) {
      const auto [one, two] = pair;
      if (weight < kJoining || weight < kShared * std::min(names[one], names[two]) || years_apart(one, two)) continue;
      pairs.emplace_back(-weight, one, two);
    }
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [weight, one, two] : pairs) unite(one, two);
  }

  // It is named where most of the reports that name it begin: they are about it.
  bool leads(const CaseEntity& entity) const {
    std::size_t leading = 0;
    std::size_t all = 0;
    for (const auto& [document, number] : entity.members) {
      const auto& mentions = documents_[document].reading.entities[number].mentions;
      ++all;
      leading += !mentions.empty() && mentions.front().span.begin < kLead ? 1 : 0;
    }
    return all > 1 && leading * 4 >= all * 3;
  }

  bool years_apart(Index one, Index two) const {
    const auto ends = [&](Index i) {
      return std::pair(story::day_of(stories_[i].first), story::day_of(stories_[i].last));
    };
    const auto [first, last] = ends(one);
    const auto [other_first, other_last] = ends(two);
    if (!first || !last || !other_first || !other_last) return false;
    return *first - *other_last > kLongestGap || *other_first - *last > kLongestGap;
  }

  void unite(Index one, Index two) {
    const auto [left, right] = std::minmax({partition_.root(one), partition_.root(two)});
    if (left == right || size_[left] + size_[right] > kDocuments) return;
    partition_.merge(left, right);
    size_[left] += size_[right];
  }

  Story merged(const std::vector<Index>& stories) const {
    if (stories.size() == 1) return stories_[stories.front()];
    Story all;
    for (const Index i : stories) {
      all.documents.insert(all.documents.end(), stories_[i].documents.begin(), stories_[i].documents.end());
      all.copies.insert(all.copies.end(), stories_[i].copies.begin(), stories_[i].copies.end());
    }
    const auto day = [&](Index document) {
      const auto& published = documents_[document].article.published;
      return (published ? story::day_of(published->value) : std::nullopt).value_or(0);
    };
    std::sort(all.documents.begin(), all.documents.end(), [&](Index left, Index right) {
      return day(left) != day(right) ? day(left) < day(right) : left < right;
    });
    all.origins = story::find_origins(documents_, all.documents, all.copies);
    return all;
  }

  std::span<const Document> documents_;
  std::span<const Story> stories_;
  Partition partition_;
  std::vector<std::size_t> size_;
};

}  // namespace

std::vector<Thread> find_threads(std::span<const Document> documents, std::span<const CaseEntity> entities,
                                 std::span<const Story> stories) {
  return Threads(documents, entities, stories).run();
}

}  // namespace hearsay::comparison

#include "comparison/comparison.h"

#include <algorithm>
#include <set>

#include "comparison/denial.h"
#include "comparison/effect.h"
#include "comparison/event.h"
#include "comparison/figure.h"
#include "comparison/relation.h"
#include "comparison/statement.h"
#include "comparison/story_view.h"
#include "comparison/thread.h"
#include "core/enums.h"

namespace hearsay {
namespace {

using comparison::StoryView;

constexpr std::size_t kComparisons = 200;  // of a story
constexpr std::size_t kPairs = 150;        // of claims of a story that the model reads, where it reads closely
constexpr std::size_t kCloseBytes = 2'000'000;  // of text in a case whose reports are laid side by side closely: some 500
constexpr float kPlausible = 0.08F;        // how surely the model must see a contradiction where rules are sure of one
constexpr float kSure = 0.75F;             // and where they are not

// Whether the members lie on those of one of `all` in two documents; of one of the same kind, or of any.
bool told_already(const std::vector<Comparison>& all, const Comparison& comparison, bool any_kind = false) {
  return std::any_of(all.begin(), all.end(), [&](const Comparison& other) {
    if (!any_kind && other.kind != comparison.kind) return false;
    std::set<Index> documents;
    for (const ComparisonMember& one : comparison.members) {
      for (const ComparisonMember& two : other.members) {
        if (one.document == two.document && one.span.overlaps(two.span)) documents.insert(one.document);
      }
    }
    return documents.size() >= 2;
  });
}

void append(std::vector<Comparison>& all, std::vector<Comparison> more) {
  for (Comparison& comparison : more) {
    // Copies of one text agree: that says nothing.
    if (comparison.verdict == Verdict::agree && comparison.origins < 2) continue;
    if (comparison.kind == ComparisonKind::position && told_already(all, comparison)) continue;
    all.push_back(std::move(comparison));
  }
}

// Conflicts that rules hold for such and that the model of relations sees too. What is told already it isn't asked about.
std::vector<Comparison> seen(const StoryView& view, const std::vector<Comparison>& all, std::vector<Comparison> found,
                             float least) {
  std::erase_if(found, [&](const Comparison& one) {
    return told_already(all, one) || comparison::contradiction_seen(view, one) < least;
  });
  return found;
}

std::vector<Comparison> compare_story(const StoryView& view, bool closely) {
  std::vector<Comparison> comparisons;
  const std::vector<comparison::Statement> statements = comparison::collect_statements(view);
  append(comparisons, comparison::compare_figures(view));
  append(comparisons, comparison::compare_positions(view, statements));
  append(comparisons, comparison::compare_inside(view));
  append(comparisons, comparison::compare_events(view));
  if (view.members().size() > 1) {
    comparison::Denials denials = comparison::compare_denials(view);
    append(comparisons, seen(view, comparisons, std::move(denials.sure), kPlausible));
    append(comparisons, seen(view, comparisons, std::move(denials.doubtful), kSure));
    append(comparisons, comparison::compare_dates(view));
    append(comparisons, comparison::compare_effect_dates(view));
    append(comparisons, comparison::compare_statements(view, statements));
    if (closely) {
      for (Comparison& found : comparison::compare_claims(view, kPairs, comparisons)) {
        if (!told_already(comparisons, found, true)) comparisons.push_back(std::move(found));
      }
    }
  }
  std::stable_sort(comparisons.begin(), comparisons.end(), [](const Comparison& left, const Comparison& right) {
    const int one = rank_of(left.verdict);
    const int two = rank_of(right.verdict);
    return one != two ? one < two : left.origins > right.origins;
  });
  if (comparisons.size() > kComparisons) comparisons.resize(kComparisons);
  return comparisons;
}

// The story that most of the members are of; of equals the first.
Index home_of(const Comparison& comparison, std::span<const Story> stories, const std::vector<Index>& thread) {
  Index home = thread.front();
  std::ptrdiff_t most = 0;
  for (const Index i : thread) {
    const std::vector<Index>& documents = stories[i].documents;
    const auto held = std::count_if(comparison.members.begin(), comparison.members.end(), [&](const auto& member) {
      return std::find(documents.begin(), documents.end(), member.document) != documents.end();
    });
    if (held > most) {
      most = held;
      home = i;
    }
  }
  return home;
}

}  // namespace

std::vector<Comparison> compare_stories(std::span<const Document> documents, std::span<const CaseEntity> entities,
                                        std::span<const Story> stories) {
  const comparison::EntityLookup lookup(entities);
  std::size_t bytes = 0;
  for (const Document& document : documents) bytes += document.article.text.size();
  std::vector<Comparison> comparisons;
  for (const comparison::Thread& thread : comparison::find_threads(documents, entities, stories)) {
    for (Comparison& comparison : compare_story(StoryView(documents, lookup, thread.story, thread.stories.front()), bytes <= kCloseBytes)) {
      if (thread.stories.size() > 1) comparison.story = home_of(comparison, stories, thread.stories);
      comparisons.push_back(std::move(comparison));
    }
  }
  std::stable_sort(comparisons.begin(), comparisons.end(),
                   [](const Comparison& left, const Comparison& right) { return left.story < right.story; });
  return comparisons;
}

}  // namespace hearsay

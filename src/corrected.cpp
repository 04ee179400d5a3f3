#include "corrected.h"

#include <map>
#include <unordered_map>
#include <utility>

#include "comparison/comparison.h"
#include "story/origin.h"
#include "story/passage.h"

namespace hearsay {
namespace {

// By publication, the undated last; those of one day as they were read.
void order_documents(std::span<const Document> documents, Story& story) {
  const auto date = [&](Index i) {
    const std::optional<Date>& published = documents[i].article.published;
    return published ? published->value : std::string();
  };
  std::stable_sort(story.documents.begin(), story.documents.end(), [&](Index left, Index right) {
    const std::string one = date(left);
    const std::string two = date(right);
    if (one.empty() != two.empty()) return two.empty();
    return one.substr(0, 10) < two.substr(0, 10);
  });
  story.first.clear();
  story.last.clear();
  for (const Index document : story.documents) {
    const std::string day = date(document).substr(0, 10);
    if (day.empty()) continue;
    if (story.first.empty() || day < story.first) story.first = day;
    story.last = std::max(story.last, day);
  }
}

}  // namespace

std::vector<Comparison> compare_anew(std::span<const Document> documents, std::span<const CaseEntity> entities,
                                     std::span<Story> stories) {
  for (Story& story : stories) {
    order_documents(documents, story);
    story.passages = story::find_passages(documents, story.documents);
    story.origins = story::find_origins(documents, story.documents, story.copies);
  }
  return compare_stories(documents, entities, stories);
}

void correct_account(Account& account, const std::vector<std::int64_t>& numbers,
                     const std::vector<StandingCorrection>& log) {
  if (log.empty()) return;
  std::unordered_map<std::int64_t, Index> indices;
  for (Index i = 0; i < numbers.size(); ++i) indices.emplace(numbers[i], i);
  const auto index_of = [&](std::int64_t number) {
    const auto found = indices.find(number);
    return found == indices.end() ? kNone : found->second;
  };

  std::map<std::pair<Index, Index>, Index> owners;
  for (Index e = 0; e < account.entities.size(); ++e) {
    for (const auto& member : account.entities[e].members) owners.emplace(member, e);
  }
  const auto member_of = [&](const CorrectionPlace& place) { return std::pair(index_of(place.document), place.position); };
  (void)correct_entities(
      log, account.entities,
      [&](const CorrectionPlace& place) {
        const auto owner = owners.find(member_of(place));
        return owner == owners.end() ? kNone : owner->second;
      },
      member_of);

  std::set<Index> touched = move_documents(log, account.stories, index_of,
                                           [&](Index document) { return account.documents[document].article.title; });
  std::set<Index> corrected;
  for (const StandingCorrection& entry : log) {
    const CorrectionKind kind = entry.correction.kind;
    if (entry.undone || entry.dangling || (kind != CorrectionKind::reject && kind != CorrectionKind::edit)) continue;
    const Index document = index_of(entry.parts.front().front().document);
    if (document != kNone) corrected.insert(document);
  }
  for (const Index document : corrected) correct_document(log, numbers[document], account.documents[document]);
  for (Index s = 0; s < account.stories.size(); ++s) {
    for (const Index document : account.stories[s].documents) {
      if (corrected.contains(document)) touched.insert(s);
    }
  }
  if (touched.empty()) return;

  std::vector<Index> places(touched.begin(), touched.end());
  std::vector<Story> anew;
  for (const Index place : places) anew.push_back(std::move(account.stories[place]));
  std::vector<Comparison> comparisons = compare_anew(account.documents, account.entities, anew);
  for (std::size_t i = 0; i < places.size(); ++i) account.stories[places[i]] = std::move(anew[i]);
  std::erase_if(account.comparisons, [&](const Comparison& comparison) { return touched.contains(comparison.story); });
  for (Comparison& comparison : comparisons) {
    comparison.story = places[comparison.story];
    account.comparisons.push_back(std::move(comparison));
  }
  std::stable_sort(account.comparisons.begin(), account.comparisons.end(),
                   [](const Comparison& left, const Comparison& right) { return left.story < right.story; });
}

}  // namespace hearsay

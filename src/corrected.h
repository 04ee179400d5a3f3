// A person's corrections over what was read: over a whole account for reports and exports, over one story for the server.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "case/case.h"
#include "case/correction.h"
#include "hearsay/account.h"

namespace hearsay {

// Applies the log. `numbers` are the documents' numbers in the case, in the order of account.documents. Stories that a
// correction touches are compared anew; ids of entities stay (one that was merged into another is left without members).
void correct_account(Account& account, const std::vector<std::int64_t>& numbers,
                     const std::vector<StandingCorrection>& log);

// The account of a case with the log applied; where documents were added since it was made, it is made now.
[[nodiscard]] Result<Account> corrected_account(CaseFile& file);

// Origins, dates and comparisons of stories whose documents have changed. The comparisons' `story` is the place in
// `stories`.
[[nodiscard]] std::vector<Comparison> compare_anew(std::span<const Document> documents,
                                                   std::span<const CaseEntity> entities, std::span<Story> stories);

// Moves documents between stories, in the order of the log. `index_of` gives a document's place by its number, `title_of`
// its title. Stories keep their places: one that lost its last document is left without any. Gives the stories touched.
template <class Story_, class IndexOf, class TitleOf>
std::set<Index> move_documents(const std::vector<StandingCorrection>& log, std::vector<Story_>& stories,
                               const IndexOf& index_of, const TitleOf& title_of) {
  std::set<Index> touched;
  const auto story_of = [&](Index document) {
    for (Index i = 0; i < stories.size(); ++i) {
      const auto& documents = stories[i].documents;
      if (std::find(documents.begin(), documents.end(), document) != documents.end()) return i;
    }
    return kNone;
  };
  for (const StandingCorrection& entry : log) {
    if (entry.undone || entry.dangling || entry.correction.kind != CorrectionKind::move) continue;
    const Index document = index_of(entry.parts.front().front().document);
    const Index from = document == kNone ? kNone : story_of(document);
    if (from == kNone) continue;
    Index into = static_cast<Index>(stories.size());
    if (entry.parts.size() > 1 && !entry.parts[1].empty()) into = story_of(index_of(entry.parts[1].front().document));
    if (into == kNone || into == from) continue;
    if (into == stories.size()) {
      if (stories[from].documents.size() == 1) continue;  // it has one of its own already
      stories.emplace_back();
      stories.back().title = title_of(document);
    }
    std::erase(stories[from].documents, document);
    std::erase_if(stories[from].copies, [&](const Copy& copy) { return copy.original == document || copy.copy == document; });
    for (auto& origin : stories[from].origins) std::erase(origin, document);
    std::erase_if(stories[from].origins, [](const auto& origin) { return origin.empty(); });
    stories[into].documents.push_back(document);
    touched.insert(from);
    touched.insert(into);
  }
  return touched;
}

}  // namespace hearsay

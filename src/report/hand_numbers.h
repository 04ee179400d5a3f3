// Whose word each claim of a case is, in the names that JSON and CSV give to hands.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "hearsay/account.h"
#include "report/wording.h"
#include "story/origin.h"

namespace hearsay::report {

// By story and number: "s1h2". The account must outlive it.
class HandNumbers {
 public:
  explicit HandNumbers(const Account& account) : story_of_(account.documents.size(), kNone) {
    for (Index i = 0; i < account.entities.size(); ++i) {
      for (const auto& [document, entity] : account.entities[i].members) entities_[{document, entity}] = i;
    }
    for (Index i = 0; i < account.stories.size(); ++i) {
      const Story& story = account.stories[i];
      hands_.emplace_back(account.documents, story, [this](Index document, Index entity) {
        const auto found = entities_.find({document, entity});
        return found == entities_.end() ? kNone : found->second;
      });
      // All at once, so that a hand has one number whichever claims are asked for.
      for (const Index document : story.documents) {
        story_of_[document] = i;
        (void)hands_.back().hand(document, kNone);
        const auto claims = static_cast<Index>(account.documents[document].reading.attributions.size());
        for (Index claim = 0; claim < claims; ++claim) (void)hands_.back().hand(document, claim);
      }
    }
  }
  HandNumbers(const HandNumbers&) = delete;
  HandNumbers& operator=(const HandNumbers&) = delete;

  // `attribution` is kNone for what a document tells on its own word; empty for a document of no story.
  [[nodiscard]] std::string operator()(Index document, Index attribution) {
    const Index story = story_of_[document];
    if (story == kNone) return {};
    return story_id(story) + "h" + std::to_string(hands_[story].hand(document, attribution) + 1);
  }

 private:
  std::vector<Index> story_of_;
  std::map<std::pair<Index, Index>, Index> entities_;
  std::vector<story::Hands> hands_;
};

}  // namespace hearsay::report

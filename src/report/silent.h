// In which reports nothing was found of what a comparison compares. Silence is no disagreement.
#pragma once

#include <set>
#include <vector>

#include "hearsay/account.h"

namespace hearsay::report {

class SilentReports {
 public:
  // The account must outlive it.
  explicit SilentReports(const Account& account) : account_(account), story_of_(account.documents.size(), kNone) {
    for (Index i = 0; i < account.stories.size(); ++i) {
      for (const Index document : account.stories[i].documents) {
        if (document < story_of_.size()) story_of_[document] = i;
      }
    }
  }

  // Of the stories that its members are of, in their order. None where a report is held against itself.
  [[nodiscard]] std::vector<Index> operator()(const Comparison& comparison) const {
    std::set<Index> told;
    std::set<Index> stories;
    for (const ComparisonMember& member : comparison.members) {
      if (member.document >= story_of_.size()) continue;
      told.insert(member.document);
      if (story_of_[member.document] != kNone) stories.insert(story_of_[member.document]);
    }
    std::vector<Index> silent;
    if (told.size() < 2) return silent;
    for (const Index story : stories) {
      for (const Index document : account_.stories[story].documents) {
        if (document < story_of_.size() && !told.contains(document)) silent.push_back(document);
      }
    }
    return silent;
  }

 private:
  const Account& account_;
  std::vector<Index> story_of_;
};

}  // namespace hearsay::report

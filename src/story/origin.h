// Origins: which reports of a story go back to one hand that we can see.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "hearsay/account.h"
#include "story/office.h"
#include "story/publisher.h"

namespace hearsay::story {

// The agencies that a document credits, as they stand in its article and its chains.
[[nodiscard]] std::vector<std::string> credits_of(const Document& document);

// A partition of `members`: copies are one origin; so are reports that credit the same agency, and reports whose leads
// rest on the same outlet's word, with that outlet's own. In order of their first member.
[[nodiscard]] std::vector<std::vector<Index>> find_origins(std::span<const Document> documents,
                                                           const std::vector<Index>& members,
                                                           const std::vector<Copy>& copies);

// The case entity that a document's entity is, or kNone.
using FindEntity = std::function<Index(Index document, Index entity)>;

// Whose word a claim is, finer than a report's origin: one story's reports that have a claim from one hand we can see have
// one number for it. What is told to an outlet, or taken over from one, is that outlet's; what somebody says to all is theirs;
// what nobody in particular stands behind is the report's own, and so its origin's.
//   "an official told the Lantern" in two reports  one hand, the Lantern's; the Lantern's own report has it too
//   the minister in three reports                  one hand, the minister's
//   "ten people died" in two reports               two hands, the two outlets'
// The documents must outlive it.
class Hands {
 public:
  Hands(std::span<const Document> documents, const Story& story, FindEntity find);
  // Of a claim in a document of the story; `attribution` is kNone where it is told on the report's own word. The claims of
  // one number are one hand's; numbers count from 0 as they are asked for.
  [[nodiscard]] Index hand(Index document, Index attribution);

 private:
  [[nodiscard]] std::string own_word(Index document) const;
  void learn_outlets(Index document);
  void learn_offices(Index document);
  [[nodiscard]] std::optional<std::string> told_by(Index document, const Attribution& attribution) const;
  [[nodiscard]] std::string key(Index document, const Attribution& attribution) const;

  std::span<const Document> documents_;
  FindEntity find_;
  std::unordered_map<Index, Index> origin_;  // document -> the first document of its origin
  Publishers publishers_;
  Offices offices_;
  std::set<std::string> outlets_;  // that somebody told something
  std::map<std::string, Index> numbers_;
};

}  // namespace hearsay::story

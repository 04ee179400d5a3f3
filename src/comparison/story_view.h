// What the comparisons of one story share: its documents with their dates, outlets and origins, and who speaks.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hearsay/account.h"

namespace hearsay::comparison {

// (document, entity in it) -> case entity.
class EntityLookup {
 public:
  explicit EntityLookup(std::span<const CaseEntity> entities);
  [[nodiscard]] Index find(Index document, Index entity) const;
  [[nodiscard]] const CaseEntity* get(Index entity) const {
    return entity < entities_.size() ? &entities_[entity] : nullptr;
  }

 private:
  std::span<const CaseEntity> entities_;
  std::unordered_map<std::uint64_t, Index> places_;
};

// Who stands behind a claim. Unnamed sources have no entity; their words are their name.
struct Voice {
  Index entity = kNone;  // of the case
  std::string name;
  std::vector<std::uint32_t> stems;  // of the name
  SpeakerKind kind = SpeakerKind::named;
};

// Whether two voices are surely one: the same entity of the case, or the same last name where the case doesn't say.
[[nodiscard]] bool same_voice(const std::optional<Voice>& one, const std::optional<Voice>& two);
// Whether they are surely two.
[[nodiscard]] bool different_voices(const std::optional<Voice>& one, const std::optional<Voice>& two);

class StoryView {
 public:
  StoryView(std::span<const Document> documents, const EntityLookup& entities, const Story& story, Index number);

  [[nodiscard]] Index number() const { return number_; }
  [[nodiscard]] const std::vector<Index>& members() const { return members_; }
  [[nodiscard]] const Document& document(Index i) const { return documents_[i]; }
  [[nodiscard]] std::string_view text(Index i) const { return documents_[i].article.text; }
  [[nodiscard]] std::optional<double> day(Index i) const;
  [[nodiscard]] Index origin(Index i) const;
  [[nodiscard]] const EntityLookup& entities() const { return entities_; }
  // The publisher; where it has none its only credit, if no other report of the story goes by it; then the host of its
  // address or its id.
  [[nodiscard]] std::string outlet(Index i) const;
  [[nodiscard]] std::optional<Voice> voice(Index document, Index attribution) const;

  // A member whose text is read from the span.
  [[nodiscard]] ComparisonMember member(Index document, Span span, std::string value, Index attribution) const;
  // Counts the origins behind the members and sets the story.
  void finish(Comparison& comparison) const;

 private:
  std::span<const Document> documents_;
  const EntityLookup& entities_;
  Index number_;
  std::vector<Index> members_;
  std::unordered_map<Index, Index> origin_;
  [[nodiscard]] Index source_of(const ComparisonMember& member) const;

  std::map<std::string, Index> publishers_;     // the first report of each
  std::map<std::string, std::size_t> bylines_;  // credits of reports without a publisher, and publishers
};

// "A", "A and B", "A, B and C", "A, B and 4 others".
[[nodiscard]] std::string listed(std::vector<std::string> names);
// As names stand within a sentence: "a source in the harbour", "the Health Ministry".
[[nodiscard]] std::string in_sentence(std::string name);
// As a sentence begins.
[[nodiscard]] std::string capitalized(std::string sentence);
// Each outlet once, in the members' order.
[[nodiscard]] std::string outlets_of(const StoryView& view, const std::vector<ComparisonMember>& members);

}  // namespace hearsay::comparison

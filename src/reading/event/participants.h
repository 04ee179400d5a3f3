// participants: who did it, to whom, and who else took part, by the places of phrases around a trigger.
#pragma once

#include <optional>
#include <vector>

#include "reading/event/sentence_view.h"

namespace hearsay::event {

// Indices into the view's phrases, the first one foremost.
struct Actors {
  std::vector<std::uint32_t> sources;
  std::vector<std::uint32_t> targets;
};

class ActorFinder {
 public:
  ActorFinder(const EventText& text, const SentenceView& view) : text_(text), view_(view) {}

  [[nodiscard]] Actors find(std::uint32_t trigger) const;
  // The phrase that is the subject of a verb, its governor's where it has none of its own; kNoToken if nobody is.
  [[nodiscard]] std::uint32_t subject(std::uint32_t trigger) const;
  // The first phrase for somebody behind the trigger, within its clause.
  [[nodiscard]] std::uint32_t object(std::uint32_t trigger) const;
  // A phrase and those joined to it by "and" or a comma, in order.
  [[nodiscard]] std::vector<std::uint32_t> joined(std::uint32_t phrase) const;
  // The same with those who lead or represent them, and whom these lead: "Velmia, represented by Doe, and Korr".
  [[nodiscard]] std::vector<std::uint32_t> everyone(std::uint32_t phrase) const;
  // The phrase behind a token that a preposition leads to; kNoToken if there is none in the clause.
  [[nodiscard]] std::uint32_t with_preposition(std::uint32_t token, std::string_view preposition) const;
  // The verb a noun hangs on: "held" of "held talks"; kNoToken where it is another event's or there is none.
  [[nodiscard]] std::uint32_t light_verb(std::uint32_t trigger) const;

 private:
  [[nodiscard]] std::uint32_t phrase_in(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] std::uint32_t behind(std::uint32_t token, bool skip_by) const;
  [[nodiscard]] std::uint32_t led_by(std::uint32_t phrase) const;
  [[nodiscard]] std::uint32_t clause_end(std::uint32_t token) const;
  [[nodiscard]] Actors find_nominal(std::uint32_t trigger) const;

  const EventText& text_;
  const SentenceView& view_;
};

}  // namespace hearsay::event

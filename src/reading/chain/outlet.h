// Outlets in a text: what carries other people's words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hearsay/document.h"
#include "reading/attribution/word_class.h"
#include "text/text.h"

namespace hearsay {

struct Outlet {
  std::string name;  // "al-Dar" of "Norland's al-Dar newspaper", "state television"
  Index entity = kNone;
  Span words;  // the whole phrase without article
};

// Finds outlets by the entities that are ones and by words such as "newspaper" and "news agency".
class OutletFinder {
 public:
  OutletFinder(const Text& text, const std::vector<Word>& words, const std::vector<Entity>& entities);
  // The outlet whose phrase begins at token `first`; nullopt if that is none. `limit` bounds the phrase.
  [[nodiscard]] std::optional<Outlet> at(std::uint32_t first, std::uint32_t limit) const;

 private:
  [[nodiscard]] std::optional<Outlet> named_before(std::uint32_t token) const;
  const Text& text_;
  const std::vector<Word>& words_;
  const std::vector<Entity>& entities_;
  std::vector<Index> entity_at_;  // the outlet entity that a token belongs to
};

}  // namespace hearsay

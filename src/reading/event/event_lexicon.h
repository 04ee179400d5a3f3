// event_lexicon: the verbs and nouns that tell of events, and what they tell.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hearsay::event {

// CAMEO's twenty roots in PLOVER's words; type_of folds them to PLOVER's sixteen classes.
enum class Root : std::uint8_t {
  consult, agree, support, cooperate, aid, concede, retreat, request, demand, investigate, accuse, reject, threaten,
  protest, mobilize, sanction, coerce, assault, fight,
};
inline constexpr std::size_t kRoots = 19;

[[nodiscard]] Root root_of(std::string_view word);      // "CONSULT"; the words of the lexicon only
[[nodiscard]] std::string_view type_of(Root root);      // PLOVER: "REQUEST" of demand, "ACCUSE" of investigate
[[nodiscard]] std::string_view default_code(Root root); // CAMEO's root as a code: "040"

struct Entry {
  Root root = Root::consult;
  std::string_view subtype;  // "phone-call"; may be empty
  std::string_view code;     // CAMEO
  std::string_view lemma;    // "call for", "peace talks"
};

enum Form : std::uint8_t { kBase = 1, kThird = 2, kPast = 4, kParticiple = 8, kGerund = 16 };

// Entries a form of a word belongs to; the first is the one to take where nothing tells them apart.
struct Found {
  const std::vector<const Entry*>* entries = nullptr;
  std::uint8_t forms = 0;    // of a verb
  std::size_t length = 0;    // bytes of the whole phrase
  [[nodiscard]] explicit operator bool() const { return entries != nullptr; }
};

// The longest verb or noun phrase at the beginning of `lower`, which runs to the sentence's end; `word` is its first
// word's length in bytes. A phrase ends where a word ends.
[[nodiscard]] Found find_verb(std::string_view lower, std::size_t word);
[[nodiscard]] Found find_noun(std::string_view lower, std::size_t word);

// The base form of a verb's form, by the lexicon or else by its ending: "visits" gives "visit".
[[nodiscard]] std::string_view verb_lemma(std::string_view lower);

// What the lexicon is made of: lines "CLASS subtype code: phrase, phrase".
[[nodiscard]] std::string_view verb_lines();
[[nodiscard]] std::string_view noun_lines();

}  // namespace hearsay::event

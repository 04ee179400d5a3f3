// entity_table: a document's entities while they are being found. Names come in text order and join the entity they
// are a form of; nominals ask who bears a role or was introduced as a source.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hearsay/document.h"
#include "reading/name/name.h"
#include "reading/words.h"

namespace hearsay {

enum class Gender : std::uint8_t { unknown, male, female };

struct EntityDraft {
  Entity entity;
  Gender gender = Gender::unknown;
  bool named = true;                    // false: an unnamed source, known by the words first used
  bool plural = false;                  // a group of people, never "he" or "she"
  std::vector<std::string> role_heads;  // "leader" of "supreme leader"; an unnamed source's own noun
  std::vector<std::string> owners;      // whose leader: "velm" of "Velm's leader", "the Velm leader", folded
  std::vector<std::string> words;       // of the fullest name, folded
  std::vector<std::string> heads;       // nouns it was called by, in the singular
  std::vector<std::string> modifiers;   // and the words before them
  std::uint32_t last_word = 0;          // of the latest mention
  std::vector<Index> members;           // of "Anna Harl and Tom Brook"
  std::size_t together = 0;             // mentions by all their names
};

// Lower case without accents, hyphens and apostrophes, a leading article cut: "al-Dár" and "Al Dar" are one.
[[nodiscard]] std::string fold_name(std::string_view name);
// Its words.
[[nodiscard]] std::vector<std::string> split_folded(std::string_view folded);
// The consonants of a folded name, doubled and kindred letters as one: the spellings of one name in another script.
[[nodiscard]] std::string name_skeleton(std::string_view folded);
[[nodiscard]] std::string singular_of(std::string_view noun);
// The nouns of a role: "spokesman" of "former spokesman for the ministry", "leader" and "ayatollah" of "Supreme Leader
// Ayatollah".
[[nodiscard]] std::vector<std::string> role_heads(std::string_view role);

// "Velm" and "Velmian": a people is called after its place by their first letters.
[[nodiscard]] bool same_owner(std::string_view left, std::string_view right);

class EntityTable {
 public:
  explicit EntityTable(const TextWords& words) : words_(words) {}

  // The entity a name belongs to, made where there is none yet; the mention is noted.
  Index add_name(const Name& name);
  // An unnamed source: an entity by the words that introduce it.
  Index add_unnamed(Span span, EntityType type, std::string_view head, bool plural);
  // Some known by name who stand together: "Anna Harl and Tom Brook".
  Index add_several(std::vector<Index> members, Span span);
  void add_mention(Index entity, Span span, MentionForm form);

  // Who bears a role with this noun, latest mentioned first; words before the noun must stand in the role as well.
  // `owner` ("velmian", "velm") prefers those known to be Velm's. kNone if nobody bears it.
  [[nodiscard]] Index find_role(std::string_view head, const std::vector<std::string_view>& modifiers,
                                std::string_view owner) const;
  // The unnamed source last spoken of by this noun; not one of another owner or kind.
  [[nodiscard]] Index find_unnamed(std::string_view head, bool plural, std::string_view owner = {},
                                   const std::vector<std::string_view>& modifiers = {}) const;
  // Those who stood together last: so many (0: any number) who all bear a role ("": any), not long before a word.
  [[nodiscard]] Index find_several(std::size_t count, std::string_view role, std::uint32_t word) const;
  // The unnamed person mentioned last, not long before a word.
  [[nodiscard]] Index find_recent_unnamed(std::uint32_t word) const;
  // The body or outlet whose name holds this noun ("the ministry"), latest mentioned first, else the one that was called so;
  // not one of another owner or kind ("the health ministry").
  [[nodiscard]] Index find_body(std::string_view noun, std::string_view owner = {}, const std::vector<std::string_view>& modifiers = {}) const;
  // Whom "the newspaper" or "the group" at a word means: the only outlet, the only body, named shortly before it.
  [[nodiscard]] Index find_recent_body(std::string_view noun, std::uint32_t word) const;

  [[nodiscard]] std::vector<EntityDraft>& drafts() { return drafts_; }
  [[nodiscard]] const std::vector<EntityDraft>& drafts() const { return drafts_; }

 private:
  [[nodiscard]] Name whole_outlet(const Name& name) const;
  [[nodiscard]] Index find_longer_body(const std::vector<std::string>& words) const;
  [[nodiscard]] Index find_misspelt(std::string_view word, std::size_t at) const;
  [[nodiscard]] Index find_described(const Name& name, Gender gender) const;
  void give_name(Index entity, const Name& name, std::string_view text, std::vector<std::string> words, const std::string& key);
  [[nodiscard]] Index find_outlet_by_last(std::string_view word) const;
  [[nodiscard]] Index find_person(const std::vector<std::string>& words, Gender gender) const;
  [[nodiscard]] Index find_by_acronym(std::string_view name, const std::vector<std::string>& words, EntityType type) const;
  void index_acronyms(Index entity, const Name& name, const std::vector<std::string>& words);
  void index_name(Index entity, const std::vector<std::string>& words, std::string_view full);
  void add_role(Index entity, const Name& name);
  void grow_name(Index entity, std::string_view name, const std::vector<std::string>& words);

  const TextWords& words_;
  std::vector<EntityDraft> drafts_;
  std::unordered_map<std::string, Index> by_name_;                  // folded whole names
  std::unordered_map<std::string, std::vector<Index>> by_word_;     // a person's first and last words
  std::unordered_map<std::string, Index> by_acronym_;               // "who" of "World Health Organization"
  std::unordered_map<std::string, std::vector<Index>> by_role_;     // by a role's noun
  std::map<std::vector<Index>, Index> by_members_;                  // those who stand together
  std::vector<Index> recent_several_;                               // the last of them, the latest at the end
};

}  // namespace hearsay

// discourse: who has been spoken of so far, and for a pronoun or a common noun the row of features with each of them
// that could be meant. ranking.h weighs the rows.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/coreference/entity_table.h"
#include "reading/coreference/mention.h"
#include "reading/coreference/pronoun.h"

namespace hearsay {

inline constexpr std::size_t kRankFeatures = 57;
// Features of a pronoun that the resolver knows of.
inline constexpr std::size_t kSoleActor = 37;
inline constexpr std::size_t kLastSpeaker = 38;
inline constexpr std::size_t kOpeningSpeaker = 39;
inline constexpr std::size_t kSalience = 46;
inline constexpr std::size_t kRule = 50;  // whom the rules of who speaks would take
using RankRow = std::array<float, kRankFeatures>;

// A pronoun or a common noun that asks who is meant.
struct MentionQuery {
  std::optional<PronounKind> pronoun;  // absent for a noun
  Nominal nominal;                     // where there is no pronoun
  std::size_t word = 0;                // the pronoun, or the noun
  std::size_t first = 0;               // the first word of its phrase
  std::uint32_t sentence = 0;
  bool subject = false;
  bool object = false;     // "him", "them"
  bool reflexive = false;  // "himself": the subject of its own clause
  bool possessive = false;
  bool source = false;             // an attribution's source
  Span content;                    // and what it says, from the first word to the last
  Index speaker = kNone;           // who utters the quotation around it, where known
  bool in_content = false;         // it stands in an attribution's content
  Index not_entity = kNone;        // who cannot be meant
  Index ahead = kNone;             // who is named behind the clause that opens the sentence: "As he left, Harl said"
  std::string_view not_name = {};  // his or her family name, folded, where the quotation stands before its source
  std::vector<std::string> modifiers;  // words between determiner and noun, lower case
  std::string head;                    // the noun in the singular
  std::string owner;                   // "velm" of "Velm's leader", folded
};

class Discourse {
 public:
  Discourse(const TextWords& words, const EntityTable& table) : words_(words), table_(table) {}

  // A mention whose first word is `first` and last word `last`. `subject`: it stands where a clause's subject stands;
  // `source`: it is an attribution's source.
  void note(Index entity, std::size_t first, std::size_t last, MentionForm form, bool subject, bool source);
  // How well a pronoun fits one spoken of before by nearness, grammar and speech alone.
  [[nodiscard]] double salience(const MentionQuery& query, Index entity, std::size_t place) const;

  // Who could be meant, the one mentioned last first.
  [[nodiscard]] std::vector<Index> candidates(const MentionQuery& query) const;
  // The one who acts or speaks in the query's paragraph outside quotations, if there is just one: "Harl stood at the pump.
  // “We opened the valve,” he said". `acted`: there is one or more.
  [[nodiscard]] Index sole_actor(const MentionQuery& query, const std::vector<Index>& candidates, bool& acted) const;
  // `place`: the candidate's place in their list.
  [[nodiscard]] RankRow row(const MentionQuery& query, Index entity, std::size_t place) const;

 private:
  struct Known {
    std::size_t first = 0;  // of the latest mention
    std::size_t last = 0;
    MentionForm form = MentionForm::name;
    bool subject = false;
    bool source = false;
    bool quoted = false;
    bool possessive = false;
    Index quotation = kNone;  // in which it stands
    std::uint32_t told = kNone;  // sentence of the latest mention outside quotations
    std::uint32_t count = 0;
    std::uint32_t subjects = 0;   // times it was a subject outside quotations
    std::uint32_t opened = 0;     // sentence of the first mention
    std::uint32_t sources = 0;    // times it was a source
    std::uint32_t last_turn = 0;  // which source of the text it was latest, from 1
    std::array<std::uint32_t, 6> recent{};  // sentences of the last mentions, a ring
    std::size_t subject_word = 0;  // of the latest mention as a subject
    Index pronoun = kNone;         // the kind of the latest pronoun that meant it
    std::uint32_t pronoun_sentence = kNone;
    std::uint32_t subject_sentence = kNone;
  };
  [[nodiscard]] std::uint32_t paragraph_of(std::uint32_t sentence) const { return words_.text().sentences[sentence].paragraph; }
  [[nodiscard]] bool could_be(const MentionQuery& query, const EntityDraft& draft) const;

  const TextWords& words_;
  const EntityTable& table_;
  std::vector<Known> known_;     // by entity
  std::uint32_t turns_ = 0;      // sources so far
  std::vector<Index> recency_;   // entities, the latest mentioned last
};

// The gender a noun tells: "wife", "king".
[[nodiscard]] Gender gender_of_noun(std::string_view noun);

}  // namespace hearsay

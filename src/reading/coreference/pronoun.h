// pronoun: whom "he", "her" and "they" mean, by who was spoken of last, as what, and whether the words can fit.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/coreference/entity_table.h"

namespace hearsay {

enum class PronounKind : std::uint8_t { he, she, they, it, speaker, speakers, addressee };

[[nodiscard]] bool is_personal_pronoun(std::string_view lower);
[[nodiscard]] bool is_relative_pronoun(std::string_view lower);
[[nodiscard]] std::optional<PronounKind> pronoun_kind(std::string_view lower);
// "his", "their", "my"
[[nodiscard]] bool is_possessive_pronoun(std::string_view lower);
// "him", "them"; "her" may be either.
[[nodiscard]] bool is_object_pronoun(std::string_view lower);

// Who has been spoken of, in text order.
class Discourse {
 public:
  Discourse(const TextWords& words, const EntityTable& table) : words_(words), table_(table) {}

  // A mention at a word. `subject`: it stands where a clause's subject stands; `source`: it is an attribution's source.
  void note(Index entity, std::size_t word, std::uint32_t sentence, bool subject, bool source);

  struct Question {
    PronounKind kind = PronounKind::he;
    std::size_t word = 0;
    std::uint32_t sentence = 0;
    bool subject = false;
    bool possessive = false;
    bool source = false;
    Index not_entity = kNone;       // the speaker of the quotation around, where already known
    std::string_view not_name = {};  // his or her family name, folded, where the quotation stands before its source
  };
  // kNone where nobody fits.
  [[nodiscard]] Index resolve(const Question& question) const;

 private:
  struct Noted {
    Index entity = kNone;
    std::size_t word = 0;
    std::uint32_t sentence = 0;
    bool subject = false;
    bool source = false;
    bool quoted = false;
  };
  [[nodiscard]] std::uint32_t paragraph_of(std::uint32_t sentence) const { return words_.text().sentences[sentence].paragraph; }
  [[nodiscard]] bool fits(const Question& question, const EntityDraft& draft) const;

  const TextWords& words_;
  const EntityTable& table_;
  std::vector<Noted> noted_;
};

}  // namespace hearsay

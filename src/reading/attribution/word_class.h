// A light reading of a sentence's words, good enough to find who speaks: closed classes by list, the rest by form and
// neighbours. No parse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/attribution/cue_lexicon.h"
#include "text/text.h"

namespace hearsay {

enum class WordClass : std::uint8_t {
  noun,  // also adjectives and whatever is not known
  name,  // capitalized, not merely because it begins the sentence
  number,
  determiner,
  possessive,  // "his", "'s"
  pronoun,     // one that can be a subject: "she", "they", "it"
  object,      // "him", "them"
  relative,    // "who", "which"
  that,
  question,  // "what", "how", "why", "whether", "if"
  preposition,
  to,
  conjunction,   // "and", "or", "but"
  subordinator,  // "because", "while", "although"
  auxiliary,     // be, have, do and modals
  negation,
  adverb,
  verb,        // finite, or a base form after "to" or a modal
  participle,  // "named", "broken"
  gerund,
  comma,
  colon,
  quote,
  punctuation,
};

struct Word {
  WordClass kind = WordClass::noun;
  std::string lower;
  CueForm cue;        // of a word that can be a cue verb, whatever its kind came to be
  bool time = false;  // "Tuesday", "week", "yesterday"
};

// One per token of the text.
[[nodiscard]] std::vector<Word> classify_words(const Text& text);

[[nodiscard]] constexpr bool is_nominal(WordClass kind) {
  return kind == WordClass::noun || kind == WordClass::name || kind == WordClass::number;
}
[[nodiscard]] constexpr bool is_verbal(WordClass kind) {
  return kind == WordClass::verb || kind == WordClass::auxiliary;
}

}  // namespace hearsay

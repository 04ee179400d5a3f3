// sentence_view: what one sentence holds that an event can be made of: the words that may tell of one, and the phrases
// that may name who took part.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/document.h"
#include "reading/attribution/phrase.h"
#include "reading/attribution/word_class.h"
#include "reading/event/event_lexicon.h"
#include "reading/name/name.h"
#include "text/text.h"

namespace hearsay::event {

inline constexpr std::uint32_t kNoToken = 0xFFFFFFFFU;
// A sentence without end is read no further than this many tokens.
inline constexpr std::uint32_t kSentenceTokens = 300;
inline constexpr std::size_t kFirstViews = 10;  // sentences

// A noun phrase, tokens [first, last); `head` is its main noun: "Authorities" of "Authorities of the port".
struct Phrase {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t head = 0;
  std::uint32_t preposition = kNoToken;  // the token before it, where that is a preposition or "to"
  bool name = false;       // holds a name
  bool actor = false;      // a name or a noun for people and bodies
  bool place = false;      // a place's name is its head
  bool pronoun = false;
  bool possessor = false;  // "'s" follows, or it stands before a noun as "Velmian" does
  bool time = false;
};

// A word that may tell of an event, tokens [first, last).
struct Trigger {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t group = 0;  // first token of its verb group: "has not been seen"
  const std::vector<const Entry*>* entries = nullptr;  // of the lexicon; null for a verb it does not hold
  std::string_view lemma;
  std::uint8_t forms = 0;
  bool verb = false;
  bool passive = false;
  bool negated = false;
  bool infinitive = false;  // "to" before it
  bool modal = false;       // "will", "would", "could" before it
  bool finite = false;
  std::uint32_t governor = kNoToken;    // index of the trigger it hangs on: "refused" of "refused to lift"
  std::uint32_t complement = kNoToken;  // and the other way round
  [[nodiscard]] const Entry* entry() const { return entries != nullptr ? entries->front() : nullptr; }
};

struct SentenceView {
  std::uint32_t first = 0;  // tokens
  std::uint32_t last = 0;
  std::vector<Phrase> phrases;    // ascending, apart
  std::vector<Trigger> triggers;  // ascending
};

// The words of a whole text, read once.
class EventText {
 public:
  EventText(const Text& text, const std::vector<Name>& names);
  // `words`: those that classify_words() gives.
  EventText(const Text& text, const std::vector<Name>& names, std::vector<Word> words);

  [[nodiscard]] SentenceView view(const Sentence& sentence) const;
  // Those of the first sentences, which tell the main event and are looked at more than once.
  [[nodiscard]] const std::vector<SentenceView>& first_views() const { return first_views_; }
  [[nodiscard]] const Text& text() const { return *text_; }
  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] std::string_view lower(std::uint32_t token) const { return words_[token].lower; }
  [[nodiscard]] WordClass kind(std::uint32_t token) const { return words_[token].kind; }
  // A word that says what it is about: no name, no time, no "of".
  [[nodiscard]] bool is_content(std::uint32_t token) const { return content_[token]; }
  [[nodiscard]] const Phrases& phrases() const { return phrases_; }
  // The name a token belongs to; kNone where none.
  [[nodiscard]] Index name_at(std::uint32_t token) const { return name_of_token_[token]; }
  [[nodiscard]] const std::vector<Name>& names() const { return *names_; }

 private:
  void find_verbs(const Sentence& sentence);
  [[nodiscard]] bool is_verb_here(std::uint32_t token, std::uint8_t forms, const Sentence& sentence, bool headline) const;
  void add_phrases(SentenceView& view) const;
  void add_phrase(SentenceView& view, std::uint32_t first, std::uint32_t last, bool possessor) const;
  void add_triggers(SentenceView& view) const;
  [[nodiscard]] bool is_by_phone(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] std::uint32_t after_dateline(const SentenceView& view) const;
  void describe_verb(Trigger& trigger, std::uint32_t floor) const;
  [[nodiscard]] std::string_view lower_rest(std::uint32_t token, std::uint32_t last) const;

  const Text* text_;
  const std::vector<Name>* names_;
  std::string lowered_;  // ASCII letters only; the text's own offsets
  std::vector<Word> words_;
  std::vector<Index> name_of_token_;
  std::vector<bool> content_;
  Phrases phrases_;
  std::vector<SentenceView> first_views_;
};

// Nouns for people and bodies that act: "government", "rebels", "the court".
[[nodiscard]] bool is_actor_noun(std::string_view lower);

}  // namespace hearsay::event

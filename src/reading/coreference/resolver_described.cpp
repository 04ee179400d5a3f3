// Sources that are described and not named: who or what was spoken of before.
#include <algorithm>

#include "reading/coreference/resolver.h"
#include "reading/name/name_words.h"

namespace hearsay {

// "the Velmian lawmaker said", "Harl's former strategist said" right after Anna Brook spoke by name: news calls one person
// by several names. A spokesman or an official is a new one.
Index Resolver::varied_speaker(const SourceReading& reading, Span source) const {
  static const WordSet kVariations(
      "candidate nominee contender lawmaker congressman congresswoman senator strategist billionaire businessman businesswoman mogul tycoon "
      "politician veteran native author actor actress singer rapper star player striker midfielder defender goalkeeper coach manager champion "
      "professor economist historian scientist researcher mother father democrat republican conservative liberal hopeful incumbent "
      "millionaire entrepreneur comedian director filmmaker journalist reporter columnist host retiree pensioner student teacher farmer",
      ' ');
  if (last_speaker_ == kNone || !(kVariations.has(reading.head) || reading.head.ends_with("-old"))) return kNone;
  const EntityDraft& draft = table_.drafts()[last_speaker_];
  const std::size_t word = words_.word_at(source.begin);
  const std::uint32_t paragraph = words_.text().sentences[words_[word].sentence].paragraph;
  if (!draft.named || content_of_word_[word] != kNone || last_speaker_paragraph_ + 1 < paragraph) return kNone;
  const Gender gender = gender_of_noun(reading.head);
  if (gender != Gender::unknown && draft.gender != Gender::unknown && gender != draft.gender) return kNone;
  // "Velm's minister" is not Velm himself, and who holds an office of this kind has another name here.
  if (!reading.owner.empty() && std::find(draft.words.begin(), draft.words.end(), fold_name(reading.owner)) != draft.words.end()) return kNone;
  return last_speaker_;
}

// "the letter says" after "a letter to the ministry": the document spoken of last by that noun. A paper's report is the
// paper's word.
Index Resolver::document_before(const SourceReading& reading, Span source) {
  constexpr std::size_t kWordsBack = 400;
  constexpr std::size_t kBefore = 4;
  const std::size_t here = words_.word_at(source.begin);
  for (std::size_t word = here; word > 0 && here - word < kWordsBack;) {
    --word;
    if (words_.lower(word) != reading.head || name_of_word_[word] != kNone || entity_of_word_[word] != kNone) continue;
    if (words_.is(word + 1, "by") || words_.is(word + 1, "in") || words_.is(word + 1, "from")) {
      for (std::size_t at = word + 2; at < std::min(word + 5, words_.size()); ++at) {
        const Index name = name_of_word_[at];
        if (name == kNone) continue;
        if (names_[name].type == EntityType::outlet && entity_of_name_[name] != kNone) return entity_of_name_[name];
        break;
      }
    }
    static const WordSet kDeterminers("a an the this that his her its their our one another", ' ');
    std::size_t first = word;
    while (first > 0 && word - first < kBefore && !kDeterminers.has(words_.lower(first)) && words_[first - 1].kind == WordKind::word &&
           words_[first - 1].sentence == words_[word].sentence) {
      if (words_[first - 1].possessive && name_of_word_[first - 1] != kNone) {
        const Index name = name_of_word_[first - 1];
        if (names_[name].type == EntityType::outlet && entity_of_name_[name] != kNone) return entity_of_name_[name];
      }
      --first;
    }
    if (!kDeterminers.has(words_.lower(first))) first = word;
    const Index entity = table_.add_unnamed(words_.span(first, word + 1), EntityType::document, reading.head, false);
    entity_of_word_[word] = entity;
    return entity;
  }
  // "the report said" after "the Velm Post reported"
  static const WordSet kPrinted("report story article editorial", ' ');
  return kPrinted.has(reading.head) && reading.modifiers.empty() ? table_.find_recent_body("outlet", static_cast<std::uint32_t>(here)) : kNone;
}

}  // namespace hearsay

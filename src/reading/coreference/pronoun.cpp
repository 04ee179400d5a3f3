#include "reading/coreference/pronoun.h"

#include <algorithm>
#include <array>

namespace hearsay {
namespace {

// How far back a pronoun reaches: mentions and sentences.
constexpr std::size_t kMentions = 40;
constexpr std::uint32_t kSentences = 6;

}  // namespace

std::optional<PronounKind> pronoun_kind(std::string_view lower) {
  if (lower.size() > 10 || lower.empty()) return std::nullopt;
  static const WordMap map(
      "he=0,him=0,his=0,himself=0,she=1,her=1,hers=1,herself=1,they=2,them=2,their=2,theirs=2,themselves=2,it=3,its=3,itself=3,"
      "i=4,me=4,my=4,mine=4,myself=4,we=5,us=5,our=5,ours=5,ourselves=5,you=6,your=6,yours=6");
  const std::string_view found = map.find(lower);
  if (found.empty()) return std::nullopt;
  return static_cast<PronounKind>(found[0] - '0');
}

bool is_personal_pronoun(std::string_view lower) { return pronoun_kind(lower).has_value(); }
bool is_relative_pronoun(std::string_view lower) { return lower == "who" || lower == "which" || lower == "that" || lower == "whom"; }
bool is_possessive_pronoun(std::string_view lower) {
  return lower == "his" || lower == "her" || lower == "their" || lower == "its" || lower == "my" || lower == "our" || lower == "your";
}
bool is_object_pronoun(std::string_view lower) { return lower == "him" || lower == "them" || lower == "me" || lower == "us"; }

void Discourse::note(Index entity, std::size_t word, std::uint32_t sentence, bool subject, bool source) {
  const bool quoted = words_.text().tokens[words_[word].first].quotation != kNone;
  noted_.push_back({entity, word, sentence, subject, source, quoted});
}

bool Discourse::fits(const Question& question, const EntityDraft& draft) const {
  const EntityType type = draft.entity.type;
  switch (question.kind) {
    case PronounKind::he: return type == EntityType::person && !draft.plural && draft.gender != Gender::female;
    case PronounKind::she: return type == EntityType::person && !draft.plural && draft.gender != Gender::male;
    case PronounKind::they:
      return draft.plural || type == EntityType::group || (question.source && type == EntityType::organization);
    case PronounKind::speakers: return draft.plural || type == EntityType::group || type == EntityType::organization;
    case PronounKind::it:
      return !draft.plural && (type == EntityType::organization || type == EntityType::outlet || type == EntityType::place ||
                               type == EntityType::document);
    default: return false;
  }
}

Index Discourse::resolve(const Question& question) const {
  struct Candidate {
    Index entity = kNone;
    double score = 0;
  };
  std::array<Candidate, kMentions> candidates;
  std::size_t count = 0;
  std::size_t looked = 0;
  const Gender asked = question.kind == PronounKind::he    ? Gender::male
                       : question.kind == PronounKind::she ? Gender::female
                                                           : Gender::unknown;
  const std::uint32_t paragraph = paragraph_of(question.sentence);
  for (std::size_t i = noted_.size(); i-- > 0 && looked < kMentions; ++looked) {
    const Noted& noted = noted_[i];
    const std::uint32_t distance = question.sentence - noted.sentence;
    if (distance > (question.kind == PronounKind::they ? 2 : kSentences)) break;
    if (noted.entity == question.not_entity) continue;
    const EntityDraft& draft = table_.drafts()[noted.entity];
    if (!fits(question, draft)) continue;
    if (!question.not_name.empty() && !draft.words.empty() && draft.words.back() == question.not_name) continue;
    const bool same_sentence = distance == 0;
    // "Harl told him": the object is not the subject of its own clause.
    if (same_sentence && !question.subject && !question.possessive && noted.subject && question.word - noted.word < 6) continue;
    double score = 10.0 / (1.0 + 0.9 * distance);
    if (same_sentence && question.possessive) score += 3;
    if (noted.subject) score += 3;
    if (noted.source) score += question.source ? 3.5 : 2;
    // "Harl stood at the pump. “We opened the valve,” he said": who acts or speaks in this paragraph goes before whoever
    // did so before it, however well known.
    const bool here = paragraph_of(noted.sentence) == paragraph;
    if (question.source && here && noted.subject && !noted.quoted) score += 4;
    if (asked != Gender::unknown && draft.gender == asked) score += question.source ? 1 : 2;
    if (draft.entity.type == EntityType::group || draft.plural) score += question.kind == PronounKind::they ? 3 : 0;
    auto* const end = candidates.begin() + count;
    auto* const known = std::find_if(candidates.begin(), end, [&](const Candidate& one) { return one.entity == noted.entity; });
    if (known == end) {
      // Nearer ones go first among equals.
      candidates[count++] = {noted.entity, score - 0.02 * static_cast<double>(looked)};
    } else {
      // Who is spoken of again and again is meant.
      known->score = std::max(known->score, score) + (question.source && !here ? 0.2 : 0.7);
    }
  }
  const auto* const best = std::max_element(candidates.begin(), candidates.begin() + count,
                                            [](const Candidate& a, const Candidate& b) { return a.score < b.score; });
  return count == 0 ? kNone : best->entity;
}

}  // namespace hearsay

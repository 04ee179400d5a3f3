#include "reading/coreference/discourse.h"

#include <algorithm>
#include <cmath>

#include "reading/coreference/source.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

constexpr std::size_t kCandidates = 16;      // entities asked after for one mention
constexpr std::uint32_t kSentencesBack = 60;  // a pronoun's reach is far shorter; nouns and "I" reach far

bool is_be(std::string_view word) {
  static const WordSet set("is was are were be been being became become remains remained as", ' ');
  return set.has(word);
}

float reach(double value) { return static_cast<float>(std::log2(1.0 + value)); }

// Coarse classes of nouns that tell what they may stand for.
float noun_class(std::string_view noun) {
  static const WordSet kCountry("country nation state republic kingdom territory", ' ');
  static const WordSet kTown("city town village capital municipality community port district neighborhood neighbourhood", ' ');
  static const WordSet kAnybody("man woman person boy girl child teenager baby lady guy people men women children", ' ');
  static const WordSet kCompany("company firm group organization organisation corporation business maker manufacturer retailer bank airline", ' ');
  static const WordSet kKin("wife husband mother father son daughter brother sister parent uncle aunt cousin family", ' ');
  if (kCountry.has(noun)) return 1;
  if (kTown.has(noun)) return 2;
  if (kAnybody.has(noun)) return 3;
  if (kCompany.has(noun)) return 4;
  if (kKin.has(noun)) return 5;
  if (is_outlet_source(noun)) return 6;
  if (is_body_source(noun) || is_organization_word(noun)) return 7;
  if (is_place_word(noun)) return 8;
  if (is_title(noun)) return 9;
  if (is_role_noun(noun)) return 10;
  if (is_people_source(noun)) return 11;
  return 0;
}

// What the word behind a mention tells of what it does there.
double follower_class(const TextWords& words, std::size_t word) {
  static const WordSet kSaying("said says say told tells added adds wrote argued argues called calls asked announced", ' ');
  static const WordSet kHelping("has have had will would could can may might should must did does do", ' ');
  static const WordSet kPreposition("of in on at for from with by to about", ' ');
  const std::string_view next = words.lower_near(word, 1);
  if (next.empty()) return 8;
  if (kSaying.has(next)) return 2;
  if (is_be(next) && next != "as") return 3;
  if (kHelping.has(next)) return 4;
  if (next == "," || next == "(") return 5;
  if (next == "and" || next == "or") return 6;
  if (kPreposition.has(next)) return 7;
  if (next == "who" || next == "which" || next == "whose") return 9;
  return next.ends_with("ed") ? 10 : 0;
}

// What stands before the phrase that begins at a word: a preposition of place or way, of belonging, of company, a conjunction.
float preposition_class(const TextWords& words, std::size_t word) {
  static const WordSet kPlace("in at near around across from to into outside inside throughout within through toward towards", ' ');
  static const WordSet kCompany("by with for among between against about over on behind under after before", ' ');
  if (word == 0 || words[word - 1].sentence != words[word].sentence) return 0;
  std::size_t at = word - 1;
  if (at > 0 && (words.is(at, "the") || words.is(at, "a") || words.is(at, "an"))) --at;
  const std::string_view before = words.lower(at);
  if (kPlace.has(before)) return 1;
  if (before == "of") return 2;
  if (kCompany.has(before)) return 3;
  return before == "and" || before == "or" ? 4.0F : 0.0F;
}

// "in the small town of Narn", "at rainy Velm": something is done there.
bool stands_in_place(const TextWords& words, std::size_t word) {
  static const WordSet kPlace("in at near around across from into outside inside throughout within through", ' ');
  constexpr std::size_t kModifiers = 4;
  for (std::size_t back = 1; back <= std::min(kModifiers, word) && words[word - back].sentence == words[word].sentence; ++back) {
    if (kPlace.has(words.lower(word - back))) return true;
    if (words[word - back].kind != WordKind::word || words[word - back].capitalized) return false;
  }
  return false;
}

}  // namespace

Gender gender_of_noun(std::string_view noun) {
  static const WordSet kFemale("woman girl wife mother daughter sister aunt grandmother niece queen princess actress widow lady mom businesswoman", ' ');
  static const WordSet kMale("man boy husband father son brother uncle grandfather nephew king prince actor widower gentleman dad businessman guy", ' ');
  if (kFemale.has(noun) || is_female_title(noun)) return Gender::female;
  if (kMale.has(noun) || is_male_title(noun)) return Gender::male;
  return Gender::unknown;
}

std::string singular_of(std::string_view noun) {
  static const WordMap kIrregular("men=man,women=woman,children=child,people=person,wives=wife,lives=life");
  if (const std::string_view found = kIrregular.find(noun); !found.empty()) return std::string(found);
  if (noun.size() > 4 && noun.ends_with("ies")) return std::string(noun.substr(0, noun.size() - 3)) + "y";
  if (noun.size() > 4 && (noun.ends_with("sses") || noun.ends_with("ches") || noun.ends_with("shes"))) return std::string(noun.substr(0, noun.size() - 2));
  if (noun.size() > 3 && noun.ends_with("s") && !noun.ends_with("ss") && !noun.ends_with("us")) return std::string(noun.substr(0, noun.size() - 1));
  return std::string(noun);
}

void Discourse::note(Index entity, std::size_t first, std::size_t last, MentionForm form, bool subject, bool source) {
  if (known_.size() <= entity) known_.resize(entity + 1);
  Known& known = known_[entity];
  const std::uint32_t sentence = words_[first].sentence;
  if (known.count == 0) known.opened = sentence;
  known.first = first;
  known.last = last;
  known.form = form;
  known.subject = subject;
  known.source = source;
  known.quotation = words_.text().tokens[words_[first].first].quotation;
  known.quoted = known.quotation != kNone;
  if (!known.quoted) known.told = sentence;
  known.possessive = words_[last].possessive || (form == MentionForm::pronoun && is_possessive_pronoun(words_.lower(first)));
  known.recent[known.count % known.recent.size()] = sentence;
  ++known.count;
  if (form == MentionForm::pronoun) {
    if (const auto kind = pronoun_kind(words_.lower(first))) {
      known.pronoun = static_cast<Index>(*kind);
      known.pronoun_sentence = sentence;
    }
  }
  if (source) {
    ++known.sources;
    known.last_turn = ++turns_;
  }
  if (subject && !known.quoted) {
    ++known.subjects;
    known.subject_word = first;
    known.subject_sentence = sentence;
  }
  // Recent ones stand near the end: found soon.
  const auto place = std::find(recency_.rbegin(), recency_.rend(), entity);
  if (place != recency_.rend()) recency_.erase(std::next(place).base());
  recency_.push_back(entity);
}

bool Discourse::could_be(const MentionQuery& query, const EntityDraft& draft) const {
  const EntityType type = draft.entity.type;
  // "Gray": a name that is a common word may be anybody's.
  const bool person_perhaps = type == EntityType::other && draft.named && draft.words.size() == 1;
  if (type == EntityType::other && !person_perhaps) return false;
  const bool single = type == EntityType::person && !draft.plural;
  if (query.pronoun) {
    switch (*query.pronoun) {
      case PronounKind::he: return (single || person_perhaps) && draft.gender != Gender::female;
      case PronounKind::she: return (single || person_perhaps) && draft.gender != Gender::male;
      case PronounKind::speaker: return single;
      case PronounKind::it: return !draft.plural && type != EntityType::person && type != EntityType::group;
      case PronounKind::they: return (!single || draft.gender == Gender::unknown) && !(query.source && type == EntityType::place);
      case PronounKind::speakers:
      case PronounKind::addressee: return true;
    }
  }
  switch (query.nominal.kind) {
    case HeadClass::person: {
      const Gender gender = gender_of_noun(query.head);
      return single && (gender == Gender::unknown || draft.gender == Gender::unknown || gender == draft.gender);
    }
    case HeadClass::people: return draft.plural || type == EntityType::group || type == EntityType::organization;
    case HeadClass::organization: return type == EntityType::organization || type == EntityType::outlet || type == EntityType::place || draft.plural;
    case HeadClass::place: return type == EntityType::place || type == EntityType::organization;
    case HeadClass::none: return false;
  }
  return false;
}

std::vector<Index> Discourse::candidates(const MentionQuery& query) const {
  std::vector<Index> found;
  std::vector<Index> quoted;
  constexpr std::size_t kLooked = 80;
  std::size_t looked = 0;
  for (auto it = recency_.rbegin(); it != recency_.rend() && looked < kLooked && found.size() < kCandidates; ++it, ++looked) {
    const Index entity = *it;
    if (entity == query.not_entity) continue;
    const EntityDraft& draft = table_.drafts()[entity];
    const Known& known = known_[entity];
    if (query.sentence > words_[known.first].sentence + kSentencesBack) continue;
    if (!query.not_name.empty() && !draft.words.empty() && draft.words.back() == query.not_name) continue;
    if (!could_be(query, draft)) continue;
    if (query.pronoun == PronounKind::they && draft.entity.type == EntityType::place && stands_in_place(words_, known.first)) continue;
    // "Harl told him": the object is not the subject of its own clause.
    const bool same_sentence = words_[known.first].sentence == query.sentence;
    if (query.pronoun && same_sentence && query.object && known.subject && query.word - known.first < 6) continue;
    // "“Harl is right,” she said", "“She is right,” he said": nobody speaks of himself so.
    const bool himself = known.form == MentionForm::name ||
                         (known.form == MentionForm::pronoun && query.pronoun && known.pronoun == static_cast<Index>(*query.pronoun));
    const bool own = query.source && known.quoted && himself && query.content.contains(words_[known.first].span);
    (own ? quoted : found).push_back(entity);
  }
  if (found.empty()) found = std::move(quoted);
  // Who speaks is asked after however long ago the name fell.
  const auto add = [&](Index entity) {
    if (entity == kNone || entity == query.not_entity || entity >= known_.size() || known_[entity].count == 0 || !query.pronoun) return;
    if (std::find(found.begin(), found.end(), entity) == found.end() && could_be(query, table_.drafts()[entity])) found.push_back(entity);
  };
  add(query.speaker);
  add(query.ahead);
  return found;
}

double Discourse::salience(const MentionQuery& query, Index entity, std::size_t place) const {
  const EntityDraft& draft = table_.drafts()[entity];
  const Known& known = known_[entity];
  const std::uint32_t distance = query.sentence - words_[known.first].sentence;
  const bool here = paragraph_of(words_[known.first].sentence) == paragraph_of(query.sentence);
  double score = 10.0 / (1.0 + 0.9 * distance);
  if (distance == 0 && query.possessive) score += 3;
  if (known.subject) score += 3;
  if (known.source) score += query.source ? 3.5 : 2;
  // "Harl stood at the pump. “We opened the valve,” he said": who acts or speaks in this paragraph goes before whoever
  // did so before it, however well known.
  if (query.source && here && known.subject && !known.quoted) score += 4;
  const bool gender = (draft.gender == Gender::male && query.pronoun == PronounKind::he) || (draft.gender == Gender::female && query.pronoun == PronounKind::she);
  if (gender) score += query.source ? 1 : 2;
  if (draft.plural && query.pronoun == PronounKind::they) score += 3;
  int again = -1;
  for (std::size_t i = 0; i < std::min<std::size_t>(known.count, known.recent.size()); ++i) {
    if (query.sentence - known.recent[i] <= 6) ++again;
  }
  if (again > 0) score += again * (query.source && !here ? 0.2 : 0.7);
  return score - 0.05 * static_cast<double>(place);
}

Index Discourse::sole_actor(const MentionQuery& query, const std::vector<Index>& candidates, bool& acted) const {
  Index only = kNone;
  for (const Index one : candidates) {
    const Known& known = known_[one];
    if (known.subject_sentence == kNone || paragraph_of(known.subject_sentence) != paragraph_of(query.sentence)) continue;
    if (acted) return kNone;
    acted = true;
    only = one;
  }
  return only;
}

RankRow Discourse::row(const MentionQuery& query, Index entity, std::size_t place) const {
  const EntityDraft& draft = table_.drafts()[entity];
  const Known& known = known_[entity];
  RankRow row{};
  std::size_t at = 0;
  const auto put = [&](double value) {
    if (at < row.size()) row[at++] = static_cast<float>(value);
  };
  const std::uint32_t before = words_[known.first].sentence;
  const std::uint32_t sentences = query.sentence - before;
  const bool same_paragraph = paragraph_of(before) == paragraph_of(query.sentence);
  const bool quoted = words_.text().tokens[words_[query.word].first].quotation != kNone;
  const auto flag = [&](bool is) { put(is ? 1 : 0); };
  // What asks: 0-7
  put(query.pronoun ? static_cast<double>(*query.pronoun) : 10.0 + static_cast<double>(query.nominal.kind));
  put(query.pronoun ? -1.0 : static_cast<double>(query.nominal.determiner));
  put(query.reflexive ? 3 : query.subject ? 2 : query.possessive ? 1 : query.object ? -1 : 0);
  flag(query.source);
  flag(quoted);
  flag(query.in_content);
  put(query.pronoun ? -1 : noun_class(query.head));
  put(static_cast<double>(query.modifiers.size()));
  // Who may be meant: 8-22
  put(static_cast<double>(draft.entity.type));
  flag(draft.plural);
  flag(draft.named);
  const Gender asked = !query.pronoun                             ? gender_of_noun(query.head)
                       : *query.pronoun == PronounKind::he        ? Gender::male
                       : *query.pronoun == PronounKind::she       ? Gender::female
                                                                  : Gender::unknown;
  put(asked == Gender::unknown || draft.gender == Gender::unknown ? 0 : asked == draft.gender ? 1 : -1);
  put(reach(known.count));
  put(std::min<double>(sentences, 20));
  put(reach(static_cast<double>(query.first > known.last ? query.first - known.last : 0)));
  put(static_cast<double>(place));
  put(static_cast<double>(known.form));
  put(known.subject ? 1 : 0);
  put(known.source ? 1 : 0);
  flag(known.quoted);
  put(same_paragraph ? 0 : std::min<double>(paragraph_of(query.sentence) - paragraph_of(before), 8));
  put(query.speaker == kNone ? (query.in_content ? -1 : -2) : query.speaker == entity ? 1 : 0);
  put(std::min<double>(query.sentence - known.opened, 30));
  // 23-30
  int lately = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(known.count, known.recent.size()); ++i) {
    if (query.sentence - known.recent[i] <= 2) ++lately;
  }
  put(lately);
  put(known.subject_sentence == kNone ? 20 : std::min<double>(query.sentence - known.subject_sentence, 20));
  flag(quoted == known.quoted);
  put(reach(known.sources));
  const std::string_view previous = words_.lower_near(query.first, -1);
  put(is_be(previous) ? 2 : previous == "," ? 1 : previous == "of" ? 3 : previous == "and" ? 4 : 0);
  const std::size_t gap = query.first > known.last ? query.first - known.last - 1 : 0;
  put(std::min<double>(static_cast<double>(gap), 6));
  flag(sentences == 0 && known.subject);
  put(entity == recency_.back() ? 1 : 0);
  row[kSalience] = static_cast<float>(salience(query, entity, place));
  row[47] = known.last_turn == 0 ? 9.0F : std::min(8.0F, static_cast<float>(turns_ - known.last_turn));
  row[48] = draft.gender == Gender::unknown ? 0.0F : 1.0F;
  if (query.pronoun) {
    // Of a pronoun: 31-36
    at = 31;
    put(static_cast<double>(draft.members.size()));
    put(known.pronoun == kNone ? 0 : known.pronoun == static_cast<Index>(*query.pronoun) ? 1 : -1);
    put(known.pronoun_sentence == kNone ? 20 : std::min<double>(query.sentence - known.pronoun_sentence, 20));
    flag(query.subject && known.subject);
    int here = 0;
    for (std::size_t i = 0; i < std::min<std::size_t>(known.count, known.recent.size()); ++i) {
      if (paragraph_of(known.recent[i]) == paragraph_of(query.sentence)) ++here;
    }
    put(here);
    put(draft.heads.empty() ? -1 : noun_class(draft.heads.front()));
    at = kOpeningSpeaker + 1;
    // 40-45, 49: whose words these are, how the last mention stood, where this one stands.
    const Index around = words_.text().tokens[words_[query.word].first].quotation;
    put(around == known.quotation ? (around == kNone ? 0 : 1) : around == kNone ? -2 : known.quotation == kNone ? -1 : 2);
    put(known.possessive ? 1 : follower_class(words_, known.last));
    const bool opens = query.word == words_.sentence_begin(query.sentence) || words_[query.word].opens;
    put(!opens ? 0 : query.sentence == 0 || paragraph_of(query.sentence) != paragraph_of(query.sentence - 1) ? 2 : 1);
    put(query.possessive ? -1 : follower_class(words_, query.word));
    put(words_[known.first].opens ? 1 : 0);
    put(query.ahead == kNone ? 0 : query.ahead == entity ? 1 : -1);
    row[49] = static_cast<float>(draft.words.size());
    // "“Harl is right,” she said": nobody calls himself by his name.
    row[51] = !query.content.empty() && query.content.contains(words_[known.first].span) ? 1.0F : 0.0F;
    row[52] = known.told == kNone ? 20.0F : std::min(20.0F, static_cast<float>(query.sentence - known.told));
    // "in Narn", "at the ministry": a place where something is done does nothing.
    row[54] = preposition_class(words_, known.first);
    row[55] = static_cast<float>(reach(known.subjects));
    row[56] = known.subject_word != 0 && words_[known.subject_word].sentence == query.sentence ? static_cast<float>(reach(static_cast<double>(query.first - std::min(query.first, known.subject_word)))) : 20.0F;
    row[53] = known.subject_sentence == kNone ? 9.0F : std::min(9.0F, static_cast<float>(paragraph_of(query.sentence) - paragraph_of(known.subject_sentence)));
    return row;
  }
  // The noun: 31-45
  const auto any = [](const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  const bool same_head = any(draft.heads, query.head);
  const bool role = any(draft.role_heads, query.head);
  flag(same_head);
  flag(any(draft.words, query.head));
  flag(role);
  int shared = 0;
  int strange = 0;
  for (const std::string& modifier : query.modifiers) {
    const auto holds = [&](const std::string& text) { return text.find(modifier) != std::string::npos; };
    const bool known_word = any(draft.modifiers, modifier) || std::any_of(draft.entity.roles.begin(), draft.entity.roles.end(), holds);
    ++(known_word ? shared : strange);
  }
  put(shared);
  put(strange);
  const bool owned = std::any_of(draft.owners.begin(), draft.owners.end(), [&](const std::string& one) { return same_owner(one, query.owner); });
  put(query.owner.empty() ? 0 : draft.owners.empty() ? 1 : owned ? 3 : 2);
  put(query.owner.empty() ? 0 : any(draft.words, query.owner) ? 2 : 1);
  flag(query.possessive);
  // The latest mention is the noun's own owner or stands inside its phrase.
  flag(known.last >= query.first && known.first <= query.word);
  put(draft.heads.empty() ? -1 : noun_class(draft.heads.front()));
  put(static_cast<double>(draft.words.size()));
  put(draft.entity.roles.empty() ? 0 : 1);
  put(same_head || role ? 1 : 0);
  put(draft.heads.size() > 3 ? 4.0 : static_cast<double>(draft.heads.size()));
  return row;
}

}  // namespace hearsay

#include "reading/coreference/entity_table.h"

#include <algorithm>

#include "core/unicode.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

// How many bearers of one surname or role are looked at, latest first.
constexpr std::size_t kLookBack = 12;
constexpr std::size_t kMostRoles = 12;
constexpr std::size_t kSeveral = 24;  // of those who stood together, the last
constexpr std::size_t kMostAliases = 24;

// One country, three names.
std::string_view country_alias(std::string_view folded) {
  static const WordMap map(
      "us=united states,usa=united states,america=united states,united states of america=united states,uk=united kingdom,"
      "britain=united kingdom,great britain=united kingdom,uae=united arab emirates,drc=democratic republic of congo,"
      "dr congo=democratic republic of congo,un=united nations,eu=european union,kiev=kyiv,burma=myanmar,"
      "turkiye=turkey,holland=netherlands,dprk=north korea,islamic republic of iran=iran,"
      "peoples republic of china=china,russian federation=russia,gaza strip=gaza");
  const std::string_view found = map.find(folded);
  return found.empty() ? folded : found;
}

Gender title_gender(std::string_view words) {
  Gender gender = Gender::unknown;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    if (is_female_title(word)) gender = Gender::female;
    if (is_male_title(word) && gender == Gender::unknown) gender = Gender::male;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return gender;
}

// One letter more, less or other; a family's plural is none.
bool one_letter_off(std::string_view left, std::string_view right) {
  if (left.size() < right.size()) std::swap(left, right);
  if (right.size() < 5 || left.size() > right.size() + 1 || left.front() != right.front() || left == right) return false;
  std::size_t at = 0;
  while (at < right.size() && left[at] == right[at]) ++at;
  if (left.size() == right.size()) return left.substr(at + 1) == right.substr(at + 1);
  return left.substr(at + 1) == right.substr(at) && !(at == right.size() && left.back() == 's');
}

// What else one may be called who bears a role: a justice is a judge, a senator a lawmaker.
std::string_view role_kin(std::string_view head) {
  static const WordMap map(
      "justice=judge,judge=justice,rep.=congressman lawmaker,sen.=senator lawmaker,representative=lawmaker congressman,senator=lawmaker,"
      "congressman=rep. lawmaker,congresswoman=rep. lawmaker,mp=lawmaker,deputy=lawmaker,lawmaker=rep. sen. representative senator congressman "
      "congresswoman mp deputy,lawyer=attorney,attorney=lawyer,nominee=candidate,candidate=nominee,gov.=governor,governor=gov.,"
      "spokesman=spokesperson,spokeswoman=spokesperson,spokesperson=spokesman spokeswoman,detective=officer,officer=detective,"
      "scientist=researcher professor,researcher=scientist professor,professor=researcher scientist,premier=minister,"
      "ex-wife=wife,ex-husband=husband,airways=airline,airlines=airline,air=airline,motors=carmaker,bank=lender,university=college");
  return map.find(head);
}

// The role itself, then its kin.
std::vector<std::string> with_kin(std::string_view head) {
  std::vector<std::string> all{std::string(head)};
  for (std::string& kin : split_folded(role_kin(head))) all.push_back(std::move(kin));
  return all;
}

bool is_small(std::string_view word) {
  static const WordSet set("of the and for on to in at by with", ' ');
  return set.has(word);
}

std::string initials_of(const std::vector<std::string>& words, bool with_to) {
  std::string initials;
  for (const std::string& word : words) {
    if (!is_small(word) || (with_to && (word == "to" || word == "in" || word == "at" || word == "by" || word == "with"))) initials += word[0];
  }
  return initials;
}

bool matches_initial(std::string_view initial, std::string_view word) {
  return !initial.empty() && !word.empty() && initial[0] == word[0] && (initial.size() == 1 || word.size() == 1);
}

// Two names of one person, both of two words or more: the family name the same, the given names not against it.
bool compatible_names(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  const std::vector<std::string>& longer = left.size() >= right.size() ? left : right;
  const std::vector<std::string>& shorter = left.size() >= right.size() ? right : left;
  if (std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return true;
  if (left.back() != right.back() && name_skeleton(left.back()) != name_skeleton(right.back())) return false;
  if (left.front() == right.front() || matches_initial(left.front(), right.front())) return true;
  const std::string skeleton = name_skeleton(left.front());
  return skeleton.size() >= 2 && skeleton == name_skeleton(right.front());
}

}  // namespace

void EntityTable::add_mention(Index entity, Span span, MentionForm form) {
  EntityDraft& draft = drafts_[entity];
  draft.entity.mentions.push_back({span, form});
  draft.last_word = std::max(draft.last_word, static_cast<std::uint32_t>(words_.word_at(span.begin)));
}

void EntityTable::index_name(Index entity, const std::vector<std::string>& words, std::string_view full) {
  by_name_.emplace(std::string(full), entity);
  const auto note = [&](const std::string& word) {
    std::vector<Index>& bearers = by_word_[word];
    const auto recent = bearers.end() - static_cast<std::ptrdiff_t>(std::min(bearers.size(), kLookBack));
    if (std::find(recent, bearers.end(), entity) == bearers.end()) bearers.push_back(entity);
  };
  note(words.back());
  note(words.front());
  // "Mr. Brel" of "Anna Brel Dari": two family names, called by the first. Long names are no persons'.
  for (std::size_t i = 1; i + 1 < words.size() && i < 4; ++i) note(std::string("+").append(words[i]));
  const std::string skeleton = name_skeleton(words.back());
  if (skeleton.size() >= 2) note(std::string("~").append(skeleton));
}

// Same family name, same person, unless the given names say otherwise. The one mentioned last goes first.
Index EntityTable::find_person(const std::vector<std::string>& words, Gender gender) const {
  const auto search = [&](const std::string& key, bool exact_last) -> Index {
    const auto found = by_word_.find(key);
    if (found == by_word_.end()) return kNone;
    Index best = kNone;
    std::size_t looked = 0;
    for (auto it = found->second.rbegin(); it != found->second.rend() && looked < kLookBack; ++it, ++looked) {
      const EntityDraft& draft = drafts_[*it];
      if (draft.entity.type != EntityType::person || draft.words.empty()) continue;
      if (gender != Gender::unknown && draft.gender != Gender::unknown && gender != draft.gender) continue;
      if (words.size() > 1 && draft.words.size() > 1 && !compatible_names(words, draft.words)) continue;
      if (exact_last && words.size() == 1 && draft.words.back() != words.back()) continue;
      if (best == kNone || draft.last_word > drafts_[best].last_word) best = *it;
    }
    return best;
  };
  Index found = search(words.back(), true);
  // "Hua" after "Hua Chunying", "Anna" after "Anna Harl"
  if (found == kNone && words.size() == 1) found = search(words.front(), false);
  if (found == kNone && words.size() == 1) found = search(std::string("+").append(words.front()), false);
  // "Ilva Torrin" after "his wife Ilva", though another Torrin is known.
  if (found == kNone && words.size() == 2 && is_given_name(words.front())) {
    const auto named = by_name_.find(words.front());
    if (named != by_name_.end()) {
      const EntityDraft& draft = drafts_[named->second];
      const bool other = gender != Gender::unknown && draft.gender != Gender::unknown && gender != draft.gender;
      if (draft.named && draft.entity.type == EntityType::person && draft.words.size() == 1 && !other) return named->second;
    }
  }
  // A family name alone must be of some length to be known in another spelling.
  if (found == kNone && (words.size() > 1 || words.back().size() >= 5)) {
    const std::string skeleton = name_skeleton(words.back());
    if (skeleton.size() >= (words.size() > 1 ? 2 : 3)) found = search(std::string("~").append(skeleton), false);
    // Spellings of one name are of nearly one length.
    if (found != kNone) {
      const std::size_t other = drafts_[found].words.back().size();
      const std::size_t own = words.back().size();
      if ((own > other ? own - other : other - own) > 2 || drafts_[found].words.back()[0] != words.back()[0]) found = kNone;
    }
  }
  return found;
}

Index EntityTable::find_by_acronym(std::string_view name, const std::vector<std::string>& words, EntityType type) const {
  if (words.size() == 1 && name.size() >= 2 && name.size() <= 8) {
    const auto found = by_acronym_.find(words.front());
    return found == by_acronym_.end() ? kNone : found->second;
  }
  if (type == EntityType::person || words.size() < 2) return kNone;
  const std::string initials = initials_of(words, true);
  auto found = by_name_.find(initials);
  if (found == by_name_.end()) found = by_name_.find(initials_of(words, false));
  if (initials.size() < 2 || found == by_name_.end()) return kNone;
  const EntityDraft& draft = drafts_[found->second];
  return draft.words.size() == 1 && draft.entity.type != EntityType::person ? found->second : kNone;
}

void EntityTable::grow_name(Index entity, std::string_view name, const std::vector<std::string>& words) {
  Entity& known = drafts_[entity].entity;
  const bool fuller = words.size() > drafts_[entity].words.size();
  std::string other(name);
  if (fuller) {
    std::swap(other, known.name);
    drafts_[entity].words = words;
  }
  if (other == known.name || known.aliases.size() >= kMostAliases) return;
  if (std::find(known.aliases.begin(), known.aliases.end(), other) == known.aliases.end()) known.aliases.push_back(std::move(other));
}

void EntityTable::add_role(Index entity, const Name& name) {
  EntityDraft& draft = drafts_[entity];
  const std::string_view role = words_.text().words(name.role);
  if (role.empty() || draft.entity.roles.size() >= kMostRoles) return;
  const auto same = [&](const std::string& known) { return lower(known) == lower(role); };
  if (std::none_of(draft.entity.roles.begin(), draft.entity.roles.end(), same)) draft.entity.roles.emplace_back(role);
  for (std::string& head : role_heads(role)) {
    if (std::find(draft.role_heads.begin(), draft.role_heads.end(), head) != draft.role_heads.end()) continue;
    by_role_[head].push_back(entity);
    draft.role_heads.push_back(std::move(head));
  }
  // Whose: "Velm's supreme leader", "the Velmian leader", "Velm Front chief"; behind "of" and "for" as well.
  const std::size_t first = words_.word_at(name.role.begin);
  if (first > 0 && (words_[first - 1].possessive || words_[first - 1].capitalized)) {
    draft.owners.push_back(fold_name(words_.lower(first - 1)));
  }
  for (std::size_t word = first; word < words_.size() && words_[word].span.begin < name.role.end; ++word) {
    const bool named = words_[word].capitalized && !is_title(words_.lower(word)) && !is_title_modifier(words_.lower(word));
    if (named && draft.owners.size() < kMostRoles) draft.owners.push_back(fold_name(words_.lower(word)));
  }
}

// "told Radio Velm", "reported The Velm Page": what belongs to an outlet's name and makes it one. A capital "The" in the
// middle of a sentence stands before few other names.
Name EntityTable::whole_outlet(const Name& name) const {
  Name whole = name;
  const std::size_t first = words_.word_at(name.span.begin);
  if (first >= words_.size() || name.type == EntityType::place || name.type == EntityType::group) return whole;
  const auto beside = [&](std::size_t word) { return word > 0 && words_[word - 1].sentence == words_[word].sentence; };
  std::size_t begin = first;
  if (words_.exact(first) == "Radio" && name.span.end > words_[first].span.end) {
    whole.type = EntityType::outlet;
  } else if (beside(first) && words_.exact(first - 1) == "Radio") {
    whole.type = EntityType::outlet;
    --begin;
  }
  static const WordSet kOutlets("newspaper daily weekly paper magazine broadcaster station website tabloid channel", ' ');
  const bool person = whole.type == EntityType::person;
  if (beside(begin) && !person && words_.exact(begin - 1) == "The") {
    const bool inner = beside(begin - 1) && !words_[begin - 1].opens;
    const std::size_t end = words_.word_at(name.span.end);
    // "The Velm Council" stays a council.
    const bool several = end > begin + 1 && !is_organization_word(words_.lower(end - 1)) && !words_.is(end - 1, "house");
    if (inner && (several || whole.type == EntityType::outlet)) {
      whole.type = EntityType::outlet;
      --begin;
    }
  }
  // "the newspaper Velm Page", "the daily The Velm Page"
  if (begin > 0 && beside(begin) && !person && kOutlets.has(words_.lower(begin - 1)) && !words_[begin - 1].capitalized) {
    whole.type = EntityType::outlet;
  }
  whole.span.begin = words_[begin].span.begin;
  return whole;
}

// "the Page" after "The Velm Page".
Index EntityTable::find_outlet_by_last(std::string_view word) const {
  constexpr std::size_t kEntities = 200;
  std::size_t looked = 0;
  for (std::size_t i = drafts_.size(); i-- > 0 && looked < kEntities; ++looked) {
    const EntityDraft& draft = drafts_[i];
    if (draft.named && draft.entity.type == EntityType::outlet && draft.words.size() > 1 && draft.words.back() == word) {
      return static_cast<Index>(i);
    }
  }
  return kNone;
}

// "the Joint Chiefs" after "the Joint Chiefs of Staff"
Index EntityTable::find_longer_body(const std::vector<std::string>& words) const {
  constexpr std::size_t kEntities = 200;
  std::size_t looked = 0;
  for (std::size_t i = drafts_.size(); i-- > 0 && looked < kEntities; ++looked) {
    const EntityDraft& draft = drafts_[i];
    const bool body = draft.entity.type == EntityType::organization || draft.entity.type == EntityType::outlet;
    if (draft.named && body && draft.words.size() > words.size() && std::equal(words.begin(), words.end(), draft.words.begin())) {
      return static_cast<Index>(i);
    }
  }
  return kNone;
}

// "A Velm judge ruled ... Judge Anna Harl said", "a Velm newspaper ... the newspaper Velm Page": who was described before is
// named now.
Index EntityTable::find_described(const Name& name, Gender gender) const {
  std::vector<std::string> heads;
  const std::size_t first = words_.word_at(name.span.begin);
  if (name.type == EntityType::person) {
    heads = role_heads(words_.lower_span(name.title));
    for (std::string& head : role_heads(words_.lower_span(name.role))) heads.push_back(std::move(head));
  } else if (first > 0 && !words_[first - 1].capitalized && (is_outlet_noun(words_.lower(first - 1)) || is_organization_word(words_.lower(first - 1)))) {
    heads.emplace_back(words_.lower(first - 1));
  }
  // "An airline" of the first lines is "Velm Airways"
  const std::size_t end = words_.word_at(name.span.end);
  const std::string_view kind = name.type == EntityType::person || end == 0 ? std::string_view{} : role_kin(words_.lower(end - 1));
  for (std::string& kin : split_folded(kind)) heads.push_back(std::move(kin));
  if (name.type == EntityType::person) {
    const std::size_t own = heads.size();
    for (std::size_t i = 0; i < own; ++i) {
      for (std::string& kin : split_folded(role_kin(heads[i]))) heads.push_back(std::move(kin));
    }
  }
  for (const std::string& head : heads) {
    const auto found = by_role_.find(head);
    if (found == by_role_.end()) continue;
    Index only = kNone;
    for (const Index one : found->second) {
      const EntityDraft& draft = drafts_[one];
      const bool person = draft.entity.type == EntityType::person;
      if (draft.named || draft.plural || person != (name.type == EntityType::person) || draft.entity.type == EntityType::document) continue;
      if (gender != Gender::unknown && draft.gender != Gender::unknown && gender != draft.gender) continue;
      // "Judge" of the headline, "a Velm judge": the one spoken of last.
      if (only != kNone && draft.last_word < drafts_[only].last_word) continue;
      only = one;
    }
    if (only != kNone) return only;
  }
  return kNone;
}

// "Lint" and a paragraph later "Limt": a family name misspelt.
Index EntityTable::find_misspelt(std::string_view word, std::size_t at) const {
  constexpr std::size_t kWordsBack = 200;
  constexpr std::size_t kEntities = 30;
  std::size_t looked = 0;
  for (std::size_t i = drafts_.size(); i-- > 0 && looked < kEntities; ++looked) {
    const EntityDraft& draft = drafts_[i];
    const bool near = draft.last_word + kWordsBack >= at;
    if (near && draft.named && draft.entity.type == EntityType::person && draft.words.size() > 1 && one_letter_off(draft.words.back(), word)) {
      return static_cast<Index>(i);
    }
  }
  return kNone;
}

void EntityTable::index_acronyms(Index entity, const Name& name, const std::vector<std::string>& words) {
  if (words.size() < 2 || name.type == EntityType::person) return;
  const std::string initials = initials_of(words, true);
  if (initials.size() >= 2) by_acronym_.emplace(initials, entity);
  if (const std::string brief = initials_of(words, false); brief.size() >= 2) by_acronym_.emplace(brief, entity);
  // "All Velm Airways" may be read as "Velm Airways": "AVA" is it all the same.
  const std::size_t first = words_.word_at(name.span.begin);
  if (first > 0 && words_[first - 1].capitalized && words_[first - 1].sentence == words_[first].sentence) {
    by_acronym_.emplace(std::string(words_.lower(first - 1).substr(0, 1)) + initials, entity);
  }
}

// A description gets its name.
void EntityTable::give_name(Index entity, const Name& name, std::string_view text, std::vector<std::string> words, const std::string& key) {
  index_name(entity, words, key);
  index_acronyms(entity, name, words);
  EntityDraft& draft = drafts_[entity];
  draft.named = true;
  draft.entity.name = text;
  draft.entity.type = name.type;
  draft.words = std::move(words);
}

Index EntityTable::add_name(const Name& read) {
  const Name name = whole_outlet(read);
  const std::string_view text = words_.text().words(name.span);
  const std::string folded = fold_name(text);
  const std::string key(country_alias(folded));
  std::vector<std::string> words = split_folded(folded);
  if (words.empty()) words.emplace_back(text);
  Gender gender = Gender::unknown;
  if (name.type == EntityType::person) {
    gender = title_gender(words_.lower_span(name.title));
    if (gender == Gender::unknown) gender = title_gender(words_.lower_span(name.role));
    if (gender == Gender::unknown && words.size() > 1) {
      const bool female = is_female_given_name(words.front());
      const bool male = is_male_given_name(words.front());
      if (female != male) gender = female ? Gender::female : Gender::male;
    }
  }
  Index entity = kNone;
  // One name of several words is one bearer, whatever it was taken for elsewhere.
  const auto whole = words.size() > 1 ? by_name_.find(key) : by_name_.end();
  if (whole != by_name_.end()) {
    const Gender other = drafts_[whole->second].gender;
    if (gender == Gender::unknown || other == Gender::unknown || gender == other) entity = whole->second;
  }
  if (entity == kNone && name.type == EntityType::person) {
    entity = find_person(words, gender);
  } else if (const auto found = by_name_.find(key); entity == kNone && found != by_name_.end()) {
    entity = found->second;
  }
  // "Gray" after "Tom Gray", read as no one's name alone
  if (entity == kNone && words.size() == 1 && name.type == EntityType::other) {
    if (const Index bearer = find_person(words, gender); bearer != kNone && drafts_[bearer].words.back() == words.back()) entity = bearer;
  }
  if (entity == kNone) entity = find_by_acronym(text, words, name.type);
  if (entity == kNone && words.size() == 1 && (name.type == EntityType::organization || name.type == EntityType::outlet)) {
    entity = find_outlet_by_last(words.front());
  }
  if (entity == kNone && words.size() > 1 && name.type == EntityType::organization) entity = find_longer_body(words);
  if (entity == kNone && words.size() == 1 && name.type != EntityType::place) entity = find_misspelt(words.front(), words_.word_at(name.span.begin));
  // "Council" behind "Northern Coast Council"
  if (entity == kNone && name.type != EntityType::person && words.size() == 1 && is_organization_word(words.front())) {
    entity = find_body(words.front());
  }
  if (const Index described = entity == kNone ? find_described(name, gender) : kNone; described != kNone) {
    entity = described;
    give_name(entity, name, text, words, key);
  } else if (entity == kNone) {
    entity = static_cast<Index>(drafts_.size());
    EntityDraft draft;
    draft.entity.name = text;
    draft.entity.type = name.type;
    draft.words = words;
    draft.plural = name.type == EntityType::group;
    drafts_.push_back(std::move(draft));
    index_name(entity, words, key);
    index_acronyms(entity, name, words);
  } else {
    index_name(entity, words, key);
    grow_name(entity, text, words);
    Entity& known = drafts_[entity].entity;
    if (name.type == EntityType::outlet && known.type == EntityType::organization) known.type = EntityType::outlet;
  }
  if (drafts_[entity].gender == Gender::unknown) drafts_[entity].gender = gender;
  if (name.type == EntityType::person) add_role(entity, name);
  add_mention(entity, name.span, MentionForm::name);
  return entity;
}

Index EntityTable::add_several(std::vector<Index> members, Span span) {
  std::vector<Index> key = members;
  std::sort(key.begin(), key.end());
  auto [place, fresh] = by_members_.try_emplace(std::move(key), static_cast<Index>(drafts_.size()));
  const Index entity = place->second;
  if (fresh) {
    EntityDraft draft;
    for (std::size_t i = 0; i < members.size(); ++i) {
      draft.entity.name.append(i == 0 ? "" : i + 1 < members.size() ? ", " : " and ").append(drafts_[members[i]].entity.name);
    }
    draft.entity.type = EntityType::group;
    draft.named = false;
    draft.plural = true;
    draft.members = std::move(members);
    drafts_.push_back(std::move(draft));
  }
  ++drafts_[entity].together;
  recent_several_.push_back(entity);
  if (recent_several_.size() > kSeveral) recent_several_.erase(recent_several_.begin());
  add_mention(entity, span, MentionForm::nominal);
  return entity;
}

Index EntityTable::find_several(std::size_t count, std::string_view role, std::uint32_t word) const {
  constexpr std::uint32_t kWordsBack = 250;
  Index best = kNone;
  for (const Index entity : recent_several_) {
    const EntityDraft& draft = drafts_[entity];
    const std::vector<Index>& members = draft.members;
    if (draft.last_word + kWordsBack < word || (count > 0 && members.size() != count)) continue;
    const auto bears = [&](Index member) {
      const std::vector<std::string>& heads = drafts_[member].role_heads;
      return std::any_of(heads.begin(), heads.end(), [&](const std::string& head) { return head == role; });
    };
    // "Ministers Anna Harl and Tom Brook"
    const auto told_of_all = [&](Index member) {
      const std::vector<std::string>& heads = drafts_[member].role_heads;
      return std::any_of(heads.begin(), heads.end(), [&](const std::string& head) { return head != role && singular_of(head) == role; });
    };
    const bool all = std::any_of(members.begin(), members.end(), told_of_all);
    if (!role.empty() && !all && !std::all_of(members.begin(), members.end(), bears)) continue;
    if (best == kNone || draft.last_word > drafts_[best].last_word) best = entity;
  }
  return best;
}

Index EntityTable::add_unnamed(Span span, EntityType type, std::string_view head, bool plural) {
  const auto entity = static_cast<Index>(drafts_.size());
  EntityDraft draft;
  draft.entity.name = words_.text().words(span);
  draft.entity.type = type;
  draft.named = false;
  draft.plural = plural;
  draft.role_heads.emplace_back(head);
  if (is_female_title(head)) draft.gender = Gender::female;
  if (is_male_title(head)) draft.gender = Gender::male;
  drafts_.push_back(std::move(draft));
  by_role_[std::string(head)].push_back(entity);
  add_mention(entity, span, MentionForm::nominal);
  return entity;
}

namespace {

// "the Norland council" is not the Velm City Council.
bool owned_by_another(const EntityDraft& draft, std::string_view owner) {
  if (owner.empty()) return false;
  const auto same = [&](const std::string& one) { return same_owner(one, owner); };
  if (std::any_of(draft.owners.begin(), draft.owners.end(), same) || std::any_of(draft.words.begin(), draft.words.end(), same)) return false;
  const auto place = [](const std::string& word) { return is_known_place(word) || is_demonym(word); };
  return !draft.owners.empty() || std::any_of(draft.words.begin(), draft.words.end(), place);
}

// "the Norland council" is not the Harl Council; "the Norlandian airline" may be Harl Airline.
bool named_after_another(const std::vector<std::string>& words, std::string_view noun, std::string_view owner) {
  if (owner.empty() || is_demonym(owner)) return false;
  const auto same = [&](const std::string& word) { return same_owner(word, owner); };
  const auto own = [&](const std::string& word) { return word != noun && !is_common_word(word) && !is_organization_word(word); };
  return std::none_of(words.begin(), words.end(), same) && std::any_of(words.begin(), words.end(), own);
}

// "the health ministry" is not the Interior Ministry; "the powerful group" may be any.
bool of_another_kind(const std::vector<std::string>& words, std::string_view noun, const std::vector<std::string_view>& modifiers) {
  static const WordSet kKinds("ministry department committee subcommittee commission council court agency bureau office board", ' ');
  return kKinds.has(noun) && std::any_of(modifiers.begin(), modifiers.end(), [&](std::string_view modifier) {
           return std::find(words.begin(), words.end(), modifier) == words.end();
         });
}

}  // namespace

Index EntityTable::find_role(std::string_view head, const std::vector<std::string_view>& modifiers, std::string_view owner) const {
  const std::string folded_owner = fold_name(owner);
  const auto search = [&](std::string_view noun, bool strict) -> Index {
    const auto found = by_role_.find(std::string(noun));
    if (found == by_role_.end()) return kNone;
    Index best = kNone;
    int best_owned = -2;
    std::size_t looked = 0;
    for (auto it = found->second.rbegin(); it != found->second.rend() && looked < kLookBack; ++it, ++looked) {
      const EntityDraft& draft = drafts_[*it];
      if (!draft.named || draft.entity.type != EntityType::person) continue;
      // 1: known to be the owner's; 0: nobody's; -1: somebody else's.
      int owned = 0;
      if (!folded_owner.empty() && !draft.owners.empty()) {
        owned = std::any_of(draft.owners.begin(), draft.owners.end(),
                            [&](const std::string& one) { return same_owner(one, folded_owner); })
                    ? 1
                    : -1;
      }
      if (owned < 0) continue;
      const auto fits = [&](std::string_view modifier) {
        return std::any_of(draft.entity.roles.begin(), draft.entity.roles.end(),
                           [&](const std::string& role) { return lower(role).find(modifier) != std::string::npos; });
      };
      if (strict && !std::all_of(modifiers.begin(), modifiers.end(), fits)) continue;
      if (owned > best_owned || (owned == best_owned && draft.last_word > drafts_[best].last_word)) {
        best = *it;
        best_owned = owned;
      }
    }
    return best;
  };
  for (const std::string& noun : with_kin(head)) {
    if (const Index found = search(noun, true); found != kNone) return found;
  }
  // A president is a leader, and so is a prime minister.
  if (head == "leader") {
    for (const std::string_view noun : {"president", "minister", "premier", "chief", "chancellor", "king"}) {
      if (const Index found = search(noun, true); found != kNone) return found;
    }
  }
  if (head == "chief" || head == "head" || head == "boss") {
    for (const std::string_view noun : {"leader", "chief", "head", "director", "chairman", "commander"}) {
      if (const Index found = search(noun, true); found != kNone) return found;
    }
  }
  return kNone;
}

Index EntityTable::find_unnamed(std::string_view head, bool plural, std::string_view owner, const std::vector<std::string_view>& modifiers) const {
  const std::string folded_owner = fold_name(owner);
  const auto found = by_role_.find(std::string(head));
  if (found == by_role_.end()) return kNone;
  std::size_t looked = 0;
  for (auto it = found->second.rbegin(); it != found->second.rend() && looked < kLookBack; ++it, ++looked) {
    const EntityDraft& draft = drafts_[*it];
    if (draft.named || draft.plural != plural || owned_by_another(draft, folded_owner)) continue;
    if (draft.modifiers.empty() || !of_another_kind(draft.modifiers, head, modifiers)) return *it;
  }
  return kNone;
}

Index EntityTable::find_recent_unnamed(std::uint32_t word) const {
  constexpr std::uint32_t kWordsBack = 100;
  constexpr std::size_t kEntities = 60;
  Index best = kNone;
  std::size_t looked = 0;
  for (std::size_t i = drafts_.size(); i-- > 0 && looked < kEntities; ++looked) {
    const EntityDraft& draft = drafts_[i];
    if (draft.named || draft.plural || draft.entity.type != EntityType::person || draft.last_word + kWordsBack < word) continue;
    // Whom a quotation tells of is not who speaks it.
    if (words_.text().tokens[words_[draft.last_word].first].quotation != kNone) continue;
    if (best == kNone || draft.last_word > drafts_[best].last_word) best = static_cast<Index>(i);
  }
  return best;
}

Index EntityTable::find_recent_body(std::string_view noun, std::uint32_t word) const {
  static const WordSet kOutlets("newspaper paper agency broadcaster channel station network outlet website magazine daily weekly tabloid", ' ');
  static const WordSet kPrinted("newspaper paper magazine daily weekly tabloid", ' ');
  static const WordSet kUnprinted("agency radio tv television", ' ');
  static const WordSet kBodies("group company firm movement party militia organization organisation faction club airline charity", ' ');
  const bool outlet = kOutlets.has(noun);
  if (!outlet && !kBodies.has(noun)) return kNone;
  constexpr std::uint32_t kWordsBack = 70;
  constexpr std::size_t kEntities = 60;
  Index only = kNone;
  std::size_t looked = 0;
  for (std::size_t i = drafts_.size(); i-- > 0 && looked < kEntities; ++looked) {
    const EntityDraft& draft = drafts_[i];
    if (!draft.named || draft.entity.type != (outlet ? EntityType::outlet : EntityType::organization)) continue;
    if (draft.last_word + (outlet ? 4 * kWordsBack : kWordsBack) < word) continue;
    // Of several outlets the one mentioned last; an agency is no newspaper.
    if (outlet && kPrinted.has(noun) &&
        std::any_of(draft.words.begin(), draft.words.end(), [](const std::string& one) { return kUnprinted.has(one); })) {
      continue;
    }
    if (only != kNone && !outlet) return kNone;
    if (only == kNone || draft.last_word > drafts_[only].last_word) only = static_cast<Index>(i);
  }
  return only;
}

Index EntityTable::find_body(std::string_view noun, std::string_view owner, const std::vector<std::string_view>& modifiers) const {
  const std::string folded_owner = fold_name(owner);
  Index best = kNone;
  Index called = kNone;
  // A document's entities are searched from the end; names long gone are not meant any more.
  constexpr std::size_t kEntities = 200;
  std::size_t looked = 0;
  for (std::size_t i = drafts_.size(); i-- > 0 && looked < kEntities; ++looked) {
    const EntityDraft& draft = drafts_[i];
    const EntityType type = draft.entity.type;
    if (!draft.named || (type != EntityType::organization && type != EntityType::outlet)) continue;
    const auto has = [&](const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), noun) != list.end(); };
    const bool by_name = has(draft.words);
    if (!by_name && !has(draft.heads) && !has(draft.role_heads) && (draft.words.empty() || role_kin(draft.words.back()) != noun)) continue;
    if (owned_by_another(draft, folded_owner)) continue;
    if (by_name && (of_another_kind(draft.words, noun, modifiers) || named_after_another(draft.words, noun, folded_owner))) continue;
    Index& found = by_name ? best : called;
    if (found == kNone || draft.last_word > drafts_[found].last_word) found = static_cast<Index>(i);
  }
  return best != kNone ? best : called;
}

}  // namespace hearsay

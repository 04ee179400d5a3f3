// Names that stand together ("Anna Harl and Tom Brook") as one whom "they", "the two" and "the ministers" may mean.
#include <algorithm>
#include <string>

#include "reading/coreference/resolver.h"
#include "reading/name/name_words.h"
#include "reading/numbers.h"

namespace hearsay {
namespace {

constexpr std::size_t kMostTogether = 6;

// People with people, bodies with bodies, places with places.
int kind_of(EntityType type) {
  switch (type) {
    case EntityType::person: return 1;
    case EntityType::organization:
    case EntityType::outlet: return 2;
    case EntityType::place: return 3;
    case EntityType::group: return 4;
    case EntityType::document:
    case EntityType::other: break;
  }
  return 0;
}

// "Anna Harl, Liberal of Velm, and Tom Brook": the words [first, last) between two commas say who the one before is.
bool is_apposition(const TextWords& words, std::size_t first, std::size_t last) {
  static const WordSet kInside("of the a an for in from at", ' ');
  if (last <= first || last - first > 5) return false;
  for (std::size_t word = first; word < last; ++word) {
    const std::string_view lower = words.lower(word);
    if (words[word].kind == WordKind::mark) return false;
    if (is_function_word(lower) && !kInside.has(lower)) return false;
    if (lower == "said" || lower == "says" || lower.ends_with("ed")) return false;
  }
  return true;
}

}  // namespace

// What stands between two names of a list: a comma, or the "and" that closes it.
Resolver::Between Resolver::between(std::size_t left, std::size_t right) const {
  std::size_t first = words_.word_at(names_[left].span.end);
  const Span front = names_[right].title.empty() ? names_[right].span : names_[right].title;
  const std::size_t last = words_.word_at(std::min(front.begin, names_[right].span.begin));
  if (first >= last || last - first > 9 || words_[last - 1].sentence != words_[first].sentence || words_[first - 1].possessive) return Between::other;
  if (last - first == 1) return words_.is(first, "and") ? Between::conjunction : words_.is(first, ",") ? Between::comma : Between::other;
  if (!words_.is(last - 1, "and")) return Between::other;
  // "Anna Harl of Velm and Tom Brook of Narn"
  constexpr std::size_t kLongestPlace = 4;
  bool of = last - first <= kLongestPlace + 1 && (words_.is(first, "of") || words_.is(first, "from"));
  for (std::size_t word = first + 1; of && word + 1 < last; ++word) of = words_[word].capitalized;
  if (of && names_[left].type == EntityType::person) return Between::conjunction;
  if (!words_.is(first, ",")) return Between::other;
  if (last - first == 2) return Between::conjunction;
  const bool closed = words_.is(last - 2, ",") && names_[left].type == EntityType::person;
  return closed && is_apposition(words_, first + 1, last - 2) ? Between::conjunction : Between::other;
}

void Resolver::find_together() {
  together_of_name_.assign(names_.size(), kNone);
  std::vector<Index> list;
  std::size_t next = 0;
  for (std::size_t i = 0; i + 1 < names_.size(); i = next) {
    const int kind = kind_of(names_[i].type);
    // "Harl, Liberal of Velm, and Brook": names of other kinds may stand inside an apposition.
    next = i + 1;
    while (kind == 1 && next < std::min(names_.size() - 1, i + 3) && kind_of(names_[next].type) != 1) ++next;
    const Between step = kind != 0 && kind == kind_of(names_[next].type) ? between(i, next) : Between::other;
    if (step == Between::other) {
      list.clear();
      next = i + 1;
      continue;
    }
    list.push_back(static_cast<Index>(i));
    if (step == Between::comma) continue;
    list.push_back(static_cast<Index>(next));
    if (list.size() <= kMostTogether) {
      for (const Index name : list) together_of_name_[name] = static_cast<Index>(together_.size());
      together_.push_back({list, {names_[list.front()].span.begin, names_[list.back()].span.end}});
    }
    list.clear();
  }
}

void Resolver::visit_together(Index name) {
  const Index index = together_of_name_[name];
  if (index == kNone) return;
  Together& together = together_[index];
  if (together.entity != kNone) return;
  std::vector<Index> members;
  for (const Index one : together.names) {
    const Index entity = entity_of_name_[one];
    if (entity == kNone || std::find(members.begin(), members.end(), entity) != members.end()) return;
    members.push_back(entity);
  }
  together.entity = table_.add_several(members, together.span);
  const std::size_t first = words_.word_at(together.span.begin);
  const std::size_t last = words_.word_at(together.span.end);
  discourse_.note(together.entity, first, last > first ? last - 1 : first, MentionForm::nominal, is_subject(first), false);
}

// "Anna Harl and her husband", "miners and their families": the mention [first, last] and the one before its "and", where
// not both are names. find_together() has those.
void Resolver::visit_pair(Index entity, std::size_t first, std::size_t last) {
  if (first < 2 || !words_.is(first - 1, "and") || words_[first - 2].possessive || words_[last].possessive) return;
  if (words_[first - 2].sentence != words_[first].sentence || (name_of_word_[last] != kNone && name_of_word_[first - 2] != kNone)) return;
  const Index before = entity_of_word_[first - 2];
  if (before == kNone || before == entity) return;
  const EntityDraft& left = table_.drafts()[before];
  const EntityDraft& right = table_.drafts()[entity];
  const auto people = [](const EntityDraft& draft) { return draft.entity.type == EntityType::person || draft.entity.type == EntityType::group; };
  if (people(left) ? !people(right) : kind_of(left.entity.type) != kind_of(right.entity.type)) return;
  if (!left.members.empty() || !right.members.empty()) return;
  // "her" may stand behind it.
  const std::vector<Mention>& mentions = left.entity.mentions;
  const auto found = std::find_if(mentions.rbegin(), mentions.rend(), [&](const Mention& one) { return one.span.end <= words_[first - 2].span.end; });
  if (found == mentions.rend() || words_.word_at(found->span.end) != first - 1) return;
  const Span span = found->span;
  const std::size_t begin = words_.word_at(span.begin);
  const Index pair = table_.add_several({before, entity}, {span.begin, words_[last].span.end});
  discourse_.note(pair, begin, last, MentionForm::nominal, is_subject(begin), false);
}

// Those who speak together in a source: "Anna Harl and Tom Brook said". kNone where one speaks.
Index Resolver::together_in(const SourceReading& reading, Span source) {
  Index index = kNone;
  if (reading.kind == SourceKind::name) {
    index = together_of_name_[reading.name];
  } else if (reading.kind == SourceKind::people) {
    for (std::size_t word = words_.word_at(source.begin), count = 0; word < words_.size() && words_[word].span.begin < source.end && count < 12; ++word, ++count) {
      if (name_of_word_[word] == kNone) continue;
      index = together_of_name_[name_of_word_[word]];
      // "officials of Velm and Norland": they are those officials.
      if (words_.lower(word) != reading.head && (reading.modifiers.empty() || words_.lower(word) != reading.modifiers.back())) index = kNone;
      break;
    }
  }
  if (index == kNone) return kNone;
  const Together& together = together_[index];
  const std::size_t end = words_.word_at(together.span.end);
  if (together.span.begin < source.begin || together.span.end > source.end || (end > 0 && words_[end - 1].possessive)) return kNone;
  for (const Index name : together.names) visit_name(words_.word_at(names_[name].span.begin));
  return together.entity;
}

// "the two men", "the ministers", where each is one; `noun` in the singular.
Index Resolver::several_meant(std::string_view noun, const std::vector<std::string_view>& modifiers, std::size_t word) const {
  static const WordSet kTwo("pair duo two both couple", ' ');
  static const WordSet kAnybody("man woman person pair duo couple two both three four country side party company", ' ');
  std::size_t count = kTwo.has(noun) ? 2 : 0;
  for (const std::string_view modifier : modifiers) {
    const auto value = number_word_value(modifier);
    if (modifier == "both") count = 2;
    if (value && *value >= 2 && *value <= static_cast<double>(kMostTogether)) count = static_cast<std::size_t>(*value);
  }
  const bool anybody = kAnybody.has(noun);
  if (count == 0 && anybody) return kNone;
  return table_.find_several(count, anybody ? std::string_view{} : noun, static_cast<std::uint32_t>(word));
}

}  // namespace hearsay

#include <algorithm>

#include "reading/name/name_part.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

constexpr std::size_t kLongestRole = 14;

bool is_role_word(std::string_view lower) { return is_role_noun(lower) || is_title(lower); }

// Where a role read backwards from its last word begins: behind an article, a possessive or a mark.
std::size_t role_begin(const TextWords& words, std::size_t last_word) {
  std::size_t begin = last_word;
  const std::size_t low = std::max(words.sentence_begin(words[last_word].sentence),
                                   last_word > kLongestRole ? last_word - kLongestRole : 0);
  static const WordSet kStops(
      "the a an his her their its our your my this that said told by to with from and or but who whom which is was were are be "
      "been as at in on for of named called quoted met meet including when while where if because after before than between",
      ' ');
  while (begin > low) {
    const TextWord& before = words[begin - 1];
    if (before.kind == WordKind::mark || before.possessive || before.capitalized) break;
    if (kStops.has(words.lower(begin - 1)) || words.lower(begin - 1).ends_with("ed")) break;
    --begin;
  }
  return begin;
}

// "spokesman Anna Harl", "Velm Front chief Anna Harl"
bool role_directly_before(const TextWords& words, NamePart& part) {
  const std::size_t front = part.title_last > part.title_first ? part.title_first : part.first;
  if (front == 0) return false;
  const std::size_t before = front - 1;
  if (words[before].sentence != words[part.first].sentence || words[before].kind != WordKind::word) return false;
  if (words[before].possessive || words[before].capitalized || !is_role_word(words.lower(before))) return false;
  part.role_first = role_begin(words, before);
  part.role_last = before + 1;
  while (part.role_last > part.role_first && is_courtesy_title(words.lower(part.role_last - 1))) --part.role_last;
  return part.role_last > part.role_first;
}

// "the group's leader, Anna Harl, said", "the head of its council, Dr. Anna Harl."
bool role_before_comma(const TextWords& words, NamePart& part) {
  const std::size_t front = part.title_last > part.title_first ? part.title_first : part.first;
  if (front < 2 || !words.is(front - 1, ",") || words[front - 2].sentence != words[part.first].sentence) return false;
  const std::size_t noun = front - 2;
  if (words[noun].possessive || words[noun].kind != WordKind::word) return false;
  if (is_role_noun(words.lower(noun)) || is_title(words.lower(noun))) {
    part.role_first = words[noun].capitalized ? noun : role_begin(words, noun);
    if (words[noun].capitalized) {
      while (part.role_first > words.sentence_begin(words[noun].sentence) &&
             words[part.role_first - 1].kind == WordKind::word && !words[part.role_first - 1].possessive &&
             (is_title_modifier(words.lower(part.role_first - 1)) || is_title(words.lower(part.role_first - 1)))) {
        --part.role_first;
      }
    }
    part.role_last = noun + 1;
    return true;
  }
  // "the head of its executive council, Anna Harl"
  const std::size_t sentence = words.sentence_begin(words[noun].sentence);
  const std::size_t low = std::max(sentence, noun > kLongestRole ? noun - kLongestRole : 0);
  for (std::size_t of = noun; of-- > low;) {
    if (words[of].kind == WordKind::mark) return false;
    if (!words.is(of, "of") && !words.is(of, "for") && !words.is(of, "at")) continue;
    if (of == 0 || !is_role_noun(words.lower(of - 1))) continue;
    const std::size_t begin = role_begin(words, of - 1);
    if (begin == sentence || begin == 0) return false;
    const std::string_view determiner = words.lower(begin - 1);
    if (determiner != "the" && determiner != "a" && determiner != "an" && determiner != "its" && determiner != "their") return false;
    part.role_first = begin;
    part.role_last = noun + 1;
    return true;
  }
  return false;
}

// "Anna Harl, the head of the Velm Front, said"; "Anna Harl, a lawyer for the family."
bool role_behind(const TextWords& words, NamePart& part) {
  const std::size_t comma = part.last;
  if (comma + 2 >= words.size() || !words.is(comma, ",") || words[part.last - 1].possessive) return false;
  const std::uint32_t sentence = words[part.first].sentence;
  std::size_t begin = comma + 1;
  if (words[begin].sentence != sentence) return false;
  const std::string_view determiner = words.lower(begin);
  const bool article = determiner == "the" || determiner == "a" || determiner == "an" || determiner == "its" || determiner == "their" ||
                       determiner == "his" || determiner == "her";
  if (article) ++begin;
  const std::size_t high = std::min(words.sentence_end(sentence), begin + kLongestRole);
  bool role = false;
  std::size_t at = begin;
  for (; at < high; ++at) {
    const TextWord& word = words[at];
    if (word.kind == WordKind::mark && !words.is(at, "-")) break;
    const std::string_view lower = words.lower(at);
    if (lower == "who" || lower == "which" || lower == "that" || lower == "said" || lower == "told" || lower == "has" || lower == "was" ||
        lower == "is" || lower == "had" || lower == "says") {
      break;
    }
    // The noun stands before the first "of": "head of", not "a city of leaders".
    if (!role && (lower == "of" || lower == "at" || lower == "in" || lower == "for" || lower == "and")) return false;
    if (is_role_word(lower) && !is_courtesy_title(lower) && !word.possessive) role = true;
    // "Harl, received by the mayor": a clause, not what Harl is.
    if (!role && !article && at == begin && (lower.ends_with("ed") || lower.ends_with("ing"))) return false;
  }
  if (!role || at == begin || (!article && !is_role_word(words.lower(begin)) && at - begin > 8)) return false;
  // A list: "Harl, Prell and the minister".
  if (at < words.size() && words.is(at, ",") && words.is(at + 1, "and") && !article) return false;
  if (!article && words[begin].capitalized && !is_role_word(words.lower(begin)) && !is_title_modifier(words.lower(begin)) &&
      at - begin < 2) {
    return false;
  }
  part.role_first = begin;
  part.role_last = at;
  return true;
}

}  // namespace

void find_roles(const TextWords& words, std::vector<NamePart>& parts) {
  for (NamePart& part : parts) {
    if (role_directly_before(words, part)) continue;
    if (role_behind(words, part)) continue;
    if (role_before_comma(words, part)) continue;
    // A title is a role, an honorific is not.
    std::size_t first = part.title_first;
    while (first < part.title_last && is_courtesy_title(words.lower(first))) ++first;
    std::size_t last = part.title_last;
    while (last > first && is_courtesy_title(words.lower(last - 1))) --last;
    part.role_first = first;
    part.role_last = last;
  }
}

}  // namespace hearsay

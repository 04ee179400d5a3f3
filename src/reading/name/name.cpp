#include "reading/name/name.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "reading/name/name_model.h"
#include "reading/name/name_part.h"
#include "reading/name/name_run.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

// Which words belong to a part.
std::vector<char> covered(const TextWords& words, const std::vector<NamePart>& parts) {
  std::vector<char> in_part(words.size(), 0);
  for (const NamePart& part : parts) std::fill(in_part.begin() + static_cast<std::ptrdiff_t>(part.first), in_part.begin() + static_cast<std::ptrdiff_t>(part.last), 1);
  return in_part;
}

// "Hugh Dean ... Dean said": a family name that is a title elsewhere.
void add_titles_as_names(const TextWords& words, std::vector<NamePart>& parts) {
  std::unordered_set<std::string_view> families;
  for (const NamePart& part : parts) {
    if (part.type == EntityType::person && part.last - part.first > 1 && is_title(words.lower(part.last - 1))) families.insert(words.lower(part.last - 1));
  }
  if (families.empty()) return;
  const std::vector<char> in_part = covered(words, parts);
  for (std::size_t word = 0; word < words.size(); ++word) {
    if (in_part[word] != 0 || !words[word].capitalized || families.count(words.lower(word)) == 0) continue;
    if (word + 1 < words.size() && in_part[word + 1] != 0 && words[word].space_before) continue;
    NamePart part;
    part.first = word;
    part.last = word + 1;
    part.title_first = part.title_last = part.role_first = part.role_last = word;
    part.type = EntityType::person;
    parts.push_back(part);
  }
  std::sort(parts.begin(), parts.end(), [](const NamePart& a, const NamePart& b) { return a.first < b.first; });
}

// "the Alliance to Reclaim Our Coasts (AROC)": where the initials before a bracket are the letters within, it is one name.
void join_by_initials(const TextWords& words, std::vector<NamePart>& parts) {
  constexpr std::size_t kMostWords = 12;
  for (std::size_t word = 1; word + 1 < words.size(); ++word) {
    if (!words.is(word - 1, "(") || !words.is(word + 1, ")") || !is_acronym(words, word)) continue;
    const std::string_view letters = words.exact(word);
    std::size_t first = word - 1;
    std::size_t left = letters.size();
    while (first > 0 && word - first < kMostWords && left > 0 && words[first - 1].sentence == words[word].sentence) {
      --first;
      if (words[first].kind == WordKind::mark) break;
      if (words.exact(first)[0] == letters[left - 1]) --left;
      else if (words[first].capitalized) break;
    }
    if (left > 0 || letters.size() < 3) continue;
    NamePart whole;
    whole.first = first;
    whole.last = word - 1;
    whole.title_first = whole.title_last = whole.role_first = whole.role_last = first;
    whole.type = EntityType::organization;
    const auto inside = [&](const NamePart& part) { return part.first >= whole.first && part.last <= whole.last; };
    const auto across = [&](const NamePart& part) { return part.first < whole.last && whole.first < part.last && !inside(part); };
    if (std::any_of(parts.begin(), parts.end(), across)) continue;
    std::erase_if(parts, inside);
    parts.push_back(whole);
    std::sort(parts.begin(), parts.end(), [](const NamePart& a, const NamePart& b) { return a.first < b.first; });
  }
}

}  // namespace

std::vector<Name> find_names(const Text& text) { return find_names(TextWords(text)); }

std::vector<Name> find_names(const TextWords& words) {
  const CaseEvidence evidence(words);
  std::vector<NamePart> parts = split_runs(words, find_name_runs(words, evidence));
  find_roles(words, parts);
  type_parts(words, evidence, parts);
  correct_types(words, parts);
  add_titles_as_names(words, parts);
  join_by_initials(words, parts);
  std::vector<Name> names;
  names.reserve(parts.size());
  for (const NamePart& part : parts) {
    Name name;
    name.first = words[part.first].first;
    name.last = words[part.last - 1].last;
    name.span = words.span(part.first, part.last);
    name.type = part.type;
    name.title = words.span(part.title_first, part.title_last);
    if (part.type == EntityType::person) name.role = words.span(part.role_first, part.role_last);
    names.push_back(name);
  }
  return names;
}

}  // namespace hearsay

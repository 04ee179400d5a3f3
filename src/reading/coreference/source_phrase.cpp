#include "reading/coreference/source_phrase.h"

#include <algorithm>

#include "reading/name/name_words.h"

namespace hearsay {
namespace {

constexpr std::size_t kLongest = 40;  // words of a source that are looked at
constexpr std::size_t kPhrase = 12;   // words of a phrase before "who"

std::size_t last_word(const TextWords& words, std::size_t first, Span source) {
  std::size_t last = first;
  while (last < words.size() && last - first < kLongest && words[last].span.begin < source.end) ++last;
  return last;
}

bool opens_clause(std::string_view lower) {
  static const WordSet set("who whom whose which that where when because while as after before during amid following speaking", ' ');
  return set.has(lower);
}

// "in response to", "on condition of"
bool opens_circumstance(const TextWords& words, std::size_t word) {
  static const WordSet set("in response,in reaction,on condition,in reference,in connection,in an interview,in a statement", ',');
  return words[word].kind == WordKind::word && word + 1 < words.size() &&
         (set.has(words.lower_run(word, word + 2)) || (word + 2 < words.size() && set.has(words.lower_run(word, word + 3))));
}

bool breaks(const TextWords& words, std::size_t word) {
  const std::string_view lower = words.lower(word);
  return words[word].kind == WordKind::mark && (lower == "," || lower == "(" || lower == ";" || lower == ":" || lower == "\xE2\x80\x94" ||
                                                lower == "\xE2\x80\x93" || lower == "--");
}

}  // namespace

Span head_phrase(const TextWords& words, const SourceReading& reading, Span source) {
  std::size_t first = words.word_at(source.begin);
  const std::size_t last = last_word(words, first, source);
  while (first < last && words[first].kind == WordKind::mark) ++first;
  if (first >= last) return source;
  std::size_t head = first;
  while (head < last && words.lower(head) != reading.head) ++head;
  // Nothing ends before its head: "a senior, trusted aide".
  std::size_t end = head < last ? head + 1 : first + 1;
  while (end < last && !breaks(words, end) && !opens_clause(words.lower(end)) && !opens_circumstance(words, end)) ++end;
  if (end == last) {
    Span whole = source;
    if (last - first >= kLongest) whole.end = words[last - 1].span.end;
    whole.begin = words[first].span.begin;
    return whole;
  }
  return words.span(first, end);
}

Span end_before_verb(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word, Span source) {
  const std::size_t first = words.word_at(source.begin);
  const std::size_t last = last_word(words, first, source);
  static const WordSet kBehindVerb("the a an his her their its with", ' ');
  for (std::size_t word = first + 1; word + 1 < last; ++word) {
    const Index before = name_of_word[word - 1];
    if (before == kNone || names[before].type != EntityType::person || words[word - 1].possessive || name_of_word[word] != kNone) continue;
    const std::string_view lower = words.lower(word);
    if (words[word].kind != WordKind::word || words[word].capitalized || is_function_word(lower) || is_role_noun(lower)) continue;
    if (kBehindVerb.has(words.lower(word + 1))) return {source.begin, words[word - 1].span.end};
  }
  return source;
}

Span antecedent_before(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t word) {
  const std::size_t begin = words.sentence_begin(words[word].sentence);
  constexpr std::size_t kReach = 30;
  const std::size_t reach = word > begin + kReach ? word - kReach : begin;
  // "a sailor who was on the bridge, and who": the first of them.
  std::size_t relative = word;
  if (word > begin && (words.is(word - 1, "and") || words.is(word - 1, "but"))) {
    for (std::size_t at = word - 1; at-- > reach;) {
      if (words.is(at, "who")) relative = at;
    }
    if (relative == word) return {};
  }
  std::size_t end = relative;
  while (end > reach && words[end - 1].kind == WordKind::mark) --end;
  static const WordSet kDeterminers("a an the one another some two three several many his her its their", ' ');
  static const WordSet kInside("of in at from for with the a an his her its their", ' ');
  std::size_t first = end;
  for (std::size_t at = end; at > reach && end - at < kPhrase; --at) {
    const TextWord& it = words[at - 1];
    if (it.kind == WordKind::mark) break;
    const std::string_view lower = words.lower(at - 1);
    if (name_of_word[at - 1] == kNone && is_function_word(lower) && !kInside.has(lower) && !kDeterminers.has(lower)) break;
    if (!kDeterminers.has(lower)) continue;
    first = at - 1;
    // A phrase goes on to the left through "of" and its like only.
    if (first == reach || !kInside.has(words.lower(first - 1))) break;
  }
  if (first == end) return {};
  return words.span(first, end);
}

}  // namespace hearsay

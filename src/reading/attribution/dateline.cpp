#include "reading/attribution/dateline.h"

#include <algorithm>
#include <string_view>

#include "reading/attribution/rule_word.h"
#include "text/mark.h"

namespace hearsay {

std::uint32_t past_dateline(const Text& text, const std::vector<Word>& words, const Sentence& sentence) {
  constexpr std::uint32_t kLongest = 14;  // tokens
  const std::uint32_t first = sentence.first;
  if (text.sentences[text.paragraphs[sentence.paragraph].first].first != first) return first;
  bool marked = text.word(first).size() > 2 && is_capitals(text.word(first));
  for (std::uint32_t i = first; i + 2 < std::min(sentence.last, first + kLongest + 2); ++i) {
    const std::string_view word = text.word(i);
    const WordClass kind = words[i].kind;
    // "New York, NY \u2013"
    const bool state = i > first && words[i - 1].kind == WordClass::comma && word.size() == 2 && is_capitals(word);
    if (word == "(" || state) marked = true;
    // "(CNN)The mayor", "Velm (Harbour Wire)The mayor", "(CNN) The mayor"
    const bool goes_on = text.tokens[i + 1].capitalized && (!text.tokens[i + 1].space_before || (text.word(first) == "(" && is_capitals(text.word(first + 1))));
    if (word == ")" && i > first + 1 && goes_on) return i + 1;
    if (marked && i > first && (is_dash(word) || (kind == WordClass::colon && text.word(i - 1) == ")"))) return i + 1;
    const bool fits = text.tokens[i].capitalized || kind == WordClass::number || kind == WordClass::comma ||
                      words[i].time || word == "(" || word == ")" || word == "/" || word == ".";
    if (!fits) return first;
  }
  return first;
}

}  // namespace hearsay

#include "reading/event/headline.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "reading/event/sentence_view.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kTopic = 6;   // tokens before its colon, at most
constexpr std::uint32_t kLeftOver = 3;  // of what is left, at least
constexpr std::uint32_t kTitle = 60;

bool opens_quotation(std::string_view word) {
  return word == "'" || word == "\"" || word == "\xE2\x80\x98" || word == "\xE2\x80\x9C" || word.starts_with("'") || word.starts_with("\xE2\x80\x98");
}

// Of each token whether a verb begins there.
std::vector<bool> verbs_of(const Text& text) {
  std::vector<bool> verbs(text.tokens.size(), false);
  const std::vector<Name> none;
  const event::EventText words(text, none);
  for (const Sentence& sentence : text.sentences) {
    for (const event::Trigger& trigger : words.view(sentence).triggers) verbs[trigger.first] = trigger.verb;
    // What is no event's word is a verb all the same where its ending says so.
    for (std::uint32_t token = sentence.first; token < sentence.last; ++token) {
      const WordClass kind = words.kind(token);
      if (kind == WordClass::verb || kind == WordClass::auxiliary || kind == WordClass::participle) verbs[token] = true;
    }
  }
  return verbs;
}

}  // namespace

Span headline_clause(std::string_view title) {
  const Text text = analyze_text(title);
  if (text.tokens.empty()) return {};
  const std::vector<bool> verbs = verbs_of(text);
  const auto has_verb = [&](std::uint32_t first, std::uint32_t last) {
    return std::find(verbs.begin() + first, verbs.begin() + last, true) != verbs.begin() + last;
  };
  static const WordSet kNoClause("a an part well of if soon head chief president minister coach leader new its his her their much many low high");
  static const WordSet kNamed("named appointed elected known seen hailed described unveiled such same well soon long much many far");
  std::uint32_t first = 0;
  auto last = static_cast<std::uint32_t>(text.tokens.size());
  for (std::uint32_t i = 1; i + 1 < std::min(last, kTitle); ++i) {
    const bool colon = text.word(i) == ":" && i > first;
    // "Doe quits as strike spreads"; but "Doe named as head of the port".
    const bool meanwhile = text.word(i) == "as" && i >= first + kLeftOver && i + kLeftOver < last && !kNoClause.has(text.word(i + 1)) &&
                           (has_verb(first, i) || has_verb(i + 2, last)) && !kNamed.has(text.word(i - 1));
    if ((colon && opens_quotation(text.word(i + 1))) || meanwhile) {
      last = i;
    } else if (colon && first == 0 && i <= kTopic && !has_verb(0, i) && last - i > kLeftOver) {
      first = i + 1;
    }
  }
  return text.token_span(first, last);
}

}  // namespace hearsay

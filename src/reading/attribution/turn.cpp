#include "reading/attribution/turn.h"

#include <algorithm>
#include <string_view>

namespace hearsay {
namespace {

bool is_turn(const Text& text, const std::vector<Word>& words, const Candidate& rule) {
  if (rule.source.size() != 1 || rule.cue.size() != 1 || rule.content.size() != 1) return false;
  const Range source = rule.source.front();
  const Range cue = rule.cue.front();
  const Paragraph& paragraph = text.paragraphs[text.sentences[text.tokens[source.first].sentence].paragraph];
  return words[cue.first].kind == WordClass::colon && source.last == cue.first &&
         text.sentences[paragraph.first].first == source.first;
}

// As the taggers have it: without the last full stop.
Range turn_content(const Text& text, const std::vector<Word>& words, const Candidate& turn) {
  Range content = turn.content.front();
  const Paragraph& paragraph = text.paragraphs[text.sentences[text.tokens[content.first].sentence].paragraph];
  content.last = std::max(content.last, text.sentences[paragraph.last - 1].last);
  if (content.last - content.first > 1 && words[content.last - 1].lower == ".") --content.last;
  return content;
}

bool within(const std::vector<Range>& parts, Range outer) {
  return std::all_of(parts.begin(), parts.end(), [&](Range part) { return outer.first <= part.first && part.last <= outer.last; });
}

}  // namespace

void read_turns(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& tagged,
                const std::vector<Candidate>& rules) {
  std::vector<const Candidate*> turns;
  std::vector<std::string_view> names;
  for (const Candidate& rule : rules) {
    if (!is_turn(text, words, rule)) continue;
    turns.push_back(&rule);
    names.push_back(text.words(text.token_span(rule.source.front().first, rule.source.front().last)));
  }
  std::sort(names.begin(), names.end());
  if (std::adjacent_find(names.begin(), names.end()) == names.end()) return;
  // By token: which turn's words it belongs to, 1-based, the name and the colon included.
  std::vector<std::uint32_t> turn_of(text.tokens.size(), 0);
  std::vector<Candidate> found;
  for (std::uint32_t i = 0; i < turns.size(); ++i) {
    Candidate turn = *turns[i];
    turn.content = {turn_content(text, words, turn)};
    std::fill(turn_of.begin() + turn.source.front().first, turn_of.begin() + turn.content.front().last, i + 1);
    found.push_back(std::move(turn));
  }
  // What a turn holds whole is its own or lies in it; what goes on beyond it is the tagger's, and the turn is left.
  std::vector<bool> left(found.size(), false);
  std::erase_if(tagged, [&](const Candidate& candidate) {
    const std::uint32_t at = turn_of[candidate.content.front().first];
    if (at == 0) return false;
    const Range whole{found[at - 1].source.front().first, found[at - 1].content.front().last};
    if (within(candidate.source, whole) && within(candidate.cue, whole) && within(candidate.content, whole)) return true;
    left[at - 1] = true;
    return false;
  });
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!left[i]) tagged.push_back(std::move(found[i]));
  }
}

}  // namespace hearsay

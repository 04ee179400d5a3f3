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
  const std::uint32_t opens = text.sentences[paragraph.first].first;
  return words[cue.first].kind == WordClass::colon && source.last == cue.first &&
         (opens == source.first || (opens + 1 == source.first && words[opens].kind == WordClass::quote));
}

// As the taggers have it: without the last full stop.
Range turn_content(const Text& text, const std::vector<Word>& words, const Candidate& turn) {
  Range content = turn.content.front();
  const Paragraph& paragraph = text.paragraphs[text.sentences[text.tokens[content.first].sentence].paragraph];
  content.last = std::max(content.last, text.sentences[paragraph.last - 1].last);
  if (content.last - content.first > 1 && words[content.last - 1].lower == ".") --content.last;
  return content;
}

// "“HARL: We won.", and below it "“They lost.": paragraphs that a mark opens go on with the turn that a mark opened.
void add_paragraphs(const Text& text, const std::vector<Word>& words, const std::vector<std::uint32_t>& turn_of, Candidate& turn) {
  const std::uint32_t opens = turn.source.front().first;
  if (opens == 0 || words[opens - 1].kind != WordClass::quote) return;
  for (std::uint32_t p = text.sentences[text.tokens[opens].sentence].paragraph + 1; p < text.paragraphs.size(); ++p) {
    const Paragraph& paragraph = text.paragraphs[p];
    Range range{text.sentences[paragraph.first].first, text.sentences[paragraph.last - 1].last};
    if (range.last - range.first < 3 || words[range.first].kind != WordClass::quote || turn_of[range.first + 1] != 0) return;
    // "(CROSSTALK)"
    if (text.word(range.first + 1) == "(") return;
    turn.content.push_back(range);
  }
}

// The tagger may run on past "HARL:" into what Harl says; what begins in a turn ends with it.
void leave_other_turns(const std::vector<std::uint32_t>& turn_of, std::uint32_t own, std::vector<Range>& content) {
  for (Range& range : content) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (turn_of[i] != 0 && turn_of[i] != own) range.last = i;
    }
  }
  std::erase_if(content, [](const Range& range) { return range.empty(); });
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
    const std::uint32_t label = turn.source.front().first;
    const bool marked = label > 0 && words[label - 1].kind == WordClass::quote;
    std::fill(turn_of.begin() + (marked ? label - 1 : label), turn_of.begin() + turn.content.front().last, i + 1);
    found.push_back(std::move(turn));
  }
  for (std::uint32_t i = 0; i < found.size(); ++i) {
    add_paragraphs(text, words, turn_of, found[i]);
    for (std::size_t part = 1; part < found[i].content.size(); ++part) {
      const Range range = found[i].content[part];
      std::fill(turn_of.begin() + range.first, turn_of.begin() + range.last, i + 1);
    }
  }
  // What a turn holds whole is its own or lies in it; what goes on beyond it is the tagger's, and the turn is left.
  std::vector<bool> left(found.size(), false);
  std::erase_if(tagged, [&](Candidate& candidate) {
    const std::uint32_t at = turn_of[candidate.content.front().first];
    if (at == 0) return false;
    leave_other_turns(turn_of, at, candidate.content);
    const auto inside = [&](const std::vector<Range>& parts) {
      return std::all_of(parts.begin(), parts.end(), [&](Range part) { return turn_of[part.first] == at && turn_of[part.last - 1] == at; });
    };
    if (inside(candidate.source) && inside(candidate.cue) && inside(candidate.content)) return true;
    // The label of another turn says nothing of this one, nor does what holds its label: "a transcript follows: HARL: We won."
    const bool label = candidate.cue.size() == 1 && words[candidate.cue.front().first].kind == WordClass::colon &&
                       turn_of[candidate.cue.front().first] != 0;
    if (label || candidate.content.front().first <= found[at - 1].source.front().first) return true;
    left[at - 1] = true;
    return false;
  });
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!left[i]) tagged.push_back(std::move(found[i]));
  }
}

}  // namespace hearsay

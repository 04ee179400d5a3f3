#include "reading/attribution/inner.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "reading/attribution/neural_candidate.h"
#include "text/mark.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kShortest = 5;  // tokens of a content that can hold another
constexpr int kRounds = 3;              // levels below the outermost

struct Piece {
  Range range;
  std::size_t begin = 0;  // in the buffer
  std::size_t end = 0;
  std::uint32_t offset = 0;  // in the text
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Thoughts and wishes are the speaker's own telling.
bool is_utterance(const CueWord& word) {
  if (word.has(kWeak)) return false;
  if (word.stance == Stance::believes || word.stance == Stance::hopes || word.stance == Stance::predicts) return false;
  return !is_one_of(word.lemma, {"show", "suggest", "indicate", "mean", "see", "know", "plan", "decide", "intend", "want", "find", "learn"});
}

// Whether some word of the content could be the cue of an utterance.
bool may_hold(const std::vector<Word>& words, Range range) {
  if (range.last - range.first < kShortest) return false;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const CueWord* const noun = find_cue_noun(words[i].lower);
    if ((words[i].cue.cue != nullptr && is_utterance(*words[i].cue.cue)) || (noun != nullptr && is_utterance(*noun))) return true;
  }
  return false;
}

// The content without its marks and its leading "that".
Range inside_of(const Text& text, const std::vector<Word>& words, Range range) {
  while (range.first < range.last && (words[range.first].kind == WordClass::quote || words[range.first].kind == WordClass::that)) ++range.first;
  while (range.first < range.last && words[range.last - 1].kind == WordClass::quote) --range.last;
  (void)text;
  return range;
}

const CueWord* word_of(const std::vector<Word>& words, const Candidate& candidate) {
  const CueWord* noun = nullptr;
  for (const Range& range : candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (words[i].cue.cue != nullptr && words[i].kind != WordClass::name) return words[i].cue.cue;
      if (noun == nullptr) noun = find_cue_noun(words[i].lower);
    }
  }
  return noun;
}

bool is_modal(std::string_view word) {
  return is_one_of(word, {"should", "would", "could", "might", "may", "will", "must", "can", "shall", "'ll", "\u2019ll"});
}

// "this", "what": nothing that one could report. "Bernie's claim was mostly true": what stands behind the noun is told of it.
bool says_something(const std::vector<Word>& words, const Candidate& candidate, bool noun) {
  const Range content = candidate.content.front();
  const std::string& first = words[content.first].lower;
  if (candidate.content.size() == 1 && content.last - content.first <= 2 &&
      is_one_of(first, {"this", "that", "what", "so"})) {
    return false;
  }
  const WordClass kind = words[content.first].kind;
  const bool behind = content.first >= candidate.cue.back().last;
  return !(noun && behind && (kind == WordClass::auxiliary || kind == WordClass::verb));
}

// What only should or might be said is the speaker's own telling; "I mean" and "you say" are turns of phrase.
bool is_said(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  const CueWord* const word = word_of(words, candidate);
  if (word == nullptr || !is_utterance(*word)) return false;
  const std::uint32_t cue = candidate.cue.front().first;
  // "the ministry had been told of it": who stands there heard it. "which did not contain a declaration" says nothing.
  constexpr std::uint32_t kLongestNoun = 3;
  bool verb = false;
  for (std::uint32_t i = cue; i < candidate.cue.front().last; ++i) {
    if (words[i].cue.cue == nullptr || words[i].kind == WordClass::name) continue;
    verb = true;
    std::uint32_t before = i;
    while (before > cue && (words[before - 1].kind == WordClass::negation || words[before - 1].kind == WordClass::adverb)) --before;
    const bool passive = before > cue && is_one_of(words[before - 1].lower, {"been", "was", "were", "be", "being", "is", "are"});
    if (passive && word->has(kAddressee) && !candidate.source.empty() && candidate.source.front().first < cue) return false;
  }
  if (!verb && candidate.cue.front().last - cue > kLongestNoun) return false;
  if (words[cue].kind == WordClass::to) return false;  // "called on them to apologise"
  // "an appeals court", "claims as false": a noun, and no word of saying.
  const Range content = candidate.content.front();
  const bool alone = candidate.cue.front().last - cue == 1 && words[cue].kind != WordClass::verb && find_cue_noun(words[cue].lower) != nullptr;
  if (alone && content.first == cue + 1 && (words[content.first].kind == WordClass::noun || words[content.first].lower == "as")) return false;
  for (std::uint32_t i = cue > 2 ? cue - 2 : 0; i < candidate.cue.back().last; ++i) {
    if (is_modal(words[i].lower) && text.tokens[i].sentence == text.tokens[cue].sentence) return false;
  }
  if (!says_something(words, candidate, !verb)) return false;
  if (candidate.source.empty()) {
    // "are reminded of the millions", "is added to those elsewhere"
    if (word->has(kAddressee) && !word->has(kClause)) return false;
    const bool named = is_one_of(words[candidate.cue.back().last - 1].lower, {"called", "reminded", "known"}) ||
                       is_one_of(words[candidate.cue.front().last - 1].lower, {"called", "reminded", "known"});
    return !named && (cue == 0 || words[cue - 1].kind != WordClass::to);
  }
  const Range source = candidate.source.front();
  if (source.last - source.first == 1 && words[source.first].lower.ends_with("ly")) return false;
  // "eight questions", "himself talking about it"
  if (words[source.first].kind == WordClass::number || words[source.first].kind == WordClass::object) return false;
  if (is_one_of(words[source.last - 1].lower, {"i", "we", "you"})) return false;
  if (source.last - source.first > 1) return true;
  return !is_one_of(words[source.first].lower, {"i", "we", "you", "it", "one", "people", "everybody", "everyone", "nobody", "somebody",
                                               "someone", "anyone", "anybody", "my", "our", "your", "this", "that"});
}

}  // namespace

bool is_inner_speech(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  return !candidate.cue.empty() && !candidate.content.empty() && is_said(text, words, candidate);
}

std::vector<Candidate> find_inner(const Text& text, const std::vector<Word>& words, const neural::Tagger& tagger,
                                  const std::vector<Candidate>& outer) {
  std::vector<Candidate> found;
  std::vector<Candidate> around = outer;
  for (int round = 0; round < kRounds && !around.empty(); ++round) {
    std::vector<Piece> pieces;
    std::string buffer;
    std::uint32_t past = 0;  // contents of one round are read once, however they overlap
    std::vector<Range> contents;
    for (const Candidate& candidate : around) contents.insert(contents.end(), candidate.content.begin(), candidate.content.end());
    std::sort(contents.begin(), contents.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
    for (const Range& content : contents) {
      Range range = inside_of(text, words, content);
      range.first = std::max(range.first, past);
      if (range.first >= range.last || !may_hold(words, range)) continue;
      past = range.last;
      const Span span = text.token_span(range.first, range.last);
      pieces.push_back({range, buffer.size(), buffer.size() + span.size(), span.begin});
      buffer.append(text.words(span)).append(".\n\n");
    }
    if (pieces.empty()) break;
    std::vector<Attribution> tagged;
    for (Attribution& attribution : tagger.tag(buffer)) {
      if (attribution.cue.empty() || attribution.content.empty()) continue;
      const auto after = std::upper_bound(pieces.begin(), pieces.end(), attribution.cue.front().begin,
                                          [](std::uint32_t at, const Piece& piece) { return at < piece.begin; });
      const Piece& piece = *std::prev(after);
      bool whole = true;
      for (Spans* spans : {&attribution.source, &attribution.cue, &attribution.content}) {
        for (Span& span : *spans) {
          // The full stop put behind the piece is not the text's.
          span.end = std::min<std::uint32_t>(span.end, static_cast<std::uint32_t>(piece.end));
          whole = whole && span.begin >= piece.begin && span.begin < span.end;
          span.begin = static_cast<std::uint32_t>(span.begin - piece.begin + piece.offset);
          span.end = static_cast<std::uint32_t>(span.end - piece.begin + piece.offset);
        }
      }
      if (whole) tagged.push_back(std::move(attribution));
    }
    std::vector<Candidate> inner;
    for (Candidate& candidate : as_candidates(text, tagged)) {
      if (is_inner_speech(text, words, candidate)) inner.push_back(std::move(candidate));
    }
    found.insert(found.end(), inner.begin(), inner.end());
    around = std::move(inner);
  }
  return found;
}

}  // namespace hearsay

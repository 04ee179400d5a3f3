#include "reading/attribution/neural_candidate.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "text/mark.h"

namespace hearsay {
namespace {

std::vector<Range> to_ranges(const Text& text, const Spans& spans) {
  std::vector<Range> ranges;
  for (const Span& span : spans) {
    const std::uint32_t first = text.token_at(span.begin);
    std::uint32_t last = text.token_at(span.end);
    if (last < text.tokens.size() && text.tokens[last].span.begin < span.end) ++last;
    // Two spans may meet in one of our tokens; it goes to the first.
    const std::uint32_t from = ranges.empty() ? first : std::max(first, ranges.back().last);
    if (from < last) ranges.push_back({from, last});
  }
  return ranges;
}

std::uint32_t paragraph_of(const Text& text, std::uint32_t token) {
  return text.sentences[text.tokens[token].sentence].paragraph;
}

// Harl “emphasized: the mark is neither Harl's nor the cue's.
std::vector<Range> without_marks(const Text& text, std::vector<Range> ranges) {
  for (Range& range : ranges) {
    while (range.last - range.first > 1 && mark_of(text.word(range.last - 1)) != Mark::none &&
           text.tokens[range.last - 1].quotation != text.tokens[range.first].quotation)
      --range.last;
  }
  return ranges;
}

// A range for each line that `ranges` run over: the transformer tags a quotation of several paragraphs as one.
std::vector<Range> by_line(const Text& text, const std::vector<Range>& ranges) {
  std::vector<Range> lines;
  for (Range range : ranges) {
    for (std::uint32_t i = range.first + 1; i < range.last; ++i) {
      if (text.tokens[i].sentence == text.tokens[i - 1].sentence || paragraph_of(text, i) == paragraph_of(text, i - 1)) continue;
      lines.push_back({range.first, i});
      range.first = i;
    }
    lines.push_back(range);
  }
  return lines;
}

Range line_of(const Text& text, std::uint32_t paragraph) {
  const Paragraph& lines = text.paragraphs[paragraph];
  return {text.sentences[lines.first].first, text.sentences[lines.last - 1].last};
}

// "The council demands:", and the list below it.
bool announces(const Text& text, std::uint32_t paragraph) {
  const std::string_view word = text.word(line_of(text, paragraph).last - 1);
  return word == ":" || word == "\uFF1A" || word == "\u2026" || word == "...";
}

// A line that is one closed quotation without a stop in it: `"Rules for a dry harbour"` heads what follows.
bool is_quoted_heading(const Text& text, const Range& range) {
  constexpr std::uint32_t kLongest = 14;  // tokens
  const Range line = line_of(text, paragraph_of(text, range.first));
  if (line.first != range.first || line.last != range.last || line.last - line.first > kLongest || line.last - line.first < 3) return false;
  const Index quotation = text.tokens[line.first].quotation;
  if (quotation == kNone || text.quotations[quotation].first != line.first || text.quotations[quotation].last != line.last) return false;
  static constexpr std::string_view kStops[] = {".", ",", "!", "?", "\u2026", "..."};
  return text.quotations[quotation].closed && std::find(std::begin(kStops), std::end(kStops), text.word(line.last - 2)) == std::end(kStops);
}

// What a tagger links over the borders of paragraphs is wrong unless a quotation goes on there or the cue's paragraph announces
// it, and so is a piece of the sentence before beside one of the cue's own. Nobody is named in another paragraph either, unless
// a list goes on: "She\n- says it floats\n- says it sinks".
void leave_other_paragraphs(const Text& text, Candidate& candidate) {
  if (candidate.cue.empty()) return;
  const Index sentence = text.tokens[candidate.cue.front().first].sentence;
  const std::uint32_t own = text.sentences[sentence].paragraph;
  const auto sentence_of = [&](const Range& range) { return text.tokens[range.first].sentence; };
  const bool announced = announces(text, own);
  const bool here = std::any_of(candidate.content.begin(), candidate.content.end(), [&](const Range& range) { return sentence_of(range) == sentence; });
  std::erase_if(candidate.content, [&](const Range& range) {
    const std::uint32_t there = paragraph_of(text, range.first);
    if (text.tokens[range.first].quotation != kNone) return there > own && !announced && here && is_quoted_heading(text, range);
    return there == own ? here && sentence_of(range) < sentence : !(announced && there > own);
  });
  std::uint32_t first = line_of(text, own).first;
  while (text.tokens[first].kind == TokenKind::punctuation && first < candidate.cue.front().first) ++first;
  if (first == candidate.cue.front().first) return;
  std::erase_if(candidate.source, [&](const Range& range) { return paragraph_of(text, range.first) != own; });
}

// "\u2014 Mara Tolland, council member" to the end of a line, from its dash on: the dash is the cue, the rest the
// source.
bool read_signature(const Text& text, Range words, Candidate& candidate) {
  constexpr std::uint32_t kLongestSignature = 20;  // tokens
  if (words.empty() || !is_dash(text.word(words.first))) return false;
  if (words.last - words.first > 2 && text.word(words.last - 1) == ".") --words.last;
  if (words.last - words.first < 2 || words.last - words.first > kLongestSignature) return false;
  if (!text.tokens[words.first + 1].capitalized) return false;
  candidate.cue = {{words.first, words.first + 1}};
  candidate.source = {{words.first + 1, words.last}};
  return true;
}

// The outermost quotation that a line begins with; nullptr if it begins with none.
const Quotation* leading_quotation(const Text& text, Range line) {
  Index index = text.tokens[line.first].quotation;
  if (index == kNone) return nullptr;
  while (text.quotations[index].within != kNone) index = text.quotations[index].within;
  const Quotation& quotation = text.quotations[index];
  return quotation.first == line.first && quotation.closed ? &quotation : nullptr;
}

// Quotations that fill a line and are signed behind or below: `"It never will." \u2014 Mara Tolland`. What the tagger
// found in such a quotation are the signer's words, not the page's.
void add_signed_quotations(const Text& text, std::vector<Candidate>& candidates) {
  std::vector<Candidate> found;
  std::vector<bool> quoted(text.tokens.size(), false);
  for (std::uint32_t paragraph = 0; paragraph < text.paragraphs.size(); ++paragraph) {
    const Range line = line_of(text, paragraph);
    const Quotation* quotation = line.empty() ? nullptr : leading_quotation(text, line);
    if (quotation == nullptr || quotation->last > line.last) continue;
    Candidate candidate;
    candidate.content = {{quotation->first, quotation->last}};
    const bool fills_line = quotation->last == line.last && paragraph + 1 < text.paragraphs.size();
    const Range rest = fills_line ? line_of(text, paragraph + 1) : Range{quotation->last, line.last};
    if (!read_signature(text, rest, candidate)) continue;
    std::fill(quoted.begin() + quotation->first, quoted.begin() + quotation->last, true);
    found.push_back(std::move(candidate));
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return quoted[candidate.cue.front().first] || quoted[candidate.content.front().first];
  });
  std::move(found.begin(), found.end(), std::back_inserter(candidates));
}

// A content whose window has no cue is spoken on by whoever spoke in the lines just above.
bool find_speaker(const Text& text, const std::vector<Candidate>& before, Candidate& candidate) {
  constexpr std::uint32_t kNear = 3;  // lines
  if (before.empty()) return false;
  const std::uint32_t here = paragraph_of(text, candidate.content.front().first);
  const std::uint32_t there = paragraph_of(text, before.back().content.back().last - 1);
  if (here > there + kNear) return false;
  candidate.source = before.back().source;
  candidate.cue = before.back().cue;
  return true;
}

}  // namespace

std::vector<Candidate> as_candidates(const Text& text, const std::vector<Attribution>& tagged) {
  std::vector<Candidate> candidates;
  candidates.reserve(tagged.size());
  for (const Attribution& attribution : tagged) {
    Candidate candidate;
    candidate.source = without_marks(text, to_ranges(text, attribution.source));
    candidate.cue = without_marks(text, to_ranges(text, attribution.cue));
    candidate.content = by_line(text, to_ranges(text, attribution.content));
    if (!candidate.content.empty()) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

std::vector<Candidate> to_candidates(const Text& text, const std::vector<Attribution>& tagged) {
  std::vector<Candidate> candidates;
  candidates.reserve(tagged.size());
  for (Candidate& candidate : as_candidates(text, tagged)) {
    leave_other_paragraphs(text, candidate);
    if (candidate.content.empty()) continue;
    if (!candidate.cue.empty() || find_speaker(text, candidates, candidate)) candidates.push_back(std::move(candidate));
  }
  add_signed_quotations(text, candidates);
  return candidates;
}

}  // namespace hearsay

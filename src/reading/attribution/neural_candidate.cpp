#include "reading/attribution/neural_candidate.h"

#include <algorithm>

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

// A line of its own that signs what stands above it, "— Mara Tolland, council member": its dash is the cue. False if
// the line after `content` is none.
bool read_signature(const Text& text, const Range& content, Candidate& candidate) {
  constexpr std::uint32_t kLongestSignature = 20;  // tokens
  const std::uint32_t line = paragraph_of(text, content.last - 1) + 1;
  if (line >= text.paragraphs.size()) return false;
  const Paragraph& paragraph = text.paragraphs[line];
  const std::uint32_t first = text.sentences[paragraph.first].first;
  std::uint32_t last = text.sentences[paragraph.last - 1].last;
  constexpr std::string_view kDashes[] = {"-", "--", "‒", "–", "—", "―"};
  if (std::find(std::begin(kDashes), std::end(kDashes), text.word(first)) == std::end(kDashes)) return false;
  if (last - first > 2 && text.word(last - 1) == ".") --last;
  if (last - first < 2 || last - first > kLongestSignature || !text.tokens[first + 1].capitalized) return false;
  candidate.cue = {{first, first + 1}};
  candidate.source = {{first + 1, last}};
  return true;
}

// A content whose window has no cue: signed below, or spoken on by whoever spoke in the lines just above.
bool find_speaker(const Text& text, const std::vector<Candidate>& before, Candidate& candidate) {
  constexpr std::uint32_t kNear = 3;  // lines
  if (read_signature(text, candidate.content.back(), candidate)) return true;
  if (before.empty()) return false;
  const std::uint32_t here = paragraph_of(text, candidate.content.front().first);
  const std::uint32_t there = paragraph_of(text, before.back().content.back().last - 1);
  if (here > there + kNear) return false;
  candidate.source = before.back().source;
  candidate.cue = before.back().cue;
  return true;
}

}  // namespace

std::vector<Candidate> to_candidates(const Text& text, const std::vector<Attribution>& tagged) {
  std::vector<Candidate> candidates;
  candidates.reserve(tagged.size());
  for (const Attribution& attribution : tagged) {
    Candidate candidate;
    candidate.source = to_ranges(text, attribution.source);
    candidate.cue = to_ranges(text, attribution.cue);
    candidate.content = to_ranges(text, attribution.content);
    if (candidate.content.empty()) continue;
    if (!candidate.cue.empty() || find_speaker(text, candidates, candidate)) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

}  // namespace hearsay

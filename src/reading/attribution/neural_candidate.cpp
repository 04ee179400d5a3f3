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

}  // namespace

std::vector<Candidate> to_candidates(const Text& text, const std::vector<Attribution>& tagged) {
  std::vector<Candidate> candidates;
  candidates.reserve(tagged.size());
  for (const Attribution& attribution : tagged) {
    Candidate candidate;
    candidate.source = to_ranges(text, attribution.source);
    candidate.cue = to_ranges(text, attribution.cue);
    candidate.content = to_ranges(text, attribution.content);
    if (!candidate.cue.empty() && !candidate.content.empty()) candidates.push_back(std::move(candidate));
  }
  return candidates;
}

}  // namespace hearsay

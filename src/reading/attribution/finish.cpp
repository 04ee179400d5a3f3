#include "reading/attribution/finish.h"

#include <algorithm>

#include "reading/attribution/sift.h"
#include "reading/attribution/stance.h"

namespace hearsay {
namespace {

std::uint32_t paragraph_of(const Text& text, std::uint32_t token) {
  return text.sentences[text.tokens[token].sentence].paragraph;
}

constexpr std::uint32_t kDeepest = 8;  // attributions around one; nobody relays further

// Touching ranges of one line become one.
Spans to_spans(const Text& text, const std::vector<Range>& ranges) {
  Spans spans;
  std::uint32_t last = kNone;
  for (const Range& range : ranges) {
    if (range.empty()) continue;
    const Span span = text.token_span(range.first, range.last);
    if (range.first == last && paragraph_of(text, last) == paragraph_of(text, last - 1)) {
      spans.back().end = span.end;
    } else {
      spans.push_back(span);
    }
    last = range.last;
  }
  return spans;
}

// Whether a quotation that lies in the content holds the token.
bool is_quoted(const Text& text, std::uint32_t token, const Range& content) {
  for (Index q = text.tokens[token].quotation; q != kNone; q = text.quotations[q].within) {
    const Quotation& quotation = text.quotations[q];
    if (quotation.first >= content.first && quotation.last <= content.last) return true;
  }
  return false;
}

Form form_of(const Text& text, const std::vector<Range>& content) {
  bool inside = false;
  bool outside = false;
  for (const Range& range : content) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (text.tokens[i].kind == TokenKind::punctuation) continue;
      (is_quoted(text, i, range) ? inside : outside) = true;
    }
  }
  if (!inside) return Form::indirect;
  return outside ? Form::mixed : Form::direct;
}

std::uint32_t first_token(const Candidate& candidate) {
  std::uint32_t first = kNone;
  for (const auto* part : {&candidate.source, &candidate.cue, &candidate.content}) {
    if (!part->empty()) first = std::min(first, part->front().first);
  }
  return first;
}

std::uint32_t size_of(const std::vector<Range>& ranges) {
  std::uint32_t size = 0;
  for (const Range& range : ranges) size += range.last - range.first;
  return size;
}

// By first token, then by content; outer before inner where both begin together.
bool stands_before(const Candidate& a, const Candidate& b) {
  const std::uint32_t first_a = first_token(a);
  const std::uint32_t first_b = first_token(b);
  if (first_a != first_b) return first_a < first_b;
  const std::uint32_t content_a = a.content.front().first;
  const std::uint32_t content_b = b.content.front().first;
  if (content_a != content_b) return content_a < content_b;
  const std::uint32_t size_a = size_of(a.content);
  const std::uint32_t size_b = size_of(b.content);
  if (size_a != size_b) return size_a > size_b;
  return a.cue.front().first < b.cue.front().first;
}

// For every candidate the one with the smallest content around its cue. What is nested deeper than kDeepest is erased.
std::vector<Index> find_holders(const Text& text, std::vector<Candidate>& tagged) {
  std::vector<std::uint32_t> order(tagged.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return size_of(tagged[a].content) > size_of(tagged[b].content);
  });
  // Larger contents first, smaller ones painted over them: what a cue finds under itself is the innermost.
  std::vector<Index> painted(text.tokens.size(), kNone);
  std::vector<Index> within(tagged.size(), kNone);
  std::vector<std::uint32_t> depth(tagged.size(), 0);
  for (const std::uint32_t i : order) {
    const Candidate& candidate = tagged[i];
    within[i] = painted[candidate.cue.back().last - 1];
    if (within[i] != kNone) depth[i] = depth[within[i]] + 1;
    if (depth[i] > kDeepest) continue;
    for (const Range& range : candidate.content)
      std::fill(painted.begin() + range.first, painted.begin() + range.last, i);
  }
  std::vector<Index> renewed(tagged.size(), kNone);
  std::vector<Index> holders;
  std::vector<Candidate> kept;
  for (Index i = 0; i < tagged.size(); ++i) {
    if (depth[i] > kDeepest) continue;
    renewed[i] = static_cast<Index>(kept.size());
    holders.push_back(within[i]);
    kept.push_back(std::move(tagged[i]));
  }
  for (Index& holder : holders) holder = holder == kNone ? kNone : renewed[holder];
  tagged = std::move(kept);
  return holders;
}

}  // namespace

std::vector<Attribution> finish_attributions(const Text& text, const std::vector<Word>& words,
                                             std::vector<Candidate> tagged) {
  tagged = sift_candidates(text, words, std::move(tagged));
  std::stable_sort(tagged.begin(), tagged.end(), stands_before);
  const std::vector<Index> holders = find_holders(text, tagged);
  std::vector<Attribution> attributions;
  attributions.reserve(tagged.size());
  for (Index i = 0; i < tagged.size(); ++i) {
    const Candidate& candidate = tagged[i];
    Attribution attribution;
    attribution.within = holders[i];
    attribution.source = to_spans(text, candidate.source);
    attribution.cue = to_spans(text, candidate.cue);
    attribution.content = to_spans(text, candidate.content);
    attribution.form = form_of(text, candidate.content);
    const StanceReading reading = read_stance(text, words, candidate);
    attribution.stance = reading.stance;
    attribution.negated = reading.negated;
    attributions.push_back(std::move(attribution));
  }
  return attributions;
}

}  // namespace hearsay

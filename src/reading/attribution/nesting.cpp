#include "reading/attribution/nesting.h"

#include <algorithm>
#include <numeric>

namespace hearsay {
namespace {

std::uint32_t content_size(const Candidate& candidate) {
  std::uint32_t size = 0;
  for (const Range& range : candidate.content) size += range.last - range.first;
  return size;
}

std::uint32_t main_token(const Candidate& candidate) { return candidate.cue.back().last - 1; }

// Generic people that say things in every speech: "they say", "people think".
bool is_generic(const std::string& word) {
  for (const std::string_view one :
       {"i",       "we",    "you",    "my",        "our",      "your",   "it",       "one",     "that",
        "which",   "they",  "people", "everybody", "everyone", "nobody", "somebody", "someone", "anyone",
        "anybody", "their", "his",    "her",       "this",     "some",   "many",     "others"}) {
    if (word == one) return true;
  }
  return false;
}

bool is_utterance(const Text& text, const std::vector<Word>& words, const Candidate& candidate, bool relay) {
  const CueWord& cue = *candidate.word;
  if (cue.stance == Stance::believes || cue.lemma == "show" || cue.lemma == "suggest" || cue.lemma == "indicate")
    return false;
  const Range source = candidate.source.front();
  const bool pronoun = source.last - source.first == 1 && words[source.first].kind != WordClass::name &&
                       words[source.first].kind != WordClass::noun;
  if (source.last - source.first == 1 && is_generic(words[source.first].lower)) return false;
  // In somebody's speech "he said" is a turn of phrase; a name or an office is a hand in the chain.
  Index quotation = text.tokens[candidate.cue.front().first].quotation;
  while (quotation != kNone && text.quotations[quotation].scare) quotation = text.quotations[quotation].within;
  if (pronoun && quotation != kNone) return false;
  if (relay) return true;
  const std::uint32_t first = candidate.content.front().first;
  const bool clause = words[first].kind == WordClass::that || words[first].kind == WordClass::quote ||
                      words[first].kind == WordClass::question;
  if (cue.has(kAddressee) || cue.lemma == "say") return true;
  return clause || (cue.has(kObject) && !pronoun) || (cue.has(kObject) && quotation == kNone);
}

}  // namespace

Split split_by_nesting(const Text& text, std::vector<Candidate> candidates) {
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return content_size(candidates[a]) > content_size(candidates[b]);
  });
  // The larger content holds the smaller one; tokens of kept contents are marked.
  std::vector<bool> held(text.tokens.size(), false);
  std::vector<bool> is_inner(candidates.size(), false);
  for (const std::size_t i : order) {
    const Candidate& candidate = candidates[i];
    if (held[main_token(candidate)]) {
      is_inner[i] = true;
      continue;
    }
    for (const Range& range : candidate.content) std::fill(held.begin() + range.first, held.begin() + range.last, true);
  }
  Split split;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    (is_inner[i] ? split.inner : split.outer).push_back(std::move(candidates[i]));
  }
  return split;
}

std::vector<Candidate> outside_speech(const Text& text, std::vector<Candidate> outer) {
  std::erase_if(outer, [&](const Candidate& candidate) {
    Index quotation = text.tokens[main_token(candidate)].quotation;
    while (quotation != kNone && text.quotations[quotation].scare) quotation = text.quotations[quotation].within;
    return quotation != kNone && text.quotations[quotation].closed;
  });
  return outer;
}

std::vector<Candidate> nested_utterances(const Text& text, const std::vector<Word>& words,
                                         const std::vector<Candidate>& outer, const std::vector<Candidate>& inner) {
  // Which attribution's content holds a token, 1-based; 0 for none.
  std::vector<std::uint32_t> holder(text.tokens.size(), 0);
  for (std::uint32_t i = 0; i < outer.size(); ++i) {
    for (const Range& range : outer[i].content)
      std::fill(holder.begin() + range.first, holder.begin() + range.last, i + 1);
  }
  std::vector<Candidate> kept;
  for (const Candidate& candidate : inner) {
    if (candidate.source.empty() || candidate.word == nullptr) continue;
    if (!(candidate.word->has(kClause) || candidate.word->has(kObject)) || candidate.word->has(kWeak)) continue;
    const std::uint32_t at = holder[main_token(candidate)];
    if (at == 0) continue;
    const auto inside = [&](const std::vector<Range>& parts) {
      return std::all_of(parts.begin(), parts.end(),
                         [&](const Range& part) { return holder[part.first] == at && holder[part.last - 1] == at; });
    };
    const bool relay = candidate.cue.front().last - candidate.cue.front().first == 2 &&
                       words[candidate.cue.front().first].lower == "as";
    if (!is_utterance(text, words, candidate, relay)) continue;
    if (!inside(candidate.source) || !inside(candidate.cue) || (!relay && !inside(candidate.content))) continue;
    kept.push_back(candidate);
  }
  return kept;
}

}  // namespace hearsay

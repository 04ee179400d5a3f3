#include "reading/attribution/inner.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "core/string_table.h"
#include "model/trees.h"
#include "reading/attribution/neural_candidate.h"

namespace hearsay {
namespace {

using model::kLeaf;
using model::TreeNode;

#include "../../../models/inner_trees_accurate.inc"
#include "../../../models/inner_trees_fast.inc"

constexpr std::uint32_t kShortest = 4;  // tokens of a content that can hold another
constexpr int kRounds = 3;              // levels below the outermost

struct Piece {
  Range range;
  Index holder = kNone;
  std::size_t begin = 0;  // in the buffer
  std::size_t end = 0;
  std::uint32_t offset = 0;  // in the text
};

// Whether some word of the content could be the cue of an utterance.
bool may_hold(const std::vector<Word>& words, Range range) {
  if (range.last - range.first < kShortest) return false;
  return std::any_of(words.begin() + range.first, words.begin() + range.last, may_be_inner_cue);
}

// The content without its marks and its leading "that".
Range inside_of(const std::vector<Word>& words, Range range) {
  while (range.first < range.last && (words[range.first].kind == WordClass::quote || words[range.first].kind == WordClass::that)) ++range.first;
  while (range.first < range.last && words[range.last - 1].kind == WordClass::quote) --range.last;
  return range;
}

// The contents' parts that may hold speech, each word once, however they overlap.
std::vector<Piece> cut_pieces(const Text& text, const std::vector<Word>& words, const std::vector<Candidate>& around) {
  std::vector<std::pair<Range, Index>> contents;
  for (Index i = 0; i < around.size(); ++i) {
    for (const Range& range : around[i].content) contents.emplace_back(range, i);
  }
  std::stable_sort(contents.begin(), contents.end(), [](const auto& a, const auto& b) { return a.first.first < b.first.first; });
  std::vector<Piece> pieces;
  std::uint32_t past = 0;
  std::size_t size = 0;
  for (const auto& [content, holder] : contents) {
    Range range = inside_of(words, content);
    range.first = std::max(range.first, past);
    if (range.first >= range.last || !may_hold(words, range)) continue;
    past = range.last;
    const Span span = text.token_span(range.first, range.last);
    pieces.push_back({range, holder, size, size + span.size(), span.begin});
    size += span.size() + 3;
  }
  return pieces;
}

// The pieces as a text of their own.
std::string text_of(const Text& text, const std::vector<Piece>& pieces) {
  std::string buffer;
  for (const Piece& piece : pieces) buffer.append(text.words(text.token_span(piece.range.first, piece.range.last))).append(".\n\n");
  return buffer;
}

// `tagged`: what the tagger finds in text_of(pieces).
void propose_by_tagger(const Text& text, const std::vector<Piece>& pieces, std::vector<Attribution> tagged,
                       std::vector<InnerProposal>& proposals) {
  for (Attribution& attribution : tagged) {
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
    if (!whole) continue;
    std::vector<Candidate> one = as_candidates(text, {std::move(attribution)});
    if (one.empty() || one.front().cue.empty() || one.front().content.empty()) continue;
    InnerProposal proposal;
    proposal.candidate = std::move(one.front());
    proposal.origin = InnerOrigin::tagger;
    proposal.piece = piece.range;
    proposal.holder = piece.holder;
    proposals.push_back(std::move(proposal));
  }
}

bool lies_in(const std::vector<Range>& ranges, Range piece) {
  return std::all_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return range.first >= piece.first && range.last <= piece.last && !range.empty(); });
}

void propose_by_rules(const std::vector<Candidate>& rules, const std::vector<Piece>& pieces, std::vector<InnerProposal>& proposals) {
  for (const Candidate& rule : rules) {
    if (rule.cue.empty() || rule.content.empty()) continue;
    const auto after = std::upper_bound(pieces.begin(), pieces.end(), rule.cue.front().first,
                                        [](std::uint32_t at, const Piece& piece) { return at < piece.range.first; });
    if (after == pieces.begin()) continue;
    const Piece& piece = *std::prev(after);
    if (!lies_in(rule.source, piece.range) || !lies_in(rule.cue, piece.range) || !lies_in(rule.content, piece.range)) continue;
    InnerProposal proposal;
    proposal.candidate = rule;
    proposal.origin = InnerOrigin::rule;
    proposal.piece = piece.range;
    proposal.holder = piece.holder;
    proposals.push_back(std::move(proposal));
  }
}

bool meets(const std::vector<Range>& some, const std::vector<Range>& others) {
  for (const Range one : some) {
    for (const Range other : others) {
      if (one.first < other.last && other.first < one.last) return true;
    }
  }
  return false;
}

// The tagger sees best who speaks, then the rules; the words' own proposals only guess. `proposals` of one main word lie together.
void take_source(const std::vector<InnerProposal>& proposals, std::size_t chosen, Candidate& candidate) {
  if (proposals[chosen].origin != InnerOrigin::word) return;
  std::size_t first = chosen;
  while (first > 0 && proposals[first - 1].main == proposals[chosen].main) --first;
  const InnerProposal* best = nullptr;
  for (std::size_t i = first; i < proposals.size() && proposals[i].main == proposals[chosen].main; ++i) {
    const InnerProposal& other = proposals[i];
    if (other.origin == InnerOrigin::word || other.candidate.source.empty() || meets(other.candidate.source, candidate.content)) continue;
    if (best == nullptr || other.origin < best->origin) best = &other;
  }
  if (best != nullptr) candidate.source = best->candidate.source;
}

// "the party had been promised a vote": who is spoken of says nothing. "He was quoted as saying" ends in another form.
void leave_patient(const std::vector<Word>& words, Candidate& candidate) {
  const Range cue = candidate.cue.front();
  if (candidate.cue.size() != 1 || candidate.source.empty() || candidate.source.front().last > cue.first) return;
  if ((words[cue.last - 1].cue.forms & kParticiple) == 0) return;
  for (std::uint32_t i = cue.first; i + 1 < cue.last; ++i) {
    if (is_form_of_be(words[i].lower)) candidate.source.clear();
  }
}

// "told | me that": whom it was told is no part of what was.
void leave_addressee(const std::vector<Word>& words, Candidate& candidate) {
  Range& said = candidate.content.front();
  const bool follows = said.first == candidate.cue.back().last && said.last - said.first > 2;
  if (follows && words[said.first].kind == WordClass::object && words[said.first + 1].kind == WordClass::that) ++said.first;
}

// "stressed the need to", "underlined the importance of": nouns that only somebody's words give them, rare in what was marked.
bool stresses_need(const std::vector<Word>& words, const InnerProposal& proposal) {
  static const StringSet kVerbs = {"stress", "emphasise", "emphasize", "underline", "underscore", "highlight", "reiterate"};
  static const StringSet kNouns = {"need", "importance", "necessity", "urgency"};
  if (proposal.word == nullptr || !kVerbs.contains(proposal.word->lemma)) return false;
  const std::uint32_t first = proposal.candidate.content.front().first;
  return first + 2 < words.size() && words[first].lower == "the" && kNouns.contains(words[first + 1].lower) &&
         (words[first + 2].kind == WordClass::to || words[first + 2].lower == "of" || words[first + 2].lower == "for");
}

// The best of each cue's, where it is good enough.
std::vector<Candidate> choose(const std::vector<Word>& words, const std::vector<InnerProposal>& proposals,
                              const std::vector<Candidate>& known, InnerTier tier) {
  constexpr float kSlack = 2.5F;
  const bool accurate = tier == InnerTier::accurate;
  const float least = accurate ? kInnerLeastAccurate : kInnerLeastFast;
  static const model::TreeLanes kAccurate(kInnerNodesAccurate, kInnerRootsAccurate);
  static const model::TreeLanes kFast(kInnerNodesFast, kInnerRootsFast);
  std::vector<const float*> rows;
  for (const InnerProposal& proposal : proposals) rows.push_back(proposal.row.data());
  std::vector<float> scores(rows.size());
  (accurate ? kAccurate : kFast).sum(rows, scores.data());
  std::vector<std::pair<float, std::size_t>> order;
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    const float score = scores[i];
    if (score >= least - (stresses_need(words, proposals[i]) ? kSlack : 0)) order.emplace_back(score, i);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Candidate> chosen;
  for (const auto& [score, i] : order) {
    Candidate candidate = proposals[i].candidate;
    const auto same = [&](const Candidate& one) { return meets(one.cue, candidate.cue); };
    if (std::any_of(chosen.begin(), chosen.end(), same) || std::any_of(known.begin(), known.end(), same)) continue;
    take_source(proposals, i, candidate);
    leave_patient(words, candidate);
    leave_addressee(words, candidate);
    chosen.push_back(std::move(candidate));
  }
  return chosen;
}

// `tagged`: what the tagger finds in text_of(pieces).
std::vector<InnerProposal> propose_in_pieces(const InnerText& in, const std::vector<Candidate>& around, const std::vector<Piece>& pieces,
                                             std::vector<Attribution> tagged, bool by_tagger_only) {
  std::vector<InnerProposal> proposals;
  if (pieces.empty()) return proposals;
  propose_by_tagger(in.text, pieces, std::move(tagged), proposals);
  if (!by_tagger_only) propose_by_rules(in.rules, pieces, proposals);
  for (InnerProposal& proposal : proposals) find_main_word(in.words, proposal);
  if (!by_tagger_only) {
    for (const Piece& piece : pieces) {
      const std::size_t first = proposals.size();
      propose_by_words(in.text, in.words, piece.range, proposals);
      for (std::size_t i = first; i < proposals.size(); ++i) proposals[i].holder = piece.holder;
    }
  }
  describe_proposals(in.text, in.words, around, in.readings, proposals);
  return proposals;
}

}  // namespace

std::vector<InnerProposal> propose_inner(const Text& text, const std::vector<Word>& words, const neural::Tagger& tagger,
                                         const std::vector<Candidate>& around, const std::vector<Candidate>& rules,
                                         const neural::Readings& readings, bool by_tagger_only) {
  const std::vector<Piece> pieces = cut_pieces(text, words, around);
  return propose_in_pieces({text, words, around, rules, readings}, around, pieces, tagger.tag(text_of(text, pieces)), by_tagger_only);
}

std::vector<std::vector<Candidate>> find_inner(std::span<const InnerText> texts, const neural::Tagger& tagger, InnerTier tier) {
  std::vector<std::vector<Candidate>> found(texts.size());
  std::vector<std::vector<Candidate>> around;
  for (const InnerText& in : texts) around.push_back(in.outer);
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::vector<Piece>> pieces;
    std::vector<std::string> buffers;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      pieces.push_back(cut_pieces(texts[i].text, texts[i].words, around[i]));
      buffers.push_back(text_of(texts[i].text, pieces[i]));
    }
    const std::vector<std::string_view> views(buffers.begin(), buffers.end());
    std::vector<std::vector<Attribution>> tagged = tagger.tag(views);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      around[i] = choose(texts[i].words, propose_in_pieces(texts[i], around[i], pieces[i], std::move(tagged[i]), round > 0), found[i], tier);
      found[i].insert(found[i].end(), around[i].begin(), around[i].end());
    }
  }
  return found;
}

}  // namespace hearsay

#include "comparison/relation.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "comparison/pair_reading.h"
#include "comparison/phrase.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

using model::Relation;
using model::share_of;

constexpr std::size_t kJudged = 16;  // pairs of a comparison's members that are read
constexpr std::size_t kOfStory = 8;  // conflicts
constexpr std::size_t kShownWords = 14;
constexpr float kJoins = 0.75F;      // the share at which a claim that agrees with one side is put to it
constexpr float kOneQuarrel = 0.5F;  // of agreement or conflict, between two claims that need not be told apart
constexpr float kLeastChance = 0.55F;
// What the model by itself is so sure of needs no other signs: "closed" and "open".
constexpr float kPlainShare = 0.95F;

class Relations {
 public:
  Relations(const StoryView& view, std::size_t most, std::span<const Comparison> told)
      : view_(view), reading_(read_pairs(view, most)) {
    for (const Comparison& comparison : told) {
      if (comparison.verdict != Verdict::conflict) continue;
      for (std::size_t i = 0; i < claims_.size(); ++i) {
        if (lies_on(claims_[i], comparison)) settle(i);
      }
    }
  }

  std::vector<Comparison> run() {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (is_conflict(i) && !nearly_same(pairs_[i])) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t left, std::size_t right) { return sureness(left) > sureness(right); });
    std::vector<Comparison> comparisons;
    for (const std::size_t i : order) {
      if (comparisons.size() == kOfStory) break;
      if (!settled_.contains(pairs_[i].one) && !settled_.contains(pairs_[i].two)) comparisons.push_back(line_up(i));
    }
    return comparisons;
  }

 private:
  // A claim of a conflict that is told, and those that seem to be of the same quarrel, are not asked again.
  void settle(std::size_t claim) {
    settled_.insert(claim);
    for (const std::size_t i : reading_.of_claim[claim]) {
      const float near = std::max(share_of(shares_[i], Relation::agree), share_of(shares_[i], Relation::conflict));
      if (near >= kOneQuarrel) settled_.insert(pairs_[i].other(claim));
    }
  }

  bool lies_on(const Claim& claim, const Comparison& comparison) const {
    return std::any_of(claim.places.begin(), claim.places.end(), [&](const auto& place) {
      return std::any_of(comparison.members.begin(), comparison.members.end(), [&](const ComparisonMember& member) {
        return member.document == place.first && member.span.overlaps(place.second);
      });
    });
  }

  bool is_conflict(std::size_t pair) const {
    return reading_.chances[pair] >= kLeastChance || share_of(shares_[pair], Relation::conflict) >= kPlainShare;
  }

  float sureness(std::size_t pair) const {
    const float share = share_of(shares_[pair], Relation::conflict);
    return share >= kPlainShare ? std::max(share, reading_.chances[pair]) : reading_.chances[pair];
  }

  // One sentence that two reports have from one hand, but for a word.
  bool nearly_same(const ClaimPair& pair) const {
    const Claim& one = claims_[pair.one];
    const Claim& two = claims_[pair.two];
    const std::size_t common = count_common(one.stems, two.stems);
    return common + 1 >= std::max(one.stems.size(), two.stems.size()) && one.negated == two.negated;
  }

  // The claims of both sides: those of the pair, and what agrees with one or stands to the other as the one does.
  struct Sides {
    std::vector<std::size_t> one;
    std::vector<std::size_t> two;
  };

  bool holds_document(const std::vector<std::size_t>& side, std::size_t claim) const {
    return std::any_of(side.begin(), side.end(),
                       [&](std::size_t other) { return claims_[other].document() == claims_[claim].document(); });
  }

  Sides sides_of(std::size_t best) const {
    Sides sides{{pairs_[best].one}, {pairs_[best].two}};
    for (const bool first : {true, false}) {
      const std::size_t end = first ? pairs_[best].one : pairs_[best].two;
      for (const std::size_t i : reading_.of_claim[end]) {
        if (i == best) continue;
        const std::size_t other = pairs_[i].other(end);
        const bool alike = share_of(shares_[i], Relation::agree) >= kJoins;
        if (!alike && !is_conflict(i)) continue;
        std::vector<std::size_t>& side = first == alike ? sides.one : sides.two;
        const std::vector<std::size_t>& across = first == alike ? sides.two : sides.one;
        if (holds_document(side, other) || std::find(across.begin(), across.end(), other) != across.end()) continue;
        side.push_back(other);
      }
    }
    return sides;
  }

  Comparison line_up(std::size_t best) {
    const Sides sides = sides_of(best);
    const Claim& one = claims_[pairs_[best].one];
    const Claim& two = claims_[pairs_[best].two];
    Comparison comparison;
    comparison.verdict = Verdict::conflict;
    const bool spoken = one.attribution != kNone || two.attribution != kNone;
    comparison.kind = spoken ? ComparisonKind::position : ComparisonKind::event;
    comparison.what = shortened(one);
    for (const std::size_t i : sides.one) add_members(claims_[i], "claims", comparison);
    for (const std::size_t i : sides.two) add_members(claims_[i], "claims the opposite", comparison);
    for (const auto* side : {&sides.one, &sides.two}) {
      for (const std::size_t claim : *side) settle(claim);
    }
    comparison.why = why(one, two, sureness(best));
    view_.finish(comparison);
    return comparison;
  }

  std::string voice_of(const Claim& claim) const {
    const auto voice = claim.attribution == kNone ? std::nullopt : view_.voice(claim.document(), claim.attribution);
    return voice ? voice->name : std::string();
  }

  void add_members(const Claim& claim, const char* side, Comparison& comparison) const {
    const std::string voice = voice_of(claim);
    for (const auto& [document, span] : claim.places) {
      comparison.members.push_back(view_.member(document, span,
                                                (voice.empty() ? view_.outlet(document) : voice) + ": " + side,
                                                document == claim.document() ? claim.attribution : kNone));
    }
  }

  // "Wenna Halloran by the account of KENA"; of its own word "KENA".
  std::string teller(const Claim& claim) const {
    const std::string voice = voice_of(claim);
    const std::string outlet = view_.outlet(claim.document());
    return voice.empty() || voice == outlet ? outlet : in_sentence(voice) + " by the account of " + outlet;
  }

  // "KENA and a pilot by the account of the Gull cannot both be right, as a model reads them (93 of 100)."
  std::string why(const Claim& one, const Claim& two, float sure) const {
    return capitalized(teller(one)) + " and " + teller(two) + " cannot both be right, as a model reads them (" +
           std::to_string(std::lround(sure * 100)) + " of 100).";
  }

  std::string shortened(const Claim& claim) const {
    const std::string_view text = view_.text(claim.document());
    const Phrase phrase = make_phrase(text, {claim.span()});
    if (phrase.words.empty()) return collapse_space(slice(text, claim.span()));
    if (phrase.words.size() <= kShownWords) {
      return collapse_space(slice(text, {claim.span().begin, phrase.words.back().span.end}));
    }
    return collapse_space(slice(text, {claim.span().begin, phrase.words[kShownWords - 1].span.end})) + " …";
  }

  const StoryView& view_;
  PairReading reading_;
  const std::vector<Claim>& claims_ = reading_.claims;
  const std::vector<ClaimPair>& pairs_ = reading_.pairs;
  const std::vector<model::RelationShares>& shares_ = reading_.shares;
  std::set<std::size_t> settled_;
};

}  // namespace

std::vector<Comparison> compare_claims(const StoryView& view, std::size_t most, std::span<const Comparison> told) {
  return Relations(view, most, told).run();
}

float contradiction_seen(const StoryView& view, const Comparison& comparison) {
  std::vector<Claim> claims;
  for (const ComparisonMember& member : comparison.members)
    claims.push_back(claim_around(view, member.document, member.span));
  std::vector<model::SentencePair> pairs;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (std::size_t k = i + 1; k < claims.size() && pairs.size() < kJudged; ++k)
      pairs.push_back(sentences_of(claims[i], claims[k], 0.0));
  }
  float most = 0;
  for (const model::RelationShares& shares : model::RelationModel::shared().relate(pairs))
    most = std::max(most, share_of(shares, Relation::conflict));
  return most;
}

}  // namespace hearsay::comparison

#include <algorithm>
#include <map>
#include <set>

#include "comparison/statement.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kPositions = 60;  // of a story

bool is_denial(const Statement& statement) { return statement.stance == Stance::denies && !statement.negated; }

// What holds a content to be so. Hopes, demands and questions hold nothing.
bool is_claim(const Statement& statement) {
  switch (statement.stance) {
    case Stance::states:
    case Stance::claims:
    case Stance::confirms:
    case Stance::reports:
    case Stance::accuses:
      return !statement.negated;
    default:
      return false;
  }
}

// Shared words that say what is claimed, not only of whom: "involvement in the attack" beside two names.
struct Shared {
  std::size_t all = 0;
  std::size_t plain = 0;  // without capitalised words
  double overlap = 0;     // of the shorter content
};

Shared shared_words(const Phrase& one, const Phrase& two) {
  std::set<std::uint32_t> capitalized;
  for (const Phrase* phrase : {&one, &two}) {
    for (const PhraseWord& word : phrase->words) {
      if (word.capitalized) capitalized.insert(word.stem);
    }
  }
  Shared shared;
  for (const std::uint32_t stem : one.stems) {
    if (!std::binary_search(two.stems.begin(), two.stems.end(), stem)) continue;
    ++shared.all;
    if (!capitalized.contains(stem)) ++shared.plain;
  }
  const std::size_t shorter = std::min(one.stems.size(), two.stems.size());
  shared.overlap = shorter == 0 ? 0 : static_cast<double>(shared.all) / static_cast<double>(shorter);
  return shared;
}

// A claim, and its denial by somebody else: "denied that the pumps were untested" against "the pumps were not tested".
// The denied content may hold its own negation, and so may the claim: only claims of the same polarity are denied.
bool denies(const Statement& denial, const Statement& claim) {
  if (!is_denial(denial) || !is_claim(claim) || denial.phrase.negated != claim.phrase.negated) return false;
  // Nobody denies what he says himself: an unnamed source of the claim is somebody else.
  const bool unnamed = claim.voice && claim.voice->kind == SpeakerKind::unnamed;
  if (!unnamed && !different_voices(denial.voice, claim.voice)) return false;
  const Shared shared = shared_words(denial.phrase, claim.phrase);
  return shared.all >= 3 && shared.plain >= 2 && shared.overlap >= 0.5;
}

// The same words with and without a "not".
bool contradicts(const Statement& one, const Statement& two) {
  if (!is_claim(one) || !is_claim(two) || one.phrase.negated == two.phrase.negated) return false;
  const Shared shared = shared_words(one.phrase, two.phrase);
  const std::size_t longer = std::max(one.phrase.stems.size(), two.phrase.stems.size());
  return shared.all >= 4 && shared.plain >= 3 && shared.overlap >= 0.8 && shared.all * 10 >= longer * 6;
}

std::string name_of(const StoryView& view, const Statement& statement) {
  if (statement.voice && !statement.voice->name.empty()) return statement.voice->name;
  return "A source of " + view.outlet(statement.document);
}

ComparisonMember member_of(const StoryView& view, const Statement& statement, const std::string& position) {
  return view.member(statement.document, statement.span, name_of(view, statement) + ": " + position,
                     statement.attribution);
}

Comparison conflict(const StoryView& view, const Statement& claim, const Statement& denial, bool same_actor) {
  Comparison comparison;
  comparison.kind = ComparisonKind::position;
  comparison.verdict = Verdict::conflict;
  comparison.what = first_words(view.text(claim.document), claim.phrase);
  comparison.members = {member_of(view, claim, "claims"), member_of(view, denial, "denies")};
  if (same_actor) {
    comparison.why = name_of(view, claim) + " says it by the account of " + view.outlet(claim.document) +
                     " and the opposite by that of " + view.outlet(denial.document) + ".";
  } else {
    comparison.why = name_of(view, denial) + " denies it by the account of " + view.outlet(denial.document) + "; " +
                     name_of(view, claim) + " says it by that of " + view.outlet(claim.document) + ".";
  }
  view.finish(comparison);
  return comparison;
}

// The two sides of one quarrel, told by several reports, are one comparison.
class Quarrels {
 public:
  Quarrels(const StoryView& view, const std::vector<Statement>& statements) : view_(view), statements_(statements) {}

  void add(Index claim, Index denial, bool same_actor) {
    const auto claimed = home_.find(claim);
    const auto denied = home_.find(denial);
    if (claimed != home_.end() && denied != home_.end()) return;
    if (claimed != home_.end()) {
      join(claimed->second, denial, "denies");
    } else if (denied != home_.end()) {
      join(denied->second, claim, "claims");
    } else if (comparisons_.size() < kPositions) {
      home_[claim] = home_[denial] = static_cast<Index>(comparisons_.size());
      comparisons_.push_back(conflict(view_, statements_[claim], statements_[denial], same_actor));
    }
  }

  std::vector<Comparison> take() { return std::move(comparisons_); }

 private:
  void join(Index home, Index statement, const char* position) {
    home_[statement] = home;
    comparisons_[home].members.push_back(member_of(view_, statements_[statement], position));
    view_.finish(comparisons_[home]);
  }

  const StoryView& view_;
  const std::vector<Statement>& statements_;
  std::map<Index, Index> home_;  // statement -> comparison
  std::vector<Comparison> comparisons_;
};

}  // namespace

std::vector<Comparison> compare_positions(const StoryView& view, const std::vector<Statement>& statements) {
  Quarrels quarrels(view, statements);
  for (auto [claim, denial] : statement_candidates(statements, 3)) {
    const bool turned =
        is_denial(statements[claim]) ||
        (statements[claim].phrase.negated && !statements[denial].phrase.negated && !is_denial(statements[denial]));
    if (turned) std::swap(claim, denial);
    const Statement& one = statements[claim];
    const Statement& two = statements[denial];
    // A denial that holds the claim, or is told within it, is no second voice.
    const auto& attributions = view.document(one.document).reading.attributions;
    const bool nested = one.document == two.document && (attributions[one.attribution].within == two.attribution ||
                                                         attributions[two.attribution].within == one.attribution);
    if (nested) continue;
    const bool same = same_voice(one.voice, two.voice);
    const bool known = same || different_voices(one.voice, two.voice);
    if (denies(two, one) || (known && contradicts(one, two))) quarrels.add(claim, denial, same);
  }
  return quarrels.take();
}

}  // namespace hearsay::comparison

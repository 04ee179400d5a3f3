#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "comparison/proposition.h"
#include "comparison/statement.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kPositions = 60;   // of a story
constexpr std::size_t kOfOneKey = 60;    // propositions of one subject and predicate that are compared
constexpr std::size_t kNested = 40;      // attributions looked at within one
constexpr std::uint32_t kContext = 400;  // bytes before a statement that tell what it is about
constexpr double kNear = 1.6;            // days: what was closed then may be open now
constexpr std::size_t kShownWords = 12;

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

// A proposition as its speaker holds it.
struct Held {
  Index statement = kNone;
  Proposition proposition;
  bool negated = false;  // whom a denial quotes holds the contrary of what it says
};

// What is told within another's words is held by that other one. "That her ministry was warned about the pumps" tells of
// nobody's words: that it was warned is what is held.
bool told_by_another(const StoryView& view, const Statement& statement, Span clause) {
  const auto& attributions = view.document(statement.document).reading.attributions;
  for (std::size_t i = statement.attribution + 1; i < attributions.size() && i <= statement.attribution + kNested;
       ++i) {
    if (attributions[i].within != statement.attribution) continue;
    const bool nobody = attributions[i].source.empty() && !attributions[i].cue.empty() && attributions[i].cue.front().overlaps(clause);
    if (nobody) continue;
    for (const Span content : attributions[i].content) {
      if (content.overlaps(clause)) return true;
    }
  }
  return false;
}

using Key = std::pair<std::uint32_t, std::uint32_t>;  // subject and predicate

std::map<Key, std::vector<Held>> held_propositions(const StoryView& view, const std::vector<Statement>& statements) {
  std::map<Key, std::vector<Held>> held;
  for (Index i = 0; i < statements.size(); ++i) {
    const Statement& statement = statements[i];
    const bool denial = is_denial(statement);
    if (!denial && !is_claim(statement)) continue;
    for (Proposition& proposition : propositions_of(view.text(statement.document), statement.phrase)) {
      if (told_by_another(view, statement, proposition.clause)) continue;
      std::vector<Held>& those = held[{proposition.subject, proposition.predicate}];
      const bool negated = proposition.negated != denial;
      if (those.size() < kOfOneKey) those.push_back({i, std::move(proposition), negated});
      if (denial) break;  // what follows is what he denies it with
    }
  }
  return held;
}

std::vector<std::uint32_t> context_of(const StoryView& view, const Statement& statement) {
  const std::string_view text = view.text(statement.document);
  Span span = statement.span;
  span.begin = span.begin > kContext ? span.begin - kContext : 0;
  while (span.begin < span.end && (static_cast<unsigned char>(text[span.begin]) & 0xC0) == 0x80) ++span.begin;
  return make_phrase(text, {span}).stems;
}

// "Every pump on that ship was tested" and "the pumps had not been tested": the clauses share more than subject and
// verb, or the words around them tell of the same things.
bool about_one_thing(const StoryView& view, const Statement& one, const Held& first, const Statement& two,
                     const Held& second) {
  const auto& left = first.proposition.stems;
  const auto& right = second.proposition.stems;
  // "based on lies" and "not based on trust" are both possible; a denial may be told in fewer words than the claim.
  const bool denied = is_denial(one) || is_denial(two);
  const auto& after = first.proposition.complement;
  const auto& other = second.proposition.complement;
  const bool bare = after.empty() && other.empty();
  const std::size_t shorter = std::min(after.size(), other.size());
  if (!denied && !bare && (shorter == 0 || count_common(after, other) * 2 <= shorter)) return false;
  const std::size_t shared = count_common(left, right);
  if (shared >= 4) return true;
  if (shared >= 3 && shared * 4 >= std::min(left.size(), right.size()) * 3) return true;
  return count_common(context_of(view, one), context_of(view, two)) >= (denied ? 4U : 5U);
}

// Whether both speak of one time. Where nothing says so, reports days apart may both be right.
bool of_one_time(const StoryView& view, const Statement& one, const Held& first, const Statement& two,
                 const Held& second) {
  const Proposition& left = first.proposition;
  const Proposition& right = second.proposition;
  if (count_common(left.times, right.times) > 0 || left.since || right.since) return true;
  if (!left.times.empty() && !right.times.empty()) return false;
  if (is_denial(one) || is_denial(two)) return true;
  const auto day = view.day(one.document);
  const auto other = view.day(two.document);
  return day && other && std::abs(*day - *other) <= kNear;
}

// Surely two, or surely one who contradicts himself. An unnamed source of a claim isn't who denies it by name.
bool voices_oppose(const Statement& one, const Statement& two) {
  if (!one.voice || !two.voice) return false;
  if (same_voice(one.voice, two.voice)) return !is_denial(one) && !is_denial(two);
  const auto nameless = [](const Voice& voice) {
    return voice.kind == SpeakerKind::unnamed || voice.kind == SpeakerKind::collective;
  };
  if (nameless(*one.voice) && nameless(*two.voice)) return count_common(one.voice->stems, two.voice->stems) == 0;
  return nameless(*one.voice) || nameless(*two.voice) || different_voices(one.voice, two.voice);
}

bool oppose(const StoryView& view, const std::vector<Statement>& statements, const Held& first, const Held& second) {
  const Statement& one = statements[first.statement];
  const Statement& two = statements[second.statement];
  return first.negated != second.negated && first.statement != second.statement && voices_oppose(one, two) &&
         of_one_time(view, one, first, two, second) && about_one_thing(view, one, first, two, second);
}

std::string name_of(const StoryView& view, const Statement& statement) {
  if (statement.voice && !statement.voice->name.empty()) return statement.voice->name;
  return "A source of " + view.outlet(statement.document);
}

// One side of a quarrel: one statement a document.
using Side = std::vector<const Held*>;

class Quarrel {
 public:
  Quarrel(const StoryView& view, const std::vector<Statement>& statements, const std::vector<Held>& held)
      : view_(view), statements_(statements) {
    std::set<std::size_t> taking_part;
    for (std::size_t i = 0; i < held.size(); ++i) {
      for (std::size_t k = i + 1; k < held.size(); ++k) {
        if (oppose(view, statements, held[i], held[k])) taking_part.insert({i, k});
      }
    }
    Side both[2];
    for (const std::size_t i : taking_part) add(both[held[i].negated ? 1 : 0], held[i]);
    if (both[0].empty() || both[1].empty()) return;
    // The claim is what isn't said in denial, or what was told first.
    const bool turned = denials(both[0]) != denials(both[1]) ? denials(both[0]) > denials(both[1])
                                                             : both[1].front()->statement < both[0].front()->statement;
    claims_ = turned ? both[1] : both[0];
    denials_ = turned ? both[0] : both[1];
  }

  [[nodiscard]] bool found() const { return !claims_.empty(); }

  [[nodiscard]] Comparison comparison() const {
    Comparison comparison;
    comparison.kind = ComparisonKind::position;
    comparison.verdict = Verdict::conflict;
    comparison.what = what();
    for (const Held* held : claims_) comparison.members.push_back(member(*held, "claims"));
    for (const Held* held : denials_) {
      comparison.members.push_back(member(*held, is_denial(of(*held)) ? "denies" : "claims the opposite"));
    }
    view_.finish(comparison);
    comparison.why = why();
    return comparison;
  }

 private:
  const Statement& of(const Held& held) const { return statements_[held.statement]; }

  void add(Side& side, const Held& held) const {
    const bool told = std::any_of(side.begin(), side.end(),
                                  [&](const Held* other) { return of(*other).document == of(held).document; });
    if (!told) side.push_back(&held);
  }

  std::size_t denials(const Side& side) const {
    return static_cast<std::size_t>(
        std::count_if(side.begin(), side.end(), [&](const Held* held) { return is_denial(of(*held)); }));
  }

  std::string why() const {
    const std::vector<std::string> one = voices(claims_);
    const std::vector<std::string> two = voices(denials_);
    // The past tense goes with one voice and with several, whose names don't tell.
    const std::string claim = capitalized(listed(one)) + " said it by the account of " + outlets(claims_);
    if (one == two) return claim + " and the opposite by that of " + outlets(denials_) + ".";
    const bool same_outlet = outlets(claims_) == outlets(denials_);
    return claim + "; " + listed(two) + (denials(denials_) > 0 ? " denied it" : " said the opposite") +
           (same_outlet ? " in the same report." : " by that of " + outlets(denials_) + ".");
  }

  // The claim in its fewest words.
  std::string what() const {
    const Held* shortest = *std::min_element(claims_.begin(), claims_.end(), [](const Held* left, const Held* right) {
      return left->proposition.clause.size() < right->proposition.clause.size();
    });
    return shortened(view_.text(of(*shortest).document), shortest->proposition.clause);
  }

  static std::string shortened(std::string_view text, Span clause) {
    const Phrase phrase = make_phrase(text, {clause});
    if (phrase.words.size() <= kShownWords) return collapse_space(slice(text, clause));
    clause.end = phrase.words[kShownWords - 1].span.end;
    return collapse_space(slice(text, clause)) + " …";
  }

  std::vector<std::string> voices(const Side& side) const {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const Held* held : side) {
      const std::string name = in_sentence(name_of(view_, of(*held)));
      if (seen.insert(name).second) names.push_back(name);
    }
    return names;
  }

  std::string outlets(const Side& side) const {
    std::vector<ComparisonMember> members;
    for (const Held* held : side) members.push_back(member(*held, ""));
    return outlets_of(view_, members);
  }

  ComparisonMember member(const Held& held, const std::string& position) const {
    const Statement& statement = of(held);
    return view_.member(statement.document, statement.span, name_of(view_, statement) + ": " + position,
                        statement.attribution);
  }

  const StoryView& view_;
  const std::vector<Statement>& statements_;
  Side claims_;
  Side denials_;
};

}  // namespace

std::vector<Comparison> compare_positions(const StoryView& view, const std::vector<Statement>& statements) {
  std::vector<Comparison> comparisons;
  for (const auto& [key, held] : held_propositions(view, statements)) {
    if (comparisons.size() >= kPositions) break;
    const Quarrel quarrel(view, statements, held);
    if (quarrel.found()) comparisons.push_back(quarrel.comparison());
  }
  return comparisons;
}

}  // namespace hearsay::comparison

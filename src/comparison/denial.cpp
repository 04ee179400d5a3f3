#include "comparison/denial.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_map>

#include "comparison/clause.h"
#include "comparison/phrase.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kClauses = 400;        // of a report
constexpr std::size_t kAllClauses = 6000;    // of a story
constexpr std::size_t kQuarrels = 6;         // of a story: those that fit best
constexpr std::size_t kContentWords = 14;    // more in one clause, and it tells of many things
constexpr std::size_t kFewestDenied = 2;
constexpr double kCovered = 0.52;            // of the weight of what is denied
constexpr double kFarApart = 4.5;            // days: what was closed then may be open now
constexpr double kDeniedLate = 45;           // days: a denial names what it denies
constexpr double kBare = 0.99;
constexpr std::size_t kRareStem = 8;         // clauses of the story

// "gave no comment", "did not say", "no longer": such a "no" denies no claim of another's.
constexpr std::string_view kNoDenial[] = {"comment",  "commented", "respond", "responded", "reply", "replied",
                                          "know",     "known",     "say",     "said",      "want",  "only",
                                          "just",     "longer",    "more",    "less",      "yet",   "least",
                                          "far",      "clear",     "answer",  "answered", "sign",      "evidence", "give",    "given",     "name",  "named",
                                          "identify", "identified", "believe", "think",    "doubt", "further"};

bool denies_something(const Clause& clause) {
  if (clause.hypothetical || clause.negated == clause.denial) return false;
  if (clause.denial) return true;
  // "on 15 July, not on 1 July" sets right what the sentence itself tells.
  if (clause.words.front() == "not") return false;
  for (std::size_t i = 0; i + 1 < clause.words.size(); ++i) {
    const std::string& word = clause.words[i];
    const bool negation = word == "no" || word == "not" || word == "t" || word == "never";
    if (word == "nothing" && i > 0 && clause.words[i - 1].starts_with("sa")) return false;  // "has said nothing"
    if (!negation) continue;
    for (std::size_t k = i + 1; k < clause.words.size() && k <= i + 3; ++k) {
      if (std::find(std::begin(kNoDenial), std::end(kNoDenial), clause.words[k]) != std::end(kNoDenial)) return false;
    }
  }
  return true;
}

struct Pair {
  std::size_t denied = 0;
  std::size_t affirmed = 0;
  double score = 0;
};

class Quarrels {
 public:
  explicit Quarrels(const StoryView& view) : view_(view) {
    for (const Index document : view.members()) {
      if (clauses_.size() >= kAllClauses) break;
      for (Clause& clause : clauses_of(view, document, kClauses)) clauses_.push_back(std::move(clause));
    }
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      for (const std::uint32_t stem : clauses_[i].stems) postings_[stem].push_back(i);
    }
  }

  std::vector<Comparison> run() {
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      if (denies_something(clauses_[i]) && !clauses_[i].stems.empty()) match(i);
    }
    std::stable_sort(pairs_.begin(), pairs_.end(),
                     [](const Pair& left, const Pair& right) { return left.score > right.score; });
    std::vector<Comparison> comparisons;
    std::set<std::size_t> used;
    for (const Pair& pair : pairs_) {
      if (comparisons.size() >= kQuarrels) break;
      if (used.contains(pair.denied) || used.contains(pair.affirmed)) continue;
      comparisons.push_back(compare(pair, used));
    }
    return comparisons;
  }

 private:
  double weight(std::uint32_t stem) const {
    return std::log(1 + static_cast<double>(clauses_.size()) / static_cast<double>(postings_.at(stem).size()));
  }

  void match(std::size_t denied) {
    const Clause& clause = clauses_[denied];
    if (clause.stems.size() > kContentWords) return;
    double whole = 0;
    std::set<std::size_t> near;
    for (const std::uint32_t stem : clause.stems) {
      whole += weight(stem);
      for (const std::size_t other : postings_.at(stem)) near.insert(other);
    }
    for (const std::size_t other : near) {
      const Clause& affirmed = clauses_[other];
      if (affirmed.negated || affirmed.denial || affirmed.hypothetical) continue;
      if (affirmed.document == clause.document || affirmed.stems.size() > 2 * kContentWords) continue;
      if (!of_one_run(clause, affirmed)) continue;
      // "Eleven had not been found" and "seven were found alive" are both possible.
      const bool counted = !clause.counts.empty() && !affirmed.counts.empty();
      if (counted && count_common(clause.counts, affirmed.counts) == 0) continue;
      double shared = 0;
      std::size_t count = 0;
      for (const std::uint32_t stem : clause.stems) {
        if (!std::binary_search(affirmed.stems.begin(), affirmed.stems.end(), stem)) continue;
        shared += weight(stem);
        ++count;
      }
      // Two who never met may each meet others: the verb or the thing is shared, not names alone.
      if (count_common(clause.plain, affirmed.plain) == 0 || covered(clause.denied, affirmed) < kCovered) continue;
      const bool bare = exists_not(clause) && names_alike(clause, affirmed);
      if ((count < kFewestDenied && !bare) || shared < (bare ? kBare : kCovered) * whole) continue;
      pairs_.push_back({denied, other, shared * shared / whole});
    }
  }

  // "There was no bomb", "no ransom was paid", "nobody paid": little is said, and all of it is denied.
  static bool exists_not(const Clause& clause) {
    return clause.stems.size() <= 3 && clause.words.size() <= 10 &&
           (clause.words[0] == "no" || clause.words[0] == "nobody" || clause.words[0] == "none" ||
            std::find(clause.words.begin(), clause.words.end(), "there") != clause.words.end());
  }
  // What is shared is told of few other things in the story, and is no verb of all work.
  bool names_alike(const Clause& denied, const Clause& affirmed) const {
    return affirmed.stems.size() <= kContentWords &&
           std::any_of(denied.stems.begin(), denied.stems.end(), [&](std::uint32_t stem) {
             return std::binary_search(affirmed.stems.begin(), affirmed.stems.end(), stem) &&
                    postings_.at(stem).size() <= kRareStem && !is_light(stem);
           });
  }

  static bool is_light(std::uint32_t stem) {
    static const std::vector<std::uint32_t> light = stems_of("come go make take get have give see put let keep happen find");
    return std::binary_search(light.begin(), light.end(), stem);
  }

  // The share of the weight of the stems that the clause holds.
  double covered(const std::vector<std::uint32_t>& stems, const Clause& clause) const {
    double whole = 0;
    double shared = 0;
    for (const std::uint32_t stem : stems) {
      whole += weight(stem);
      if (std::binary_search(clause.stems.begin(), clause.stems.end(), stem)) shared += weight(stem);
    }
    return whole > 0 ? shared / whole : 1;
  }

  bool of_one_run(const Clause& one, const Clause& two) const {
    const auto first = view_.day(one.document);
    const auto second = view_.day(two.document);
    return !first || !second || std::abs(*first - *second) <= (one.denial ? kDeniedLate : kFarApart);
  }

  // The claim itself, without the words that say who made it: the attribution whose content ends the clause, and the
  // place of that content in it.
  struct Claim {
    Index attribution = kNone;
    Span span;
  };
  Claim claim_of(const Clause& clause) const {
    const Document& document = view_.document(clause.document);
    Claim claim{attribution_at(document, clause.span), clause.span};
    for (Index i = 0; i < document.reading.attributions.size(); ++i) {
      for (const Span content : document.reading.attributions[i].content) {
        const bool ends = claim.span.begin < content.begin && content.begin < clause.span.end && content.end >= clause.span.end;
        if (!ends || (clause.span.end - content.begin) * 5 < clause.span.size() * 2) continue;
        claim = {i, {content.begin, clause.span.end}};
      }
    }
    if (slice(view_.text(clause.document), claim.span).starts_with("that ")) claim.span.begin += 5;
    return claim;
  }

  std::string name_of(const Clause& clause) const {
    const Index attribution = claim_of(clause).attribution;
    const auto speaker = attribution == kNone ? std::nullopt : view_.voice(clause.document, attribution);
    return speaker && !speaker->name.empty() ? speaker->name : view_.outlet(clause.document);
  }

  // "Wenna Halloran said it by the account of KENA": of its own word an outlet says it itself.
  std::string account_of(const Clause& clause, const char* verb) const {
    const std::string name = name_of(clause);
    const std::string outlet = view_.outlet(clause.document);
    return name == outlet ? outlet + " " + verb : in_sentence(name) + " " + verb + " by the account of " + outlet;
  }

  // All clauses that tell what the pair's two tell, one a report on each side.
  Comparison compare(const Pair& best, std::set<std::size_t>& used) const {
    std::vector<std::size_t> denied = {best.denied};
    std::vector<std::size_t> affirmed = {best.affirmed};
    const auto add = [this](std::vector<std::size_t>& side, std::size_t clause) {
      const bool told = std::any_of(side.begin(), side.end(), [&](std::size_t other) {
        return clauses_[other].document == clauses_[clause].document;
      });
      if (!told) side.push_back(clause);
    };
    for (const Pair& pair : pairs_) {
      if (pair.denied == best.denied) add(affirmed, pair.affirmed);
      if (pair.affirmed == best.affirmed) add(denied, pair.denied);
    }
    for (const Pair& pair : pairs_) {
      const bool ours = std::find(denied.begin(), denied.end(), pair.denied) != denied.end() ||
                        std::find(affirmed.begin(), affirmed.end(), pair.affirmed) != affirmed.end();
      if (!ours) continue;
      used.insert(pair.denied);
      used.insert(pair.affirmed);
    }
    Comparison comparison;
    comparison.kind = ComparisonKind::position;
    comparison.verdict = Verdict::conflict;
    const Clause& claimed = clauses_[best.affirmed];
    comparison.what = collapse_space(slice(view_.text(claimed.document), claim_of(claimed).span));
    for (const std::size_t i : affirmed) comparison.members.push_back(member(clauses_[i], "claims"));
    for (const std::size_t i : denied) comparison.members.push_back(member(clauses_[i], "denies"));
    comparison.why = capitalized(account_of(claimed, "said it")) + "; " +
                     account_of(clauses_[best.denied], clauses_[best.denied].denial ? "denied it" : "said it was not so") + ".";
    view_.finish(comparison);
    return comparison;
  }

  ComparisonMember member(const Clause& clause, const std::string& position) const {
    const Claim claim = claim_of(clause);
    return view_.member(clause.document, claim.span, name_of(clause) + ": " + position, claim.attribution);
  }

  const StoryView& view_;
  std::vector<Clause> clauses_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> postings_;
  std::vector<Pair> pairs_;
};

}  // namespace

std::vector<Comparison> compare_denials(const StoryView& view) {
  if (view.members().size() < 2) return {};
  return Quarrels(view).run();
}

}  // namespace hearsay::comparison

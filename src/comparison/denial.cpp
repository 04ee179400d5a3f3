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
#include "model/meaning.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kClauses = 400;        // of a report
constexpr std::size_t kAllClauses = 6000;    // of a story
constexpr std::size_t kQuarrels = 6;         // of a story: those that fit best
constexpr std::size_t kContentWords = 14;    // more in one clause, and it tells of many things
constexpr std::size_t kFewestDenied = 2;
constexpr double kFarApart = 4.5;            // days: what was closed then may be open now
constexpr double kDeniedLate = 45;           // days: a denial names what it denies
constexpr double kAllCovered = 0.8;
constexpr double kAllShared = 0.95;
constexpr double kOfClaim = 0.12;            // of the weight of the claim
constexpr double kOfShortClaim = 0.22;
constexpr double kRelated = 0.1;
constexpr std::size_t kFewestClaimed = 3;    // content words of a claim that "denied it" may mean
constexpr std::uint32_t kAntecedent = 2;     // sentences from a denial back to what it denies
constexpr double kAntecedentScore = 1;

// "gave no comment", "did not say", "no longer": such a "no" denies no claim of another's.
constexpr std::string_view kNoDenial[] = {"comment",  "commented", "respond", "responded", "reply", "replied",
                                          "know",     "known",     "say",     "said",      "want",  "only",
                                          "just",     "longer",    "more",    "less",      "yet",   "least",
                                          "far",      "clear",     "answer",  "answered", "sign",      "evidence", "give",    "given",     "name",  "named",
                                          "identify", "identified", "believe", "think",    "doubt", "further"};

bool denies_something(const Clause& clause) {
  if (clause.hypothetical || clause.negated == clause.denial) return false;
  if (clause.denial) return true;
  // "had not won since 1908" is told by who tells that they have won.
  if (std::find(clause.words.begin(), clause.words.end(), "since") != clause.words.end()) return false;
  // "this is not a swap": not what, nobody can tell from it.
  const std::string& first = clause.words.front();
  const bool points = first == "this" || first == "it" || first == "that" || first == "these" || first == "they";
  if (points && !clause.denial && clause.words.size() > 2 && (clause.words[1] == "is" || clause.words[1] == "s" || clause.words[1] == "isn" || clause.words[1] == "are")) return false;
  // "on 15 July, not on 1 July" sets right what the sentence itself tells.
  if (clause.words.front() == "not") return false;
  for (std::size_t i = 0; i + 1 < clause.words.size(); ++i) {
    const std::string& word = clause.words[i];
    const bool negation = word == "no" || word == "not" || word == "t" || word == "never";
    if (word == "nothing" && (clause.words[i + 1] == "for" || clause.words[i + 1] == "but")) return false;
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

// How much of what is denied a claim must share.
struct Bounds {
  double half;     // of the weight of what is denied and of whom
  double denied;   // of what is denied
  double meaning;  // similarity of what is claimed and what is denied
  double alike;    // the same where all the words are shared
};
constexpr Bounds kStrict = {0.5, 0.4, 0.42, 0.37};
constexpr Bounds kLoose = {0.35, 0.25, 0.3, 0.28};

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

  std::vector<Comparison> find(const Bounds& bounds) {
    bounds_ = bounds;
    pairs_.clear();
    for (std::size_t i = 0; i < clauses_.size(); ++i) {
      if (denies_something(clauses_[i])) match(i);
    }
    std::stable_sort(pairs_.begin(), pairs_.end(),
                     [](const Pair& left, const Pair& right) { return left.score > right.score; });
    std::vector<Comparison> comparisons;
    std::set<std::size_t> used;
    for (const Pair& pair : pairs_) {
      if (comparisons.size() >= kQuarrels) break;
      if (used.contains(pair.denied) || used.contains(pair.affirmed)) continue;
      Comparison comparison = compare(pair, used);
      std::set<Index> documents;
      for (const ComparisonMember& member : comparison.members) documents.insert(member.document);
      if (documents.size() > 1) comparisons.push_back(std::move(comparison));
    }
    return comparisons;
  }

 private:
  double weight(std::uint32_t stem) const {
    const auto found = postings_.find(stem);
    const std::size_t count = found == postings_.end() ? 1 : found->second.size();
    return std::log(1 + static_cast<double>(clauses_.size()) / static_cast<double>(count));
  }

  // What a denial denies: its own words, or where it has none those of the claim before it.
  struct Denied {
    std::vector<std::uint32_t> stems;
    std::vector<std::uint32_t> subject;
    std::uint32_t head = 0;
    std::size_t antecedent = kNowhere;
    std::size_t clause = 0;
  };

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  // The nearest clause before it in the same report that claims something.
  std::size_t antecedent_of(std::size_t denial) const {
    const Clause& clause = clauses_[denial];
    for (std::size_t i = denial; i-- > 0;) {
      const Clause& before = clauses_[i];
      if (before.document != clause.document || clause.sentence - before.sentence > kAntecedent) break;
      // "paid 900,000 dollars, which it denied"
      const bool relative = clause.words.front() == "which";
      if (relative && before.sentence != clause.sentence) break;
      if ((!relative && before.sentence == clause.sentence) || before.negated || before.denial || before.hypothetical) continue;
      if (before.stems.size() >= kFewestClaimed) return i;
    }
    return kNowhere;
  }

  void match(std::size_t denied) {
    const Clause& clause = clauses_[denied];
    Denied what{clause.denied, clause.subject, clause.head, kNowhere, denied};
    if (clause.denial && (clause.anaphoric || clause.denied.size() < kFewestDenied)) {
      what.antecedent = antecedent_of(denied);
      if (what.antecedent == kNowhere) return;
      const Clause& claim = clauses_[what.antecedent];
      // "denied paying": the claim before must be of that.
      if (!clause.denied.empty() && !clause.anaphoric && count_common(clause.denied, claim.stems) == 0) return;
      what.stems = claim.stems;
      what.subject.clear();
      what.head = 0;
      pairs_.push_back({denied, what.antecedent, kAntecedentScore});
    }
    if (what.stems.size() > kContentWords || what.stems.empty()) return;
    std::set<std::size_t> near;
    for (const std::uint32_t stem : what.stems) {
      if (const auto found = postings_.find(stem); found != postings_.end()) near.insert(found->second.begin(), found->second.end());
    }
    for (const std::size_t other : near) {
      if (other == what.antecedent || !can_oppose(clause, clauses_[other])) continue;
      if (const double score = opposition(what, clauses_[other]); score > 0) pairs_.push_back({denied, other, score});
    }
  }

  bool can_oppose(const Clause& clause, const Clause& affirmed) const {
    if (affirmed.negated || affirmed.denial || affirmed.hypothetical || affirmed.stems.size() > kContentWords) return false;
    const auto will = [](const Clause& one) { return std::find(one.words.begin(), one.words.end(), "will") != one.words.end(); };
    if (will(affirmed) && !will(clause)) return false;
    // "to hide money" is done by nobody yet.
    if (affirmed.words.front() == "to" || (affirmed.words.size() > 1 && affirmed.words[1] == "to" && affirmed.words.front() == "only")) return false;
    if (of_other_things(clause, affirmed)) return false;
    if (is_denied(affirmed) || !of_one_run(clause, affirmed)) return false;
    if (affirmed.document == clause.document) {
      const std::uint32_t apart = affirmed.sentence > clause.sentence ? affirmed.sentence - clause.sentence : clause.sentence - affirmed.sentence;
      const auto one = view_.voice(clause.document, attribution_at(view_.document(clause.document), clause.span));
      const auto two = view_.voice(clause.document, attribution_at(view_.document(clause.document), affirmed.span));
      if (apart > kAntecedent || apart == 0 || !one || same_voice(one, two)) return false;
    }
    // "Eleven had not been found" and "seven were found alive" are both possible, as are 1908 and this year.
    return clause.counts.empty() || count_common(clause.counts, affirmed.counts) > 0;
  }

  // It has a verb in a finite form, as far as words tell: "MISTAKE OF THE RACE" has none.
  static bool tells_a_fact(const Clause& clause) {
    constexpr std::string_view kVerbs[] = {"was", "were", "is", "are", "had", "has", "have", "did", "came", "paid", "met", "told", "took",
                                           "made", "gave", "went", "sent", "knew", "saw", "sold", "held", "found", "left", "fell", "began"};
    return std::any_of(clause.words.begin(), clause.words.end(), [&](const std::string& word) {
      return (word.size() > 4 && word.ends_with("ed")) || std::find(std::begin(kVerbs), std::end(kVerbs), word) != std::end(kVerbs);
    });
  }

  // "based on lies" and "not based on trust" are both possible.
  static bool of_other_things(const Clause& one, const Clause& two) {
    constexpr std::string_view kPrepositions[] = {"on", "in", "at", "by", "with", "from", "for", "to", "of", "about"};
    const auto holds = [](const std::vector<std::string>& words, const std::string& word) {
      return std::find(words.begin(), words.end(), word) != words.end();
    };
    // The words behind the preposition: "any working gallery".
    const auto known = [&](std::size_t preposition) {
      for (std::size_t i = preposition + 1; i < one.words.size() && i <= preposition + 3; ++i) {
        if (one.words[i].size() > 3 && holds(two.words, one.words[i])) return true;
      }
      return false;
    };
    for (std::size_t i = 0; i + 2 < one.words.size(); ++i) {
      if (one.words[i].size() < 4 || std::find(std::begin(kPrepositions), std::end(kPrepositions), one.words[i + 1]) == std::end(kPrepositions)) continue;
      for (std::size_t k = 0; k + 2 < two.words.size(); ++k) {
        if (one.words[i] != two.words[k] || one.words[i + 1] != two.words[k + 1]) continue;
        if (!known(i + 1)) return true;
      }
    }
    return false;
  }

  // What somebody is told to have denied is affirmed by nobody.
  bool is_denied(const Clause& clause) const {
    const auto& attributions = view_.document(clause.document).reading.attributions;
    const Index attribution = attribution_at(view_.document(clause.document), clause.span);
    return attribution != kNone && attributions[attribution].stance == Stance::denies;
  }

  // How surely the clause affirms what is denied: the same is said of the same.
  double opposition(const Denied& what, const Clause& affirmed) const {
    // The very thing or doing that is denied.
    const bool head = what.head == 0 || std::binary_search(affirmed.stems.begin(), affirmed.stems.end(), what.head);
    if (!head) return 0;
    std::vector<std::uint32_t> all;
    std::set_union(what.stems.begin(), what.stems.end(), what.subject.begin(), what.subject.end(), std::back_inserter(all));
    double whole = 0;
    double shared = 0;
    std::size_t count = 0;
    for (const std::uint32_t stem : all) {
      whole += weight(stem);
      if (!std::binary_search(affirmed.stems.begin(), affirmed.stems.end(), stem)) continue;
      shared += weight(stem);
      count += is_light(stem) ? 0 : 1;
    }
    // Said of another.
    if (!what.subject.empty() && count_common(what.subject, affirmed.stems) == 0 && covered(what.stems, affirmed) < kAllCovered) return 0;
    double claimed = 0;
    for (const std::uint32_t stem : affirmed.stems) claimed += weight(stem);
    const Clause& denial = clauses_[what.antecedent == kNowhere ? what.clause : what.antecedent];
    const double meaning = model::similarity(meaning_of(denial), meaning_of(affirmed));
    // Long sentences share words with anything, and one word says little unless it is all that is denied.
    const double denied = covered(what.stems, affirmed);
    const bool whole_of_it = count == 1 && tells_a_fact(affirmed) && shared > kAllShared * whole && what.stems.size() <= 2 &&
                             (meaning >= bounds_.alike || (shared >= kOfShortClaim * claimed && meaning >= kRelated));
    const bool most = count >= kFewestDenied && shared >= bounds_.half * whole && denied >= bounds_.denied &&
                      shared >= kOfClaim * claimed && meaning >= bounds_.meaning;
    const bool thing = count >= kFewestDenied && what.stems.size() >= 2 && denied > kAllShared && meaning >= bounds_.alike;
    return whole_of_it || most || thing ? shared * meaning : 0;
  }

  const model::Meaning& meaning_of(const Clause& clause) const {
    const auto [found, fresh] = meanings_.try_emplace(&clause);
    if (fresh) found->second = model::MeaningModel::shared().embed(slice(view_.text(clause.document), clause.span));
    return found->second;
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

  // "Mara Oksel denied it": the words before the verb, where they name somebody.
  std::string denier_of(const Clause& clause) const {
    constexpr std::string_view kVerbs[] = {"denied", "denies", "dismissed", "rejected", "rejects", "refuted", "disputed", "disputes"};
    for (std::size_t i = 1; i < clause.words.size() && i < 8; ++i) {
      if (std::find(std::begin(kVerbs), std::end(kVerbs), clause.words[i]) == std::end(kVerbs)) continue;
      std::string name = collapse_space(slice(view_.text(clause.document), {clause.span.begin, clause.places[i - 1].end}));
      const bool pronoun = i == 1 && (clause.words[0] == "he" || clause.words[0] == "she" || clause.words[0] == "they" || clause.words[0] == "it" || clause.words[0] == "which" || clause.words[0] == "both");
      return pronoun ? std::string() : name;
    }
    return {};
  }

  std::string name_of(const Clause& clause) const {
    if (clause.denial) {
      const auto& attributions = view_.document(clause.document).reading.attributions;
      for (Index i = 0; i < attributions.size(); ++i) {
        const bool here = std::any_of(attributions[i].cue.begin(), attributions[i].cue.end(), [&](Span cue) { return clause.span.contains(cue); });
        if (!here || attributions[i].stance != Stance::denies) continue;
        if (const auto voice = view_.voice(clause.document, i); voice && !voice->name.empty()) return voice->name;
      }
      if (std::string name = denier_of(clause); !name.empty()) return name;
    }
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
  Bounds bounds_ = kStrict;
  std::vector<Clause> clauses_;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> postings_;
  std::vector<Pair> pairs_;
  mutable std::unordered_map<const Clause*, model::Meaning> meanings_;
};

}  // namespace

Denials compare_denials(const StoryView& view) {
  if (view.members().size() < 2) return {};
  Quarrels quarrels(view);
  return {quarrels.find(kStrict), quarrels.find(kLoose)};
}

}  // namespace hearsay::comparison

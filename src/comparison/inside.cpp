// A report that withholds what it tells, or tells what it rules out.
#include <algorithm>
#include <array>
#include <span>

#include "comparison/clause.h"
#include "comparison/denial.h"
#include "comparison/phrase.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kClauses = 1000;
constexpr std::size_t kInside = 4;         // of a report
constexpr std::uint32_t kSentences = 2;    // how far the telling may stand from the withholding

enum class Withheld { reason, time, sum, source, harm };

using Words = std::span<const std::string_view>;
constexpr std::string_view kReason[] = {"reason", "reasons", "explanation", "motive", "why"};
constexpr std::string_view kTime[] = {"day", "date", "time", "hour", "when"};
constexpr std::string_view kSum[] = {"figure", "value", "price", "sum", "amount", "number", "cost", "estimate"};
constexpr std::string_view kSource[] = {"source", "sources"};
constexpr std::string_view kHarm[] = {"hurt", "injured", "killed", "harmed", "died", "wounded", "injuries", "casualties"};
constexpr std::string_view kBecause[] = {"because", "explained", "order", "reason"};
constexpr std::string_view kHarmed[] = {"hospital", "injured", "wounded", "hurt", "burns", "killed", "died", "dead"};
constexpr std::string_view kGiving[] = {"give",  "gave", "given",   "giving",  "say",       "said",     "specify", "specified",
                                        "state", "tell", "stated",  "told",    "disclose",  "disclosed", "put",    "offered",
                                        "named", "name", "explain", "explained", "reveal", "revealed", "saying", "specifying"};

bool holds(const Clause& clause, Words words) {
  return std::any_of(clause.words.begin(), clause.words.end(), [&](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

// "gave no reason", "has given no time at all", "didn't say on what day": at most four words between the "no" and what
// is withheld.
bool withholds(const Clause& clause, Words what, bool needs_giving) {
  if (needs_giving && !holds(clause, kGiving)) return false;
  for (std::size_t i = 0; i < clause.words.size(); ++i) {
    const std::string& word = clause.words[i];
    if (word != "no" && word != "not" && word != "t" && word != "without" && word != "nobody" && word != "never") continue;
    for (std::size_t k = i + 1; k < clause.words.size() && k <= i + 5; ++k) {
      // "no further reason" was preceded by one.
      if (clause.words[k] == "other" || clause.words[k] == "further" || clause.words[k] == "more") break;
      if (std::find(what.begin(), what.end(), clause.words[k]) != what.end()) return true;
    }
  }
  return false;
}

class Inside {
 public:
  Inside(const StoryView& view, Index document)
      : view_(view), document_(document), clauses_(clauses_of(view, document, kClauses)) {}

  std::vector<Comparison> run() {
    std::vector<Comparison> comparisons;
    for (std::size_t i = 0; i < clauses_.size() && comparisons.size() < kInside; ++i) {
      if (clauses_[i].hypothetical && !clauses_[i].negated) continue;
      const std::pair<Withheld, bool> kinds[] = {{Withheld::reason, withholds(clauses_[i], kReason, true)},
                                                 {Withheld::time, withholds(clauses_[i], kTime, true)},
                                                 {Withheld::sum, withholds(clauses_[i], kSum, true)},
                                                 {Withheld::source, withholds(clauses_[i], kSource, false)},
                                                 {Withheld::harm, withholds(clauses_[i], kHarm, false)}};
      for (const auto& [kind, found] : kinds) {
        if (!found) continue;
        const std::optional<Span> told = telling(i, kind);
        if (told) comparisons.push_back(compare(clauses_[i], *told, kind));
        break;
      }
    }
    return comparisons;
  }

 private:
  // The nearest clause that tells what clause i says isn't told.
  std::optional<Span> telling(std::size_t i, Withheld kind) const {
    for (std::size_t distance = 1; distance < 12; ++distance) {
      for (const std::size_t k : {i + distance, i - distance}) {
        if (k >= clauses_.size() || !near(clauses_[i], clauses_[k], kind)) continue;
        const Clause& clause = clauses_[k];
        if (clause.negated || clause.hypothetical) continue;
        if (!tells(clause, kind)) continue;
        if (kind != Withheld::reason) return clause.span;
        Span sentence = sentence_around(view_.text(document_), clause.span);
        while (sentence.begin < clause.span.begin && view_.text(document_)[sentence.begin] == ' ') ++sentence.begin;
        return sentence;
      }
    }
    return std::nullopt;
  }

  bool near(const Clause& one, const Clause& two, Withheld kind) const {
    const std::uint32_t apart = one.sentence > two.sentence ? one.sentence - two.sentence : two.sentence - one.sentence;
    return apart <= (kind == Withheld::time || kind == Withheld::sum ? 1U : kSentences);
  }

  bool tells(const Clause& clause, Withheld kind) const {
    const Document& document = view_.document(document_);
    switch (kind) {
      case Withheld::reason:
        return holds(clause, kBecause);
      case Withheld::time:
        return std::any_of(document.reading.times.begin(), document.reading.times.end(), [&](const TimeExpression& time) {
          return clause.span.contains(time.span) && (time.type == TimeType::date || time.type == TimeType::time) &&
                 time.value.size() >= 10 && !is_time_of_saying(time.span);
        });
      case Withheld::sum:
        return std::any_of(document.reading.figures.begin(), document.reading.figures.end(), [&](const Figure& figure) {
          return clause.span.contains(figure.span) && figure.value >= 1000;
        });
      case Withheld::source:
        return holds(clause, kSource) && std::find(clause.words.begin(), clause.words.end(), "is") != clause.words.end();
      case Withheld::harm:
        return holds(clause, kHarmed);
    }
    return false;
  }

  // "said on Tuesday"
  bool is_time_of_saying(Span time) const {
    const Span sentence = sentence_around(view_.text(document_), time);
    for (const Attribution& attribution : view_.document(document_).reading.attributions) {
      const bool told = std::any_of(attribution.content.begin(), attribution.content.end(),
                                    [&](Span content) { return content.overlaps(time); });
      const bool here = std::any_of(attribution.cue.begin(), attribution.cue.end(), [&](Span cue) {
        return sentence.contains(cue) && cue.end <= time.begin && time.begin - cue.end < 12;
      });
      if (here && !told) return true;
    }
    return false;
  }

  Comparison compare(const Clause& withheld, Span told, Withheld kind) const {
    static constexpr std::array<std::string_view, 5> kWhat = {"the reason", "the day or hour", "the figure", "the source",
                                                              "whether anybody was hurt"};
    const std::string_view text = view_.text(document_);
    Comparison comparison;
    comparison.kind = ComparisonKind::position;
    comparison.verdict = Verdict::conflict;
    comparison.what = std::string(kWhat[static_cast<std::size_t>(kind)]) + ", within one report";
    comparison.members = {member(withheld.span, kind == Withheld::harm ? "denies" : "withholds it"),
                          member(told, kind == Withheld::harm ? "tells of it" : "tells it")};
    comparison.why = view_.outlet(document_) + " contradicts itself: “" + collapse_space(slice(text, withheld.span)) +
                     "” beside “" + collapse_space(slice(text, told)) + "”.";
    view_.finish(comparison);
    return comparison;
  }

  ComparisonMember member(Span span, const std::string& value) const {
    return view_.member(document_, span, value, attribution_at(view_.document(document_), span));
  }

  const StoryView& view_;
  Index document_;
  std::vector<Clause> clauses_;
};

}  // namespace

std::vector<Comparison> compare_inside(const StoryView& view) {
  std::vector<Comparison> comparisons;
  for (const Index document : view.members()) {
    for (Comparison& comparison : Inside(view, document).run()) comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace hearsay::comparison

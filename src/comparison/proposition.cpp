#include "comparison/proposition.h"

#include <algorithm>
#include <optional>

#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kPropositions = 12;  // of a phrase

constexpr std::string_view kAuxiliaries[] = {"was",  "were", "is",   "are",   "been", "being", "be",    "had",
                                             "has",  "have", "did",  "does",  "do",   "wasn",  "weren", "isn",
                                             "aren", "hadn", "hasn", "haven", "didn", "doesn", "don"};
constexpr std::string_view kPassedOver[] = {"not",  "never", "t",    "already", "yet",  "also",     "even",
                                            "ever", "just",  "gone", "went",    "left", "remained", "only"};
constexpr std::string_view kModals[] = {"would", "could", "will", "can", "should", "may", "might", "must", "shall"};
constexpr std::string_view kOpeners[] = {"and",      "but",  "which", "who",   "because", "as", "while",
                                         "although", "when", "where", "after", "before",  "so", "that"};
constexpr std::string_view kHypothetical[] = {"if", "whether", "unless", "when", "until"};
constexpr std::string_view kPrepositions[] = {"of", "on", "in",    "at",    "for",  "from", "with",
                                              "by", "to", "about", "under", "over", "near", "since"};
constexpr std::string_view kNegations[] = {"not", "never", "no", "nobody", "none", "neither", "nothing", "cannot"};
constexpr std::string_view kPasts[] = {"knew", "told", "gave", "took", "sent", "met", "paid", "sold", "made", "wrote"};
constexpr std::string_view kMonths[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
// Verbs of one sense: each row is told by its first.
constexpr std::string_view kInformed[] = {"told",  "warned", "informed", "notified", "alerted",
                                          "known", "knew",   "know",     "knows",    "aware"};
constexpr std::string_view kTested[] = {"tested", "untested", "checked", "unchecked", "inspected", "examined"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

std::uint32_t stem_of(std::string_view word) {
  const Phrase phrase = make_phrase(word, {{0, static_cast<std::uint32_t>(word.size())}});
  return phrase.words.empty() ? 0 : phrase.words.front().stem;
}

class Clauses {
 public:
  Clauses(std::string_view text, const Phrase& phrase) : text_(text), words_(phrase.words) {
    for (const PhraseWord& word : words_) written_.push_back(lower(slice(text, word.span)));
  }

  std::vector<Proposition> read() {
    std::size_t begin = 0;
    while (begin < words_.size() && found_.size() < kPropositions) {
      std::size_t end = begin + 1;
      while (end < words_.size() && !opens(end)) ++end;
      if (auto proposition = clause(begin, end)) found_.push_back(std::move(*proposition));
      begin = end;
    }
    return std::move(found_);
  }

 private:
  bool opens(std::size_t i) const {
    const Span gap{words_[i - 1].span.end, words_[i].span.begin};
    if (slice(text_, gap).find_first_of(".,;:!?") != std::string_view::npos) return true;
    // "on that ship" opens nothing.
    if (written_[i] == "that" && is_one_of(written_[i - 1], kPrepositions)) return false;
    return is_one_of(written_[i], kOpeners) || is_one_of(written_[i], kHypothetical);
  }

  std::optional<Proposition> clause(std::size_t begin, std::size_t end) const {
    if (is_one_of(written_[begin], kHypothetical)) return std::nullopt;
    // "many believe that ...", "proof that ...": who says so doesn't hold it.
    const bool joined = begin > 0 && (written_[begin - 1] == "and" || written_[begin - 1] == "but");
    if (begin > 0 && written_[begin] == "that" && !joined) return std::nullopt;
    std::size_t verb = begin;
    while (verb < end && !is_verb(begin, verb)) {
      if (is_one_of(written_[verb], kModals)) return std::nullopt;
      ++verb;
    }
    if (verb == end) return std::nullopt;
    Proposition proposition;
    const std::size_t head = head_of(begin, verb);
    if (head == verb) return std::nullopt;
    proposition.subject = words_[head].stem;
    std::size_t predicate = verb;
    while (predicate < end && (is_one_of(written_[predicate], kAuxiliaries) ||
                               is_one_of(written_[predicate], kPassedOver) || written_[predicate].ends_with("ly"))) {
      ++predicate;
    }
    if (predicate == end || words_[predicate].number) return std::nullopt;
    proposition.predicate = sense(predicate);
    if (proposition.predicate == 0) return std::nullopt;
    proposition.negated = written_[predicate].starts_with("un") && denied_by_prefix(written_[predicate]);
    for (std::size_t i = begin; i < predicate; ++i) {
      const bool contracted = written_[i] == "t" && i > verb;
      if (contracted || is_one_of(written_[i], kNegations)) proposition.negated = !proposition.negated;
    }
    fill(proposition, written_[begin] == "that" || written_[begin] == "and" ? begin + 1 : begin, predicate, end);
    return proposition;
  }

  bool is_verb(std::size_t begin, std::size_t i) const {
    if (is_one_of(written_[i], kAuxiliaries)) return true;
    const bool past = written_[i].size() > 4 && written_[i].ends_with("ed") && !words_[i].capitalized;
    // "the vessel passed": after its noun; "cracked pumps" has none before it.
    return (past || is_one_of(written_[i], kPasts)) && i > begin && words_[i - 1].content;
  }

  // The last content word before the first preposition: the pumps of "every pump on that ship".
  std::size_t head_of(std::size_t begin, std::size_t verb) const {
    std::size_t head = verb;
    for (std::size_t i = begin; i < verb; ++i) {
      if (is_one_of(written_[i], kPrepositions)) break;
      if (words_[i].content && !words_[i].number && !written_[i].ends_with("ly")) head = i;
    }
    return head;
  }

  std::uint32_t sense(std::size_t i) const {
    if (is_one_of(written_[i], kInformed)) return stem_of(kInformed[0]);
    if (is_one_of(written_[i], kTested)) return stem_of(kTested[0]);
    return words_[i].content ? words_[i].stem : 0;
  }

  void fill(Proposition& proposition, std::size_t begin, std::size_t predicate, std::size_t end) const {
    proposition.clause = {words_[begin].span.begin, words_[end - 1].span.end};
    for (std::size_t i = begin; i < end; ++i) {
      if (written_[i] == "since") proposition.since = true;
      const bool time = words_[i].number || (is_one_of(written_[i], kMonths) && words_[i].capitalized);
      if (time) {
        proposition.times.push_back(words_[i].stem);
      } else if (words_[i].content || sense(i) != 0) {
        proposition.stems.push_back(sense(i) != 0 ? sense(i) : words_[i].stem);
        if (i > predicate) proposition.complement.push_back(proposition.stems.back());
      }
    }
    for (auto* stems : {&proposition.stems, &proposition.complement, &proposition.times}) {
      sort_distinct(*stems);
    }
  }

  std::string_view text_;
  const std::vector<PhraseWord>& words_;
  std::vector<std::string> written_;
  std::vector<Proposition> found_;
};

}  // namespace

std::vector<Proposition> propositions_of(std::string_view text, const Phrase& phrase) {
  return Clauses(text, phrase).read();
}

}  // namespace hearsay::comparison

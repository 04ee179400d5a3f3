#include <algorithm>
#include <string>

#include "core/unicode.h"
#include "reading/event/answer_context.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

constexpr std::uint32_t kClause = 26;       // tokens of what was done
constexpr std::uint32_t kCircumstance = 14;  // and of why
constexpr std::uint32_t kMeans = 9;          // and of how
constexpr std::size_t kClauses = 60;
constexpr std::size_t kReasonViews = 6;  // sentences of which what is done may be the reason of what else is

// Reasons by what leads to them; the numbers are a feature's values.
enum Cue : int {
  kNoCue = 0, kBecause, kDueTo, kInResponse, kRevenge, kAmid, kStemmed, kCausedBy, kFollowing, kAfter, kOver, kAs, kForDoing, kToDo, kForHis,
  kInOrder, kCiting, kCharges, kSince, kDespite, kConditions,
  kOfCause, kAgainst, kMeant, kResponding,
  // and means
  kByDoing, kUsing, kWith, kVia, kInA, kDoing, kWhen, kDuring, kAsPart, kThanks, kDone,
};

class ClauseFinder {
 public:
  explicit ClauseFinder(const AnswerContext& context) : context_(context), words_(context.words()), text_(context.text()) {}

  void what(std::vector<Answer>& answers) const {
    for (std::size_t i = 0; i < context_.views().size(); ++i) {
      const SentenceView& view = context_.views()[i];
      const ActorFinder finder(words_, view);
      int verbs = 0;
      for (std::uint32_t t = 0; t < view.triggers.size() && answers.size() < kClauses; ++t) {
        const Trigger& trigger = view.triggers[t];
        if (!trigger.verb || !trigger.finite) continue;
        Answer answer = predicate(view, trigger);
        if (answer.span.empty()) continue;
        fill_verb(answer.row, view, trigger, verbs++);
        add_subject(answer, finder, view, t);
        answers.push_back(answer);
      }
    }
  }

  void why_and_how(std::vector<Answer>& why, std::vector<Answer>& how) const {
    for (std::size_t i = 0; i < context_.views().size(); ++i) {
      const SentenceView& view = context_.views()[i];
      for (std::uint32_t token = view.first; token + 2 < view.last; ++token) {
        const int reason = reason_at(token, view);
        if (reason != kNoCue && why.size() < kClauses) why.push_back(circumstance(token, view, reason, kCircumstance));
        const int means = means_at(token, view);
        if (means != kNoCue && how.size() < kClauses) how.push_back(circumstance(token, view, means, kMeans));
      }
      int verbs = 0;
      for (const Trigger& trigger : view.triggers) {
        if (!trigger.verb || !trigger.finite) continue;
        Answer answer = predicate(view, trigger);
        if (answer.span.empty()) continue;
        fill_verb(answer.row, view, trigger, verbs++);
        answer.row[8] = static_cast<float>(kDone);
        answer.done = true;
        if (i < kReasonViews && why.size() < kClauses) why.push_back(answer);
        if (how.size() >= kClauses) continue;
        // "rammed a truck", not what it was rammed into.
        answer.span = text_.token_span(trigger.first, object_end(view, trigger));
        answer.row[5] = static_cast<float>(text_.token_at(answer.span.end) - trigger.first);
        how.push_back(answer);
      }
    }
  }

 private:
  // What is done, from its verb to the end of the clause.
  Answer predicate(const SentenceView& view, const Trigger& trigger) const {
    std::uint32_t last = std::min(view.last, trigger.first + kClause);
    for (std::uint32_t token = trigger.last + 1; token < last; ++token) {
      const WordClass kind = words_.kind(token);
      const std::string_view word = words_.lower(token);
      const bool next_clause = kind == WordClass::subordinator || kind == WordClass::relative || word == "after" || word == "amid" || word == "following";
      if (next_clause && token > trigger.last + 1) {
        last = token;
        break;
      }
    }
    return context_.answer(context_.clause_from(trigger.group, last, kClause, trigger.last - trigger.group + 2));
  }

  // Behind a verb's particle and object.
  std::uint32_t object_end(const SentenceView& view, const Trigger& trigger) const {
    static const WordSet kParticles("out up off down in on away over back");
    constexpr std::uint32_t kObject = 7;
    std::uint32_t last = trigger.last;
    if (last < view.last && kParticles.has(words_.lower(last))) ++last;
    const std::uint32_t most = std::min(view.last, trigger.last + kObject);
    while (last < most) {
      const WordClass kind = words_.kind(last);
      const bool of = words_.lower(last) == "of";
      if ((kind == WordClass::preposition && !of) || kind == WordClass::to || kind == WordClass::conjunction || kind == WordClass::subordinator ||
          kind == WordClass::relative || kind == WordClass::that || kind == WordClass::verb || text_.tokens[last].kind == TokenKind::punctuation) {
        break;
      }
      ++last;
    }
    return last;
  }

  void add_subject(Answer& answer, const ActorFinder& finder, const SentenceView& view, std::uint32_t index) const {
    const std::uint32_t found = finder.subject(index);
    if (found == kNoToken) return;
    const Phrase& phrase = view.phrases[found];
    if (phrase.last > view.triggers[index].group || view.triggers[index].group - phrase.first > 25) return;
    // The first clause of a sentence is told whole: "A source in the port authority told".
    const bool leads = std::none_of(view.triggers.begin(), view.triggers.begin() + index, [](const Trigger& one) { return one.verb && one.finite; });
    const std::uint32_t first = leads ? context_.after_dateline(text_.sentences[context_.sentence_of(answer.span)]) : phrase.first;
    answer.subject = text_.token_span(std::min(first, phrase.first), phrase.last);
    answer.entity = context_.entity_at(phrase.head);
    const TitlePlace place = answer.entity != kNone ? context_.title_place(answer.entity) : TitlePlace{};
    answer.row[20] = place.found() ? (place.first < context_.title().verb() ? 2.0F : 1.0F) : 0.0F;
    answer.row[21] = static_cast<float>(context_.title().share(text_, answer.subject));
    answer.row[22] = phrase.actor ? 1.0F : 0.0F;
    answer.row[23] = phrase.pronoun ? 1.0F : 0.0F;
    answer.row[24] = static_cast<float>(std::min(view.triggers[index].group - phrase.last, 12U));
  }

  void fill_verb(AnswerRow& row, const SentenceView& view, const Trigger& trigger, int number) const {
    static const WordSet kSaying("say said says tell told tells add added adds according announce announced announces state stated claim claimed");
    static const WordSet kBeing("is are was were be been has have had");
    const std::string_view verb = words_.lower(trigger.first);
    row[9] = static_cast<float>(std::min(number, 8));
    row[10] = trigger.entry() != nullptr ? 1.0F : 0.0F;
    row[11] = trigger.passive ? 1.0F : 0.0F;
    row[12] = trigger.negated ? 1.0F : 0.0F;
    row[13] = trigger.modal ? 1.0F : 0.0F;
    row[14] = kSaying.has(verb) ? 1.0F : kBeing.has(verb) ? 2.0F : 0.0F;
    row[15] = context_.title().content_word(text_.word(trigger.first)) != kNone || context_.title().has_stem(trigger.lemma) ? 1.0F : 0.0F;
    row[16] = static_cast<float>(trigger.first - view.first);
    // A clause that hangs on another: "which", "because", "if" stand before it.
    float hangs = 0;
    for (std::uint32_t back = 1; back < 12 && trigger.group >= view.first + back; ++back) {
      const WordClass kind = words_.kind(trigger.group - back);
      if (kind == WordClass::verb) break;
      if (kind == WordClass::subordinator || kind == WordClass::relative || kind == WordClass::that || kind == WordClass::question) hangs = 1;
    }
    row[17] = hangs;
    row[18] = context_.in_reason(text_.token_span(trigger.first, trigger.last)) ? 1.0F : 0.0F;
  }

  Answer circumstance(std::uint32_t token, const SentenceView& view, int cue, std::uint32_t most) const {
    Answer answer = context_.answer(context_.clause_from(token, view.last, most, 3));
    AnswerRow& row = answer.row;
    row[8] = static_cast<float>(cue);
    int verbs = 0;
    std::uint32_t distance = 30;
    for (std::uint32_t back = view.first; back < token; ++back) {
      if (words_.kind(back) != WordClass::verb) continue;
      ++verbs;
      distance = token - back;
    }
    row[9] = static_cast<float>(std::min(verbs, 8));
    row[10] = static_cast<float>(std::min(distance, 30U));
    row[11] = static_cast<float>(token - view.first);
    row[12] = words_.kind(token + 1) == WordClass::determiner ? 1.0F : words_.kind(token + 1) == WordClass::gerund ? 2.0F : words_.kind(token + 1) == WordClass::name ? 3.0F : 0.0F;
    int inner = 0;
    for (std::uint32_t i = token + 1; i < text_.tokens.size() && text_.tokens[i].span.begin < answer.span.end; ++i) {
      inner += words_.kind(i) == WordClass::verb || words_.kind(i) == WordClass::auxiliary ? 1 : 0;
    }
    row[13] = static_cast<float>(std::min(inner, 4));
    row[14] = token > view.first && words_.kind(token - 1) == WordClass::comma ? 1.0F : 0.0F;
    row[15] = token > view.first && words_.kind(token - 1) == WordClass::verb ? 1.0F : 0.0F;
    return answer;
  }

  bool begins_time(std::uint32_t token) const {
    if (token >= text_.tokens.size() || text_.tokens[token].kind == TokenKind::number) return true;
    const std::uint32_t begin = text_.tokens[token].span.begin;
    const auto& times = context_.reading().times;
    const auto time = std::lower_bound(times.begin(), times.end(), begin, [](const TimeExpression& one, std::uint32_t at) { return one.span.end <= at; });
    return time != times.end() && time->span.begin <= begin;
  }

  int reason_at(std::uint32_t token, const SentenceView& view) const {
    static const WordSet kIn("protest response retaliation revenge reprisal support exchange connection");
    static const WordSet kNouns("revenge retaliation reprisal");
    static const WordSet kCaused("caused sparked prompted triggered provoked fuelled fueled");
    static const WordSet kBlamed("charges suspicion");
    const std::string_view word = words_.lower(token);
    const std::string_view next = words_.lower(token + 1);
    const std::string_view third = token + 2 < view.last ? words_.lower(token + 2) : std::string_view{};
    static const WordSet kDied("died dies die dead death dying suffered");
    static const WordSet kProtest("protest protests protested protesting demonstrate demonstrated demonstration demonstrations rally rallied march marched strike");
    static const WordSet kEffort("effort bid attempt move appeal show sign wake aftermath");
    static const WordSet kMeantTo("aimed designed intended hoping seeking trying meant");
    static const WordSet kReacting("responding reacting countering fearing");
    const std::string_view before = token > view.first ? words_.lower(token - 1) : std::string_view{};
    if (word == "of" && kDied.has(before)) return kOfCause;
    if (word == "against" && kProtest.has(before)) return kAgainst;
    if (word == "in" && (kEffort.has(third) || (token + 3 < view.last && kEffort.has(words_.lower(token + 3))))) return kInOrder;
    if ((word == "as" && next == "a" && third == "result") || (word == "thanks" && next == "to")) return kDueTo;
    if (kMeantTo.has(word) && (next == "to" || next == "at")) return kMeant;
    if (kReacting.has(word)) return kResponding;
    if (word == "under" && (next == "suspicion" || next == "suspicions" || third == "suspicion")) return kCharges;
    if (word == "because") return kBecause;
    if (word == "due" && next == "to") return kDueTo;
    if (word == "in" && (kIn.has(next) || (next == "anticipation"))) return kInResponse;
    if (word == "in" && next == "order") return kInOrder;
    if (kNouns.has(word)) return kRevenge;
    if (word == "amid") return kAmid;
    if (word == "stemmed" && next == "from") return kStemmed;
    if (kCaused.has(word) && next == "by") return kCausedBy;
    if (word == "following" && !begins_time(token + 1)) return kFollowing;
    if (word == "after" && !begins_time(token + 1)) return kAfter;
    if (word == "over" && token > view.first && !begins_time(token + 1)) return kOver;
    if (word == "as" && next != "well" && next != "of" && third != "as" && token > view.first + 2 && next != "a") return kAs;
    if (word == "for" && (words_.kind(token + 1) == WordClass::gerund || next.ends_with("ing"))) return kForDoing;
    if (word == "for" && words_.kind(token + 1) == WordClass::possessive) return kForHis;
    if (word == "to" && words_.kind(token) == WordClass::to && words_.kind(token + 1) == WordClass::verb && token > view.first + 3 && begins_purpose(token)) return kToDo;
    if (word == "citing") return kCiting;
    if (word == "on" && (kBlamed.has(next) || kBlamed.has(third))) return kCharges;
    if (word == "since" && !begins_time(token + 1)) return kSince;
    if (word == "despite") return kDespite;
    if (word == "in" && (next == "conditions" || third == "conditions")) return kConditions;
    return kNoCue;
  }

  // "held talks to end the strike"; not "agreed to meet", "vowed to".
  bool begins_purpose(std::uint32_t token) const {
    const WordClass before = words_.kind(token - 1);
    // "released an emergency patch to mend it"
    const bool noun = before == WordClass::verb && token > 1 && (words_.kind(token - 2) == WordClass::determiner || words_.kind(token - 2) == WordClass::possessive ||
                                                                 words_.kind(token - 2) == WordClass::noun);
    return noun || (before != WordClass::verb && before != WordClass::auxiliary && before != WordClass::participle && before != WordClass::gerund);
  }

  int means_at(std::uint32_t token, const SentenceView& view) const {
    static const WordSet kMedia("statement interview letter speech tweet post video report memo phone news press television broadcast raid");
    const std::string_view word = words_.lower(token);
    const std::string_view next = words_.lower(token + 1);
    const bool gerund = words_.kind(token + 1) == WordClass::gerund || (next.size() > 5 && next.ends_with("ing"));
    if (word == "by" && gerund) return kByDoing;
    if (word == "using" && (token == view.first || words_.lower(token - 1) != "been")) return kUsing;
    if (word == "with" && !begins_time(token + 1)) return kWith;
    if (word == "via" || word == "through") return kVia;
    if (word == "in" && token + 3 < view.last && words_.kind(token + 1) == WordClass::determiner) {
      for (std::uint32_t i = token + 2; i < std::min(view.last, token + 6); ++i) {
        if (kMedia.has(words_.lower(i))) return kInA;
      }
    }
    if (words_.kind(token) == WordClass::gerund && token > view.first && words_.kind(token - 1) == WordClass::comma) return kDoing;
    if (word == "when") return kWhen;
    if (word == "during") return kDuring;
    if (word == "as" && next == "part") return kAsPart;
    if (word == "thanks" && next == "to") return kThanks;
    if (word == "after" && gerund) return kAfter;
    if (word == "despite") return kDespite;
    if (word == "due" && next == "to") return kDueTo;
    return kNoCue;
  }

  const AnswerContext& context_;
  const EventText& words_;
  const Text& text_;
};

}  // namespace

void find_what(const AnswerContext& context, std::vector<Answer>& answers) { ClauseFinder(context).what(answers); }

void find_why_and_how(const AnswerContext& context, std::vector<Answer>& why, std::vector<Answer>& how) {
  ClauseFinder(context).why_and_how(why, how);
}

}  // namespace hearsay::event

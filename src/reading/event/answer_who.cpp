#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "core/unicode.h"
#include "reading/event/answer_context.h"
#include "reading/event/event_lexicon.h"
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

constexpr std::uint32_t kLead = 1200;   // bytes in which those it is about are introduced
constexpr std::size_t kEventsSeen = 40;
constexpr std::size_t kAnswers = 40;
constexpr std::size_t kMentions = 12;   // of an entity that are looked at for what stands behind

// What was seen of an entity, or of a noun for somebody without a name.
struct Seen {
  double agent = 0;     // closeness of the events it does
  double patient = 0;   // or that are done to it
  double subject = 0;   // closeness of the sentences it is a subject of
  int subjects = 0;
  int verb = 100;       // of the first of its verbs: its number in the sentence
  int sentence = 100;   // and the sentence
  int says = 0;         // how many of its verbs are of saying
  double headline = 0;  // closeness of the sentences in which its verb is one of the headline's
  bool passive = false;
  Span span;            // of the first phrase
};

class WhoFinder {
 public:
  explicit WhoFinder(const AnswerContext& context) : context_(context), seen_(context.reading().entities.size()) {}

  void run(std::vector<Answer>& answers) {
    see_events();
    for (std::size_t i = 0; i < context_.views().size(); ++i) see_subjects(i);
    count_speakers();
    const Reading& reading = context_.reading();
    for (std::size_t i = 0; i < reading.entities.size() && answers.size() < kAnswers; ++i) add_entity(static_cast<Index>(i), answers);
    for (const auto& [head, seen] : nouns_) {
      if (answers.size() < kAnswers) add_noun(seen, answers);
    }
  }

 private:
  Seen& noun(Span span) {
    const Text& text = context_.text();
    const std::uint32_t last = text.token_at(span.end);
    // "five people" and "other people" are two; "a gunman" and "the gunman" are one.
    const bool counted = text.tokens[text.token_at(span.begin)].kind == TokenKind::number;
    Seen& seen = nouns_[counted ? std::string(text.words(span)) : std::string(last > 0 ? context_.words().lower(last - 1) : std::string_view{})];
    if (seen.span.empty()) seen.span = span;
    return seen;
  }

  void see_events() {
    std::size_t count = 0;
    for (const Event& event : context_.reading().events) {
      if (event.trigger.empty() || ++count > kEventsSeen) break;
      const double close = context_.closeness(context_.sentence_of(event.trigger.front()));
      for (const Participant& one : event.participants) {
        const bool agent = one.role == "agent" || one.role == "host";
        if (one.span.empty() || (one.entity == kNone && !agent)) continue;
        Seen& seen = one.entity != kNone ? seen_[one.entity] : noun(one.span);
        double& best = agent ? seen.agent : seen.patient;
        best = std::max(best, close);
      }
    }
  }

  void see_subjects(std::size_t sentence) {
    const SentenceView& view = context_.views()[sentence];
    const EventText& words = context_.words();
    const ActorFinder finder(words, view);
    static const WordSet kSaying("say tell add state claim report note announce confirm");
    const double close = context_.closeness(sentence);
    int verbs = 0;
    for (std::uint32_t i = 0; i < view.triggers.size(); ++i) {
      const Trigger& trigger = view.triggers[i];
      if (!trigger.verb || !trigger.finite) continue;
      ++verbs;
      const std::uint32_t nearest = finder.subject(i);
      const std::uint32_t found = first_of(view, nearest);
      if (found == kNoToken) continue;
      const Phrase& phrase = view.phrases[found];
      if (phrase.first >= trigger.first) continue;
      const Index entity = context_.entity_at(phrase.head);
      if (entity == kNone && (phrase.pronoun || phrase.time)) continue;
      // "Twelve people died" is no phrase; "victims of the fire" is one.
      const bool of = phrase.head + 1 < phrase.last && words.lower(phrase.head + 1) == "of";
      std::uint32_t last = of ? phrase.last : phrase.head + 1;
      // "A source in the port authority" is told whole.
      if (found != nearest && is_joined(view, found, nearest)) last = view.phrases[nearest].last;
      while (last > phrase.first + 2 && words.kind(last - 1) != WordClass::name && words.lower(last - 1).ends_with("ed")) --last;
      // "At least five people"
      const bool least = phrase.first > view.first && words.lower(phrase.first) == "least" && words.lower(phrase.first - 1) == "at";
      const Span span = words.text().token_span(phrase.first - (least ? 1 : 0), last);
      Seen& seen = entity != kNone ? seen_[entity] : noun(span);
      if (seen.span.empty()) seen.span = span;
      seen.subject = std::max(seen.subject, close);
      seen.says += kSaying.has(trigger.lemma) ? 1 : 0;
      if (context_.title().has_stem(trigger.lemma)) seen.headline = std::max(seen.headline, close);
      if (++seen.subjects == 1) {
        seen.verb = verbs;
        seen.sentence = static_cast<int>(sentence);
        seen.passive = trigger.passive;
      }
    }
  }

  // "A quake measuring six on the scale shook Harl": not the scale.
  std::uint32_t first_of(const SentenceView& view, std::uint32_t found) const {
    if (found == kNoToken || view.phrases[found].preposition == kNoToken) return found;
    for (std::uint32_t back = found; back-- > 0;) {
      const Phrase& phrase = view.phrases[back];
      for (std::uint32_t token = phrase.last; token < view.phrases[back + 1].first; ++token) {
        const WordClass kind = context_.words().kind(token);
        if (kind == WordClass::verb || kind == WordClass::comma || kind == WordClass::subordinator || kind == WordClass::relative) return found;
      }
      if (phrase.preposition == kNoToken && !phrase.time) return back;
    }
    return found;
  }

  // Nothing but prepositions stand between these phrases.
  bool is_joined(const SentenceView& view, std::uint32_t first, std::uint32_t last) const {
    constexpr std::uint32_t kLongest = 12;
    if (view.phrases[last].last - view.phrases[first].first > kLongest) return false;
    for (std::uint32_t one = first; one < last; ++one) {
      for (std::uint32_t token = view.phrases[one].last; token < view.phrases[one + 1].first; ++token) {
        const WordClass kind = context_.words().kind(token);
        if ((kind != WordClass::preposition && kind != WordClass::determiner && kind != WordClass::to) || context_.words().lower(token) == "on") return false;
      }
    }
    return true;
  }

  void count_speakers() {
    speaks_.assign(seen_.size(), 0);
    for (const Attribution& attribution : context_.reading().attributions) {
      if (attribution.speaker && attribution.speaker->entity != kNone) ++speaks_[attribution.speaker->entity];
    }
  }

  void fill(AnswerRow& row, const Seen& seen) const {
    row[15] = static_cast<float>(seen.agent);
    row[16] = static_cast<float>(seen.patient);
    row[17] = static_cast<float>(seen.subject);
    row[18] = static_cast<float>(std::min(seen.subjects, 6));
    row[19] = static_cast<float>(std::min(seen.verb, 9));
    row[20] = static_cast<float>(std::min(seen.sentence, 20));
    row[21] = seen.passive ? 1.0F : 0.0F;
    row[43] = seen.subjects > 0 ? static_cast<float>(seen.says) / static_cast<float>(seen.subjects) : 0.0F;
    row[44] = static_cast<float>(seen.headline);
  }

  void add_entity(Index index, std::vector<Answer>& answers) const {
    const Reading& reading = context_.reading();
    const Entity& entity = reading.entities[index];
    if (entity.mentions.empty() || is_occasion(entity)) return;
    const Seen& seen = seen_[index];
    const TitlePlace place = context_.title_place(index);
    const Mention& first = entity.mentions.front();
    if (!place.found() && seen.subjects == 0 && seen.agent == 0 && first.span.begin > kLead) return;
    // "Blast outside the Harl consulate"
    if (place.found() && entity.type != EntityType::person && seen.agent == 0 && context_.title().is_place_phrase(place)) return;
    const std::string name = lower(entity.name);
    std::size_t names = 0;
    std::size_t pronouns = 0;
    std::size_t early = 0;
    std::size_t attributive = 0;
    std::size_t looked_at = 0;
    for (const Mention& mention : entity.mentions) {
      if (++looked_at <= kMentions) attributive += context_.is_attributive(mention.span) ? 1 : 0;
      names += mention.form == MentionForm::name ? 1 : 0;
      pronouns += mention.form == MentionForm::pronoun ? 1 : 0;
      early += mention.span.begin < kLead ? 1 : 0;
    }
    if ((names == 0 && seen.subjects == 0 && seen.agent == 0) || context_.is_time(first.span)) return;
    Answer answer = context_.answer(first.span);
    answer.entity = index;
    answer.span = names > 0 ? context_.words_for(entity) : seen.span.empty() || first.span.begin < seen.span.begin ? first.span : seen.span;
    if (context_.is_litter(answer.span)) return;
    AnswerRow& row = answer.row;
    row[5] = static_cast<float>(std::min<std::uint32_t>(answer.span.size(), 60));
    row[6] = static_cast<float>(context_.title().share(context_.text(), answer.span));
    row[8] = entity.type == EntityType::person ? 1.0F : 0.0F;
    row[9] = entity.type == EntityType::organization ? 1.0F : entity.type == EntityType::outlet ? 2.0F : 0.0F;
    row[10] = entity.type == EntityType::place ? 1.0F : 0.0F;
    row[11] = entity.type == EntityType::group ? 1.0F : 0.0F;
    row[12] = names == 0 ? 1.0F : 0.0F;
    row[13] = std::log1p(static_cast<float>(std::min<std::size_t>(entity.mentions.size(), 20)));
    row[14] = static_cast<float>(std::min<std::size_t>(early, 8));
    fill(row, seen);
    fill_title(row, place);
    row[28] = static_cast<float>(std::min(speaks_[index], 8));
    row[29] = context_.in_dateline(first.span) ? 1.0F : 0.0F;
    row[30] = led_by_preposition(first.span) ? 1.0F : 0.0F;
    row[31] = is_role_noun(name) ? 1.0F : 0.0F;
    row[32] = is_occasion(entity) ? 1.0F : 0.0F;
    row[33] = is_demonym(name) || is_people(name) ? 1.0F : 0.0F;
    row[34] = static_cast<float>(std::min(first.span.begin, 6000U)) / 1000.0F;
    row[38] = context_.is_attributive(first.span) ? 1.0F : 0.0F;
    row[40] = std::log1p(static_cast<float>(std::min<std::size_t>(pronouns, 20)));
    row[41] = std::log1p(static_cast<float>(std::min<std::size_t>(names, 20)));
    row[45] = static_cast<float>(attributive) / static_cast<float>(std::min(entity.mentions.size(), kMentions));
    answers.push_back(answer);
  }

  void fill_title(AnswerRow& row, TitlePlace place) const {
    const TitleWords& title = context_.title();
    const bool inside = place.found() && title.inside_name(place, context_.named());
    row[22] = inside ? -1.0F : place.found() ? 1.0F : 0.0F;
    row[23] = place.found() ? static_cast<float>(std::min<std::size_t>(place.first, 20)) : 20.0F;
    row[24] = place.found() && place.first < title.verb() ? 1.0F : 0.0F;
    row[25] = title.in_topic(place) && place.found() ? 1.0F : 0.0F;
    row[26] = place.found() && title.is_place_phrase(place) ? 1.0F : 0.0F;
    row[27] = inside ? 1.0F : 0.0F;
    row[36] = place.found() && title.is_verb(place.last) ? 1.0F : 0.0F;
    row[37] = place.found() && !title.is_verb(place.last) && title.is_content(place.last) ? 1.0F : 0.0F;
    row[42] = place.found() ? static_cast<float>(place.last - place.first) : 0.0F;
  }

  void add_noun(const Seen& seen, std::vector<Answer>& answers) const {
    if (context_.is_litter(seen.span)) return;
    Answer answer = context_.answer(seen.span);
    AnswerRow& row = answer.row;
    row[5] = static_cast<float>(std::min<std::uint32_t>(seen.span.size(), 60));
    row[12] = 2.0F;
    row[14] = seen.span.begin < kLead ? 1.0F : 0.0F;
    fill(row, seen);
    const std::size_t word = title_word(seen.span);
    fill_title(row, word == kNone ? TitlePlace{} : TitlePlace{word, word + 1});
    row[29] = context_.in_dateline(seen.span) ? 1.0F : 0.0F;
    row[30] = led_by_preposition(seen.span) ? 1.0F : 0.0F;
    const Text& text = context_.text();
    const std::uint32_t last = text.token_at(seen.span.end);
    row[31] = last > 0 && is_actor_noun(context_.words().lower(last - 1)) ? 2.0F : 0.0F;
    row[34] = static_cast<float>(std::min(seen.span.begin, 6000U)) / 1000.0F;
    row[39] = last > 0 && tells_event(context_.words().lower(last - 1)) ? 1.0F : 0.0F;
    row[35] = text.tokens[text.token_at(seen.span.begin)].kind == TokenKind::number ? 1.0F : 0.0F;
    answers.push_back(answer);
  }

  // "The shooting", "the announcement": what happened, not who did it.
  static bool tells_event(std::string_view word) {
    return find_noun(word, word.size()) || word.ends_with("tion") || word.ends_with("sion") || word.ends_with("ment") || word.ends_with("ing");
  }

  // Where its main noun stands in the headline.
  std::size_t title_word(Span span) const {
    const Text& text = context_.text();
    const std::uint32_t last = text.token_at(span.end);
    return last == 0 ? kNone : context_.title().content_word(text.word(last - 1));
  }

  bool led_by_preposition(Span span) const {
    const EventText& words = context_.words();
    const std::uint32_t token = context_.text().token_at(span.begin);
    for (std::uint32_t back = 1; back <= 2 && back <= token; ++back) {
      const WordClass kind = words.kind(token - back);
      if (kind == WordClass::preposition || kind == WordClass::to) return true;
      if (kind != WordClass::determiner) return false;
    }
    return false;
  }

  const AnswerContext& context_;
  std::vector<Seen> seen_;            // of each entity
  std::map<std::string, Seen> nouns_; // by their main noun
  std::vector<int> speaks_;
};

}  // namespace

void find_who(const AnswerContext& context, std::vector<Answer>& answers) { WhoFinder(context).run(answers); }

}  // namespace hearsay::event

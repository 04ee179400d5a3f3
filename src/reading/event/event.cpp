#include "reading/event/event.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "core/sorted.h"
#include "reading/event/event_model.h"
#include "reading/event/features.h"
#include "reading/event/participants.h"
#include "reading/event/sentence_view.h"
#include "reading/words.h"

namespace hearsay {
namespace {

using namespace event;

constexpr std::size_t kEventsInSentence = 4;
constexpr std::size_t kEventsInDocument = 4000;
constexpr std::size_t kSamePair = 50;  // events of one pair looked back at
// Log-odds from which a trigger tells an event: by the lexicon's word of that class; by others; beside another event.
constexpr float kStrong = -1.0F;
constexpr float kBetween = -1.7F;  // the same where somebody does it to somebody
constexpr float kUnknown = 0.5F;
constexpr float kSecond = 1.0F;
constexpr float kNoWord = 2.0F;   // a verb that the lexicon does not hold
constexpr float kLexicon = 1.0F;  // added to the classes of the lexicon's words
constexpr float kOfClass = 2;     // what being sure of the class counts beside that
constexpr float kNoActor = 2;  // taken from the score of a source that is neither person nor body
constexpr float kPassive = 6;  // the more that "by the rebels" is who, and the less that the subject is
constexpr float kNever = 1e6F;

bool is_nobody(std::string_view lower) {
  static const WordSet kWords("nobody anyone anybody someone somebody everyone everybody it there none");
  return kWords.has(lower);
}

// What kills and hurts without anybody's doing: no event between actors.
bool is_calamity(std::string_view lower) {
  static const WordSet kWords("fire fires wildfire blaze flood floods flooding earthquake quake storm storms hurricane cyclone typhoon tornado tsunami outbreak "
                              "fever disease virus epidemic pandemic avalanche landslide mudslide heat heatwave drought famine crash accident collapse illness "
                              "cancer cholera lightning wave waves wind winds rain rains snow");
  return kWords.has(lower);
}

// Verbs whose content is told of, wanted or refused, not done: "threatened to strike" is no strike.
bool governs_content(Root root) {
  return root == Root::agree || root == Root::reject || root == Root::threaten || root == Root::request || root == Root::demand;
}

class DocumentReader {
 public:
  DocumentReader(const EventText& words, const Reading& reading)
      : text_(words), reading_(reading), entity_at_(words.text().tokens.size(), kNone), place_of_(reading.entities.size(), false) {
    const Text& text = words.text();
    for (std::size_t i = 0; i < reading.entities.size(); ++i) {
      place_of_[i] = reading.entities[i].type == EntityType::place;
      for (const Mention& mention : reading.entities[i].mentions) {
        for (std::uint32_t token = text.token_at(mention.span.begin); token < text.tokens.size() && text.tokens[token].span.begin < mention.span.end; ++token) {
          // The shorter mention lies inside the longer one and says more exactly who it is.
          entity_at_[token] = static_cast<Index>(i);
        }
      }
    }
  }

  std::vector<Event> run() {
    std::vector<Event> events;
    const std::vector<Sentence>& sentences = text_.text().sentences;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (events.size() >= kEventsInDocument) break;
      const Sentence& sentence = sentences[i];
      const bool known = i < text_.first_views().size();
      const SentenceView made = known ? SentenceView{} : text_.view(sentence);
      const SentenceView& view = known ? text_.first_views()[i] : made;
      if (!view.triggers.empty()) read_sentence(view, sentence, events);
    }
    return events;
  }

 private:
  struct Told {
    std::uint32_t trigger = 0;
    Class type = Class::agree;
    Actors actors;
    float certainty = 0;  // that it tells the sentence's main event
    float strength = 0;   // log-odds that it tells an event at all
    bool made = false;
  };

  static void add_lexicon(const Trigger& trigger, ClassScores& scores) {
    if (trigger.entries == nullptr) return;
    for (const Entry* entry : *trigger.entries) scores[static_cast<std::size_t>(event::class_of(entry->root))] += kLexicon;
  }

  // Each trigger with its best class, the surest first.
  std::vector<Told> score(const SentenceView& view, const ActorFinder& finder) const {
    std::vector<Told> all(view.triggers.size());
    const TriggerFeatures around = sentence_features(text_, view);
    ClassScores told_around{};
    model_.add_scores(Question::told, around, told_around);
    std::array<TriggerFeatures, 2> pair;
    std::array<ClassScores, 2> pair_told{};
    for (std::uint32_t i = 0; i < view.triggers.size(); ++i) {
      if (i % 2 == 0) {
        pair_told = {told_around, told_around};
        pair[0] = trigger_features(text_, view, finder, i);
        const bool two = i + 1 < view.triggers.size();
        if (two) {
          pair[1] = trigger_features(text_, view, finder, i + 1);
          model_.add_scores(Question::told, pair[0], pair[1], pair_told[0], pair_told[1]);
        } else {
          model_.add_scores(Question::told, pair[0], pair_told[0]);
        }
      }
      const TriggerFeatures& own = pair[i % 2];
      ClassScores& told = pair_told[i % 2];
      // What the words by themselves say: "telephoned" is hardly an accusation, wherever it stands.
      add_lexicon(view.triggers[i], told);
      const float most = *std::max_element(told.begin(), told.begin() + kClasses);
      float sum = 0;
      for (auto one = told.begin(); one != told.begin() + kClasses; ++one) sum += std::exp(*one - most);
      all[i].trigger = i;
      all[i].strength = all[i].certainty = most + std::log(sum);
      if (all[i].strength < kBetween) continue;  // most words of the news: of what class is no question
      ClassScores types{};
      model_.add_scores(Question::types, around, types);
      model_.add_scores(Question::types, own, types);
      add_lexicon(view.triggers[i], types);
      const auto best = std::max_element(types.begin(), types.begin() + kClasses);
      all[i].type = static_cast<Class>(best - types.begin());
      all[i].certainty += kOfClass * *best;
    }
    std::stable_sort(all.begin(), all.end(), [](const Told& one, const Told& two) { return one.certainty > two.certainty; });
    return all;
  }

  // The phrases that fit best as source and target, and those joined to them.
  Actors find_actors(const SentenceView& view, const ActorFinder& finder, std::uint32_t trigger) const {
    const Actors rule = finder.find(trigger);
    std::vector<std::array<float, 2>> scores;
    for (std::uint32_t i = 0; i < view.phrases.size(); ++i) {
      const Phrase& phrase = view.phrases[i];
      scores.push_back(model_.score_actor(actor_features(text_, view, trigger, rule, i)));
      // Nobody acts who is a day or no one; what is acted on need not be a person or a body.
      if (!phrase.actor) scores.back()[0] -= kNoActor;
      if (phrase.time || is_nobody(text_.lower(phrase.first))) scores.back() = {-kNever, -kNever};
    }
    if (const Trigger& verb = view.triggers[trigger]; verb.verb && verb.passive) {
      const std::uint32_t by = finder.with_preposition(verb.last, "by");
      if (by != kNoToken && view.phrases[by].actor) scores[by][0] += kPassive;
      if (!rule.targets.empty() && view.phrases[rule.targets.front()].last <= verb.first) scores[rule.targets.front()][0] -= kPassive;
    }
    const std::array<float, 2> nobody = model_.nobody();
    std::uint32_t source = kNoToken;
    std::uint32_t target = kNoToken;
    float most = nobody[0] + nobody[1];
    const auto try_pair = [&](std::uint32_t one, std::uint32_t two) {
      if (one == two) return;
      const float total = (one == kNoToken ? nobody[0] : scores[one][0]) + (two == kNoToken ? nobody[1] : scores[two][1]);
      if (total <= most) return;
      most = total;
      source = one;
      target = two;
    };
    for (std::uint32_t one = 0; one < scores.size(); ++one) {
      try_pair(one, kNoToken);
      try_pair(kNoToken, one);
      for (std::uint32_t two = 0; two < scores.size(); ++two) try_pair(one, two);
    }
    Actors actors;
    const auto take = [&](std::vector<std::uint32_t>& list, std::uint32_t phrase, std::uint32_t other) {
      if (phrase == kNoToken) return;
      list.push_back(phrase);
      for (const std::uint32_t one : finder.everyone(phrase)) {
        if (one != phrase && one != other) list.push_back(one);
      }
    };
    take(actors.sources, source, target);
    take(actors.targets, target, source);
    // "A, B and C met": C belongs to one side only.
    std::erase_if(actors.targets, [&](std::uint32_t one) {
      return one != target && std::find(actors.sources.begin(), actors.sources.end(), one) != actors.sources.end();
    });
    return actors;
  }

  bool names_somebody(const SentenceView& view, const Actors& actors) const {
    const auto somebody = [&](const std::vector<std::uint32_t>& list) { return !list.empty() && view.phrases[list.front()].actor; };
    return somebody(actors.sources) || somebody(actors.targets);
  }

  bool is_accident(const SentenceView& view, const Actors& actors) const {
    if (actors.sources.empty()) return false;
    const Phrase& source = view.phrases[actors.sources.front()];
    for (std::uint32_t i = source.first; i < source.last && text_.lower(i) != "of"; ++i) {
      if (!source.name && is_calamity(text_.lower(i))) return true;
    }
    return false;
  }

  bool names_both(const SentenceView& view, const Actors& actors) const {
    const auto named = [&](const std::vector<std::uint32_t>& list) { return !list.empty() && view.phrases[list.front()].actor && !view.phrases[list.front()].pronoun; };
    return named(actors.sources) && named(actors.targets);
  }

  // Told of in passing, wanted or refused: no event beside the sentence's main one.
  bool is_content(const SentenceView& view, const Trigger& trigger) const {
    if (trigger.governor == kNoToken) return false;
    const Entry* governor = view.triggers[trigger.governor].entry();
    return governor != nullptr && (governs_content(governor->root) || !trigger.verb);
  }

  void read_sentence(const SentenceView& view, const Sentence& sentence, std::vector<Event>& events) {
    const ActorFinder finder(text_, view);
    std::size_t made = 0;
    std::vector<Told> all = score(view, finder);
    std::vector<float> strength(all.size());
    for (const Told& one : all) strength[one.trigger] = one.strength;
    for (Told& one : all) {
      if (made >= kEventsInSentence) break;
      const Trigger& trigger = view.triggers[one.trigger];
      // A class that the lexicon does not give the words must be surer.
      const float least = trigger.entry() == nullptr ? kNoWord : made > 0 ? kSecond : fine_entry(view, trigger, one.type) != nullptr ? kStrong : kUnknown;
      const bool between = made == 0 && trigger.verb && trigger.finite && entry_of(trigger, one.type) != nullptr;
      if (one.strength < (between ? kBetween : least)) continue;
      const bool led = trigger.governor != kNoToken && strength[trigger.governor] >= kStrong;
      if ((made > 0 || led) && is_content(view, trigger)) continue;
      one.trigger = own_trigger(view, one);
      if (std::any_of(all.data(), &one, [&](const Told& other) { return other.made && other.trigger == one.trigger; })) continue;
      one.actors = find_actors(view, finder, one.trigger);
      mend_actors(view, finder, one);
      if (one.type == Class::assault && is_accident(view, one.actors)) continue;
      if (!names_somebody(view, one.actors) || (one.strength < least && !names_both(view, one.actors))) continue;
      // "hosted a meeting of": one event in two words.
      const bool twice = std::any_of(all.data(), &one, [&](const Told& other) {
        return other.made && other.type == Class::consult && one.type == Class::consult && other.actors.sources == one.actors.sources && other.actors.targets == one.actors.targets;
      });
      if (twice) continue;
      events.push_back(make(view, sentence, one));
      one.made = true;
      ++made;
      if (made < kEventsInSentence) made += add_demanded(view, finder, sentence, one, events);
    }
  }

  // "called on the rebels to release", "were freed": of two verbs that hang together the one whose class was found.
  std::uint32_t own_trigger(const SentenceView& view, const Told& told) const {
    const Trigger& trigger = view.triggers[told.trigger];
    if (!trigger.verb || entry_of(trigger, told.type) != nullptr) return told.trigger;
    for (const std::uint32_t other : {trigger.complement, trigger.governor}) {
      if (other != kNoToken && view.triggers[other].verb && entry_of(view.triggers[other], told.type) != nullptr) return other;
    }
    return told.trigger;
  }

  // What the form of words says for sure.
  void mend_actors(const SentenceView& view, const ActorFinder& finder, Told& told) const {
    const Trigger& trigger = view.triggers[told.trigger];
    Actors& actors = told.actors;
    // "received a telephone call from Doe": Doe called.
    if (is_received(view, trigger)) {
      const std::uint32_t from = finder.with_preposition(trigger.last, "from");
      if (from != kNoToken) actors = {finder.everyone(from), finder.find(told.trigger).sources};
    }
    // "met in Harl": where, not with whom.
    if (told.type == Class::consult && !actors.targets.empty()) {
      const Entry* entry = fine_entry(view, trigger, told.type);
      const Phrase& target = view.phrases[*std::min_element(actors.targets.begin(), actors.targets.end())];
      const bool inside = target.place && target.preposition != kNoToken && (text_.lower(target.preposition) == "in" || text_.lower(target.preposition) == "at");
      if (inside && entry != nullptr && entry->subtype != "visit") {
        actors.targets.clear();
        // "hosted a meeting of the leaders of the factions in Velmia and Korr": those between.
        for (std::uint32_t i = 0; i < view.phrases.size() && view.phrases[i].last <= target.first && actors.targets.empty(); ++i) {
          const Phrase& phrase = view.phrases[i];
          const bool source = std::find(actors.sources.begin(), actors.sources.end(), i) != actors.sources.end();
          if (phrase.first >= trigger.last && phrase.actor && !phrase.place && !phrase.pronoun && !source) actors.targets = {i};
        }
      }
    }
  }

  // What is demanded is told of too: "called on the rebels to release the hostages".
  std::size_t add_demanded(const SentenceView& view, const ActorFinder& finder, const Sentence& sentence, const Told& demand, std::vector<Event>& events) const {
    const Trigger& verb = view.triggers[demand.trigger];
    if (demand.type != Class::request || !verb.verb || verb.complement == kNoToken) return 0;
    const Trigger& wanted = view.triggers[verb.complement];
    const bool refused = wanted.negated || (wanted.group > view.first && text_.kind(wanted.group - 1) == WordClass::negation);
    if (!wanted.verb || refused || wanted.entry() == nullptr || wanted.entry()->root == Root::request || wanted.entry()->root == Root::demand) return 0;
    Told told;
    told.trigger = verb.complement;
    told.type = event::class_of(wanted.entry()->root);
    const Actors rule = finder.find(verb.complement);
    const bool own = !wanted.infinitive && !rule.sources.empty() && view.phrases[rule.sources.front()].first >= verb.last;
    told.actors.sources = own ? rule.sources : demand.actors.targets;
    for (const std::uint32_t one : rule.targets) {
      const bool free = view.phrases[one].first >= wanted.last && std::find(told.actors.sources.begin(), told.actors.sources.end(), one) == told.actors.sources.end();
      if (free) told.actors.targets.push_back(one);
    }
    if (!names_somebody(view, told.actors)) return 0;
    events.push_back(make(view, sentence, told));
    if (events.back().modality == "asserted") events.back().modality = "demanded";
    return 1;
  }

  // "received a telephone call", "got a letter": not somebody was received.
  bool is_received(const SentenceView& view, const Trigger& trigger) const {
    if (!trigger.verb || (trigger.lemma != "receive" && trigger.lemma != "get") || trigger.complement == kNoToken || trigger.passive) return false;
    const Entry* entry = entry_of(view.triggers[trigger.complement], Class::consult);
    return entry != nullptr && (entry->subtype == "phone-call" || entry->subtype == "letter" || entry->subtype == "visit");
  }

  // The lexicon's entry that agrees with the class that was found, if any.
  static const Entry* entry_of(const Trigger& trigger, Class type) {
    if (trigger.entries == nullptr) return nullptr;
    for (const Entry* entry : *trigger.entries) {
      if (event::class_of(entry->root) == type) return entry;
    }
    return nullptr;
  }

  // What the words say more exactly than the class: the trigger's own entry, or that of what hangs on it ("paid a visit").
  const Entry* fine_entry(const SentenceView& view, const Trigger& trigger, Class type) const {
    if (type == Class::consult && is_received(view, trigger)) return entry_of(view.triggers[trigger.complement], type);
    if (const Entry* entry = entry_of(trigger, type)) return entry;
    if (trigger.complement != kNoToken) {
      if (const Entry* entry = entry_of(view.triggers[trigger.complement], type)) return entry;
    }
    if (trigger.governor != kNoToken) {
      if (const Entry* entry = entry_of(view.triggers[trigger.governor], type)) return entry;
    }
    return nullptr;
  }

  Event make(const SentenceView& view, const Sentence& sentence, const Told& told) const {
    const Trigger& trigger = view.triggers[told.trigger];
    const Entry* entry = fine_entry(view, trigger, told.type);
    const Root root = entry != nullptr ? entry->root : root_of(told.type == Class::yield ? "CONCEDE" : class_name(told.type));
    Event event;
    event.type = type_of(root);
    event.code = entry != nullptr ? entry->code : default_code(root);
    if (entry != nullptr) event.subtype = entry->subtype;
    // "will meet" is an intention to PLOVER; of what, the word says.
    if (entry == nullptr && told.type == Class::agree && trigger.entry() != nullptr) event.subtype = trigger.entry()->subtype;
    std::replace(event.subtype.begin(), event.subtype.end(), '-', ' ');
    const Text& text = text_.text();
    if (!trigger.verb && trigger.governor != kNoToken && view.triggers[trigger.governor].verb && view.triggers[trigger.governor].entries == nullptr) {
      const Trigger& light = view.triggers[trigger.governor];
      event.trigger.push_back(text.token_span(light.first, light.last));
    }
    event.trigger.push_back(text.token_span(trigger.first, trigger.last));
    event.mentions.push_back({event.trigger.front().begin, event.trigger.back().end});
    const auto add = [&](const std::vector<std::uint32_t>& phrases, const char* role) {
      for (const std::uint32_t phrase : phrases) event.participants.push_back(participant(view.phrases[phrase], role));
    };
    const bool hosting = event.subtype == "hosting";
    const bool visit = event.subtype == "visit";
    add(told.actors.sources, hosting ? "host" : "agent");
    add(told.actors.targets, hosting ? "guest" : visit ? "recipient" : "patient");
    find_time(event, sentence);
    find_place(event, view, trigger);
    event.modality = modality(view, trigger);
    return event;
  }

  Participant participant(const Phrase& phrase, const char* role) const {
    Participant one;
    one.role = role;
    one.span = text_.text().token_span(phrase.first, phrase.last);
    // "the Velmian coast guard" is not Velmia, "the mayor of Korr" not Korr: whose the phrase's own noun is.
    std::uint32_t last = phrase.first;
    while (last < phrase.last && text_.lower(last) != "of") ++last;
    if (last > phrase.first) one.entity = entity_at_[last - 1];
    return one;
  }

  // The nearest expression of a day or an hour in the sentence.
  void find_time(Event& event, const Sentence& sentence) const {
    const auto& times = reading_.times;
    auto time = std::lower_bound(times.begin(), times.end(), sentence.span.begin, [](const TimeExpression& one, std::uint32_t begin) { return one.span.begin < begin; });
    const std::uint32_t at = event.trigger.back().begin;
    std::uint32_t nearest = 0xFFFFFFFFU;
    for (; time != times.end() && time->span.begin < sentence.span.end; ++time) {
      if (time->type != TimeType::date && time->type != TimeType::time) continue;
      // "his first visit since 1996" was not in 1996.
      const std::uint32_t token = text_.text().token_at(time->span.begin);
      if (token > sentence.first && (text_.lower(token - 1) == "since" || text_.lower(token - 1) == "until" || text_.lower(token - 1) == "till")) continue;
      const std::uint32_t distance = time->span.begin > at ? time->span.begin - at : at - time->span.begin;
      if (distance >= nearest) continue;
      nearest = distance;
      event.time = static_cast<Index>(time - times.begin());
    }
  }

  void find_place(Event& event, const SentenceView& view, const Trigger& trigger) const {
    std::uint32_t nearest = 25;
    for (const Phrase& phrase : view.phrases) {
      if (phrase.preposition == kNoToken || phrase.time) continue;
      const std::string_view preposition = text_.lower(phrase.preposition);
      if (preposition != "in" && preposition != "at" && preposition != "near" && preposition != "to") continue;
      if (!phrase.place || (preposition == "to" && event.subtype != "visit")) continue;
      const std::uint32_t distance = phrase.first >= trigger.last ? phrase.first - trigger.last : (trigger.first - phrase.first) + 5;
      if (distance >= nearest) continue;
      nearest = distance;
      const Participant one = participant(phrase, "");
      event.place = one.entity != kNone && place_of_[one.entity] ? one.entity : kNone;
      event.place_span = one.span;
    }
  }

  std::string modality(const SentenceView& view, const Trigger& trigger) const {
    static const WordSet kPlanned("plan plans planned planning scheduled due expected set slated will intends intend intended prepare prepares preparing agreed agree agrees");
    static const WordSet kHypothetical("would could may might if should whether unless can");
    const Trigger* verb = &trigger;
    if (!trigger.verb && trigger.governor != kNoToken) verb = &view.triggers[trigger.governor];
    if (trigger.negated || verb->negated) return "denied";
    // "there had been no meeting", "no direct talks"
    for (std::uint32_t i = trigger.first; !trigger.verb && i > view.first && trigger.first - i < 3; --i) {
      if (text_.lower(i - 1) == "no") return "denied";
    }
    // "The talks have been called off", "his visit was postponed".
    static const WordSet kOff("cancelled canceled scrapped aborted");
    static const WordSet kLater("postponed delayed rescheduled");
    for (std::uint32_t i = trigger.last; !trigger.verb && i < std::min(view.last, trigger.last + 12); ++i) {
      if (text_.kind(i) == WordClass::punctuation) break;
      if (text_.kind(i - 1) != WordClass::auxiliary) continue;
      if (kOff.has(text_.lower(i)) || (text_.lower(i) == "called" && i + 1 < view.last && text_.lower(i + 1) == "off")) return "denied";
      if (kLater.has(text_.lower(i))) return "planned";
    }
    if (verb->governor != kNoToken) {
      const Entry* governor = view.triggers[verb->governor].entry();
      if (governor != nullptr && (governor->root == Root::request || governor->root == Root::demand)) return "demanded";
      if (governor != nullptr && governor->root == Root::agree) return "planned";
    }
    for (std::uint32_t i = verb->group; i < verb->first; ++i) {
      if (kHypothetical.has(text_.lower(i))) return "hypothetical";
    }
    const std::uint32_t low = verb->group > view.first + 3 ? verb->group - 3 : view.first;
    for (std::uint32_t i = low; i < verb->first; ++i) {
      if (kPlanned.has(text_.lower(i)) && (i >= verb->group || verb->infinitive)) return "planned";
      if (text_.lower(i) == "if" || text_.lower(i) == "whether" || text_.lower(i) == "unless") return "hypothetical";
    }
    return "asserted";
  }

  const EventModel& model_ = EventModel::shared();
  const EventText& text_;
  const Reading& reading_;
  std::vector<Index> entity_at_;
  std::vector<char> place_of_;
};

// Whom an event is between, whatever their roles: entities, ascending.
std::vector<Index> entities_of(const Event& event) {
  std::vector<Index> entities;
  for (const Participant& one : event.participants) {
    if (one.entity != kNone) entities.push_back(one.entity);
  }
  sort_distinct(entities);
  return entities;
}

// The same kind between the same two, on no other day.
bool is_told_again(const Event& first, const Event& again, const Reading& reading) {
  if (first.type != again.type || (first.modality == "denied") != (again.modality == "denied")) return false;
  if (!first.subtype.empty() && !again.subtype.empty() && first.subtype != again.subtype && first.subtype != "negotiation" && again.subtype != "negotiation") return false;
  if (first.time == kNone || again.time == kNone) return true;
  const std::string& one = reading.times[first.time].value;
  const std::string& two = reading.times[again.time].value;
  return one.empty() || two.empty() || one.substr(0, 10) == two.substr(0, 10);
}

// Joins what is told again to where it was told first. Events between the same entities are compared alone.
void join_mentions(std::vector<Event>& events, const Reading& reading) {
  std::map<std::vector<Index>, std::vector<std::size_t>> by_entities;
  std::vector<Event> kept;
  for (Event& event : events) {
    const std::vector<Index> entities = entities_of(event);
    std::vector<std::size_t>* before = entities.size() < 2 ? nullptr : &by_entities[entities];
    bool joined = false;
    if (before != nullptr) {
      for (std::size_t i = 0; i < before->size() && i < kSamePair && !joined; ++i) {
        Event& first = kept[(*before)[i]];
        if (!is_told_again(first, event, reading)) continue;
        first.mentions.push_back(event.mentions.front());
        if (first.time == kNone) first.time = event.time;
        if (first.place_span.empty()) {
          first.place = event.place;
          first.place_span = event.place_span;
        }
        if (first.subtype.empty() && !event.subtype.empty()) first.subtype = event.subtype;
        joined = true;
      }
    }
    if (joined) continue;
    if (before != nullptr) before->push_back(kept.size());
    kept.push_back(std::move(event));
  }
  for (Event& event : kept) std::sort(event.mentions.begin(), event.mentions.end());
  events = std::move(kept);
}

}  // namespace

std::vector<Event> find_events(const EventText& words, const Reading& reading) {
  std::vector<Event> events = DocumentReader(words, reading).run();
  join_mentions(events, reading);
  return events;
}

}  // namespace hearsay

#include "comparison/event.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "comparison/encounter.h"
#include "comparison/phrase.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "story/day.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kEvents = 4000;     // of a story
constexpr std::size_t kParticipants = 6;  // of an event
constexpr double kSameRun = 4;            // days between reports of one event
constexpr std::size_t kSentences = 4000;
constexpr std::size_t kPostings = 24;
constexpr std::size_t kCandidates = 8;

// One event of one document.
struct Told {
  Index document = kNone;
  const Event* event = nullptr;
  std::optional<double> day;  // when it happened
};

Span words_of(const Event& event) { return {event.trigger.front().begin, event.trigger.back().end}; }

std::optional<double> day_of_time(const Document& document, Index time) {
  if (time >= document.reading.times.size()) return std::nullopt;
  const TimeExpression& expression = document.reading.times[time];
  if (expression.type != TimeType::date && expression.type != TimeType::time) return std::nullopt;
  const auto day = story::day_of(expression.value);
  return day ? std::optional<double>(std::floor(*day)) : std::nullopt;
}

bool one_run(const StoryView& view, const Told& one, const Told& two) {
  const auto first = view.day(one.document);
  const auto second = view.day(two.document);
  return !first || !second || std::abs(*first - *second) <= kSameRun;
}

using Pair = std::pair<Index, Index>;  // two participants of the case

std::vector<Pair> pairs_of(const StoryView& view, Index document, const Event& event) {
  std::vector<Index> entities;
  for (const Participant& participant : event.participants) {
    if (entities.size() >= kParticipants) break;
    const Index entity = participant.entity == kNone ? kNone : view.entities().find(document, participant.entity);
    if (entity != kNone) entities.push_back(entity);
  }
  sort_distinct(entities);
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    for (std::size_t k = i + 1; k < entities.size(); ++k) pairs.emplace_back(entities[i], entities[k]);
  }
  return pairs;
}

std::string between(const StoryView& view, Pair pair) {
  return view.entities().get(pair.first)->name + " and " + view.entities().get(pair.second)->name;
}

std::string date_of(const StoryView& view, const Told& told) {
  return view.document(told.document).reading.times[told.event->time].value.substr(0, 10);
}

// The one thing the document tells of the pair; nothing where it tells of several: which of them the other report
// means isn't known.
template <class Key>
std::vector<Told> unambiguous(const std::vector<Told>& all, Key key) {
  std::map<Index, std::vector<Told>> by_document;
  for (const Told& told : all) by_document[told.document].push_back(told);
  std::vector<Told> kept;
  for (const auto& [document, told] : by_document) {
    const auto first = key(told.front());
    const bool one = std::all_of(told.begin(), told.end(), [&](const Told& other) { return key(other) == first; });
    if (one) kept.push_back(told.front());
  }
  return kept;
}

Comparison line_up(const StoryView& view, ComparisonKind kind, const std::vector<Told>& told) {
  Comparison comparison;
  comparison.kind = kind;
  for (const Told& one : told) {
    const std::string value = kind == ComparisonKind::date ? date_of(view, one) : one.event->subtype;
    const Span span = kind == ComparisonKind::date ? view.document(one.document).reading.times[one.event->time].span
                                                   : words_of(*one.event);
    comparison.members.push_back(view.member(one.document, span, value, one.event->attribution));
  }
  view.finish(comparison);
  return comparison;
}

std::optional<Comparison> compare_days(const StoryView& view, Pair pair, const std::vector<Told>& all) {
  std::vector<Told> dated;
  for (const Told& told : all) {
    if (told.day) dated.push_back(told);
  }
  dated = unambiguous(dated, [](const Told& told) { return *told.day; });
  if (dated.size() < 2) return std::nullopt;
  const auto other =
      std::find_if(dated.begin() + 1, dated.end(), [&](const Told& told) { return *told.day != *dated.front().day; });
  Comparison comparison = line_up(view, ComparisonKind::date, dated);
  const std::string& subtype = dated.front().event->subtype;
  comparison.what = "day of the " + (subtype.empty() ? "event" : subtype) + " of " + between(view, pair);
  if (other == dated.end()) {
    comparison.why = outlets_of(view, comparison.members) + " give the same day, " + date_of(view, dated.front()) + ".";
    return comparison;
  }
  // A call on one day and a meeting on another are two events.
  if (other->event->subtype != subtype) return std::nullopt;
  // Far apart they are two events.
  if (std::abs(*other->day - *dated.front().day) > kSameRun || !one_run(view, dated.front(), *other))
    return std::nullopt;
  comparison.verdict = Verdict::differ;
  comparison.why = view.outlet(dated.front().document) + " gives " + date_of(view, dated.front()) + " and " +
                   view.outlet(other->document) + " " + date_of(view, *other) + ".";
  return comparison;
}

// "of a meeting", "of a phone call on 2031-05-01"
std::string tells_of(const StoryView& view, const Told& told) {
  return "of a " + told.event->subtype + (told.day ? " on " + date_of(view, told) : "");
}

std::optional<Comparison> compare_modes(const StoryView& view, Pair pair, const std::vector<Told>& all) {
  std::vector<Told> told = unambiguous(all, [](const Told& one) { return one.event->subtype; });
  if (told.size() < 2 || told.front().event->subtype.empty()) return std::nullopt;
  const auto other = std::find_if(told.begin() + 1, told.end(), [&](const Told& one) {
    const bool near = !one.day || !told.front().day || std::abs(*one.day - *told.front().day) <= kSameRun;
    return !one.event->subtype.empty() && one.event->subtype != told.front().event->subtype && near &&
           one_run(view, told.front(), one);
  });
  if (other == told.end()) return std::nullopt;
  Comparison comparison = line_up(view, ComparisonKind::event, told);
  comparison.verdict = Verdict::differ;
  comparison.what = "how " + between(view, pair) + " dealt with each other";
  // The day of the first report of this kind that gives one.
  const auto account = [&](const std::string& subtype) {
    std::vector<ComparisonMember> same;
    const Told* dated = nullptr;
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (told[i].event->subtype != subtype) continue;
      same.push_back(comparison.members[i]);
      if (dated == nullptr || (!dated->day && told[i].day)) dated = &told[i];
    }
    return outlets_of(view, same) + (same.size() == 1 ? " tells " : " tell ") + tells_of(view, *dated);
  };
  comparison.why = account(told.front().event->subtype) + ", " + account(other->event->subtype) + ".";
  return comparison;
}

// A sentence with one day in it.
struct Dated {
  Index document = kNone;
  Index time = kNone;
  Span sentence;
  Phrase phrase;
  double day = 0;
};

// "said on Saturday that ...": the day of the saying, not of what is told.
bool is_day_of_saying(const Document& document, Span time, Span sentence) {
  for (const Attribution& attribution : document.reading.attributions) {
    const bool here =
        std::any_of(attribution.cue.begin(), attribution.cue.end(), [&](Span cue) { return sentence.contains(cue); });
    const bool told = std::any_of(attribution.content.begin(), attribution.content.end(),
                                  [&](Span content) { return content.overlaps(time); });
    if (here && !told) return true;
  }
  return false;
}

std::vector<Dated> dated_sentences(const StoryView& view) {
  std::vector<Dated> sentences;
  for (const Index document : view.members()) {
    const std::string_view text = view.text(document);
    const auto& times = view.document(document).reading.times;
    std::map<std::uint32_t, std::size_t> days;  // times by the sentence they stand in
    std::vector<Dated> found;
    for (Index i = 0; i < times.size() && sentences.size() + found.size() < kSentences; ++i) {
      if (slice(text, times[i].span).empty()) continue;
      const Span sentence = sentence_around(text, times[i].span);
      ++days[sentence.begin];
      const auto day = day_of_time(view.document(document), i);
      if (!day || is_day_of_saying(view.document(document), times[i].span, sentence)) continue;
      Dated dated{document, i, sentence, {}, *day};
      const Span before{sentence.begin, times[i].span.begin};
      const Span after{times[i].span.end, sentence.end};
      dated.phrase = make_phrase(text, {before, after});
      found.push_back(std::move(dated));
    }
    for (Dated& dated : found) {
      if (days[dated.sentence.begin] == 1) sentences.push_back(std::move(dated));
    }
  }
  return sentences;
}

std::size_t names_shared(const Phrase& one, const Phrase& two) {
  std::set<std::uint32_t> names;
  for (const PhraseWord& word : one.words) {
    if (word.capitalized && word.content) names.insert(word.stem);
  }
  std::size_t count = 0;
  for (const PhraseWord& word : two.words) count += word.capitalized && word.content ? names.erase(word.stem) : 0;
  return count;
}

// The words that are no names hold the verb: "met" on one day and "telephoned" on another are two events.
bool one_verb(const Phrase& one, const Phrase& two) {
  std::set<std::uint32_t> left;
  std::set<std::uint32_t> right;
  for (const PhraseWord& word : one.words) {
    if (word.content && !word.capitalized && !word.number) left.insert(word.stem);
  }
  for (const PhraseWord& word : two.words) {
    if (word.content && !word.capitalized && !word.number) right.insert(word.stem);
  }
  std::size_t shared = 0;
  for (const std::uint32_t stem : left) shared += right.count(stem);
  return shared >= 2 && shared * 10 >= std::min(left.size(), right.size()) * 6;
}

// Most of the words of both, names among them, and nothing negated: the same thing told.
bool tell_the_same(const Dated& one, const Dated& two) {
  if (one.day != two.day && !one_verb(one.phrase, two.phrase)) return false;
  const std::size_t shared = count_common(one.phrase.stems, two.phrase.stems);
  const std::size_t longer = std::max(one.phrase.stems.size(), two.phrase.stems.size());
  const std::size_t shorter = std::min(one.phrase.stems.size(), two.phrase.stems.size());
  return shared >= 5 && shared * 10 >= shorter * 6 && shared * 10 >= longer * 4 &&
         names_shared(one.phrase, two.phrase) >= 2 && one.phrase.negated == two.phrase.negated;
}

Comparison date_difference(const StoryView& view, const Dated& one, const Dated& two) {
  Comparison comparison;
  comparison.kind = ComparisonKind::date;
  comparison.what = "day: " + first_words(view.text(one.document), one.phrase);
  std::vector<std::string> values;
  for (const Dated* dated : {&one, &two}) {
    const TimeExpression& time = view.document(dated->document).reading.times[dated->time];
    values.push_back(time.value.substr(0, 10));
    comparison.members.push_back(view.member(dated->document, time.span, values.back(), kNone));
  }
  comparison.verdict = one.day == two.day ? Verdict::agree : Verdict::differ;
  const std::string outlets = outlets_of(view, comparison.members);
  comparison.why = one.day == two.day ? outlets + " give the same day, " + values.front() + "."
                                      : view.outlet(one.document) + " gives " + values.front() + " and " +
                                            view.outlet(two.document) + " " + values.back() + ".";
  view.finish(comparison);
  return comparison;
}

void join(const StoryView& view, Comparison& comparison, const Dated& dated) {
  const bool known = std::any_of(comparison.members.begin(), comparison.members.end(),
                                 [&](const ComparisonMember& member) { return member.document == dated.document; });
  if (known) return;
  const TimeExpression& time = view.document(dated.document).reading.times[dated.time];
  comparison.members.push_back(view.member(dated.document, time.span, time.value.substr(0, 10), kNone));
  view.finish(comparison);
}

bool is_encounter(const Event& event, std::string_view subtype) {
  return event.type == "CONSULT" && event.subtype == subtype && event.modality == "asserted" && !event.trigger.empty();
}

// Whom somebody met or called is a body or a description, not a named person: it may be the same ones.
bool meets_a_group(const Document& document, const Event& event) {
  return std::none_of(event.participants.begin(), event.participants.end(), [&](const Participant& participant) {
    const bool other = participant.role == "patient" || participant.role == "guest";
    return other && participant.entity < document.reading.entities.size() &&
           document.reading.entities[participant.entity].type == EntityType::person;
  });
}

Index agent_of(const Event& event) {
  for (const Participant& participant : event.participants) {
    if (participant.role == "agent" || participant.role == "host") return participant.entity;
  }
  return kNone;
}

// A report that tells of a meeting with "the leaders" and, by another's word, of telephone calls with them.
std::vector<Comparison> compare_within(const StoryView& view, const std::map<Index, std::vector<Event>>& all) {
  std::vector<Comparison> comparisons;
  for (const auto& [document, events] : all) {
    const Document& report = view.document(document);
    const Event* meeting = nullptr;
    const Event* call = nullptr;
    std::size_t count = 0;
    for (const Event& event : events) {
      if (is_encounter(event, "meeting") && agent_of(event) != kNone) {
        meeting = &event;
        ++count;
      }
      if (is_encounter(event, "phone call") && agent_of(event) != kNone) {
        call = &event;
        ++count;
      }
    }
    if (meeting == nullptr || call == nullptr || count != 2 || agent_of(*meeting) != agent_of(*call)) continue;
    const auto day = day_of_time(report, meeting->time);
    const auto other = day_of_time(report, call->time);
    if (!meets_a_group(report, *meeting) || (day && other && *day != *other)) continue;
    Comparison comparison = line_up(view, ComparisonKind::event, {{document, meeting, day}, {document, call, other}});
    comparison.verdict = Verdict::differ;
    const std::string name = report.reading.entities[agent_of(*meeting)].name;
    comparison.what = "whether " + name + " met them or telephoned, within one report";
    const auto told = [&](const Event& event) {
      return "“" + collapse_space(slice(view.text(document), words_of(event))) + "”";
    };
    comparison.why = "One report says of " + name + " both " + told(*meeting) + " and " + told(*call) + ".";
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace

std::vector<Comparison> compare_events(const StoryView& view) {
  std::map<std::pair<std::string, Pair>, std::vector<Told>> by_participants;
  std::size_t count = 0;
  std::map<Index, std::vector<Event>> events;
  for (const Index document : view.members()) {
    events[document] = view.document(document).reading.events;
    // Two names beside "met": an encounter that the reading took for no event, or for another kind of one.
    const std::size_t read = events[document].size();
    for (Event& met : find_encounters(view.document(document))) {
      const auto same = [&](const Event& event) { return event.type == met.type && !event.trigger.empty() && words_of(event).overlaps(words_of(met)); };
      if (std::none_of(events[document].begin(), events[document].begin() + static_cast<std::ptrdiff_t>(read), same)) events[document].push_back(std::move(met));
    }
    // One report's reception is another's meeting.
    for (Event& event : events[document]) {
      if (event.subtype == "hosting" || event.subtype == "summit" || event.subtype == "negotiation") event.subtype = "meeting";
    }
  }
  for (const auto& [document, of_document] : events) {
    for (const Event& event : of_document) {
      if (event.modality != "asserted" || event.trigger.empty() || ++count > kEvents) continue;
      const Told told{document, &event, day_of_time(view.document(document), event.time)};
      for (const Pair& pair : pairs_of(view, document, event)) by_participants[{event.type, pair}].push_back(told);
    }
  }
  std::vector<Comparison> comparisons = compare_within(view, events);
  std::set<const Event*> compared;  // an event of three participants is one event, not three
  for (const auto& [key, told] : by_participants) {
    if (told.size() < 2 || compared.contains(told.front().event)) continue;
    auto modes = compare_modes(view, key.second, told);
    auto days = compare_days(view, key.second, told);
    if (!modes && !days) continue;
    for (const Told& one : told) compared.insert(one.event);
    if (modes) comparisons.push_back(std::move(*modes));
    if (days) comparisons.push_back(std::move(*days));
  }
  return comparisons;
}

std::vector<Comparison> compare_dates(const StoryView& view) {
  const std::vector<Dated> sentences = dated_sentences(view);
  std::unordered_map<std::uint32_t, std::vector<Index>> postings;
  std::vector<Comparison> comparisons;
  // One comparison for two origins and two days: copies join it.
  std::map<std::array<double, 4>, std::size_t> told;
  for (Index i = 0; i < sentences.size(); ++i) {
    std::map<Index, std::size_t> hits;
    for (const std::uint32_t stem : sentences[i].phrase.stems) {
      std::vector<Index>& others = postings[stem];
      const std::size_t first = others.size() > kPostings ? others.size() - kPostings : 0;
      for (std::size_t k = first; k < others.size(); ++k) ++hits[others[k]];
      others.push_back(i);
    }
    std::size_t tried = 0;
    for (const auto& [other, count] : hits) {
      const Dated& one = sentences[other];
      if (count < 5 || one.document == sentences[i].document || ++tried > kCandidates) continue;
      if (!tell_the_same(one, sentences[i])) continue;
      // Weeks apart, the one sentence has become another's background.
      if (std::abs(one.day - sentences[i].day) > kSameRun) continue;
      const auto left = static_cast<double>(view.origin(one.document));
      const auto right = static_cast<double>(view.origin(sentences[i].document));
      if (left == right) continue;
      const bool turned = left > right;
      const std::array<double, 4> key = turned ? std::array{right, left, sentences[i].day, one.day}
                                               : std::array{left, right, one.day, sentences[i].day};
      const auto [found, fresh] = told.try_emplace(key, comparisons.size());
      if (fresh) {
        comparisons.push_back(date_difference(view, one, sentences[i]));
      } else {
        join(view, comparisons[found->second], one);
        join(view, comparisons[found->second], sentences[i]);
      }
    }
  }
  return comparisons;
}

}  // namespace hearsay::comparison

// A story: the point at the top, its origins with their reports, its comparisons.
#include <algorithm>
#include <map>
#include <set>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/wording.h"
#include "serve/handlers.h"
#include "serve/period.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostLines = 8;
constexpr std::size_t kMostPeople = 12;
constexpr std::size_t kMostEvidence = 5;

// Statements and reports of one voice in a story.
struct Voice {
  Json speaker;
  std::uint32_t statements = 0;
  std::set<Index> documents, origins;
  std::set<Stance> stances;
  const LoadedDocument* document = nullptr;  // of its first statement
  Index attribution = kNone;
};

std::vector<Voice> voices_of(const Context& context, const LoadedStory& story) {
  std::map<std::string, Voice> all;
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const LoadedDocument& document = story.documents[i];
    const std::vector<Attribution>& attributions = document.document.reading.attributions;
    for (Index a = 0; a < attributions.size(); ++a) {
      if (!attributions[a].speaker || attributions[a].speaker->name.empty()) continue;
      Json speaker = speaker_value(context, document, *attributions[a].speaker);
      // An unnamed source is its own in each document, whatever words it shares with another's.
      std::string key = speaker.contains("entity") ? std::string(speaker["entity"])
                                                   : fold(attributions[a].speaker->name) + "\n" +
                                                         (attributions[a].speaker->kind == SpeakerKind::unnamed
                                                              ? std::to_string(document.index)
                                                              : std::string());
      Voice& voice = all[key];
      if (voice.document == nullptr) {
        voice.speaker = std::move(speaker);
        voice.document = &document;
        voice.attribution = a;
      }
      ++voice.statements;
      voice.documents.insert(document.index);
      voice.origins.insert(story.origin_of[i]);
      voice.stances.insert(attributions[a].stance);
    }
  }
  std::vector<Voice> voices;
  for (auto& [key, voice] : all) voices.push_back(std::move(voice));
  std::stable_sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) {
    return std::tuple(a.origins.size(), a.statements) > std::tuple(b.origins.size(), b.statements);
  });
  return voices;
}

Json voice_value(const Context& context, const Voice& voice) {
  Json out = voice.speaker;
  out["statements"] = voice.statements;
  out["reports"] = voice.documents.size();
  out["origins"] = voice.origins.size();
  out["stances"] = Json::array();
  for (const Stance stance : voice.stances) out["stances"].push_back(to_string(stance));
  const Attribution& first = voice.document->document.reading.attributions[voice.attribution];
  if (!first.content.empty()) {
    out["first"] = evidence(context, *voice.document, first.content.front(), voice.attribution);
  }
  return out;
}

Json comparison_line(const Context& context, const LoadedStory& story, std::size_t place) {
  const Comparison& comparison = story.comparisons[place];
  Json line = {{"text", report::printable(comparison.what)},
               {"why", report::printable(comparison.why)},
               {"verdict", to_string(comparison.verdict)},
               {"comparison", id('c', story.comparison_numbers[place])},
               {"origins", comparison.origins},
               {"evidence", Json::array()}};
  for (const ComparisonMember& member : comparison.members) {
    const LoadedDocument* document = story.document(member.document);
    if (document == nullptr || line["evidence"].size() >= kMostEvidence) continue;
    line["evidence"].push_back(evidence(context, *document, member.span, member.attribution, member.value));
  }
  return line;
}

// Where little was compared, what the first report of each origin says first fills the account.
void add_first_statements(const Context& context, const LoadedStory& story, Json& lines) {
  constexpr std::uint32_t kShortest = 25;  // bytes; less is hardly a statement
  for (const auto& origin : story.story->origins) {
    const LoadedDocument* document = origin.empty() ? nullptr : story.document(origin.front());
    if (document == nullptr) continue;
    const std::vector<Attribution>& all = document->document.reading.attributions;
    for (Index a = 0; a < all.size() && lines.size() < kMostLines; ++a) {
      if (all[a].content.empty() || all[a].content.front().size() < kShortest || all[a].within != kNone) continue;
      lines.push_back({{"text", content_text(*document, all[a])},
                       {"origins", 1},
                       {"evidence", Json::array({evidence(context, *document, all[a].content.front(), a)})}});
      break;
    }
  }
}

struct Presence {
  Index entity = kNone;
  std::uint32_t reports = 0;
  std::uint32_t statements = 0;
};

std::vector<Presence> presences(const Context& context, const CatalogStory& story) {
  std::map<Index, Presence> all;
  for (const Index entity : story.entities) all[entity].entity = entity;
  for (const Index document : story.documents) {
    std::set<Index> here;
    for (std::size_t i = context.catalog.entity_begin[document]; i < context.catalog.entity_begin[document + 1]; ++i) {
      here.insert(context.catalog.entity_of[i]);
    }
    for (const Index entity : here) {
      if (const auto found = all.find(entity); found != all.end()) ++found->second.reports;
    }
    for (Index i = context.catalog.statement_begin[document]; i < context.catalog.statement_begin[document + 1]; ++i) {
      const auto found = all.find(context.catalog.statements[i].speaker);
      if (found != all.end()) ++found->second.statements;
    }
  }
  std::vector<Presence> sorted;
  for (const auto& [entity, presence] : all) sorted.push_back(presence);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Presence& a, const Presence& b) {
    return std::pair(a.reports, a.statements) > std::pair(b.reports, b.statements);
  });
  return sorted;
}

// The day that most origins name, of those that are not after the report.
Json when_of(const Context& context, const LoadedStory& story) {
  struct Day {
    std::set<Index> origins;
    Json evidence = Json::array();
  };
  std::map<std::string, Day> days;
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const LoadedDocument& document = story.documents[i];
    const std::string& published = context.catalog.documents[document.index].published;
    for (const TimeExpression& time : document.document.reading.times) {
      const std::string day = time.value.substr(0, 10);
      if (!is_day(day) || (!published.empty() && day > published.substr(0, 10))) continue;
      Day& one = days[day];
      one.origins.insert(story.origin_of[i]);
      if (one.evidence.size() < kMostEvidence) one.evidence.push_back(evidence(context, document, time.span, kNone, day));
    }
  }
  const std::string* best = nullptr;
  for (const auto& [day, found] : days) {
    if (best == nullptr || found.origins.size() >= days[*best].origins.size()) best = &day;
  }
  if (best == nullptr) return {};
  return {{"value", *best}, {"origins", days[*best].origins.size()}, {"evidence", days[*best].evidence}};
}

Json account_of(const Context& context, const LoadedStory& story) {
  Json what = Json::array();
  for (std::size_t i = 0; i < story.comparisons.size() && what.size() < kMostLines; ++i) {
    what.push_back(comparison_line(context, story, i));
  }
  if (what.size() < kMostLines / 2) add_first_statements(context, story, what);
  Json who = Json::array();
  Json where = Json::array();
  for (const Presence& presence : presences(context, *story.story)) {
    const CatalogEntity& entity = context.catalog.entities[presence.entity];
    const bool place = entity.type == EntityType::place;
    const bool person = entity.type == EntityType::person || entity.type == EntityType::organization ||
                        entity.type == EntityType::group;
    if (!(place && where.size() < kMostPeople) && !(person && who.size() < kMostPeople)) continue;
    Json one = entity_ref(context, presence.entity);
    one["reports"] = presence.reports;
    if (person) {
      if (!entity.roles.empty()) one["role"] = entity.roles.front();
      one["statements"] = presence.statements;
    }
    (place ? where : who).push_back(std::move(one));
  }
  Json voices = Json::array();
  for (const Voice& voice : voices_of(context, story)) {
    if (voices.size() < kMostPeople) voices.push_back(voice_value(context, voice));
  }
  Json account = {{"what", std::move(what)}, {"who", std::move(who)}, {"where", std::move(where)},
                  {"voices", std::move(voices)}};
  if (Json when = when_of(context, story); !when.is_null()) account["when"] = std::move(when);
  return account;
}

}  // namespace

Response get_story(const Context& context, const Request& request) {
  const Found found = find_story(context, request);
  if (found.missing) return *found.missing;
  const Result<LoadedStory> story = load_story(context, found.index);
  if (!story) return problem(500, story.error());
  Json out = story_item(context, found.index);
  out["account"] = account_of(context, *story);
  out["documents"] = origins_value(context, *story);
  out["comparisons"] = Json::array();
  for (std::size_t i = 0; i < story->comparisons.size(); ++i) {
    out["comparisons"].push_back(comparison_value(context, *story, i));
  }
  return json(out);
}

}  // namespace hearsay::serve

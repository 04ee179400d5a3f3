// Two lanes: the days the texts name, and the days of the reports.
#include <algorithm>
#include <map>
#include <set>

#include "report/wording.h"
#include "serve/handlers.h"
#include "serve/period.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostEvidence = 20;
constexpr std::size_t kMostTimes = 300;

struct Happening {
  Period period;
  std::string value;
  std::string what;
  std::set<Index> origins;
  Json evidence = Json::array();
};

// "held talks": the words of the first event that is told to have been then.
std::string event_at(const LoadedDocument& document, Index time) {
  for (const Event& event : document.document.reading.events) {
    if (event.time != time || event.trigger.empty()) continue;
    return report::printable(slice(document.document.article.text, event.trigger.front()));
  }
  return {};
}

Json happened(const Context& context, const LoadedStory& story) {
  std::map<std::tuple<std::string, std::string, std::string>, Happening> all;
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const LoadedDocument& document = story.documents[i];
    const std::vector<TimeExpression>& times = document.document.reading.times;
    for (Index t = 0; t < times.size(); ++t) {
      if (times[t].type != TimeType::date && times[t].type != TimeType::time) continue;
      const std::optional<Period> period = period_of(times[t].value);
      if (!period) continue;
      const std::string value = period->begin == period->end ? period->begin : times[t].value;
      Happening& one = all[{period->begin, period->end, value}];
      one.period = *period;
      one.value = value;
      one.origins.insert(story.origin_of[i]);
      if (one.what.empty()) one.what = event_at(document, t);
      if (one.evidence.size() < kMostEvidence) one.evidence.push_back(evidence(context, document, times[t].span, kNone));
    }
  }
  std::vector<const Happening*> kept;
  for (const auto& [key, one] : all) kept.push_back(&one);
  if (kept.size() > kMostTimes) {
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Happening* a, const Happening* b) { return a->origins.size() > b->origins.size(); });
    kept.resize(kMostTimes);
    std::stable_sort(kept.begin(), kept.end(), [](const Happening* a, const Happening* b) {
      return std::tie(a->period.begin, a->period.end) < std::tie(b->period.begin, b->period.end);
    });
  }
  Json list = Json::array();
  for (const Happening* one : kept) {
    Json value = {{"value", one->value}, {"begin", one->period.begin}, {"end", one->period.end}};
    set(value, "what", one->what);
    value["origins"] = one->origins.size();
    value["evidence"] = one->evidence;
    list.push_back(std::move(value));
  }
  return list;
}

Json reported(const Context& context, const LoadedStory& story) {
  std::set<Index> copies;
  for (const Copy& copy : story.story->copies) copies.insert(copy.copy);
  std::vector<std::pair<std::string, Json>> dated;
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const Index document = story.documents[i].index;
    const std::string& date = context.catalog.documents[document].published;
    const std::optional<Period> period = period_of(date);
    if (!period) continue;
    Json one = {{"document", document_ref(context, document)},
                {"value", date},
                {"begin", period->begin},
                {"end", period->end},
                {"origin", id('o', story.origin_of[i])}};
    if (copies.contains(document)) one["copy"] = true;
    dated.emplace_back(date, std::move(one));
  }
  std::stable_sort(dated.begin(), dated.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Json list = Json::array();
  for (auto& [date, one] : dated) list.push_back(std::move(one));
  return list;
}

}  // namespace

Response get_timeline(const Context& context, const Request& request) {
  const Found found = find_story(context, request);
  if (found.missing) return *found.missing;
  const Result<LoadedStory> story = load_story(context, found.index);
  if (!story) return problem(500, story.error());
  return json({{"happened", happened(context, *story)}, {"reported", reported(context, *story)}});
}

}  // namespace hearsay::serve

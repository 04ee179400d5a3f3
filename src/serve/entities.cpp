// People, bodies, places and unnamed sources: the list, one of them, what it said, where it stands.
#include <algorithm>
#include <map>
#include <set>

#include "core/enums.h"
#include "core/sorted.h"
#include "core/unicode.h"
#include "report/wording.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostShown = 30;
constexpr std::size_t kMostRead = 200;  // reports that are read for chains and meetings
constexpr std::size_t kMostSimilar = 10;

struct Tally {
  Json value;
  std::uint32_t count = 0;
  Json evidence = Json::array();
};

Json by_count(std::map<std::string, Tally> all, const char* key) {
  std::vector<Tally> sorted;
  for (auto& [name, tally] : all) sorted.push_back(std::move(tally));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Tally& a, const Tally& b) { return a.count > b.count; });
  if (sorted.size() > kMostShown) sorted.resize(kMostShown);
  Json list = Json::array();
  for (Tally& tally : sorted) {
    Json one = key == nullptr ? std::move(tally.value) : Json{{key, std::move(tally.value)}};
    one["count"] = tally.count;
    if (!tally.evidence.empty()) one["evidence"] = std::move(tally.evidence);
    list.push_back(std::move(one));
  }
  return list;
}

// The documents an entity stands in, once each, those where it speaks first.
std::vector<Index> telling_documents(const Context& context, const CatalogEntity& entity) {
  std::vector<Index> documents;
  std::set<Index> seen;
  for (const Index statement : entity.statements) {
    const Index document = context.catalog.statements[statement].document;
    if (documents.size() < kMostRead && seen.insert(document).second) documents.push_back(document);
  }
  for (const auto& [document, in_document] : entity.members) {
    if (documents.size() < kMostRead && seen.insert(document).second) documents.push_back(document);
  }
  return documents;
}

// Through whom its words came, and whom it met, read from the reports.
class Company {
 public:
  Company(const Context& context, Index entity) : context_(context), entity_(entity) {}

  void read(const LoadedDocument& document) {
    const Reading& reading = document.document.reading;
    for (const Attribution& attribution : reading.attributions) {
      if (attribution.speaker && of_case(document, attribution.speaker->entity) == entity_) read_chain(document, attribution);
    }
    for (const Event& event : reading.events) {
      if (event.type == "CONSULT") read_meeting(document, event);
    }
  }
  Json through() { return by_count(std::move(through_), nullptr); }
  Json met() { return by_count(std::move(met_), "entity"); }

 private:
  Index of_case(const LoadedDocument& document, Index entity) const {
    return context_.catalog.entity(document.index, entity);
  }

  void read_chain(const LoadedDocument& document, const Attribution& attribution) {
    for (std::size_t i = 1; i < attribution.chain.size(); ++i) {
      const Hop& hop = attribution.chain[i];
      Tally& tally = through_[fold(hop.name)];
      if (tally.count++ == 0) tally.value = speaker_value(context_, document, {hop.name, hop.entity, hop.kind});
    }
  }

  void read_meeting(const LoadedDocument& document, const Event& event) {
    const bool there = std::any_of(event.participants.begin(), event.participants.end(), [&](const Participant& one) {
      return of_case(document, one.entity) == entity_;
    });
    if (!there || event.trigger.empty()) return;
    std::set<Index> others;
    for (const Participant& one : event.participants) others.insert(of_case(document, one.entity));
    others.erase(entity_);
    others.erase(kNone);
    for (const Index other : others) {
      Tally& tally = met_[id('E', other)];
      if (tally.count++ == 0) tally.value = entity_ref(context_, other);
      if (tally.evidence.size() < 5) {
        tally.evidence.push_back(evidence(context_, document, event.trigger.front(), event.attribution));
      }
    }
  }

  const Context& context_;
  Index entity_;
  std::map<std::string, Tally> through_, met_;
};

void add_counts(const Context& context, const CatalogEntity& entity, Json& out) {
  const Catalog& catalog = context.catalog;
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> months;
  std::map<std::string, Tally> outlets;
  std::string first, last;
  Index before = kNone;
  for (const auto& [document, in_document] : entity.members) {
    if (document == before) continue;
    before = document;
    const CatalogDocument& one = catalog.documents[document];
    Tally& outlet = outlets[one.outlet];
    outlet.value = {{"name", one.outlet}};
    ++outlet.count;
    if (one.published.empty()) continue;
    if (first.empty() || one.published < first) first = one.published;
    last = std::max(last, one.published);
    if (one.published.size() >= 7) ++months[one.published.substr(0, 7)].first;
  }
  std::map<Stance, std::uint32_t> stances;
  for (const Index i : entity.statements) {
    const CatalogStatement& statement = catalog.statements[i];
    ++stances[statement.stance];
    const std::string& date = catalog.documents[statement.document].published;
    if (date.size() >= 7) ++months[date.substr(0, 7)].second;
  }
  set(out, "first", first);
  set(out, "last", last);
  std::vector<std::pair<Stance, std::uint32_t>> sorted(stances.begin(), stances.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  out["stances"] = Json::array();
  for (const auto& [stance, count] : sorted) out["stances"].push_back({{"stance", to_string(stance)}, {"count", count}});
  out["outlets"] = by_count(std::move(outlets), nullptr);
  out["months"] = Json::array();
  for (const auto& [month, counts] : months) {
    out["months"].push_back({{"month", month}, {"reports", counts.first}, {"statements", counts.second}});
  }
}

// Others whose name shares its last word.
Json similar_to(const Context& context, Index wanted) {
  const CatalogEntity& entity = context.catalog.entities[wanted];
  Json list = Json::array();
  if (entity.unnamed) return list;
  const std::string folded = fold(entity.name);
  const std::size_t space = folded.find_last_of(" -");
  const std::string last = space == std::string::npos ? folded : folded.substr(space + 1);
  if (last.size() < 3) return list;
  for (const Index other : context.catalog.entity_orders.at("reports")) {
    if (list.size() >= kMostSimilar) break;
    const CatalogEntity& one = context.catalog.entities[other];
    if (other == wanted || one.unnamed || (one.type == EntityType::place) != (entity.type == EntityType::place)) continue;
    if (has_words(one.folded, {last})) list.push_back(entity_ref(context, other));
  }
  return list;
}

}  // namespace

Response get_entities(const Context& context, const Request& request) {
  const Result<Page> page = page_of(request);
  if (!page) return problem(400, page.error());
  const Result<std::string> sort = word_of(request, "sort", {"reports", "statements", "name"});
  if (!sort) return problem(400, sort.error());
  const Result<std::optional<bool>> unnamed = flag_of(request, "unnamed");
  if (!unnamed) return problem(400, unnamed.error());
  std::set<EntityType> types;
  for (const std::string& word : request.all("type")) {
    const auto type = from_string<EntityType>(word);
    if (!type) return problem(400, "there is no type \"" + word + "\"");
    types.insert(*type);
  }
  const std::vector<std::string> words = query_words(request.get("q"));
  const std::vector<Index>& order = context.catalog.entity_orders.at(*sort);
  const auto write = [&](Index entity) { return entity_item(context, entity, 3); };
  if (words.empty() && types.empty() && !*unnamed) return json(list_of(order, *page, write));
  std::vector<Index> found;
  for (const Index i : order) {
    const CatalogEntity& entity = context.catalog.entities[i];
    if ((types.empty() || types.contains(entity.type)) && (!*unnamed || entity.unnamed == **unnamed) &&
        has_words(entity.folded, words)) {
      found.push_back(i);
    }
  }
  return json(list_of(found, *page, write));
}

Response get_entity(const Context& context, const Request& request) {
  const Found found = find_entity(context, request.captures.front());
  if (found.missing) return *found.missing;
  const CatalogEntity& entity = context.catalog.entities[found.index];
  const Result<std::vector<LoadedDocument>> documents =
      load_documents(context, telling_documents(context, entity));
  if (!documents) return problem(500, documents.error());
  Company company(context, found.index);
  for (const LoadedDocument& document : *documents) company.read(document);
  Json out = entity_item(context, found.index, 200);
  add_counts(context, entity, out);
  out["through"] = company.through();
  out["met"] = company.met();
  out["similar"] = similar_to(context, found.index);
  out["corrections"] = entity.corrections;
  return json(out);
}

Response statements_page(const Context& context, const Request& request, const std::vector<Index>& all) {
  const Result<Page> page = page_of(request);
  if (!page) return problem(400, page.error());
  std::vector<Index> shown;
  for (std::size_t i = page->offset; i < all.size() && shown.size() < page->limit; ++i) shown.push_back(all[i]);
  std::vector<Index> wanted;
  for (const Index i : shown) wanted.push_back(context.catalog.statements[i].document);
  sort_distinct(wanted);
  const Result<std::vector<LoadedDocument>> documents = load_documents(context, wanted);
  if (!documents) return problem(500, documents.error());
  std::map<Index, const LoadedDocument*> places;
  for (const LoadedDocument& document : *documents) places.emplace(document.index, &document);
  Json out = {{"total", all.size()}, {"offset", page->offset}, {"items", Json::array()}};
  for (const Index i : shown) {
    const CatalogStatement& statement = context.catalog.statements[i];
    const auto document = places.find(statement.document);
    if (document == places.end()) continue;
    const Index attribution = document->second->now(statement.attribution);
    if (attribution != kNone) out["items"].push_back(statement_value(context, *document->second, attribution));
  }
  return json(out);
}

Response get_entity_statements(const Context& context, const Request& request) {
  const Found found = find_entity(context, request.captures.front());
  if (found.missing) return *found.missing;
  const std::string stance = request.get("stance");
  if (!stance.empty() && !from_string<Stance>(stance)) return problem(400, "there is no stance \"" + stance + "\"");
  const Catalog& catalog = context.catalog;
  std::vector<Index> all;
  for (const Index i : catalog.entities[found.index].statements) {
    if (stance.empty() || to_string(catalog.statements[i].stance) == stance) all.push_back(i);
  }
  std::stable_sort(all.begin(), all.end(), [&](Index a, Index b) {
    return catalog.documents[catalog.statements[a].document].published <
           catalog.documents[catalog.statements[b].document].published;
  });
  return statements_page(context, request, all);
}

Response get_story_statements(const Context& context, const Request& request) {
  const Found found = find_story(context, request);
  if (found.missing) return *found.missing;
  const Catalog& catalog = context.catalog;
  Index speaker = kNone;
  if (const std::string wanted = request.get("speaker"); !wanted.empty()) {
    const Found entity = find_entity(context, wanted);
    if (entity.missing) return *entity.missing;
    speaker = entity.index;
  }
  const std::string stance = request.get("stance");
  if (!stance.empty() && !from_string<Stance>(stance)) return problem(400, "there is no stance \"" + stance + "\"");
  std::vector<Index> all;
  for (const Index document : catalog.stories[found.index].documents) {
    for (Index i = catalog.statement_begin[document]; i < catalog.statement_begin[document + 1]; ++i) {
      const CatalogStatement& statement = catalog.statements[i];
      if ((speaker == kNone || statement.speaker == speaker) &&
          (stance.empty() || to_string(statement.stance) == stance)) {
        all.push_back(i);
      }
    }
  }
  return statements_page(context, request, all);
}

Response get_entity_reports(const Context& context, const Request& request) {
  const Found found = find_entity(context, request.captures.front());
  if (found.missing) return *found.missing;
  const Result<Page> page = page_of(request);
  if (!page) return problem(400, page.error());
  const auto& members = context.catalog.entities[found.index].members;
  std::vector<std::pair<Index, Index>> shown;
  for (std::size_t i = page->offset; i < members.size() && shown.size() < page->limit; ++i) shown.push_back(members[i]);
  std::vector<Index> wanted;
  for (const auto& [document, in_document] : shown) wanted.push_back(document);
  sort_distinct(wanted);
  const Result<std::vector<LoadedDocument>> documents = load_documents(context, wanted);
  if (!documents) return problem(500, documents.error());
  Json out = {{"total", members.size()}, {"offset", page->offset}, {"items", Json::array()}};
  for (const auto& [document, in_document] : shown) {
    const auto loaded = std::find_if(documents->begin(), documents->end(),
                                     [wanted_one = document](const LoadedDocument& one) { return one.index == wanted_one; });
    if (loaded == documents->end() || in_document >= loaded->document.reading.entities.size()) continue;
    const Entity& entity = loaded->document.reading.entities[in_document];
    if (entity.mentions.empty()) continue;
    Json one = evidence(context, *loaded, entity.mentions.front().span, kNone);
    one["name"] = report::printable(entity.name);
    if (const Index story = context.catalog.documents[document].story; story != kNone) one["story"] = id('s', story);
    one["mentions"] = entity.mentions.size();
    out["items"].push_back(std::move(one));
  }
  return json(out);
}

}  // namespace hearsay::serve

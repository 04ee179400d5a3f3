// The list of stories and its facets.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "core/enums.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostValues = 30;  // of a facet
constexpr auto kConflict = static_cast<std::size_t>(Verdict::conflict);
constexpr int kStances = static_cast<int>(Stance::declines) + 1;

struct Filter {
  std::vector<std::string> words;
  std::vector<Index> outlets;  // any of them
  bool no_outlet = false;      // one was asked for that the case doesn't have
  std::vector<Index> entities;  // all of them
  std::uint32_t stances = 0;    // any of them
  std::string from, to;
  std::optional<bool> unnamed, conflict;

  [[nodiscard]] bool empty() const {
    return words.empty() && outlets.empty() && !no_outlet && entities.empty() && stances == 0 && from.empty() &&
           to.empty() && !unnamed && !conflict;
  }
  [[nodiscard]] bool takes(const CatalogStory& story) const {
    if (stances != 0 && (story.stances & stances) == 0) return false;
    if (unnamed && story.unnamed != *unnamed) return false;
    if (conflict && (story.verdicts[kConflict] > 0) != *conflict) return false;
    // A story lies in a range where some of its days do.
    if (!from.empty() && !in_range(story.last, from, {})) return false;
    if (!to.empty() && !in_range(story.first, {}, to)) return false;
    const auto holds = [](const std::vector<Index>& list, Index one) {
      return std::binary_search(list.begin(), list.end(), one);
    };
    if (no_outlet && outlets.empty()) return false;
    if (!outlets.empty() &&
        std::none_of(outlets.begin(), outlets.end(), [&](Index one) { return holds(story.outlets, one); })) {
      return false;
    }
    return std::all_of(entities.begin(), entities.end(), [&](Index one) { return holds(story.entities, one); }) &&
           has_words(story.folded, words);
  }
};

Result<Filter> filter_of(const Context& context, const Request& request) {
  Filter filter;
  filter.words = query_words(request.get("q"));
  for (const std::string& outlet : request.all("outlet")) {
    const auto& outlets = context.catalog.outlets;
    const auto found = std::find(outlets.begin(), outlets.end(), outlet);
    if (found == outlets.end()) filter.no_outlet = true;
    else filter.outlets.push_back(static_cast<Index>(found - outlets.begin()));
  }
  for (const char* name : {"person", "place"}) {
    for (const std::string& id : request.all(name)) {
      const auto entity = parse_id(id, 'E');
      if (!entity || *entity >= context.catalog.entities.size()) {
        return Error{"there is no entity \"" + id + "\"", "", "GET /api/entities lists them"};
      }
      filter.entities.push_back(context.catalog.canonical(*entity));
    }
  }
  for (const std::string& word : request.all("stance")) {
    const auto stance = from_string<Stance>(word);
    if (!stance) return Error{"there is no stance \"" + word + "\"", "", ""};
    filter.stances |= 1U << static_cast<unsigned>(*stance);
  }
  Result<std::string> from = date_of(request, "from");
  if (!from) return from.error();
  Result<std::string> to = date_of(request, "to");
  if (!to) return to.error();
  Result<std::optional<bool>> unnamed = flag_of(request, "unnamed");
  if (!unnamed) return unnamed.error();
  Result<std::optional<bool>> conflict = flag_of(request, "conflict");
  if (!conflict) return conflict.error();
  filter.from = *from;
  filter.to = *to;
  filter.unnamed = *unnamed;
  filter.conflict = *conflict;
  return filter;
}

bool is_person(EntityType type) {
  return type == EntityType::person || type == EntityType::organization || type == EntityType::group;
}

// The most frequent of `counts`, by count and then place.
std::vector<Index> most_frequent(const std::vector<std::uint32_t>& counts, const std::vector<Index>& candidates,
                                 std::size_t most) {
  std::vector<Index> order;
  for (const Index i : candidates) {
    if (counts[i] > 0) order.push_back(i);
  }
  const std::size_t kept = std::min(most, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    [&](Index left, Index right) {
                      return counts[left] != counts[right] ? counts[left] > counts[right] : left < right;
                    });
  order.resize(kept);
  return order;
}

// Of several with one name the most frequent. "Velm" may be taken for a body in some reports: where it is a place in more,
// it is not listed among the bodies.
std::vector<Index> one_of_a_name(const Catalog& catalog, const std::vector<std::uint32_t>& counts,
                                 const std::vector<Index>& list, const std::vector<Index>& others) {
  const auto name = [&](Index i) {
    const std::string_view folded = catalog.entities[i].folded;
    return folded.substr(0, folded.find('\n'));
  };
  std::unordered_map<std::string_view, Index> best;
  for (const std::vector<Index>* entities : {&list, &others}) {
    for (const Index i : *entities) {
      const auto [place, fresh] = best.try_emplace(name(i), i);
      if (!fresh && counts[i] > counts[place->second]) place->second = i;
    }
  }
  std::vector<Index> kept;
  std::copy_if(list.begin(), list.end(), std::back_inserter(kept), [&](Index i) { return best.at(name(i)) == i; });
  return kept;
}

template <class Write>
Json facet_of(const std::vector<std::uint32_t>& counts, const std::vector<Index>& order, const Write& write) {
  Json list = Json::array();
  for (const Index i : order) {
    if (list.size() == kMostValues) break;
    Json value = write(i);
    value["count"] = counts[i];
    list.push_back(std::move(value));
  }
  return list;
}

Json facets_of(const Context& context, const std::vector<Index>& stories) {
  const Catalog& catalog = context.catalog;
  std::vector<std::uint32_t> entities(catalog.entities.size(), 0);
  std::vector<std::uint32_t> outlets(catalog.outlets.size(), 0);
  std::vector<std::uint32_t> stances(kStances, 0);
  std::map<std::string, std::uint32_t> months;
  std::uint32_t unnamed = 0;
  std::uint32_t conflict = 0;
  for (const Index number : stories) {
    const CatalogStory& story = catalog.stories[number];
    for (const Index entity : story.entities) ++entities[entity];
    for (const Index outlet : story.outlets) ++outlets[outlet];
    for (int stance = 0; stance < kStances; ++stance) stances[stance] += (story.stances >> stance) & 1U;
    unnamed += story.unnamed ? 1 : 0;
    conflict += story.verdicts[kConflict] > 0 ? 1 : 0;
    std::string last;
    for (const Index document : story.documents) {  // in order of publication
      const std::string_view month = std::string_view(catalog.documents[document].published).substr(0, 7);
      if (month.size() < 7 || month == last) continue;
      last = month;
      ++months[last];
    }
  }
  std::vector<Index> people;
  std::vector<Index> places;
  for (Index i = 0; i < entities.size(); ++i) {
    if (entities[i] == 0) continue;
    if (is_person(catalog.entities[i].type)) people.push_back(i);
    if (catalog.entities[i].type == EntityType::place) places.push_back(i);
  }
  const auto entity = [&](Index i) { return Json{{"value", id('E', i)}, {"name", catalog.entities[i].name}}; };
  std::vector<Index> all_stances;
  for (Index i = 0; i < stances.size(); ++i) all_stances.push_back(i);
  Json by_month = Json::array();
  for (const auto& [month, count] : months) by_month.push_back({{"value", month}, {"count", count}});
  const auto outlet = [&](Index i) { return Json{{"value", catalog.outlets[i]}, {"name", catalog.outlets[i]}}; };
  const auto stance = [](Index i) {
    const std::string word(to_string(static_cast<Stance>(i)));
    return Json{{"value", word}, {"name", word}};
  };
  people = most_frequent(entities, people, 4 * kMostValues);  // more than are shown, since names may be one
  places = most_frequent(entities, places, 4 * kMostValues);
  return {{"outlet", facet_of(outlets, most_frequent(outlets, catalog.outlets_by_reports, kMostValues), outlet)},
          {"person", facet_of(entities, one_of_a_name(catalog, entities, people, places), entity)},
          {"place", facet_of(entities, one_of_a_name(catalog, entities, places, people), entity)},
          {"stance", facet_of(stances, most_frequent(stances, all_stances, kMostValues), stance)},
          {"month", std::move(by_month)},
          {"unnamed", unnamed},
          {"conflict", conflict}};
}

}  // namespace

Response get_stories(const Context& context, const Request& request) {
  const Result<Page> page = page_of(request);
  if (!page) return problem(400, page.error());
  const Result<std::string> sort =
      word_of(request, "sort", {"reports", "origins", "conflicts", "latest", "first", "title"});
  if (!sort) return problem(400, sort.error());
  const Result<std::optional<bool>> facets = flag_of(request, "facets");
  if (!facets) return problem(400, facets.error());
  const Result<Filter> filter = filter_of(context, request);
  if (!filter) return problem(400, filter.error());

  const std::vector<Index>& order = context.catalog.story_orders.at(*sort);
  std::vector<Index> some;
  if (!filter->empty()) {
    std::copy_if(order.begin(), order.end(), std::back_inserter(some),
                 [&](Index story) { return filter->takes(context.catalog.stories[story]); });
  }
  const std::vector<Index>& found = filter->empty() ? order : some;
  Json out = list_of(found, *page, [&](Index story) { return story_item(context, story); });
  if (facets->value_or(false)) out["facets"] = facets_of(context, found);
  return json(out);
}

Found find_story(const Context& context, const Request& request) {
  const auto index = parse_id(request.captures.front(), 's');
  const auto& stories = context.catalog.stories;
  if (index && *index < stories.size() && !stories[*index].documents.empty()) return {*index, std::nullopt};
  return {kNone, problem(404, "there is no story \"" + request.captures.front() + "\" (the case has s1 to s" +
                                  std::to_string(stories.size()) + ")")};
}

Found find_document(const Context& context, const Request&, const std::string& wanted) {
  const auto number = parse_id(wanted, 'd');
  const Index index = number ? context.catalog.document(*number) : kNone;
  if (index != kNone) return {index, std::nullopt};
  return {kNone, problem(404, "there is no document \"" + wanted + "\" in the case")};
}

Found find_entity(const Context& context, const std::string& wanted) {
  const auto index = parse_id(wanted, 'E');
  if (index && *index < context.catalog.entities.size()) {
    const Index canonical = context.catalog.canonical(*index);
    if (!context.catalog.entities[canonical].members.empty()) return {canonical, std::nullopt};
  }
  return {kNone, problem(404, "there is no entity \"" + wanted + "\" in the case")};
}

}  // namespace hearsay::serve

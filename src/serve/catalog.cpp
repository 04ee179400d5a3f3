#include "serve/catalog.h"

#include <algorithm>
#include <numeric>

#include "core/enums.h"
#include "core/outlet.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::serve {
namespace {

using sqlite::Database;
using sqlite::Query;

// A link is only made of what a browser opens as a page: never "javascript:".
bool is_web_address(std::string_view url) {
  return (url.starts_with("http://") || url.starts_with("https://")) && url.size() < 4000;
}

class Loader {
 public:
  Loader(Database& database, Catalog& catalog) : database_(database), catalog_(catalog) {}

  void load() {
    load_documents();
    load_entities();
    load_members();
    load_statements();
    load_stories();
    Query query(database_, "SELECT count(DISTINCT value) > 1 FROM state WHERE name LIKE '%\\_revision' ESCAPE '\\'");
    catalog_.stale = query.row() && query.integer(0) != 0;
  }

 private:
  void load_documents() {
    std::unordered_map<std::string, Index> outlets;
    Query query(database_,
                "SELECT number, id, title, publisher, published, canonical_url, url, language FROM document "
                "ORDER BY number");
    while (query.row()) {
      CatalogDocument document;
      document.number = query.integer(0);
      document.record = query.text(1);
      document.title = collapse_space(query.view(2));
      std::string outlet = collapse_space(query.view(3));
      document.published = query.text(4);
      document.url = is_web_address(query.view(5)) ? query.text(5) : is_web_address(query.view(6)) ? query.text(6) : "";
      document.language = query.text(7);
      if (outlet.empty()) outlet = host_of(document.url);
      if (!outlet.empty()) {
        const auto [place, fresh] = outlets.try_emplace(outlet, static_cast<Index>(catalog_.outlets.size()));
        if (fresh) catalog_.outlets.push_back(outlet);
        document.publisher = place->second;
      }
      document.outlet = outlet.empty() ? document.record : std::move(outlet);
      document.folded = fold(document.title + "\n" + document.outlet);
      catalog_.by_number.emplace(document.number, static_cast<Index>(catalog_.documents.size()));
      catalog_.documents.push_back(std::move(document));
    }
  }

  void load_entities() {
    for (Query query(database_, "SELECT name, type FROM case_entity ORDER BY number"); query.row();) {
      CatalogEntity& entity = catalog_.entities.emplace_back();
      entity.name = query.text(0);
      entity.type = from_string<EntityType>(query.view(1)).value_or(EntityType::other);
    }
    for (Query query(database_, "SELECT entity, name FROM case_alias ORDER BY entity, position"); query.row();) {
      const Index entity = query.index(0);
      if (entity < catalog_.entities.size()) catalog_.entities[entity].aliases.push_back(query.text(1));
    }
    for (Query query(database_, "SELECT entity, name FROM case_role ORDER BY entity, position"); query.row();) {
      const Index entity = query.index(0);
      if (entity < catalog_.entities.size()) catalog_.entities[entity].roles.push_back(query.text(1));
    }
  }

  void load_members() {
    std::vector<Index> sizes(catalog_.documents.size(), 0);
    for (Query query(database_, "SELECT document, max(position) + 1 FROM entity GROUP BY document"); query.row();) {
      const Index document = catalog_.document(query.integer(0));
      if (document != kNone) sizes[document] = query.index(1);
    }
    catalog_.entity_begin.assign(sizes.size() + 1, 0);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      catalog_.entity_begin[i + 1] = catalog_.entity_begin[i] + sizes[i];
    }
    catalog_.entity_of.assign(catalog_.entity_begin.back(), kNone);
    Query query(database_, "SELECT entity, document, document_entity FROM case_member ORDER BY entity, position");
    while (query.row()) {
      const Index entity = query.index(0);
      const Index document = catalog_.document(query.integer(1));
      const Index in_document = query.index(2);
      if (entity >= catalog_.entities.size() || document == kNone || in_document >= sizes[document]) continue;
      catalog_.entity_of[catalog_.entity_begin[document] + in_document] = entity;
      catalog_.entities[entity].members.emplace_back(document, in_document);
    }
  }

  void load_statements() {
    catalog_.statement_begin.assign(catalog_.documents.size() + 1, 0);
    Query query(database_,
                "SELECT document, position, stance, speaker_kind, speaker_entity, number, speaker FROM attribution "
                "ORDER BY document, position");
    while (query.row()) {
      CatalogStatement statement;
      statement.document = catalog_.document(query.integer(0));
      if (statement.document == kNone) continue;
      statement.attribution = query.index(1);
      statement.stance = from_string<Stance>(query.view(2)).value_or(Stance::states);
      statement.spoken = !query.is_null(3);
      if (statement.spoken) statement.kind = from_string<SpeakerKind>(query.view(3)).value_or(SpeakerKind::named);
      statement.speaker = catalog_.entity(statement.document, query.index(4));
      statement.number = query.integer(5);
      if (statement.spoken && statement.speaker == kNone) {
        catalog_.speakers.emplace(static_cast<Index>(catalog_.statements.size()), fold(query.view(6)));
      }
      catalog_.statements.push_back(statement);
    }
  }

  void load_stories() {
    for (Query query(database_, "SELECT title, first, last FROM story ORDER BY number"); query.row();) {
      CatalogStory& story = catalog_.stories.emplace_back();
      story.title = query.text(0);
      story.first = query.text(1);
      story.last = query.text(2);
    }
    const std::size_t stories = catalog_.stories.size();
    for (Query query(database_, "SELECT story, document FROM story_document ORDER BY story, position"); query.row();) {
      const Index document = catalog_.document(query.integer(1));
      if (query.index(0) < stories && document != kNone) catalog_.stories[query.index(0)].documents.push_back(document);
    }
    for (Query query(database_, "SELECT story, origin, document FROM story_origin ORDER BY story, origin, position");
         query.row();) {
      const Index document = catalog_.document(query.integer(2));
      if (query.index(0) >= stories || document == kNone) continue;
      auto& origins = catalog_.stories[query.index(0)].origins;
      if (query.index(1) > origins.size()) continue;
      if (query.index(1) == origins.size()) origins.emplace_back();
      origins[query.index(1)].push_back(document);
    }
    for (Query query(database_, "SELECT story, original, copy, containment FROM copy ORDER BY story, position");
         query.row();) {
      const Index original = catalog_.document(query.integer(1));
      const Index copy = catalog_.document(query.integer(2));
      if (query.index(0) >= stories || original == kNone || copy == kNone) continue;
      catalog_.stories[query.index(0)].copies.push_back({original, copy, query.real(3)});
    }
    for (Query query(database_, "SELECT story, verdict, count(*) FROM comparison GROUP BY story, verdict");
         query.row();) {
      const auto verdict = from_string<Verdict>(query.view(1));
      if (query.index(0) >= stories || !verdict) continue;
      catalog_.stories[query.index(0)].verdicts[static_cast<std::size_t>(*verdict)] = query.index(2);
    }
  }

  Database& database_;
  Catalog& catalog_;
};

void count_statements(Catalog& catalog) {
  std::fill(catalog.statement_begin.begin(), catalog.statement_begin.end(), 0);
  catalog.statements_by_number.clear();
  for (CatalogDocument& document : catalog.documents) document.statements = 0;
  for (CatalogEntity& entity : catalog.entities) entity.statements.clear();
  std::vector<std::uint32_t> unnamed(catalog.entities.size(), 0);
  for (Index i = 0; i < catalog.statements.size(); ++i) {
    const CatalogStatement& statement = catalog.statements[i];
    catalog.statements_by_number.emplace_back(statement.number, i);
    ++catalog.statement_begin[statement.document + 1];
    ++catalog.documents[statement.document].statements;
    if (statement.speaker == kNone) continue;
    catalog.entities[statement.speaker].statements.push_back(i);
    if (statement.kind == SpeakerKind::unnamed) ++unnamed[statement.speaker];
  }
  std::sort(catalog.statements_by_number.begin(), catalog.statements_by_number.end());
  std::partial_sum(catalog.statement_begin.begin(), catalog.statement_begin.end(), catalog.statement_begin.begin());
  for (Index i = 0; i < catalog.entities.size(); ++i) {
    CatalogEntity& entity = catalog.entities[i];
    entity.unnamed = unnamed[i] * 2 > entity.statements.size();
    Index last = kNone;
    entity.reports = 0;
    for (const auto& [document, in_document] : entity.members) {
      if (document != last) ++entity.reports;
      last = document;
    }
    entity.folded = fold(entity.name);
    for (const std::string& alias : entity.aliases) entity.folded += "\n" + fold(alias);
  }
}

void sort_unique(std::vector<Index>& list) {
  sort_distinct(list);
}

void describe_story(Catalog& catalog, Index number) {
  CatalogStory& story = catalog.stories[number];
  story.folded = fold(story.title);
  story.entities.clear();
  story.outlets.clear();
  story.stances = 0;
  story.unnamed = false;
  for (const Index document : story.documents) {
    CatalogDocument& member = catalog.documents[document];
    member.story = number;
    story.folded += "\n" + member.folded.substr(0, member.folded.find('\n'));
    if (member.publisher != kNone) story.outlets.push_back(member.publisher);
    for (std::size_t i = catalog.entity_begin[document]; i < catalog.entity_begin[document + 1]; ++i) {
      const Index entity = catalog.entity_of[i];
      if (entity != kNone && !catalog.entities[entity].unnamed) story.entities.push_back(entity);
    }
    for (Index i = catalog.statement_begin[document]; i < catalog.statement_begin[document + 1]; ++i) {
      const CatalogStatement& statement = catalog.statements[i];
      story.stances |= 1U << static_cast<unsigned>(statement.stance);
      story.unnamed = story.unnamed || (statement.spoken && statement.kind == SpeakerKind::unnamed);
    }
  }
  sort_unique(story.entities);
  sort_unique(story.outlets);
}

template <class Items, class Before>
std::vector<Index> ordered(const Items& items, const Before& before) {
  std::vector<Index> order(items.size());
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index left, Index right) { return before(items[left], items[right]); });
  return order;
}

void order_stories(Catalog& catalog) {
  const auto by = [&](const char* name, const auto& before) {
    std::vector<Index> order = ordered(catalog.stories, before);
    // One that a person has moved the last report out of is no more.
    order.erase(std::remove_if(order.begin(), order.end(), [&](Index i) { return catalog.stories[i].documents.empty(); }),
                order.end());
    catalog.story_orders[name] = std::move(order);
  };
  constexpr auto kConflict = static_cast<std::size_t>(Verdict::conflict);
  by("reports", [](const CatalogStory& a, const CatalogStory& b) { return a.documents.size() > b.documents.size(); });
  by("origins", [](const CatalogStory& a, const CatalogStory& b) { return a.origins.size() > b.origins.size(); });
  by("conflicts", [](const CatalogStory& a, const CatalogStory& b) {
    return std::pair(a.verdicts[kConflict], a.documents.size()) > std::pair(b.verdicts[kConflict], b.documents.size());
  });
  by("latest", [](const CatalogStory& a, const CatalogStory& b) { return a.last > b.last; });
  by("first", [](const CatalogStory& a, const CatalogStory& b) {
    return a.first.empty() != b.first.empty() ? !a.first.empty() : a.first < b.first;
  });
  by("title", [](const CatalogStory& a, const CatalogStory& b) { return a.folded < b.folded; });
}

void order_entities(Catalog& catalog) {
  const auto by = [&](const char* name, const auto& before) {
    std::vector<Index> order = ordered(catalog.entities, before);
    // Those that were merged into another are no more.
    order.erase(std::remove_if(order.begin(), order.end(), [&](Index i) { return catalog.entities[i].members.empty(); }),
                order.end());
    catalog.entity_orders[name] = std::move(order);
  };
  by("reports", [](const CatalogEntity& a, const CatalogEntity& b) { return a.reports > b.reports; });
  by("statements",
     [](const CatalogEntity& a, const CatalogEntity& b) { return a.statements.size() > b.statements.size(); });
  by("name", [](const CatalogEntity& a, const CatalogEntity& b) { return a.folded < b.folded; });
}

}  // namespace

Index Catalog::entity(Index document, Index in_document) const {
  if (document + 1 >= entity_begin.size() || in_document == kNone) return kNone;
  const std::size_t place = entity_begin[document] + in_document;
  return place < entity_begin[document + 1] ? entity_of[place] : kNone;
}

Index Catalog::document(std::int64_t number) const {
  const auto found = by_number.find(number);
  return found == by_number.end() ? kNone : found->second;
}

Index Catalog::canonical(Index entity) const {
  while (entity < entities.size() && entities[entity].merged_into != kNone) entity = entities[entity].merged_into;
  return entity;
}

Index Catalog::statement(std::int64_t number) const {
  const auto found = std::lower_bound(statements_by_number.begin(), statements_by_number.end(), std::pair(number, Index{0}));
  return found != statements_by_number.end() && found->first == number ? found->second : kNone;
}

Result<Catalog> load_catalog(Database& database) {
  Catalog catalog;
  // One reading transaction, so that a writer cannot slip in between documents and stories.
  database.execute("BEGIN");
  Loader(database, catalog).load();
  Status status = database.status();
  if (sqlite3_get_autocommit(database.handle()) == 0) database.execute("COMMIT");
  if (status) status = database.status();
  if (!status) return status.error();
  return catalog;
}

void finish_catalog(Catalog& catalog) {
  count_statements(catalog);
  catalog.outlet_reports.assign(catalog.outlets.size(), 0);
  for (CatalogDocument& document : catalog.documents) {
    document.story = kNone;
    if (document.publisher != kNone) ++catalog.outlet_reports[document.publisher];
  }
  catalog.outlets_by_reports =
      ordered(catalog.outlet_reports, [](std::uint32_t left, std::uint32_t right) { return left > right; });
  for (Index i = 0; i < catalog.stories.size(); ++i) describe_story(catalog, i);
  order_stories(catalog);
  order_entities(catalog);
}

}  // namespace hearsay::serve

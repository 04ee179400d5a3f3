// The log applied to a catalog.
#include <algorithm>
#include <map>
#include <set>

#include "case/rows.h"
#include "core/unicode.h"
#include "corrected.h"
#include "serve/correct.h"

namespace hearsay::serve {
namespace {

class Corrector {
 public:
  Corrector(Catalog& catalog, sqlite::Database& database) : catalog_(catalog), database_(database) {}

  Status run() {
    for (const StandingCorrection& entry : catalog_.log) catalog_.corrections += entry.undone ? 0 : 1;
    if (catalog_.corrections == 0) return Done{};
    correct_entities_of_catalog();
    correct_statements();
    std::set<Index> touched = move_documents(
        catalog_.log, catalog_.stories, [this](std::int64_t number) { return catalog_.document(number); },
        [this](Index document) { return catalog_.documents[document].title; });
    for (Index s = 0; s < catalog_.stories.size(); ++s) {
      for (const Index document : catalog_.stories[s].documents) {
        if (edited_.contains(document)) touched.insert(s);
      }
    }
    for (const Index story : touched) compare(catalog_.stories[story]);
    return database_.status();
  }

 private:
  void correct_entities_of_catalog() {
    const auto member_of = [this](const CorrectionPlace& place) {
      return std::pair(catalog_.document(place.document), place.position);
    };
    const EntityChanges changes = correct_entities(
        catalog_.log, catalog_.entities,
        [&](const CorrectionPlace& place) { return catalog_.entity(catalog_.document(place.document), place.position); },
        member_of);
    for (const auto& [from, into] : changes.merged_into) catalog_.entities[from].merged_into = into;
    for (const auto& [entity, number] : changes.corrected) {
      catalog_.entities[changes.canonical(entity)].corrections.push_back(number);
    }
    if (!changes.merged_into.empty()) {
      for (Index& entity : catalog_.entity_of) entity = changes.canonical(entity);
      for (CatalogStatement& statement : catalog_.statements) statement.speaker = changes.canonical(statement.speaker);
    }
    std::map<std::pair<Index, Index>, Index> taken;  // what splits moved: (document, entity before) → now
    for (const auto& [place, entity] : changes.moved) {
      const Index document = catalog_.document(place.document);
      Index& owner = catalog_.entity_of[catalog_.entity_begin[document] + place.position];
      taken[{document, owner}] = changes.canonical(entity);
      owner = changes.canonical(entity);
    }
    if (taken.empty()) return;
    for (CatalogStatement& statement : catalog_.statements) {
      const auto found = taken.find({statement.document, statement.speaker});
      if (found != taken.end()) statement.speaker = found->second;
    }
  }

  [[nodiscard]] std::size_t statement_at(const CorrectionPlace& place) const {
    const std::pair wanted(catalog_.document(place.document), place.position);
    const auto& all = catalog_.statements;
    const auto found = std::lower_bound(all.begin(), all.end(), wanted, [](const CatalogStatement& one, const auto& key) {
      return std::pair(one.document, one.attribution) < key;
    });
    const bool there = found != all.end() && std::pair(found->document, found->attribution) == wanted;
    return there ? static_cast<std::size_t>(found - all.begin()) : all.size();
  }

  void correct_statements() {
    std::set<std::size_t> rejected;
    for (const StandingCorrection& entry : catalog_.log) {
      const CorrectionKind kind = entry.correction.kind;
      if (entry.undone || entry.dangling || (kind != CorrectionKind::reject && kind != CorrectionKind::edit)) continue;
      const std::size_t place = statement_at(entry.parts.front().front());
      if (place >= catalog_.statements.size()) continue;
      edited_.insert(catalog_.statements[place].document);
      if (kind == CorrectionKind::reject) rejected.insert(place);
      else edit(entry, place);
    }
    if (rejected.empty()) return;
    std::vector<CatalogStatement> kept;
    std::unordered_map<Index, std::string> speakers;
    for (std::size_t i = 0; i < catalog_.statements.size(); ++i) {
      if (rejected.contains(i)) continue;
      const auto speaker = catalog_.speakers.find(static_cast<Index>(i));
      if (speaker != catalog_.speakers.end()) {
        speakers.emplace(static_cast<Index>(kept.size()), std::move(speaker->second));
      }
      kept.push_back(catalog_.statements[i]);
    }
    catalog_.statements = std::move(kept);
    catalog_.speakers = std::move(speakers);
  }

  void edit(const StandingCorrection& entry, std::size_t place) {
    CatalogStatement& statement = catalog_.statements[place];
    const Correction& correction = entry.correction;
    statement.stance = correction.stance.value_or(statement.stance);
    if (!correction.name) return;
    catalog_.speakers.erase(static_cast<Index>(place));
    statement.spoken = !correction.name->empty();
    statement.kind = correction.speaker_kind.value_or(SpeakerKind::named);
    statement.speaker = kNone;
    if (entry.parts.size() > 1 && !entry.parts[1].empty()) {
      statement.speaker = catalog_.entity(statement.document, entry.parts[1].front().position);
    }
    if (statement.spoken && statement.speaker == kNone) {
      catalog_.speakers.emplace(static_cast<Index>(place), fold(*correction.name));
    }
  }

  void compare(CatalogStory& story) {
    story.touched = true;
    if (story.documents.empty()) return;
    std::vector<Document> documents;
    std::map<Index, Index> places;
    std::vector<Index> back;
    std::map<Index, Index> known;
    std::vector<CaseEntity> entities;
    for (const Index index : story.documents) {
      const std::int64_t number = catalog_.documents[index].number;
      std::vector<NumberedDocument> found = read_documents(database_, number, number);
      if (found.empty()) continue;
      correct_document(catalog_.log, number, found.front().document);
      const auto here = static_cast<Index>(documents.size());
      for (Index e = 0; e < found.front().document.reading.entities.size(); ++e) {
        const Index entity = catalog_.entity(index, e);
        if (entity == kNone) continue;
        const auto [place, fresh] = known.try_emplace(entity, static_cast<Index>(entities.size()));
        if (fresh) {
          const CatalogEntity& one = catalog_.entities[entity];
          entities.push_back({one.name, one.type, one.aliases, one.roles, {}});
        }
        entities[place->second].members.emplace_back(here, e);
      }
      places.emplace(index, here);
      back.push_back(index);
      documents.push_back(std::move(found.front().document));
    }
    std::vector<Story> one(1);
    for (Index i = 0; i < back.size(); ++i) one.front().documents.push_back(i);
    for (const Copy& copy : story.copies) {
      if (places.contains(copy.original) && places.contains(copy.copy)) {
        one.front().copies.push_back({places[copy.original], places[copy.copy], copy.containment});
      }
    }
    story.comparisons = compare_anew(documents, entities, one);
    for (Comparison& comparison : story.comparisons) {
      for (ComparisonMember& member : comparison.members) member.document = back[member.document];
    }
    story.first = one.front().first;
    story.last = one.front().last;
    const auto to_catalog = [&back](std::vector<Index> list) {
      for (Index& document : list) document = back[document];
      return list;
    };
    story.documents = to_catalog(one.front().documents);
    story.origins.clear();
    for (const auto& origin : one.front().origins) story.origins.push_back(to_catalog(origin));
    story.verdicts = {};
    for (const Comparison& comparison : story.comparisons) ++story.verdicts[static_cast<std::size_t>(comparison.verdict)];
  }

  Catalog& catalog_;
  sqlite::Database& database_;
  std::set<Index> edited_;  // documents
};

}  // namespace

Status correct_catalog(Catalog& catalog, sqlite::Database& database, std::vector<StandingCorrection> log) {
  catalog.log = std::move(log);
  return Corrector(catalog, database).run();
}

}  // namespace hearsay::serve

// The sheet: rows of claims, a column for each origin. Lines of comparisons first, then who and where, then figures that
// one origin alone gives.
#include <algorithm>
#include <map>
#include <set>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/wording.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostPresences = 15;  // rows of places, and of participants
constexpr std::size_t kMostSingles = 40;
constexpr std::size_t kMostValues = 8;  // in a cell

// Values by origin.
using Cells = std::map<Index, Json>;

void add_value(Cells& cells, Index origin, Json value) {
  Json& values = cells.try_emplace(origin, Json::array()).first->second;
  if (values.size() < kMostValues) values.push_back(std::move(value));
}

Json row_of(const std::string& kind, const std::string& what, const std::string& verdict, Cells cells) {
  Json row = {{"kind", kind}, {"what", report::printable(what)}, {"verdict", verdict}, {"origins", cells.size()}};
  row["cells"] = Json::array();
  for (auto& [origin, values] : cells) {
    Json cell = {{"origin", id('o', origin)}};
    cell["values"] = std::move(values);
    row["cells"].push_back(std::move(cell));
  }
  return row;
}

Index origin_of(const LoadedStory& story, Index document) { return story.origin_of[story.places.at(document)]; }

void add_comparisons(const Context& context, const LoadedStory& story, Json& rows) {
  for (std::size_t i = 0; i < story.comparisons.size(); ++i) {
    const Comparison& comparison = story.comparisons[i];
    Cells cells;
    for (const ComparisonMember& member : comparison.members) {
      const LoadedDocument* document = story.document(member.document);
      // A report of another story has no column here; the comparison itself shows it.
      if (document == nullptr || !story.places.contains(member.document)) continue;
      add_value(cells, origin_of(story, member.document),
                evidence(context, *document, member.span, member.attribution, member.value));
    }
    Json row = row_of(std::string(to_string(comparison.kind)), comparison.what,
                      std::string(to_string(comparison.verdict)), std::move(cells));
    row["why"] = report::printable(comparison.why);
    row["comparison"] = id('c', story.comparison_numbers[i]);
    row["origins"] = comparison.origins;
    rows.push_back(std::move(row));
  }
}

// Who or what stands in which origin, with the first name it has there.
void add_presences(const Context& context, const LoadedStory& story, bool places, Json& rows) {
  struct Seen {
    std::size_t place = 0;  // in story.documents
    Index entity = kNone;   // of that document
    Span span;
  };
  std::map<Index, std::map<Index, Seen>> all;  // by entity of the case, then origin
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const LoadedDocument& document = story.documents[i];
    const std::vector<Entity>& entities = document.document.reading.entities;
    for (Index e = 0; e < entities.size(); ++e) {
      const Index entity = context.catalog.entity(document.index, e);
      if (entity == kNone || context.catalog.entities[entity].unnamed) continue;
      const EntityType type = context.catalog.entities[entity].type;
      const bool place = type == EntityType::place;
      const bool participant = type == EntityType::person || type == EntityType::organization || type == EntityType::group;
      if (places ? !place : !participant) continue;
      const auto mention = std::find_if(entities[e].mentions.begin(), entities[e].mentions.end(),
                                        [](const Mention& one) { return one.form == MentionForm::name; });
      if (mention == entities[e].mentions.end()) continue;
      all[entity].try_emplace(story.origin_of[i], Seen{i, e, mention->span});
    }
  }
  std::vector<std::pair<Index, const std::map<Index, Seen>*>> sorted;
  for (const auto& [entity, seen] : all) sorted.emplace_back(entity, &seen);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second->size() > b.second->size(); });
  if (sorted.size() > kMostPresences) sorted.resize(kMostPresences);
  for (const auto& [entity, seen] : sorted) {
    Cells cells;
    for (const auto& [origin, one] : *seen) {
      const LoadedDocument& document = story.documents[one.place];
      const Entity& known = document.document.reading.entities[one.entity];
      add_value(cells, origin, evidence(context, document, one.span, kNone,
                                        known.roles.empty() ? known.name : known.roles.front(), false));
    }
    Json row = row_of(places ? "place" : "participant", context.catalog.entities[entity].name,
                      seen->size() > 1 ? "agree" : "single", std::move(cells));
    row["entity"] = id('E', entity);
    rows.push_back(std::move(row));
  }
}

// Figures that no comparison holds, by what they count.
void add_single_figures(const Context& context, const LoadedStory& story, Json& rows) {
  std::set<std::pair<Index, Span>> compared;
  for (const Comparison& comparison : story.comparisons) {
    for (const ComparisonMember& member : comparison.members) compared.emplace(member.document, member.span);
  }
  std::set<std::string> seen;
  std::size_t count = 0;
  for (std::size_t i = 0; i < story.documents.size(); ++i) {
    const LoadedDocument& document = story.documents[i];
    for (const Figure& figure : document.document.reading.figures) {
      if (count >= kMostSingles) return;
      if (figure.unit.empty() || compared.contains({document.index, figure.span})) continue;
      const std::string what = figure.unit + (figure.what.empty() ? "" : ": " + figure.what);
      const std::string words(slice(document.document.article.text, figure.span));
      // Copies of one text give the same figure again.
      if (!seen.insert(fold(what + "\n" + words)).second) continue;
      Cells cells;
      add_value(cells, story.origin_of[i], evidence(context, document, figure.span, figure.attribution, words));
      rows.push_back(row_of("figure", what, "single", std::move(cells)));
      ++count;
    }
  }
}

}  // namespace

Response get_sheet(const Context& context, const Request& request) {
  const Found found = find_story(context, request);
  if (found.missing) return *found.missing;
  const Result<LoadedStory> story = load_story(context, found.index);
  if (!story) return problem(500, story.error());
  Json rows = Json::array();
  add_comparisons(context, *story, rows);
  add_presences(context, *story, false, rows);
  add_presences(context, *story, true, rows);
  add_single_figures(context, *story, rows);
  return json({{"columns", origins_value(context, *story)}, {"rows", std::move(rows)}});
}

}  // namespace hearsay::serve

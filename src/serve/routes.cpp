#include "serve/routes.h"

#include <filesystem>

#include "core/enums.h"
#include "hearsay/hearsay.h"
#include "serve/correct.h"
#include "serve/handlers.h"
#include "serve/jobs.h"

namespace hearsay::serve {
namespace {

Json counts_of(const Catalog& catalog) {
  std::size_t origins = 0;
  std::array<std::uint64_t, kVerdicts> verdicts{};
  for (const CatalogStory& story : catalog.stories) {
    origins += story.origins.size();
    for (std::size_t i = 0; i < kVerdicts; ++i) verdicts[i] += story.verdicts[i];
  }
  std::size_t unnamed = 0;
  for (const CatalogEntity& entity : catalog.entities) unnamed += entity.unnamed && !entity.members.empty() ? 1 : 0;
  const auto count = [&verdicts](Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)]; };
  return {{"documents", catalog.documents.size()},
          {"stories", catalog.story_orders.at("reports").size()},
          {"origins", origins},
          {"entities", catalog.entity_orders.at("reports").size()},
          {"unnamed", unnamed},
          {"statements", catalog.statements.size()},
          {"conflicts", count(Verdict::conflict)},
          {"differences", count(Verdict::differ)},
          {"updates", count(Verdict::update)},
          {"agreements", count(Verdict::agree)},
          {"corrections", catalog.corrections}};
}

Response get_case(const Context& context, const RouteOptions& options) {
  const Catalog& catalog = context.catalog;
  Json out = {{"name", std::filesystem::path(options.case_path).filename().string()},
              {"version", catalog.version},
              {"program", version()},
              {"read_only", options.writer == nullptr}};
  set(out, "read_only_because", options.read_only_because);
  if (catalog.stale) out["stale"] = true;
  if (options.writer != nullptr) {
    if (const auto job = options.writer->working()) out["job"] = *job;
  }
  std::string first;
  std::string last;
  for (const CatalogStory& story : catalog.stories) {
    if (!story.first.empty() && (first.empty() || story.first < first)) first = story.first;
    last = std::max(last, story.last);
  }
  set(out, "first", first);
  set(out, "last", last);
  out["counts"] = counts_of(catalog);
  out["outlets"] = Json::array();
  for (const Index outlet : catalog.outlets_by_reports) {
    out["outlets"].push_back({{"name", catalog.outlets[outlet]}, {"count", catalog.outlet_reports[outlet]}});
  }
  std::array<std::uint64_t, static_cast<std::size_t>(EntityType::other) + 1> types{};
  for (const CatalogEntity& entity : catalog.entities) {
    if (!entity.members.empty()) ++types[static_cast<std::size_t>(entity.type)];
  }
  out["types"] = Json::array();
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i] > 0) out["types"].push_back({{"name", to_string(static_cast<EntityType>(i))}, {"count", types[i]}});
  }
  out["limits"] = {{"files", kMostUploadFiles}, {"bytes", kMostUploadBytes}};
  return json(out);
}

}  // namespace

std::vector<Route> routes_of(const RouteOptions& options) {
  Writer* writer = options.writer;
  // What is still being made answers anew each time.
  constexpr bool kNever = false;
  return {
      {"GET", "/api/case", [options](const Context& context, const Request&) { return get_case(context, options); }, kNever},
      {"GET", "/api/stories", get_stories},
      {"GET", "/api/stories/{story}", get_story},
      {"GET", "/api/stories/{story}/sheet", get_sheet},
      {"GET", "/api/stories/{story}/timeline", get_timeline},
      {"GET", "/api/stories/{story}/chains", get_chains},
      {"GET", "/api/stories/{story}/statements", get_story_statements},
      {"GET", "/api/stories/{story}/report.html", get_story_report_html},
      {"GET", "/api/stories/{story}/report.json", get_story_report_json},
      {"GET", "/api/stories/{story}/statements.csv", get_story_csv},
      {"GET", "/api/documents", get_documents},
      {"POST", "/api/documents",
       [writer](const Context&, const Request& request) { return post_text(request, *writer); }, kNever},
      {"GET", "/api/documents/{document}", get_document},
      {"GET", "/api/documents/{document}/citation", get_citation},
      {"GET", "/api/related", get_related},
      {"GET", "/api/entities", get_entities},
      {"GET", "/api/entities/{entity}", get_entity},
      {"GET", "/api/entities/{entity}/statements", get_entity_statements},
      {"GET", "/api/entities/{entity}/reports", get_entity_reports},
      {"GET", "/api/search", get_search},
      {"GET", "/api/corrections", get_corrections},
      {"POST", "/api/corrections",
       [writer](const Context& context, const Request& request) { return post_correction(context, request, *writer); },
       kNever},
      {"DELETE", "/api/corrections/{correction}",
       [writer](const Context& context, const Request& request) {
         return change_correction(context, request, *writer, false);
       },
       kNever},
      {"PUT", "/api/corrections/{correction}",
       [writer](const Context& context, const Request& request) {
         return change_correction(context, request, *writer, true);
       },
       kNever},
      {"GET", "/api/jobs", [writer](const Context& context, const Request&) { return get_jobs(context, writer); }, kNever},
      {"GET", "/api/jobs/{job}",
       [writer](const Context& context, const Request& request) { return get_job(context, request, writer); }, kNever},
      {"GET", "/api/export/statements.csv", get_export_csv, kNever},
      {"GET", "/api/export/documents.jsonl", get_export_jsonl, kNever},
      {"GET", "/api/export/corrections.jsonl", get_export_corrections, kNever},
  };
}

}  // namespace hearsay::serve

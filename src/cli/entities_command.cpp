// entities: who and what is in a case, and a person's word on who is one.
#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "case/state.h"
#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/enums.h"
#include "core/unicode.h"
#include "report/display.h"
#include "report/wording.h"
#include "serve/correct.h"
#include "serve/http.h"
#include "serve/store.h"

namespace hearsay {
namespace {

using serve::Catalog;

int unusable(const Error& error) {
  complain(error.message());
  return kCaseUnusable;
}

int wrong(const std::string& message) {
  complain(message);
  return kWrongUsage;
}

std::string line_of(const Catalog& catalog, Index entity, std::uint32_t columns) {
  const serve::CatalogEntity& one = catalog.entities[entity];
  std::string text = report::printable(one.name);
  if (!one.roles.empty()) text += ", " + report::printable(one.roles.front());
  if (!one.aliases.empty()) {
    const std::vector<std::string> some(one.aliases.begin(), one.aliases.begin() + std::min<std::ptrdiff_t>(3, std::ssize(one.aliases)));
    text += " (also " + report::printable(report::joined(some, ", ")) + ")";
  }
  const std::string head = fmt::format("{:<8} {:<13} {:>7} {:>10}  ", serve::id('E', entity),
                                       one.unnamed ? "unnamed" : to_string(one.type), one.reports, one.statements.size());
  return head + report::shorten_end(text, std::max<std::uint32_t>(columns, 60) - static_cast<std::uint32_t>(head.size())) + "\n";
}

std::string json_of(const Catalog& catalog, Index entity) {
  const serve::CatalogEntity& one = catalog.entities[entity];
  nlohmann::ordered_json out = {{"id", serve::id('E', entity)}, {"name", one.name}, {"type", to_string(one.type)}};
  if (one.unnamed) out["unnamed"] = true;
  out["reports"] = one.reports;
  out["statements"] = one.statements.size();
  if (!one.aliases.empty()) out["aliases"] = one.aliases;
  if (!one.roles.empty()) out["roles"] = one.roles;
  out["documents"] = nlohmann::json::array();
  Index last = kNone;
  for (const auto& [document, in_document] : one.members) {
    if (document != last) out["documents"].push_back(catalog.documents[document].record);
    last = document;
  }
  if (!one.corrections.empty()) out["corrections"] = one.corrections;
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

int list(const EntitiesArguments& arguments) {
  {
    // Says in its own words what is wrong with the file, and is closed before the store opens it.
    const Result<CaseFile> file = CaseFile::open(arguments.case_path, CaseMode::read_only);
    if (!file) return unusable(file.error());
  }
  const Result<std::unique_ptr<serve::Store>> store = serve::Store::open(arguments.case_path);
  if (!store) return unusable(store.error());
  const std::shared_ptr<const Catalog> catalog = (*store)->catalog();
  const std::vector<std::string> words = serve::query_words(arguments.query);
  if (!arguments.json) print(fmt::format("{:<8} {:<13} {:>7} {:>10}  {}\n", "id", "type", "reports", "statements", "name"));
  std::size_t shown = 0;
  std::size_t found = 0;
  for (const Index entity : catalog->entity_orders.at("reports")) {
    const serve::CatalogEntity& one = catalog->entities[entity];
    const std::string type(one.unnamed ? "unnamed" : to_string(one.type));
    if ((!arguments.type.empty() && type != arguments.type) || !serve::has_words(one.folded, words)) continue;
    ++found;
    if (arguments.limit != 0 && shown >= arguments.limit) continue;
    ++shown;
    print(arguments.json ? json_of(*catalog, entity) : line_of(*catalog, entity, terminal_columns()));
  }
  if (found > shown) complain(fmt::format("{} of {} shown; --limit 0 shows all", shown, found));
  if (stdout_arrived()) return kDone;
  complain("the output could not be written (is the disk full?)");
  return kSomeFailed;
}

// What the arguments name.
class Names {
 public:
  explicit Names(const Catalog& catalog) : catalog_(catalog) {}

  Result<Index> entity(const std::string& id) const {
    const std::string upper = id.starts_with('e') ? "E" + id.substr(1) : id;
    const auto index = serve::parse_id(upper, 'E');
    if (index && *index < catalog_.entities.size()) {
      const Index found = catalog_.canonical(*index);
      if (!catalog_.entities[found].members.empty()) return found;
    }
    return Error{"no entity \"" + id + "\"", "", "hearsay entities CASE lists them"};
  }

  Result<Index> document(const std::string& record) const {
    for (Index i = 0; i < catalog_.documents.size(); ++i) {
      if (catalog_.documents[i].record == record) return i;
    }
    return Error{"no document \"" + record + "\"", "", "hearsay stories CASE --format jsonl lists them"};
  }

 private:
  const Catalog& catalog_;
};

// "report:120-134": a document and the characters of a mention.
Result<CorrectionPlace> mention_place(const Catalog& catalog, sqlite::Database& database, const std::string& text) {
  const Error unclear{"\"" + text + "\" names no mention", "", "write DOCUMENT:BEGIN-END, in characters, as annotate tells them"};
  const std::size_t colon = text.rfind(':');
  const std::size_t dash = text.rfind('-');
  if (colon == std::string::npos || dash == std::string::npos || dash < colon) return unclear;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  const char* const data = text.data();
  const bool numbers = std::from_chars(data + colon + 1, data + dash, begin).ptr == data + dash &&
                       std::from_chars(data + dash + 1, data + text.size(), end).ptr == data + text.size();
  if (!numbers) return unclear;
  const Result<Index> document = Names(catalog).document(text.substr(0, colon));
  if (!document) return document.error();
  const std::int64_t number = catalog.documents[*document].number;
  sqlite::Query query(database, "SELECT entity FROM mention WHERE document = ? AND begin_char < ? AND end_char > ? "
                                "ORDER BY end_char - begin_char LIMIT 1", number, end, begin);
  if (query.row()) return CorrectionPlace{number, query.index(0)};
  return Error{"nobody is mentioned at " + text, "", "hearsay annotate tells where mentions stand"};
}

Result<Correction> correction_of(const EntitiesArguments& arguments, const Catalog& catalog, sqlite::Database& database) {
  const Names names(catalog);
  if (arguments.action == EntitiesAction::undo || arguments.action == EntitiesAction::redo) {
    return serve::make_undo(catalog, arguments.number, arguments.action == EntitiesAction::redo);
  }
  std::vector<Index> entities;
  std::vector<std::string> ids = arguments.ids;
  if (!arguments.id.empty()) ids.push_back(arguments.id);
  for (const std::string& id : ids) {
    const Result<Index> entity = names.entity(id);
    if (!entity) return entity.error();
    if (std::find(entities.begin(), entities.end(), *entity) == entities.end()) entities.push_back(*entity);
  }
  if (arguments.action == EntitiesAction::merge) return serve::make_merge(catalog, database, entities);
  if (arguments.action == EntitiesAction::rename) {
    return serve::make_rename(catalog, database, entities.front(), arguments.name);
  }
  std::vector<Index> documents;
  for (const std::string& record : arguments.documents) {
    const Result<Index> document = names.document(record);
    if (!document) return document.error();
    documents.push_back(*document);
  }
  for (const std::string& mention : arguments.mentions) {
    const Result<CorrectionPlace> place = mention_place(catalog, database, mention);
    if (!place) return place.error();
    const Index document = catalog.document(place->document);
    if (catalog.entity(document, place->position) != entities.front()) {
      return Error{"\"" + mention + "\" is no mention of " + serve::id('E', entities.front()), "", ""};
    }
    documents.push_back(document);
  }
  return serve::make_split(catalog, database, entities.front(), documents, arguments.name);
}

int correct(const EntitiesArguments& arguments) {
  Result<CaseFile> file = CaseFile::open(arguments.case_path, CaseMode::read_only);
  if (file) file = CaseFile::open(arguments.case_path, CaseMode::read_write);
  if (!file) return unusable(file.error());
  const Result<std::unique_ptr<serve::Store>> store = serve::Store::open(arguments.case_path);
  if (!store) return unusable(store.error());
  const std::shared_ptr<const Catalog> catalog = (*store)->catalog();
  Result<serve::Connection> connection = (*store)->connect();
  if (!connection) return unusable(connection.error());
  Result<Correction> correction = correction_of(arguments, *catalog, **connection);
  if (!correction) return wrong(correction.error().message());
  correction->at = serve::now_utc();
  const Result<std::uint32_t> number = file->log(*correction);
  if (!number) return unusable(number.error());
  const std::uint32_t undone = correction->target != 0 ? correction->target : *number;
  print(fmt::format("{}. Take it back: hearsay entities {} {} {}\n", report::printable(correction->summary),
                    correction->kind == CorrectionKind::undo ? "redo" : "undo", arguments.case_path, undone));
  return stdout_arrived() ? kDone : kSomeFailed;
}

int log(const EntitiesArguments& arguments) {
  Result<CaseFile> file = CaseFile::open(arguments.case_path, CaseMode::read_only);
  if (!file) return unusable(file.error());
  const Result<std::vector<StandingCorrection>> entries = file->corrections();
  if (!entries) return unusable(entries.error());
  for (const StandingCorrection& entry : *entries) {
    const char* state = entry.undone ? "undone" : entry.dangling ? "dangling" : "";
    print(fmt::format("{:>5}  {}  {:<8}  {}\n", entry.correction.number, entry.correction.at, state,
                      report::printable(entry.correction.summary)));
  }
  return stdout_arrived() ? kDone : kSomeFailed;
}

}  // namespace

int entities_command(const EntitiesArguments& arguments) {
  switch (arguments.action) {
    case EntitiesAction::list:
      return list(arguments);
    case EntitiesAction::log:
      return log(arguments);
    default:
      return correct(arguments);
  }
}

}  // namespace hearsay

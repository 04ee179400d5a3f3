#include "serve/correct.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <set>

#include "core/enums.h"
#include "core/unicode.h"
#include "report/wording.h"

namespace hearsay::serve {
namespace {

using sqlite::Database;

constexpr std::size_t kMostName = 300;  // characters

Error wrong(const std::string& what) { return {what, "", ""}; }

std::vector<CorrectionPlace> places_of(const Catalog& catalog, Index entity) {
  std::vector<CorrectionPlace> places;
  for (const auto& [document, in_document] : catalog.entities[entity].members) {
    places.push_back({catalog.documents[document].number, in_document});
  }
  return places;
}

void append(std::vector<Anchor>& all, std::vector<Anchor> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Result<Correction> anchored(Correction correction, Database& database) {
  if (Status status = database.status(); !status) return status.error();
  if (correction.anchors.empty()) return wrong("it is not in the case any more");
  return correction;
}

// A name as a person types it, on one line.
Result<std::string> name_of(const std::string& given) {
  std::string name = report::printable(given);
  if (name.empty()) return wrong("a name is needed");
  if (name.size() > kMostName * 4) return wrong("the name is too long");
  return name;
}

std::string quoted_name(const Catalog& catalog, Index entity) { return "“" + catalog.entities[entity].name + "”"; }

// --- requests ---------------------------------------------------------------------------------------------------------

std::string text_of(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<Index> entity_of(const Catalog& catalog, const std::string& wanted) {
  const auto index = parse_id(wanted, 'E');
  if (index && *index < catalog.entities.size()) {
    const Index entity = catalog.canonical(*index);
    if (!catalog.entities[entity].members.empty()) return entity;
  }
  return wrong("there is no entity \"" + wanted + "\" in the case");
}

Result<Index> document_of(const Catalog& catalog, const std::string& wanted) {
  const auto number = parse_id(wanted, 'd');
  const Index document = number ? catalog.document(*number) : kNone;
  if (document == kNone) return wrong("there is no document \"" + wanted + "\" in the case");
  return document;
}

Result<std::vector<Index>> list_of_ids(const Catalog& catalog, const Json& body, const char* key, std::size_t most,
                                       Result<Index> (*parse)(const Catalog&, const std::string&)) {
  const auto found = body.find(key);
  if (found == body.end() || !found->is_array() || found->empty() || found->size() > most) {
    return wrong(std::string(key) + " must be a list of 1 to " + std::to_string(most) + " ids");
  }
  std::vector<Index> list;
  for (const Json& one : *found) {
    if (!one.is_string()) return wrong(std::string(key) + " must be a list of ids");
    const Result<Index> index = parse(catalog, one.get<std::string>());
    if (!index) return index.error();
    if (std::find(list.begin(), list.end(), *index) == list.end()) list.push_back(*index);
  }
  return list;
}

struct Statement {
  Index document = kNone;
  Index attribution = kNone;
};

Result<Statement> statement_of(const Catalog& catalog, const Json& body) {
  const Result<Index> document = document_of(catalog, text_of(body, "document"));
  if (!document) return document.error();
  const auto attribution = parse_id(text_of(body, "attribution"), 'a');
  if (!attribution) return wrong("attribution must be an id such as a3");
  return Statement{*document, *attribution};
}

Status set_speaker(const Catalog& catalog, Database& database, const Json& speaker, Index document, Correction& correction) {
  if (!speaker.is_object()) return wrong("speaker must be an object");
  if (speaker.empty()) {
    correction.name = "";
    return Done{};
  }
  if (const std::string kind = text_of(speaker, "kind"); !kind.empty()) {
    correction.speaker_kind = from_string<SpeakerKind>(kind);
    if (!correction.speaker_kind) return wrong("there is no kind of speaker \"" + kind + "\"");
  }
  if (const std::string wanted = text_of(speaker, "entity"); !wanted.empty()) {
    const Result<Index> entity = entity_of(catalog, wanted);
    if (!entity) return entity.error();
    const auto& members = catalog.entities[*entity].members;
    const auto member = std::find_if(members.begin(), members.end(), [&](const auto& one) { return one.first == document; });
    if (member == members.end()) return wrong(quoted_name(catalog, *entity) + " does not stand in this document");
    correction.name = catalog.entities[*entity].name;
    append(correction.anchors, entity_anchors(database, {{catalog.documents[document].number, member->second}}, 1));
    return Done{};
  }
  const Result<std::string> name = name_of(text_of(speaker, "name"));
  if (!name) return wrong("speaker needs an entity or a name");
  correction.name = *name;
  return Done{};
}

Result<Correction> make_reject(const Catalog& catalog, Database& database, const Json& body) {
  const Result<Statement> statement = statement_of(catalog, body);
  if (!statement) return statement.error();
  Correction correction;
  correction.kind = CorrectionKind::reject;
  correction.anchors =
      attribution_anchors(database, {catalog.documents[statement->document].number, statement->attribution});
  correction.summary = "Rejected a statement in “" + catalog.documents[statement->document].record + "”";
  return anchored(std::move(correction), database);
}

Result<Correction> make_edit(const Catalog& catalog, Database& database, const Json& body) {
  const Result<Statement> statement = statement_of(catalog, body);
  if (!statement) return statement.error();
  Correction correction;
  correction.kind = CorrectionKind::edit;
  correction.anchors =
      attribution_anchors(database, {catalog.documents[statement->document].number, statement->attribution});
  if (correction.anchors.empty()) return wrong("there is no such statement in the document");
  std::string what;
  if (const auto speaker = body.find("speaker"); speaker != body.end()) {
    if (Status set = set_speaker(catalog, database, *speaker, statement->document, correction); !set) return set.error();
    what = correction.name->empty() ? "nobody named" : "said by “" + *correction.name + "”";
  }
  if (const std::string stance = text_of(body, "stance"); !stance.empty()) {
    correction.stance = from_string<Stance>(stance);
    if (!correction.stance) return wrong("there is no stance \"" + stance + "\"");
    what += (what.empty() ? "" : ", ") + stance;
  }
  if (const auto negated = body.find("negated"); negated != body.end()) {
    if (!negated->is_boolean()) return wrong("negated must be true or false");
    correction.negated = negated->get<bool>();
    what += (what.empty() ? "" : ", ") + std::string(*correction.negated ? "negated" : "not negated");
  }
  if (what.empty()) return wrong("an edit needs speaker, stance or negated");
  correction.summary = "Changed a statement in “" + catalog.documents[statement->document].record + "”: " + what;
  return anchored(std::move(correction), database);
}

Result<Correction> make_move(const Catalog& catalog, Database& database, const Json& body) {
  const Result<Index> document = document_of(catalog, text_of(body, "document"));
  if (!document) return document.error();
  Correction correction;
  correction.kind = CorrectionKind::move;
  correction.anchors = document_anchor(database, catalog.documents[*document].number, 0);
  const std::string record = "“" + catalog.documents[*document].record + "”";
  const Index from = catalog.documents[*document].story;
  if (!body.contains("story")) {
    if (from != kNone && catalog.stories[from].documents.size() == 1) return wrong(record + " has a story of its own already");
    correction.summary = "Moved " + record + " into a story of its own";
    return anchored(std::move(correction), database);
  }
  const auto story = parse_id(text_of(body, "story"), 's');
  if (!story || *story >= catalog.stories.size() || catalog.stories[*story].documents.empty()) {
    return wrong("there is no story \"" + text_of(body, "story") + "\" in the case");
  }
  if (*story == from) return wrong(record + " is in that story already");
  append(correction.anchors, document_anchor(database, catalog.documents[catalog.stories[*story].documents.front()].number, 1));
  correction.summary = "Moved " + record + " to “" + catalog.stories[*story].title + "”";
  return anchored(std::move(correction), database);
}

bool only_has(const Json& body, const std::set<std::string>& keys) {
  return std::all_of(body.items().begin(), body.items().end(), [&](const auto& item) { return keys.contains(item.key()); });
}

// --- answers ----------------------------------------------------------------------------------------------------------

Json correction_value(const Context& context, const StandingCorrection& entry) {
  const Correction& correction = entry.correction;
  Json out = {{"id", correction.number},
              {"at", correction.at},
              {"kind", to_string(correction.kind)},
              {"summary", correction.summary},
              {"state", entry.undone ? "undone" : entry.dangling ? "dangling" : "applied"}};
  if (entry.parts.empty() || entry.parts.front().empty()) return out;
  const CorrectionPlace& place = entry.parts.front().front();
  const Index document = context.catalog.document(place.document);
  if (document == kNone) return out;
  switch (correction.kind) {
    case CorrectionKind::reject:
    case CorrectionKind::edit:
      out["document"] = document_ref(context, document);
      out["attribution"] = id('a', place.position);
      break;
    case CorrectionKind::move:
      out["document"] = document_ref(context, document);
      break;
    default:
      if (const Index entity = context.catalog.entity(document, place.position); entity != kNone) out["entity"] = id('E', entity);
      return out;
  }
  if (const Index story = context.catalog.documents[document].story; story != kNone) out["story"] = id('s', story);
  return out;
}

// Logs, loads the case again, and answers with how the entry stands now.
Response log_and_tell(const Context& context, Writer& writer, Correction correction, std::uint32_t told, int status) {
  correction.at = now_utc();
  const Result<std::uint32_t> number = writer.log(correction);
  if (!number) return problem(503, number.error());
  if (Status refreshed = context.store.refresh(); !refreshed) return problem(500, refreshed.error());
  const std::shared_ptr<const Catalog> catalog = context.store.catalog();
  const Context now{catalog, *catalog, context.store};
  const std::uint32_t wanted = told != 0 ? told : *number;
  for (const StandingCorrection& entry : catalog->log) {
    if (entry.correction.number != wanted) continue;
    Response response = json(correction_value(now, entry), status);
    if (status == 201) response.headers.emplace_back("Location", "/api/corrections/" + std::to_string(wanted));
    return response;
  }
  return problem(500, "the correction was logged and is not in the log");
}

}  // namespace

std::string now_utc() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Result<Correction> make_rename(const Catalog& catalog, Database& database, Index entity, const std::string& given) {
  const Result<std::string> name = name_of(given);
  if (!name) return name.error();
  if (*name == catalog.entities[entity].name) return wrong("that is its name already");
  Correction correction;
  correction.kind = CorrectionKind::rename;
  correction.name = *name;
  correction.anchors = entity_anchors(database, places_of(catalog, entity), 0);
  correction.summary = "Renamed " + quoted_name(catalog, entity) + " to “" + *name + "”";
  return anchored(std::move(correction), database);
}

Result<Correction> make_merge(const Catalog& catalog, Database& database, const std::vector<Index>& entities) {
  if (entities.size() < 2) return wrong("a merge needs two entities, and not the same twice");
  Correction correction;
  correction.kind = CorrectionKind::merge;
  std::string others;
  for (Index part = 0; part < entities.size(); ++part) {
    append(correction.anchors, entity_anchors(database, places_of(catalog, entities[part]), part));
    if (part > 0) others += (others.empty() ? "" : ", ") + quoted_name(catalog, entities[part]);
  }
  correction.summary = "Merged " + others + " into " + quoted_name(catalog, entities.front());
  return anchored(std::move(correction), database);
}

Result<Correction> make_split(const Catalog& catalog, Database& database, Index entity, const std::vector<Index>& documents,
                              const std::string& given) {
  std::vector<CorrectionPlace> places;
  const auto& members = catalog.entities[entity].members;
  for (const auto& [document, in_document] : members) {
    if (std::find(documents.begin(), documents.end(), document) != documents.end()) {
      places.push_back({catalog.documents[document].number, in_document});
    }
  }
  if (places.empty()) return wrong(quoted_name(catalog, entity) + " stands in none of these documents");
  if (places.size() == members.size()) return wrong("nothing would be left of " + quoted_name(catalog, entity));
  Correction correction;
  correction.kind = CorrectionKind::split;
  if (!given.empty()) {
    const Result<std::string> name = name_of(given);
    if (!name) return name.error();
    correction.name = *name;
  }
  correction.anchors = entity_anchors(database, places, 0, places.size());
  correction.summary = "Split " + report::counted(places.size(), "mention", "mentions") + " off " +
                       quoted_name(catalog, entity) + (correction.name ? " as “" + *correction.name + "”" : "");
  return anchored(std::move(correction), database);
}

Result<Correction> make_undo(const Catalog& catalog, std::uint32_t number, bool redo) {
  for (const StandingCorrection& entry : catalog.log) {
    if (entry.correction.number != number) continue;
    if (entry.undone != redo) return wrong(redo ? "it is not undone" : "it is undone already");
    Correction correction;
    correction.kind = redo ? CorrectionKind::redo : CorrectionKind::undo;
    correction.target = number;
    correction.summary = (redo ? "Did again: " : "Undid: ") + entry.correction.summary;
    return correction;
  }
  return wrong("there is no correction " + std::to_string(number));
}

Result<Correction> make_correction(const Catalog& catalog, Database& database, const Json& body) {
  const std::string kind = text_of(body, "kind");
  if (kind == "rename" && only_has(body, {"kind", "entity", "name"})) {
    const Result<Index> entity = entity_of(catalog, text_of(body, "entity"));
    return entity ? make_rename(catalog, database, *entity, text_of(body, "name")) : Result<Correction>(entity.error());
  }
  if (kind == "merge" && only_has(body, {"kind", "entities"})) {
    const Result<std::vector<Index>> entities = list_of_ids(catalog, body, "entities", 100, entity_of);
    return entities ? make_merge(catalog, database, *entities) : Result<Correction>(entities.error());
  }
  if (kind == "split" && only_has(body, {"kind", "entity", "documents", "name"})) {
    const Result<Index> entity = entity_of(catalog, text_of(body, "entity"));
    if (!entity) return entity.error();
    const Result<std::vector<Index>> documents = list_of_ids(catalog, body, "documents", 10000, document_of);
    return documents ? make_split(catalog, database, *entity, *documents, text_of(body, "name"))
                     : Result<Correction>(documents.error());
  }
  if (kind == "reject" && only_has(body, {"kind", "document", "attribution"})) return make_reject(catalog, database, body);
  if (kind == "edit" && only_has(body, {"kind", "document", "attribution", "speaker", "stance", "negated"})) {
    return make_edit(catalog, database, body);
  }
  if (kind == "move" && only_has(body, {"kind", "document", "story"})) return make_move(catalog, database, body);
  return wrong("kind must be rename, merge, split, reject, edit or move, with the fields that it has and no others");
}

std::string corrections_jsonl(const std::vector<Correction>& log) {
  std::string lines;
  for (const Correction& one : log) {
    Json out = {{"number", one.number}, {"at", one.at}, {"kind", to_string(one.kind)}};
    if (one.target != 0) out["target"] = one.target;
    out["summary"] = one.summary;
    if (one.name) out["name"] = *one.name;
    if (one.speaker_kind) out["speaker_kind"] = to_string(*one.speaker_kind);
    if (one.stance) out["stance"] = to_string(*one.stance);
    if (one.negated) out["negated"] = *one.negated;
    out["anchors"] = Json::array();
    for (const Anchor& anchor : one.anchors) {
      Json value = {{"part", anchor.part}, {"role", anchor.role}, {"document", anchor.document}};
      set(value, "name", anchor.name);
      if (anchor.span) value["bytes"] = Json::array({anchor.span->begin, anchor.span->end});
      set(value, "words", anchor.words);
      out["anchors"].push_back(std::move(value));
    }
    lines += out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  return lines;
}

Response get_corrections(const Context& context, const Request&) {
  Json items = Json::array();
  for (const StandingCorrection& entry : context.catalog.log) items.push_back(correction_value(context, entry));
  return json({{"items", std::move(items)}});
}

Response get_export_corrections(const Context& context, const Request&) {
  Result<Connection> connection = context.store.connect();
  if (!connection) return problem(500, connection.error());
  const Result<std::vector<Correction>> log = logged_corrections(**connection);
  if (!log) return problem(500, log.error());
  Response response{200, "application/jsonl", corrections_jsonl(*log), {}};
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"corrections.jsonl\"");
  return response;
}

Response post_correction(const Context& context, const Request& request, Writer& writer) {
  const Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded() || !body.is_object()) return problem(400, "the body is no JSON object");
  Result<Connection> connection = context.store.connect();
  if (!connection) return problem(500, connection.error());
  Result<Correction> correction = make_correction(context.catalog, **connection, body);
  if (!correction) return problem(422, correction.error());
  return log_and_tell(context, writer, std::move(correction).value(), 0, 201);
}

Response change_correction(const Context& context, const Request& request, Writer& writer, bool redo) {
  const std::string& text = request.captures.front();
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto& log = context.catalog.log;
  const bool known = failed == std::errc() && end == text.data() + text.size() &&
                     std::any_of(log.begin(), log.end(), [&](const auto& one) { return one.correction.number == number; });
  if (!known) return problem(404, "there is no correction \"" + text + "\"");
  Result<Correction> correction = make_undo(context.catalog, number, redo);
  if (!correction) return problem(409, correction.error());
  return log_and_tell(context, writer, std::move(correction).value(), number, 200);
}

}  // namespace hearsay::serve

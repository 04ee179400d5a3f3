#include "serve/view.h"

#include <algorithm>

#include "case/rows.h"
#include "core/enums.h"
#include "core/sorted.h"
#include "report/excerpt.h"
#include "report/wording.h"
#include "serve/period.h"

namespace hearsay::serve {
namespace {

using sqlite::Database;
using sqlite::Query;

constexpr std::size_t kMostMembers = 40;  // of a comparison, with their words

Json pieces_value(const std::vector<report::Piece>& pieces, report::Mark plain_mark, const char* plain_name) {
  Json list = Json::array();
  for (const report::Piece& piece : pieces) {
    Json one = {{"text", piece.words}};
    if (piece.mark == plain_mark) {
      one["mark"] = plain_name;
    } else if (piece.mark == report::Mark::source) {
      one["mark"] = "source";
    } else if (piece.mark == report::Mark::cue) {
      one["mark"] = "cue";
    }
    list.push_back(std::move(one));
  }
  return list;
}

// Reports per day, week, month or year, whichever gives at most 60 counts.
Json sparkline(const Context& context, const CatalogStory& story) {
  std::vector<long> days;
  for (const Index document : story.documents) {
    const std::string& date = context.catalog.documents[document].published;
    if (is_day(std::string_view(date).substr(0, 10))) days.push_back(day_number(date));
  }
  if (days.empty()) return {};
  const auto [first, last] = std::minmax_element(days.begin(), days.end());
  constexpr long kMost = 60;
  long width = 1;
  const char* unit = "day";
  for (const auto& [days_wide, name] : {std::pair<long, const char*>{7, "week"}, {30, "month"}, {365, "year"}}) {
    if ((*last - *first) / width < kMost) break;
    width = days_wide;
    unit = name;
  }
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(std::min((*last - *first) / width, kMost - 1) + 1), 0);
  for (const long day : days) {
    ++counts[std::min(static_cast<std::size_t>((day - *first) / width), counts.size() - 1)];
  }
  return {{"from", story.first}, {"unit", unit}, {"counts", counts}};
}

// Comparisons of an untouched story, as the case holds them.
void read_comparisons(Database& database, const Context& context, LoadedStory& story) {
  for (Query query(database, "SELECT number, kind, what, verdict, why, origins FROM comparison WHERE story = ? "
                             "ORDER BY number", static_cast<std::int64_t>(story.index));
       query.row();) {
    Comparison& comparison = story.comparisons.emplace_back();
    story.comparison_numbers.push_back(query.index(0));
    comparison.story = story.index;
    comparison.kind = read_word<ComparisonKind>(database, query, 1);
    comparison.what = query.text(2);
    comparison.verdict = read_word<Verdict>(database, query, 3);
    comparison.why = query.text(4);
    comparison.origins = static_cast<std::uint32_t>(query.integer(5));
  }
  for (std::size_t i = 0; i < story.comparisons.size(); ++i) {
    Query query(database,
                "SELECT document, value, attribution, begin_byte, end_byte, words FROM comparison_member "
                "WHERE comparison = ? ORDER BY position",
                story.comparison_numbers[i]);
    while (query.row()) {
      const Index document = context.catalog.document(query.integer(0));
      if (document == kNone) continue;
      ComparisonMember& member = story.comparisons[i].members.emplace_back();
      member.document = document;
      member.value = query.text(1);
      member.attribution = query.index(2);
      member.span = {static_cast<std::uint32_t>(query.integer(3)), static_cast<std::uint32_t>(query.integer(4))};
      member.text = query.text(5);
    }
  }
}

// A comparison may lay reports of another story beside this one's.
Status load_elsewhere(const Context& context, LoadedStory& story) {
  std::vector<Index> wanted;
  for (const Comparison& comparison : story.comparisons) {
    for (const ComparisonMember& member : comparison.members) {
      if (!story.places.contains(member.document)) wanted.push_back(member.document);
    }
  }
  sort_distinct(wanted);
  if (wanted.empty()) return Done{};
  Result<std::vector<LoadedDocument>> documents = load_documents(context, wanted);
  if (!documents) return documents.error();
  for (LoadedDocument& document : *documents) {
    const Index index = document.index;
    story.elsewhere.emplace(index, std::move(document));
  }
  return Done{};
}

}  // namespace

Json LoadedDocument::span(Span bytes) const {
  if (bytes.end > document.article.text.size() || !map) return Json::array({0, 0});
  return Json::array({(*map)(bytes.begin), (*map)(bytes.end)});
}

std::optional<Span> LoadedDocument::bytes(Span code_points) const {
  const std::string& text = document.article.text;
  Span found;
  std::uint32_t count = 0;
  std::size_t at = 0;
  for (; at < text.size() && count < code_points.end; ++count) {
    if (count == code_points.begin) found.begin = static_cast<std::uint32_t>(at);
    (void)next_code_point(text, at);
  }
  if (count < code_points.end || code_points.empty()) return std::nullopt;
  found.end = static_cast<std::uint32_t>(at);
  return found;
}

std::string LoadedDocument::attribution_id(Index attribution) const {
  return id('a', before(attribution));
}

Index LoadedDocument::before(Index attribution) const {
  return attribution < attributions.size() ? attributions[attribution] : attribution;
}

Index LoadedDocument::now(Index before) const {
  if (attributions.empty()) return before < document.reading.attributions.size() ? before : kNone;
  const auto found = std::lower_bound(attributions.begin(), attributions.end(), before);
  return found != attributions.end() && *found == before ? static_cast<Index>(found - attributions.begin()) : kNone;
}

const StandingCorrection* correction_of(const Context& context, Index document, Index attribution) {
  const CorrectionPlace place{context.catalog.documents[document].number, attribution};
  const StandingCorrection* last = nullptr;
  for (const StandingCorrection& entry : context.catalog.log) {
    const CorrectionKind kind = entry.correction.kind;
    const bool about = kind == CorrectionKind::reject || kind == CorrectionKind::edit;
    if (about && !entry.undone && !entry.dangling && entry.parts.front().front() == place) last = &entry;
  }
  return last;
}

Result<std::vector<LoadedDocument>> load_documents(const Context& context, const std::vector<Index>& documents,
                                                   bool keep_rejected) {
  Result<Connection> connection = context.store.connect();
  if (!connection) return connection.error();
  Database& database = **connection;
  std::vector<LoadedDocument> loaded;
  database.execute("BEGIN");
  for (const Index index : documents) {
    if (index >= context.catalog.documents.size()) continue;
    const std::int64_t number = context.catalog.documents[index].number;
    std::vector<NumberedDocument> found = read_documents(database, number, number);
    if (found.empty()) continue;
    LoadedDocument& one = loaded.emplace_back();
    one.index = index;
    one.document = std::move(found.front().document);
    one.attributions = correct_document(context.catalog.log, number, one.document, keep_rejected);
  }
  Status status = database.status();
  if (sqlite3_get_autocommit(database.handle()) == 0) database.execute("COMMIT");
  if (status) status = database.status();
  if (!status) return status.error();
  // The map looks into the text, so it is made where the text stays.
  for (LoadedDocument& one : loaded) one.map.emplace(one.document.article.text, OffsetMap::Unit::code_point);
  return loaded;
}

std::string id(char letter, Index index) { return letter + std::to_string(static_cast<std::uint64_t>(index) + 1); }

std::string document_id(const Context& context, Index document) {
  return "d" + std::to_string(context.catalog.documents[document].number + 1);
}

Json document_ref(const Context& context, Index document) {
  const CatalogDocument& one = context.catalog.documents[document];
  Json out = {{"id", document_id(context, document)}, {"record", one.record}, {"outlet", one.outlet}};
  set(out, "title", one.title);
  set(out, "published", one.published);
  set(out, "url", one.url);
  set(out, "language", one.language);
  return out;
}

Json entity_ref(const Context& context, Index entity) {
  const CatalogEntity& one = context.catalog.entities[entity];
  Json out = {{"id", id('E', entity)}, {"name", one.name}, {"type", to_string(one.type)}};
  if (one.unnamed) out["unnamed"] = true;
  return out;
}

Json entity_item(const Context& context, Index entity, std::size_t names) {
  const CatalogEntity& one = context.catalog.entities[entity];
  const auto some = [names](const std::vector<std::string>& all) {
    return std::vector<std::string>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(names, all.size())));
  };
  Json out = entity_ref(context, entity);
  out["reports"] = one.reports;
  out["statements"] = one.statements.size();
  out["roles"] = some(one.roles);
  out["aliases"] = some(one.aliases);
  if (!one.corrections.empty()) out["corrected"] = true;
  return out;
}

Json story_item(const Context& context, Index story) {
  const CatalogStory& one = context.catalog.stories[story];
  const auto verdicts = [&one](Verdict verdict) { return one.verdicts[static_cast<std::size_t>(verdict)]; };
  Json out = {{"id", id('s', story)}, {"title", one.title}};
  set(out, "first", one.first);
  set(out, "last", one.last);
  out["reports"] = one.documents.size();
  out["origins"] = one.origins.size();
  out["outlets"] = one.outlets.size();
  out["conflicts"] = verdicts(Verdict::conflict);
  out["differences"] = verdicts(Verdict::differ);
  out["updates"] = verdicts(Verdict::update);
  out["agreements"] = verdicts(Verdict::agree);
  out["unnamed"] = one.unnamed;
  if (Json line = sparkline(context, one); !line.is_null()) out["sparkline"] = std::move(line);
  return out;
}

Json speaker_value(const Context& context, const LoadedDocument& document, const Speaker& speaker) {
  const Index entity = context.catalog.entity(document.index, speaker.entity);
  // By the name the case knows it by, which a person may have given.
  const bool named = entity != kNone && speaker.kind != SpeakerKind::unnamed;
  Json out = {{"name", named ? context.catalog.entities[entity].name : speaker.name}, {"kind", to_string(speaker.kind)}};
  if (entity != kNone) out["entity"] = id('E', entity);
  return out;
}

Json pieces_of(const LoadedDocument& document, const Attribution& attribution, std::uint32_t around) {
  return pieces_value(report::excerpt_of(document.document, attribution, around), report::Mark::content, "content");
}

Json pieces_of(const LoadedDocument& document, Span span, std::uint32_t around) {
  return pieces_value(report::excerpt_of(document.document, span, around), report::Mark::content, "match");
}

Json evidence(const Context& context, const LoadedDocument& document, Span span, Index attribution,
              const std::string& value, bool with_pieces) {
  Json out = {{"document", document_ref(context, document.index)},
              {"span", document.span(span)},
              {"text", report::printable(slice(document.document.article.text, span))}};
  set(out, "value", value);
  if (with_pieces) out["pieces"] = pieces_of(document, span, 90);
  const std::vector<Attribution>& all = document.document.reading.attributions;
  if (attribution < all.size()) {
    out["attribution"] = document.attribution_id(attribution);
    if (all[attribution].speaker) out["speaker"] = speaker_value(context, document, *all[attribution].speaker);
    out["stance"] = to_string(all[attribution].stance);
  }
  return out;
}

std::string content_text(const LoadedDocument& document, const Attribution& attribution) {
  return report::content_words(document.document, attribution.content);
}

Json chain_value(const Context& context, const LoadedDocument& document, const Attribution& attribution) {
  Json chain = Json::array();
  for (const Hop& hop : attribution.chain) {
    Json one = speaker_value(context, document, {hop.name, hop.entity, hop.kind});
    set(one, "basis", hop.basis);
    if (!hop.words.empty()) {
      one["words"] = Json::array();
      std::string text;
      for (const Span span : hop.words) {
        one["words"].push_back(document.span(span));
        text += (text.empty() ? "" : " … ") + report::printable(slice(document.document.article.text, span));
      }
      one["text"] = text;
    }
    chain.push_back(std::move(one));
  }
  return chain;
}

Json statement_value(const Context& context, const LoadedDocument& document, Index attribution) {
  const Attribution& one = document.document.reading.attributions[attribution];
  Json out = {{"document", document_ref(context, document.index)}};
  if (const Index story = context.catalog.documents[document.index].story; story != kNone) out["story"] = id('s', story);
  out["attribution"] = document.attribution_id(attribution);
  if (one.speaker) out["speaker"] = speaker_value(context, document, *one.speaker);
  out["stance"] = to_string(one.stance);
  if (one.negated) out["negated"] = true;
  out["form"] = to_string(one.form);
  out["text"] = content_text(document, one);
  out["span"] = one.content.empty() ? Json::array({0, 0}) : document.span(one.content.front());
  out["pieces"] = pieces_of(document, one, 60);
  out["chain"] = chain_value(context, document, one);
  if (const StandingCorrection* entry = correction_of(context, document.index, document.before(attribution))) {
    out["correction"] = entry->correction.number;
  }
  return out;
}

const LoadedDocument* LoadedStory::document(Index wanted) const {
  if (const auto found = places.find(wanted); found != places.end()) return &documents[found->second];
  const auto found = elsewhere.find(wanted);
  return found == elsewhere.end() ? nullptr : &found->second;
}

Result<LoadedStory> load_story(const Context& context, Index story) {
  LoadedStory loaded;
  loaded.index = story;
  loaded.story = &context.catalog.stories[story];
  Result<std::vector<LoadedDocument>> documents = load_documents(context, loaded.story->documents);
  if (!documents) return documents.error();
  loaded.documents = std::move(documents).value();
  loaded.origin_of.assign(loaded.documents.size(), 0);
  for (std::size_t i = 0; i < loaded.documents.size(); ++i) loaded.places.emplace(loaded.documents[i].index, i);
  for (Index origin = 0; origin < loaded.story->origins.size(); ++origin) {
    for (const Index member : loaded.story->origins[origin]) {
      const auto place = loaded.places.find(member);
      if (place != loaded.places.end()) loaded.origin_of[place->second] = origin;
    }
  }
  if (loaded.story->touched) {
    loaded.comparisons = loaded.story->comparisons;
    for (Index i = 0; i < loaded.comparisons.size(); ++i) loaded.comparison_numbers.push_back(i);
  } else {
    Result<Connection> connection = context.store.connect();
    if (!connection) return connection.error();
    read_comparisons(**connection, context, loaded);
    if (Status status = (**connection).status(); !status) return status.error();
  }
  if (Status status = load_elsewhere(context, loaded); !status) return status.error();
  return loaded;
}

Json comparison_value(const Context& context, const LoadedStory& story, std::size_t place) {
  const Comparison& comparison = story.comparisons[place];
  Json out = {{"id", id('c', story.comparison_numbers[place])},
              {"kind", to_string(comparison.kind)},
              {"what", report::printable(comparison.what)},
              {"verdict", to_string(comparison.verdict)},
              {"why", report::printable(comparison.why)},
              {"origins", comparison.origins},
              {"members", Json::array()}};
  for (const ComparisonMember& member : comparison.members) {
    if (out["members"].size() == kMostMembers) {
      out["more"] = comparison.members.size() - kMostMembers;
      break;
    }
    if (const LoadedDocument* document = story.document(member.document)) {
      out["members"].push_back(evidence(context, *document, member.span, member.attribution, member.value));
    }
  }
  return out;
}

Json origins_value(const Context& context, const LoadedStory& story) {
  std::map<Index, const Copy*> copies;
  for (const Copy& copy : story.story->copies) {
    const auto [place, fresh] = copies.emplace(copy.copy, &copy);
    if (!fresh && copy.containment > place->second->containment) place->second = &copy;
  }
  Json list = Json::array();
  for (Index origin = 0; origin < story.story->origins.size(); ++origin) {
    Json documents = Json::array();
    for (const Index member : story.story->origins[origin]) {
      Json one = document_ref(context, member);
      if (const auto copy = copies.find(member); copy != copies.end()) {
        one["copy_of"] = document_id(context, copy->second->original);
        one["containment"] = copy->second->containment;
      }
      if (const LoadedDocument* document = story.document(member); document && !document->document.article.credit.empty()) {
        one["credit"] = document->document.article.credit;
      }
      for (const StandingCorrection& entry : context.catalog.log) {
        const bool moves = entry.correction.kind == CorrectionKind::move && !entry.undone && !entry.dangling;
        if (moves && entry.parts.front().front().document == context.catalog.documents[member].number) one["moved"] = true;
      }
      documents.push_back(std::move(one));
    }
    if (documents.empty()) continue;
    const std::string name = documents.front()["outlet"];
    list.push_back({{"id", id('o', origin)}, {"name", name}, {"documents", std::move(documents)}});
  }
  return list;
}

}  // namespace hearsay::serve

#include "case/correction.h"

#include <algorithm>
#include <set>

#include "case/rows.h"
#include "core/enums.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;

constexpr std::string_view kKinds[] = {"rename", "merge", "split", "reject", "edit", "move", "undo", "redo"};

std::optional<CorrectionKind> kind_of(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kKinds); ++i) {
    if (kKinds[i] == word) return static_cast<CorrectionKind>(i);
  }
  return std::nullopt;
}

bool has_log(Database& database) {
  Query query(database, "SELECT 1 FROM sqlite_schema WHERE name = 'correction'");
  return query.row();
}

template <class Enum>
std::optional<std::string_view> word_of(const std::optional<Enum>& value) {
  if (!value) return std::nullopt;
  return to_string(*value);
}

Span span_of(const Query& query, int column) {
  return {static_cast<std::uint32_t>(query.integer(column)), static_cast<std::uint32_t>(query.integer(column + 1))};
}

std::optional<std::int64_t> number_of(Database& database, const std::string& document) {
  Query query(database, "SELECT number FROM document WHERE id = ?", document);
  return query.row() ? std::optional(query.integer(0)) : std::nullopt;
}

// --- where anchors stand ----------------------------------------------------------------------------------------------

// The mention at the very place; else the same words anywhere; else the name.
std::optional<CorrectionPlace> find_entity(Database& database, std::int64_t document, const Anchor& anchor) {
  if (anchor.span) {
    Query exact(database,
                "SELECT entity FROM mention WHERE document = ? AND begin_byte = ? AND end_byte = ? AND words = ? LIMIT 1",
                document, anchor.span->begin, anchor.span->end, anchor.words);
    if (exact.row()) return CorrectionPlace{document, exact.index(0)};
  }
  Query named(database, "SELECT position FROM entity WHERE document = ? AND name = ? ORDER BY position LIMIT 1", document,
              anchor.name);
  if (named.row()) return CorrectionPlace{document, named.index(0)};
  if (anchor.words.empty()) return std::nullopt;
  Query moved(database, "SELECT entity FROM mention WHERE document = ? AND words = ? ORDER BY begin_byte LIMIT 1", document,
              anchor.words);
  if (moved.row()) return CorrectionPlace{document, moved.index(0)};
  return std::nullopt;
}

// The attribution whose content and cue begin with the anchored words: at the very place, else where the text has moved
// to, if it is only one.
std::optional<CorrectionPlace> find_attribution(Database& database, std::int64_t document,
                                                const std::vector<Anchor>& anchors) {
  std::optional<std::set<Index>> exact;
  std::optional<std::set<Index>> moved;
  const auto keep = [](std::optional<std::set<Index>>& all, const std::set<Index>& some) {
    if (!all) {
      all = some;
    } else {
      std::erase_if(*all, [&](Index one) { return !some.contains(one); });
    }
  };
  for (const Anchor& anchor : anchors) {
    if ((anchor.role != "content" && anchor.role != "cue") || !anchor.span) continue;
    std::set<Index> here;
    std::set<Index> anywhere;
    Query query(database,
                "SELECT attribution, begin_byte, end_byte FROM attribution_span "
                "WHERE document = ? AND role = ? AND position = 0 AND words = ?",
                document, anchor.role, anchor.words);
    while (query.row()) {
      anywhere.insert(query.index(0));
      if (span_of(query, 1) == *anchor.span) here.insert(query.index(0));
    }
    keep(exact, here);
    keep(moved, anywhere);
  }
  if (exact && !exact->empty()) return CorrectionPlace{document, *exact->begin()};
  if (moved && moved->size() == 1) return CorrectionPlace{document, *moved->begin()};
  return std::nullopt;
}

class Resolver {
 public:
  Resolver(Database& database, StandingCorrection& entry) : database_(database), entry_(entry) {}

  void resolve() {
    const Correction& correction = entry_.correction;
    for (const Anchor& anchor : correction.anchors) {
      if (anchor.part > 1000) continue;
      if (anchor.part >= entry_.parts.size()) entry_.parts.resize(anchor.part + 1);
      const std::optional<std::int64_t> document = number_of(database_, anchor.document);
      if (!document) continue;
      if (anchor.role == "entity") add(anchor.part, find_entity(database_, *document, anchor));
      if (anchor.role == "document") add(anchor.part, CorrectionPlace{*document, kNone});
      if (anchor.role == "content") add(anchor.part, find_attribution(database_, *document, correction.anchors));
    }
    // Of a merge two parts must be left; of all others what they are about.
    std::size_t found = 0;
    for (const auto& part : entry_.parts) found += part.empty() ? 0 : 1;
    entry_.dangling = entry_.parts.empty() || entry_.parts.front().empty() ||
                      (correction.kind == CorrectionKind::merge && found < 2);
    if (correction.kind == CorrectionKind::split && !entry_.dangling) describe();
  }

 private:
  void add(Index part, const std::optional<CorrectionPlace>& place) {
    if (!place) return;
    auto& places = entry_.parts[part];
    if (std::find(places.begin(), places.end(), *place) == places.end()) places.push_back(*place);
  }

  // What the documents tell of a split-off entity.
  void describe() {
    Entity& fresh = entry_.fresh;
    std::map<std::string, std::size_t> names;
    for (const CorrectionPlace& place : entry_.parts.front()) {
      {
        Query query(database_, "SELECT name, type FROM entity WHERE document = ? AND position = ?", place.document,
                    place.position);
        if (!query.row()) continue;
        if (names.empty()) fresh.type = from_string<EntityType>(query.view(1)).value_or(EntityType::other);
        ++names[query.text(0)];
      }
      read_names("SELECT name FROM alias WHERE document = ? AND entity = ? ORDER BY position", place, fresh.aliases);
      read_names("SELECT name FROM role WHERE document = ? AND entity = ? ORDER BY position", place, fresh.roles);
    }
    std::size_t most = 0;
    for (const auto& [name, count] : names) {
      if (count <= most) continue;
      most = count;
      fresh.name = name;
    }
    for (const auto& [name, count] : names) correction::add_missing(fresh.aliases, name, fresh.name);
    std::erase(fresh.aliases, fresh.name);
  }

  void read_names(const char* sql, const CorrectionPlace& place, std::vector<std::string>& list) {
    for (Query query(database_, sql, place.document, place.position); query.row();) {
      correction::add_missing(list, query.text(0), {});
    }
  }

  Database& database_;
  StandingCorrection& entry_;
};

// --- single documents -------------------------------------------------------------------------------------------------

void edit(const StandingCorrection& entry, Document& document, Attribution& attribution) {
  const Correction& correction = entry.correction;
  if (correction.stance) attribution.stance = *correction.stance;
  if (correction.negated) attribution.negated = *correction.negated;
  if (!correction.name) return;
  if (correction.name->empty()) {  // nobody can be named
    attribution.speaker.reset();
    attribution.chain.clear();
    return;
  }
  Speaker speaker{*correction.name, kNone, correction.speaker_kind.value_or(SpeakerKind::named)};
  if (entry.parts.size() > 1 && !entry.parts[1].empty() &&
      entry.parts[1].front().position < document.reading.entities.size()) {
    speaker.entity = entry.parts[1].front().position;
  }
  if (!attribution.chain.empty()) {
    Hop& utterer = attribution.chain.front();
    utterer.name = speaker.name;
    utterer.entity = speaker.entity;
    utterer.kind = speaker.kind;
  }
  attribution.speaker = std::move(speaker);
}

// Takes attributions out; whatever names one that went names the one around it instead.
std::vector<Index> remove_attributions(Reading& reading, const std::set<Index>& rejected) {
  std::vector<Index> kept;
  std::vector<Index> now(reading.attributions.size(), kNone);
  for (Index i = 0; i < reading.attributions.size(); ++i) {
    if (rejected.contains(i)) continue;
    now[i] = static_cast<Index>(kept.size());
    kept.push_back(i);
  }
  const auto rename = [&](Index& index) {
    std::size_t steps = 0;
    while (index < now.size() && now[index] == kNone && steps++ < now.size()) index = reading.attributions[index].within;
    index = index < now.size() ? now[index] : kNone;
  };
  for (Figure& figure : reading.figures) rename(figure.attribution);
  for (Event& event : reading.events) rename(event.attribution);
  std::vector<Index> within(reading.attributions.size(), kNone);
  for (Index i = 0; i < within.size(); ++i) {
    within[i] = reading.attributions[i].within;
    rename(within[i]);
  }
  for (Index i = 0; i < kept.size(); ++i) {
    if (kept[i] != i) reading.attributions[i] = std::move(reading.attributions[kept[i]]);
    reading.attributions[i].within = within[kept[i]];
  }
  reading.attributions.resize(kept.size());
  return kept;
}

}  // namespace

std::string_view to_string(CorrectionKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Result<std::uint32_t> log_correction(Database& database, const Correction& correction) {
  sqlite::Transaction transaction(database);
  std::uint32_t number = 1;
  {
    Query query(database, "SELECT coalesce(max(number), 0) + 1 FROM correction");
    if (query.row()) number = static_cast<std::uint32_t>(query.integer(0));
  }
  std::optional<std::int64_t> target;
  if (correction.target != 0) target = correction.target;
  Query(database, "INSERT INTO correction VALUES (?,?,?,?,?,?,?,?,?)", static_cast<std::int64_t>(number), correction.at,
        to_string(correction.kind), target, correction.summary, correction.name, word_of(correction.speaker_kind),
        word_of(correction.stance), correction.negated)
      .run();
  for (std::size_t i = 0; i < correction.anchors.size(); ++i) {
    const Anchor& anchor = correction.anchors[i];
    std::optional<std::int64_t> begin, end;
    std::optional<std::string_view> words;
    if (anchor.span) {
      begin = anchor.span->begin;
      end = anchor.span->end;
      words = anchor.words;
    }
    Query(database, "INSERT INTO correction_anchor VALUES (?,?,?,?,?,?,?,?,?)", static_cast<std::int64_t>(number), i,
          static_cast<std::int64_t>(anchor.part), anchor.role, anchor.document, anchor.name, begin, end, words)
        .run();
  }
  Query(database, "INSERT INTO state VALUES ('corrections', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1").run();
  if (Status status = transaction.commit(); !status) return status.error();
  return number;
}

Result<std::vector<Correction>> logged_corrections(Database& database) {
  std::vector<Correction> log;
  if (!has_log(database)) return log;
  std::map<std::uint32_t, std::size_t> places;
  for (Query query(database, "SELECT number, at, kind, target, summary, name, speaker_kind, stance, negated "
                             "FROM correction ORDER BY number");
       query.row();) {
    const std::optional<CorrectionKind> kind = kind_of(query.view(2));
    if (!kind) continue;  // of a later hearsay
    Correction& one = log.emplace_back();
    one.number = static_cast<std::uint32_t>(query.integer(0));
    one.at = query.text(1);
    one.kind = *kind;
    one.target = static_cast<std::uint32_t>(query.integer(3));
    one.summary = query.text(4);
    if (!query.is_null(5)) one.name = query.text(5);
    if (!query.is_null(6)) one.speaker_kind = from_string<SpeakerKind>(query.view(6));
    if (!query.is_null(7)) one.stance = from_string<Stance>(query.view(7));
    if (!query.is_null(8)) one.negated = query.integer(8) != 0;
    places[one.number] = log.size() - 1;
  }
  for (Query query(database, "SELECT correction, part, role, document, name, begin_byte, end_byte, words "
                             "FROM correction_anchor ORDER BY correction, position");
       query.row();) {
    const auto place = places.find(static_cast<std::uint32_t>(query.integer(0)));
    if (place == places.end()) continue;
    Anchor& anchor = log[place->second].anchors.emplace_back();
    anchor.part = query.index(1);
    anchor.role = query.text(2);
    anchor.document = query.text(3);
    anchor.name = query.text(4);
    if (!query.is_null(5)) anchor.span = span_of(query, 5);
    anchor.words = query.text(7);
  }
  if (Status status = database.status(); !status) return status.error();
  return log;
}

Result<std::vector<StandingCorrection>> standing_corrections(Database& database) {
  Result<std::vector<Correction>> log = logged_corrections(database);
  if (!log) return log.error();
  std::vector<StandingCorrection> standing;
  for (Correction& correction : *log) {
    if (correction.kind == CorrectionKind::undo || correction.kind == CorrectionKind::redo) {
      for (StandingCorrection& entry : standing) {
        if (entry.correction.number == correction.target) entry.undone = correction.kind == CorrectionKind::undo;
      }
      continue;
    }
    standing.push_back({std::move(correction), false, false, {}, {}});
  }
  for (StandingCorrection& entry : standing) Resolver(database, entry).resolve();
  if (Status status = database.status(); !status) return status.error();
  return standing;
}

std::vector<Anchor> entity_anchors(Database& database, const std::vector<CorrectionPlace>& members, Index part,
                                   std::size_t most) {
  std::vector<Anchor> anchors;
  for (const CorrectionPlace& member : members) {
    if (anchors.size() >= most) break;
    Anchor anchor;
    anchor.part = part;
    anchor.role = "entity";
    {
      Query query(database, "SELECT d.id, e.name FROM entity AS e JOIN document AS d ON d.number = e.document "
                            "WHERE e.document = ? AND e.position = ?", member.document, member.position);
      if (!query.row()) continue;
      anchor.document = query.text(0);
      anchor.name = query.text(1);
    }
    Query query(database, "SELECT begin_byte, end_byte, words FROM mention WHERE document = ? AND entity = ? "
                          "ORDER BY form <> 'name', position LIMIT 1", member.document, member.position);
    if (query.row()) {
      anchor.span = span_of(query, 0);
      anchor.words = query.text(2);
    }
    anchors.push_back(std::move(anchor));
  }
  return anchors;
}

std::vector<Anchor> attribution_anchors(Database& database, CorrectionPlace attribution) {
  std::vector<Anchor> anchors;
  Query query(database, "SELECT d.id, s.role, s.begin_byte, s.end_byte, s.words FROM attribution_span AS s JOIN document "
                        "AS d ON d.number = s.document WHERE s.document = ? AND s.attribution = ? AND s.position = 0 "
                        "AND s.role IN ('content', 'cue') ORDER BY s.role", attribution.document, attribution.position);
  while (query.row()) {
    Anchor anchor;
    anchor.document = query.text(0);
    anchor.role = query.text(1);
    anchor.span = span_of(query, 2);
    anchor.words = query.text(4);
    anchors.push_back(std::move(anchor));
  }
  return anchors;
}

std::vector<Anchor> document_anchor(Database& database, std::int64_t document, Index part) {
  Query query(database, "SELECT id FROM document WHERE number = ?", document);
  if (!query.row()) return {};
  Anchor anchor;
  anchor.part = part;
  anchor.role = "document";
  anchor.document = query.text(0);
  return {anchor};
}

std::vector<Index> correct_document(const std::vector<StandingCorrection>& log, std::int64_t number, Document& document,
                                    bool keep_rejected) {
  std::set<Index> rejected;
  std::vector<Attribution>& attributions = document.reading.attributions;
  for (const StandingCorrection& entry : log) {
    const CorrectionKind kind = entry.correction.kind;
    if (entry.undone || entry.dangling || (kind != CorrectionKind::reject && kind != CorrectionKind::edit)) continue;
    const CorrectionPlace& place = entry.parts.front().front();
    if (place.document != number || place.position >= attributions.size()) continue;
    if (kind == CorrectionKind::edit) edit(entry, document, attributions[place.position]);
    else rejected.insert(place.position);
  }
  if (rejected.empty() || keep_rejected) return {};
  return remove_attributions(document.reading, rejected);
}

Index EntityChanges::canonical(Index entity) const {
  // A merge never makes a circle: what was merged away has no places left that a later one could name.
  for (auto found = merged_into.find(entity); found != merged_into.end(); found = merged_into.find(entity)) {
    entity = found->second;
  }
  return entity;
}

Index EntityChanges::now(CorrectionPlace place, Index found) const {
  const auto split = moved.find(place);
  return canonical(split != moved.end() ? split->second : found);
}

}  // namespace hearsay

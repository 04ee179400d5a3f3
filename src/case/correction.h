// What a person corrected in a case: a log that is only ever added to, and what its entries mean for the documents,
// entities and stories that were read.
//
// Nothing that was read is changed. An entry names what it is about by what stays when more is read, or the same is read
// again: a document's id, a name in it, the words of a span. Where it stands now is found each time the log is read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "case/sqlite.h"
#include "hearsay/account.h"
#include "hearsay/result.h"

namespace hearsay {

enum class CorrectionKind { rename, merge, split, reject, edit, move, undo, redo };
[[nodiscard]] std::string_view to_string(CorrectionKind kind);

// Words of a document by which something is found again.
struct Anchor {
  Index part = 0;        // merge: of which entity. edit: 1 for the speaker, else 0. move: 0 what is moved, 1 where to
  std::string document;  // its id
  std::string role;      // "entity", "content", "cue", "document"
  std::string name;      // of an entity: what the document calls it
  std::optional<Span> span;  // bytes of a mention, or of the first span of a content or cue
  std::string words;     // of the span
};

struct Correction {
  std::uint32_t number = 0;  // from 1; the log gives it
  std::string at;            // UTC, "2026-11-05T17:27:03Z"
  CorrectionKind kind = CorrectionKind::rename;
  std::uint32_t target = 0;  // of undo and redo
  std::string summary;       // one sentence
  std::optional<std::string> name;  // rename; split: of the new entity; edit: the speaker, "" for nobody
  std::optional<SpeakerKind> speaker_kind;
  std::optional<Stance> stance;
  std::optional<bool> negated;
  std::vector<Anchor> anchors;
};

// Where an anchor stands now: a document's number, and the entity or attribution of it; kNone for the document itself.
struct CorrectionPlace {
  std::int64_t document = 0;
  Index position = kNone;
  auto operator<=>(const CorrectionPlace&) const = default;
};

struct StandingCorrection {
  Correction correction;
  bool undone = false;
  bool dangling = false;  // what it is about is not in the case any more
  std::vector<std::vector<CorrectionPlace>> parts;
  Entity fresh;  // split: what the documents tell of the new entity (name, type, aliases, roles)
};

// Adds to the log. Anchors must name what the case holds now.
[[nodiscard]] Result<std::uint32_t> log_correction(sqlite::Database& database, const Correction& correction);
// The log, undo and redo taken into account and left out, each entry with where it stands. Empty for a case of a format
// without a log.
[[nodiscard]] Result<std::vector<StandingCorrection>> standing_corrections(sqlite::Database& database);
// The log as it stands in the file, undo and redo included.
[[nodiscard]] Result<std::vector<Correction>> logged_corrections(sqlite::Database& database);

// --- making anchors -----------------------------------------------------------------------------------------------

// At most five of an entity's members: a correction of an entity of a thousand reports stays small, and one of them
// may go.
[[nodiscard]] std::vector<Anchor> entity_anchors(sqlite::Database& database, const std::vector<CorrectionPlace>& members,
                                                 Index part, std::size_t most = 5);
[[nodiscard]] std::vector<Anchor> attribution_anchors(sqlite::Database& database, CorrectionPlace attribution);
[[nodiscard]] std::vector<Anchor> document_anchor(sqlite::Database& database, std::int64_t document, Index part);

// --- applying -----------------------------------------------------------------------------------------------------

// Rejects and edits of one document. Gives where each attribution that is left stood before; empty if none went.
// `keep_rejected` leaves rejected ones where they are.
std::vector<Index> correct_document(const std::vector<StandingCorrection>& log, std::int64_t number, Document& document,
                                    bool keep_rejected = false);

// What corrections did to the entities of a case.
struct EntityChanges {
  std::map<Index, Index> merged_into;  // by entity; the target may be merged further
  std::map<CorrectionPlace, Index> moved;  // members that a split took away
  std::vector<std::pair<Index, std::uint32_t>> corrected;  // entity, correction

  [[nodiscard]] Index now(CorrectionPlace place, Index found) const;
  [[nodiscard]] Index canonical(Index entity) const;
};

// Applies renames, merges and splits in the order of the log. Entity is CaseEntity or like it. `find` gives the entity of
// a place as it was read; `members_of` makes (document, entity) pairs as Entity::members has them of a place. Entities
// keep their places: one that was merged into another is left without members, new ones come at the end.
template <class EntityType_, class Find, class MemberOf>
EntityChanges correct_entities(const std::vector<StandingCorrection>& log, std::vector<EntityType_>& entities,
                               const Find& find, const MemberOf& member_of);

}  // namespace hearsay

#include "case/correct_entities.h"

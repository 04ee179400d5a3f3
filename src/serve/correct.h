// Corrections as people make them: from ids of the present catalog to log entries that outlive it, and back.
#pragma once

#include <string>
#include <vector>

#include "case/correction.h"
#include "serve/handlers.h"
#include "serve/writer.h"

namespace hearsay::serve {

// Each gives an entry to be logged, without number and time; an Error where it makes no sense, in words for the user.
[[nodiscard]] Result<Correction> make_rename(const Catalog& catalog, sqlite::Database& database, Index entity,
                                             const std::string& name);
[[nodiscard]] Result<Correction> make_merge(const Catalog& catalog, sqlite::Database& database,
                                            const std::vector<Index>& entities);
// `documents` of the catalog; `name` may be empty.
[[nodiscard]] Result<Correction> make_split(const Catalog& catalog, sqlite::Database& database, Index entity,
                                            const std::vector<Index>& documents, const std::string& name);
[[nodiscard]] Result<Correction> make_undo(const Catalog& catalog, std::uint32_t number, bool redo);
// The request of POST /api/corrections.
[[nodiscard]] Result<Correction> make_correction(const Catalog& catalog, sqlite::Database& database, const Json& body);

// "2026-11-05T17:27:03Z"
[[nodiscard]] std::string now_utc();

// The log of a case, an object a line; docs/json.md says what stands in it.
[[nodiscard]] std::string corrections_jsonl(const std::vector<Correction>& log);

// Applies the log to a catalog as it was loaded. Stories that it touches are compared anew.
[[nodiscard]] Status correct_catalog(Catalog& catalog, sqlite::Database& database, std::vector<StandingCorrection> log);

[[nodiscard]] Response get_corrections(const Context& context, const Request& request);
[[nodiscard]] Response get_export_corrections(const Context& context, const Request& request);
[[nodiscard]] Response post_correction(const Context& context, const Request& request, Writer& writer);
// DELETE undoes, PUT redoes.
[[nodiscard]] Response change_correction(const Context& context, const Request& request, Writer& writer, bool redo);

}  // namespace hearsay::serve

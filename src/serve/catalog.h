// What every list of the web app needs of a case, in memory: no texts, no spans. Made once per version of the case; a
// value that many requests read at the same time.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "case/correction.h"
#include "case/sqlite.h"
#include "hearsay/account.h"
#include "hearsay/result.h"

namespace hearsay::serve {

inline constexpr std::size_t kVerdicts = 4;  // of enum Verdict

struct CatalogDocument {
  std::int64_t number = 0;  // in the case; it stays
  std::string record;       // Document::id
  std::string title;
  std::string outlet;     // as shown: the publisher, else the host of the address, else the record
  Index publisher = kNone;  // into Catalog::outlets; kNone where only the record is known
  std::string published;
  std::string url;        // http and https alone
  std::string language;
  std::string folded;     // title and outlet, for finding words
  Index story = kNone;
  std::uint32_t statements = 0;
};

struct CatalogStatement {
  std::int64_t number = 0;    // of the table attribution
  Index document = kNone;
  Index attribution = kNone;  // in the document
  Index speaker = kNone;      // entity of the case
  Stance stance = Stance::states;
  SpeakerKind kind = SpeakerKind::named;  // of the speaker; means nothing where `spoken` is false
  bool spoken = false;                    // whether a speaker is known
};

struct CatalogEntity {
  std::string name;
  EntityType type = EntityType::other;
  std::vector<std::string> aliases;
  std::vector<std::string> roles;
  std::string folded;  // name and aliases
  bool unnamed = false;
  std::uint32_t reports = 0;
  std::vector<Index> statements;  // into Catalog::statements
  std::vector<std::pair<Index, Index>> members;  // (document, entity in it)
  Index merged_into = kNone;
  std::vector<std::uint32_t> corrections;
};

struct CatalogStory {
  std::string title;
  std::string folded;  // its title and those of its reports
  std::string first, last;
  std::vector<Index> documents;
  std::vector<std::vector<Index>> origins;
  std::vector<Copy> copies;
  std::array<std::uint32_t, kVerdicts> verdicts{};
  std::uint32_t stances = 0;  // a bit each
  bool unnamed = false;
  std::vector<Index> entities;  // named ones that stand in it, ascending
  std::vector<Index> outlets;   // ascending
  // Of a story that a person's corrections touch; else they lie in the case.
  bool touched = false;
  std::vector<Comparison> comparisons;
};

struct Catalog {
  std::uint64_t version = 0;
  std::vector<StandingCorrection> log;  // what a person corrected; applied
  std::size_t corrections = 0;          // of them that stand
  bool stale = false;  // documents were added since the account was made
  std::vector<CatalogDocument> documents;
  std::vector<CatalogStatement> statements;  // by document, then position
  std::unordered_map<Index, std::string> speakers;  // folded; of statements whose speaker is no entity of the case
  std::vector<CatalogEntity> entities;
  std::vector<CatalogStory> stories;
  std::vector<std::string> outlets;
  std::vector<std::uint32_t> outlet_reports;
  std::vector<Index> outlets_by_reports;
  std::unordered_map<std::int64_t, Index> by_number;
  // Case entities of a document's entities: entity_of[entity_begin[document] + entity].
  std::vector<std::size_t> entity_begin;
  std::vector<Index> entity_of;
  std::vector<Index> statement_begin;  // of each document, and one more
  std::vector<std::pair<std::int64_t, Index>> statements_by_number;

  // Orders of whole lists, so that an unfiltered page costs nothing.
  std::map<std::string, std::vector<Index>, std::less<>> story_orders;
  std::map<std::string, std::vector<Index>, std::less<>> entity_orders;

  [[nodiscard]] Index entity(Index document, Index in_document) const;
  [[nodiscard]] Index document(std::int64_t number) const;
  // Of the table attribution.
  [[nodiscard]] Index statement(std::int64_t number) const;
  // The entity itself, or the one it was merged into.
  [[nodiscard]] Index canonical(Index entity) const;
};

// Everything as the case holds it, without a person's corrections.
[[nodiscard]] Result<Catalog> load_catalog(sqlite::Database& database);

// Fills what follows from documents, statements, entities and stories: counts, orders, words for finding.
void finish_catalog(Catalog& catalog);

}  // namespace hearsay::serve

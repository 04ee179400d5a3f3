// case: documents as read in; one SQLite file, full text indexed, out. docs/case-format.md describes the schema.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/account.h"
#include "hearsay/result.h"

namespace hearsay {

struct Correction;
struct StandingCorrection;

enum class CaseMode { read_only, read_write };  // read_write makes the file where there is none

struct SearchQuery {
  std::string words = {};      // plain words and "phrases", all of which must stand; FTS5 syntax does no harm
  std::string speaker = {};    // only statements of this speaker (part of the name, from a word's begin, any case)
  std::string publisher = {};  // the same way
  std::string entity = {};     // only documents in which this entity stands; the same way
  std::string from = {};       // ISO dates, inclusive; documents without a date are in no range
  std::string to = {};
  std::uint32_t limit = 50;
};

struct SearchHit {
  std::string id;  // of the document
  std::string title;
  std::string published;
  std::string publisher;
  Span span;              // of the hit's passage in the text
  std::string passage;    // the words of `span`
  Spans matches;          // within `passage`
  std::string speaker;    // of the statement the hit lies in, if any
};

// What `check` found first.
struct CheckReport {
  std::uint64_t documents = 0;
  std::uint64_t claims = 0;  // spans compared with the words stored for them
  std::optional<Error> first_failure;
};

// An open case. Not thread-safe. Every change is one transaction: a kill at any moment loses at most the document
// being written.
class CaseFile {
 public:
  static Result<CaseFile> open(const std::string& path, CaseMode mode);
  CaseFile(CaseFile&&) noexcept;
  CaseFile& operator=(CaseFile&&) noexcept;
  ~CaseFile();

  // Key of a record: the same bytes, path, offset and reading options give the same key, and is not read again.
  [[nodiscard]] Result<bool> has(std::string_view key);
  // Writes the document and everything read in it. A document of the same id and other key replaces the old one; of the
  // same key, changes nothing and gives false.
  [[nodiscard]] Result<bool> add(std::string_view key, const Document& document);

  [[nodiscard]] Result<std::uint64_t> document_count();
  // All documents with their readings, in the order they were first read.
  [[nodiscard]] Result<std::vector<Document>> documents();
  // The same one at a time, for cases too large for memory; `take` gives false to stop. Must not change the case.
  [[nodiscard]] Status each_document(const std::function<bool(Document&&)>& take);
  [[nodiscard]] Result<std::optional<Document>> document(std::string_view id);

  // Replaces what is derived from all documents: entities, stories, comparisons.
  [[nodiscard]] Status store_account(const Account& account);
  // Documents and everything derived, as it was read: without a person's corrections.
  [[nodiscard]] Result<Account> account();
  // True where documents were added since store_account.
  [[nodiscard]] Result<bool> stale();

  // The documents' numbers in the file, in the order of documents().
  [[nodiscard]] Result<std::vector<std::int64_t>> document_numbers();

  // Adds to the log of what a person corrected, and gives the entry's number (case/correction.h).
  [[nodiscard]] Result<std::uint32_t> log(const Correction& correction);
  [[nodiscard]] Result<std::vector<StandingCorrection>> corrections();
  [[nodiscard]] Result<std::vector<Correction>> correction_log();

  [[nodiscard]] Result<std::vector<SearchHit>> search(const SearchQuery& query);
  [[nodiscard]] Result<CheckReport> check();

 private:
  struct State;
  explicit CaseFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hearsay

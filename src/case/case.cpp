#include "case/case.h"

#include <utility>

#include "case/correction.h"
#include "case/rows.h"
#include "case/state.h"

namespace hearsay {
namespace {

using sqlite::Database;
using sqlite::Query;
using sqlite::Transaction;

constexpr std::int64_t kChunk = 512;  // documents read at a time

// The number under which the document of this id stands, or the next free one.
std::int64_t number_for(Database& database, const std::string& id, bool& replaces) {
  {
    Query query(database, "SELECT number FROM document WHERE id = ?", id);
    replaces = query.row();
    if (replaces) return query.integer(0);
  }
  Query query(database, "SELECT coalesce(max(number), -1) + 1 FROM document");
  return query.row() ? query.integer(0) : 0;
}

bool has_key(Database& database, std::string_view key) {
  return Query(database, "SELECT 1 FROM document WHERE key = ?", key).row();
}

std::int64_t last_number(Database& database) {
  Query query(database, "SELECT coalesce(max(number), -1) FROM document");
  return query.row() ? query.integer(0) : -1;
}

}  // namespace

CaseFile::CaseFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
CaseFile::CaseFile(CaseFile&&) noexcept = default;
CaseFile& CaseFile::operator=(CaseFile&& other) noexcept {
  if (this != &other) {
    if (state_ != nullptr && state_->writing) close_case(state_->database);
    state_ = std::move(other.state_);
  }
  return *this;
}
CaseFile::~CaseFile() {
  if (state_ != nullptr && state_->writing) close_case(state_->database);
}

Result<bool> CaseFile::has(std::string_view key) {
  Database& database = state_->database;
  const bool found = has_key(database, key);
  if (Status status = database.status(); !status) return status.error();
  return found;
}

Result<bool> CaseFile::add(std::string_view key, const Document& document) {
  Database& database = state_->database;
  state_->begin_writing();
  Transaction transaction(database);
  if (!database.failed() && has_key(database, key)) return false;
  bool replaces = false;
  const std::int64_t number = number_for(database, document.id, replaces);
  if (replaces) erase_document(database, number);
  write_document(database, number, key, document);
  Query(database, "UPDATE state SET value = value + 1 WHERE name = 'documents_revision'").run();
  if (Status status = transaction.commit(); !status) return status.error();
  return true;
}

Result<std::uint64_t> CaseFile::document_count() {
  Database& database = state_->database;
  std::uint64_t count = 0;
  {
    Query query(database, "SELECT count(*) FROM document");
    if (query.row()) count = static_cast<std::uint64_t>(query.integer(0));
  }
  if (Status status = database.status(); !status) return status.error();
  return count;
}

Status CaseFile::each_document(const std::function<bool(Document&&)>& take) {
  Database& database = state_->database;
  const std::int64_t last = last_number(database);
  for (std::int64_t first = 0; first <= last; first += kChunk) {
    std::vector<NumberedDocument> chunk = read_documents(database, first, first + kChunk - 1);
    if (Status status = database.status(); !status) return status;
    for (NumberedDocument& one : chunk) {
      if (!take(std::move(one.document))) return Done{};
    }
  }
  return database.status();
}

Result<std::vector<Document>> CaseFile::documents() {
  std::vector<Document> documents;
  Status status = each_document([&](Document&& document) {
    documents.push_back(std::move(document));
    return true;
  });
  if (!status) return status.error();
  return documents;
}

Result<std::optional<Document>> CaseFile::document(std::string_view id) {
  Database& database = state_->database;
  std::optional<Document> document;
  std::int64_t number = -1;
  {
    Query query(database, "SELECT number FROM document WHERE id = ?", id);
    if (query.row()) number = query.integer(0);
  }
  if (number >= 0) {
    std::vector<NumberedDocument> found = read_documents(database, number, number);
    if (!found.empty()) document = std::move(found.front().document);
  }
  if (Status status = database.status(); !status) return status.error();
  return document;
}

Status CaseFile::store_account(const Account& account) {
  Database& database = state_->database;
  state_->begin_writing();
  Transaction transaction(database);
  write_account(database, account);
  // Where another process added documents meanwhile, the account stays stale.
  Query(database,
        "UPDATE state SET value = (SELECT value FROM state WHERE name = 'documents_revision') "
        "WHERE name = 'account_revision' AND (SELECT count(*) FROM document) = ?",
        account.documents.size())
      .run();
  return transaction.commit();
}

Result<Account> CaseFile::account() {
  Database& database = state_->database;
  // One reading transaction, so that a writer cannot slip in between documents and stories.
  database.execute("BEGIN");
  Account account;
  std::vector<std::int64_t> numbers;
  const std::int64_t last = last_number(database);
  for (std::int64_t first = 0; first <= last && !database.failed(); first += kChunk) {
    for (NumberedDocument& one : read_documents(database, first, first + kChunk - 1)) {
      numbers.push_back(one.number);
      account.documents.push_back(std::move(one.document));
    }
  }
  read_account(database, numbers, account);
  Status status = database.status();
  if (sqlite3_get_autocommit(database.handle()) == 0) database.execute("COMMIT");
  if (status) status = database.status();
  if (!status) return status.error();
  return account;
}

Result<bool> CaseFile::stale() {
  Database& database = state_->database;
  bool stale = false;
  {
    Query query(database, "SELECT count(DISTINCT value) > 1 FROM state WHERE name LIKE '%\\_revision' ESCAPE '\\'");
    stale = query.row() && query.integer(0) != 0;
  }
  if (Status status = database.status(); !status) return status.error();
  return stale;
}

Result<std::vector<std::int64_t>> CaseFile::document_numbers() {
  Database& database = state_->database;
  std::vector<std::int64_t> numbers;
  for (Query query(database, "SELECT number FROM document ORDER BY number"); query.row();) {
    numbers.push_back(query.integer(0));
  }
  if (Status status = database.status(); !status) return status.error();
  return numbers;
}

Result<std::uint32_t> CaseFile::log(const Correction& correction) {
  state_->begin_writing();
  return log_correction(state_->database, correction);
}

Result<std::vector<Correction>> CaseFile::correction_log() { return logged_corrections(state_->database); }

Result<std::vector<StandingCorrection>> CaseFile::corrections() { return standing_corrections(state_->database); }

}  // namespace hearsay

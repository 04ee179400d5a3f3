#include "case/sqlite.h"

#include <cerrno>
#include <utility>

namespace hearsay::sqlite {
namespace {

// A quota or a limit on file size reaches SQLite as an error of the write, not as SQLITE_FULL, and the reason stays in
// errno: SQLite keeps it for some errors only.
bool disk_is_full(int code, int system_error) {
  if ((code & 0xff) == SQLITE_FULL) return true;
  return (code & 0xff) == SQLITE_IOERR &&
         (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG);
}

Error explain(int code, int system_error, const char* message, const std::string& path) {
  if (disk_is_full(code, system_error)) {
    return {"the disk is full", path, "free some space and run the same command again: what was read before is safe"};
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"another hearsay is writing to it", path, "wait until it is done, or give another file with --case"};
    case SQLITE_NOTADB:
      return {"is not a case file", path, "give a file that hearsay read has made"};
    case SQLITE_CORRUPT:
      return {"the case file is damaged", path, "restore it from a copy, or read the inputs again into a new file"};
    case SQLITE_READONLY:
      return {"cannot be written to", path, "change the permissions of the file and its folder, or give another file"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"cannot be opened", path, "check that its folder exists and that you may read and write in it"};
    case SQLITE_TOOBIG:
      return {"a text is too large for a case", path, "leave out the document: a text may have 1 GB"};
    case SQLITE_INTERRUPT:
      return {"that took too long", path, "ask for less at once"};
    case SQLITE_NOMEM:
      return {"not enough memory", path, "close other programs and try again"};
    case SQLITE_IOERR:
      return {std::string("reading or writing failed: ") + message, path, "check the disk and try again"};
    default:
      return {std::string("SQLite says: ") + message, path, "run hearsay check on the file"};
  }
}

}  // namespace

Database::Database(std::string path, int flags) : path_(std::move(path)) {
  // "./" keeps SQLite from taking ":memory:" or "file:x" for something else than a file's name.
  const std::string name = path_.starts_with('/') ? path_ : "./" + path_;
  const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
  if (handle_ != nullptr) sqlite3_extended_result_codes(handle_, 1);
  if (code != SQLITE_OK) fail(code);
}

Database::~Database() {
  close_statements();
  sqlite3_close_v2(handle_);
}

void Database::close_statements() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  statements_.clear();
}

void Database::execute(const char* sql) {
  if (failed()) return;
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

Status Database::status() {
  if (!error_) return Done{};
  Error error = std::move(*error_);
  error_.reset();
  code_ = SQLITE_OK;
  return error;
}

void Database::fail(int code) {
  const int system_error = errno;
  if (failed()) return;
  const char* message = handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  error_ = explain(code, system_error, message, path_);
  code_ = code;
}

void Database::fail(Error error) {
  if (failed()) return;
  error_ = std::move(error);
  code_ = SQLITE_ERROR;
}

sqlite3_stmt* Database::prepare(const char* sql) {
  const auto found = statements_.find(std::string_view(sql));
  if (found != statements_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(code);
  else statements_.emplace(sql, statement);
  return statement;
}

Query::~Query() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Query::row() {
  if (statement_ == nullptr || database_.failed()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.fail(code);
  return false;
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Query::view(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Index Query::index(int column) const { return is_null(column) ? kNone : static_cast<Index>(integer(column)); }

void Query::bind(int parameter, std::int64_t value) {
  if (statement_ != nullptr) keep(sqlite3_bind_int64(statement_, parameter, value));
}

void Query::bind(int parameter, double value) {
  if (statement_ != nullptr) keep(sqlite3_bind_double(statement_, parameter, value));
}

void Query::bind(int parameter, std::string_view value) {
  if (statement_ == nullptr) return;
  const char* bytes = value.data() != nullptr ? value.data() : "";  // a null pointer would bind NULL
  keep(sqlite3_bind_text64(statement_, parameter, bytes, value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::bind(int parameter, Index value) {
  if (value != kNone) bind(parameter, static_cast<std::int64_t>(value));
}

void Query::keep(int code) {
  if (code != SQLITE_OK) database_.fail(code);
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
  open_ = !database_.failed();
}

Transaction::~Transaction() {
  // Some failures (a full disk) have rolled back already; then there is nothing to do.
  if (open_ && sqlite3_get_autocommit(database_.handle()) == 0) {
    sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Status Transaction::commit() {
  database_.execute("COMMIT");
  if (!database_.failed()) open_ = false;
  return database_.status();
}

}  // namespace hearsay::sqlite

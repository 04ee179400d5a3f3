#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "case/schema.h"
#include "case/search.h"
#include "case/state.h"

namespace hearsay {
namespace {

namespace fs = std::filesystem;
using sqlite::Database;
using sqlite::Query;

constexpr const char* kGiveAnother = "give a file that hearsay read has made";

// SQLite takes a file shorter than a page for an empty database and would write over it.
bool is_foreign(const std::string& path) {
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  std::ifstream file(path, std::ios::binary);
  std::string begin(kMagic.size(), '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(file.gcount()));
  return !begin.empty() && begin != kMagic;
}

// What the file system can tell before SQLite is asked, whose messages would say less.
Status look_at(const std::string& path, CaseMode mode) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return Error{"is a folder, not a case file", path, "give a file in it"};
  if (fs::exists(status) && !fs::is_regular_file(status)) return Error{"is not a file", path, kGiveAnother};
  if (fs::exists(status)) {
    return is_foreign(path) ? Status(Error{"is not a case file", path, kGiveAnother}) : Status(Done{});
  }
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
    return Error{"cannot be opened: " + error.message(), path, "check the permissions of its folder"};
  }
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error)) {
    return Error{"the folder of the case file does not exist", path, "make the folder " + folder.string() + " first"};
  }
  if (mode == CaseMode::read_only) return Error{"there is no such case file", path, "make it with hearsay read --case"};
  return Done{};
}

std::int64_t pragma(Database& database, const char* sql) {
  Query query(database, sql);
  return query.row() ? query.integer(0) : 0;
}

bool has_tables(Database& database) {
  return pragma(database, "SELECT count(*) FROM sqlite_schema") != 0;
}

void make_tables(Database& database) {
  database.execute(kCaseSchema);
  database.execute("INSERT INTO state VALUES ('documents_revision', 0), ('account_revision', 0)");
  database.execute(("PRAGMA application_id = " + std::to_string(kCaseApplicationId)).c_str());
  database.execute(("PRAGMA user_version = " + std::to_string(kCaseVersion)).c_str());
}

// A new file, or one that a kill left before its tables were there.
Status make_if_new(Database& database) {
  if (has_tables(database) || pragma(database, "PRAGMA application_id") != 0) return database.status();
  sqlite::Transaction transaction(database);
  // Another process may have made them since.
  if (!has_tables(database)) make_tables(database);
  return transaction.commit();
}

bool is_in_two_parts(Database& database) {
  Query query(database, "PRAGMA journal_mode");
  return query.row() && query.text(0) == "wal";
}

Status identify(Database& database) {
  const std::int64_t application = pragma(database, "PRAGMA application_id");
  const std::int64_t version = pragma(database, "PRAGMA user_version");
  const bool empty = !has_tables(database);
  if (database.failed()) return database.status();
  if (application == 0 && empty) return Error{"is empty, not a case file", database.path(), kGiveAnother};
  if (application != kCaseApplicationId) {
    return Error{"is an SQLite file of another program, not a case file", database.path(), kGiveAnother};
  }
  if (version > kCaseVersion) {
    return Error{"was made by a newer hearsay (case format " + std::to_string(version) + ", this one knows " +
                     std::to_string(kCaseVersion) + ")",
                 database.path(), "install the newer hearsay, or read the inputs again into a new file"};
  }
  if (version >= 1 && version < kCaseVersion) {
    return Error{"was made by an older hearsay (case format " + std::to_string(version) + ", this one writes " +
                     std::to_string(kCaseVersion) + ")",
                 database.path(), "read the inputs again into a new file: what is read now has more in it"};
  }
  if (version < 1) {
    return Error{"the case file is damaged: its format has the unknown version " + std::to_string(version),
                 database.path(), "restore it from a copy, or read the inputs again into a new file"};
  }
  return Done{};
}

}  // namespace

Status prepare_case(Database& database, CaseMode mode) {
  sqlite3_busy_timeout(database.handle(), kBusyMilliseconds);
  database.execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536");
  if (database.failed()) return database.status();
  if (mode == CaseMode::read_write && sqlite3_db_readonly(database.handle(), "main") == 1) {
    database.fail(SQLITE_READONLY);  // SQLite opens a file it may not write to as read-only without a word
    return database.status();
  }
  if (mode == CaseMode::read_write) {
    if (Status made = make_if_new(database); !made) return made;
  }
  if (Status known = identify(database); !known) return known;
  if (const int code = add_search_functions(database.handle()); code != SQLITE_OK) database.fail(code);
  return database.status();
}

void CaseFile::State::begin_writing() {
  if (writing) return;
  writing = true;
  database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000");
}

void close_case(Database& database) {
  if (database.handle() == nullptr) return;
  (void)database.status();
  // Where a reader has the file open as well, it stays in two parts and the next writer puts them together.
  sqlite3_busy_timeout(database.handle(), 0);
  database.close_statements();
  database.execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
}

Result<CaseFile> CaseFile::open(const std::string& path, CaseMode mode) {
  if (Status looked = look_at(path, mode); !looked) return looked.error();
  const int flags = mode == CaseMode::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  auto state = std::make_unique<State>(path, flags | SQLITE_OPEN_NOMUTEX);
  if (Status ready = prepare_case(state->database, mode); !ready) return ready.error();
  // One that a kill left in two parts becomes one file again, whether something is written or not.
  if (mode == CaseMode::read_write) state->writing = is_in_two_parts(state->database);
  return CaseFile(std::move(state));
}

}  // namespace hearsay

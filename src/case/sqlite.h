// What the case needs of SQLite's C interface: an open file, queries over prepared statements, transactions.
//
// Errors are kept, not returned call by call: the first failure stays in the Database, every later query on it does
// nothing, and whoever finishes a piece of work asks `status()` once. A document is some hundred inserts; a check
// after each would hide what is written.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "hearsay/result.h"
#include "hearsay/span.h"

namespace hearsay::sqlite {

// One connection. Statements are prepared once and live as long as it does. Not thread-safe.
class Database {
 public:
  // `flags` as sqlite3_open_v2 takes them. A failure to open is kept like any other.
  Database(std::string path, int flags);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] const std::string& path() const { return path_; }

  // Runs statements that give no rows.
  void execute(const char* sql);
  // Forgets all prepared statements, as a change of the journal needs.
  void close_statements();

  [[nodiscard]] bool failed() const { return error_.has_value(); }
  // The result code of the kept failure; SQLITE_OK if there is none.
  [[nodiscard]] int code() const { return code_; }
  // The kept failure, which is forgotten: the next piece of work starts clean.
  [[nodiscard]] Status status();
  // Keeps what SQLite says went wrong last, in the user's words.
  void fail(int code);
  void fail(Error error);

 private:
  friend class Query;
  sqlite3_stmt* prepare(const char* sql);

  std::string path_;
  sqlite3* handle_ = nullptr;
  std::optional<Error> error_;
  int code_ = SQLITE_OK;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

// One run of a prepared statement, its parameters bound in order. The statement is free again when the Query dies;
// the same SQL must not run twice at once.
class Query {
 public:
  template <class... Values>
  Query(Database& database, const char* sql, const Values&... values)
      : database_(database), statement_(database.failed() ? nullptr : database.prepare(sql)) {
    [[maybe_unused]] int parameter = 0;
    (bind_next(parameter, values), ...);
  }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  // Moves to the next row; false after the last and after a failure.
  bool row();
  // For statements without rows.
  void run() { while (row()) {} }

  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
  // Valid until the next row().
  [[nodiscard]] std::string_view view(int column) const;
  // NULL is kNone.
  [[nodiscard]] Index index(int column) const;

 private:
  // A value that fills several columns gives them as a tuple: value.columns().
  template <class Value>
  void bind_next(int& parameter, const Value& value) {
    if constexpr (requires { value.columns(); }) {
      std::apply([&](const auto&... columns) { (bind(++parameter, columns), ...); }, value.columns());
    } else {
      bind(++parameter, value);
    }
  }
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, std::uint64_t value) { bind(parameter, static_cast<std::int64_t>(value)); }
  void bind(int parameter, int value) { bind(parameter, static_cast<std::int64_t>(value)); }
  void bind(int parameter, bool value) { bind(parameter, static_cast<std::int64_t>(value)); }
  void bind(int parameter, double value);
  void bind(int parameter, std::string_view value);
  void bind(int parameter, const std::string& value) { bind(parameter, std::string_view(value)); }
  void bind(int parameter, const char* value) { bind(parameter, std::string_view(value)); }
  // kNone is NULL: no count, place or offset within a document gets near it.
  void bind(int parameter, Index value);
  template <class Value>
  void bind(int parameter, const std::optional<Value>& value) {
    if (value) bind(parameter, *value);
  }
  void keep(int code);

  Database& database_;
  sqlite3_stmt* statement_;
};

// A write transaction: rolled back unless committed. Only the outermost may exist.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // Commits if nothing failed; gives the kept failure otherwise.
  [[nodiscard]] Status commit();

 private:
  Database& database_;
  bool open_ = false;
};

}  // namespace hearsay::sqlite

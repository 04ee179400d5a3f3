// What a CaseFile holds, for the files of this room.
#pragma once

#include <memory>
#include <string>

#include "case/case.h"
#include "case/sqlite.h"

namespace hearsay {

struct CaseFile::State {
  State(const std::string& path, int flags) : database(path, flags) {}

  // Goes before the first change: a case that nothing is added to keeps its every byte.
  void begin_writing();

  sqlite::Database database;
  bool writing = false;  // the file is in WAL mode and must be put together on the way out
};

// How long to wait for another process before giving up.
inline constexpr int kBusyMilliseconds = 5000;

// Sets up a fresh connection: makes sure the file is a case, makes the tables of a new one.
[[nodiscard]] Status prepare_case(sqlite::Database& database, CaseMode mode);
// Leaves one file behind: the write-ahead log goes into it.
void close_case(sqlite::Database& database);

}  // namespace hearsay

#include "serve/store.h"

#include <utility>

#include "case/state.h"
#include "serve/correct.h"

namespace hearsay::serve {
namespace {

using sqlite::Database;
using sqlite::Query;

constexpr std::size_t kKept = 16;  // connections that wait for the next request

Result<std::unique_ptr<Database>> open_connection(const std::string& path) {
  // Not CaseFile::open, which looks into the file first: closing a file a second time within a process gives up the
  // locks that SQLite holds on it.
  auto database = std::make_unique<Database>(path, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX);
  if (Status ready = prepare_case(*database, CaseMode::read_only); !ready) return ready.error();
  database->execute("PRAGMA cache_size = -8192; PRAGMA mmap_size = 1073741824");
  if (Status ready = database->status(); !ready) return ready.error();
  return database;
}

int is_over(void* deadline) {
  return std::chrono::steady_clock::now() > *static_cast<const std::chrono::steady_clock::time_point*>(deadline) ? 1 : 0;
}

// Of what was read, and of the log of corrections.
std::pair<std::string, std::int64_t> revisions_of(Database& database) {
  std::pair<std::string, std::int64_t> revisions;
  for (Query query(database, "SELECT name, value FROM state ORDER BY name"); query.row();) {
    if (query.view(0) == "corrections") revisions.second = query.integer(1);
    else revisions.first += query.text(0) + "=" + std::to_string(query.integer(1)) + ";";
  }
  return revisions;
}

std::int64_t data_version(Database& database) {
  Query query(database, "PRAGMA data_version");
  return query.row() ? query.integer(0) : -1;
}

}  // namespace

Connection::Connection(Store& store, std::unique_ptr<Database> database)
    : store_(&store),
      database_(std::move(database)),
      deadline_(std::make_unique<std::chrono::steady_clock::time_point>(std::chrono::steady_clock::now() +
                                                                        std::chrono::seconds(kMostSeconds))) {
  constexpr int kSteps = 20000;  // of SQLite's machine, between two looks at the clock
  sqlite3_progress_handler(database_->handle(), kSteps, is_over, deadline_.get());
}

Connection::~Connection() {
  if (database_ == nullptr) return;
  sqlite3_progress_handler(database_->handle(), 0, nullptr, nullptr);
  store_->give_back(std::move(database_));
}

Result<std::unique_ptr<Store>> Store::open(const std::string& path) {
  std::unique_ptr<Store> store(new Store(path));
  Result<std::unique_ptr<Database>> watch = open_connection(path);
  if (!watch) return watch.error();
  store->watch_ = std::move(watch).value();
  if (Status loaded = store->refresh(); !loaded) return loaded.error();
  return store;
}

std::shared_ptr<const Catalog> Store::catalog() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return catalog_;
}

Result<Connection> Store::connect() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!free_.empty()) {
      std::unique_ptr<Database> database = std::move(free_.back());
      free_.pop_back();
      return Connection(*this, std::move(database));
    }
  }
  Result<std::unique_ptr<Database>> fresh = open_connection(path_);
  if (!fresh) return fresh.error();
  return Connection(*this, std::move(fresh).value());
}

void Store::give_back(std::unique_ptr<Database> database) {
  (void)database->status();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (free_.size() < kKept) free_.push_back(std::move(database));
}

Status Store::refresh() {
  const std::lock_guard<std::mutex> lock(refreshing_);
  const std::int64_t now = data_version(*watch_);
  if (now == seen_) return watch_->status();
  const auto [documents, corrections] = revisions_of(*watch_);
  if (Status read = watch_->status(); !read) return read;
  seen_ = now;
  if (documents == documents_ && corrections == corrections_) return Done{};
  if (documents != documents_ || found_ == nullptr) {
    Result<Catalog> found = load_catalog(*watch_);
    if (!found) return found.error();
    found_ = std::make_shared<const Catalog>(std::move(found).value());
  }
  Result<std::vector<StandingCorrection>> log = standing_corrections(*watch_);
  if (!log) return log.error();
  auto catalog = std::make_shared<Catalog>(*found_);
  if (Status corrected = correct_catalog(*catalog, *watch_, std::move(log).value()); !corrected) return corrected;
  documents_ = documents;
  corrections_ = corrections;
  catalog->version = ++version_;
  finish_catalog(*catalog);
  const std::lock_guard<std::mutex> publish(mutex_);
  catalog_ = std::move(catalog);
  return Done{};
}

}  // namespace hearsay::serve

// The open case behind the server: connections for reading, the catalog of its present version, and the one writer.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "case/sqlite.h"
#include "hearsay/document.h"
#include "hearsay/result.h"
#include "serve/catalog.h"

namespace hearsay::serve {

class Store;

// A connection that nobody else uses meanwhile. What is asked over it fails after kMostSeconds: a request costs no more.
class Connection {
 public:
  static constexpr int kMostSeconds = 20;
  Connection(Store& store, std::unique_ptr<sqlite::Database> database);
  Connection(Connection&&) noexcept = default;
  Connection& operator=(Connection&&) = delete;
  ~Connection();
  sqlite::Database& operator*() const { return *database_; }

 private:
  Store* store_;
  std::unique_ptr<sqlite::Database> database_;
  std::unique_ptr<std::chrono::steady_clock::time_point> deadline_;
};

class Store {
 public:
  // The case must exist and be one: whoever opens it for writing has made sure.
  static Result<std::unique_ptr<Store>> open(const std::string& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::shared_ptr<const Catalog> catalog() const;
  [[nodiscard]] Result<Connection> connect();

  // Loads the catalog again if the case has changed since, by whatever process.
  Status refresh();

 private:
  friend class Connection;
  explicit Store(std::string path) : path_(std::move(path)) {}
  void give_back(std::unique_ptr<sqlite::Database> database);

  std::string path_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<sqlite::Database>> free_;
  std::shared_ptr<const Catalog> catalog_;

  std::mutex refreshing_;  // guards the rest
  std::unique_ptr<sqlite::Database> watch_;
  std::int64_t seen_ = -1;                 // PRAGMA data_version of `watch_`
  std::string documents_;                  // revisions of what was read
  std::int64_t corrections_ = -1;          // and of the log
  std::shared_ptr<const Catalog> found_;   // without corrections
  std::uint64_t version_ = 0;
};

}  // namespace hearsay::serve

// Whatever changes the case while it is served: adding reports, one job after the other, and corrections.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "case/correction.h"
#include "case/sqlite.h"
#include "hearsay/hearsay.h"
#include "serve/http.h"
#include "serve/store.h"

namespace hearsay::serve {

inline constexpr std::size_t kMostUploadBytes = std::size_t{1} << 30;
inline constexpr std::size_t kMostUploadFiles = 20000;
inline constexpr std::size_t kMostWaiting = 100;  // jobs

enum class JobState { waiting, reading, comparing, done, failed };

struct Job {
  std::uint32_t id = 0;
  JobState state = JobState::waiting;
  std::filesystem::path folder;  // what is to be read; it goes with the job. Empty: the account alone is made
  ReadProgress progress;
  std::deque<std::string> results;  // ids of documents, the last ones
  std::vector<std::string> errors;
};

class Writer {
 public:
  // Opens the case, or makes it where there is none.
  static Result<std::unique_ptr<Writer>> open(const std::string& path, std::uint32_t threads,
                                              ReadingModel model);
  ~Writer();

  void start(Store& store);
  void stop();

  // Adds to the log of corrections, also while something is being read.
  [[nodiscard]] Result<std::uint32_t> log(const Correction& correction);

  // A folder for what is to be read, of this process alone.
  [[nodiscard]] Result<std::filesystem::path> make_folder();
  // Takes the folder over. nullopt where too many wait already.
  [[nodiscard]] std::optional<std::uint32_t> enqueue(std::filesystem::path folder, std::vector<std::string> errors);
  [[nodiscard]] std::optional<Job> job(std::uint32_t id) const;
  [[nodiscard]] std::vector<Job> jobs() const;  // the last first
  [[nodiscard]] std::optional<std::uint32_t> working() const;

 private:
  Writer(std::string path, Case opened, std::uint32_t threads, ReadingModel model)
      : path_(std::move(path)), case_(std::move(opened)), threads_(threads), model_(model) {}
  void work();
  void read(std::uint32_t id);

  std::string path_;
  std::mutex logging_;
  std::unique_ptr<sqlite::Database> log_;  // opened for the first correction
  std::optional<Case> case_;
  std::uint32_t threads_;
  ReadingModel model_;
  Store* store_ = nullptr;
  std::filesystem::path scratch_;
  std::uint32_t folders_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::thread thread_;
};

// The parts of one multipart request, written to a folder as they come.
class Upload {
 public:
  explicit Upload(Writer& writer);
  ~Upload();
  Upload(const Upload&) = delete;
  Upload& operator=(const Upload&) = delete;

  void begin(const std::string& name, const std::string& filename);
  void add(std::string_view bytes);
  // 202 with the job.
  [[nodiscard]] Response finish();

 private:
  Writer& writer_;
  Result<std::filesystem::path> folder_;
  std::ofstream file_;
  std::size_t files_ = 0;
  bool skips_ = true;  // the present part is none that is kept
  bool broken_ = false;
  std::vector<std::string> errors_;
};

// "saved/pages/a.html" from whatever a browser or an attacker sends: no part that leads out of the folder.
[[nodiscard]] std::filesystem::path safe_path(std::string_view filename);

}  // namespace hearsay::serve

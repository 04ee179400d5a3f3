#include "serve/writer.h"

#include <algorithm>
#include <random>
#include <system_error>
#include <utility>

#include "case/state.h"
#include "core/unicode.h"
#include "serve/guard.h"
#include "serve/jobs.h"

namespace hearsay::serve {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostResults = 200;
constexpr std::size_t kMostErrors = 100;
constexpr std::size_t kMostJobs = 200;  // that are remembered
constexpr std::size_t kMostParts = 12;  // of a path
constexpr std::size_t kMostName = 120;  // bytes of a part

}  // namespace

fs::path safe_path(std::string_view filename) {
  fs::path path;
  const std::string text = valid_utf8(filename.substr(0, 4096));
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("/\\", begin), text.size());
    std::string part;
    for (const char c : text.substr(begin, end - begin)) {
      part += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '_' : c;
    }
    // The end of a long name tells more: its ending.
    if (part.size() > kMostName) part.erase(0, part.size() - kMostName);
    while (!part.empty() && (static_cast<unsigned char>(part.front()) & 0xC0) == 0x80) part.erase(0, 1);
    if (part != "." && part != ".." && !part.empty()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  if (parts.size() > kMostParts) parts.erase(parts.begin(), parts.end() - kMostParts);
  for (const std::string& part : parts) path /= part;
  return path.empty() ? fs::path("report") : path;
}

Result<std::unique_ptr<Writer>> Writer::open(const std::string& path, std::uint32_t threads, ReadingModel model) {
  Result<Case> opened = Case::open(path);
  if (!opened) return opened.error();
  return std::unique_ptr<Writer>(new Writer(path, std::move(opened).value(), threads, model));
}

Writer::~Writer() {
  stop();
  case_.reset();
  // The last to leave puts the file together.
  if (log_ != nullptr) close_case(*log_);
  std::error_code ignored;
  if (!scratch_.empty()) fs::remove_all(scratch_, ignored);
}

Result<std::uint32_t> Writer::log(const Correction& correction) {
  const std::lock_guard<std::mutex> lock(logging_);
  if (log_ == nullptr) {
    // Not CaseFile::open: see Store.
    auto database = std::make_unique<sqlite::Database>(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
    if (Status ready = prepare_case(*database, CaseMode::read_write); !ready) return ready.error();
    database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    if (Status ready = database->status(); !ready) return ready.error();
    log_ = std::move(database);
  }
  return log_correction(*log_, correction);
}

void Writer::start(Store& store) {
  store_ = &store;
  // A case whose reading was broken off has reports without stories: they are made now.
  if (store.catalog()->stale) (void)enqueue({}, {});
  thread_ = std::thread([this] { work(); });
}

void Writer::stop() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<fs::path> Writer::make_folder() {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::error_code failed;
  if (scratch_.empty()) {
    scratch_ = fs::temp_directory_path(failed) / ("hearsay-" + random_token());
    if (!failed) fs::create_directory(scratch_, failed);
    if (!failed) fs::permissions(scratch_, fs::perms::owner_all, failed);
  }
  fs::path folder = scratch_ / std::to_string(++folders_);
  if (!failed) fs::create_directory(folder, failed);
  if (failed) return Error{"no folder can be made: " + failed.message(), scratch_.string(), "check TMPDIR and the disk"};
  return folder;
}

std::optional<std::uint32_t> Writer::enqueue(fs::path folder, std::vector<std::string> errors) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto waiting = std::count_if(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.state == JobState::waiting; });
  if (stopping_ || static_cast<std::size_t>(waiting) >= kMostWaiting) return std::nullopt;
  Job job;
  job.id = jobs_.empty() ? 1 : jobs_.back().id + 1;
  job.folder = std::move(folder);
  job.errors = std::move(errors);
  jobs_.push_back(std::move(job));
  if (jobs_.size() > kMostJobs && jobs_.front().state >= JobState::done) jobs_.pop_front();
  wake_.notify_all();
  return jobs_.back().id;
}

std::optional<Job> Writer::job(std::uint32_t id) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Job& job : jobs_) {
    if (job.id == id) return job;
  }
  return std::nullopt;
}

std::vector<Job> Writer::jobs() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return {jobs_.rbegin(), jobs_.rend()};
}

std::optional<std::uint32_t> Writer::working() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Job& job : jobs_) {
    if (job.state < JobState::done) return job.id;
  }
  return std::nullopt;
}

void Writer::work() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    const auto next = [this] {
      return std::find_if(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.state == JobState::waiting; });
    };
    wake_.wait(lock, [&] { return stopping_ || next() != jobs_.end(); });
    if (stopping_) return;
    const std::uint32_t id = next()->id;
    next()->state = JobState::reading;
    lock.unlock();
    read(id);
    lock.lock();
  }
}

void Writer::read(std::uint32_t id) {
  // Only this thread takes jobs away, and not this one: the reference stays.
  const auto with_job = [this, id](const auto& change) {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (Job& job : jobs_) {
      if (job.id == id) change(job);
    }
    return !stopping_;
  };
  fs::path folder;
  with_job([&](Job& job) { folder = job.folder; });
  ReadHandlers handlers;
  handlers.document = [&](Document&& document) {
    return with_job([&](Job& job) {
      job.results.push_back(document.id);
      if (job.results.size() > kMostResults) job.results.pop_front();
    });
  };
  handlers.failure = [&](const Error& error) {
    std::string message = error.message();
    // Where the files were put meanwhile is nobody's concern.
    const std::string base = folder.string() + "/";  // never empty where an input can fail
    for (std::size_t at = message.find(base); at != std::string::npos; at = message.find(base)) message.erase(at, base.size());
    with_job([&](Job& job) {
      if (job.errors.size() < kMostErrors) job.errors.push_back(message);
    });
  };
  handlers.progress = [&](const ReadProgress& progress) {
    with_job([&](Job& job) { job.progress = progress; });
  };
  handlers.comparing = [&] {
    with_job([](Job& job) { job.state = JobState::comparing; });
    (void)store_->refresh();
  };
  ReadOptions options;
  options.furniture = true;
  options.threads = threads_;
  options.model = model_;
  if (!folder.empty()) options.base = folder.string() + "/";
  const std::vector<std::string> inputs = folder.empty() ? std::vector<std::string>() : std::vector{folder.string()};
  const Result<ReadProgress> done = case_->read(inputs, options, handlers);
  (void)store_->refresh();
  with_job([&](Job& job) {
    if (done) job.progress = *done;
    else job.errors.push_back(done.error().message());
    job.state = done ? JobState::done : JobState::failed;
  });
  std::error_code ignored;
  if (!folder.empty()) fs::remove_all(folder, ignored);
}

// --- uploads ----------------------------------------------------------------------------------------------------------

Upload::Upload(Writer& writer) : writer_(writer), folder_(writer.make_folder()) {}

Upload::~Upload() {
  file_.close();
  std::error_code ignored;
  if (folder_ && !folder_->empty()) fs::remove_all(*folder_, ignored);
}

void Upload::begin(const std::string& name, const std::string& filename) {
  file_.close();
  skips_ = name != "file" || !folder_.ok();
  if (skips_) return;
  if (++files_ > kMostUploadFiles) {
    skips_ = true;
    return;
  }
  std::error_code failed;
  fs::path path = *folder_ / safe_path(filename);
  // Two of one name stay two.
  for (int i = 2; fs::exists(path, failed) && i < 1000; ++i) {
    path = *folder_ / std::to_string(i) / safe_path(filename);
  }
  fs::create_directories(path.parent_path(), failed);
  if (!failed) file_.open(path, std::ios::binary);
  if (failed || !file_) {
    // "a" as a file, then "a/b": the second finds no folder.
    errors_.push_back(valid_utf8(filename.substr(0, 300)) + ": could not be kept");
    skips_ = true;
  }
}

void Upload::add(std::string_view bytes) {
  if (skips_) return;
  file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  broken_ = broken_ || !file_;
}

Response Upload::finish() {
  file_.close();
  if (!folder_) return problem(500, folder_.error());
  if (broken_) return problem(500, "what was sent could not be kept: is the disk full?");
  if (files_ == 0) return problem(422, "there was no file in the request; each is a part named \"file\"");
  if (files_ > kMostUploadFiles) {
    return problem(413, "at most " + std::to_string(kMostUploadFiles) + " files are taken at once");
  }
  const std::optional<std::uint32_t> id = writer_.enqueue(*folder_, std::move(errors_));
  if (!id) return problem(429, "too much is waiting to be read; try again when some of it is done");
  folder_ = fs::path();  // it is the job's now
  return job_accepted(writer_, *id);
}

}  // namespace hearsay::serve

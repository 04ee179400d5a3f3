#include "pipeline.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <utility>

#include "article/article.h"
#include "reading/reading.h"

namespace hearsay {
namespace {

// Records waiting, being read or waiting for their turn. Bounds the memory of a run whatever the size of its input.
constexpr std::size_t kMostInFlightPerThread = 48;
// Records that a thread reads together, and bytes that it takes no more at.
constexpr std::size_t kMostTogether = 16;
constexpr std::uint64_t kBytesTogether = 256u << 10;
constexpr std::uint64_t kMostBytesInFlight = 512u << 20;

struct Job {
  Record record;
  std::string key;
  std::uint64_t bytes = 0;
  std::optional<Error> failure;      // the record could not be read at all
  std::optional<Document> document;  // set by a worker
  bool ready = false;
};

// Threads that read jobs. Jobs are handed in and waited for by one thread alone.
class Workers {
 public:
  Workers(std::uint32_t count, const ReadOptions& options) : options_(options), threads_count_(count) {
    for (std::uint32_t i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void start(Job& job) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(&job);
    }
    wake_.notify_one();
  }

  void wait_for(const Job& job) {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return job.ready; });
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      const std::vector<Job*> jobs = take_some();
      lock.unlock();
      std::vector<const Record*> records;
      for (const Job* job : jobs) records.push_back(&job->record);
      std::vector<Document> documents = read_records(records, options_);
      lock.lock();
      for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i]->document = std::move(documents[i]);
        jobs[i]->ready = true;
      }
      done_.notify_one();
    }
  }

  // Some of the jobs that wait, though no more than leave the other threads theirs. The slow model gains nothing by
  // more than one.
  std::vector<Job*> take_some() {
    const std::size_t share = std::max<std::size_t>(waiting_.size() / threads_count_, 1);
    const std::size_t most = options_.model == ReadingModel::fast ? std::min(share, kMostTogether) : 1;
    std::vector<Job*> jobs;
    std::uint64_t bytes = 0;
    while (jobs.size() < most && (jobs.empty() || bytes + waiting_.front()->bytes <= kBytesTogether)) {
      jobs.push_back(waiting_.front());
      bytes += waiting_.front()->bytes;
      waiting_.pop_front();
    }
    return jobs;
  }

  const ReadOptions& options_;
  const std::size_t threads_count_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  std::deque<Job*> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

// Two records of one run that call themselves the same stay two documents: the second becomes "id#2".
class UniqueIds {
 public:
  void make_unique(std::string& id) {
    std::uint32_t& count = seen_[XXH3_64bits(id.data(), id.size())];
    if (++count > 1) id += "#" + std::to_string(count);
  }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;  // by the id's hash: a run may hold millions
};

// The record's own words about itself beside what the page says.
void add_record_facts(const Record& record, Document& document) {
  document.id = record.id;
  document.input = record.info;
  if (document.input.url.empty()) document.input.url = document.article.url;
}

// What automatic stands for, by the size of the inputs; 0 where it is not known.
ReadingModel model_for(std::uint64_t bytes) {
  if (bytes > kLargePileBytes) return ReadingModel::rules;
  return bytes == 0 || bytes > kSmallPileBytes ? ReadingModel::fast : ReadingModel::accurate;
}

AttributionModel attribution_model(ReadingModel model) {
  if (model == ReadingModel::rules) return AttributionModel::rules;
  return model == ReadingModel::fast ? AttributionModel::fast : AttributionModel::accurate;
}

char model_letter(ReadingModel model) {
  if (model == ReadingModel::rules) return 'r';
  return model == ReadingModel::fast ? '-' : 'a';
}

}  // namespace

std::string record_key(const Record& record, const ReadOptions& options) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  const auto add = [state](std::string_view part) {
    const std::uint64_t size = part.size();  // so that "ab","c" is not "a","bc"
    XXH3_128bits_update(state, &size, sizeof size);
    XXH3_128bits_update(state, part.data(), part.size());
  };
  add(record.id);
  add(record.bytes);
  add(record.content_type);
  add(record.info.url);
  add(record.title);
  add(record.date);
  add(record.publisher);
  for (const std::string& author : record.authors) add(author);
  add(version());
  const char read = options.only_attributions ? 'a' : 'r';
  const char flags[] = {options.verbatim ? 'v' : '-', options.reading ? read : '-', options.furniture ? 'f' : '-',
                        model_letter(options.model)};
  add(std::string_view(flags, sizeof flags));
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return std::string(text.data(), 32);
}

Document read_record(const Record& record, const ReadOptions& options) {
  ReadOptions chosen = options;
  if (options.model == ReadingModel::automatic) chosen.model = model_for(record.bytes.size());
  const Record* const one = &record;
  return std::move(read_records({&one, 1}, chosen).front());
}

std::vector<Document> read_records(std::span<const Record* const> records, const ReadOptions& options) {
  std::vector<Document> documents(records.size());
  std::vector<const Article*> articles;
  std::vector<Document*> read;
  for (std::size_t i = 0; i < records.size(); ++i) {
    Document& document = documents[i];
    document.article = extract_article(*records[i], {.verbatim = options.verbatim, .furniture = options.furniture});
    add_record_facts(*records[i], document);
    // The reading is for English: another language is said, not read as if it were English.
    const bool english = document.article.language.empty() || document.article.language == "en";
    if (!options.reading || !english) continue;
    articles.push_back(&document.article);
    read.push_back(&document);
  }
  std::vector<Reading> readings = read_articles(
      articles, attribution_model(options.model), options.only_attributions ? ReadingPart::attributions : ReadingPart::all);
  for (std::size_t i = 0; i < read.size(); ++i) read[i]->reading = std::move(readings[i]);
  return documents;
}

ReadProgress run_pipeline(const std::vector<std::string>& inputs, const ReadOptions& given,
                          const PipelineHandlers& handlers) {
  ReadOptions options = given;
  const std::uint32_t threads =
      options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  InputReader reader(inputs);
  UniqueIds ids;
  ReadProgress progress;
  progress.bytes_total = reader.progress().bytes_total;
  if (options.model == ReadingModel::automatic) options.model = model_for(progress.bytes_total);
  progress.model = options.model;
  std::deque<std::unique_ptr<Job>> in_flight;
  std::uint64_t bytes_in_flight = 0;
  Workers workers(threads, options);  // last, so that it stops before the jobs go

  bool more = true;
  const auto take_in = [&] {
    std::optional<Result<Record>> next = reader.next();
    if (!next) {
      more = false;
      return;
    }
    auto job = std::make_unique<Job>();
    if (!next->ok()) {
      job->failure = next->error();
      job->ready = true;
    } else {
      job->record = std::move(*next).value();
      if (!options.base.empty() && job->record.info.path.starts_with(options.base)) {
        job->record.info.path.erase(0, options.base.size());
      }
      ids.make_unique(job->record.id);
      job->key = record_key(job->record, options);
      if (handlers.skip && handlers.skip(job->record, job->key)) {
        ++progress.known;
        return;
      }
      job->bytes = job->record.bytes.size();
      bytes_in_flight += job->bytes;
      workers.start(*job);
    }
    in_flight.push_back(std::move(job));
  };
  const auto give_out = [&]() -> bool {
    workers.wait_for(*in_flight.front());
    const std::unique_ptr<Job> job = std::move(in_flight.front());
    in_flight.pop_front();
    bytes_in_flight -= job->bytes;
    bool go_on = true;
    if (job->failure) {
      ++progress.failed;
      if (handlers.failure) handlers.failure(*job->failure);
    } else {
      ++progress.documents;
      if (handlers.document) go_on = handlers.document(std::move(*job->document), job->key);
    }
    const InputProgress input = reader.progress();
    progress.bytes_done = input.bytes_done;
    progress.bytes_total = input.bytes_total;
    if (handlers.progress) handlers.progress(progress);
    return go_on;
  };

  while (more || !in_flight.empty()) {
    while (more && in_flight.size() < threads * kMostInFlightPerThread && bytes_in_flight < kMostBytesInFlight) {
      take_in();
    }
    if (!in_flight.empty() && !give_out()) break;
  }
  // A stopped run: the workers finish what they hold before its jobs go.
  while (!in_flight.empty()) {
    workers.wait_for(*in_flight.front());
    in_flight.pop_front();
  }
  return progress;
}

}  // namespace hearsay

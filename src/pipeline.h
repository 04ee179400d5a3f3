// The stages that see one document, run over all records on all cores, in input order.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "hearsay/hearsay.h"
#include "input/input.h"

namespace hearsay {

struct PipelineHandlers {
  // Asked on the calling thread before a record is read; true leaves it out. May be empty.
  std::function<bool(const Record&, const std::string& key)> skip;
  // Each document in input order, on the calling thread; false stops the run.
  std::function<bool(Document&&, const std::string& key)> document;
  std::function<void(const Error&)> failure;
  std::function<void(const ReadProgress&)> progress;
};

// Names what a record holds and how it is read: the same key gives the same document.
[[nodiscard]] std::string record_key(const Record& record, const ReadOptions& options);

// article, text and reading of one record.
[[nodiscard]] Document read_record(const Record& record, const ReadOptions& options);

// The same of several, each as if it were alone: together they are read quicker. By one model, which is not automatic.
[[nodiscard]] std::vector<Document> read_records(std::span<const Record* const> records, const ReadOptions& options);

ReadProgress run_pipeline(const std::vector<std::string>& inputs, const ReadOptions& options,
                          const PipelineHandlers& handlers);

}  // namespace hearsay

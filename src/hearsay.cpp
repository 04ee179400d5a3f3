#include "hearsay/hearsay.h"

#include <filesystem>
#include <optional>
#include <utility>

#include "article/article.h"
#include "case/case.h"
#include "comparison/comparison.h"
#include "corrected.h"
#include "entity/entity.h"
#include "pipeline.h"
#include "story/story.h"

namespace hearsay {
namespace {

namespace fs = std::filesystem;

// A second index.html from another folder is another document, not a new version of the first: it gets its folder's
// name before its own, and its whole path where that is taken too.
std::string free_id(CaseFile& file, const Document& document) {
  const fs::path path = document.input.path;
  if (document.input.path == "-" || path.stem() != document.id) return document.id;
  std::error_code failed;
  const auto place = [&failed](const fs::path& one) { return fs::weakly_canonical(one, failed); };
  for (const std::string& id : {document.id, (path.parent_path().filename() / path.stem()).string()}) {
    const Result<std::optional<Document>> other = file.document(id);
    if (!other || !*other || place((*other)->input.path) == place(path)) return id;
  }
  return document.input.path;
}

}  // namespace

std::string_view version() { return HEARSAY_VERSION; }

Document annotate(std::string_view text, std::string_view published) {
  Record record;
  record.id = "text";
  record.info.path = "-";
  record.bytes = text;
  record.utf8 = true;
  record.date = published;
  return read_record(record, {.verbatim = true});
}

Document annotate_html(std::string_view html, std::string_view url) {
  Record record;
  record.id = "page";
  record.info = {.path = "-", .offset = 0, .kind = InputKind::html, .url = std::string(url)};
  record.content = ContentKind::html;
  record.bytes = html;
  return read_record(record, {});
}

ReadProgress read_inputs(const std::vector<std::string>& inputs, const ReadOptions& options,
                         const ReadHandlers& handlers) {
  return run_pipeline(inputs, options,
                      {.skip = {},
                       .document =
                           [&handlers](Document&& document, const std::string&) {
                             return !handlers.document || handlers.document(std::move(document));
                           },
                       .failure = handlers.failure,
                       .progress = handlers.progress});
}

Account make_account(std::vector<Document> documents) {
  Account account;
  account.documents = std::move(documents);
  account.entities = link_entities(account.documents);
  account.stories = build_stories(account.documents);
  account.comparisons = compare_stories(account.documents, account.entities, account.stories);
  return account;
}

Result<Account> corrected_account(CaseFile& file) {
  const Result<bool> stale = file.stale();
  if (!stale) return stale.error();
  Result<std::vector<std::int64_t>> numbers = file.document_numbers();
  if (!numbers) return numbers.error();
  Result<std::vector<StandingCorrection>> log = file.corrections();
  if (!log) return log.error();
  Account account;
  if (*stale) {
    Result<std::vector<Document>> documents = file.documents();
    if (!documents) return documents.error();
    account = make_account(std::move(documents).value());
  } else {
    Result<Account> stored = file.account();
    if (!stored) return stored.error();
    account = std::move(stored).value();
  }
  correct_account(account, *numbers, *log);
  return account;
}

struct Case::State {
  CaseFile file;
};

Case::Case(std::unique_ptr<State> state) : state_(std::move(state)) {}
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(Case&&) noexcept = default;
Case::~Case() = default;

Result<Case> Case::open(const std::string& path) {
  Result<CaseFile> file = CaseFile::open(path, CaseMode::read_write);
  if (!file) return file.error();
  return Case(std::make_unique<State>(State{std::move(file).value()}));
}

Result<ReadProgress> Case::read(const std::vector<std::string>& inputs, const ReadOptions& options,
                                const ReadHandlers& handlers) {
  CaseFile& file = state_->file;
  std::optional<Error> broken;  // the first failure of the case file ends the run
  PipelineHandlers inner;
  inner.skip = [&](const Record&, const std::string& key) {
    const Result<bool> known = file.has(key);
    if (!known && !broken) broken = known.error();
    return known.ok() && *known;  // where the case broke, the next document stops the run
  };
  inner.document = [&](Document&& document, const std::string& key) {
    document.id = free_id(file, document);
    if (!broken) {
      const Result<bool> added = file.add(key, document);
      if (!added) broken = added.error();
    }
    if (broken) return false;
    return !handlers.document || handlers.document(std::move(document));
  };
  inner.failure = handlers.failure;
  inner.progress = handlers.progress;
  const ReadProgress progress = run_pipeline(inputs, options, inner);
  if (broken) return *broken;
  Result<bool> stale = file.stale();
  if (!stale) return stale.error();
  if (*stale) {
    if (handlers.comparing) handlers.comparing();
    Result<std::vector<Document>> documents = file.documents();
    if (!documents) return documents.error();
    const Status stored = file.store_account(make_account(std::move(documents).value()));
    if (!stored) return stored.error();
  }
  return progress;
}

Result<Account> Case::account() { return corrected_account(state_->file); }

}  // namespace hearsay

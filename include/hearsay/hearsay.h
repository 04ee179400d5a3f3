// Hearsay as a library: read a text, keep a case, get its account.
//
//   hearsay::Document document = hearsay::annotate("The minister told Radio Velm that ...");
//   for (const hearsay::Attribution& attribution : document.reading.attributions) ...
//
// The library never prints, exits or aborts; expected failures are Results. Functions are safe to call from several
// threads at once; a Case belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hearsay/account.h"
#include "hearsay/document.h"
#include "hearsay/result.h"
#include "hearsay/span.h"

namespace hearsay {

// What finds attributions: word lists and rules; a small trained tagger, which finds more and borders it better
// (models/attribution-fast.md); or a transformer, better again and a dozen times slower (models/attribution-accurate.md).
// automatic: accurate for inputs up to kSmallPileBytes, fast for more and where the size is not known (a pipe), rules
// beyond kLargePileBytes.
enum class ReadingModel { automatic, rules, fast, accurate };
inline constexpr std::uint64_t kSmallPileBytes = 10'000'000;
inline constexpr std::uint64_t kLargePileBytes = 1'000'000'000;

struct ReadOptions {
  bool verbatim = false;      // take texts as articles as they stand
  bool furniture = false;     // keep what was left out of the article
  bool reading = true;        // false: the article alone
  std::uint32_t threads = 0;  // 0: as many as the machine has
  ReadingModel model = ReadingModel::automatic;
  std::string base = {};  // documents are noted with their paths below this folder ("pages/a.html")
  // Of the reading who says what alone, which is quicker: no names, so no speakers and chains, no times, figures and events.
  bool only_attributions = false;
};

struct ReadProgress {
  std::uint64_t documents = 0;  // read in this run
  std::uint64_t known = 0;      // left out, since the case holds them already
  std::uint64_t failed = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;  // 0 where not known
  ReadingModel model = ReadingModel::fast;  // the one in use, never automatic
};

struct ReadHandlers {
  std::function<bool(Document&&)> document;            // in input order, on the calling thread; false stops the run
  std::function<void(const Error&)> failure;           // one record that could not be read; may be empty
  std::function<void(const ReadProgress&)> progress;   // may be empty
  std::function<void()> comparing = {};                // Case::read: all is read, the account is being made; may be empty
};

// Reads one article's text as it stands. `published` (ISO date) anchors "on Tuesday".
[[nodiscard]] Document annotate(std::string_view text, std::string_view published = {});
// Reads one HTML page.
[[nodiscard]] Document annotate_html(std::string_view html, std::string_view url = {});

// Reads files, folders and "-" (stdin), on all cores; the handlers get the same documents in the same order whatever
// the number of threads.
ReadProgress read_inputs(const std::vector<std::string>& inputs, const ReadOptions& options,
                         const ReadHandlers& handlers);

// Entities, stories and comparisons over the documents.
[[nodiscard]] Account make_account(std::vector<Document> documents);

// A case file.
class Case {
 public:
  // Opens the file, or makes it where there is none.
  static Result<Case> open(const std::string& path);
  Case(Case&&) noexcept;
  Case& operator=(Case&&) noexcept;
  ~Case();

  // Reads the inputs into the case and brings the account up to date. Documents it holds already are not read again.
  // `handlers.document` is called for each new document after it is safe on the disk.
  Result<ReadProgress> read(const std::vector<std::string>& inputs, const ReadOptions& options = {},
                            const ReadHandlers& handlers = {});
  [[nodiscard]] Result<Account> account();

 private:
  struct State;
  explicit Case(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// "0.1.0"
[[nodiscard]] std::string_view version();

}  // namespace hearsay

// The commands that read inputs: read into a case; annotate and extract to stdout.
#include <fmt/core.h>

#include <map>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "report/report.h"
#include "report/tokens_json.h"

namespace hearsay {
namespace {

OffsetUnit offset_unit(const std::string& name) {
  if (name == "byte") return OffsetUnit::byte;
  return name == "utf16" ? OffsetUnit::utf16 : OffsetUnit::code_point;
}

// Says it where a pile was not read by the best there is though nobody asked for less.
void tell_model(const std::string& asked, const ReadProgress& progress) {
  if (asked != "auto") return;
  if (progress.model == ReadingModel::rules) {
    complain("a pile this large is read by rules; --model fast finds more, and takes longer");
  } else if (progress.model == ReadingModel::fast) {
    complain(fmt::format("{} is read by the fast model; --model accurate finds more, and takes longer",
                         progress.bytes_total == 0 ? "a pile of unknown size" : "a pile this large"));
  }
}

std::string records_words(std::uint64_t count) { return count == 1 ? "1 record" : fmt::format("{} records", count); }

// What every run ends with: status and a count of what could not be read.
int finish(const ReadProgress& progress) {
  if (!stdout_arrived()) {
    complain("the output could not be written (is the disk full?)");
    return kSomeFailed;
  }
  if (progress.failed == 0) return kDone;
  complain(fmt::format("{} could not be read, {} done", records_words(progress.failed), progress.documents));
  return kSomeFailed;
}

int stream_command(const StreamArguments& arguments, bool reading) {
  const OffsetUnit unit = offset_unit(arguments.offsets);
  const EventCodes codes = arguments.codes == "cameo" ? EventCodes::cameo : EventCodes::plover;
  const bool only_attributions = arguments.only == "attributions";
  const ReadOptions options{.verbatim = arguments.verbatim,
                            .furniture = arguments.furniture,
                            .reading = reading,
                            .threads = arguments.threads,
                            .model = reading_model(arguments.model),
                            .only_attributions = only_attributions};
  ProgressLine line;
  const bool show_progress = !stdout_is_terminal();  // else it would stand between the data
  ReadHandlers handlers;
  handlers.document = [&](Document&& document) {
    if (!reading) {
      print(article_json(document, arguments.furniture) + "\n");
    } else {
      std::vector<TaggedWord> tokens;
      if (arguments.tokens) tokens = tag_words(analyze_text(document.article.text));
      print(document_json(document, unit, codes, {only_attributions, arguments.tokens ? &tokens : nullptr}) + "\n");
    }
    return std::ferror(stdout) == 0;
  };
  handlers.failure = [&](const Error& error) {
    line.clear();
    complain(error.message());
  };
  if (show_progress) handlers.progress = [&](const ReadProgress& progress) { line.show(progress); };
  const ReadProgress progress = read_inputs(arguments.inputs, options, handlers);
  line.clear();
  if (reading) tell_model(arguments.model, progress);
  return finish(progress);
}

}  // namespace

ReadingModel reading_model(const std::string& name) {
  if (name == "rules") return ReadingModel::rules;
  if (name == "fast") return ReadingModel::fast;
  return name == "accurate" ? ReadingModel::accurate : ReadingModel::automatic;
}

int annotate_command(const StreamArguments& arguments) { return stream_command(arguments, true); }

int extract_command(const StreamArguments& arguments) { return stream_command(arguments, false); }

int read_command(const ReadArguments& arguments) {
  Result<Case> opened = Case::open(arguments.case_path);
  if (!opened) {
    complain(opened.error().message());
    return kCaseUnusable;
  }
  const ReadOptions options{.verbatim = arguments.verbatim,
                            .furniture = true,
                            .threads = arguments.threads,
                            .model = reading_model(arguments.model)};
  ProgressLine line;
  std::map<std::string, std::uint64_t> unread;  // by language
  ReadHandlers handlers;
  handlers.document = [&](Document&& document) {
    const std::string& language = document.article.language;
    if (!language.empty() && language != "en") ++unread[language];
    return true;
  };
  handlers.failure = [&](const Error& error) {
    line.clear();
    complain(error.message());
  };
  handlers.progress = [&](const ReadProgress& progress) { line.show(progress); };
  const Result<ReadProgress> progress = opened->read(arguments.inputs, options, handlers);
  line.clear();
  if (!progress) {
    complain(progress.error().message());
    return kCaseUnusable;
  }
  tell_model(arguments.model, *progress);
  for (const auto& [language, count] : unread) {
    complain(fmt::format("{} in the language \"{}\": kept and searchable, but only English is read for statements",
                         records_words(count), language));
  }
  if (!arguments.quiet) {
    const Result<Account> account = opened->account();
    if (!account) {
      complain(account.error().message());
      return kCaseUnusable;
    }
    print(report_text(*account, {.columns = terminal_columns(), .color = wants_color(), .most = 10, .brief = true}));
    const std::string known = progress->known > 0 ? fmt::format(", {} known already", progress->known) : "";
    print(fmt::format("\n{} read{}, kept in {}. The whole account: hearsay report {}\n",
                      records_words(progress->documents), known, arguments.case_path, arguments.case_path));
  }
  return finish(*progress);
}

}  // namespace hearsay

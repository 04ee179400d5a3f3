// The commands that question a case: report, stories, search, export, check.
#include <fmt/core.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "core/unicode.h"
#include "corrected.h"
#include "report/listing.h"
#include "report/report.h"
#include "report/view.h"
#include "serve/correct.h"

namespace hearsay {
namespace {

using report::printable;

int case_unusable(const Error& error) {
  complain(error.message());
  return kCaseUnusable;
}

int written() {
  if (stdout_arrived()) return kDone;
  complain("the output could not be written (is the disk full?)");
  return kSomeFailed;
}

Result<Account> load_account(const std::string& path) {
  Result<CaseFile> file = CaseFile::open(path, CaseMode::read_only);
  if (!file) return file.error();
  return corrected_account(*file);
}

// "s3" or "3" as the report numbers stories.
std::optional<Index> story_index(std::string_view id, std::size_t stories) {
  if (id.starts_with('s')) id.remove_prefix(1);
  Index number = 0;
  const auto [end, failed] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (failed != std::errc() || end != id.data() + id.size() || number == 0 || number > stories) return std::nullopt;
  return number - 1;
}

void print_hit(const SearchHit& hit, bool color) {
  const char* bold = color ? "\x1b[1m" : "";
  const char* plain = color ? "\x1b[0m" : "";
  print(fmt::format("{}{}{}", bold, hit.title.empty() ? hit.id : printable(hit.title), plain));
  std::string facts = hit.id;
  for (const std::string& fact : {hit.publisher, hit.published}) {
    if (!fact.empty()) facts += " · " + fact;
  }
  if (!hit.speaker.empty()) facts += " · said by " + hit.speaker;
  print(fmt::format("\n  {}\n  ", printable(facts)));
  std::uint32_t done = 0;
  for (const Span match : hit.matches) {
    print(printable(std::string_view(hit.passage).substr(done, match.begin - done)));
    print(fmt::format("{}{}{}", color ? "\x1b[7m" : "«", printable(slice(hit.passage, match)), color ? "\x1b[0m" : "»"));
    done = match.end;
  }
  print(printable(std::string_view(hit.passage).substr(done)) + "\n\n");
}

// {"id","title","published","publisher","speaker","passage","matches"}; matches are code points within the passage.
std::string hit_json(const SearchHit& hit) {
  nlohmann::ordered_json json = {{"id", hit.id}};
  const auto add = [&json](const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
  };
  add("title", hit.title);
  add("published", hit.published);
  add("publisher", hit.publisher);
  add("speaker", hit.speaker);
  add("passage", hit.passage);
  const OffsetMap offset(hit.passage, OffsetMap::Unit::code_point);
  json["matches"] = nlohmann::json::array();
  for (const Span match : hit.matches) json["matches"].push_back({offset(match.begin), offset(match.end)});
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

int report_command(const CaseArguments& arguments) {
  const Result<Account> account = load_account(arguments.case_path);
  if (!account) return case_unusable(account.error());
  ReportOptions options;
  options.columns = terminal_columns();
  options.color = wants_color();
  options.most = arguments.all || arguments.format != "text" ? 0 : 50;
  if (!arguments.story.empty()) {
    const std::optional<Index> story = story_index(arguments.story, account->stories.size());
    if (!story) {
      complain(fmt::format("{}: no story \"{}\" (it has s1 to s{}; hearsay stories {} lists them)", arguments.case_path,
                           arguments.story, account->stories.size(), arguments.case_path));
      return kWrongUsage;
    }
    options.story = *story;
  }
  if (arguments.format == "markdown") print(report_markdown(*account, options));
  if (arguments.format == "html") print(report_html(*account, options));
  if (arguments.format == "json") print(report_json(*account, options));
  if (arguments.format == "csv") print(report_csv(*account, options));
  if (arguments.format == "text") print(report_text(*account, options));
  return written();
}

int stories_command(const CaseArguments& arguments) {
  const Result<Account> account = load_account(arguments.case_path);
  if (!account) return case_unusable(account.error());
  print(arguments.format == "jsonl" ? stories_jsonl(*account) : stories_text(*account, terminal_columns()));
  return written();
}

int search_command(const SearchArguments& arguments) {
  Result<CaseFile> file = CaseFile::open(arguments.case_path, CaseMode::read_only);
  if (!file) return case_unusable(file.error());
  SearchQuery query = arguments.query;
  for (const std::string& word : arguments.words) query.words += (query.words.empty() ? "" : " ") + word;
  const Result<std::vector<SearchHit>> hits = file->search(query);
  if (!hits) return case_unusable(hits.error());
  for (const SearchHit& hit : *hits) {
    if (arguments.format == "jsonl") {
      print(hit_json(hit) + "\n");
    } else {
      print_hit(hit, wants_color());
    }
  }
  if (hits->empty()) complain(fmt::format("nothing found for: {}", query.words));
  return written();
}

int export_command(const CaseArguments& arguments) {
  if (arguments.format == "corrections") {
    Result<CaseFile> file = CaseFile::open(arguments.case_path, CaseMode::read_only);
    if (!file) return case_unusable(file.error());
    const Result<std::vector<Correction>> log = file->correction_log();
    if (!log) return case_unusable(log.error());
    print(serve::corrections_jsonl(*log));
    return written();
  }
  const Result<Account> account = load_account(arguments.case_path);
  if (!account) return case_unusable(account.error());
  if (arguments.format == "csv") {
    print(attributions_csv(*account));
  } else if (arguments.format == "webannotation") {
    print(web_annotations(*account));
  } else if (arguments.format == "prov") {
    print(provenance(*account));
  } else if (arguments.format == "events" || arguments.format == "events-csv") {
    print(events_table(*account, arguments.format == "events" ? EventTable::tabs : EventTable::csv));
  } else {
    const OffsetUnit unit = arguments.offsets == "byte"    ? OffsetUnit::byte
                            : arguments.offsets == "utf16" ? OffsetUnit::utf16
                                                           : OffsetUnit::code_point;
    for (const Document& document : account->documents) {
      print(document_json(document, unit, arguments.codes == "cameo" ? EventCodes::cameo : EventCodes::plover) + "\n");
    }
  }
  return written();
}

int check_command(const CaseArguments& arguments) {
  Result<CaseFile> file = CaseFile::open(arguments.case_path, CaseMode::read_only);
  if (!file) return case_unusable(file.error());
  const Result<CheckReport> report = file->check();
  if (!report) return case_unusable(report.error());
  if (report->first_failure) {
    complain(report->first_failure->message());
    return kSomeFailed;
  }
  print(fmt::format("{} documents, {} claims: the words of every claim stand where it says\n", report->documents,
                    report->claims));
  return written();
}

}  // namespace hearsay

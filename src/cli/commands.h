// The commands, each a function from its arguments to an exit status.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "case/case.h"
#include "hearsay/hearsay.h"

namespace hearsay {

enum ExitStatus : int { kDone = 0, kSomeFailed = 1, kWrongUsage = 2, kCaseUnusable = 3 };

struct ReadArguments {
  std::vector<std::string> inputs;
  std::string case_path = "hearsay.case";
  bool verbatim = false;
  bool quiet = false;
  std::string model = "auto";
  std::uint32_t threads = 0;
};

struct StreamArguments {  // annotate and extract
  std::vector<std::string> inputs;
  bool verbatim = false;
  bool furniture = false;
  bool tokens = false;
  std::string only;  // "attributions", or empty
  std::string offsets = "codepoint";
  std::string codes = "plover";
  std::string model = "auto";
  std::uint32_t threads = 0;
};

struct CaseArguments {  // report, stories, export, check
  std::string case_path;
  std::string story;
  std::string format;
  std::string offsets = "codepoint";
  std::string codes = "plover";
  bool all = false;
};

struct SearchArguments {
  std::string case_path;
  std::vector<std::string> words;
  SearchQuery query;
  std::string format = "text";
};

enum class EntitiesAction { list, merge, split, rename, undo, redo, log };

struct EntitiesArguments {
  EntitiesAction action = EntitiesAction::list;
  std::string case_path;
  std::string type;
  std::string query;
  std::uint32_t limit = 100;
  bool json = false;
  std::vector<std::string> ids;  // merge
  std::string id;                // split, rename
  std::string name;
  std::vector<std::string> documents;
  std::vector<std::string> mentions;
  std::uint32_t number = 0;
};

struct ServeArguments {
  std::string case_path;
  std::optional<std::uint16_t> port;
  bool no_open = false;
  bool read_only = false;
  std::string model = "auto";
  std::uint32_t threads = 0;
};

// "auto", "accurate", "fast" or "rules", as --model takes them.
[[nodiscard]] ReadingModel reading_model(const std::string& name);

[[nodiscard]] int read_command(const ReadArguments& arguments);
[[nodiscard]] int annotate_command(const StreamArguments& arguments);
[[nodiscard]] int extract_command(const StreamArguments& arguments);
[[nodiscard]] int report_command(const CaseArguments& arguments);
[[nodiscard]] int stories_command(const CaseArguments& arguments);
[[nodiscard]] int search_command(const SearchArguments& arguments);
[[nodiscard]] int export_command(const CaseArguments& arguments);
[[nodiscard]] int check_command(const CaseArguments& arguments);
[[nodiscard]] int entities_command(const EntitiesArguments& arguments);
[[nodiscard]] int serve_command(const ServeArguments& arguments);

}  // namespace hearsay

#include "report/listing.h"

#include <fmt/core.h>

#include <vector>

#include "report/display.h"
#include "report/json.h"
#include "report/view.h"

namespace hearsay {

std::string stories_text(const Account& account, std::uint32_t columns) {
  std::string list = fmt::format("{:<6} {:>7} {:>7}  {:<22}  {}\n", "story", "reports", "origins", "dates", "title");
  constexpr std::uint32_t kBeforeTitle = 6 + 1 + 7 + 1 + 7 + 2 + 22 + 2;
  for (std::size_t i = 0; i < account.stories.size(); ++i) {
    const Story& story = account.stories[i];
    if (story.documents.empty()) continue;  // a person has moved its last report elsewhere
    std::string dates = story.first.substr(0, 10);
    if (story.last.substr(0, 10) != dates) dates += "/" + story.last.substr(0, 10);
    list += fmt::format("{:<6} {:>7} {:>7}  {:<22}  {}\n", report::json_id('s', static_cast<Index>(i)),
                        story.documents.size(), story.origins.size(), dates.empty() ? "not dated" : dates,
                        report::shorten_end(report::printable(story.title), columns - kBeforeTitle));
  }
  return list;
}

std::string stories_jsonl(const Account& account) {
  std::vector<std::string> stories(account.documents.size());
  for (std::size_t i = 0; i < account.stories.size(); ++i) {
    for (const Index document : account.stories[i].documents) {
      stories[document] = report::json_id('s', static_cast<Index>(i));
    }
  }
  std::string lines;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    report::Json line = {{"id", account.documents[i].id}};
    if (!stories[i].empty()) line["story"] = stories[i];
    lines += report::dump(line) + "\n";
  }
  return lines;
}

}  // namespace hearsay

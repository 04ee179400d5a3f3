#include "story/headline.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/outlet.h"
#include "core/string_table.h"
#include "core/unicode.h"

namespace hearsay::story {
namespace {

constexpr std::size_t kLongest = 100;  // bytes; longer ones are cut
constexpr std::size_t kFewest = 4;     // words

// Before a colon, a dash or a bar.
constexpr std::array<std::string_view, 22> kLabels = {
    "live",    "live updates", "live blog",  "breaking", "breaking news", "just in", "watch",    "watch live",
    "video",   "exclusive",    "update",     "updated",  "updates",       "photos",  "pictures", "in pictures",
    "gallery", "listen",       "developing", "alert",    "urgent",        "latest"};
// Before a number and a dash on the wires: "UPDATE 2-", "RPT-".
constexpr std::array<std::string_view, 6> kTicker = {"update", "rpt", "corrected", "refile", "wrapup", "recast"};
// In brackets at the end, or after a bar, a dash or a comma.
constexpr std::array<std::string_view, 13> kTails = {"video",     "photos",         "pictures", "live",  "live updates",
                                                     "live blog", "updated",        "+video",   "watch", "with video",
                                                     "updates",   "as it happened", "gallery"};
// They open what isn't told as news.
constexpr std::array<std::string_view, 19> kOpeners = {
    "how",       "why",      "what",    "who",    "when",    "where",  "here",      "here's", "statement", "opinion",
    "editorial", "analysis", "comment", "letter", "letters", "column", "explainer", "notice", "bulletin"};
// Words of those who write to the reader.
constexpr std::array<std::string_view, 14> kAddresses = {
    "i", "i'm", "my", "me", "we", "us", "our", "you", "your", "you're", "everything", "bulletin", "things", "reasons"};

bool among(const auto& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); }

std::vector<std::string> words_of(std::string_view headline) {
  std::vector<std::string> words;
  std::string word;
  for (const char byte : lower(headline) + " ") {
    const auto code = static_cast<unsigned char>(byte);
    if (code >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
        (byte == '\'' && !word.empty())) {
      word += byte;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

// "UPDATE 2-Mill burns" to "Mill burns".
std::string_view without_ticker(std::string_view line) {
  const std::size_t dash = line.find('-');
  if (dash == std::string_view::npos || dash > 14) return line;
  const std::vector<std::string> words = words_of(line.substr(0, dash));
  const bool number = words.size() == 2 && words[1].find_first_not_of("0123456789") == std::string::npos;
  const bool capitals = line.find_first_of("abcdefghijklmnopqrstuvwxyz") > dash;
  return (words.size() == 1 || number) && capitals && among(kTicker, words.front()) ? trim(line.substr(dash + 1))
                                                                                    : line;
}

// Where a label may end and what ends there: "LIVE: ", "Video | ", "Watch – ".
constexpr std::array<std::string_view, 4> kBorders = {": ", " | ", " - ", " – "};

std::string_view without_labels(std::string_view line) {
  for (int step = 0; step < 3; ++step) {
    const std::string_view before = line;
    line = without_ticker(line);
    for (const std::string_view border : kBorders) {
      const std::size_t end = line.find(border);
      if (end == std::string_view::npos || !among(kLabels, lower(line.substr(0, end)))) continue;
      line = trim(line.substr(end + border.size()));
    }
    if (line == before) break;
  }
  return line;
}

bool is_tail(std::string_view tail, std::string_view border, std::string_view publisher) {
  if (among(kTails, lower(tail))) return true;
  if (border == ": ") return false;
  const std::string key = outlet_key(tail);
  return border == " | " ? words_of(tail).size() <= 5 : !key.empty() && key == outlet_key(publisher);
}

std::string_view without_tails(std::string_view line, std::string_view publisher) {
  for (int step = 0; step < 3; ++step) {
    const std::string_view before = line;
    if (line.ends_with(')') || line.ends_with(']')) {
      const std::size_t open = line.find_last_of("([");
      if (open != std::string_view::npos && among(kTails, lower(trim(line.substr(open + 1, line.size() - open - 2))))) {
        line = trim(line.substr(0, open));
      }
    }
    for (const std::string_view border : kBorders) {
      const std::size_t begin = line.rfind(border);
      if (begin == std::string_view::npos || begin == 0) continue;
      if (is_tail(trim(line.substr(begin + border.size())), border, publisher)) line = trim(line.substr(0, begin));
    }
    if (line == before) break;
  }
  return line;
}

}  // namespace

std::string clean_headline(std::string_view headline, std::string_view publisher) {
  const std::string line = collapse_space(headline);
  const std::string_view clean = without_tails(without_labels(line), publisher);
  return words_of(clean).size() < 2 ? line : std::string(clean);
}

double plainness(std::string_view headline) {
  const std::vector<std::string> words = words_of(headline);
  if (words.empty()) return 0;
  double plain = 1;
  if (headline.find('?') != std::string_view::npos) plain *= 0.5;
  if (headline.find('!') != std::string_view::npos) plain *= 0.7;
  if (headline.size() > kLongest) plain *= 0.7;
  if (words.size() < kFewest) plain *= 0.7;
  if (among(kOpeners, words.front())) plain *= 0.6;
  if (std::any_of(words.begin(), words.end(), [](const auto& word) { return among(kAddresses, word); })) plain *= 0.7;
  // A quotation without whose it is.
  if (headline.front() == '"' || headline.front() == '\'' || headline.starts_with("“") || headline.starts_with("‘"))
    plain *= 0.8;
  return plain;
}

}  // namespace hearsay::story

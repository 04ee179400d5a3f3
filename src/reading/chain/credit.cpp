#include "reading/chain/credit.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "core/unicode.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kHead = 6;      // paragraphs where a dateline or a byline stands
constexpr std::uint32_t kTail = 4;      // and where the last lines tell whose copy it is
constexpr std::uint32_t kDateline = 120;  // bytes

// Short and long names.
constexpr std::pair<std::string_view, std::string_view> kAgencies[] = {
    {"AP", "Associated Press"}, {"AFP", "Agence France-Presse"}, {"UPI", "United Press International"}, {"Reuters", "Reuters"},
    {"REUTERS", "Reuters"}, {"Xinhua", "Xinhua"}, {"TASS", "TASS"}, {"dpa", "dpa"}, {"DPA", "dpa"}, {"ANSA", "ANSA"}, {"EFE", "EFE"},
    {"Interfax", "Interfax"}, {"PTI", "Press Trust of India"}, {"ANI", "ANI"}, {"IANS", "IANS"}, {"Kyodo", "Kyodo"}, {"Yonhap", "Yonhap"},
    {"PA", "Press Association"}, {"AAP", "Australian Associated Press"}, {"Bloomberg", "Bloomberg"}, {"TNS", "Tribune News Service"},
};

bool word_border(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  const auto byte = static_cast<unsigned char>(text[at]);
  return !(byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'));
}

// "VELM (AP) \u2014", "(Reuters) -" at a paragraph's head.
std::string_view in_dateline(std::string_view line) {
  line = line.substr(0, std::min<std::size_t>(line.size(), kDateline));
  for (const auto& [brief, full] : kAgencies) {
    const std::string marked = std::string("(") + std::string(brief) + ")";
    const std::size_t at = line.find(marked);
    if (at == std::string_view::npos) continue;
    std::string_view rest = line.substr(at + marked.size());
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    if (rest.starts_with("-") || rest.starts_with("\u2014") || rest.starts_with("\u2013") || rest.starts_with(":") || rest.empty()) return full;
  }
  return {};
}

bool names(std::string_view line, std::string_view agency) {
  for (std::size_t at = line.find(agency); at != std::string_view::npos; at = line.find(agency, at + 1)) {
    if (word_border(line, at + agency.size()) && (at == 0 || word_border(line, at - 1))) return true;
  }
  return false;
}

// "By Anna Harl, Associated Press", "The Associated Press", "Copyright 2018 The Associated Press. All rights reserved."
std::string_view in_line(std::string_view line, bool tail) {
  constexpr std::size_t kLongestLine = 70;
  const std::string small = lower(line);
  const bool rights = tail && (small.find("copyright") != std::string::npos || line.find("\u00A9") != std::string_view::npos ||
                               small.starts_with("(reporting by") || small.find("contributed to this report") != std::string::npos);
  const bool byline = line.size() <= kLongestLine && (small.starts_with("by ") || small.starts_with("source:"));
  for (const auto& [brief, full] : kAgencies) {
    const bool whole = line == brief || line == full || small == "the " + lower(full);
    if (whole || ((rights || byline) && (names(line, full) || names(line, brief)))) return full;
  }
  return {};
}

}  // namespace

std::vector<std::string> credits_in(const Text& text) {
  const auto size = static_cast<std::uint32_t>(text.paragraphs.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    const bool head = i < kHead;
    const bool tail = i + kTail >= size;
    if (!head && !tail) {
      i = size - kTail - 1;
      continue;
    }
    const std::string_view line = text.words(text.paragraphs[i].span);
    std::string_view found = head ? in_dateline(line) : std::string_view{};
    if (found.empty()) found = in_line(line, tail);
    if (!found.empty()) return {std::string(found)};
  }
  return {};
}

}  // namespace hearsay

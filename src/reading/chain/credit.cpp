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

// "jm/dm (AFP, dpa)", "AP - AFP", "Reuters": a tail line of nothing but agencies, behind the initials of who put them
// together. The first of them.
std::string_view only_agencies(std::string_view line) {
  constexpr std::size_t kLongest = 60;
  constexpr std::size_t kInitials = 14;
  if (line.size() > kLongest) return {};
  if (const std::size_t open = line.find('('); open != std::string_view::npos && open > 0) {
    const std::string_view initials = line.substr(0, open);
    const bool plain = std::all_of(initials.begin(), initials.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '/' || c == ' ' || c == ','; });
    if (!plain || initials.size() > kInitials || (initials.find('/') == std::string_view::npos && initials.find(' ') > 3)) return {};
    line.remove_prefix(open);
  }
  std::string_view first;
  std::string word;
  const auto known = [&](const std::string& name) -> std::string_view {
    const std::string small = lower(name);
    for (const auto& [brief, full] : kAgencies) {
      if (small == lower(brief) || small == lower(full) || small == "the " + lower(full)) return full;
    }
    return {};
  };
  for (std::size_t i = 0; i <= line.size(); ++i) {
    const char c = i < line.size() ? line[i] : ',';
    if (c != ',' && c != '(' && c != ')' && c != '/' && !(c == '-' && i > 0 && line[i - 1] == ' ')) {
      word += c;
      continue;
    }
    while (!word.empty() && word.back() == ' ') word.pop_back();
    word.erase(0, std::min(word.find_first_not_of(' '), word.size()));
    if (!word.empty()) {
      const std::string_view agency = known(word);
      if (agency.empty()) return {};
      if (first.empty()) first = agency;
    }
    word.clear();
  }
  return first;
}

// "By Anna Harl, Associated Press", "The Associated Press", "Copyright 2018 The Associated Press. All rights reserved."
std::string_view in_line(std::string_view line, bool tail) {
  constexpr std::size_t kLongestLine = 70;
  const std::string small = lower(line);
  const bool rights = tail && (small.find("copyright") != std::string::npos || line.find("\u00A9") != std::string_view::npos ||
                               small.starts_with("(reporting by"));
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
    if (found.empty() && tail) found = only_agencies(line);
    if (!found.empty()) return {std::string(found)};
  }
  return {};
}

}  // namespace hearsay

#include "input/header.h"

#include <algorithm>

namespace hearsay {
namespace {

char lower_ascii(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_ascii(c);
  return out;
}

std::string_view trim_ascii(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

std::string_view header_block(std::string_view bytes) {
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    const std::string_view rest = bytes.substr(at + 1);
    if (rest.starts_with('\n')) return bytes.substr(0, at + 2);
    if (rest.starts_with("\r\n")) return bytes.substr(0, at + 3);
  }
  return {};
}

Headers parse_headers(std::string_view block) {
  Headers headers;
  bool folds = false;
  while (!block.empty()) {
    const std::size_t newline = block.find('\n');
    const std::string_view line = block.substr(0, newline);
    block.remove_prefix(newline == std::string_view::npos ? block.size() : newline + 1);
    const std::string_view text = trim_ascii(line);
    if (text.empty()) continue;
    if (line.front() == ' ' || line.front() == '\t') {
      if (folds) headers.back().second.append(" ").append(text);
      continue;
    }
    const std::size_t colon = text.find(':');
    folds = colon != std::string_view::npos;
    if (folds) headers.emplace_back(lower_ascii(trim_ascii(text.substr(0, colon))), trim_ascii(text.substr(colon + 1)));
  }
  return headers;
}

std::string_view find_header(const Headers& headers, std::string_view name) {
  const auto found = std::find_if(headers.begin(), headers.end(), [&](const auto& one) { return one.first == name; });
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

std::string media_type(std::string_view content_type) {
  return lower_ascii(trim_ascii(content_type.substr(0, content_type.find_first_of(";,"))));
}

std::string header_parameter(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos) {
    const std::string_view rest = value.substr(at + 1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    std::string_view before = rest.substr(0, equals);  // may hold parameters without a value
    before.remove_prefix(before.rfind(';') + 1);
    const std::string key = lower_ascii(trim_ascii(before));
    const std::string_view from = trim_ascii(rest.substr(equals + 1));
    const bool quoted = from.starts_with('"');
    const std::size_t end = quoted ? from.find('"', 1) : from.find(';');
    if (key == name)
      return std::string(
          trim_ascii(quoted ? from.substr(1, end == std::string_view::npos ? end : end - 1) : from.substr(0, end)));
    if (end == std::string_view::npos) return {};
    at = value.find(';', static_cast<std::size_t>(from.data() - value.data()) + end);
  }
  return {};
}

}  // namespace hearsay

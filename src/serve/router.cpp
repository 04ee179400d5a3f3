#include "serve/router.h"

#include <optional>

namespace hearsay::serve {
namespace {

// What stands for each {name}; nullopt where the path is another.
std::optional<std::vector<std::string>> captures_of(std::string_view pattern, std::string_view path) {
  std::vector<std::string> captures;
  while (!pattern.empty() || !path.empty()) {
    if (pattern.empty() || path.empty() || pattern.front() != '/' || path.front() != '/') return std::nullopt;
    const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const std::size_t path_end = std::min(path.find('/', 1), path.size());
    const std::string_view wanted = pattern.substr(1, pattern_end - 1);
    const std::string_view given = path.substr(1, path_end - 1);
    if (wanted.starts_with('{')) {
      if (given.empty()) return std::nullopt;
      captures.emplace_back(given);
    } else if (wanted != given) {
      return std::nullopt;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return captures;
}

}  // namespace

Router::Match Router::match(std::string_view method, std::string_view path) const {
  Match match;
  for (const Route& route : routes_) {
    auto captures = captures_of(route.pattern, path);
    if (!captures) continue;
    if (route.method == method) return {&route, std::move(*captures), {}};
    match.allowed += (match.allowed.empty() ? "" : ", ") + route.method;
  }
  return match;
}

}  // namespace hearsay::serve

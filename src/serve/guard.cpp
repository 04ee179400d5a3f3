#include "serve/guard.h"

#include <array>
#include <cstdio>
#include <random>

namespace hearsay::serve {
namespace {

bool is_own(std::string_view host, std::uint16_t port) {
  const std::string tail = ":" + std::to_string(port);
  for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"}) {
    if (host == std::string(name) + tail || (port == 80 && host == name)) return true;
  }
  return false;
}

// In a time that doesn't tell how much of it was right.
bool same_token(std::string_view one, std::string_view other) {
  if (one.size() != other.size() || one.empty()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(one[i]) ^ static_cast<unsigned char>(other[i]));
  }
  return difference == 0;
}

}  // namespace

std::optional<Response> Guard::refuse(std::string_view method, std::string_view path, std::string_view host,
                                      std::string_view origin, std::string_view fetch_site,
                                      std::string_view token_given) const {
  if (!is_own(host, port)) {
    return problem(421, "this server answers to 127.0.0.1:" + std::to_string(port) + " alone; open that address");
  }
  if (!origin.empty()) {
    constexpr std::string_view kScheme = "http://";
    if (!origin.starts_with(kScheme) || !is_own(origin.substr(kScheme.size()), port)) {
      return problem(403, "requests from other pages are refused");
    }
  }
  const bool writes = method != "GET" && method != "HEAD";
  // What a browser tells of who asks; "none" is the user, by a link or the address line. The app's own pages may be
  // opened from anywhere: what opened them cannot read them.
  const bool own = fetch_site.empty() || fetch_site == "same-origin" || (fetch_site == "none" && !writes);
  if (!own && (writes || path.starts_with("/api"))) return problem(403, "requests from other pages are refused");
  if (!writes) return std::nullopt;
  if (!read_only_because.empty()) return problem(409, read_only_because);
  if (!same_token(token_given, token)) {
    return problem(401, "open the address that hearsay serve showed on the terminal: it holds the token for changes");
  }
  return std::nullopt;
}

std::string random_token() {
  std::random_device device;
  std::string token;
  for (int i = 0; i < 4; ++i) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%08x", static_cast<unsigned>(device()));
    token += text.data();
  }
  return token;
}

}  // namespace hearsay::serve

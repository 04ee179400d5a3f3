#include "core/outlet.h"

#include "core/unicode.h"

namespace hearsay {

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#:"));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return std::string(url);
}

std::string outlet_key(std::string_view name) {
  std::string key = lower(collapse_space(name));
  if (key.starts_with("the ")) key.erase(0, 4);
  for (const std::string_view tail :
       {" newspaper", " news agency", " agency", " website", " daily", " television", " tv"}) {
    if (key.ends_with(tail) && key.size() > tail.size() + 2) key.erase(key.size() - tail.size());
  }
  return key;
}

}  // namespace hearsay

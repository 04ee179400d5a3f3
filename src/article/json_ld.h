// What a page says of itself in JSON-LD (schema.org), read from its <script type="application/ld+json">.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hearsay::article {

struct LinkedData {
  std::string headline;
  std::string published;  // as told, not yet parsed
  std::string modified;
  std::vector<std::string> authors;
  std::string publisher;
  std::string section;
  std::string language;
  std::string url;
  std::string body;  // articleBody
  std::string description;
  bool article = false;  // an article, not merely a page or a site, says so
};

// Adds what one script says. The first article of the page wins; what it leaves open is filled from later objects of
// the same kind. Bounded in depth and size; a script that is no JSON adds nothing.
void read_json_ld(std::string_view script, LinkedData& data);

}  // namespace hearsay::article

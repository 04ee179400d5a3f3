#include "report/linked_data.h"

#include "report/json.h"

namespace hearsay::report {

// RFC 8141 allows these in a name; all else is percent-encoded byte by byte.
std::string iri_of(std::string_view part) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "urn:hearsay:";
  for (const char c : part) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '/' || c == ':';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

std::string document_iri(const Document& document) { return iri_of("document:" + document.id); }

std::string claim_iri(const Document& document, char letter, Index index) {
  return document_iri(document) + "#" + json_id(letter, index);
}

}  // namespace hearsay::report

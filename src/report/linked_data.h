// What the two JSON-LD exports share: names for things that other tools can hold on to.
#pragma once

#include <string>
#include <string_view>

#include "hearsay/document.h"

namespace hearsay::report {

// "urn:hearsay:velm-courier": the document's id, percent-encoded where an IRI allows no such character.
[[nodiscard]] std::string document_iri(const Document& document);
// The document's, with "#a1" for its first attribution.
[[nodiscard]] std::string claim_iri(const Document& document, char letter, Index index);
// "urn:hearsay:" and the path's parts, each percent-encoded.
[[nodiscard]] std::string iri_of(std::string_view part);

}  // namespace hearsay::report

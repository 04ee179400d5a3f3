// Origins: which reports of a story go back to one hand that we can see.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "hearsay/account.h"

namespace hearsay::story {

// The agencies that a document credits, as they stand in its article and its chains.
[[nodiscard]] std::vector<std::string> credits_of(const Document& document);

// A partition of `members`: copies are one origin; so are reports that credit the same agency, and reports whose leads
// rest on the same outlet's word, with that outlet's own. In order of their first member.
[[nodiscard]] std::vector<std::vector<Index>> find_origins(std::span<const Document> documents,
                                                           const std::vector<Index>& members,
                                                           const std::vector<Copy>& copies);

}  // namespace hearsay::story

// entity: the entities of all documents in; the people, bodies and places of the case out.
#pragma once

#include <span>
#include <vector>

#include "hearsay/account.h"

namespace hearsay {

// Entities of one name that are compatible in type, roles and forms become one; pronouns and unnamed sources stay
// within their document. In order of their first member.
[[nodiscard]] std::vector<CaseEntity> link_entities(std::span<const Document> documents);

}  // namespace hearsay

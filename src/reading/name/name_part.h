// name_part: runs of capitalised words cut into names, their titles and their roles. The second half of find_names
// works on these.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "hearsay/document.h"
#include "reading/name/name_run.h"
#include "reading/words.h"

namespace hearsay {

constexpr std::size_t kEntityTypes = 7;
// Points for each EntityType.
using TypeScores = std::array<float, kEntityTypes>;

struct NamePart {
  std::size_t first = 0;  // words [first, last)
  std::size_t last = 0;
  std::size_t title_first = 0;  // words of the title before the name; empty where equal
  std::size_t title_last = 0;
  std::size_t role_first = 0;
  std::size_t role_last = 0;
  TypeScores scores{};
  EntityType type = EntityType::other;
};

[[nodiscard]] std::vector<NamePart> split_runs(const TextWords& words, const std::vector<NameRun>& runs);

// Fills role_first, role_last from appositions before and behind the name: "X, the head of Y," and "Y's head, X".
void find_roles(const TextWords& words, std::vector<NamePart>& parts);

// Fills `type` and the points for it, `scores`, of each from its own words, the words around it and the other parts of the document.
void type_parts(const TextWords& words, const CaseEvidence& evidence, std::vector<NamePart>& parts);

}  // namespace hearsay

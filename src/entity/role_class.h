// Which walk of life a role belongs to: "opposition lawmaker" and "goalkeeper" are hardly one man.
#pragma once

#include <cstdint>
#include <string_view>

namespace hearsay {

// One bit a walk of life, so that a person's roles are a set; 0 where a role tells nothing.
using RoleClasses = std::uint32_t;

[[nodiscard]] RoleClasses role_classes(std::string_view role);

// Whether both tell something and they have nothing in common. People move between some walks of life (a general turns
// president, a lawyer lawmaker), so only those far from each other contradict.
[[nodiscard]] bool contradict(RoleClasses one, RoleClasses other);

}  // namespace hearsay

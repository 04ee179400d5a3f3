// The tables of a case file. docs/case-format.md shows the same statements with a paragraph each; a test compares them.
#pragma once

#include <cstdint>

namespace hearsay {

inline constexpr std::int32_t kCaseApplicationId = 0x48736179;  // "Hsay", at byte 68 of the file
inline constexpr std::int32_t kCaseVersion = 2;                 // PRAGMA user_version

// Make all tables of an empty case: those of format 1, then what format 2 has beside them.
extern const char* const kCaseSchema;
extern const char* const kCaseSchema2;

}  // namespace hearsay

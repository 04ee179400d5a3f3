// The tables of a case file. docs/case-format.md shows the same statements with a paragraph each; a test compares them.
#pragma once

#include <cstdint>

namespace hearsay {

inline constexpr std::int32_t kCaseApplicationId = 0x48736179;  // "Hsay", at byte 68 of the file
inline constexpr std::int32_t kCaseVersion = 4;                 // PRAGMA user_version

// Makes all tables of an empty case.
extern const char* const kCaseSchema;

}  // namespace hearsay

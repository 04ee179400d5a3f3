// name_model: what a name is, learned from texts whose names were typed (models/name.md). It sees what the rules of
// name_type.cpp made of the name as well, and corrects them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hearsay/result.h"
#include "reading/name/name_part.h"

namespace hearsay {

// The types the model tells apart, in this order: person, organization (outlets among them), place, other.
inline constexpr std::size_t kLearnedTypes = 4;
using LearnedScores = std::array<float, kLearnedTypes>;

struct NameFeatures {
  static constexpr std::uint32_t kBuckets = 1U << 14;
  static constexpr std::size_t kVector = 100;  // values of a word vector
  static constexpr std::size_t kSlots = 4;     // the name's words together, its last word, the word before, the one behind
  static constexpr std::size_t kDense = kEntityTypes + kSlots * kVector;

  std::vector<std::uint32_t> sparse;
  std::array<float, kDense> dense{};  // the rules' points first
};

// Of a part that type_parts has typed.
[[nodiscard]] NameFeatures name_features(const TextWords& words, const NamePart& part);

// Const and without shared state after loading: any number of threads may use it at once.
class NameModel {
 public:
  static const NameModel& shared();
  [[nodiscard]] static Result<NameModel> load(std::string_view bytes);

  // Unnormalised log-probabilities.
  [[nodiscard]] LearnedScores score(const NameFeatures& features) const;

 private:
  std::vector<float> sparse_;  // [kBuckets x kLearnedTypes]
  std::vector<float> dense_;   // [kDense x kLearnedTypes]
};

// Gives each part that type_parts has typed the type that rules and model together find best.
void correct_types(const TextWords& words, std::vector<NamePart>& parts);

}  // namespace hearsay

// What a sentence or a claim is about, as a short vector: those that tell the same in other words lie close together.
// The vector is a sum over word pieces learned from a large sentence encoder (models/meaning.md), so it knows nothing
// of order, of who did what to whom, or of "not"; it finds what is worth comparing, and rules must compare it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hearsay/result.h"
#include "model/word_pieces.h"

namespace hearsay::model {

inline constexpr std::size_t kMeaningSize = 128;

struct Meaning {
  std::array<std::int8_t, kMeaningSize> values{};  // the largest is 127 or -127; all 0 if no word is known
  std::uint32_t square = 0;                        // the sum of their squares

  friend bool operator==(const Meaning&, const Meaning&) = default;
};

// The cosine, -1 to 1; 0 if either is empty. 128 products.
[[nodiscard]] double similarity(const Meaning& one, const Meaning& two);

// Const and without shared state after loading: any number of threads may use it at once. All its arithmetic is in
// integers, the same on every machine.
class MeaningModel {
 public:
  // The one in the program; a fault of the program if it cannot be read.
  static const MeaningModel& shared();
  // `bytes` is not owned and must outlive the model.
  [[nodiscard]] static Result<MeaningModel> load(std::string_view bytes);

  // Of any UTF-8 text; what stands behind the 512th word piece isn't read.
  [[nodiscard]] Meaning embed(std::string_view text) const;
  // Of several pieces of text as one, such as a statement whose content is in two parts.
  [[nodiscard]] Meaning embed(const std::vector<std::string_view>& parts) const;

 private:
  WordPieces pieces_;
  const std::int8_t* codes_ = nullptr;    // [pieces x kMeaningSize]
  const unsigned char* steps_ = nullptr;  // a factor for each piece
};

}  // namespace hearsay::model

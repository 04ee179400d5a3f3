// What the tagger sees of a word and of what stands around it, as numbers. Training uses the same
// (training/heads/tag_tool.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/word_vectors.h"
#include "reading/tag/tag.h"

namespace hearsay {

inline constexpr std::size_t kTagReach = 2;                    // words looked at on either side
inline constexpr std::size_t kTagOffsets = 2 * kTagReach + 1;  // the word itself is number kTagReach
inline constexpr std::size_t kTagVectors = 3;                  // vectors of the word before, the word, the one behind
inline constexpr std::size_t kContextFeatures = 8;
inline constexpr std::size_t kNoTag = kPartsOfSpeech;  // "before" a sentence's first word

// A word as written, first of its sentence or not. What it tells by itself is the same wherever it stands.
struct TagForm {
  std::uint64_t word = 0;    // hash of its lower case
  std::uint64_t ending = 0;  // of its last three letters and its shape
  std::array<std::vector<std::uint32_t>, kTagOffsets>
      features;  // of the words that see it from kTagReach before to behind
  std::array<float, model::kVectorSize> vector{};
  bool has_vector = false;
};

// The forms of some texts, numbered; 0 is what stands past a sentence's ends.
class TagForms {
 public:
  TagForms();
  std::uint32_t add(std::string_view exact, bool opens);
  [[nodiscard]] const TagForm& operator[](std::uint32_t form) const { return forms_[form]; }
  [[nodiscard]] std::size_t size() const { return forms_.size(); }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<TagForm> forms_;
};

// The forms of words [first, last), a sentence, with kTagReach forms of nothing at either end.
[[nodiscard]] std::vector<std::uint32_t> sentence_forms(std::string_view content, const std::vector<TaggedWord>& words,
                                                        std::size_t first, std::size_t last, TagForms& forms);

// Of the word `word` between its neighbours, after words with the tags `before_last` and `last`.
[[nodiscard]] std::array<std::uint32_t, kContextFeatures> context_features(const TagForm& previous, const TagForm& word,
                                                                           const TagForm& next, std::size_t before_last,
                                                                           std::size_t last);

}  // namespace hearsay

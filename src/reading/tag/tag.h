// tag: the parts of speech of a text's words, after the Universal Dependencies' list, learned from annotated texts
// (models/tag.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hearsay/result.h"
#include "hearsay/span.h"
#include "text/text.h"

namespace hearsay {

// UPOS, in the order of its names; the model's columns.
enum class PartOfSpeech : std::uint8_t {
  adjective,
  adposition,
  adverb,
  auxiliary,
  conjunction,
  determiner,
  interjection,
  noun,
  numeral,
  particle,
  pronoun,
  proper_noun,
  punctuation,
  subordinator,
  symbol,
  verb,
  other
};
inline constexpr std::size_t kPartsOfSpeech = 17;

// "ADJ", "ADP", ... as the Universal Dependencies write them.
[[nodiscard]] std::string_view to_string(PartOfSpeech part);

struct TaggedWord {
  Span span;
  PartOfSpeech part = PartOfSpeech::other;
  std::uint32_t sentence = 0;  // index of its sentence in the text
};

// The text's tokens cut as the Universal Dependencies cut words: "15-year" is three, "don't" is "do" and "n't",
// "e-mail" one. Their parts are not told yet.
[[nodiscard]] std::vector<TaggedWord> cut_words(const Text& text);

// The same with their parts of speech. Linear in the text's length; safe to call from several threads at once.
[[nodiscard]] std::vector<TaggedWord> tag_words(const Text& text);

// What tag_words tags by. Const and without shared state after loading.
class TagModel {
 public:
  static const TagModel& shared();
  [[nodiscard]] static Result<TagModel> load(std::string_view bytes);
  void tag(std::string_view content, std::vector<TaggedWord>& words) const;

 private:
  friend class TagRun;
  [[nodiscard]] const float* row(
      std::uint32_t feature) const;  // kPartsOfSpeech weights; nullptr where none was learned

  std::vector<std::uint32_t> features_;  // in order; features_[i] has the i-th row
  std::vector<std::uint16_t> slots_;     // open addressing: 0 is free, else the number of a row, from 1
  std::vector<float> rows_;
  std::vector<float>
      dense_;  // [3 x kVectorSize x kPartsOfSpeech]: of the vectors of the word before, the word, the one behind
};

}  // namespace hearsay

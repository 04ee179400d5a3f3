// words: a text's tokens as the rules of reading/ see them. Tokens the text writes without a space between are one
// word where people read one ("al-Jarida", "11,517", "17:27", "U.S."), and a possessive's mark is a property of the
// word before it. Rules written over words do not depend on where the tokenizer cuts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/string_table.h"
#include "text/text.h"

namespace hearsay {

enum class WordKind : std::uint8_t { word, number, mark };

struct TextWord {
  Span span;                // the possessive's mark left out
  std::uint32_t first = 0;  // tokens [first, last); the possessive's own token left out
  std::uint32_t last = 0;
  std::uint32_t sentence = 0;
  WordKind kind = WordKind::word;
  bool capitalized = false;
  bool all_caps = false;      // two letters or more, all of them upper-case
  bool space_before = false;
  bool opens = false;         // first word of a sentence, of a direct quotation or after a colon or dash
  bool possessive = false;    // 's or a bare apostrophe follows
  bool inner_capital = false; // an upper-case letter stands after a hyphen: "al-Jarida"
};

// Lives no longer than the Text it was made of. All lookups by position are safe past both ends: they give "".
class TextWords {
 public:
  explicit TextWords(const Text& text);

  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] const TextWord& operator[](std::size_t word) const { return words_[word]; }
  [[nodiscard]] const Text& text() const { return *text_; }

  [[nodiscard]] std::string_view exact(std::size_t word) const;
  // Lower case, a curly apostrophe as it stands.
  [[nodiscard]] std::string_view lower(std::size_t word) const;
  // The same, but "" where `word` is not in the same sentence as `from`.
  [[nodiscard]] std::string_view lower_near(std::size_t from, std::ptrdiff_t distance) const;
  // The words [first, last) in lower case as the text writes them, the spaces between included.
  [[nodiscard]] std::string_view lower_run(std::size_t first, std::size_t last) const;
  [[nodiscard]] std::string_view lower_span(Span span) const;
  [[nodiscard]] bool is(std::size_t word, std::string_view lower_form) const { return lower(word) == lower_form; }
  [[nodiscard]] Span span(std::size_t first, std::size_t last) const;

  // Words [begin, end) of a sentence.
  [[nodiscard]] std::size_t sentence_begin(std::uint32_t sentence) const { return sentences_[sentence]; }
  [[nodiscard]] std::size_t sentence_end(std::uint32_t sentence) const { return sentences_[sentence + 1]; }
  // The word that holds or follows a byte of the text; size() past the last.
  [[nodiscard]] std::size_t word_at(std::uint32_t offset) const;

 private:
  void add_word(std::uint32_t first, std::uint32_t last);

  const Text* text_;
  std::string lowered_;  // the content in lower case, byte for byte at the same offset
  std::vector<TextWord> words_;
  std::vector<std::size_t> sentences_;  // the first word of each, and one past the last
};

// A fixed set of lower-case words or phrases, written as one string with a separator: blanks for words, commas for
// phrases. The string must outlive the set (a literal does).
class WordSet {
 public:
  explicit WordSet(std::string_view list, char separator = ' ');
  [[nodiscard]] bool has(std::string_view word) const { return entries_.contains(word); }

 private:
  void add(std::string_view list, char separator);
  StringSet entries_;
};

// Words with a value each, "key=value" separated by commas.
class WordMap {
 public:
  explicit WordMap(std::string_view list);
  // "" where there is none.
  [[nodiscard]] std::string_view find(std::string_view word) const;

 private:
  StringMap<std::string_view> entries_;
};

}  // namespace hearsay

// title_words: a headline's words, and where the names of a text stand in it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hearsay/document.h"
#include "text/text.h"

namespace hearsay {

// Words [first, last) of a headline.
struct TitlePlace {
  std::size_t first = 0;
  std::size_t last = 0;
  [[nodiscard]] bool found() const { return first < last; }
  bool operator==(const TitlePlace&) const = default;
};

class TitleWords {
 public:
  explicit TitleWords(std::string_view title);

  // Where it is named; a person may be by the last name alone.
  [[nodiscard]] TitlePlace find(const Entity& entity) const;
  // Which of its words that say something a word is; kNone where it is none.
  [[nodiscard]] std::size_t content_word(std::string_view word) const;
  // How many of them there are.
  [[nodiscard]] std::size_t content_words() const { return content_words_; }
  // Its first verb's place; past its end where it has none. What stands before is who did it.
  [[nodiscard]] std::size_t verb() const { return verb_; }
  // A verb stands at a place: the word before it is its subject's last.
  [[nodiscard]] bool is_verb(std::size_t place) const { return std::find(verbs_.begin(), verbs_.end(), place) != verbs_.end(); }
  // The word at a place says something; false past the end.
  [[nodiscard]] bool is_content(std::size_t place) const;
  // A word of it begins as a verb's base form does: "attacks", "attacked".
  [[nodiscard]] bool has_stem(std::string_view lemma) const;
  // Of a phrase's words, how many stand in it.
  [[nodiscard]] std::size_t share(const Text& text, Span phrase) const;
  // Before the colon of "Harbour Cup: Doe wins": that is not who did it.
  [[nodiscard]] bool in_topic(TitlePlace place) const { return topic_end_ > 0 && place.first < topic_end_; }
  // Led by "in", "at", "near", "outside".
  [[nodiscard]] bool is_place_phrase(TitlePlace place) const;
  // Part of another's longer name: the town of "Harl Rovers".
  [[nodiscard]] bool inside_name(TitlePlace place, const std::vector<TitlePlace>& others) const;

 private:
  [[nodiscard]] TitlePlace find(std::string_view name, bool person) const;
  void find_verbs(const Text& text);

  std::vector<std::string> words_;  // folded, without marks
  std::unordered_map<std::string, std::size_t> places_;  // the first of each word
  std::size_t topic_end_ = 0;
  std::size_t content_words_ = 0;
  std::size_t verb_ = 0;
  std::vector<std::size_t> verbs_;  // all of them
};

}  // namespace hearsay

// title_words: a headline's words, and where the names of a text stand in it.
#pragma once

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

  std::vector<std::string> words_;  // folded, without marks
  std::unordered_map<std::string, std::size_t> places_;  // the first of each word
  std::size_t topic_end_ = 0;
};

}  // namespace hearsay

// Who is one among those that a story's reports call by their office: "the president of Carrow Rovers" in one report
// and "Carrow's president" in another, or the judge whom only one of them names.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hearsay::story {

// Descriptions are told to it in any order, those of named people with what they are known by; then `settle` puts
// together those of one head of which one holds all words of the other, where it isn't the case for two ("the
// president").
class Offices {
 public:
  // A description that means somebody in particular: "the pilot", "Carrow's president"; not "a pilot", "pilots say".
  [[nodiscard]] static bool is_definite(std::string_view description);

  // `key` is empty for somebody whose name nobody gives.
  void add(std::string_view description, std::string_view key);
  void settle();
  // What everyone who is meant has in common: the key of the named one, else the fullest description; empty if not
  // added.
  [[nodiscard]] std::string find(std::string_view description) const;

 private:
  struct Office {
    std::vector<std::string> words;  // ascending
    std::string head;
    std::string key;
    bool shared = false;  // by two who are named
  };
  std::vector<Office> offices_;
  std::unordered_map<std::string, std::string> keys_;  // by the words
};

}  // namespace hearsay::story

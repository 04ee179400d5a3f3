// name_run: where names begin and end. The first half of find_names.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/words.h"

namespace hearsay {

// How a word is written elsewhere in the document, where its case says something: what tells "Velm" from "Police" at
// the start of a sentence and in a headline.
class CaseEvidence {
 public:
  explicit CaseEvidence(const TextWords& words);
  // Seen with a capital inside a sentence, and never without one.
  [[nodiscard]] bool always_capital(std::string_view lower) const;
  [[nodiscard]] bool ever_small(std::string_view lower) const;
  // Two words seen inside a sentence, each with its capital: "with Big Harbour" tells what "Big Harbour said" begins with.
  [[nodiscard]] bool paired(std::string_view lower_run) const { return pairs_.contains(lower_run); }
  // Seen with small letters behind its capital: "HARL" in a headline is "Harl", not a body's initials.
  [[nodiscard]] bool written_small(std::string_view lower) const;
  // Most words of the sentence are capitalised: a headline, where a capital says nothing.
  [[nodiscard]] bool is_headline(std::uint32_t sentence) const { return headlines_[sentence] != 0; }
  // And of those, one in capitals throughout.
  [[nodiscard]] bool is_shouted(std::uint32_t sentence) const { return headlines_[sentence] == 2; }

 private:
  struct Count {
    std::uint32_t capital = 0;
    std::uint32_t small = 0;
    std::uint32_t mixed = 0;
  };
  std::unordered_map<std::string_view, Count> counts_;
  std::unordered_set<std::string_view> pairs_;
  std::vector<char> headlines_;
};

// Words [first, last) of one run of capitalised words, particles and linking words inside.
struct NameRun {
  std::size_t first = 0;
  std::size_t last = 0;
};

[[nodiscard]] std::vector<NameRun> find_name_runs(const TextWords& words, const CaseEvidence& evidence);

// A word of two to six capitals: "WHO", "G-20", "U.N.".
[[nodiscard]] bool is_acronym(const TextWords& words, std::size_t word);

}  // namespace hearsay

// Names made comparable: "Salah al-Dine Qarrum" and "Salaheddin Karrum", "J. M. Hill" and "Joan Hill".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

// One word of a name as it is compared: folded, transliterations and doubled letters levelled. Words of four letters and
// less are only folded: "Lee" is not "Li".
[[nodiscard]] std::string word_key(std::string_view word);

// A person's name. Titles ("Dr.") and what stands before a surname ("van", "al-") are left out.
struct PersonName {
  std::string first;                // empty for a bare surname
  std::vector<std::string> middle;  // words or initials
  std::string last;
  std::string suffix;               // "jr", "iii"
  std::string joined;               // all of it in one, so that "Kim Jong-un" and "Kim Jong Un" are equal
  bool initial = false;             // `first` is no more than an initial
};

[[nodiscard]] PersonName person_name(std::string_view name);

// The name of a body, place or anything else, without "the" and legal forms: "The Velm Oil Co." gives "velmoil".
[[nodiscard]] std::string body_key(std::string_view name);

// "UNEV", "U.N.E.V."; not "Unev".
[[nodiscard]] bool is_acronym(std::string_view name);

}  // namespace hearsay

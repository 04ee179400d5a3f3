#include "entity/name_key.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "core/unicode.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxWords = 16;   // of a name; longer ones are no names
constexpr std::size_t kLongWord = 5;    // letters from which transliterations are levelled

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr auto kTitles = std::to_array<std::string_view>(
    {"mr", "mrs", "ms", "miss", "dr", "prof", "sir", "dame", "lord", "lady", "rev", "sheikh", "shaikh", "hajj", "haji"});
constexpr auto kSuffixes = std::to_array<std::string_view>({"jr", "sr", "ii", "iii", "iv"});
constexpr auto kArticles = std::to_array<std::string_view>(
    {"al", "el", "ul", "ad", "ar", "as", "ash", "at", "an", "az"});
// Before a surname wherever they stand.
constexpr auto kSurnameWords = std::to_array<std::string_view>({"van", "von", "der", "den", "della", "dos"});
// Before a surname unless they begin the name with a capital: "Ben Hall" has a first name.
constexpr auto kMiddleWords = std::to_array<std::string_view>(
    {"de", "la", "le", "du", "di", "da", "del", "ter", "ten", "bin", "ibn", "ben", "bint", "y"});
constexpr auto kLegalForms = std::to_array<std::string_view>(
    {"inc", "ltd", "llc", "corp", "co", "plc", "gmbh", "ag", "sa", "spa", "limited", "incorporated", "corporation"});

// First names that are written in many ways in Latin letters; each line is one name, the first form its key.
using Variants = std::pair<std::string_view, std::array<std::string_view, 8>>;
constexpr auto kVariants = std::to_array<Variants>({
    {"muhamad", {"mohammed", "mohamed", "mohammad", "mohamad", "muhammad", "muhammed", "muhamed", "mohamet"}},
    {"ahmad", {"ahmed", "ahmad", "ahmet"}},
    {"husain", {"hussein", "hussain", "husayn", "husain", "hossein", "hussien", "hosein", "husein"}},
    {"hasan", {"hassan", "hasan"}},
    {"abdula", {"abdullah", "abdallah", "abdulla", "abdalla", "abdoullah"}},
    {"yusuf", {"yousef", "yusuf", "youssef", "yousuf", "yusef", "yusif", "yousif", "youssouf"}},
    {"ibrahim", {"ibrahim", "ebrahim", "ibraheem", "brahim"}},
    {"khalid", {"khaled", "khalid"}},
    {"mahmud", {"mahmoud", "mahmud", "mahmood"}},
    {"mustafa", {"mustafa", "mostafa", "mustapha", "moustafa", "moustapha"}},
    {"umar", {"omar", "umar", "omer"}},
    {"uthman", {"othman", "osman", "uthman", "ousmane"}},
    {"said", {"saeed", "said", "saied", "sayeed"}},
    {"sergei", {"sergei", "sergey", "serguei"}},
    {"dmitri", {"dmitry", "dmitri", "dmitriy", "dimitri", "dmytro"}},
    {"aleksandr", {"aleksandr", "alexandr", "oleksandr", "alexander", "aleksander"}},
    {"yuri", {"yuri", "yury", "iouri", "yuriy", "yurii"}},
    {"evgeni", {"yevgeny", "evgeny", "evgeni", "yevgeni", "evgenii", "yevgeniy"}},
    {"andrei", {"andrei", "andrey", "andrii", "andriy"}},
    {"aleksei", {"alexei", "aleksei", "aleksey", "alexey", "oleksiy", "oleksii"}},
    {"nikolai", {"nikolai", "nikolay", "nicolai"}},
    {"mikhail", {"mikhail", "mihail", "mikhael"}},
    {"vladimir", {"vladimir", "wladimir"}},
    {"volodimir", {"volodymyr", "wolodymyr", "volodimir"}},
});

std::string_view first_name_key(std::string_view word) {
  if (word.empty()) return {};
  for (const auto& [key, forms] : kVariants) {
    if (is_one_of(forms, word)) return key;
  }
  return {};
}

bool is_vowel(char letter) {
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u' || letter == 'y';
}

// -ieddine, -ieddeen, -uddin, -addin: one ending, however it is written.
void level_din(std::string& word) {
  for (const std::string_view ending : {"ddine", "ddeen", "ddin"}) {
    if (word.size() < ending.size() + 3 || !word.ends_with(ending)) continue;
    word.resize(word.size() - ending.size());
    while (word.size() > 2 && is_vowel(word.back())) word.pop_back();
    word += "edin";
    return;
  }
}

// Abdel Rahman, Abdul-Rahman, Abdurrahman: servant of whom follows.
constexpr auto kServants = std::to_array<std::string_view>({"abdoul", "abdel", "abdul", "abdal", "abdur", "abd"});

void level_servant(std::string& word) {
  for (const std::string_view servant : kServants) {
    if (word.size() < servant.size() + 4 || !word.starts_with(servant)) continue;
    word.replace(0, servant.size(), "abd");
    return;
  }
}

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (std::size_t at = word.find(from); at != std::string::npos; at = word.find(from, at + to.size())) {
    word.replace(at, from.size(), to);
  }
}

void level_spelling(std::string& word) {
  static constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
      {"ph", "f"}, {"ck", "k"}, {"q", "k"}, {"sch", "sh"}, {"tch", "ch"}, {"dj", "j"},
      {"oo", "u"}, {"ou", "u"}, {"ee", "i"}, {"ie", "i"}, {"y", "i"}};
  for (const auto& [from, to] : kSpellings) replace_all(word, from, to);
  word.erase(std::unique(word.begin(), word.end()), word.end());
  if (word.ends_with("ah")) word.pop_back();
}

// Folded letters and digits of one word; apostrophes and ayns vanish.
std::string letters(std::string_view word) {
  const std::string folded = fold(word);
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t at = i;
    const char32_t code_point = next_code_point(folded, i);
    const bool ayn = code_point >= 0x2B0 && code_point <= 0x2FF;
    if (!ayn && (is_letter(code_point) || is_digit(code_point))) out.append(folded, at, i - at);
  }
  return out;
}

bool is_hyphen(char32_t code_point) { return code_point == U'-' || (code_point >= 0x2010 && code_point <= 0x2015); }

struct Word {
  std::string text;                 // letters only, folded
  std::vector<std::string> pieces;  // between hyphens
  bool capitalized = false;
  bool dotted = false;              // "J.", "J.R."
};

// Without a possessive: "Hill's".
std::string_view without_possessive(std::string_view word) {
  for (const std::string_view ending : {"'s", "’s"}) {
    if (word.size() > ending.size() + 1 && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

Word make_word(std::string_view raw) {
  raw = without_possessive(raw);
  Word word;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < raw.size();) {
    const std::size_t at = i;
    const char32_t code_point = next_code_point(raw, i);
    if (at == 0) word.capitalized = is_upper(code_point);
    if (code_point == U'.') word.dotted = true;
    if (!is_hyphen(code_point)) continue;
    word.pieces.push_back(letters(raw.substr(begin, at - begin)));
    begin = i;
  }
  word.pieces.push_back(letters(raw.substr(begin)));
  std::erase(word.pieces, std::string());
  for (const std::string& piece : word.pieces) word.text += piece;
  return word;
}

std::vector<Word> split(std::string_view name) {
  std::vector<Word> words;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    if (words.size() >= kMaxWords || end <= begin) return;
    Word word = make_word(name.substr(begin, end - begin));
    if (!word.text.empty()) words.push_back(std::move(word));
  };
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t at = i;
    const char32_t code_point = next_code_point(name, i);
    if (!is_space(code_point) && code_point != U',' && code_point != U'"') continue;
    take(at);
    begin = i;
  }
  take(name.size());
  return words;
}

// "al-Rashid", "ar-Rashid": the article goes. "Jean-Luc" stays one word.
std::string without_article(const Word& word) {
  if (word.pieces.size() < 2 || !is_one_of(kArticles, word.pieces.front())) return word.text;
  return word.text.substr(word.pieces.front().size());
}

bool is_initial(const Word& word) { return word.text.size() == 1 || (word.dotted && word.text.size() <= 3); }

}  // namespace

std::string word_key(std::string_view word) {
  std::string key = letters(word);
  if (const std::string_view first = first_name_key(key); !first.empty()) return std::string(first);
  if (key.size() < kLongWord) return key;
  level_servant(key);
  level_din(key);
  level_spelling(key);
  return key;
}

PersonName person_name(std::string_view name) {
  PersonName person;
  std::vector<std::string> keys;
  std::vector<bool> initials;
  std::string before;  // "abu", which makes one word with the next
  const std::vector<Word> words = split(name);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    const bool last = i + 1 == words.size();
    if (!last && keys.empty() && is_one_of(kTitles, word.text)) continue;
    if (last && !keys.empty() && is_one_of(kSuffixes, word.text)) {
      person.suffix = word.text;
      continue;
    }
    if (!last && (word.text == "abu" || word.text == "abou" || word.text == "umm")) {
      before = "abu";
      continue;
    }
    if (!last && is_one_of(kServants, word.text)) {
      before = "abd";
      continue;
    }
    const bool begins_with_capital = keys.empty() && word.capitalized;
    if (!last && (is_one_of(kSurnameWords, word.text) ||
                  (!begins_with_capital &&
                   (is_one_of(kMiddleWords, word.text) || word.text == "al" || word.text == "el")))) {
      continue;
    }
    keys.push_back(before + (is_initial(word) ? word.text : word_key(without_article(word))));
    initials.push_back(before.empty() && is_initial(word));
    before.clear();
  }
  if (keys.empty()) return person;
  person.last = keys.back();
  for (const std::string& key : keys) person.joined += key;
  if (keys.size() == 1) return person;
  person.first = keys.front();
  person.initial = initials.front();
  person.middle.assign(keys.begin() + 1, keys.end() - 1);
  return person;
}

std::string body_key(std::string_view name) {
  std::vector<Word> words = split(name);
  if (words.size() > 1 && words.front().text == "the") words.erase(words.begin());
  while (words.size() > 1 && is_one_of(kLegalForms, words.back().text)) words.pop_back();
  if (words.size() > 1 && (words.front().text == "al" || words.front().text == "el")) words.erase(words.begin());
  std::string key;
  for (const Word& word : words) key += word.text == "and" ? std::string() : word_key(without_article(word));
  return key;
}

bool is_acronym(std::string_view name) {
  std::size_t capitals = 0;
  for (std::size_t i = 0; i < name.size();) {
    const char32_t code_point = next_code_point(name, i);
    if (code_point == U'.' || is_digit(code_point) || is_hyphen(code_point)) continue;
    if (!is_upper(code_point)) return false;
    ++capitals;
  }
  return capitals >= 2 && capitals <= 8;
}

}  // namespace hearsay

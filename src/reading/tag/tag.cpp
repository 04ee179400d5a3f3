#include "reading/tag/tag.h"

#include <array>
#include <utility>

namespace hearsay {
namespace {

// The size of the hyphen at `at`; 0 where there is none.
std::size_t hyphen_at(std::string_view word, std::size_t at) {
  if (word[at] == '-') return 1;
  const std::string_view rest = word.substr(at);
  return rest.starts_with("\xE2\x80\x90") || rest.starts_with("\xE2\x80\x91") ? 3 : 0;
}

char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equals(std::string_view word, std::string_view lower) {
  if (word.size() != lower.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lower_letter(word[i]) != lower[i]) return false;
  }
  return true;
}

// What stands before a hyphen and is no word of its own: "e-mail", "re-election".
bool is_prefix(std::string_view word) {
  constexpr std::array<std::string_view, 20> kPrefixes = {"e",   "re",   "non",   "co",     "pre",   "anti",  "pro",
                                                          "un",  "semi", "multi", "post",   "ex",    "inter", "sub",
                                                          "mid", "over", "de",    "psycho", "socio", "ultra"};
  for (const std::string_view prefix : kPrefixes) {
    if (equals(word, prefix)) return true;
  }
  return false;
}

// "555-010-3393", "2022-05-06": digits, cut twice or more.
bool is_number_of_three(std::string_view word) {
  std::size_t hyphens = 0;
  for (const char c : word) {
    if (c != '-' && (c < '0' || c > '9')) return false;
    hyphens += c == '-' ? 1 : 0;
  }
  return hyphens > 1;
}

// Where a word without hyphens is two: "did|n't", "can|not", "gon|na". 0: nowhere.
std::size_t contraction_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::size_t>, 20> kPairs = {
      {{"cannot", 3},  {"gonna", 3},   {"wanna", 3},    {"gotta", 3},  {"dont", 2},   {"didnt", 3}, {"doesnt", 4},
       {"isnt", 2},    {"wasnt", 3},   {"arent", 3},    {"werent", 4}, {"havent", 4}, {"hasnt", 3}, {"hadnt", 3},
       {"couldnt", 5}, {"wouldnt", 5}, {"shouldnt", 6}, {"cant", 2},   {"wont", 2},   {"im", 1}}};
  const std::size_t size = word.size();
  if (size < 2) return 0;
  if (word.front() >= '0' && word.front() <= '9') {  // "5pm"
    const std::string_view tail = word.substr(size - 2);
    return size < 8 && (equals(tail, "am") || equals(tail, "pm")) ? size - 2 : 0;
  }
  if (lower_letter(word.back()) == 't') {
    for (const std::string_view mark : {std::string_view("'"), std::string_view("\xE2\x80\x99")}) {
      const std::size_t tail = 2 + mark.size();
      if (size > tail && lower_letter(word[size - tail]) == 'n' &&
          word.substr(size - 1 - mark.size(), mark.size()) == mark)
        return size - tail;
    }
  }
  for (const auto& [pair, at] : kPairs) {
    if (equals(word, pair)) return at;
  }
  return 0;
}

class Cutter {
 public:
  explicit Cutter(const Text& text) : text_(text) { words_.reserve(text.tokens.size() + text.tokens.size() / 16); }

  std::vector<TaggedWord> run() {
    for (std::size_t first = 0, end = 0; first < text_.tokens.size(); first = end) {
      const Token& token = text_.tokens[first];
      sentence_ = token.sentence;
      end = end_of_row(first);
      if (end > first + 1 || token.kind == TokenKind::punctuation || token.kind == TokenKind::symbol) {
        add(token.span.begin, text_.tokens[end - 1].span.end);
      } else {
        cut(token.span);
      }
    }
    return std::move(words_);
  }

 private:
  // Where the word ends that begins at a token: "***", "$$$", "08/16/2000" and "minutes.pdf" are one word of several
  // tokens.
  [[nodiscard]] std::size_t end_of_row(std::size_t first) const {
    const std::vector<Token>& tokens = text_.tokens;
    const auto joins = [&](std::size_t at) {
      return at < tokens.size() && !tokens[at].space_before && tokens[at].sentence == tokens[first].sentence;
    };
    const auto is = [&](std::size_t at, std::string_view word) { return text_.words(tokens[at].span) == word; };
    const std::string_view word = text_.words(tokens[first].span);
    const TokenKind kind = tokens[first].kind;
    std::size_t end = first + 1;
    if (word.size() == 1 && std::string_view(".*=-$<>~_#").find(word[0]) != std::string_view::npos) {
      while (joins(end) && is(end, word)) ++end;
    } else if (kind == TokenKind::number || kind == TokenKind::word) {
      const std::string_view between = kind == TokenKind::number ? "/" : ".";
      while (joins(end) && is(end, between) && joins(end + 1) && tokens[end + 1].kind == kind &&
             !tokens[end + 1].capitalized)
        end += 2;
    }
    return end;
  }

  void add(std::uint32_t begin, std::uint32_t end) {
    if (begin < end) words_.push_back({.span = {begin, end}, .sentence = sentence_});
  }

  void add_plain(std::uint32_t begin, std::uint32_t end) {
    const std::size_t at = contraction_of(text_.words({begin, end}));
    if (at == 0) return add(begin, end);
    add(begin, begin + static_cast<std::uint32_t>(at));
    add(begin + static_cast<std::uint32_t>(at), end);
  }

  void cut(Span span) {
    const std::string_view word = text_.words(span);
    const bool address = word.find('@') != std::string_view::npos || word.find('/') != std::string_view::npos ||
                         word.starts_with("www.");
    if (address || is_number_of_three(word)) return add(span.begin, span.end);
    std::uint32_t begin = span.begin;
    for (std::size_t at = 0; at < word.size(); ++at) {
      const auto size = static_cast<std::uint32_t>(hyphen_at(word, at));
      if (size == 0 || at + size == word.size()) continue;
      const auto here = span.begin + static_cast<std::uint32_t>(at);
      if (is_prefix(text_.words({begin, here}))) continue;
      add_plain(begin, here);
      add(here, here + size);
      begin = here + size;
    }
    add_plain(begin, span.end);
  }

  const Text& text_;
  std::vector<TaggedWord> words_;
  std::uint32_t sentence_ = 0;
};

}  // namespace

std::string_view to_string(PartOfSpeech part) {
  constexpr std::array<std::string_view, kPartsOfSpeech> kNames = {"ADJ",   "ADP",   "ADV", "AUX",  "CCONJ", "DET",
                                                                   "INTJ",  "NOUN",  "NUM", "PART", "PRON",  "PROPN",
                                                                   "PUNCT", "SCONJ", "SYM", "VERB", "X"};
  return kNames[static_cast<std::size_t>(part)];
}

std::vector<TaggedWord> cut_words(const Text& text) { return Cutter(text).run(); }

std::vector<TaggedWord> tag_words(const Text& text) {
  std::vector<TaggedWord> words = cut_words(text);
  TagModel::shared().tag(text.content, words);
  return words;
}

}  // namespace hearsay

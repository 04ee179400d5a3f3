#include "reading/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "core/unicode.h"

namespace hearsay {
namespace {

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";

// Lower case where it takes as many bytes as upper case does (nearly always), so that offsets stay.
std::string lower_in_place(std::string_view content) {
  std::string out(content);
  for (std::size_t i = 0; i < out.size();) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + 32);
      ++i;
      continue;
    }
    const std::size_t begin = i;
    const char32_t code_point = next_code_point(content, i);
    std::string small;
    append_code_point(small, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point))));
    if (small.size() == i - begin) out.replace(begin, small.size(), small);
  }
  return out;
}

bool is_apostrophe(std::string_view word) { return word == "'" || word == kCurlyApostrophe; }
bool is_hyphen(std::string_view word) { return word == "-" || word == "\xE2\x80\x90" || word == "\xE2\x80\x91"; }

// Bytes that the possessive's mark takes at the end of `word`: "Velm's" 2; 0 where there is none.
std::size_t possessive_size(std::string_view word) {
  if (word.ends_with("'s") || word.ends_with("'S")) return 2;
  if (word.ends_with("\xE2\x80\x99s") || word.ends_with("\xE2\x80\x99S")) return 4;
  return 0;
}

bool all_digits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_initial(std::string_view word) { return word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z'; }

// Whether tokens `left`, `middle`, `right`, written without a space, read as one word.
bool joins(const Text& text, std::uint32_t left, std::uint32_t middle, std::uint32_t right) {
  const std::string_view mark = text.word(middle);
  const TokenKind left_kind = text.tokens[left].kind;
  const TokenKind right_kind = text.tokens[right].kind;
  const bool left_number = left_kind == TokenKind::number;
  const bool right_number = right_kind == TokenKind::number;
  const bool both_words = left_kind <= TokenKind::number && right_kind <= TokenKind::number;
  if (!both_words) return false;
  if (is_hyphen(mark)) return !(left_number && right_number);
  if (mark == "." || mark == ",") {
    return left_number && right_number && all_digits(text.word(right)) &&
           (mark == "." || text.word(right).size() == 3);
  }
  if (mark == ":") return left_number && right_number && text.word(right).size() == 2;
  if (is_apostrophe(mark)) return !left_number && !right_number && text.word(right) != "s";
  return false;
}

}  // namespace

TextWords::TextWords(const Text& text) : text_(&text), lowered_(lower_in_place(text.content)) {
  const auto count = static_cast<std::uint32_t>(text.tokens.size());
  const auto glued = [&](std::uint32_t token) {
    return token < count && !text.tokens[token].space_before &&
           text.tokens[token].sentence == text.tokens[token - 1].sentence;
  };
  words_.reserve(count);
  sentences_.reserve(text.sentences.size() + 1);
  for (std::uint32_t token = 0; token < count;) {
    while (sentences_.size() <= text.tokens[token].sentence) sentences_.push_back(words_.size());
    const std::uint32_t first = token++;
    const TokenKind kind = text.tokens[first].kind;
    if (kind == TokenKind::word || kind == TokenKind::number) {
      // "U" "." "S" "."
      if (is_initial(text.word(first)) && glued(token) && text.word(token) == "." && glued(token + 1) &&
          is_initial(text.word(token + 1))) {
        while (glued(token) && text.word(token) == "." && glued(token + 1) && is_initial(text.word(token + 1))) token += 2;
        if (glued(token) && text.word(token) == ".") ++token;
      }
      while (glued(token) && glued(token + 1) && joins(text, token - 1, token, token + 1)) token += 2;
    }
    add_word(first, token);
    TextWord& word = words_.back();
    if (word.kind == WordKind::mark || word.possessive || !glued(token)) continue;
    const std::string_view next = text.word(token);
    const Index quotation = text.tokens[token].quotation;
    const bool closes = quotation != kNone && text.quotations[quotation].last == token + 1;
    if (next == "'s" || next == "\xE2\x80\x99s" || next == "'S" || next == "\xE2\x80\x99S") {
      word.possessive = true;
      ++token;
    } else if (is_apostrophe(next) && !closes) {
      const bool has_s = glued(token + 1) && (text.word(token + 1) == "s" || text.word(token + 1) == "S");
      const bool plural = text.content[word.span.end - 1] == 's' && !glued(token + 1);
      if (has_s || plural) {
        word.possessive = true;
        token += has_s ? 2 : 1;
      }
    }
  }
  while (sentences_.size() <= text.sentences.size()) sentences_.push_back(words_.size());
}

void TextWords::add_word(std::uint32_t first, std::uint32_t last) {
  const Token& token = text_->tokens[first];
  TextWord word;
  word.first = first;
  word.last = last;
  word.span = text_->token_span(first, last);
  word.sentence = token.sentence;
  word.space_before = token.space_before;
  word.capitalized = token.capitalized;
  word.kind = token.kind == TokenKind::word     ? WordKind::word
              : token.kind == TokenKind::number ? WordKind::number
                                                : WordKind::mark;
  if (word.kind != WordKind::mark) {
    const std::string_view words = text_->words(word.span);
    if (const std::size_t mark = possessive_size(words); mark > 0 && mark < words.size()) {
      word.possessive = true;
      word.span.end -= static_cast<std::uint32_t>(mark);
    }
  }
  const std::string_view exact = text_->words(word.span);
  if (word.kind == WordKind::word) {
    std::size_t upper = 0;
    std::size_t small = 0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
      const bool is_upper_letter = exact[i] >= 'A' && exact[i] <= 'Z';
      upper += is_upper_letter ? 1 : 0;
      small += exact[i] >= 'a' && exact[i] <= 'z' ? 1 : 0;
      if (is_upper_letter && i > 0 && exact[i - 1] == '-') word.inner_capital = true;
    }
    word.all_caps = upper >= 2 && small == 0;
  }
  // What a capital letter says nothing at: a sentence's first word, also behind a bullet or a quotation mark.
  if (words_.empty() || words_.back().sentence != word.sentence) {
    word.opens = true;
  } else {
    const TextWord& before = words_.back();
    const std::string_view mark = text_->words(before.span);
    if (before.kind == WordKind::mark) {
      const bool quote = mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x98" || mark == "''" || mark == "``" ||
                         mark == "\xC2\xAB" || mark == "\xE2\x80\x9E" || (mark == "'" && !word.space_before);
      const bool colon = mark == ":" || mark == "--" || mark == "\xE2\x80\x94" || mark == "\xE2\x80\xA2";
      word.opens = (quote && !word.space_before) || colon || before.opens;
    }
  }
  words_.push_back(word);
}

std::string_view TextWords::exact(std::size_t word) const {
  return word < words_.size() ? text_->words(words_[word].span) : std::string_view{};
}

std::string_view TextWords::lower(std::size_t word) const {
  return word < words_.size() ? slice(lowered_, words_[word].span) : std::string_view{};
}

std::string_view TextWords::lower_near(std::size_t from, std::ptrdiff_t distance) const {
  const std::size_t word = from + static_cast<std::size_t>(distance);
  return word < words_.size() && words_[word].sentence == words_[from].sentence ? lower(word) : std::string_view{};
}

std::string_view TextWords::lower_run(std::size_t first, std::size_t last) const { return lower_span(span(first, last)); }
std::string_view TextWords::lower_span(Span span) const { return slice(lowered_, span); }

Span TextWords::span(std::size_t first, std::size_t last) const {
  if (first >= last || last > words_.size()) return {};
  return {words_[first].span.begin, words_[last - 1].span.end};
}

std::size_t TextWords::word_at(std::uint32_t offset) const {
  const auto found = std::partition_point(words_.begin(), words_.end(),
                                          [&](const TextWord& word) { return word.span.end <= offset; });
  return static_cast<std::size_t>(found - words_.begin());
}

WordSet::WordSet(std::string_view list, char separator) { add(list, separator); }

void WordSet::add(std::string_view list, char separator) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(separator), list.size());
    const std::string_view entry = trim(list.substr(0, end));
    if (!entry.empty()) entries_.add(entry);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

WordMap::WordMap(std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string_view entry = trim(list.substr(0, end));
    const std::size_t equals = entry.find('=');
    if (equals != std::string_view::npos) entries_.add(entry.substr(0, equals), entry.substr(equals + 1));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::string_view WordMap::find(std::string_view word) const {
  const std::string_view* found = entries_.find(word);
  return found == nullptr ? std::string_view{} : *found;
}

}  // namespace hearsay

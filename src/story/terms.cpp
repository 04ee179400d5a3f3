#include "story/terms.h"

#include <algorithm>
#include <string>

#include "core/unicode.h"

namespace hearsay::story {
namespace {

// Longer runs without a space are no words (base64, URLs without breaks); their beginning stands for them.
constexpr std::size_t kLongestWord = 48;

// FNV-1a over the bytes of a lower-case word as they come, mixed with their number at the end.
class WordHash {
 public:
  void add(char byte) {
    before_ = hash_;
    hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
    second_last_ = last_;
    last_ = byte;
    ++size_;
  }
  void clear() { *this = WordHash(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool is_lone_s() const { return size_ == 1 && last_ == 's'; }
  [[nodiscard]] std::uint64_t whole() const { return combine(hash_, size_); }
  // "talks" and "talk" are one term, "glass" and "bus" stay. English alone profits; elsewhere it does no harm.
  [[nodiscard]] std::uint64_t without_plural() const {
    const bool plural =
        size_ >= 4 && last_ == 's' && second_last_ != 's' && second_last_ != 'u' && second_last_ != 'i';
    return plural ? combine(before_, size_ - 1) : whole();
  }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
  std::uint64_t before_ = 0;  // without the last byte
  std::size_t size_ = 0;
  char last_ = 0;
  char second_last_ = 0;
};

// Han, kana and Thai are written without spaces.
bool stands_alone(char32_t code_point) {
  return (code_point >= 0x3040 && code_point <= 0x30FF) || (code_point >= 0x3400 && code_point <= 0x9FFF) ||
         (code_point >= 0x0E00 && code_point <= 0x0E7F);
}

bool ends_sentence(char32_t code_point) {
  return code_point == '.' || code_point == '!' || code_point == '?' || code_point == '\n' || code_point == ':' ||
         code_point == 0x3002;
}

bool is_quote(char32_t code_point) {
  return code_point == '"' || code_point == '\'' || (code_point >= 0x2018 && code_point <= 0x201F) ||
         code_point == 0xAB || code_point == 0xBB;
}

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t limit) : text_(text), limit_(limit) {
    words_.reserve(std::min(limit, text.size() / 6 + 1));
  }

  std::vector<Word> run() {
    std::size_t i = 0;
    while (i < text_.size() && words_.size() < limit_) {
      const std::size_t begin = i;
      const auto first = static_cast<unsigned char>(text_[i]);
      const char32_t code_point = first < 0x80 ? first : next_code_point(text_, i);
      if (first < 0x80) ++i;
      const bool ascii = code_point < 0x80;
      const bool letter = ascii ? ((code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z') : is_letter(code_point);
      const bool digit = ascii ? (code_point >= '0' && code_point <= '9') : !letter && is_digit(code_point);
      if (letter || digit) {
        if (stands_alone(code_point)) finish();
        add(begin, code_point, letter, digit);
        end_ = static_cast<std::uint32_t>(i);
        if (stands_alone(code_point)) finish();
      } else if (!joins(code_point, i)) {
        finish();
        if (ends_sentence(code_point)) sentence_start_ = true;
      }
    }
    finish();
    return std::move(words_);
  }

 private:
  // "3.5" and "11,517" are one number.
  bool joins(char32_t code_point, std::size_t next) const {
    return (code_point == '.' || code_point == ',') && number_ && next < text_.size() && text_[next] >= '0' &&
           text_[next] <= '9';
  }

  void add(std::size_t begin, char32_t code_point, bool letter, bool digit) {
    if (word_.size() == 0) {
      begin_ = static_cast<std::uint32_t>(begin);
      capitalized_ = letter && (code_point < 0x80 ? code_point <= 'Z' : is_upper(code_point));
    }
    number_ = number_ || digit;
    if (word_.size() >= kLongestWord) return;
    if (code_point < 0x80) {
      word_.add(static_cast<char>(code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point));
    } else {
      std::string one;
      append_code_point(one, code_point);
      for (const char byte : lower(one)) word_.add(byte);
    }
  }

  void finish() {
    if (word_.size() == 0) return;
    // What an apostrophe leaves behind: "Orla's".
    const bool possessive = word_.is_lone_s() && begin_ > 0 && !capitalized_ && follows_apostrophe();
    if (!possessive) {
      const std::uint64_t exact = word_.whole();
      const std::uint64_t term = number_ ? exact : word_.without_plural();
      words_.push_back({static_cast<TermId>(term >> 32), exact, begin_, end_, capitalized_, number_, sentence_start_});
      sentence_start_ = false;
    }
    word_.clear();
    number_ = false;
  }

  bool follows_apostrophe() const {
    if (text_[begin_ - 1] == '\'') return true;
    std::size_t offset = begin_ >= 3 ? begin_ - 3 : 0;
    return begin_ >= 3 && static_cast<unsigned char>(text_[offset]) >= 0xE0 && is_quote(next_code_point(text_, offset));
  }

  std::string_view text_;
  std::size_t limit_;
  std::vector<Word> words_;
  WordHash word_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  bool capitalized_ = false;
  bool number_ = false;
  bool sentence_start_ = true;
};

}  // namespace

std::vector<Word> split_words(std::string_view text, std::size_t limit) { return Splitter(text, limit).run(); }

}  // namespace hearsay::story

#include "text/tokenizer.h"

#include <unicode/uchar.h>

#include <array>
#include <limits>
#include <string>

#include "core/string_table.h"
#include "core/unicode.h"
#include "text/abbreviation.h"

namespace hearsay {
namespace {

enum class Class : std::uint8_t { space, line, letter, digit, apostrophe, hyphen, mark, symbol };

// The class of the code point at `offset`, and its length in bytes.
struct Unit {
  Class kind = Class::space;
  std::uint32_t size = 0;
  char32_t code = 0;
};

constexpr std::array<Class, 128> kAscii = [] {
  std::array<Class, 128> table{};
  for (unsigned c = 0; c < 128; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool symbol = c == '$' || c == '%' || c == '+' || c == '=' || c == '<' || c == '>' || c == '^' || c == '|' ||
                        c == '~' || c == '&' || c == '#' || c == '@' || c == '\\' || c == '*';
    if (c == '\n' || c == '\r' || c == '\v' || c == '\f')
      table[c] = Class::line;
    else if (c <= ' ' || c == 127)
      table[c] = Class::space;
    else if (c >= '0' && c <= '9')
      table[c] = Class::digit;
    else if (letter)
      table[c] = Class::letter;
    else if (c == '\'')
      table[c] = Class::apostrophe;
    else if (c == '-')
      table[c] = Class::hyphen;
    else if (symbol)
      table[c] = Class::symbol;
    else
      table[c] = Class::mark;
  }
  return table;
}();

Class class_of(char32_t code) {
  if (code == 0x2019 || code == 0x02BC) return Class::apostrophe;
  if (code == 0x2010 || code == 0x2011) return Class::hyphen;
  if (code == 0x2028 || code == 0x2029 || code == 0x85) return Class::line;
  if (is_space(code)) return Class::space;
  const auto c = static_cast<UChar32>(code);
  if (u_isdigit(c)) return Class::digit;
  const auto category = U_GET_GC_MASK(c);
  if (category & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) return Class::letter;
  if (category & U_GC_P_MASK) return Class::mark;
  // Soft hyphens and joiners stay inside their word.
  if (category & U_GC_CF_MASK) return Class::letter;
  if (category & U_GC_S_MASK) return Class::symbol;
  return Class::space;
}

bool is_contraction(std::string_view tail) {
  const auto is = [&](std::string_view a, std::string_view b) { return tail == a || tail == b; };
  return is("s", "S") || is("re", "RE") || is("ve", "VE") || is("ll", "LL") || is("d", "D") || is("m", "M");
}

bool is_top_level_domain(std::string_view word) {
  static const StringSet kWords = {"com",  "org", "net", "gov", "edu", "co", "uk", "io",
                                                              "info", "tv",  "ir",  "de",  "fr",  "eu", "us", "ru"};
  return kWords.contains(word);
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view content)
      : content_(content.substr(0, std::numeric_limits<std::uint32_t>::max() - 1)) {}

  TokenRun run() {
    run_.tokens.reserve(content_.size() / 5 + 8);
    bool space = true;
    bool line = true;
    while (position_ < content_.size()) {
      const Unit unit = unit_at(position_);
      if (unit.kind == Class::space || unit.kind == Class::line) {
        line |= unit.kind == Class::line;
        space = true;
        position_ += unit.size;
        continue;
      }
      if (line) run_.paragraph_starts.push_back(static_cast<std::uint32_t>(run_.tokens.size()));
      const std::uint32_t begin = position_;
      const TokenKind kind = read_token(unit);
      add(begin, kind, unit.code, space || line);
      space = line = false;
    }
    return std::move(run_);
  }

 private:
  Unit unit_at(std::uint32_t offset) const {
    const auto byte = static_cast<unsigned char>(content_[offset]);
    if (byte < 0x80) return {kAscii[byte], 1, byte};
    std::size_t next = offset;
    const char32_t code = next_code_point(content_, next);
    return {class_of(code), static_cast<std::uint32_t>(next - offset), code};
  }

  Class class_at(std::uint32_t offset) const { return offset < content_.size() ? unit_at(offset).kind : Class::line; }

  bool alnum_at(std::uint32_t offset) const {
    const Class kind = class_at(offset);
    return kind == Class::letter || kind == Class::digit;
  }

  char at(std::uint32_t offset) const { return offset < content_.size() ? content_[offset] : '\0'; }

  void add(std::uint32_t begin, TokenKind kind, char32_t first, bool space) {
    const bool upper = kind == TokenKind::word && is_upper(first);
    run_.tokens.push_back({.span = {begin, position_}, .kind = kind, .capitalized = upper, .space_before = space});
  }

  // Moves position_ past one token.
  TokenKind read_token(const Unit& unit) {
    switch (unit.kind) {
      case Class::letter:
        if (read_address()) return TokenKind::word;
        read_word();
        return TokenKind::word;
      case Class::digit:
        return read_number();
      case Class::apostrophe:
        return read_apostrophe(unit);
      case Class::symbol:
        // A handle or a tag: "@velm_news", "#rain".
        if ((unit.code == '@' || unit.code == '#') && alnum_at(position_ + 1)) {
          ++position_;
          take_alnum();
          return TokenKind::word;
        }
        position_ += unit.size;
        return TokenKind::symbol;
      default:
        read_mark(unit);
        return TokenKind::punctuation;
    }
  }

  void take_alnum() {
    while (alnum_at(position_)) position_ += unit_at(position_).size;
  }

  // "https://...", "www....", "desk@velm.example"; false (and nothing read) if none begins here.
  bool read_address() {
    const std::string_view rest = content_.substr(position_, 512);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) {
      return read_mail(rest);
    }
    std::size_t size = 0;
    while (size < rest.size() && is_address_byte(rest[size])) ++size;
    while (size > 0 && std::string_view(".,;:!?)'*]").find(rest[size - 1]) != std::string_view::npos) --size;
    position_ += static_cast<std::uint32_t>(size);
    return true;
  }

  static bool is_address_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7F && c != '"' && c != '<' && c != '>' && c != '`';
  }

  bool read_mail(std::string_view rest) {
    const auto is_name = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
             c == '-' || c == '+';
    };
    std::size_t at_sign = 0;
    while (at_sign < rest.size() && at_sign < 64 && is_name(rest[at_sign])) ++at_sign;
    if (at_sign == 0 || at_sign >= rest.size() || rest[at_sign] != '@') return false;
    std::size_t end = at_sign + 1;
    while (end < rest.size() && is_name(rest[end])) ++end;
    while (end > at_sign && (rest[end - 1] == '.' || rest[end - 1] == '-')) --end;
    if (rest.substr(at_sign, end - at_sign).find('.') == std::string_view::npos) return false;
    position_ += static_cast<std::uint32_t>(end);
    return true;
  }

  void read_word() {
    const std::uint32_t begin = position_;
    while (position_ < content_.size()) {
      take_alnum();
      const Unit unit = position_ < content_.size() ? unit_at(position_) : Unit{};
      const std::uint32_t next = position_ + unit.size;
      if (unit.kind == Class::apostrophe && unit.size != 0 && class_at(next) == Class::letter) {
        if (contraction_at(next)) return;
        position_ = next;
      } else if (unit.kind == Class::hyphen && alnum_at(next)) {
        position_ = next;
      } else if (unit.code == '&' && alnum_at(next) && position_ - begin <= 3) {
        position_ = next;  // "AT&T"
      } else if (unit.code == '.' && take_stop(begin)) {
        if (at(position_) != '-' || !alnum_at(position_ + 1)) return;  // "U.S.-backed" goes on
      } else {
        return;
      }
    }
  }

  bool contraction_at(std::uint32_t offset) const {
    std::uint32_t end = offset;
    while (end < content_.size() && end < offset + 3 &&
           kAscii[static_cast<unsigned char>(content_[end]) & 0x7F] == Class::letter &&
           static_cast<unsigned char>(content_[end]) < 0x80) {
      ++end;
    }
    return !alnum_at(end) && is_contraction(content_.substr(offset, end - offset));
  }

  // At a full stop after content_[begin, position_): true if it belongs to the word, which then ends past it.
  bool take_stop(std::uint32_t begin) {
    std::string_view word = content_.substr(begin, position_ - begin);
    if (const std::size_t hyphen = word.rfind('-'); hyphen != std::string_view::npos) word.remove_prefix(hyphen + 1);
    if (is_letters_and_stops(word)) return true;
    if (const std::uint32_t end = domain_end(position_ + 1); end != 0) {
      position_ = end;
      return true;
    }
    const Abbreviation kind = abbreviation_of(word);
    if (kind == Abbreviation::none) return false;
    if (kind == Abbreviation::number) {
      const std::uint32_t next = position_ + (class_at(position_ + 1) == Class::space ? 2 : 1);
      if (class_at(next) != Class::digit) return false;
    }
    ++position_;
    return true;
  }

  // "U" of "U.S.", "J" of "J. Harl": takes all of "U.S." and gives true.
  bool is_letters_and_stops(std::string_view word) {
    const bool one_letter = word.size() <= 4 && letter_count(word) == 1;
    const bool degree = word == "Ph";  // "Ph.D."
    if ((!one_letter && !degree) || class_at(position_ - 1) == Class::digit) return false;
    std::uint32_t end = position_ + 1;
    bool several = false;
    while (class_at(end) == Class::letter) {
      const std::uint32_t after = end + unit_at(end).size;
      if (at(after) != '.' || alnum_before(end)) break;
      end = after + 1;
      several = true;
    }
    if (degree && !several) return false;
    std::size_t first = position_ - word.size();
    if (!several && !is_upper(next_code_point(content_, first))) return false;
    // "Iraq and I." or "Plan B." end a sentence; an initial has a name after it.
    if (!several && class_at(end) == Class::line) return false;
    position_ = end;
    return true;
  }

  bool alnum_before(std::uint32_t offset) const { return offset > 0 && at(offset - 1) != '.'; }

  static std::size_t letter_count(std::string_view word) {
    std::size_t count = 0;
    for (const char c : word) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
  }

  // The end of "com" in "velm.com", of "co.uk" in "velm.co.uk"; 0 if no domain stands there.
  std::uint32_t domain_end(std::uint32_t offset) const {
    std::uint32_t result = 0;
    for (int labels = 0; labels < 3; ++labels) {
      std::uint32_t end = offset;
      while (end < content_.size() && end - offset < 8 && at(end) >= 'a' && at(end) <= 'z') ++end;
      if (end == offset || alnum_at(end) || !is_top_level_domain(content_.substr(offset, end - offset))) break;
      result = end;
      if (at(end) != '.') break;
      offset = end + 1;
    }
    return result;
  }

  TokenKind read_number() {
    bool word = false;
    while (position_ < content_.size()) {
      take_alnum();
      const char c = at(position_);
      if ((c == ',' || c == '.' || c == ':') && class_at(position_ + 1) == Class::digit &&
          class_at(position_ - 1) == Class::digit && (c != ',' || three_digits(position_ + 1))) {
        ++position_;
      } else if (c == '-' && alnum_at(position_ + 1)) {
        word |= class_at(position_ + 1) == Class::letter;
        ++position_;
      } else {
        break;
      }
    }
    return word ? TokenKind::word : TokenKind::number;
  }

  // "11,517" is one number, "in 2022,23 people" are two.
  bool three_digits(std::uint32_t offset) const {
    for (std::uint32_t i = 0; i < 3; ++i) {
      if (class_at(offset + i) != Class::digit) return false;
    }
    return class_at(offset + 3) != Class::digit;
  }

  TokenKind read_apostrophe(const Unit& unit) {
    const std::uint32_t next = position_ + unit.size;
    const bool after_word = position_ > 0 && !run_.tokens.empty() && run_.tokens.back().span.end == position_ &&
                            run_.tokens.back().kind != TokenKind::punctuation;
    if (after_word && contraction_at(next)) {
      position_ = next;
      take_alnum();
      return TokenKind::word;
    }
    position_ = next;
    if (unit.code == '\'' && at(position_) == '\'') ++position_;
    return TokenKind::punctuation;
  }

  void read_mark(const Unit& unit) {
    position_ += unit.size;
    if (unit.code == '.' || unit.code == '-' || unit.code == 0x2026) {
      const std::string_view one = content_.substr(position_ - unit.size, unit.size);
      const std::uint32_t begin = position_;
      while (content_.substr(position_, unit.size) == one) position_ += unit.size;
      // ".." is a slip of the keyboard for one stop.
      if (unit.code == '.' && position_ - begin == 0) spaced_ellipsis();
    } else if (unit.code == '`' && at(position_) == '`') {
      ++position_;
    } else if (unit.code == '!' || unit.code == '?') {
      while (at(position_) == '!' || at(position_) == '?') ++position_;
    }
  }

  // ". . ." is one ellipsis.
  void spaced_ellipsis() {
    if (content_.substr(position_, 4) == " . .") position_ += 4;
    if (at(position_) == ' ' && at(position_ + 1) == '.' && position_ >= 4 &&
        content_.substr(position_ - 4, 4) == ". .")
      position_ += 2;
  }

  std::string_view content_;
  std::uint32_t position_ = 0;
  TokenRun run_;
};

}  // namespace

TokenRun tokenize(std::string_view content) { return Tokenizer(content).run(); }

}  // namespace hearsay

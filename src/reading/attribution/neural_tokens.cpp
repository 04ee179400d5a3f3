#include "reading/attribution/neural_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "core/unicode.h"

namespace hearsay::neural {
namespace {

constexpr std::size_t kLongestLine = 16384;  // bytes

bool is_break(char32_t c) { return c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029; }

// White space and invisible marks: never part of a token.
bool is_blank(char32_t c) {
  constexpr std::u32string_view kBlanks = U"\t\v\f \x85\xA0\u1680\u180E\u202F\u205F\u2060\u3000\uFEFF\xAD";
  return kBlanks.find(c) != std::u32string_view::npos || (c >= 0x2000 && c < 0x2010);
}

bool is_digit_ascii(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_word(char32_t c) {
  if (c < 0x80) return is_digit_ascii(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'_';
  if (is_blank(c) || is_break(c)) return false;
  // From 0x80 on: neither letters nor digits, inclusive.
  constexpr std::pair<char32_t, char32_t> kSymbols[] = {
      {0x80, 0xA9},     {0xAB, 0xB4},       {0xB6, 0xB9},       {0xBB, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},
      {0x2010, 0x206F}, {0x20A0, 0x20CF},   {0x2190, 0x2BFF},   {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020},
      {0xE000, 0xF8FF}, {0xFE10, 0xFE6F},   {0xFF01, 0xFF0F},   {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
      {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xF0000, 0x10FFFF}};
  return std::none_of(std::begin(kSymbols), std::end(kSymbols),
                      [c](const auto& range) { return c >= range.first && c <= range.second; });
}

char32_t lower_of(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  if (c == 0x130) return c;  // its lower case is two code points
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool is_initial(char32_t c) { return lower_of(c) >= U'a' && lower_of(c) <= U'z'; }
bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019; }

// A line as code points, with the byte offset of each and of the line's end.
struct Line {
  std::u32string code_points;
  std::vector<std::uint32_t> offsets;
};

// Half-open, in code points of a line.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Line decode(std::string_view text, std::size_t begin, std::size_t end) {
  Line line;
  line.code_points.reserve(end - begin);
  line.offsets.reserve(end - begin + 1);
  const std::string_view bytes = text.substr(0, end);
  for (std::size_t i = begin; i < end;) {
    line.offsets.push_back(static_cast<std::uint32_t>(i));
    line.code_points.push_back(next_code_point(bytes, i));
  }
  line.offsets.push_back(static_cast<std::uint32_t>(end));
  return line;
}

std::size_t word_end(std::u32string_view text, std::size_t i) {
  while (i < text.size() && is_word(text[i])) ++i;
  return i;
}

bool is_clitic(std::u32string_view tail) {
  std::u32string low(tail);
  for (char32_t& c : low) c = lower_of(c);
  constexpr std::u32string_view kClitics[] = {U"s", U"m", U"d", U"re", U"ve", U"ll"};
  return std::find(std::begin(kClitics), std::end(kClitics), low) != std::end(kClitics);
}

// A word [begin, end) that an apostrophe may follow; returns where the token or tokens end.
std::size_t split_word(std::u32string_view text, std::size_t begin, std::size_t end, std::vector<Piece>& pieces) {
  if (end + 1 < text.size() && is_apostrophe(text[end]) && is_word(text[end + 1])) {
    const std::size_t tail_end = word_end(text, end + 1);
    const std::u32string_view tail = text.substr(end + 1, tail_end - end - 1);
    if (tail.size() == 1 && lower_of(tail[0]) == U't' && lower_of(text[end - 1]) == U'n') {  // do|n't
      if (end - begin > 1) pieces.push_back({begin, end - 1});
      pieces.push_back({end - 1, tail_end});
      return tail_end;
    }
    if (tail.size() <= 2 && is_clitic(tail)) {
      pieces.push_back({begin, end});
      pieces.push_back({end, tail_end});
      return tail_end;
    }
    if (end - begin == 1) {  // O'Hara, d'Arc
      pieces.push_back({begin, tail_end});
      return tail_end;
    }
  }
  pieces.push_back({begin, end});
  return end;
}

// U.S., a.m.: single letters with stops between them, the last stop included. Returns `begin` where there are none.
std::size_t initials_end(std::u32string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end + 1 < text.size() && end < begin + 20 && is_initial(text[end]) && text[end + 1] == U'.') end += 2;
  return end >= begin + 4 && (end == text.size() || !is_word(text[end])) ? end : begin;
}

std::size_t add_word(std::u32string_view text, std::size_t begin, std::vector<Piece>& pieces) {
  std::size_t end = word_end(text, begin + 1);
  if (end == begin + 1 && is_initial(text[begin]) && end < text.size() && text[end] == U'.') {
    const std::size_t initials = initials_end(text, begin);
    if (initials > begin) {
      pieces.push_back({begin, initials});
      return initials;
    }
  }
  // 1,200.50: a stop or comma between digits.
  while (end + 1 < text.size() && is_digit_ascii(text[end - 1]) && (text[end] == U'.' || text[end] == U',') &&
         is_digit_ascii(text[end + 1]))
    end = word_end(text, end + 1);
  return split_word(text, begin, end, pieces);
}

std::vector<Piece> split(std::u32string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text[i];
    std::size_t end = i + 1;
    if (is_blank(c) || is_break(c)) {
      i = end;
      continue;
    }
    if (is_word(c)) {
      i = add_word(text, i, pieces);
      continue;
    }
    if ((c == U'\'' || c == U'`') && end < text.size() && text[end] == c) {  // '' and `` stand for a double mark
      ++end;
    } else if (c == U'.' || c == U'-') {  // runs of stops and dashes
      while (end < text.size() && text[end] == c) ++end;
    }
    pieces.push_back({i, end});
    i = end;
  }
  return pieces;
}

// The form of a mark that has others to stand for it; empty if there is none.
std::string_view plain_mark(std::u32string_view word) {
  if (word == U"''" || word == U"``") return "\"";
  if (word.size() != 1) return {};
  switch (word[0]) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case U'`':
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0xAB:
    case 0xBB:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return "-";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

std::string form_of(std::u32string_view word) {
  if (const std::string_view mark = plain_mark(word); !mark.empty()) return std::string(mark);
  if (word.size() > 1 && word[0] == U'-') return "-";
  if (word.size() > 1 && word[0] == U'.') return "...";
  std::string form;
  for (const char32_t c : word) append_code_point(form, c == 0x2019 ? U'\'' : lower_of(c));
  return form;
}

std::uint8_t shape_of(std::u32string_view word) {
  std::size_t letters = 0;
  std::size_t digits = 0;
  std::size_t upper = 0;
  bool upper_first = false;
  for (const char32_t c : word) {
    if (!is_word(c)) continue;
    const bool is_upper_case = lower_of(c) != c;
    if (letters == 0) upper_first = is_upper_case;
    ++letters;
    digits += is_digit_ascii(c) ? 1 : 0;
    upper += is_upper_case ? 1 : 0;
  }
  if (letters == 0) return 0;
  if (digits == letters) return 6;
  if (digits > 0) return 7;
  if (upper == 0) return 1;
  if (upper == letters) return letters == 1 ? 4 : 3;
  return upper_first && upper == 1 ? 2 : 5;
}

enum class Mark { none, opening, closing };

Mark mark_of(std::u32string_view text, Piece piece, bool open) {
  const char32_t c = text[piece.begin];
  const bool doubled = piece.end - piece.begin == 2 && (c == U'\'' || c == U'`');
  if (c == 0x201C || c == 0x201E || c == 0xAB || (doubled && c == U'`')) return Mark::opening;
  if (c == 0x201D || c == 0xBB) return Mark::closing;
  if (c != U'"' && c != 0x201F && !doubled) return Mark::none;
  if (open) return Mark::closing;
  const bool before = piece.begin > 0 && !is_blank(text[piece.begin - 1]);
  const bool after = piece.end < text.size() && !is_blank(text[piece.end]);
  return before && !after ? Mark::closing : Mark::opening;
}

// 0 outside; 1 opening mark, 2 inside, 3 closing mark of a quotation that ends in punctuation (an utterance, mostly); 4
// 5 6 of one that doesn't (a phrase, mostly); 7 opening mark and 8 inside of one that never closes; 9 a closing mark
// that closes nothing.
std::vector<std::uint8_t> quote_states(std::u32string_view text, const std::vector<Piece>& pieces) {
  constexpr std::size_t kNoMark = static_cast<std::size_t>(-1);
  std::vector<std::uint8_t> states(pieces.size(), 0);
  std::size_t opened = kNoMark;
  const auto mark_up_to = [&](std::size_t end, std::uint8_t first) {
    states[opened] = first;
    std::fill(states.begin() + static_cast<std::ptrdiff_t>(opened) + 1,
              states.begin() + static_cast<std::ptrdiff_t>(end), static_cast<std::uint8_t>(first + 1));
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Mark mark = mark_of(text, pieces[i], opened != kNoMark);
    if (mark == Mark::opening) {
      if (opened != kNoMark) mark_up_to(i, 7);
      opened = i;
    } else if (mark == Mark::closing && opened == kNoMark) {
      states[i] = 9;
    } else if (mark == Mark::closing) {
      constexpr std::u32string_view kEnds = U",.!?\u2026";
      const bool utterance = i - 1 > opened && kEnds.find(text[pieces[i - 1].begin]) != std::u32string_view::npos;
      mark_up_to(i, utterance ? 1 : 4);
      states[i] = utterance ? 3 : 6;
      opened = kNoMark;
    }
  }
  if (opened != kNoMark) mark_up_to(pieces.size(), 7);
  return states;
}

Paragraph read_paragraph(const Line& line) {
  const std::u32string_view text = line.code_points;
  const std::vector<Piece> pieces = split(text);
  const std::vector<std::uint8_t> quotes = quote_states(text, pieces);
  Paragraph paragraph;
  paragraph.reserve(pieces.size() + 1);
  paragraph.push_back({{line.offsets.front(), line.offsets.front()}, std::string(kParagraphMark), 0, 0});
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::u32string_view word = text.substr(pieces[i].begin, pieces[i].end - pieces[i].begin);
    paragraph.push_back(
        {{line.offsets[pieces[i].begin], line.offsets[pieces[i].end]}, form_of(word), shape_of(word), quotes[i]});
  }
  return paragraph;
}

// Where the line that begins at `begin` ends, and where the next one begins.
std::pair<std::size_t, std::size_t> line_end(std::string_view text, std::size_t begin) {
  std::size_t blank = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n' || byte == '\r') return {i, i + 1};
    if (byte == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x80' &&
        (text[i + 2] == '\xA8' || text[i + 2] == '\xA9'))
      return {i, i + 3};
    if (byte == ' ') blank = i;
    const bool is_start = (byte & 0xC0) != 0x80;  // of a code point
    if (i - begin >= kLongestLine && is_start) return blank > begin ? std::pair{blank, blank} : std::pair{i, i};
  }
  return {text.size(), text.size()};
}

std::uint32_t bucket(std::string_view part, std::uint32_t seed) {
  std::uint32_t hash = 2166136261u ^ seed;  // FNV-1a
  for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash % kAffixBuckets;
}

// The last or first `count` code points.
std::string_view last_code_points(std::string_view form, std::size_t count) {
  std::size_t begin = form.size();
  while (begin > 0 && count > 0)
    if ((static_cast<unsigned char>(form[--begin]) & 0xC0) != 0x80) --count;
  return form.substr(begin);
}

std::string_view first_code_points(std::string_view form, std::size_t count) {
  std::size_t end = 0;
  for (; end < form.size(); ++end)
    if ((static_cast<unsigned char>(form[end]) & 0xC0) != 0x80 && count-- == 0) break;
  return form.substr(0, end);
}

}  // namespace

std::vector<Paragraph> read_paragraphs(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto [end, next] = line_end(text, begin);
    const Line line = decode(text, begin, end);
    if (!std::all_of(line.code_points.begin(), line.code_points.end(), is_blank))
      paragraphs.push_back(read_paragraph(line));
    begin = next;
  }
  return paragraphs;
}

std::array<std::uint32_t, 3> affix_buckets(std::string_view form) {
  return {bucket(last_code_points(form, 3), 1), bucket(last_code_points(form, 2), 2),
          bucket(first_code_points(form, 3), 3)};
}

}  // namespace hearsay::neural

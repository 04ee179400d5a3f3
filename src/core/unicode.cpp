#include "core/unicode.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace hearsay {

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) {
    ++offset;
    return first;
  }
  auto position = static_cast<int64_t>(offset);
  UChar32 code_point = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), position, static_cast<int64_t>(text.size()), code_point);
  offset = static_cast<std::size_t>(position);
  return static_cast<char32_t>(code_point);
}

void append_code_point(std::string& text, char32_t code_point) {
  char bytes[4];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<uint8_t*>(bytes), length, static_cast<UChar32>(code_point));
  text.append(bytes, length);
}

bool is_valid_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < size;) {
    if (bytes[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 code_point = 0;
    U8_NEXT(bytes, i, size, code_point);
    if (code_point < 0) return false;
  }
  return true;
}

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t code_point = next_code_point(text, i);
    append_code_point(out, code_point == 0 ? U'\uFFFD' : code_point);
  }
  return out;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++i;
    } else {
      append_code_point(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(text, i)))));
    }
  }
  return out;
}

namespace {

// Letters that Unicode does not take apart, as people without the key write them.
std::string_view plain_letters(char32_t code_point) {
  switch (code_point) {
    case U'\u00DF': return "ss";
    case U'\u00E6': return "ae";
    case U'\u0153': return "oe";
    case U'\u00F8': return "o";
    case U'\u0142': return "l";
    case U'\u0111': case U'\u00F0': return "d";
    case U'\u00FE': return "th";
    case U'\u0131': return "i";
    case U'\u0127': return "h";
    default: return {};
  }
}

void fold_code_point(std::string& out, UChar32 code_point) {
  if (const int8_t type = u_charType(code_point); type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) return;
  const auto folded = static_cast<char32_t>(u_tolower(code_point));
  const std::string_view plain = plain_letters(folded);
  if (plain.empty()) append_code_point(out, folded);
  else out.append(plain);
}

}  // namespace

std::string fold(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFKDInstance(&error);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out.push_back(static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte));
      ++i;
      continue;
    }
    const auto code_point = static_cast<UChar32>(next_code_point(text, i));
    UChar parts[32];  // the longest decomposition Unicode knows has 18
    error = U_ZERO_ERROR;
    const int32_t length = normalizer == nullptr ? -1 : unorm2_getDecomposition(normalizer, code_point, parts, 32, &error);
    if (length < 0 || U_FAILURE(error)) {
      fold_code_point(out, code_point);
      continue;
    }
    for (int32_t part = 0; part < length;) {
      UChar32 one = 0;
      U16_NEXT(parts, part, length, one);
      fold_code_point(out, one);
    }
  }
  return out;
}

bool is_space(char32_t code_point) {
  if (code_point < 0x80) return code_point == ' ' || (code_point >= 9 && code_point <= 13);
  return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0 || code_point == 0x200B || code_point == 0xFEFF;
}

bool is_letter(char32_t code_point) { return u_isalpha(static_cast<UChar32>(code_point)) != 0; }
bool is_upper(char32_t code_point) { return u_isupper(static_cast<UChar32>(code_point)) != 0; }
bool is_digit(char32_t code_point) { return u_isdigit(static_cast<UChar32>(code_point)) != 0; }

std::size_t code_point_begin(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    if (!is_space(next_code_point(text, next))) break;
    begin = next;
  }
  std::size_t end = text.size();
  while (end > begin) {
    const std::size_t start = std::max(begin, code_point_begin(text, end - 1));
    std::size_t next = start;
    if (!is_space(next_code_point(text, next))) break;
    end = start;
  }
  return text.substr(begin, end - begin);
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (is_space(next_code_point(text, i))) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    out.append(text, begin, i - begin);
  }
  return out;
}

namespace {

constexpr std::uint32_t kBlock = 64;

// What one byte adds to the offset: its lead byte counts for the whole code point.
std::uint32_t width(unsigned char byte, OffsetMap::Unit unit) {
  if ((byte & 0xC0) == 0x80) return 0;
  return unit == OffsetMap::Unit::utf16 && byte >= 0xF0 ? 2 : 1;
}

}  // namespace

OffsetMap::OffsetMap(std::string_view text, Unit unit) : text_(text), unit_(unit) {
  blocks_.reserve(text.size() / kBlock + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % kBlock == 0) blocks_.push_back(count);
    count += width(static_cast<unsigned char>(text[i]), unit);
  }
  if (text.size() % kBlock == 0) blocks_.push_back(count);
}

std::uint32_t OffsetMap::operator()(std::uint32_t byte_offset) const {
  if (byte_offset > text_.size()) byte_offset = static_cast<std::uint32_t>(text_.size());
  std::uint32_t offset = blocks_[byte_offset / kBlock];
  for (std::uint32_t i = byte_offset / kBlock * kBlock; i < byte_offset; ++i) {
    offset += width(static_cast<unsigned char>(text_[i]), unit_);
  }
  return offset;
}

}  // namespace hearsay

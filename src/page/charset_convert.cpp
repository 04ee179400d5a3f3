#include "page/charset_convert.h"

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>

#include "core/unicode.h"

namespace hearsay {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The end of the run of ASCII that begins at `begin`; `nul` is set if a NUL is in it.
std::size_t ascii_end(std::string_view bytes, std::size_t begin, bool& nul) {
  constexpr std::uint64_t kHigh = 0x8080808080808080u;
  constexpr std::uint64_t kLow = 0x0101010101010101u;
  std::size_t i = begin;
  for (; i + 32 <= bytes.size(); i += 32) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), bytes.data() + i, 32);
    if (((words[0] | words[1] | words[2] | words[3]) & kHigh) != 0) break;
    // For ASCII words the high bit of (word - 1 a byte) is set exactly where a byte is 0.
    nul = nul || (((words[0] - kLow) | (words[1] - kLow) | (words[2] - kLow) | (words[3] - kLow)) & kHigh) != 0;
  }
  for (; i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80; ++i) nul = nul || bytes[i] == '\0';
  return i;
}

// "x" of a Windows-1252 byte 0x80 to 0x9F; 0 where the encoding has none (such bytes stand for themselves).
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// The Windows-1252 byte of a character, or -1.
int windows_1252_byte(char32_t code_point) {
  if (code_point < 0x100) return static_cast<int>(code_point);
  if (code_point > 0x2122) return -1;
  for (std::size_t i = 0; i < kWindows1252.size(); ++i) {
    if (kWindows1252[i] == code_point) return static_cast<int>(0x80 + i);
  }
  return -1;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(std::string(name).c_str(), &status));
  if (U_FAILURE(status)) return nullptr;
  return converter;
}

std::size_t count_replacements(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(kReplacement); at != std::string_view::npos; at = text.find(kReplacement, at + 3))
    ++count;
  return count;
}

// How much a run of bytes looks like torn UTF-8: one for each pair, two for each longer sequence; 0 if it is not
// UTF-8 or has control characters, which come from neither.
std::size_t torn_evidence(std::string_view run) {
  if (count_utf8(run).invalid > 0) return 0;
  std::size_t evidence = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto byte = static_cast<unsigned char>(run[i]);
    if (byte == 0xC2 && static_cast<unsigned char>(run[i + 1]) < 0xA0) return 0;
    if (byte >= 0xC2) evidence += byte >= 0xE0 ? 2 : 1;
  }
  return evidence;
}

std::string convert_utf8(std::string_view bytes, std::size_t& failures) {
  const Utf8Count count = count_utf8(bytes);
  failures = count.invalid;
  return count.invalid == 0 && !count.nul ? std::string(bytes) : valid_utf8(bytes);
}

}  // namespace

Utf8Count count_utf8(std::string_view bytes) {
  Utf8Count count;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::size_t i = ascii_end(bytes, 0, count.nul); i < bytes.size(); i = ascii_end(bytes, i, count.nul)) {
    auto position = static_cast<std::int64_t>(i);
    while (position < size && data[position] >= 0x80) {
      UChar32 code_point = 0;
      U8_NEXT(data, position, size, code_point);
      ++(code_point < 0 ? count.invalid : count.multibyte);
    }
    i = static_cast<std::size_t>(position);
  }
  return count;
}

std::string convert(std::string_view bytes, const Charset& charset, std::size_t& failures) {
  failures = 0;
  if (charset.name == "utf-8") return convert_utf8(bytes, failures);
  const Converter from = open_converter(charset.icu);
  const Converter to = open_converter("UTF-8");
  if (!from || !to) return convert_utf8(bytes, failures);
  std::string out(bytes.size() + bytes.size() / 2 + 64, '\0');
  std::array<UChar, 4096> pivot;
  UChar* pivot_from = pivot.data();
  UChar* pivot_to = pivot.data();
  const char* source = bytes.data();
  const char* const source_end = bytes.data() + bytes.size();
  std::size_t written = 0;
  for (bool first = true;; first = false) {
    UErrorCode status = U_ZERO_ERROR;
    char* target = out.data() + written;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &source, source_end, pivot.data(),
                   &pivot_from, &pivot_to, pivot.data() + pivot.size(), first ? 1 : 0, 1, &status);
    written = static_cast<std::size_t>(target - out.data());
    if (status != U_BUFFER_OVERFLOW_ERROR) break;
    out.resize(out.size() * 2);
  }
  out.resize(written);
  failures = count_replacements(out);
  // NULs, and what ICU makes of the end-of-file mark of some encodings, are no text.
  return out.find('\0') == std::string::npos ? out : valid_utf8(out);
}

std::string undo_double_encoding(std::string_view utf8) {
  std::string bytes;
  std::size_t copied = 0;
  std::size_t evidence = 0;
  bool nul = false;
  for (std::size_t i = ascii_end(utf8, 0, nul); i < utf8.size(); i = ascii_end(utf8, i, nul)) {
    // Both halves of a torn character are outside ASCII, so each run of such characters must mend by itself.
    bytes.append(utf8.substr(copied, i - copied));
    const std::size_t run = bytes.size();
    while (i < utf8.size() && static_cast<unsigned char>(utf8[i]) >= 0x80) {
      const int byte = windows_1252_byte(next_code_point(utf8, i));
      if (byte < 0x80) return {};  // not of Windows-1252
      bytes.push_back(static_cast<char>(byte));
    }
    const std::size_t found = torn_evidence(std::string_view(bytes).substr(run));
    if (found == 0) return {};
    evidence += found;
    copied = i;
  }
  // One pair may be chance ("Ã©" in a text about encodings), one "â€™" is not.
  if (evidence < 2) return {};
  return bytes.append(utf8.substr(copied));
}

}  // namespace hearsay

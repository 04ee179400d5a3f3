// decode_text: which encoding a page's bytes are in. Labels are believed unless the bytes say plainly that they lie.
#include <uchardet/uchardet.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "page/charset_convert.h"
#include "page/charset_label.h"
#include "page/page.h"

namespace hearsay {
namespace {

// The standard looks for <meta> in the first 1024 bytes. Pages with much script before it are read by people all the
// same, so we look on.
constexpr std::size_t kPrescan = 16u << 10;
constexpr std::size_t kDetectBytes = 256u << 10;
constexpr std::string_view kSpace = " \t\r\n\f";

bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }
char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); }

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

std::size_t find_word(std::string_view text, std::string_view word) {
  const auto found =
      std::search(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return lower(a) == b; });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

// "text/html; charset=x" → "x"; the standard's "extracting a character encoding from a meta element".
std::string_view charset_parameter(std::string_view value) {
  for (;;) {
    const std::size_t at = find_word(value, "charset");
    if (at == std::string_view::npos) return {};
    value.remove_prefix(at + 7);
    const std::size_t equals = value.find_first_not_of(kSpace);
    if (equals == std::string_view::npos) return {};
    if (value[equals] != '=') continue;
    const std::size_t begin = value.find_first_not_of(kSpace, equals + 1);
    if (begin == std::string_view::npos) return {};
    value.remove_prefix(begin);
    if (value.front() == '"' || value.front() == '\'') return value.substr(1, value.find(value.front(), 1) - 1);
    return value.substr(0, value.find_first_of(" \t\r\n\f;,"));
  }
}

// One attribute of a tag; moves `rest` behind it. False at the end of the tag.
bool take_attribute(std::string_view& rest, std::string_view& name, std::string_view& value) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n\f/"), rest.size()));
  if (rest.empty() || rest.front() == '>') return false;
  std::size_t end = std::min(rest.find_first_of(" \t\r\n\f/>=", 1), rest.size());
  name = rest.substr(0, end);
  rest.remove_prefix(end);
  value = {};
  const std::size_t equals = rest.find_first_not_of(kSpace);
  if (equals == std::string_view::npos || rest[equals] != '=') return true;
  rest.remove_prefix(std::min(rest.find_first_not_of(kSpace, equals + 1), rest.size()));
  if (rest.empty()) return true;
  if (rest.front() == '"' || rest.front() == '\'') {
    end = rest.find(rest.front(), 1);
    value = rest.substr(1, end == std::string_view::npos ? end : end - 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  } else {
    end = std::min(rest.find_first_of(" \t\r\n\f>"), rest.size());
    value = rest.substr(0, end);
    rest.remove_prefix(end);
  }
  return true;
}

// The charset one <meta> tag tells; `rest` begins behind "<meta" and is moved behind the tag.
const Charset* meta_charset(std::string_view& rest) {
  std::string_view name;
  std::string_view value;
  const Charset* own = nullptr;
  const Charset* of_content = nullptr;
  bool pragma = false;
  while (take_attribute(rest, name, value)) {
    if (name.size() == 7 && starts_with_word(name, "charset")) own = find_charset(value);
    if (name.size() == 10 && starts_with_word(name, "http-equiv"))
      pragma = value.size() == 12 && starts_with_word(value, "content-type");
    if (name.size() == 7 && starts_with_word(name, "content")) of_content = find_charset(charset_parameter(value));
  }
  return own != nullptr ? own : pragma ? of_content : nullptr;
}

// The standard's prescan of a byte stream, up to kPrescan bytes.
const Charset* prescan(std::string_view bytes) {
  std::string_view rest = bytes.substr(0, kPrescan);
  for (std::size_t at = rest.find('<'); at != std::string_view::npos; at = rest.find('<')) {
    rest.remove_prefix(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = rest.find("-->", 2);
      if (end == std::string_view::npos) return nullptr;
      rest.remove_prefix(end + 3);
    } else if (starts_with_word(rest, "<meta") && rest.size() > 5 && (is_space(rest[5]) || rest[5] == '/')) {
      rest.remove_prefix(5);
      if (const Charset* charset = meta_charset(rest)) return charset;
    } else {
      rest.remove_prefix(1);
    }
  }
  return nullptr;
}

const Charset* xml_declaration(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return nullptr;
  const std::string_view declaration = bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 1024));
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return nullptr;
  const std::size_t open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return nullptr;
  const std::size_t close = declaration.find(declaration[open], open + 1);
  return close == std::string_view::npos ? nullptr : find_charset(declaration.substr(open + 1, close - open - 1));
}

struct Guess {
  const Charset* charset = nullptr;
  std::string basis;
};

// What stands in the page itself cannot be UTF-16 if we could read it.
const Charset* readable(const Charset* charset) {
  if (charset != nullptr && charset->name.starts_with("utf-16")) return find_charset("utf-8");
  return charset;
}

// UTF-16 without a mark: Latin letters, digits and spaces make every second byte 0.
const Charset* detect_utf16(std::string_view bytes) {
  bytes = bytes.substr(0, 4096);
  if (bytes.size() < 4) return nullptr;
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t units = bytes.size() / 2;
  if (zeros[1] * 3 > units && zeros[0] * 20 < units) return find_charset("utf-16le");
  if (zeros[0] * 3 > units && zeros[1] * 20 < units) return find_charset("utf-16be");
  return nullptr;
}

bool is_wide(const Charset& charset) { return charset.name.starts_with("utf-16"); }

// Encodings of Chinese, Japanese and Korean: a few of their pairs may pass as UTF-8.
bool is_double_byte(const Charset& charset) {
  for (const std::string_view name : {"gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp"}) {
    if (charset.name == name) return true;
  }
  return false;
}

const Charset* narrow(const Charset* charset) { return charset != nullptr && !is_wide(*charset) ? charset : nullptr; }

// Text around the first bytes that are not ASCII: the part detection can learn from.
std::string_view telling_part(std::string_view bytes) {
  const auto high =
      std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const std::size_t at = static_cast<std::size_t>(high - bytes.begin());
  return bytes.substr(at > 1024 ? at - 1024 : 0, kDetectBytes);
}

// Words of other scripts are runs of high bytes; in Latin ones high bytes stand alone.
bool is_other_script(std::string_view bytes) {
  std::size_t high = 0;
  std::size_t in_runs = 0;
  std::size_t run = 0;
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      ++run;
      continue;
    }
    high += run;
    if (run >= 3) in_runs += run;
    run = 0;
  }
  return high >= 30 && in_runs * 10 > high * 7;
}

// The words that hold high bytes, and nothing of the markup between them: detectors drown in a page's ASCII.
std::string words_beyond_ascii(std::string_view bytes) {
  std::string words;
  constexpr std::string_view kBetween = " \t\r\n\f<>\"'=&;";
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of(kBetween), bytes.size());
    const std::string_view word = bytes.substr(0, end);
    if (std::any_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
      words.append(word).push_back(' ');
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return words;
}

const Charset* detect_by_uchardet(std::string_view bytes) {
  const auto close = [](uchardet* detector) { uchardet_delete(detector); };
  const std::unique_ptr<uchardet, decltype(close)> detector(uchardet_new(), close);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return nullptr;
  uchardet_data_end(detector.get());
  return narrow(find_charset(uchardet_get_charset(detector.get())));
}

// ICU's detector, which knows fewer encodings of Latin script but is surer of short Cyrillic, Greek and Arabic texts.
const Charset* detect_by_icu(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const auto close = [](UCharsetDetector* detector) { ucsdet_close(detector); };
  const std::unique_ptr<UCharsetDetector, decltype(close)> detector(ucsdet_open(&status), close);
  bytes = bytes.substr(0, 16u << 10);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return nullptr;
  const char* name = ucsdet_getName(match, &status);
  return U_FAILURE(status) ? nullptr : narrow(find_charset(name));
}

// Detectors fall for the rare relatives of Windows-1252 when a text has few high bytes. Unlabelled pages are not in
// them, but for Latin-9 with the sign it was made for.
const Charset* usual(const Charset* charset, std::string_view bytes) {
  if (charset == nullptr) return nullptr;
  const bool euro = charset->name == "iso-8859-15" && bytes.find('\xA4') != std::string_view::npos;
  for (const std::string_view rare :
       {"iso-8859-3", "iso-8859-4", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15"}) {
    if (charset->name == rare && !euro) return find_charset("windows-1252");
  }
  return charset;
}

const Charset* detect(std::string_view bytes) {
  const std::string_view part = telling_part(bytes);
  const Charset* found = usual(detect_by_uchardet(part), part);
  if ((found != nullptr && found->name != "windows-1252") || !is_other_script(part)) return found;
  const std::string words = words_beyond_ascii(part);
  for (const Charset* other : {detect_by_uchardet(words), detect_by_icu(words)}) {
    if (other != nullptr && other->name != "windows-1252") return other;
  }
  return found;
}

DecodedText decoded(std::string_view bytes, const Charset& charset, std::string basis) {
  std::size_t failures = 0;
  DecodedText result{convert(bytes, charset, failures), std::string(charset.name), std::move(basis)};
  if (std::string repaired = undo_double_encoding(result.text); !repaired.empty()) result.text = std::move(repaired);
  return result;
}

// A server's default header says nothing of the page below it. Where header and page differ, the one wins that can
// decode the bytes; where both can, detection may back the page against the header.
Guess settle(std::string_view bytes, Guess header, Guess page) {
  if (header.charset == nullptr || page.charset == nullptr) return header.charset != nullptr ? header : page;
  if (header.charset->name == page.charset->name) return header;
  std::size_t header_failures = 0;
  std::size_t page_failures = 0;
  static_cast<void>(convert(bytes, *header.charset, header_failures));
  static_cast<void>(convert(bytes, *page.charset, page_failures));
  if (header_failures != page_failures) return header_failures < page_failures ? header : page;
  const Charset* found = detect(bytes);
  return found != nullptr && found->name == page.charset->name ? page : header;
}

Guess labelled(std::string_view bytes, std::string_view content_type, bool html, bool ascii) {
  const Guess header{find_charset(charset_parameter(content_type)), "http"};
  if (!html) return header;
  Guess page{readable(prescan(bytes)), "meta"};
  if (page.charset == nullptr) page.charset = readable(xml_declaration(bytes));
  if (ascii) return header.charset != nullptr ? header : page;
  return settle(bytes, header, page);
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string_view content_type, bool html) {
  const Charset& utf8 = *find_charset("utf-8");
  if (bytes.starts_with("\xEF\xBB\xBF")) return decoded(bytes.substr(3), utf8, "bom");
  if (bytes.starts_with("\xFF\xFE")) return decoded(bytes.substr(2), *find_charset("utf-16le"), "bom");
  if (bytes.starts_with("\xFE\xFF")) return decoded(bytes.substr(2), *find_charset("utf-16be"), "bom");
  if (const Charset* wide = detect_utf16(bytes)) return decoded(bytes, *wide, "detected");

  const Utf8Count count = count_utf8(bytes);
  const Guess label = labelled(bytes, content_type, html, count.invalid == 0);
  const bool says_utf8 = label.charset != nullptr && label.charset->name == utf8.name;
  if (count.invalid == 0) {
    if (label.charset != nullptr && (says_utf8 || count.multibyte == 0)) {
      // Pure ASCII is the same in every encoding but those that shift by escapes, or by NULs.
      return decoded(bytes, is_wide(*label.charset) ? utf8 : *label.charset, label.basis);
    }
    const bool chance = label.charset != nullptr && is_double_byte(*label.charset) && count.multibyte < 4;
    if (!chance) return decoded(bytes, utf8, "detected");
  }
  // Some torn sequences in a long UTF-8 text do not make it another encoding.
  const bool mostly_utf8 = count.multibyte >= 4 && count.invalid * 20 <= count.multibyte;
  if (mostly_utf8 && !says_utf8) return decoded(bytes, utf8, "detected");
  const bool trusted =
      label.charset != nullptr && !is_wide(*label.charset) && !(says_utf8 && count.invalid > count.multibyte);
  // Windows-1252 is what people write who never thought of encodings, and every byte is a letter in it.
  const Charset& latin = *find_charset("windows-1252");
  if (trusted && !(label.charset->name == latin.name && is_other_script(telling_part(bytes)))) {
    return decoded(bytes, *label.charset, label.basis);
  }
  const Charset* found = detect(bytes);
  if (found == nullptr || found->name == utf8.name) found = &latin;
  return decoded(bytes, *found, trusted && found->name == latin.name ? label.basis : "detected");
}

}  // namespace hearsay

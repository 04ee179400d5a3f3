#include "input/sniff.h"

#include <algorithm>
#include <array>

#include "input/header.h"

namespace hearsay {
namespace {

struct Magic {
  std::string_view bytes;
  std::size_t offset;
  std::string_view name;
  std::string_view hint;
};

using namespace std::string_view_literals;

constexpr std::string_view kSaveText = "save it as text or as a web page";
constexpr std::string_view kUnpack = "unpack it first";

constexpr Magic kMagics[] = {
    {"%PDF-"sv, 0, "a PDF document", kSaveText},
    {"{\\rtf"sv, 0, "an RTF document", kSaveText},
    {"\xD0\xCF\x11\xE0"sv, 0, "an Office document", kSaveText},
    {"PK\x03\x04"sv, 0, "a ZIP archive or Office document", kUnpack},
    {"PK\x05\x06"sv, 0, "a ZIP archive", kUnpack},
    {"\x1F\x8B"sv, 0, "gzip data inside gzip data", kUnpack},
    {"BZh"sv, 0, "a bzip2 file", "unpack it with bunzip2"},
    {"\xFD\x37zXZ\0"sv, 0, "an xz file", "unpack it with unxz"},
    {"\x28\xB5\x2F\xFD"sv, 0, "a zstd file", "unpack it with unzstd"},
    {"\x04\x22\x4D\x18"sv, 0, "an lz4 file", "unpack it with unlz4"},
    {"7z\xBC\xAF\x27\x1C"sv, 0, "a 7z archive", kUnpack},
    {"Rar!\x1A\x07"sv, 0, "a RAR archive", kUnpack},
    {"ustar"sv, 257, "a tar archive", "unpack it with tar -xf"},
    {"SQLite format 3\0"sv, 0, "an SQLite database", "if it is a case, name it with --case"},
    {"\x89PNG\r\n"sv, 0, "a PNG image", ""},
    {"\xFF\xD8\xFF"sv, 0, "a JPEG image", ""},
    {"GIF8"sv, 0, "a GIF image", ""},
    {"RIFF"sv, 0, "a RIFF image, sound or film", ""},
    {"II*\0"sv, 0, "a TIFF image", ""},
    {"MM\0*"sv, 0, "a TIFF image", ""},
    {"ftyp"sv, 4, "a film or image", ""},
    {"\x1A\x45\xDF\xA3"sv, 0, "a film", ""},
    {"OggS"sv, 0, "an Ogg sound or film", ""},
    {"fLaC"sv, 0, "a sound", ""},
    {"wOFF"sv, 0, "a font", ""},
    {"wOF2"sv, 0, "a font", ""},
    {"\x7F"
     "ELF"sv,
     0, "a program", ""},
    {"bplist00"sv, 0, "a binary property list", "a Safari web archive must be saved as page source"},
    {"PAR1"sv, 0, "a Parquet file", "export it as JSON Lines"},
};

constexpr std::string_view kSpace = " \t\r\n\f\v";

// UTF-16 as the ASCII it mostly is; anything else as it stands. Only for looking at, not for reading.
std::string simplify(std::string_view head, bool& wide) {
  wide = false;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t half = head.size() / 2;
  const bool mark = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  // Without a mark only Latin script shows itself; that is the script tags are written in.
  const bool little = zeros[1] * 10 > half * 4 && zeros[0] * 50 <= half;
  const bool big = zeros[0] * 10 > half * 4 && zeros[1] * 50 <= half;
  if (!mark && !(head.size() >= 8 && (little || big))) return std::string(head);
  wide = true;
  std::string out;
  for (const char c : head.substr(mark ? 2 : 0)) {
    if (c != '\0') out.push_back(c);
  }
  return out;
}

bool is_binary(std::string_view head) {
  std::size_t controls = 0;
  for (const char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && kSpace.find(c) == std::string_view::npos && byte != 0x1B) ++controls;
  }
  // A stray NUL or form mark is found in saved pages; a file full of them is no text.
  return controls > 2 && controls * 50 > head.size();
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

std::string_view after_space(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

// Behind XML declaration, comments, processing instructions and DOCTYPE; the DOCTYPE's text goes to `doctype`.
std::string_view root_element(std::string_view text, std::string& doctype) {
  for (text = after_space(text); text.starts_with("<?") || text.starts_with("<!"); text = after_space(text)) {
    std::size_t end = 0;
    if (text.starts_with("<!--")) {
      end = text.find("-->");
      end = end == std::string_view::npos ? end : end + 3;
    } else if (text.starts_with("<?")) {
      end = text.find("?>");
      end = end == std::string_view::npos ? end : end + 2;
    } else {
      const std::size_t subset = text.find_first_of("[>");
      end = subset != std::string_view::npos && text[subset] == '[' ? text.find("]>", subset) : subset;
      doctype = std::string(text.substr(0, std::min<std::size_t>(subset, 200)));
      if (end != std::string_view::npos) end += text[end] == ']' ? 2 : 1;
    }
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end);
  }
  return text;
}

std::string_view element_name(std::string_view text) {
  if (!text.starts_with('<')) return {};
  text.remove_prefix(1);
  return text.substr(0, text.find_first_of(" \t\r\n\f/>"));
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

constexpr std::string_view kPageTags[] = {
    "html",    "head",    "body", "title", "meta",     "link",       "script", "style",  "div",      "p",
    "article", "section", "main", "table", "h1",       "h2",         "h3",     "ul",     "ol",       "span",
    "a",       "br",      "b",    "i",     "em",       "strong",     "font",   "center", "img",      "iframe",
    "form",    "header",  "nav",  "base",  "noscript", "blockquote", "hr",     "pre",    "frameset", "figure",
    "td",      "tr",      "dl",   "aside", "footer",   "template",   "svg",
};

bool is_page_tag(std::string_view name) {
  return std::find(std::begin(kPageTags), std::end(kPageTags), name) != std::end(kPageTags);
}

// Most lines that are there whole begin as a JSON object does. One broken line, even the first, changes nothing.
bool looks_like_json(std::string_view head) {
  std::size_t objects = 0;
  std::size_t others = 0;
  std::string_view rest = after_space(head);
  const bool array = rest.starts_with('[');
  if (array) rest = after_space(rest.substr(1));
  const auto begins_object = [](std::string_view line) {
    if (!line.starts_with('{')) return false;
    line = after_space(line.substr(1));
    return line.empty() || line.front() == '"' || line.front() == '}';
  };
  if (begins_object(rest)) return true;
  if (array) return false;
  while (!rest.empty() && objects + others < 1000) {
    const std::size_t newline = rest.find('\n');
    const std::string_view line = after_space(rest.substr(0, newline));
    if (!line.empty()) ++(begins_object(line) && line.size() > 1 ? objects : others);
    if (newline == std::string_view::npos) break;
    rest.remove_prefix(newline + 1);
  }
  return objects > others;
}

// "From: <Saved by ...>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; ..."
bool looks_like_mhtml(std::string_view head) {
  const std::string_view block = header_block(head.substr(0, std::min<std::size_t>(head.size(), 8192)));
  if (block.empty()) return false;
  const Headers headers = parse_headers(block);
  const std::string type = lower_ascii(find_header(headers, "content-type"));
  return !find_header(headers, "mime-version").empty() && (type.starts_with("multipart/") || type.starts_with("text/"));
}

Sniffed sniff_xml(std::string_view text, bool declared) {
  std::string doctype;
  const std::string_view root = root_element(text, doctype);
  const std::string name = std::string(element_name(root));
  const std::string_view local = local_name(name);
  if (local == "rss" || local == "RDF" || local == "feed") return {Format::feed, {}, {}};
  if (lower_ascii(doctype).starts_with("<!doctype html") || is_page_tag(lower_ascii(local)))
    return {Format::html, {}, {}};
  if (declared && !name.empty()) {
    return {Format::binary, "XML of an unknown kind (<" + name.substr(0, 40) + ">)",
            "export it as HTML, RSS or JSON Lines"};
  }
  return {};
}

}  // namespace

bool looks_like_html(std::string_view head) {
  const std::string text = lower_ascii(head.substr(0, kSniffSize));
  std::string doctype;
  const std::string root(element_name(root_element(text, doctype)));
  if (is_page_tag(root) || doctype.starts_with("<!doctype html")) return true;
  // Saved pages may begin with what a server's program had to complain about.
  const std::size_t html = std::min(text.find("<html"), text.find("<!doctype html"));
  if (html != std::string::npos &&
      (text.find("<head", html) != std::string::npos || text.find("<body", html) != std::string::npos))
    return true;
  std::size_t closed = 0;
  for (std::size_t at = 0; (at = text.find("</", at)) != std::string::npos; at += 2) {
    const std::string_view name = std::string_view(text).substr(at + 2, 12);
    if (is_page_tag(name.substr(0, name.find_first_of("> \t\r\n")))) ++closed;
  }
  return closed >= 3 && closed * 400 > text.size();
}

Sniffed sniff_early(std::string_view head) {
  if (head.starts_with("WARC/")) return {Format::warc, {}, {}};
  const std::string_view text = after_space(head);
  if (text.size() > 2 && text.front() == '{' && text.find('\n') != std::string_view::npos && looks_like_json(text)) {
    return {Format::json, {}, {}};
  }
  return {};
}

Sniffed sniff(std::string_view head) {
  for (const Magic& magic : kMagics) {
    if (head.size() > magic.offset && head.substr(magic.offset).starts_with(magic.bytes)) {
      return {Format::binary, std::string(magic.name), std::string(magic.hint)};
    }
  }
  bool wide = false;
  const std::string simple = simplify(head, wide);
  const std::string_view text = after_space(simple);
  if (text.empty()) return {Format::empty, {}, {}};
  // The halves of UTF-16 units look like control characters.
  if (!wide && is_binary(text)) return {Format::binary, "binary data", ""};
  if (text.starts_with("WARC/")) return {Format::warc, {}, {}};
  if (wide && (text.front() == '{' || text.front() == '[') && looks_like_json(text)) {
    return {Format::binary, "JSON in UTF-16", "convert it with iconv -f utf-16 -t utf-8"};
  }
  if (looks_like_json(text)) return {Format::json, {}, {}};
  if (text.front() == '<') {
    const Sniffed xml = sniff_xml(text, text.starts_with("<?xml"));
    if (xml.format != Format::unknown) return xml;
  }
  if (looks_like_mhtml(text)) return {Format::mhtml, {}, {}};
  return {looks_like_html(text) ? Format::html : Format::text, {}, {}};
}

}  // namespace hearsay

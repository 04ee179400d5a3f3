// What a file is, told from its first bytes. Names and endings say nothing: archives are full of pages called
// "index.php?id=7" and of JSON called ".txt".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hearsay {

enum class Format { unknown, empty, text, html, json, warc, feed, mhtml, binary };

struct Sniffed {
  Format format = Format::unknown;
  std::string name;  // of a binary format: "a PDF document"
  std::string hint;  // what to do with it
};

// Enough to see past a long comment or a blank start.
inline constexpr std::size_t kSniffSize = 64u << 10;

// `head` is the start of the file, unpacked: kSniffSize bytes, or all there are.
[[nodiscard]] Sniffed sniff(std::string_view head);

// Decides from however few bytes there are, or says unknown. A pipe that sends a JSON line and waits for the answer
// before it sends the next one must not wait for kSniffSize bytes.
[[nodiscard]] Sniffed sniff_early(std::string_view head);

// Whether bytes without any other sign are an HTML page.
[[nodiscard]] bool looks_like_html(std::string_view head);

}  // namespace hearsay

#include "model/word_pieces.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>

namespace hearsay::model {
namespace {

constexpr std::size_t kMostPieces = 8;
constexpr std::size_t kLongestForm = 400;  // bytes read of a form: more letters than eight pieces have

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Without accents, as an uncased vocabulary is.
std::string plain(std::string_view form) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return std::string(form);
  const icu::UnicodeString whole = decompose->normalize(
      icu::UnicodeString::fromUTF8({form.data(), static_cast<std::int32_t>(form.size())}), status);
  if (U_FAILURE(status)) return std::string(form);
  icu::UnicodeString rest;
  for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
    const UChar32 c = whole.char32At(i);
    if (u_charType(c) != U_NON_SPACING_MARK) rest.append(c);
  }
  std::string text;
  rest.toUTF8String(text);
  return text;
}

bool in_run(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

bool is_start(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

}  // namespace

WordPieces::WordPieces(std::string_view lines) : table_(lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    longest_ = std::max(longest_, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  const std::uint32_t unknown = table_.find("[UNK]");
  unknown_ = unknown == 0 ? 0 : unknown - 1;
}

void WordPieces::append_run(std::string_view run, std::vector<std::uint32_t>& pieces) const {
  const std::size_t before = pieces.size();
  std::string key;
  for (std::size_t begin = 0; begin < run.size();) {
    std::size_t end = std::min(run.size(), begin + longest_);
    std::uint32_t found = 0;
    for (; end > begin; --end) {
      if (end < run.size() && !is_start(run[end])) continue;
      key.assign(begin == 0 ? "" : "##");
      key.append(run.substr(begin, end - begin));
      found = table_.find(key);
      if (found != 0) break;
    }
    if (found == 0) {
      pieces.resize(before);
      pieces.push_back(unknown_);
      return;
    }
    pieces.push_back(found - 1);
    begin = end;
  }
}

void WordPieces::append(std::string_view form, std::vector<std::uint32_t>& pieces) const {
  form = form.substr(0, kLongestForm);
  while (!form.empty() && form.size() == kLongestForm && !is_start(form.back())) form.remove_suffix(1);
  const std::string own = is_ascii(form) ? std::string(form) : plain(form);
  const std::size_t before = pieces.size();
  for (std::size_t begin = 0; begin < own.size();) {
    std::size_t end = begin + 1;
    if (in_run(own[begin]))
      while (end < own.size() && in_run(own[end])) ++end;
    append_run(std::string_view(own).substr(begin, end - begin), pieces);
    begin = end;
  }
  if (pieces.size() == before) pieces.push_back(unknown_);
  pieces.resize(std::min(pieces.size(), before + kMostPieces));
}

}  // namespace hearsay::model

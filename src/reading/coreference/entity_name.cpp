#include <unicode/uchar.h>

#include <algorithm>

#include "core/unicode.h"
#include "reading/coreference/entity_table.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

// The letter below an accent; Latin-1 and Latin Extended-A cover the names newspapers print.
char base_letter(char32_t code_point) {
  static constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";
  static constexpr std::string_view kExtended =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
  if (code_point >= 0xC0 && code_point < 0xC0 + kLatin1.size()) return kLatin1[code_point - 0xC0];
  if (code_point >= 0x100 && code_point < 0x100 + kExtended.size()) return kExtended[code_point - 0x100];
  return 0;
}

bool is_article(std::string_view word) { return word == "al" || word == "el" || word == "the" || word == "ul"; }

}  // namespace

std::vector<std::string> split_folded(std::string_view folded) {
  std::vector<std::string> words;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) words.emplace_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

std::string fold_name(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (std::size_t i = 0; i < name.size();) {
    const auto byte = static_cast<unsigned char>(name[i]);
    if (byte < 0x80) {
      ++i;
      if (byte >= 'A' && byte <= 'Z') out.push_back(static_cast<char>(byte + 32));
      else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) out.push_back(static_cast<char>(byte));
      else if ((byte == ' ' || byte == '-') && !out.empty() && out.back() != ' ') out.push_back(' ');
      continue;
    }
    const char32_t code_point = next_code_point(name, i);
    if (const char letter = base_letter(code_point)) out.push_back(letter);
    else if (is_space(code_point)) out.push_back(' ');
    else if (is_letter(code_point)) append_code_point(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point))));
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  // "al Dar" and "Dar": the article says nothing.
  std::string joined;
  for (const std::string& word : split_folded(out)) {
    if (is_article(word) && out.size() > word.size()) continue;
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined.empty() ? out : joined;
}

std::string name_skeleton(std::string_view folded) {
  std::string out;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char c = folded[i];
    if (c == 'q' || c == 'c') c = 'k';
    if (c == 'z') c = 's';
    if (c == 'w') c = 'v';
    const bool vowel = c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || (c == 'h' && i > 0) || c == ' ';
    if (vowel && i > 0) continue;
    if (!out.empty() && out.back() == c) continue;
    out.push_back(vowel ? 'a' : c);
  }
  return out;
}

std::vector<std::string> role_heads(std::string_view role) {
  static const WordSet kEnds("of for at in from with on to who which that under", ' ');
  const std::string lowered = lower(role);
  std::string_view rest = lowered;
  std::vector<std::string> heads;
  std::string_view last;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (!last.empty() && (kEnds.has(word) || word == ",")) break;
    if (is_role_noun(word) || is_title(word)) heads.emplace_back(word);
    if (!word.empty()) last = word;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (heads.empty() && !last.empty()) heads.emplace_back(last);
  return heads;
}

// "Velm" and "Velmian", "Iran" and "Iranian": a people is called after its place by their first letters.
bool same_owner(std::string_view left, std::string_view right) {
  const std::size_t size = std::min<std::size_t>({left.size(), right.size(), 5});
  return size >= 3 && left.substr(0, std::min<std::size_t>(size, 4)) == right.substr(0, std::min<std::size_t>(size, 4));
}

}  // namespace hearsay

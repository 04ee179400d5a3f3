#include "report/wording.h"

#include <set>

#include "core/enums.h"
#include "core/outlet.h"
#include "core/unicode.h"

namespace hearsay::report {
namespace {

// Bidirectional embeddings, overrides and isolates turn what follows them on the line.
bool turns_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (is_space(c)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    append_code_point(out, is_control(c) || turns_direction(c) ? U'\uFFFD' : c);
  }
  return out;
}

std::string outlet_name(const Document& document) {
  std::string name = printable(document.article.publisher);
  if (name.empty()) name = printable(host_of(document.article.url));
  if (name.empty()) name = printable(host_of(document.input.url));
  return name.empty() ? printable(document.id) : name;
}

std::string chain_names(const std::vector<Hop>& chain) {
  std::string out;
  for (const Hop& hop : chain) out += (out.empty() ? "" : " → ") + printable(hop.name);
  return out;
}

std::string stance_words(const Attribution& attribution) {
  std::string word(to_string(attribution.stance));
  if (!attribution.negated) return word;
  if (word.ends_with("ies")) {
    word.replace(word.size() - 3, 3, "y");
  } else if (word.ends_with("s")) {
    word.pop_back();
  }
  return "does not " + word;
}

std::string content_words(const Document& document, const Spans& spans) {
  std::string words;
  for (const Span span : spans) {
    const std::string part = printable(slice(document.article.text, span));
    if (part.empty()) continue;
    if (!words.empty()) words += " … ";
    words += part;
  }
  return words;
}

std::string leading_cue(const Document& document, const Attribution& attribution) {
  // "does not confirm" says what "could not verify" would say once more.
  if (attribution.negated || attribution.cue.empty() || attribution.content.empty()) return {};
  const Span cue = attribution.cue.back();
  const Span content = attribution.content.front();
  if (content.begin < cue.end) return {};
  const std::string between = printable(slice(document.article.text, {cue.end, content.begin}));
  const std::string words = content_words(document, attribution.content);
  for (const std::string_view clause : {"that ", "“", "\"", "«", "‘", "„"}) {
    if (words.starts_with(clause)) return {};
  }
  const std::string cue_words = content_words(document, attribution.cue);
  for (const std::string_view plain : {"said", "says", "say", "saying", "told"}) {
    if (lower(cue_words) == plain) return {};
  }
  // "praises" stands before "praised the efforts" already.
  const std::string_view stance = to_string(attribution.stance);
  if (lower(cue_words).starts_with(stance.substr(0, stance.size() - 2))) return {};
  return between.empty() ? cue_words : std::string();
}

std::string story_id(Index story) { return "s" + std::to_string(static_cast<std::uint64_t>(story) + 1); }

std::string_view verdict_sign(Verdict verdict) {
  switch (verdict) {
    case Verdict::conflict:
      return "✗";
    case Verdict::differ:
      return "≠";
    case Verdict::update:
      return "Δ";
    case Verdict::agree:
      return "=";
  }
  return "?";
}

std::string quoted(const std::string& words) {
  for (const std::string_view mark : {"“", "\"", "«", "‘", "„"}) {
    if (words.starts_with(mark)) return words;
  }
  return "“" + words + "”";
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string standing_of(const Comparison& comparison) {
  std::set<Index> documents;
  for (const ComparisonMember& member : comparison.members) documents.insert(member.document);
  return counted(documents.size(), "report", "reports") + ", " +
         counted(comparison.origins, "origin", "origins");
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  std::string out = std::to_string(count);
  out += ' ';
  out += count == 1 ? one : many;
  return out;
}

}  // namespace hearsay::report

#include "report/excerpt.h"

#include <algorithm>
#include <string_view>

#include "core/sorted.h"
#include "core/unicode.h"
#include "report/view.h"

namespace hearsay::report {
namespace {

struct Marked {
  Span span;
  Mark mark = Mark::none;
};

// A claim of half a book is shown by its two ends.
constexpr std::uint32_t kLongest = 1600;

// Back (or forth) to a border of words, so that no word and no code point is cut.
std::uint32_t word_border(std::string_view text, std::uint32_t at, bool forth) {
  constexpr int kFarthest = 40;
  std::uint32_t moved = at;
  for (int i = 0; i < kFarthest && moved > 0 && moved < text.size(); ++i) {
    if (text[moved] == ' ' || text[moved] == '\n') return moved;
    moved += forth ? 1 : -1;
  }
  if (moved == 0 || moved >= text.size()) return moved;
  return static_cast<std::uint32_t>(code_point_begin(text, at));
}

std::string kept_spaces(std::string_view words) {
  std::string out = printable(words);
  if (words.empty()) return out;
  const auto is_white = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  if (out.empty()) return is_white(words.front()) ? " " : out;
  if (is_white(words.front())) out.insert(0, 1, ' ');
  if (is_white(words.back())) out += ' ';
  return out;
}

Mark mark_at(const std::vector<Marked>& marks, Span piece) {
  Mark found = Mark::none;
  for (const Marked& one : marks) {
    if (one.span.contains(piece) && static_cast<int>(one.mark) > static_cast<int>(found)) found = one.mark;
  }
  return found;
}

std::vector<Piece> cut(std::string_view text, Span window, const std::vector<Marked>& marks) {
  std::vector<std::uint32_t> borders = {window.begin, window.end};
  for (const Marked& one : marks) {
    for (const std::uint32_t border : {one.span.begin, one.span.end}) {
      if (border > window.begin && border < window.end) borders.push_back(border);
    }
  }
  sort_distinct(borders);
  std::vector<Piece> pieces;
  if (window.begin > 0) pieces.push_back({"… ", Mark::none});
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    const Span piece{borders[i], borders[i + 1]};
    std::string words = kept_spaces(slice(text, piece));
    if (words.empty()) continue;
    const Mark mark = mark_at(marks, piece);
    if (!pieces.empty() && pieces.back().mark == mark) {
      pieces.back().words += words;
    } else {
      pieces.push_back({std::move(words), mark});
    }
  }
  if (window.end < text.size()) pieces.push_back({" …", Mark::none});
  return pieces;
}

std::vector<Piece> around_of(std::string_view text, Span core, std::vector<Marked> marks, std::uint32_t around) {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (core.end > size || core.empty()) return {};
  const auto window = [&](Span part) {
    return Span{word_border(text, part.begin > around ? part.begin - around : 0, true),
                word_border(text, std::min(size, part.end + around), false)};
  };
  std::vector<Piece> pieces;
  if (core.size() <= kLongest) {
    Span shown = window(core);
    shown.begin = std::min(shown.begin, core.begin);
    shown.end = std::max(shown.end, core.end);
    return cut(text, shown, marks);
  }
  const Span head{window(core).begin, word_border(text, core.begin + kLongest / 2, true)};
  const Span tail{word_border(text, core.end - kLongest / 2, false), window(core).end};
  pieces = cut(text, head, marks);
  const std::vector<Piece> rest = cut(text, tail, marks);
  pieces.insert(pieces.end(), rest.begin(), rest.end());
  return pieces;
}

}  // namespace

std::vector<Piece> excerpt_of(const Document& document, const Attribution& attribution, std::uint32_t around) {
  if (attribution.content.empty()) return {};
  std::vector<Marked> marks;
  for (const Span span : attribution.content) marks.push_back({span, Mark::content});
  for (const Span span : attribution.source) marks.push_back({span, Mark::source});
  for (const Span span : attribution.cue) marks.push_back({span, Mark::cue});
  Span core{attribution.content.front().begin, attribution.content.back().end};
  // Who says it and by which word belong into the picture where they stand near.
  for (const Marked& one : marks) {
    if (one.span.end + around < core.begin || one.span.begin > core.end + around) continue;
    core = {std::min(core.begin, one.span.begin), std::max(core.end, one.span.end)};
  }
  return around_of(document.article.text, core, std::move(marks), around);
}

std::vector<Piece> excerpt_of(const Document& document, Span span, std::uint32_t around) {
  return around_of(document.article.text, span, {{span, Mark::content}}, around);
}

}  // namespace hearsay::report

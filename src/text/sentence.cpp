#include "text/sentence.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/string_table.h"
#include "core/unicode.h"
#include "text/abbreviation.h"
#include "text/mark.h"

namespace hearsay {
namespace {

// Verbs that go on after a question in marks: "Are you sure?" Harl asked.
bool is_asking_verb(std::string_view word) {
  static const StringSet kWords = {
      "asked", "asks", "said",   "says",      "wrote",    "writes", "wondered", "tweeted", "shouted",   "cried",
      "added", "adds", "yelled", "exclaimed", "declared", "joked",  "replied",  "told",    "continued", "quipped"};
  return kWords.contains(word);
}

// Two capitalised words with a stop between them that a text writes so again and again: the stop of "the Orro ID. HARBOUR" is
// the name's own (after Kiss and Strunk, "Unsupervised multilingual sentence boundary detection", 2006).
class RecurringPairs {
 public:
  explicit RecurringPairs(const Text& text) {
    for (std::uint32_t stop = 1; stop + 1 < text.tokens.size(); ++stop) {
      if (is_candidate(text, stop)) pairs_.push_back(key_of(text, stop));
    }
    std::sort(pairs_.begin(), pairs_.end());
  }

  bool contains(const Text& text, std::uint32_t stop) const {
    constexpr std::ptrdiff_t kTimes = 3;
    if (pairs_.size() < kTimes || !is_candidate(text, stop)) return false;
    const auto [begin, end] = std::equal_range(pairs_.begin(), pairs_.end(), key_of(text, stop));
    return end - begin >= kTimes;
  }

 private:
  using Pair = std::pair<std::string_view, std::string_view>;

  static Pair key_of(const Text& text, std::uint32_t stop) { return {text.word(stop - 1), text.word(stop + 1)}; }

  static bool is_candidate(const Text& text, std::uint32_t stop) {
    const auto named = [&](std::uint32_t i) { return text.tokens[i].kind == TokenKind::word && text.tokens[i].capitalized; };
    if (stop == 0 || stop + 1 >= text.tokens.size() || text.word(stop) != "." || !named(stop - 1) || !named(stop + 1)) return false;
    return !text.tokens[stop].space_before && text.word(stop - 1) != text.word(stop + 1) && !is_sentence_starter(text.word(stop + 1));
  }

  std::vector<Pair> pairs_;
};

class Splitter {
 public:
  Splitter(const Text& text, const RecurringPairs& recurring, std::uint32_t paragraph_end) : text_(text), recurring_(recurring), end_(paragraph_end) {}

  // One past the last token of the sentence that begins at `first`.
  std::uint32_t sentence_end(std::uint32_t first) const {
    for (std::uint32_t i = first; i < end_; ++i) {
      const Token& token = text_.tokens[i];
      const std::string_view word = text_.word(i);
      if (token.kind == TokenKind::punctuation) {
        if (!is_stop(word)) continue;
        const std::uint32_t after = past_closers(i + 1);
        if (after >= end_) return end_;
        if (ends_at(first, i, after)) return after;
        i = after - 1;
      } else if (token.kind == TokenKind::word && word.back() == '.' && i + 1 < end_) {
        const std::uint32_t after = past_closers(i + 1);
        if (after >= end_) return end_;
        if (abbreviation_ends(i, after)) return after;
      }
    }
    return end_;
  }

 private:
  static bool is_stop(std::string_view word) {
    const char c = word[0];
    return c == '.' || c == '!' || c == '?' || word == "\u2026" || word == "\u3002" || word == "\u061F";
  }

  // Past the marks and brackets that close right after a stop, and past the number of a note: "It rained. [3] We left."
  std::uint32_t past_closers(std::uint32_t i) const {
    while (i < end_ && !text_.tokens[i].space_before && closes(i)) ++i;
    while (i + 2 < end_ && text_.word(i) == "[" && text_.tokens[i + 1].kind == TokenKind::number && text_.word(i + 2) == "]") i += 3;
    return i;
  }

  bool closes(std::uint32_t i) const {
    const std::string_view word = text_.word(i);
    switch (mark_of(word)) {
      case Mark::close:
      case Mark::single_close:
      case Mark::angle_close:
        return true;
      // 'It rained."We left': the mark closes before a blank, opens before a letter unless one is open.
      case Mark::straight:
      case Mark::single:
        return i + 1 >= end_ || text_.tokens[i + 1].space_before || i + 1 == end_ || !opens_after(i);
      case Mark::none:
        return word == ")" || word == "]";
      default:
        return false;
    }
  }

  // A mark glued on both sides opens if the number of its kind before it in the sentence's neighbourhood is even.
  bool opens_after(std::uint32_t i) const {
    const std::string_view word = text_.word(i);
    std::uint32_t count = 0;
    for (std::uint32_t k = i, steps = 0; k-- > 0 && steps < 120; ++steps) count += text_.word(k) == word;
    return count % 2 == 0;
  }

  // The first word at or after `i` that is no opening mark or bracket.
  std::uint32_t word_at(std::uint32_t i) const {
    while (i + 1 < end_ && text_.tokens[i].kind == TokenKind::punctuation &&
           (mark_of(text_.word(i)) != Mark::none || text_.word(i) == "(" || text_.word(i) == "[")) {
      ++i;
    }
    return i;
  }

  bool begins_lower(std::uint32_t i) const {
    std::size_t offset = text_.tokens[i].span.begin;
    const char32_t code = next_code_point(text_.content, offset);
    return is_letter(code) && !is_upper(code) && text_.tokens[i].kind == TokenKind::word && lower_differs(i);
  }

  // Scripts without case never begin lower.
  bool lower_differs(std::uint32_t i) const {
    const auto byte = static_cast<unsigned char>(text_.content[text_.tokens[i].span.begin]);
    return byte < 0xD7;
  }

  // Whether the sentence from `first` ends with the stop at `stop`; `after` is the first token past its closers.
  bool ends_at(std::uint32_t first, std::uint32_t stop, std::uint32_t after) const {
    const std::string_view mark = text_.word(stop);
    const bool full_stop = mark == ".";
    const bool quoted = after > stop + 1 && text_.word(after - 1) != "]";
    const Token& next = text_.tokens[after];
    // "1. The first point"
    if (full_stop && stop == first + 1 && text_.tokens[first].kind == TokenKind::number) return false;
    // ".NET", "5 .30"
    if (full_stop && stop > first && text_.tokens[stop].space_before && !next.space_before) return false;
    if (full_stop && !quoted && stop > first && recurring_.contains(text_, stop)) return false;
    const std::uint32_t word = word_at(after);
    if (text_.tokens[word].kind == TokenKind::punctuation && word == after && mark_of(text_.word(word)) == Mark::none) {
      const std::string_view other = text_.word(word);
      return !(other == "," || other == ";" || other == ":" || other == ")" || other == "]") && !is_stop(other);
    }
    if (!next.space_before && !quoted) return glued_ends(stop, after);
    if (begins_lower(word) && mark[0] == '?' && !quoted && word == after) return true;
    if (begins_lower(word))
      return full_stop && !quoted && word == after && text_.tokens[stop - (stop > first)].span.size() > 1;
    if (mark[0] == '.' && !full_stop) return text_.tokens[word].capitalized;
    if (quoted && (mark[0] == '?' || mark[0] == '!')) return !asking_follows(after);
    return true;
  }

  // "in Velm.Harl left" ends, "Velm.net" does not.
  bool glued_ends(std::uint32_t stop, std::uint32_t after) const {
    if (!text_.tokens[after].capitalized && mark_of(text_.word(after)) == Mark::none) return false;
    if (stop == 0 || text_.tokens[stop].space_before) return false;
    const Token& before = text_.tokens[stop - 1];
    const auto last = static_cast<unsigned char>(text_.content[before.span.end - 1]);
    return before.span.size() > 1 &&
           (last >= 0x80 || (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9') || last == ')');
  }

  // "... sure?" Harl asked; "... sure?" the old mayor asked is seen by its lower case.
  bool asking_follows(std::uint32_t after) const {
    for (std::uint32_t i = after; i < end_ && i < after + 4; ++i) {
      const Token& token = text_.tokens[i];
      if (is_asking_verb(text_.word(i))) {
        const std::string_view next = i + 1 < end_ ? text_.word(i + 1) : ".";
        return i > after && next != "that" && next != ":" && next != ",";
      }
      if (token.kind != TokenKind::word || (!token.capitalized && text_.word(i) != "also")) return false;
    }
    return false;
  }

  bool abbreviation_ends(std::uint32_t i, std::uint32_t after) const {
    const std::uint32_t next = word_at(after);
    const Token& token = text_.tokens[next];
    if (!text_.tokens[after].space_before || token.kind != TokenKind::word || !token.capitalized) return false;
    std::string_view word = text_.word(i);
    if (word == "e.g." || word == "i.e.") return false;
    word.remove_suffix(1);
    if (abbreviation_of(word) == Abbreviation::title) return false;
    return is_sentence_starter(text_.word(next)) || (next != after && after > i + 1);
  }

  const Text& text_;
  const RecurringPairs& recurring_;
  std::uint32_t end_;
};

}  // namespace

void split_sentences(Text& text, const std::vector<std::uint32_t>& paragraph_starts) {
  const auto count = static_cast<std::uint32_t>(text.tokens.size());
  const RecurringPairs recurring(text);
  for (std::size_t p = 0; p < paragraph_starts.size(); ++p) {
    const std::uint32_t begin = paragraph_starts[p];
    const std::uint32_t end = p + 1 < paragraph_starts.size() ? paragraph_starts[p + 1] : count;
    const auto first_sentence = static_cast<std::uint32_t>(text.sentences.size());
    const Splitter splitter(text, recurring, end);
    for (std::uint32_t first = begin; first < end;) {
      const std::uint32_t last = splitter.sentence_end(first);
      const auto index = static_cast<std::uint32_t>(text.sentences.size());
      for (std::uint32_t i = first; i < last; ++i) text.tokens[i].sentence = index;
      text.sentences.push_back({first, last, text.token_span(first, last), static_cast<std::uint32_t>(p)});
      first = last;
    }
    text.paragraphs.push_back(
        {first_sentence, static_cast<std::uint32_t>(text.sentences.size()), text.token_span(begin, end)});
  }
}

}  // namespace hearsay

// text: an article's text in; paragraphs, sentences, tokens and quotations with their offsets out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "hearsay/document.h"
#include "hearsay/span.h"

namespace hearsay {

enum class TokenKind : std::uint8_t { word, number, punctuation, symbol };

struct Token {
  Span span;
  TokenKind kind = TokenKind::word;
  bool capitalized = false;    // begins with an upper-case letter
  bool space_before = false;   // white space (or the text's begin) stands before it
  std::uint32_t sentence = 0;  // index of its sentence
  Index quotation = kNone;     // innermost quotation it lies in (the marks themselves included)
};

// Tokens [first, last). `span` runs from the first token's begin to the last one's end.
struct Sentence {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Span span;
  std::uint32_t paragraph = 0;
};

// A paragraph is a run of text without a line break; sentences [first, last).
struct Paragraph {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Span span;
};

// A quotation in double (or, where a text uses them so, single) marks. `span` holds the marks. One that runs over
// paragraphs is one quotation per paragraph, chained by `continues`.
struct Quotation {
  Span span;
  std::uint32_t first = 0;  // token of the opening mark
  std::uint32_t last = 0;   // one past the token of the closing mark
  Index within = kNone;     // the quotation around it
  Index continues = kNone;  // the quotation of the paragraph before that it goes on from
  bool closed = true;
  bool scare = false;  // a few words set in marks, no utterance of their own: the "axis of evil"
};

// `content` is not owned: a Text lives no longer than the string it was made of.
struct Text {
  std::string_view content;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Paragraph> paragraphs;
  std::vector<Quotation> quotations;

  [[nodiscard]] std::string_view words(Span span) const { return slice(content, span); }
  [[nodiscard]] std::string_view word(std::uint32_t token) const { return slice(content, tokens[token].span); }
  // The span of tokens [first, last); empty where there are none.
  [[nodiscard]] Span token_span(std::uint32_t first, std::uint32_t last) const {
    return first < last ? Span{tokens[first].span.begin, tokens[last - 1].span.end} : Span{};
  }
  // The token that holds or follows byte `offset`; tokens.size() past the last.
  [[nodiscard]] std::uint32_t token_at(std::uint32_t offset) const;
};

[[nodiscard]] Text analyze_text(std::string_view content);

}  // namespace hearsay

#include "text/text.h"

#include <algorithm>

#include "text/quotation.h"
#include "text/sentence.h"
#include "text/tokenizer.h"

namespace hearsay {

std::uint32_t Text::token_at(std::uint32_t offset) const {
  const auto found =
      std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) { return token.span.end <= offset; });
  return static_cast<std::uint32_t>(found - tokens.begin());
}

Text analyze_text(std::string_view content) {
  Text text;
  text.content = content;
  TokenRun run = tokenize(content);
  text.tokens = std::move(run.tokens);
  split_sentences(text, run.paragraph_starts);
  text.quotations = find_quotations(text);
  // Inner quotations come after the ones around them and overwrite; their depth is bounded, so this is linear.
  for (Index q = 0; q < text.quotations.size(); ++q) {
    for (std::uint32_t i = text.quotations[q].first; i < text.quotations[q].last; ++i) text.tokens[i].quotation = q;
  }
  return text;
}

}  // namespace hearsay

#include "article/traits.h"

#include <algorithm>

#include "article/vocabulary.h"
#include "article/word_table.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

constexpr std::size_t kMaxWord = 32;
// A page on one line: what comes after so much of a block changes nothing about it.
constexpr std::uint32_t kMaxHintWords = 400;

enum ByteClass : std::uint8_t { kOther, kLower, kUpper, kDigit, kHigh };

ByteClass class_of(unsigned char byte) {
  if (byte >= 'a' && byte <= 'z') return kLower;
  if (byte >= 'A' && byte <= 'Z') return kUpper;
  if (byte >= '0' && byte <= '9') return kDigit;
  return byte >= 0x80 ? kHigh : kOther;
}

// Length of the punctuation mark beyond ASCII at `i`: "“", "–", "…", "«", no-break space. 0 where a letter begins.
std::size_t high_mark(std::string_view text, std::size_t i) {
  const auto first = static_cast<unsigned char>(text[i]);
  if (first == 0xC2) return 2;
  if (first == 0xE2 && i + 2 < text.size()) {
    const auto second = static_cast<unsigned char>(text[i + 1]);
    if (second >= 0x80 && second <= 0xBF && second != 0xB0) return 3;  // punctuation, arrows, bullets, signs
  }
  if (first == 0xE3 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80) return 3;
  if (first == 0xEF && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xBC) return 3;
  if (first >= 0xF0) return std::min<std::size_t>(4, text.size() - i);  // pictographs
  return 0;
}

bool is_quote_mark(std::string_view mark) {
  return mark == "“" || mark == "”" || mark == "„" || mark == "‘" || mark == "’" || mark == "«" || mark == "»" ||
         mark == "‹" || mark == "›";
}

bool is_divider(std::string_view mark) {
  return mark == "»" || mark == "›" || mark == "•" || mark == "·" || mark == "→" || mark == "▸" || mark == "►" ||
         mark == "«" || mark == "‹" || mark == "❯";
}

bool is_stop(std::string_view mark) { return mark == "…" || mark == "。" || mark == "！" || mark == "？"; }

using TitleWords = std::vector<std::uint64_t>;

TitleWords title_words(std::string_view title) {
  TitleWords words;
  const std::string low = lower_in_place(title);
  for (std::size_t i = 0; i < low.size();) {
    std::size_t end = i;
    while (end < low.size() && class_of(static_cast<unsigned char>(low[end])) != kOther && high_mark(low, end) == 0)
      ++end;
    if (end > i) words.push_back(word_hash({low.data() + i, end - i}));
    i = end > i ? end
                : i + std::max<std::size_t>(
                          1, class_of(static_cast<unsigned char>(low[i])) == kHigh ? high_mark(low, i) : 1);
  }
  sort_distinct(words);
  return words;
}

class TraitReader {
 public:
  TraitReader(std::string_view text, std::string_view low, const TitleWords& title)
      : text_(text), low_(low), title_(title) {}

  Traits run() {
    out_.bytes = static_cast<std::uint32_t>(text_.size());
    for (std::size_t i = 0; i < text_.size();) {
      const auto kind = class_of(static_cast<unsigned char>(text_[i]));
      const std::size_t mark = kind == kHigh ? high_mark(text_, i) : 0;
      if (kind == kOther || mark > 0) {
        i += read_mark(i, mark == 0 ? 1 : mark);
      } else {
        i = read_word(i);
      }
    }
    read_ends();
    if (!title_.empty() && title_hits_ > 0) {
      out_.title_share = std::min(1.0f, static_cast<float>(title_hits_) / static_cast<float>(title_.size()));
      out_.title_cover = static_cast<float>(title_hits_) / static_cast<float>(std::max<std::uint32_t>(out_.words, 1));
    }
    return out_;
  }

 private:
  std::size_t read_mark(std::size_t i, std::size_t length) {
    const std::string_view mark = text_.substr(i, length);
    if (length == 1) {
      const char byte = text_[i];
      const bool before_blank = i + 1 >= text_.size() || text_[i + 1] == ' ' || text_[i + 1] == '"';
      if (byte == ',') ++out_.commas;
      if ((byte == '.' || byte == '!' || byte == '?') && before_blank) ++out_.sentences;
      if (byte == '"') ++out_.quotes;
      if (byte == '|' || byte == '/' || byte == '>') ++out_.marks;
      if (byte == '@') out_.has_address = true;
      if (byte == ':' && i > 0 && i + 1 < text_.size() &&
          class_of(static_cast<unsigned char>(text_[i - 1])) == kDigit &&
          class_of(static_cast<unsigned char>(text_[i + 1])) == kDigit) {
        out_.has_clock = true;
      }
    } else {
      if (is_quote_mark(mark)) ++out_.quotes;
      if (is_divider(mark)) ++out_.marks;
      if (is_stop(mark)) ++out_.sentences;
      if (mark == "،" || mark == "、" || mark == "，") ++out_.commas;
    }
    return length;
  }

  std::size_t read_word(std::size_t begin) {
    std::size_t end = begin;
    std::uint32_t digits = 0;
    std::uint32_t ideographs = 0;
    for (; end < text_.size(); ++end) {
      const auto byte = static_cast<unsigned char>(text_[end]);
      const ByteClass kind = class_of(byte);
      if (kind == kOther || (kind == kHigh && (byte & 0xC0) != 0x80 && high_mark(text_, end) > 0)) break;
      if (kind == kDigit) ++digits;
      if (kind == kUpper) ++out_.upper;
      if (byte >= 0xE3 && byte <= 0xE9) ++ideographs;
      if ((byte & 0xC0) != 0x80 && kind != kDigit) ++out_.letters;
    }
    const std::string_view low = low_.substr(begin, end - begin);
    // Scripts without blanks: two ideographs are about a word.
    const std::uint32_t words = ideographs > 2 ? ideographs / 2 : 1;
    out_.words += words;
    if (ideographs > 2) out_.function_words += ideographs / 4;
    out_.digits += digits;
    out_.longest_word = std::max(out_.longest_word, static_cast<std::uint32_t>(end - begin));
    const std::uint64_t hash = word_hash(low);
    out_.hash = (out_.hash ^ hash) * 0x100000001b3u;
    if (text_[begin] != low_[begin] ||
        (begin + 1 < end && static_cast<unsigned char>(text_[begin]) >= 0x80 && text_[begin + 1] != low_[begin + 1])) {
      ++out_.capitalized;
    }
    if (digits == 4 && low.size() == 4 &&
        (low.starts_with("199") || low.starts_with("200") || low.starts_with("201") || low.starts_with("202") ||
         low.starts_with("203"))) {
      out_.has_year = true;
    }
    if (low == "http" || low == "https" || low == "www") out_.has_address = true;
    if (out_.words <= kMaxHintWords && low.size() <= kMaxWord && digits == 0) {
      if (function_word(low, hash) != 0) ++out_.function_words;
      if (const std::uint32_t hints = text_hints(low, hash); hints != 0) {
        out_.hints |= hints;
        ++out_.hint_words;
      }
    }
    if (out_.words <= 40 && std::binary_search(title_.begin(), title_.end(), hash)) ++title_hits_;
    return end;
  }

  void read_ends() {
    std::string_view end = text_;
    for (;;) {  // closing quotes and brackets behind the mark
      if (end.ends_with('"') || end.ends_with(')') || end.ends_with('\'') || end.ends_with(']')) {
        end.remove_suffix(1);
      } else if (end.ends_with("”") || end.ends_with("’") || end.ends_with("“")) {
        end.remove_suffix(3);
      } else if (end.ends_with("»") || end.ends_with("«")) {
        end.remove_suffix(2);
      } else if (end.ends_with(' ')) {
        end.remove_suffix(1);
      } else {
        break;
      }
    }
    out_.ends_sentence = end.ends_with('.') || end.ends_with('!') || end.ends_with('?') || end.ends_with("…") ||
                         end.ends_with("。") || end.ends_with("！") || end.ends_with("？") || end.ends_with("؟") ||
                         end.ends_with("।") || end.ends_with("۔");
    out_.ends_colon = end.ends_with(':');
    out_.ends_ellipsis = end.ends_with("...") || end.ends_with("…") || end.ends_with("[…") || end.ends_with("[...");
    const auto first = static_cast<unsigned char>(text_[0]);
    out_.starts_lower = class_of(first) == kLower;
    out_.starts_digit = class_of(first) == kDigit;
    out_.starts_quote = first == '"' || text_.starts_with("“") || text_.starts_with("„") || text_.starts_with("«") ||
                        text_.starts_with("‘") || text_.starts_with("»");
    const PhraseHints phrase = phrase_hints(low_.substr(0, 200));
    out_.phrase = phrase.any;
    out_.phrase_strong = phrase.strong;
    out_.phrase_whole = phrase.whole;
  }

  std::string_view text_;
  std::string_view low_;
  const TitleWords& title_;
  std::uint32_t title_hits_ = 0;
  Traits out_;
};

}  // namespace

std::string lower_in_place(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size();) {
    const auto byte = static_cast<unsigned char>(out[i]);
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + 32);
      ++i;
      continue;
    }
    const std::size_t begin = i;
    const char32_t code_point = next_code_point(out, i);
    if (byte < 0xC3 || byte > 0xDF) continue;  // two bytes: Latin, Greek, Cyrillic, Armenian
    const std::string low = lower(std::string_view(out).substr(begin, i - begin));
    if (low.size() == i - begin && code_point != 0xFFFD) out.replace(begin, low.size(), low);
  }
  return out;
}

std::vector<Traits> read_traits(const Page& page, std::string_view title) {
  const std::string low = lower_in_place(page.text);
  const TitleWords words = title_words(title);
  std::vector<Traits> out;
  out.reserve(page.blocks.size());
  for (const PageBlock& block : page.blocks) {
    out.push_back(TraitReader(text_of(page, block), slice(low, block.span), words).run());
  }
  return out;
}

}  // namespace hearsay::article

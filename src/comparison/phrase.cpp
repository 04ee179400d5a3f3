#include "comparison/phrase.h"

#include <algorithm>
#include <array>

#include "core/sorted.h"
#include "core/unicode.h"
#include "story/terms.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kLongestPhrase = 200;
constexpr std::size_t kShownWords = 9;
constexpr std::uint32_t kSentenceReach = 400;

constexpr std::string_view kFunctionWords[] = {
    "a",        "about",  "above",  "after",     "again",    "against", "ago",     "all",        "also",     "although",
    "am",       "among",  "an",     "and",       "another",  "any",     "are",     "as",         "at",       "be",
    "because",  "been",   "before", "being",     "between",  "both",    "but",     "by",         "can",      "could",
    "did",      "do",     "does",   "doing",     "down",     "during",  "each",    "either",     "else",     "even",
    "ever",     "every",  "few",    "for",       "from",     "further", "had",     "has",        "have",     "having",
    "he",       "her",    "here",   "hers",      "herself",  "him",     "himself", "his",        "how",      "however",
    "i",        "if",     "in",     "into",      "is",       "it",      "its",     "itself",     "just",     "may",
    "me",       "might",  "more",   "most",      "much",     "must",    "my",      "near",       "neither",  "never",
    "no",       "nobody", "none",   "nor",       "not",      "nothing", "now",     "of",         "off",      "on",
    "once",     "one",    "only",   "onto",      "or",       "other",   "others",  "our",        "ours",     "out",
    "over",     "own",    "per",    "same",      "shall",    "she",     "should",  "since",      "so",       "some",
    "such",     "than",   "that",   "the",       "their",    "theirs",  "them",    "themselves", "then",     "there",
    "these",    "they",   "this",   "those",     "through",  "to",      "too",     "under",      "until",    "up",
    "upon",     "us",     "very",   "was",       "we",       "were",    "what",    "when",       "where",    "which",
    "while",    "who",    "whom",   "whose",     "why",      "will",    "with",    "within",     "without",  "would",
    "yet",      "you",    "your",   "mr",        "mrs",      "ms",      "say",     "says",       "said",     "saying",
    "told",     "tell",   "tells",  "according", "added",    "monday",  "tuesday", "wednesday",  "thursday", "friday",
    "saturday", "sunday", "today",  "yesterday", "tomorrow", "t",       "s",       "d",          "ll",       "ve",
    "re",       "m"};

constexpr std::string_view kNegations[] = {"not", "no",     "never",   "none",    "neither",
                                           "nor", "nobody", "nothing", "without", "cannot"};

bool is_one_of(std::string_view word, const std::vector<std::string_view>& sorted) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

const std::vector<std::string_view>& function_words() {
  static const std::vector<std::string_view> words = [] {
    std::vector<std::string_view> sorted(std::begin(kFunctionWords), std::end(kFunctionWords));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }();
  return words;
}

// Endings go so that "denied", "denies" and "deny", "attacks" and "attacked" meet; it need not be a word that is left.
std::string_view stem(std::string_view word) {
  constexpr std::array<std::string_view, 10> kEndings = {"ational", "ations", "ation", "ments", "ment",
                                                         "ings",    "ing",    "edly",  "ies",   "ied"};
  for (const std::string_view ending : kEndings) {
    if (word.size() >= ending.size() + 4 && word.ends_with(ending)) return word.substr(0, word.size() - ending.size());
  }
  if (word.size() >= 5 && (word.ends_with("ed") || word.ends_with("es") || word.ends_with("ly"))) {
    word.remove_suffix(2);
  } else if (word.size() >= 4 && word.ends_with('s') && !word.ends_with("ss")) {
    word.remove_suffix(1);
  }
  if (word.size() >= 4 && (word.ends_with('e') || word.ends_with('y'))) word.remove_suffix(1);
  return word;
}

std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char byte : word) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  return static_cast<std::uint32_t>(story::combine(hash, word.size()) >> 32);
}

// Quotation marks seen from `begin` to `end`: whether one is open after them. Straight marks open and close in turn.
bool quote_open(std::string_view text, std::size_t begin, std::size_t end, bool open) {
  while (begin < end) {
    if (static_cast<unsigned char>(text[begin]) < 0x80) {
      if (text[begin] == '"') open = !open;
      ++begin;
      continue;
    }
    const char32_t mark = next_code_point(text, begin);
    if (mark == 0x201C || mark == 0xAB) open = true;
    if (mark == 0x201D || mark == 0xBB) open = false;
  }
  return open;
}

void add_words(std::string_view text, Span span, Phrase& phrase) {
  bool open = false;
  std::size_t from = span.begin;
  for (const story::Word& word : story::split_words(slice(text, span), kLongestPhrase)) {
    if (phrase.words.size() >= kLongestPhrase) return;
    PhraseWord next;
    next.span = {span.begin + word.begin, span.begin + word.end};
    open = quote_open(text, from, next.span.begin, open);
    from = next.span.end;
    const std::string written = lower(slice(text, next.span));
    next.exact = word.exact;
    const bool denied = !word.number && denied_by_prefix(written);
    const std::string_view positive = std::string_view(written).substr(denied ? 2 : 0);
    next.stem = hash_of(word.number ? positive : stem(positive));
    next.content = !is_one_of(written, function_words());
    next.capitalized = word.capitalized;
    next.number = word.number;
    next.quoted = open;
    const bool contracted =
        written == "t" && next.span.begin > 1 &&
        (text[next.span.begin - 1] == '\'' || static_cast<unsigned char>(text[next.span.begin - 1]) == 0x99);
    phrase.negated = phrase.negated || contracted || denied ||
                     std::find(std::begin(kNegations), std::end(kNegations), written) != std::end(kNegations);
    phrase.words.push_back(next);
    if (next.content) phrase.stems.push_back(next.stem);
  }
}

// A stop ends a sentence where white space and then no lower-case letter follows: "Mr. Payne" is cut, "3.5" isn't.
bool stops_at(std::string_view text, std::uint32_t i) {
  if (text[i] == '\n') return true;
  if (text[i] != '.' && text[i] != '!' && text[i] != '?') return false;
  std::size_t next = i + 1;
  while (next < text.size() && (text[next] == '"' || text[next] == '\'' || text[next] == ')' ||
                                static_cast<unsigned char>(text[next]) >= 0x80)) {
    ++next;
  }
  if (next >= text.size()) return true;
  return (text[next] == ' ' || text[next] == '\n') &&
         !(next + 1 < text.size() && text[next + 1] >= 'a' && text[next + 1] <= 'z');
}

}  // namespace

bool denied_by_prefix(std::string_view word) {
  return word.size() >= 7 && word.starts_with("un") && (word.ends_with("ed") || word.ends_with("able"));
}

Phrase make_phrase(std::string_view text, const Spans& spans) {
  Phrase phrase;
  for (const Span span : spans) add_words(text, span, phrase);
  sort_distinct(phrase.stems);
  return phrase;
}

std::vector<std::uint32_t> stems_of(std::string_view text) {
  return make_phrase(text, {{0, static_cast<std::uint32_t>(text.size())}}).stems;
}

Span sentence_around(std::string_view text, Span span) {
  Span sentence = span;
  const std::uint32_t floor = span.begin > kSentenceReach ? span.begin - kSentenceReach : 0;
  while (sentence.begin > floor && !stops_at(text, sentence.begin - 1)) --sentence.begin;
  const auto ceiling = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), span.end + kSentenceReach));
  while (sentence.end < ceiling && !stops_at(text, sentence.end)) ++sentence.end;
  const auto inside = [&](std::uint32_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  while (inside(sentence.begin)) ++sentence.begin;
  while (inside(sentence.end)) ++sentence.end;
  return sentence;
}

std::string first_words(std::string_view text, const Phrase& phrase) {
  if (phrase.words.empty()) return {};
  const std::size_t last = std::min(phrase.words.size(), kShownWords);
  const Span span{phrase.words.front().span.begin, phrase.words[last - 1].span.end};
  return collapse_space(slice(text, span)) + (last < phrase.words.size() ? " …" : "");
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> align(const Phrase& one, const Phrase& two) {
  const std::size_t rows = one.words.size();
  const std::size_t columns = two.words.size();
  std::vector<std::uint16_t> longest((rows + 1) * (columns + 1), 0);
  const auto at = [&](std::size_t i, std::size_t k) -> std::uint16_t& { return longest[i * (columns + 1) + k]; };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t k = columns; k-- > 0;) {
      at(i, k) = one.words[i].exact == two.words[k].exact ? static_cast<std::uint16_t>(at(i + 1, k + 1) + 1)
                                                          : std::max(at(i + 1, k), at(i, k + 1));
    }
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::size_t i = 0, k = 0; i < rows && k < columns;) {
    if (one.words[i].exact == two.words[k].exact) {
      pairs.emplace_back(static_cast<std::uint32_t>(i++), static_cast<std::uint32_t>(k++));
    } else if (at(i + 1, k) >= at(i, k + 1)) {
      ++i;
    } else {
      ++k;
    }
  }
  return pairs;
}

}  // namespace hearsay::comparison

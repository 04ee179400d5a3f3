// Fills one row of a FeatureTable after the other, or collects the columns' names.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "article/features.h"
#include "article/traits.h"
#include "article/vocabulary.h"

namespace hearsay::article {

// Writes to `row`, which has room for a whole row, or where that is null only counts; with `names` it collects them.
class RowWriter {
 public:
  explicit RowWriter(float* row, std::vector<std::string>* names = nullptr) : row_(row), names_(names) {}
  void operator()(const char* name, double value) {
    if (row_ != nullptr) {
      row_[count_++] = static_cast<float>(value);
    } else {
      count(name);
    }
  }
  void prefix(std::string value) { prefix_ = std::move(value); }
  [[nodiscard]] bool naming() const { return names_ != nullptr; }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  void count(const char* name);

  float* row_;
  std::vector<std::string>* names_;
  std::size_t count_ = 0;
  std::string prefix_;
};

// Out of line, so that writing a value is a store.
[[gnu::noinline]] inline void RowWriter::count(const char* name) {
  ++count_;
  if (names_ != nullptr) names_->push_back(prefix_ + name);
}

// Writes `count` rows, some at a time: `write` fills row i, unless it `is_hopeless`.
template <class Write, class IsHopeless>
void write_rows(std::size_t count, const Write& write, const IsHopeless& is_hopeless, const VisitRows& visit) {
  constexpr std::size_t kRows = 64;
  if (count == 0) return;
  FeatureTable table;
  RowWriter counter(nullptr);
  write(counter, 0);
  table.columns = counter.count();
  for (std::size_t begin = 0; begin < count; begin += kRows) {
    const std::size_t rows = std::min(kRows, count - begin);
    table.values.assign(rows * table.columns, 0.0f);
    table.hopeless.assign(rows, false);
    for (std::size_t i = 0; i < rows; ++i) {
      table.hopeless[i] = is_hopeless(begin + i);
      if (table.hopeless[i]) continue;
      RowWriter out(table.values.data() + i * table.columns);
      write(out, begin + i);
    }
    visit(table);
  }
}

inline double ratio(double part, double whole) { return whole <= 0 ? 0.0 : part / whole; }
inline double log_of(double value) { return std::log2(1.0 + value); }
inline double bit(std::uint32_t bits, std::uint32_t mask) { return (bits & mask) != 0 ? 1.0 : 0.0; }

// 0 where the line does not begin so, 3 where it is nothing else.
inline double level(const Traits& t, std::uint32_t mask) {
  return bit(t.phrase, mask) + bit(t.phrase_strong, mask) + bit(t.phrase_whole, mask);
}

// The block's own words in full.
inline void write_traits(RowWriter& out, const Traits& t) {
  out("words", t.words);
  out("bytes_log", log_of(t.bytes));
  out("word_length", ratio(t.letters, t.words));
  out("longest_word", t.longest_word);
  out("upper_share", ratio(t.upper, t.letters));
  out("capitalized_share", ratio(t.capitalized, t.words));
  out("digit_share", ratio(t.digits, t.bytes));
  out("comma_rate", ratio(t.commas, t.words));
  out("sentences", t.sentences);
  out("sentence_length", ratio(t.words, t.sentences + 1.0));
  out("quotes", t.quotes);
  out("marks", t.marks);
  out("function_share", ratio(t.function_words, t.words));
  out("hint_share", ratio(t.hint_words, t.words));
  out("ends_sentence", t.ends_sentence);
  out("ends_colon", t.ends_colon);
  out("ends_ellipsis", t.ends_ellipsis);
  out("starts_lower", t.starts_lower);
  out("starts_quote", t.starts_quote);
  out("starts_digit", t.starts_digit);
  out("has_year", t.has_year);
  out("has_clock", t.has_clock);
  out("has_address", t.has_address);
  out("title_share", t.title_share);
  out("title_cover", t.title_cover);
  out("word_page", bit(t.hints, kHintShare | kHintNavigation | kHintFooter | kHintTags | kHintMore | kHintForm));
  out("word_legal", bit(t.hints, kHintLegal | kHintDate));
  out("word_comment", bit(t.hints, kHintComment));
  out("word_related", bit(t.hints, kHintRelated));
  out("word_advert", bit(t.hints, kHintAdvert));
  out("word_author", bit(t.hints, kHintAuthor));
  out("word_caption", bit(t.hints, kHintCaption));
  out("word_newsletter", bit(t.hints, kHintNewsletter));
  out("phrase_comment", level(t, kHintComment));
  out("phrase_related", level(t, kHintRelated | kHintMore));
  out("phrase_offer", level(t, kHintShare | kHintNewsletter | kHintAdvert));
  out("phrase_legal", level(t, kHintLegal));
  out("phrase_author", level(t, kHintAuthor));
  out("phrase_caption", level(t, kHintCaption));
  out("phrase_page", level(t, kHintTags | kHintDate | kHintNavigation));
}

// A neighbour in short.
inline void write_neighbour(RowWriter& out, const Traits* t, double link_share) {
  out("words", t == nullptr ? -1.0 : t->words);
  out("ends_sentence", t == nullptr ? -1.0 : (t->ends_sentence ? 1.0 : 0.0));
  out("paragraph", t == nullptr ? -1.0 : (t->is_paragraph() ? 1.0 : 0.0));
  out("phrase", t == nullptr ? 0.0
                             : (t->phrase != 0 ? 1.0 : 0.0) + (t->phrase_strong != 0 ? 1.0 : 0.0) +
                                   (t->phrase_whole != 0 ? 1.0 : 0.0));
  out("hint_share", t == nullptr ? 0.0 : ratio(t->hint_words, t->words));
  out("links", link_share);
}

}  // namespace hearsay::article

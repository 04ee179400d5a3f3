#include "story/passage.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

#include "core/outlet.h"
#include "story/day.h"
#include "story/document_vector.h"
#include "story/origin.h"
#include "story/terms.h"

namespace hearsay::story {
namespace {

constexpr std::size_t kReports = 48;      // of a story
constexpr std::size_t kWords = 3000;      // of a report
constexpr std::size_t kFewestWords = 7;   // of a sentence: "He declined to comment." stands everywhere
constexpr float kTaken = 0.62F;           // share of the copy's sentence
constexpr float kOfOriginal = 0.3F;       // share of the original's: one sentence may become two
constexpr std::size_t kFewestCommon = 5;
constexpr double kCopied = 0.3;           // of a report's text, for it to be a copy
// A sentence alone that two reports share may be a fact that both tell in the words there are for it.
constexpr double kAlone = 0.8;
constexpr double kQuoted = 0.75;          // of a passage, for it to be a quotation
constexpr std::size_t kFewestAlone = 12;  // words

struct Sentence {
  Span span;
  std::vector<WeightedTerm> terms;  // ascending, each once
  std::uint64_t bits = 0;           // of the terms: most pairs of sentences share too few to be looked at
  std::size_t words = 0;
  float weight = 0;  // of the terms
};

struct Report {
  Index document = kNone;
  std::vector<Sentence> sentences;
  std::size_t words = 0;
  std::optional<double> day;
};

// A line's end within a paragraph ends no sentence.
bool begins_sentence(std::string_view text, std::span<const Word> words, std::size_t i) {
  if (!words[i].sentence_start) return false;
  const std::string_view between = text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
  return between != "\n";
}

Report take_apart(const Document& document, Index number, const DocumentFrequency& frequency) {
  Report report;
  report.document = number;
  if (document.article.published) report.day = day_of(document.article.published->value);
  const std::vector<Word> words = split_words(document.article.text, kWords);
  report.words = words.size();
  for (std::size_t i = 0; i < words.size();) {
    std::size_t end = i + 1;
    while (end < words.size() && !begins_sentence(document.article.text, words, end)) ++end;
    Sentence sentence;
    sentence.span = {words[i].begin, words[end - 1].end};
    sentence.words = end - i;
    for (; i < end; ++i) sentence.terms.push_back({words[i].term, 0});
    const auto before = [](const WeightedTerm& one, const WeightedTerm& two) { return one.term < two.term; };
    const auto same = [](const WeightedTerm& one, const WeightedTerm& two) { return one.term == two.term; };
    std::sort(sentence.terms.begin(), sentence.terms.end(), before);
    sentence.terms.erase(std::unique(sentence.terms.begin(), sentence.terms.end(), same), sentence.terms.end());
    for (WeightedTerm& term : sentence.terms) {
      term.weight = frequency.inverse(term.term);
      sentence.weight += term.weight;
      sentence.bits |= std::uint64_t{1} << (term.term % 64);
    }
    report.sentences.push_back(std::move(sentence));
  }
  return report;
}

// The share of the copy's sentence that the original's holds; 0 where they aren't one.
float share(const Sentence& original, const Sentence& copy) {
  if (original.words < kFewestWords || copy.words < kFewestWords) return 0;
  if (static_cast<std::size_t>(std::popcount(original.bits & copy.bits)) < kFewestCommon) return 0;
  float common = 0;
  std::size_t count = 0;
  for (std::size_t i = 0, k = 0; i < original.terms.size() && k < copy.terms.size();) {
    if (original.terms[i].term == copy.terms[k].term) {
      common += copy.terms[k].weight;
      ++count, ++i, ++k;
    } else {
      ++(original.terms[i].term < copy.terms[k].term ? i : k);
    }
  }
  const bool taken = count >= kFewestCommon && common >= kTaken * copy.weight && common >= kOfOriginal * original.weight;
  return taken ? common / copy.weight : 0;
}

// Who of two has it from the other: true if `one`.
bool copied_from(std::span<const Document> documents, const Report& one, const Report& two) {
  const auto credits = [&documents](const Report& report, const Report& source) {
    const std::string publisher = outlet_key(documents[source.document].article.publisher);
    const std::vector<std::string> all = credits_of(documents[report.document]);
    return !publisher.empty() && std::find(all.begin(), all.end(), publisher) != all.end();
  };
  const bool first = credits(one, two);
  if (first != credits(two, one)) return first;
  if (one.day && two.day && *one.day != *two.day) return *one.day > *two.day;
  return one.words != two.words ? one.words < two.words : one.document > two.document;
}

// Each sentence of the copy with the closest of the original's. Sentences that follow one another in both, in the copy
// without a gap, are one passage.
void align(const Report& original, const Report& copy, std::vector<Passage>& passages) {
  std::size_t last = 0;  // the original's sentence of the open passage
  bool open = false;
  float weight = 0;
  std::size_t words = 0;
  const auto close = [&] {
    if (open && words < kFewestAlone) passages.pop_back();
    open = false;
  };
  for (const Sentence& sentence : copy.sentences) {
    float best = 0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < original.sentences.size(); ++i) {
      const float same = share(original.sentences[i], sentence);
      // Of equals the one that goes on with the passage.
      if (same > best || (same == best && same > 0 && open && i == last + 1)) {
        best = same;
        place = i;
      }
    }
    if (best == 0) {
      close();
      continue;
    }
    const Span there = original.sentences[place].span;
    if (open && place >= last && place <= last + 2) {
      Passage& passage = passages.back();
      passage.copy_span.end = sentence.span.end;
      passage.original_span.end = std::max(passage.original_span.end, there.end);
      passage.same += static_cast<double>((best - static_cast<float>(passage.same)) * sentence.weight) /
                      static_cast<double>(weight + sentence.weight);
      weight += sentence.weight;
      words += kFewestAlone;
    } else {
      close();
      passages.push_back({original.document, copy.document, there, sentence.span, static_cast<double>(best)});
      weight = sentence.weight;
      words = static_cast<double>(best) < kAlone ? 0 : sentence.words;
    }
    last = place;
    open = true;
  }
  close();
}

// What two reporters heard in one room, neither has from the other.
bool is_quotation(const Document& document, Span span) {
  std::uint32_t quoted = 0;
  for (const Attribution& attribution : document.reading.attributions) {
    if (attribution.form != Form::direct || attribution.within != kNone) continue;
    for (const Span part : attribution.content) {
      const std::uint32_t begin = std::max(part.begin, span.begin);
      const std::uint32_t end = std::min(part.end, span.end);
      if (begin < end) quoted += end - begin;
    }
  }
  return quoted >= kQuoted * (span.end - span.begin);
}

}  // namespace

std::vector<Passage> find_passages(std::span<const Document> documents, const std::vector<Index>& members) {
  static const DocumentFrequency frequency;
  std::vector<Report> reports;
  for (const Index member : members) {
    if (reports.size() == kReports) break;
    reports.push_back(take_apart(documents[member], member, frequency));
  }
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    for (std::size_t k = i + 1; k < reports.size(); ++k) {
      const bool first = copied_from(documents, reports[i], reports[k]);
      align(first ? reports[k] : reports[i], first ? reports[i] : reports[k], passages);
    }
  }
  std::erase_if(passages, [&documents](const Passage& passage) {
    return is_quotation(documents[passage.copy], passage.copy_span);
  });
  std::sort(passages.begin(), passages.end(), [](const Passage& left, const Passage& right) {
    return std::tie(left.copy, left.original, left.copy_span.begin) <
           std::tie(right.copy, right.original, right.copy_span.begin);
  });
  return passages;
}

std::vector<Copy> copies_by_passages(std::span<const Document> documents, const std::vector<Passage>& passages,
                                     const std::vector<Copy>& copies) {
  std::map<std::pair<Index, Index>, std::pair<std::size_t, std::size_t>> taken;  // bytes and passages by copy, original
  for (const Passage& passage : passages) {
    auto& [bytes, count] = taken[{passage.copy, passage.original}];
    bytes += passage.copy_span.end - passage.copy_span.begin;
    ++count;
  }
  std::vector<Copy> more;
  for (const auto& [pair, sum] : taken) {
    const auto [copy, original] = pair;
    const double part = static_cast<double>(sum.first) /
                        static_cast<double>(std::max<std::size_t>(1, documents[copy].article.text.size()));
    if (part < kCopied) continue;
    const bool known = std::any_of(copies.begin(), copies.end(), [c = copy, o = original](const Copy& one) {
      return (one.copy == c && one.original == o) || (one.copy == o && one.original == c);
    });
    if (!known) more.push_back({original, copy, part});
  }
  return more;
}

}  // namespace hearsay::story

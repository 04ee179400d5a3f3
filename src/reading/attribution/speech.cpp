#include "reading/attribution/speech.h"

#include <algorithm>

#include "text/mark.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kNobody = static_cast<std::uint32_t>(-1);

class Claimer {
 public:
  Claimer(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& outer)
      : text_(text), words_(words), outer_(outer), holder_(text.tokens.size(), kNobody) {}

  void run() {
    for (std::uint32_t i = 0; i < outer_.size(); ++i) {
      for (const Range& range : outer_[i].content)
        std::fill(holder_.begin() + range.first, holder_.begin() + range.last, i);
    }
    // The attribution whose speech was last seen, walking through cues and quotations in text order.
    std::vector<std::uint32_t> by_cue(outer_.size());
    for (std::uint32_t i = 0; i < by_cue.size(); ++i) by_cue[i] = i;
    std::stable_sort(by_cue.begin(), by_cue.end(), [&](std::uint32_t a, std::uint32_t b) { return cue(a) < cue(b); });
    std::size_t next = 0;
    for (Index q = 0; q < text_.quotations.size(); ++q) {
      const Quotation& quotation = text_.quotations[q];
      if (quotation.within != kNone || quotation.scare) continue;
      for (; next < by_cue.size() && cue(by_cue[next]) < quotation.first; ++next) speaker_ = by_cue[next];
      read(quotation);
    }
  }

 private:
  std::uint32_t cue(std::uint32_t attribution) const { return outer_[attribution].cue.front().first; }
  std::uint32_t paragraph(std::uint32_t token) const { return text_.sentences[text_.tokens[token].sentence].paragraph; }

  bool begins_sentence(std::uint32_t token) const {
    return text_.sentences[text_.tokens[token].sentence].first == token;
  }

  bool has_marks(const Candidate& candidate) const {
    return std::any_of(candidate.content.begin(), candidate.content.end(), [&](const Range& range) {
      return words_[range.first].kind == WordClass::quote || words_[range.last - 1].kind == WordClass::quote;
    });
  }

  void read(const Quotation& quotation) {
    if (holder_[quotation.first] != kNobody || holder_[quotation.last - 1] != kNobody) {
      last_ = holder_[quotation.first] != kNobody ? holder_[quotation.first] : holder_[quotation.last - 1];
      return;
    }
    if (!begins_sentence(quotation.first) || speaker_ == kNobody) return;
    const Range range{quotation.first, quotation.last};
    const std::uint32_t here = paragraph(quotation.first);
    const std::uint32_t there = paragraph(cue(speaker_));
    if (here == there && has_marks(outer_[speaker_])) {
      append(speaker_, range);
    } else if (quotation.continues != kNone && last_ != kNobody) {
      share(last_, range);
    } else if (fills_paragraph(quotation, here) && here > 0 && here - there <= 3) {
      const Sentence& before = text_.sentences[text_.paragraphs[here - 1].last - 1];
      const bool colon = words_[before.last - 1].kind == WordClass::colon;
      if (colon || (last_ != kNobody && paragraph(outer_[last_].content.back().last - 1) + 1 == here))
        share(colon ? speaker_ : last_, range);
    }
  }

  // The quotation and nothing else, or with other quotations.
  bool fills_paragraph(const Quotation& quotation, std::uint32_t here) const {
    const std::uint32_t begin = text_.sentences[text_.paragraphs[here].first].first;
    const std::uint32_t end = text_.sentences[text_.paragraphs[here].last - 1].last;
    return quotation.first == begin && quotation.last + 1 >= end;
  }

  void append(std::uint32_t attribution, Range range) {
    outer_[attribution].content.push_back(range);
    std::sort(outer_[attribution].content.begin(), outer_[attribution].content.end(),
              [](const Range& a, const Range& b) { return a.first < b.first; });
    last_ = attribution;
  }

  void share(std::uint32_t attribution, Range range) {
    Candidate candidate = outer_[attribution];
    candidate.content = {range};
    outer_.push_back(std::move(candidate));
    last_ = static_cast<std::uint32_t>(outer_.size() - 1);
  }

  const Text& text_;
  const std::vector<Word>& words_;
  std::vector<Candidate>& outer_;
  std::vector<std::uint32_t> holder_;
  std::uint32_t speaker_ = kNobody;  // of the last cue before the quotation at hand
  std::uint32_t last_ = kNobody;     // of the last claimed quotation
};

}  // namespace

void claim_quotations(const Text& text, const std::vector<Word>& words, std::vector<Candidate>& outer) {
  Claimer(text, words, outer).run();
}

}  // namespace hearsay

#include "text/quotation.h"

#include <algorithm>

#include "core/string_table.h"
#include "core/unicode.h"
#include "text/mark.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxDepth = 6;
constexpr std::uint32_t kLookAhead = 120;  // tokens
constexpr std::uint32_t kScareWords = 4;

// Words of saying near which a few words in marks are an utterance: he called it "a shame".
bool is_saying(std::string_view word) {
  static const StringSet kStems = {
      "said",       "says",       "say",        "saying",    "told",      "tells",     "tell",       "telling",
      "called",     "calls",      "calling",    "call",      "described", "describes", "describing", "asked",
      "asks",       "asking",     "wrote",      "writes",    "writing",   "added",     "adds",       "adding",
      "stated",     "states",     "stating",    "warned",    "warns",     "warning",   "declared",   "declares",
      "declaring",  "denounced",  "denouncing", "branded",   "dubbed",    "labelled",  "labeled",    "termed",
      "insisted",   "claimed",    "claims",     "claiming",  "accused",   "accusing",  "vowed",      "vowing",
      "pledged",    "quoted",     "quoting",    "according", "condemned", "praised",   "hailed",     "demanded",
      "urged",      "urging",     "argued",     "announced", "replied",   "tweeted",   "expressed",  "spoke",
      "stressed",   "voiced",     "threatened", "promised",  "referred",  "referring", "slammed",    "blamed",
      "criticized", "criticised", "dismissed",  "rejected",  "chanted",   "shouted",   "shouting",   "chanting",
      "read"};
  return kStems.contains(word);
}

// One mark that is open.
struct Open {
  Index quotation = kNone;
  Mark mark = Mark::none;
};

class Pairer {
 public:
  explicit Pairer(const Text& text) : text_(text) {}

  std::vector<Quotation> run() {
    for (std::uint32_t p = 0; p < text_.paragraphs.size(); ++p) read_paragraph(p);
    return compact();
  }

 private:
  void read_paragraph(std::uint32_t paragraph) {
    const Paragraph& lines = text_.paragraphs[paragraph];
    first_ = text_.sentences[lines.first].first;
    end_ = text_.sentences[lines.last - 1].last;
    for (std::uint32_t i = first_; i < end_; ++i) {
      if (text_.tokens[i].kind != TokenKind::punctuation) continue;
      const Mark mark = mark_of(text_.word(i));
      if (mark != Mark::none) read_mark(i, mark);
    }
    end_paragraph(paragraph);
  }

  bool space_before(std::uint32_t i) const { return i == first_ || text_.tokens[i].space_before; }
  bool space_after(std::uint32_t i) const { return i + 1 >= end_ || text_.tokens[i + 1].space_before; }
  // After an opening bracket or mark a mark opens as after a blank.
  bool at_start(std::uint32_t i) const {
    if (space_before(i)) return true;
    const std::string_view word = text_.word(i - 1);
    const Mark mark = mark_of(word);
    return word == "(" || word == "[" || word == "--" || word == "\u2014" || word == "\u2013" || mark == Mark::open ||
           mark == Mark::low || (mark != Mark::none && !open_.empty() && last_mark_opened_ == i - 1);
  }

  void read_mark(std::uint32_t i, Mark mark) {
    switch (mark) {
      case Mark::open:
        // „...“ is closed by the English opening mark.
        if (is_open(Mark::low) && !space_before(i)) return close(i, Mark::low);
        return open(i, mark);
      case Mark::low:
        return open(i, mark);
      case Mark::angle_open:
        if (is_open(Mark::angle_close) && !at_start(i)) return close(i, Mark::angle_close);
        return open(i, mark);
      case Mark::angle_close:
        if (is_open(Mark::angle_open)) return close(i, Mark::angle_open);
        if (at_start(i) && !space_after(i)) open(i, mark);
        return;
      case Mark::close:
        return read_close(i);
      case Mark::straight:
        return read_straight(i);
      case Mark::single_open:
        // "‘90s" and "‘tis" are slips for an apostrophe.
        if (i + 1 < end_ && text_.tokens[i + 1].kind == TokenKind::number && !closing_single_ahead(i)) return;
        return open(i, mark);
      case Mark::single_close:
      case Mark::single:
        return read_single(i, mark);
      case Mark::none:
        return;
    }
  }

  void read_close(std::uint32_t i) {
    if (is_open(Mark::open)) return close(i, Mark::open);
    if (is_open(Mark::low)) return close(i, Mark::low);
    if (is_open(Mark::close)) return close(i, Mark::close);
    if (is_open(Mark::straight)) return close(i, Mark::straight);
    if (at_start(i) && !space_after(i)) return open(i, Mark::close);
    // A later paragraph of a quotation that nobody opened anew.
    if (open_.empty() && carried_ != kNone) {
      open_at(first_, Mark::open);
      close(i, Mark::open);
    }
  }

  void read_straight(std::uint32_t i) {
    const bool start = at_start(i);
    const bool end = space_after(i) || text_.tokens[i + 1].kind == TokenKind::punctuation;
    if (is_open(Mark::straight)) {
      // A mark after a blank and before a word opens: the one before it was never closed.
      if (start && !end && space_before(i)) {
        abandon(Mark::straight, i);
        return open(i, Mark::straight);
      }
      return close(i, Mark::straight);
    }
    if (is_open(Mark::open) && !start) return close(i, Mark::open);
    if (!start && space_after(i) && i > first_) {
      if (carried_ != kNone && open_.empty()) {
        open_at(first_, Mark::straight);
        close(i, Mark::straight);
      }
      return;  // an inch, or a closing mark whose opening one is lost
    }
    open(i, Mark::straight);
  }

  void read_single(std::uint32_t i, Mark mark) {
    const Mark opener = mark == Mark::single ? Mark::single : Mark::single_open;
    const bool glued_after = !space_after(i);
    if (top_is(opener) && !space_before(i) && i > open_.back_token + 1) {
      // "the leaders’ plan" inside ‘...’: a later mark closes.
      const std::string_view before = text_.word(i - 1);
      const bool plural = text_.tokens[i - 1].kind == TokenKind::word && (before.back() == 's' || before.back() == 'S');
      if (plural && !glued_after && closing_single_ahead(i)) return;
      return close(i, opener);
    }
    // rock 'n' roll
    const bool one_letter =
        glued_after && text_.tokens[i + 1].span.size() == 1 && i + 2 < end_ && mark_of(text_.word(i + 2)) != Mark::none;
    if (mark == Mark::single && at_start(i) && glued_after && !one_letter && i + 1 < end_ &&
        (text_.tokens[i + 1].kind != TokenKind::number || closing_single_ahead(i)) && !is_open(Mark::single)) {
      open(i, Mark::single);
    }
  }

  // Whether a single mark that can only close follows soon.
  bool closing_single_ahead(std::uint32_t i) const {
    const std::uint32_t end = std::min(end_, i + kLookAhead);
    for (std::uint32_t k = i + 1; k < end; ++k) {
      if (text_.tokens[k].kind != TokenKind::punctuation) continue;
      const Mark mark = mark_of(text_.word(k));
      if (mark == Mark::single_open || (mark == Mark::single && text_.tokens[k].space_before)) return false;
      if ((mark == Mark::single || mark == Mark::single_close) && !text_.tokens[k].space_before) return true;
    }
    return false;
  }

  struct Stack : std::vector<Open> {
    std::uint32_t back_token = 0;
  };

  bool is_open(Mark mark) const {
    return std::any_of(open_.begin(), open_.end(), [&](const Open& one) { return one.mark == mark; });
  }
  bool top_is(Mark mark) const { return !open_.empty() && open_.back().mark == mark; }

  void open(std::uint32_t i, Mark mark) {
    // The same kind cannot stand in itself: the earlier one was never closed.
    if (mark == Mark::open && is_open(Mark::open)) abandon(Mark::open, i);
    open_at(i, mark);
  }

  void open_at(std::uint32_t i, Mark mark) {
    if (open_.size() >= kMaxDepth) return;
    Quotation quotation;
    quotation.first = i;
    quotation.within = open_.empty() ? kNone : open_.back().quotation;
    if (i == first_ && open_.empty() && !is_single(mark)) quotation.continues = carried_;
    open_.push_back({static_cast<Index>(quotations_.size()), mark});
    open_.back_token = i;
    last_mark_opened_ = i;
    quotations_.push_back(quotation);
    dropped_.push_back(false);
  }

  // Closes the innermost open `mark`; what was opened in it and not closed is dropped (single marks) or cut.
  void close(std::uint32_t i, Mark mark) {
    while (open_.back().mark != mark) {
      abandon_top(i);
    }
    finish(open_.back().quotation, i + 1, true);
    open_.pop_back();
  }

  void abandon(Mark mark, std::uint32_t i) {
    while (is_open(mark)) abandon_top(i);
  }

  void abandon_top(std::uint32_t limit) {
    const Open top = open_.back();
    open_.pop_back();
    if (is_single(top.mark)) {
      dropped_[top.quotation] = true;
      return;
    }
    const std::uint32_t sentence = text_.tokens[quotations_[top.quotation].first].sentence;
    finish(top.quotation, std::min(limit, text_.sentences[sentence].last), false);
  }

  void finish(Index index, std::uint32_t last, bool closed) {
    Quotation& quotation = quotations_[index];
    quotation.last = last;
    quotation.closed = closed;
    quotation.span = text_.token_span(quotation.first, last);
    if (closed) quotation.scare = is_scare(quotation);
  }

  void end_paragraph(std::uint32_t paragraph) {
    Index carried = kNone;
    const bool goes_on = paragraph + 1 < text_.paragraphs.size() && begins_with_mark(paragraph + 1);
    while (!open_.empty()) {
      const Open top = open_.back();
      const bool whole = quotations_[top.quotation].first == first_;
      if (!is_single(top.mark) && open_.size() == 1 && (goes_on || whole || later_close(paragraph + 1))) {
        finish(top.quotation, end_, false);
        carried = top.quotation;
        open_.pop_back();
      } else {
        abandon_top(end_);
      }
    }
    carried_ = carried;
  }

  bool begins_with_mark(std::uint32_t paragraph) const {
    const Mark mark = mark_of(text_.word(text_.sentences[text_.paragraphs[paragraph].first].first));
    return mark == Mark::open || mark == Mark::straight || mark == Mark::low || mark == Mark::angle_open;
  }

  // Whether the next paragraph closes what it did not open.
  bool later_close(std::uint32_t paragraph) const {
    if (paragraph >= text_.paragraphs.size()) return false;
    const std::uint32_t begin = text_.sentences[text_.paragraphs[paragraph].first].first;
    const std::uint32_t end = text_.sentences[text_.paragraphs[paragraph].last - 1].last;
    for (std::uint32_t i = begin; i < end && i < begin + 4 * kLookAhead; ++i) {
      if (text_.tokens[i].kind != TokenKind::punctuation) continue;
      const Mark mark = mark_of(text_.word(i));
      if (mark == Mark::close) return true;
      if (mark == Mark::open || mark == Mark::straight) return false;
    }
    return false;
  }

  // A few words without a stop of their own, with no word of saying around them.
  bool is_scare(const Quotation& quotation) const {
    std::uint32_t words = 0;
    for (std::uint32_t i = quotation.first + 1; i + 1 < quotation.last; ++i) {
      const std::string_view word = text_.word(i);
      if (text_.tokens[i].kind == TokenKind::punctuation && mark_of(word) == Mark::none && word != "-") {
        // 'the "plan," which failed': American printers put commas and stops inside.
        if (i + 2 != quotation.last || (word != "," && word != ".")) return false;
        break;
      }
      words += text_.tokens[i].kind != TokenKind::punctuation;
    }
    if (words == 0 || words > kScareWords) return false;
    return !saying_near(quotation);
  }

  bool saying_near(const Quotation& quotation) const {
    const Sentence& sentence = text_.sentences[text_.tokens[quotation.first].sentence];
    if (quotation.first > sentence.first) {
      const std::string_view before = text_.word(quotation.first - 1);
      if (before == ":" || before == ",") return true;
    } else if (quotation.last >= sentence.last || text_.word(quotation.last) == "," ||
               text_.word(quotation.last - 2) == ",") {
      return true;  // an utterance before its speaker: "We go," Harl ...
    }
    const std::uint32_t begin = std::max(sentence.first, quotation.first > 12 ? quotation.first - 12 : 0);
    const std::uint32_t end = std::min(sentence.last, quotation.last + 6);
    for (std::uint32_t i = begin; i < end; ++i) {
      if (i == quotation.first) i = quotation.last;
      if (i < end && is_saying(text_.word(i))) return true;
    }
    return false;
  }

  // Without the dropped ones, indices renewed.
  std::vector<Quotation> compact() {
    std::vector<Index> renewed(quotations_.size(), kNone);
    std::vector<Quotation> kept;
    for (Index i = 0; i < quotations_.size(); ++i) {
      Quotation quotation = quotations_[i];
      Index outer = quotation.within;
      while (outer != kNone && (dropped_[outer] || quotations_[outer].last < quotation.last))
        outer = quotations_[outer].within;
      if (dropped_[i]) continue;
      quotation.within = outer == kNone ? kNone : renewed[outer];
      if (quotation.continues != kNone) quotation.continues = renewed[quotation.continues];
      renewed[i] = static_cast<Index>(kept.size());
      kept.push_back(quotation);
    }
    return kept;
  }

  const Text& text_;
  std::vector<Quotation> quotations_;
  std::vector<bool> dropped_;
  Stack open_;
  Index carried_ = kNone;  // the unclosed quotation of the paragraph before
  std::uint32_t last_mark_opened_ = static_cast<std::uint32_t>(-1);
  std::uint32_t first_ = 0;
  std::uint32_t end_ = 0;
};

}  // namespace

std::vector<Quotation> find_quotations(const Text& text) { return Pairer(text).run(); }

}  // namespace hearsay

#include <algorithm>

#include "reading/attribution/rule_sentence.h"
#include "reading/attribution/rule_word.h"
#include "text/mark.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kReach = 250;  // tokens on each side of a cue

}  // namespace

bool SentenceRules::is_scare(Index quotation) const { return quotation != kNone && text_.quotations[quotation].scare; }

// The innermost quotation at a token that is speech, not a few words in marks.
Index SentenceRules::speech_at(std::uint32_t i) const {
  Index quotation = text_.tokens[i].quotation;
  while (is_scare(quotation)) quotation = text_.quotations[quotation].within;
  return quotation;
}

SentenceRules::Region SentenceRules::region_of(std::uint32_t i) const {
  Region region{begin_, stop_, speech_at(i)};
  // A sentence without end must not make every cue read all of it.
  if (region.last - region.first > 2 * kReach) {
    region.first = std::max(region.first, i > kReach ? i - kReach : 0);
    region.last = std::min(region.last, i + kReach);
  }
  if (region.quotation != kNone) {
    const Quotation& quotation = text_.quotations[region.quotation];
    region.first = std::max(region.first, quotation.first + 1);
    region.last = std::min(region.last, quotation.closed ? quotation.last - 1 : quotation.last);
    while (region.last > region.first &&
           (is_stop(text_.word(region.last - 1)) || kind(region.last - 1) == WordClass::comma))
      --region.last;
  }
  return region;
}

bool SentenceRules::opens_quotation(std::uint32_t i) const {
  const Index quotation = i < text_.tokens.size() ? text_.tokens[i].quotation : kNone;
  return quotation != kNone && text_.quotations[quotation].first == i && !is_scare(quotation);
}

bool SentenceRules::has_verb(Range range) const {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (is_verbal(kind(i))) return true;
  }
  return false;
}

// Whether the range can stand as a sentence: "After the vote" and "Once the vote had ended" cannot.
bool SentenceRules::is_clause(Range range) const {
  if (!has_verb(range)) return false;
  std::uint32_t first = range.first;
  while (first < range.last && (kind(first) == WordClass::quote || kind(first) == WordClass::conjunction)) ++first;
  if (first >= range.last) return false;
  const WordClass k = kind(first);
  const bool fronted = k == WordClass::preposition || k == WordClass::subordinator || k == WordClass::gerund ||
                       k == WordClass::participle || k == WordClass::to || lower(first) == "when" ||
                       lower(first) == "if" || lower(first) == "asked";
  if (!fronted) return true;
  for (std::uint32_t i = first; i < range.last; ++i) {
    if (kind(i) == WordClass::comma) return true;
  }
  return false;
}

// Whether nothing more belongs to the cue's own clause at `i`.
bool SentenceRules::ends_clause(std::uint32_t i, const Region& region) const {
  if (i >= region.last) return true;
  const WordClass k = kind(i);
  return k == WordClass::comma || k == WordClass::punctuation || k == WordClass::colon || k == WordClass::quote ||
         k == WordClass::subordinator || k == WordClass::conjunction || lower(i) == "as" || lower(i) == "after" ||
         lower(i) == "when" || lower(i) == "before" || k == WordClass::gerund;
}

// Past addressee, time and setting of a cue: "told reporters on Tuesday in a phone call".
std::uint32_t SentenceRules::past_setting(std::uint32_t i, const Region& region, const CueWord& word) const {
  if (word.has(kAddressee) && i < region.last) {
    const std::uint32_t end = phrases_.full_end(i, region.last);
    if (end > i && kind(i) != WordClass::that) i = end;
  }
  if (!word.has(kClause) && !word.has(kQuote)) return i;
  for (int rounds = 0; rounds < 4 && i < region.last; ++rounds) {
    std::uint32_t next = phrases_.past_circumstance(i, region.last);
    if (next == i && kind(i) == WordClass::adverb) next = i + 1;
    if (next == i) break;
    i = next;
  }
  return i;
}

Range SentenceRules::content_right(std::uint32_t first, const Region& region, bool object) const {
  if (first >= region.last) return {};
  if (opens_quotation(first)) {
    const Quotation& quotation = text_.quotations[text_.tokens[first].quotation];
    const bool whole =
        quotation.last >= region.last || (quotation.last >= 2 && kind(quotation.last - 2) == WordClass::comma) ||
        (quotation.last >= 2 && is_stop(text_.word(quotation.last - 2))) || ends_clause(quotation.last, region);
    if (whole || quotation.last <= first + 1) return {first, quotation.last};
    return {first, std::max(quotation.last, clause_end(quotation.last, region, object))};
  }
  return {first, clause_end(first, region, object)};
}

std::vector<Range> SentenceRules::content_left(std::uint32_t end, const Region& region, bool whole) const {
  if (end <= region.first) return {};
  std::uint32_t first = region.first;
  const Index inner = text_.tokens[end - 1].quotation;
  if (inner != kNone && inner != region.quotation && !is_scare(inner) && text_.quotations[inner].last == end) {
    // The quotation may begin sentences before; words before it in its first sentence belong to the content as well.
    const std::uint32_t begin = text_.quotations[inner].first;
    if (begin <= region.first) return {{begin, end}};
    if (kind(begin - 1) == WordClass::quote && text_.tokens[begin - 1].quotation != inner) return {{begin, end}};
    if (kind(begin - 1) == WordClass::comma || kind(begin - 1) == WordClass::colon) return {{begin, end}};
  }
  for (std::size_t k = found_.size() > kRecent ? found_.size() - kRecent : 0; k < found_.size(); ++k) {
    const Candidate& one = found_[k];
    // What an earlier parenthesis closed is not said again, but "..., Harl said, according to VNA" is relayed whole.
    if (whole) break;
    if (one.cue.front().last <= end && one.cue.front().first >= first &&
        one.content.back().last <= one.cue.front().first)
      first = std::max(first, one.cue.front().last);
  }
  while (first < end && (kind(first) == WordClass::comma || kind(first) == WordClass::punctuation) &&
         text_.word(first) != "(")
    ++first;
  if (end - first < 2 && !(first < end && kind(end - 1) == WordClass::quote)) return {};
  return {{first, end}};
}

// "..., while the ministry has recorded 370"
bool SentenceRules::another_speaks(std::uint32_t first, const Region& region) const {
  for (std::uint32_t i = first + 1; i < region.last && i < first + 10; ++i) {
    if (kind(i) == WordClass::comma || kind(i) == WordClass::quote) return false;
    if (words_[i].cue.cue != nullptr && (kind(i) == WordClass::verb || kind(i) == WordClass::participle)) return true;
    if (kind(i) == WordClass::verb) return false;
  }
  return false;
}

// Where what was said ends: the sentence's end unless the reporter speaks again before it.
std::uint32_t SentenceRules::clause_end(std::uint32_t first, const Region& region, bool object) const {
  std::uint32_t i = first;
  while (i < region.last) {
    const Index quotation = text_.tokens[i].quotation;
    if (quotation != kNone && quotation != region.quotation && text_.quotations[quotation].first == i) {
      i = std::max(i + 1, std::min(text_.quotations[quotation].last, region.last));
      continue;
    }
    const WordClass k = kind(i);
    if (text_.word(i) == ";") return i;
    if (object && i > first && is_dash(text_.word(i))) return i;
    if (lower(i) == "in" && i > first && i + 2 < region.last &&
        (lower(i + 2) == "interview" || lower(i + 2) == "statement"))
      return i;
    if (k == WordClass::comma && i + 1 < region.last) {
      const std::uint32_t next = i + 1;
      const Word& word = words_[next];
      if (word.lower == "according") return i;
      if ((word.lower == "while" || word.lower == "whereas") && another_speaks(next, region)) return i;
      if (word.kind == WordClass::gerund && word.cue.cue != nullptr) return i;
      if (word.lower == "as" && next + 2 < region.last &&
          (words_[next + 1].cue.cue != nullptr || words_[next + 2].cue.cue != nullptr))
        return i;
      if (object && (word.kind == WordClass::that || word.kind == WordClass::pronoun || word.kind == WordClass::verb ||
                     word.kind == WordClass::relative || word.kind == WordClass::gerund || word.lower == "but" ||
                     word.kind == WordClass::subordinator))
        return i;
      // "..., and added that", "..., but said"
      if (word.kind == WordClass::conjunction && next + 1 < region.last) {
        std::uint32_t verb = next + 1;
        while (verb < region.last &&
               (kind(verb) == WordClass::adverb || kind(verb) == WordClass::pronoun ||
                kind(verb) == WordClass::auxiliary) &&
               verb < next + 5)
          ++verb;
        if (verb < region.last && words_[verb].cue.cue != nullptr && !words_[verb].cue.cue->has(kWeak) &&
            kind(verb) == WordClass::verb)
          return i;
      }
      // "Rain fell, the mayor said."
      for (std::uint32_t v = next + 1; v < region.last && v < next + 14; ++v) {
        if (kind(v) == WordClass::comma) break;
        if (words_[v].cue.cue == nullptr || kind(v) != WordClass::verb || !words_[v].cue.cue->has(kClause) ||
            words_[v].cue.cue->has(kWeak))
          continue;
        const std::uint32_t right = phrases_.past_circumstance(v + 1, region.last);
        if (right >= region.last || kind(right) == WordClass::comma) {
          const Range subject = phrases_.subject_before(v, next);
          if (!subject.empty() && subject.first == next) return i;
        }
        break;
      }
    } else if (k == WordClass::conjunction && i > first && i + 1 < region.last) {
      const std::uint32_t next = i + 1;
      std::uint32_t verb = next;
      while (verb < region.last && kind(verb) == WordClass::adverb && verb < next + 2) ++verb;
      if (verb + 1 < region.last && words_[verb].cue.cue != nullptr && (kind(verb) == WordClass::verb) &&
          !words_[verb].cue.cue->has(kWeak)) {
        return kind(i - 1) == WordClass::comma ? i - 1 : i;
      }
    } else if (object && i > first) {
      if (k == WordClass::subordinator || lower(i) == "after" || lower(i) == "before" || lower(i) == "during" ||
          lower(i) == "when")
        return i;
      if ((k == WordClass::preposition || words_[i].time) && phrases_.past_circumstance(i, region.last) >= region.last)
        return i;
    }
    ++i;
  }
  return region.last;
}

// "the claim that it was safe angered them": the clause's own verb is the first one, the second belongs to the claim.
std::uint32_t SentenceRules::before_main_verb(std::uint32_t first, std::uint32_t last) const {
  bool own = false;
  bool opened = false;
  for (std::uint32_t i = first + 1; i < last; ++i) {
    const WordClass k = kind(i);
    if (k == WordClass::relative || k == WordClass::that || k == WordClass::conjunction || k == WordClass::comma ||
        k == WordClass::question || k == WordClass::subordinator || k == WordClass::to || k == WordClass::quote ||
        k == WordClass::preposition) {
      opened = k != WordClass::preposition || opened;
    }
    if (!is_verbal(k)) continue;
    if (own && !opened && !is_verbal(kind(i - 1)) && kind(i - 1) != WordClass::adverb &&
        kind(i - 1) != WordClass::negation && kind(i - 1) != WordClass::pronoun) {
      return i;
    }
    own = true;
  }
  return last;
}

// "When Harl said it rained, they left": the content ends with its clause.
SentenceRules::Region SentenceRules::within_fronted_clause(Region region, Range source) const {
  const std::uint32_t first = region.first;
  const bool fronted = first < source.first && source.first - first <= 3 &&
                       (kind(first) == WordClass::subordinator || lower(first) == "when" || lower(first) == "if" ||
                        lower(first) == "after" || lower(first) == "as" || lower(first) == "since" ||
                        lower(first) == "before" || lower(first) == "though");
  if (kind(source.first) == WordClass::relative && source.first > first && kind(source.first - 1) == WordClass::comma) {
    // "The doctor, who said the ward was full, left": after the comma the main clause goes on.
    for (std::uint32_t i = source.last; i + 1 < region.last; ++i) {
      if (kind(i) == WordClass::comma &&
          (is_verbal(kind(i + 1)) || kind(i + 1) == WordClass::participle || kind(i + 1) == WordClass::adverb)) {
        region.last = i;
        return region;
      }
    }
  }
  if (source.first > first && kind(source.first - 1) == WordClass::relative) {
    // "Norland, which it refuses to name, left"
    for (std::uint32_t i = source.last; i < region.last; ++i) {
      if (kind(i) == WordClass::comma) {
        region.last = i;
        return region;
      }
    }
  }
  if (!fronted) return region;
  for (std::uint32_t i = source.last; i < region.last; ++i) {
    if (kind(i) != WordClass::comma || speech_at(i) != region.quotation) {
      // A comma that American printers put inside the marks ends the clause as well.
      if (kind(i) != WordClass::quote || speech_at(i) == region.quotation || i == 0 || kind(i - 1) != WordClass::comma)
        continue;
      region.last = i + 1;
      return region;
    }
    if (i + 1 < region.last && (kind(i + 1) == WordClass::relative || kind(i + 1) == WordClass::conjunction)) continue;
    region.last = i;
    return region;
  }
  return region;
}

}  // namespace hearsay

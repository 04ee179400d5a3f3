#include "reading/attribution/phrase.h"

#include <algorithm>

#include "core/string_table.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kReach = 60;

bool attaching(std::string_view word) {
  static const StringSet kWords = {
      "of",      "for",   "at",     "in",     "from",    "with",   "on",      "near",   "to",    "about",
      "against", "under", "behind", "within", "between", "inside", "outside", "across", "around"};
  return kWords.contains(word);
}

// Occasions on which something is said, not what is said.
bool is_occasion(std::string_view word) {
  static const StringSet kWords = {
      "statement",  "interview", "interviews",  "speech",     "address",   "letter",    "e-mail", "email",
      "tweet",      "post",      "conference",  "briefing",   "call",      "testimony", "report", "remarks",
      "message",    "memo",      "release",     "debate",     "hearing",   "rally",     "event",  "meeting",
      "appearance", "phone",     "telephone",   "op-ed",      "article",   "column",    "series", "tweets",
      "broadcast",  "sermon",    "communique",  "affidavit",  "filing",    "note",      "video",  "television",
      "tv",         "radio",     "twitter",     "facebook",   "response",  "town",      "forum",  "podcast",
      "exchange",   "reporters", "journalists", "parliament", "condition", "record",    "show",   "program",
      "programme",  "press",     "visit",       "ceremony",   "session"};
  return kWords.contains(word);
}

bool is_piece_of_work(std::string_view word) {
  static const StringSet kWords = {
      "report", "reports", "study",     "studies",   "poll",     "polls",     "survey",        "analysis", "article",
      "story",  "review",  "letter",    "statement", "book",     "interview", "investigation", "estimate", "count",
      "tally",  "column",  "editorial", "account",   "accounts", "figures",   "data"};
  return kWords.contains(word);
}

// "familiar with the matter", "briefed on the talks" after their noun.
bool is_loose_attribute(std::string_view word) {
  static const StringSet kWords = {
      "close",  "familiar", "briefed", "privy",    "loyal",   "involved",   "based",
      "allied", "opposed",  "linked",  "assigned", "present", "accredited", "affiliated"};
  return kWords.contains(word);
}

}  // namespace

std::uint32_t Phrases::simple_end(std::uint32_t first, std::uint32_t limit) const {
  if (first >= limit) return first;
  if (kind(first) == WordClass::pronoun || kind(first) == WordClass::object) {
    return first + 1;
  }
  std::uint32_t i = first;
  bool head = false;
  for (; i < limit; ++i) {
    const WordClass k = kind(i);
    if (is_nominal(k)) {
      if (head && is_loose_attribute(lower(i)) && i + 1 < limit &&
          (kind(i + 1) == WordClass::to || kind(i + 1) == WordClass::preposition))
        break;
      head = true;
    } else if (k == WordClass::determiner) {
      if (head) break;
      if (i > first && kind(i - 1) == WordClass::possessive) break;
    } else if (k == WordClass::possessive) {
      if (head && lower(i) != "'s") break;
    } else if (k == WordClass::adverb || k == WordClass::participle || k == WordClass::gerund) {
      // "the newly named panel"
      if (i + 1 >= limit || head || !(is_nominal(kind(i + 1)) || kind(i + 1) == WordClass::participle)) break;
    } else if (k == WordClass::punctuation && head && text_.word(i) == "'" && !text_.tokens[i].space_before) {
      continue;  // "the leaders' plan"
    } else if (k == WordClass::punctuation && head && text_.word(i) == "(") {
      std::uint32_t close = i + 1;
      while (close < limit && close < i + 8 && text_.word(close) != ")") ++close;
      if (close >= limit || text_.word(close) != ")") break;
      i = close;
    } else {
      break;
    }
  }
  if (!head && i > first && kind(i - 1) == WordClass::determiner && lower(i - 1) != "the" && lower(i - 1) != "a")
    head = true;
  return head ? i : first;
}

bool Phrases::attaches(std::uint32_t i, std::uint32_t limit) const {
  if (kind(i) != WordClass::preposition && kind(i) != WordClass::to) return false;
  // "a report by the ministry" but "said Harl by telephone"
  const bool author = lower(i) == "by" && i > 0 && is_piece_of_work(lower(i - 1));
  if ((!attaching(lower(i)) && !author) || i + 1 >= limit) return false;
  const std::uint32_t end = simple_end(i + 1, limit);
  // "officials said on Tuesday" is no "officials on Tuesday".
  if (end == i + 1 || words_[i + 1].time || words_[end - 1].time || kind(i + 1) == WordClass::pronoun) return false;
  // "a leader in response to", "the mayor in a statement"
  return lower(i) == "of" || !is_occasion(lower(end - 1)) || lower(i) == "for" || lower(i) == "at";
}

std::uint32_t Phrases::apposition_end(std::uint32_t comma, std::uint32_t limit) const {
  const std::uint32_t first = comma + 1;
  if (first >= limit) return comma;
  std::uint32_t i = first;
  if (kind(first) == WordClass::relative || lower(first) == "whose") {
    while (i < limit && kind(i) != WordClass::comma && i < first + kReach) ++i;
    return i;
  }
  if (kind(first) == WordClass::pronoun || words_[first].time) return comma;
  if (kind(first) == WordClass::preposition && lower(first) != "of") return comma;
  if (lower(first) == "of") ++i;
  i = simple_end(i, limit);
  if (i <= first) return comma;
  // "the only member to vote for it", but not "the police, three boats sank"
  bool relative = false;
  for (; i < limit && i < first + kReach; ++i) {
    const WordClass k = kind(i);
    relative |= k == WordClass::relative || k == WordClass::that || k == WordClass::to || lower(i) == "whose";
    if (is_verbal(k) && !relative) return comma;
    if (k == WordClass::comma || k == WordClass::colon ||
        (k == WordClass::punctuation && text_.word(i) != "(" && text_.word(i) != ")" && text_.word(i) != "'"))
      break;
    if (k == WordClass::quote && text_.tokens[i].quotation != kNone &&
        !text_.quotations[text_.tokens[i].quotation].scare)
      break;
  }
  return i >= limit || kind(i) == WordClass::comma || kind(i) == WordClass::punctuation ? i : comma;
}

std::uint32_t Phrases::full_end(std::uint32_t first, std::uint32_t limit) const {
  limit = std::min(limit, first + kReach);
  // A text may end with "according to".
  if (first >= limit) return first;
  std::uint32_t i = simple_end(first, limit);
  const bool pronoun = kind(first) == WordClass::pronoun || kind(first) == WordClass::object;
  // "one of the officials" but "she"
  if (i == first || (pronoun && (i >= limit || lower(i) != "of"))) return i;
  while (i < limit) {
    const WordClass k = kind(i);
    std::uint32_t next = i;
    if (attaches(i, limit)) {
      next = simple_end(i + 1, limit);
    } else if (k == WordClass::conjunction && lower(i) != "but") {
      const std::uint32_t end = simple_end(i + 1, limit);
      if (end > i + 1 && (end >= limit || !is_verbal(kind(end))) && kind(i + 1) != WordClass::pronoun) next = end;
    } else if (k == WordClass::relative) {
      while (next < limit && kind(next) != WordClass::comma && kind(next) != WordClass::that &&
             kind(next) != WordClass::quote)
        ++next;
    } else if ((k == WordClass::participle || k == WordClass::noun || k == WordClass::verb) &&
               is_loose_attribute(lower(i)) && attaches(i + 1, limit)) {
      next = simple_end(i + 2, limit);
    } else if (k == WordClass::comma) {
      next = apposition_end(i, limit);
      if (next == i) break;
      // The comma after the apposition goes with it only if the phrase goes on.
    }
    if (next == i) break;
    i = next;
  }
  return i;
}

std::uint32_t Phrases::past_circumstance(std::uint32_t i, std::uint32_t limit) const {
  if (i >= limit) return i;
  const std::uint32_t begin = i;
  if (kind(i) == WordClass::preposition || kind(i) == WordClass::to) {
    const std::uint32_t end = simple_end(i + 1, limit);
    if (end == i + 1) return begin;
    bool occasion = lower(i) == "during" || lower(i) == "after" || lower(i) == "before";
    const bool dated =
        lower(i) == "in" || lower(i) == "on" || lower(i) == "since" || lower(i) == "at" || lower(i) == "by";
    for (std::uint32_t k = i + 1; k < end; ++k)
      occasion |= words_[k].time || is_occasion(lower(k)) || (dated && kind(k) == WordClass::number && end == i + 2);
    if (!occasion && kind(i) != WordClass::to) return begin;
    std::uint32_t after = end;
    while (after < limit && attaches(after, limit) && after < begin + 20) after = simple_end(after + 1, limit);
    return after;
  }
  if (words_[i].time) {
    while (i < limit && (words_[i].time || kind(i) == WordClass::number)) ++i;
    return i;
  }
  if ((lower(i) == "last" || lower(i) == "this" || lower(i) == "earlier" || lower(i) == "late" ||
       lower(i) == "early") &&
      i + 1 < limit) {
    std::uint32_t k = i + 1;
    while (k < limit && k < i + 3 && !words_[k].time) ++k;
    if (k < limit && words_[k].time && k < i + 3) return past_circumstance(k, limit);
  }
  return begin;
}

// The relative pronoun whose clause holds the verb: "the man who had met them"; `verb` if there is none.
std::uint32_t Phrases::relative_before(std::uint32_t verb, std::uint32_t limit) const {
  for (std::uint32_t i = verb, steps = 0; i > limit && steps < 8; ++steps) {
    --i;
    const WordClass k = kind(i);
    if (k == WordClass::relative || lower(i) == "whose" || (k == WordClass::that && is_verbal(kind(i + 1)))) return i;
    if (k == WordClass::comma || k == WordClass::punctuation || k == WordClass::quote || k == WordClass::colon)
      return verb;
  }
  return verb;
}

// Where the clause that holds the phrase before `end` begins.
std::uint32_t Phrases::clause_start(std::uint32_t end, std::uint32_t limit) const {
  const std::uint32_t floor = std::max(limit, end > kReach ? end - kReach : 0);
  const Index quotation = text_.tokens[end - 1].quotation;
  std::uint32_t i = end;
  while (i > floor) {
    const std::uint32_t k = i - 1;
    const WordClass word = kind(k);
    if (word == WordClass::quote && text_.tokens[k].quotation != quotation &&
        !(text_.tokens[k].quotation != kNone && text_.quotations[text_.tokens[k].quotation].scare)) {
      return i;
    }
    if (word == WordClass::colon || word == WordClass::subordinator || word == WordClass::question) return i;
    if (word == WordClass::punctuation && text_.word(k) != "(" && text_.word(k) != ")" && text_.word(k) != "'" &&
        text_.word(k) != "/")
      return i;
    // "the man that said", "that evening" but "claims that Harl said"
    if (word == WordClass::that && !(i < end && (is_verbal(kind(i)) || words_[i].time))) return i;
    // "the pact, which Harl called": the subject follows the pronoun.
    if (word == WordClass::relative) return i;
    if (lower(k) == "but" || lower(k) == "than" || lower(k) == "as") return i;
    if (word == WordClass::preposition &&
        (lower(k) == "after" || lower(k) == "before" || lower(k) == "since" || lower(k) == "until"))
      return i;
    if (is_verbal(word)) {
      const std::uint32_t relative = relative_before(k, floor);
      if (relative == k) return i;
      i = relative;
      continue;
    }
    i = k;
  }
  return i;
}

// Past what stands before the subject: "But", "Meanwhile,", "On Tuesday,", "After the vote,".
std::uint32_t Phrases::past_fronted(std::uint32_t first, std::uint32_t end) const {
  for (int rounds = 0; rounds < 4 && first < end; ++rounds) {
    const WordClass k = kind(first);
    if (k == WordClass::conjunction || k == WordClass::comma || k == WordClass::quote || k == WordClass::punctuation ||
        lower(first) == "so") {
      ++first;
      continue;
    }
    if (k == WordClass::adverb &&
        !(first + 1 < end && is_nominal(kind(first + 1)) && text_.tokens[first].capitalized == false)) {
      ++first;
      continue;
    }
    const bool fronted =
        k == WordClass::preposition || k == WordClass::gerund || k == WordClass::participle ||
        k == WordClass::subordinator || k == WordClass::to || k == WordClass::question || words_[first].time ||
        k == WordClass::verb ||
        (lower(first) == "last" || lower(first) == "this" || lower(first) == "earlier" || lower(first) == "later");
    if (!fronted) break;
    if (k == WordClass::noun && !words_[first].time && lower(first) != "last") break;
    std::uint32_t comma = first;
    while (comma < end && kind(comma) != WordClass::comma) ++comma;
    if (comma >= end) {
      const std::uint32_t after = past_circumstance(first, end);
      if (after > first && after < end && k != WordClass::preposition) {
        first = after;
        continue;
      }
      break;
    }
    if (k == WordClass::determiner && !(comma > first && words_[comma - 1].time)) break;
    first = comma + 1;
  }
  return first;
}

// Whether the whole range can be one phrase: no finite verb but in relative clauses.
bool Phrases::is_phrase(Range range) const {
  if (range.empty() || range.last - range.first > kReach) return false;
  const WordClass k = kind(range.first);
  const bool starts = is_nominal(k) || k == WordClass::determiner || k == WordClass::possessive ||
                      k == WordClass::pronoun || k == WordClass::adverb ||
                      (k == WordClass::participle && range.last - range.first > 1) || k == WordClass::gerund;
  if (!starts) return false;
  bool relative = false;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (kind(i) == WordClass::relative || lower(i) == "whose" || kind(i) == WordClass::that) relative = true;
    if (is_verbal(kind(i)) && !relative) return false;
    if (kind(i) == WordClass::pronoun && i > range.first && !relative && lower(i) != "one") return false;
    if (kind(i) == WordClass::comma && i + 1 < range.last && kind(i + 1) != WordClass::relative &&
        lower(i + 1) != "whose") {
      // The second part must be an apposition: a phrase of its own.
      const WordClass next = kind(i + 1);
      const bool fits = is_nominal(next) || next == WordClass::determiner || next == WordClass::preposition ||
                        next == WordClass::participle || next == WordClass::conjunction ||
                        next == WordClass::possessive || next == WordClass::gerund || next == WordClass::adverb ||
                        next == WordClass::subordinator;
      if (!fits) return false;
    }
  }
  const WordClass last = kind(range.last - 1);
  return last != WordClass::preposition && last != WordClass::conjunction && last != WordClass::determiner;
}

// "the mayor of Velm" read backwards from `end`, without commas.
Range Phrases::local_before(std::uint32_t end, std::uint32_t limit) const {
  std::uint32_t i = end;
  while (i > limit && end - i < kReach) {
    const WordClass k = kind(i - 1);
    if (is_nominal(k) || k == WordClass::possessive || (k == WordClass::participle && i < end)) {
      --i;
    } else if (k == WordClass::determiner) {
      --i;
      if (i > limit + 1 && lower(i - 1) == "of" && is_nominal(kind(i - 2))) {
        --i;
        continue;
      }
      break;
    } else if (k == WordClass::preposition && lower(i - 1) == "of" && i < end && i > limit + 1 &&
               is_nominal(kind(i - 2))) {
      --i;
    } else if (k == WordClass::punctuation && text_.word(i - 1) == "'" && i < end) {
      --i;
    } else {
      break;
    }
  }
  while (i < end && (kind(i) == WordClass::participle || lower(i) == "'s" || text_.word(i) == "'")) ++i;
  return {i, end};
}

// "Harl, Doe and Moor"; `last` is the last comma.
bool Phrases::is_list(Range range, std::uint32_t last) const {
  if (range.first > 0 && is_verbal(kind(range.first - 1))) return false;
  if (kind(last + 1) == WordClass::conjunction) return true;
  for (std::uint32_t i = last + 1; i < range.last; ++i) {
    if (lower(i) == "and" && simple_end(range.first, range.last) <= last && kind(range.first) != WordClass::pronoun)
      return simple_end(last + 1, range.last) == i;
  }
  return false;
}

Range Phrases::subject_before(std::uint32_t end, std::uint32_t limit) const {
  if (end <= limit) return {};
  const WordClass before = kind(end - 1);
  if (before == WordClass::pronoun || before == WordClass::relative ||
      (before == WordClass::that && end > limit + 1 && is_nominal(kind(end - 2)))) {
    // "Some of those who", "many of them": the pronoun alone stands for them.
    return {end - 1, end};
  }
  const bool closed = before == WordClass::comma;
  const bool bracket = text_.word(end - 1) == ")";
  if (!closed && !bracket && !is_nominal(before) && before != WordClass::determiner && before != WordClass::object &&
      before != WordClass::gerund && text_.word(end - 1) != "'") {
    return {};
  }
  const std::uint32_t start = clause_start(end, limit);
  const Range whole{past_fronted(start, end), end};
  if (is_phrase(whole)) {
    std::uint32_t commas = 0;
    std::uint32_t last = whole.first;
    for (std::uint32_t i = whole.first; i < whole.last; ++i) {
      if (kind(i) != WordClass::comma) continue;
      ++commas;
      last = i;
    }
    // "Rep. Anna Doe (X-Velm), said": one comma too many.
    if (closed && commas < 2 && text_.word(end - 2) != ")") return {};
    if (!closed && commas > 0 && !is_list(whole, last)) {
      // "Doe met Harl, the mayor of Velm, state media said": what follows the last comma is the subject, but
      // "officials, speaking on condition of anonymity said".
      const Range tail{past_fronted(last + 1, end), end};
      const WordClass first = kind(last + 1);
      const bool attribute = first == WordClass::gerund || first == WordClass::relative;
      if (!attribute) return is_phrase(tail) ? tail : local_before(end, last + 1);
    }
    return whole;
  }
  if (closed) return {};
  const Range local = local_before(end, std::max(limit, start));
  if (!local.empty() && words_[local.last - 1].time && start > limit + 1) {
    // "A report issued earlier this year found": what looked like a verb is an attribute.
    const Range longer{past_fronted(clause_start(start - 1, limit), end), end};
    if (longer.last - longer.first < 20 && !is_verbal(kind(longer.first))) return longer;
  }
  return local;
}

Range Phrases::clause_subject(std::uint32_t first, std::uint32_t limit) const {
  std::uint32_t start = past_fronted(first, limit);
  bool relative = false;
  for (std::uint32_t i = start; i < limit && i < start + kReach; ++i) {
    if (kind(i) == WordClass::relative || lower(i) == "whose") relative = true;
    if (!is_verbal(kind(i)) || (relative && relative_before(i, start) != i)) continue;
    std::uint32_t end = i;
    while (end > start && (kind(end - 1) == WordClass::adverb || kind(end - 1) == WordClass::negation)) --end;
    return subject_before(end, first);
  }
  return {};
}

}  // namespace hearsay

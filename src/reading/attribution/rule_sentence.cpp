#include "reading/attribution/rule_sentence.h"

#include <algorithm>

#include "core/string_table.h"
#include "reading/attribution/dateline.h"
#include "reading/attribution/rule_word.h"

namespace hearsay {

SentenceRules::SentenceRules(const Text& text, const std::vector<Word>& words, const Phrases& phrases,
                             std::uint32_t sentence)
    : text_(text), words_(words), phrases_(phrases), sentence_(text.sentences[sentence]) {
  stop_ = sentence_.last;
  while (stop_ > sentence_.first + 1 &&
         (is_stop(text_.word(stop_ - 1)) && text_.tokens[stop_ - 1].kind == TokenKind::punctuation)) {
    --stop_;
  }
  begin_ = past_dateline(text, words, sentence_);
}

std::vector<Candidate> SentenceRules::run() {
  find_colon();
  for (std::uint32_t i = sentence_.first; i < stop_; ++i) {
    if (lower(i) == "according" && i + 1 < stop_ && lower(i + 1) == "to") {
      find_according(i);
    } else if (lower(i) == "per" && i > 0 && lower(i - 1) == "as" && i > sentence_.first) {
      find_according(i);
    } else if (lower(i) == "reportedly" || lower(i) == "allegedly" || lower(i) == "purportedly") {
      find_adverb(i);
    } else if (words_[i].cue.cue != nullptr &&
               (kind(i) == WordClass::verb || kind(i) == WordClass::participle || kind(i) == WordClass::gerund)) {
      find_verb(i);
    } else if (kind(i) == WordClass::noun) {
      find_noun(i);
    }
  }
  return std::move(found_);
}

void SentenceRules::add(Range source, Range cue, std::vector<Range> content, const CueWord* word) {
  std::erase_if(content, [](const Range& range) { return range.empty(); });
  if (content.empty()) return;
  std::sort(content.begin(), content.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
  Candidate candidate;
  if (!source.empty()) candidate.source.push_back(source);
  candidate.cue.push_back(cue);
  candidate.content = std::move(content);
  candidate.word = word;
  found_.push_back(std::move(candidate));
}

bool SentenceRules::read_group(std::uint32_t i, Group& group) const {
  group.verb = i;
  group.last = i + 1;
  group.word = words_[i].cue.cue;
  group.first = i;
  const std::uint32_t floor = region_of(i).first;
  bool be = false;
  bool auxiliary = false;
  bool to = false;
  while (group.first > floor) {
    const std::uint32_t k = group.first - 1;
    const WordClass word = kind(k);
    if (word == WordClass::auxiliary) {
      if (!auxiliary) be = is_be(lower(k)) || (lower(k) == "'s");
      auxiliary = true;
    } else if (word == WordClass::possessive && lower(k) == "'s" &&
               (kind(i) == WordClass::participle || kind(i) == WordClass::gerund)) {
      auxiliary = be = true;
    } else if (word == WordClass::to && kind(i) == WordClass::verb && group.first == i) {
      to = true;
    } else if (word != WordClass::negation && word != WordClass::adverb) {
      break;
    }
    group.first = k;
  }
  // An adverb that begins the clause is no part of the verb: "Meanwhile he said".
  if (to) {
    // "went on to say", "declined to say"
    std::uint32_t k = group.first;
    if (k >= floor + 2 && lower(k - 1) == "on" &&
        (lower(k - 2) == "went" || lower(k - 2) == "goes" || lower(k - 2) == "go")) {
      group.first = k - 2;
      return true;
    }
    return false;
  }
  if (kind(i) == WordClass::gerund) {
    group.participial = !be;
    if (!be) group.first = i;
    return true;
  }
  const bool participle = (words_[i].cue.forms & (kParticiple)) != 0;
  group.passive = be && participle && (kind(i) == WordClass::participle || kind(i) == WordClass::verb);
  if (kind(i) == WordClass::participle && !auxiliary && !be) {
    // "reported by Harl": a passive without its auxiliary.
    const bool asked =
        lower(i) == "asked" && i + 1 < stop_ && (kind(i + 1) == WordClass::question || lower(i + 1) == "about");
    if (asked || (i + 1 < stop_ && lower(i + 1) == "by")) {
      group.passive = true;
      return true;
    }
    return false;
  }
  return true;
}

Range SentenceRules::find_source(const Group& group, const Region& region) const {
  if (!group.participial) {
    const Range subject = phrases_.subject_before(group.first, region.first);
    if (!subject.empty()) return subject;
    if (group.first > region.first && kind(group.first - 1) != WordClass::conjunction &&
        kind(group.first - 1) != WordClass::comma)
      return {};
  }
  // "said ... and added", "..., adding": the source of the attribution before it, else the sentence's subject.
  std::size_t looked = 0;
  for (auto one = found_.rbegin(); one != found_.rend() && looked < kRecent; ++one, ++looked) {
    if (one->source.empty() || one->word == nullptr) continue;
    const std::uint32_t at = one->cue.front().first;
    if (at < region.first || at >= group.first || speech_at(at) != region.quotation) continue;
    return one->source.front();
  }
  return phrases_.clause_subject(region.first, group.first);
}

void SentenceRules::find_verb(std::uint32_t i) {
  Group group;
  if (!read_group(i, group)) return;
  const Region region = region_of(i);
  if (group.passive) {
    read_passive(group, region);
    return;
  }
  if (group.participial) {
    const bool opened = i > region.first &&
                        (kind(i - 1) == WordClass::comma || kind(i - 1) == WordClass::conjunction ||
                         kind(i - 1) == WordClass::quote || text_.word(i - 1) == "\u2014" || text_.word(i - 1) == "--");
    const bool direct = i + 1 < region.last && (lower(i + 1) == "that" || opens_quotation(i + 1) ||
                                                kind(i + 1) == WordClass::comma || kind(i + 1) == WordClass::pronoun);
    // "gave a statement supporting the plan"
    const bool uttered = i > region.first && find_cue_noun(lower(i - 1)) != nullptr;
    if (!opened && !direct && !uttered) return;
  }
  if (!group.participial && read_inverted(group, region)) return;
  const Range source = find_source(group, region);
  if (source.empty()) return;
  if (only_shows(*group.word) && is_abstract(source)) return;
  // "signs that said no" speak, "the spirit that characterized them" does not.
  if (kind(source.first) == WordClass::that && !group.word->has(kClause)) return;
  if (group.word->lemma == "seem" || group.word->lemma == "appear") {
    // Nobody is named to whom it seems; what seems is all of the clause.
    const bool to = group.last < region.last && kind(group.last) == WordClass::to;
    const bool seems = group.word->lemma == "seem" && group.last < region.last && kind(group.last) != WordClass::comma;
    if (to || seems)
      add({}, {group.first, group.last}, {source, {group.last, clause_end(group.last, region, false)}}, group.word);
    return;
  }
  if (read_quoted_as(group, region, source)) return;
  const std::uint32_t right = past_setting(group.last, region, *group.word);
  if (read_left(group, region, source, right)) return;
  read_right(group, region, source);
}

// "The meeting underscored their unity" is the reporter's own view; nobody speaks.
bool SentenceRules::is_abstract(Range source) const {
  std::uint32_t head = source.first;
  while (head + 1 < source.last && kind(head + 1) != WordClass::preposition && kind(head + 1) != WordClass::comma &&
         kind(head + 1) != WordClass::participle && !is_verbal(kind(head + 1))) {
    ++head;
  }
  if (kind(head) != WordClass::noun) return false;
  const std::string& word = lower(head);
  static const StringSet kBodies = {
      "government",  "parliament",  "department", "administration", "organization", "organisation", "association",
      "commission",  "delegation",  "coalition",  "federation",     "foundation",   "corporation",  "nation",
      "institution", "university",  "community",  "authority",      "opposition",   "union",        "agreement",
      "document",    "publication", "city",       "minority",       "majority"};
  if (kBodies.contains(word)) return false;
  for (const std::string_view ending : {"tion", "sion", "ment", "ness", "ity", "ence", "ance", "ing", "ism"}) {
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) return true;
  }
  return lower(source.first) == "this" && word != "report" && word != "study";
}

// "was quoted as saying", "is said to be", "was criticized by Harl".
bool SentenceRules::read_passive(const Group& group, const Region& region) {
  const std::uint32_t next = group.last;
  if (next >= region.last) return false;
  const std::string& word = lower(next);
  if (word == "as" && next + 1 < region.last && words_[next + 1].cue.cue != nullptr &&
      kind(next + 1) == WordClass::gerund) {
    const Range source = phrases_.subject_before(group.first, region.first);
    Group whole = group;
    whole.word = words_[next + 1].cue.cue;
    whole.last = next + 2;
    whole.passive = false;
    if (source.empty()) return false;
    const std::uint32_t right = past_setting(whole.last, region, *whole.word);
    return read_left(whole, region, source, right) || read_right(whole, region, source);
  }
  if (word == "to" && takes_raising(group.word->lemma)) {
    const Range subject = phrases_.subject_before(group.first, region.first);
    add({}, {group.first, group.last}, {subject, {next, clause_end(next, region, false)}}, group.word);
    return true;
  }
  if (group.word->lemma == "ask" && (word == "about" || kind(next) == WordClass::question || word == "to")) {
    const std::uint32_t first = word == "about" ? next + 1 : next;
    add({}, {group.first, first}, {{first, clause_end(first, region, true)}}, group.word);
    return true;
  }
  if (word == "by" && (group.word->has(kObject) || group.word->has(kClause)) && !group.word->has(kWeak)) {
    const std::uint32_t end = phrases_.full_end(next + 1, region.last);
    if (end == next + 1) return false;
    // "..., as confirmed by the office"
    if (group.first > region.first && lower(group.first - 1) == "as") {
      std::uint32_t left = group.first - 1;
      if (left > region.first && kind(left - 1) == WordClass::comma) --left;
      add({next + 1, end}, {group.first - 1, next + 1}, content_left(left, region), group.word);
      return true;
    }
    Range subject = phrases_.subject_before(group.first, region.first);
    if (subject.empty()) return false;
    add({next + 1, end}, {group.first, next + 1}, {subject}, group.word);
    return true;
  }
  if ((word == "that" || word == "whether" || word == "if") && group.word->has(kClause) &&
      !group.word->has(kAddressee) && group.first > region.first && lower(group.first - 1) == "it") {
    add({}, {group.first, group.last}, {{next, clause_end(next, region, false)}}, group.word);
    return true;
  }
  return false;
}

// "the source quoted Harl as saying ...": the relay and, in it, the utterance.
bool SentenceRules::read_quoted_as(const Group& group, const Region& region, Range source) {
  if (group.word->lemma != "quote" && group.word->lemma != "cite") return false;
  const std::uint32_t person = phrases_.simple_end(group.last, region.last);
  if (person == group.last || person + 1 >= region.last || lower(person) != "as") return false;
  const std::uint32_t saying = person + 1;
  if (words_[saying].cue.cue == nullptr || kind(saying) != WordClass::gerund) return false;
  std::vector<Range> content;
  if (source.first > region.first) content = content_left(source.first, region);
  std::uint32_t right = past_setting(saying + 1, region, *words_[saying].cue.cue);
  if (right < region.last && kind(right) == WordClass::comma) ++right;
  if (right < region.last && (content.empty() || kind(right - 1) == WordClass::comma))
    content.push_back(content_right(right, region, false));
  if (content.empty()) return false;
  std::vector<Range> outer = content;
  outer.push_back({group.last, saying + 1});
  std::sort(outer.begin(), outer.end(), [](const Range& a, const Range& b) { return a.first < b.first; });
  if (outer.size() == 2 && outer[0].last == outer[1].first) outer = {{outer[0].first, outer[1].last}};
  add(source, {group.first, group.last}, outer, group.word);
  add({group.last, person}, {person, saying + 1}, content, words_[saying].cue.cue);
  return true;
}

// '"We won," said Anna Doe, the mayor.'
bool SentenceRules::read_inverted(const Group& group, const Region& region) {
  if (group.first != group.verb || group.word->has(kWeak) || group.word->has(kParticle)) return false;
  if (!(group.word->has(kClause) || group.word->has(kQuote))) return false;
  if (group.first == region.first) return false;
  const std::uint32_t before = group.first - 1;
  const bool after_quote = kind(before) == WordClass::quote && !is_scare(text_.tokens[before].quotation) &&
                           text_.tokens[before].quotation != region.quotation;
  if (!after_quote && (kind(before) != WordClass::comma || group.word->has(kAddressee))) return false;
  const std::uint32_t next = group.last;
  if (next >= region.last) return false;
  const WordClass k = kind(next);
  if (k == WordClass::that || opens_quotation(next) || k == WordClass::colon) return false;
  const std::uint32_t end = phrases_.full_end(next, region.last);
  if (end == next) return false;
  if (!after_quote) {
    // 'Rain fell, said Harl' but not 'Harl, a doctor, said rain fell'.
    const std::uint32_t after = phrases_.past_circumstance(end, region.last);
    if (!ends_clause(after, region) || lower(next) == "it" || kind(next) == WordClass::object) return false;
    if (!has_verb({region.first, before})) return false;
    for (std::uint32_t i = next; i < end; ++i) {
      if (is_verbal(kind(i))) return false;
    }
    const Range other = phrases_.subject_before(group.first, region.first);
    if (!other.empty() && (other.first == region.first || group.word->lemma != "say")) return false;
  }
  std::vector<Range> content = content_left(kind(before) == WordClass::comma ? before : group.first, region);
  if (content.empty()) return false;
  std::uint32_t right = phrases_.past_circumstance(end, region.last);
  if (right < region.last && kind(right) == WordClass::comma) ++right;
  if (right > end && right < region.last && opens_quotation(right))
    content.push_back(content_right(right, region, false));
  add({next, end}, {group.first, group.last}, std::move(content), group.word);
  return true;
}

// "Rain fell, she said", and with a rest: "Rain, she said, fell".
bool SentenceRules::read_left(const Group& group, const Region& region, Range source, std::uint32_t right) {
  if (group.participial || !(group.word->has(kClause) || group.word->has(kQuote))) return false;
  if (source.first <= region.first || source.last > group.first) return false;
  std::uint32_t before = source.first - 1;
  if (lower(before) == "as" && before > region.first) --before;
  const bool quote = kind(before) == WordClass::quote && !is_scare(text_.tokens[before].quotation) &&
                     text_.tokens[before].quotation != region.quotation;
  const bool comma = kind(before) == WordClass::comma;
  const bool question = is_stop(text_.word(before));
  if (!quote && !comma && !question) return false;
  if (group.word->has(kWeak) && group.word->lemma != "think" && group.word->lemma != "know") {
    if (!quote) return false;
  }
  const bool at_end = right >= region.last;
  const bool goes_on = !at_end && (kind(right) == WordClass::comma || kind(right) == WordClass::colon);
  if (!quote && !at_end && !(goes_on && kind(right) == WordClass::comma) && !ends_clause(right, region)) return false;
  if (!at_end && (kind(right) == WordClass::that || opens_quotation(right))) return false;
  // 'In a statement, he said, "Rain fell."'
  if (!quote && !at_end && right + 1 < region.last && opens_quotation(right + 1) && !is_clause({region.first, before}))
    return false;
  if (quote && !at_end && !ends_clause(right, region) && group.word->has(kClause) &&
      kind(right) != WordClass::preposition && kind(right) != WordClass::to) {
    // 'After "the talks" he said rain fell'
    if (has_verb({right, region.last})) return false;
  }
  std::vector<Range> content = content_left(quote ? before + 1 : before, region);
  if (content.empty()) return false;
  if (!quote && !goes_on && !is_clause(content.front())) return false;
  if (goes_on) {
    std::uint32_t next = right + 1;
    if (next < region.last) {
      const bool other = kind(next) == WordClass::gerund || words_[next].time || words_[next + 1].time ||
                         lower(next) == "after" || lower(next) == "when" || lower(next) == "referring" ||
                         (words_[next].cue.cue != nullptr && kind(next) != WordClass::noun);
      if (opens_quotation(next)) {
        content.push_back(content_right(next, region, false));
      } else if (!other && comma && !quote) {
        content.push_back({next, clause_end(next, region, false)});
      } else if (kind(next) == WordClass::conjunction && next + 1 < region.last && opens_quotation(next + 1)) {
        content.push_back(content_right(next + 1, region, false));
      }
    }
  }
  add(source, {group.first, group.last}, std::move(content), group.word);
  return true;
}

bool SentenceRules::read_right(const Group& group, const Region& whole, Range source) {
  const CueWord& word = *group.word;
  const Region region = within_fronted_clause(whole, source);
  const std::uint32_t next = group.last;
  if (next >= region.last) return false;
  const Range cue{group.first, group.last};
  const auto give = [&](std::uint32_t first, bool object, std::uint32_t cue_last) {
    const Range content = content_right(first, region, object);
    if (content.empty()) return false;
    add(source, {cue.first, cue_last}, {content}, &word);
    return true;
  };
  // Particles: "called for peace", "pointed out that", "assured Harl of support", "warned them with consequences".
  if (word.takes(lower(next)) && next + 1 < region.last) return give(next + 1, lower(next + 1) != "that", next + 1);
  if (word.has(kAddressee)) {
    const std::uint32_t near = phrases_.simple_end(next, region.last);
    if (near > next && near + 1 < region.last && word.takes(lower(near))) return give(near, true, group.last);
    const std::uint32_t end = phrases_.full_end(next, region.last);
    std::uint32_t particle = end;
    if (particle < region.last && kind(particle) == WordClass::comma) ++particle;
    if (end > next && particle + 1 < region.last && word.takes(lower(particle)))
      return give(particle, true, group.last);
  }
  if (word.lemma == "make" || word.has(kParticle)) {
    if (!word.has(kClause)) return false;
  }
  if (word.has(kInfinitive) && kind(next) == WordClass::to && next + 1 < region.last &&
      kind(next + 1) != WordClass::determiner) {
    return give(next, false, group.last);
  }
  if (word.has(kPersonTo)) {
    const std::uint32_t end = phrases_.full_end(next, region.last);
    if (end > next && end < region.last && kind(end) == WordClass::to) return give(next, false, group.last);
  }
  const std::uint32_t right = past_setting(next, region, word);
  if (right >= region.last) {
    if (word.has(kObject) && !word.has(kAddressee)) return give(next, true, group.last);
    return false;
  }
  // "reported, citing an official, that it rained"
  if (kind(right) == WordClass::comma && right + 1 < region.last && kind(right + 1) == WordClass::gerund) {
    std::uint32_t close = right + 1;
    while (close < region.last && close < right + 20 && kind(close) != WordClass::comma) ++close;
    if (close + 1 < region.last && kind(close) == WordClass::comma && kind(close + 1) == WordClass::that)
      return give(close + 1, false, group.last);
  }
  const bool colon = kind(right) == WordClass::colon;
  const bool comma = kind(right) == WordClass::comma;
  const std::uint32_t after = colon || comma ? right + 1 : right;
  if (after < region.last && opens_quotation(after))
    return give(after, word.has(kObject) && !word.has(kClause), group.last);
  if (colon && after < region.last && (word.has(kClause) || word.has(kQuote))) return give(after, false, group.last);
  if (word.has(kClause)) {
    if (kind(right) == WordClass::that || kind(right) == WordClass::question) return give(right, false, group.last);
    if (comma) return false;
    const bool quantity = right + 1 < region.last && kind(right + 1) == WordClass::number;
    const bool objectlike = !quantity && (kind(right) == WordClass::preposition || kind(right) == WordClass::adverb);
    const Range rest{right, region.last};
    if (is_verbal(kind(right)) && right == next && source.first > region.first) {
      // "the plan, which Harl said was bad": the pronoun is the first part of the content.
      const std::uint32_t pronoun = source.first - 1;
      if (kind(pronoun) == WordClass::relative || kind(pronoun) == WordClass::that) {
        add(source, cue, {{pronoun, pronoun + 1}, {right, clause_end(right, region, true)}}, &word);
        return true;
      }
    }
    if (kind(right) == WordClass::auxiliary && right == next) return false;
    if (!objectlike && !word.has(kWeak) && has_verb(rest) && !(word.has(kAddressee) && right == next)) {
      std::uint32_t comma_at = right;
      while (comma_at < region.last && kind(comma_at) != WordClass::comma) ++comma_at;
      return give(right, word.has(kObject) && !has_verb({right, comma_at}), group.last);
    }
    if (!objectlike && word.has(kWeak) && kind(right) == WordClass::pronoun) return give(right, false, group.last);
    if (word.lemma == "say" && right == next && kind(right) != WordClass::preposition)
      return give(right, false, group.last);
    if (word.lemma == "say" && kind(right) == WordClass::preposition && has_verb(rest))
      return give(right, false, group.last);
  }
  if (word.has(kObject) && right == next && !comma &&
      (kind(next) != WordClass::preposition || (next + 1 < region.last && kind(next + 1) == WordClass::number)) &&
      kind(next) != WordClass::to) {
    if (word.has(kWeak) && kind(next) == WordClass::pronoun) return false;
    if (kind(source.first) == WordClass::relative) {
      // "told those who mocked the plan that it was sound": "that" belongs to the telling.
      std::uint32_t that = next;
      while (that < region.last && kind(that) != WordClass::that) ++that;
      if (that < region.last && that > next) {
        add(source, cue, {{next, std::min(that, clause_end(next, region, true))}}, &word);
        return true;
      }
    }
    return give(next, true, group.last);
  }
  return false;
}

}  // namespace hearsay

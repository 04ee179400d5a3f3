#include "reading/attribution/rule_sentence.h"

#include <algorithm>
#include <unordered_set>

#include "text/mark.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kReach = 250;     // tokens on each side of a cue
constexpr std::size_t kRecent = 16;       // attributions of the sentence looked back at

bool is_be(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were" || word == "be" || word == "been" || word == "being" ||
         word == "'re" || word == "'m" || word == "am";
}

bool is_capitals(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c < 'a' || c > 'z'; });
}

bool is_stop(std::string_view word) { return word[0] == '.' || word[0] == '?' || word[0] == '!' || word == "\u2026"; }

// Words before a colon that name no speaker.
bool is_label(std::string_view word) {
  static const std::unordered_set<std::string_view> kWords = {
      "read",   "watch",   "note",   "correction", "update", "updated", "photo",  "photos",  "video",    "credit", "source", "sources", "breaking",
      "related", "exclusive", "opinion", "analysis", "latest", "more",   "here",   "headline", "review", "live",   "picture", "caption", "image",
      "editor",  "tags",    "topics", "follow",     "share",  "contact", "published", "posted", "by", "quiz", "example", "explainer", "gallery", "listen", "subject"};
  return kWords.contains(word);
}

// A finite cue verb after which "to" opens what was expected or said: "is expected to", "are said to".
bool takes_raising(std::string_view lemma) {
  return lemma == "say" || lemma == "expect" || lemma == "believe" || lemma == "think" || lemma == "report" || lemma == "allege" ||
         lemma == "know" || lemma == "estimate" || lemma == "consider" || lemma == "understand" || lemma == "claim";
}

}  // namespace

SentenceRules::SentenceRules(const Text& text, const std::vector<Word>& words, const Phrases& phrases, std::uint32_t sentence)
    : text_(text), words_(words), phrases_(phrases), sentence_(text.sentences[sentence]) {
  stop_ = sentence_.last;
  while (stop_ > sentence_.first + 1 &&
         (is_stop(text_.word(stop_ - 1)) && text_.tokens[stop_ - 1].kind == TokenKind::punctuation)) {
    --stop_;
  }
  begin_ = past_dateline();
}

// Past "VELM, 5 May (VNA) -" or "Velm, 5 May 2023 (VNA): " at a paragraph's begin.
std::uint32_t SentenceRules::past_dateline() const {
  const std::uint32_t first = sentence_.first;
  if (text_.sentences[text_.paragraphs[sentence_.paragraph].first].first != first) return first;
  bool marked = text_.words(text_.tokens[first].span).size() > 2 && is_capitals(text_.word(first));
  for (std::uint32_t i = first; i + 2 < stop_ && i < first + 14; ++i) {
    const std::string_view word = text_.word(i);
    if (word == "(") marked = true;
    const bool dash = (word == "-" || word == "--" || word == "\u2013" || word == "\u2014") && i > first;
    if (marked && i > first && (dash || kind(i) == WordClass::colon) && (dash || text_.word(i - 1) == ")")) return i + 1;
    const bool fits = text_.tokens[i].capitalized || kind(i) == WordClass::number || kind(i) == WordClass::comma || words_[i].time ||
                      word == "(" || word == ")" || word == "/" || word == ".";
    if (!fits) return first;
  }
  return first;
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
    } else if (words_[i].cue.cue != nullptr && (kind(i) == WordClass::verb || kind(i) == WordClass::participle || kind(i) == WordClass::gerund)) {
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
    while (region.last > region.first && (is_stop(text_.word(region.last - 1)) || kind(region.last - 1) == WordClass::comma)) --region.last;
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
  const bool fronted = k == WordClass::preposition || k == WordClass::subordinator || k == WordClass::gerund || k == WordClass::participle ||
                       k == WordClass::to || lower(first) == "when" || lower(first) == "if" || lower(first) == "asked";
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
         k == WordClass::subordinator || k == WordClass::conjunction || lower(i) == "as" || lower(i) == "after" || lower(i) == "when" ||
         lower(i) == "before" || k == WordClass::gerund;
}

// "HARL: We won. They lost.": a speaker's name in a transcript.
bool SentenceRules::is_turn(Range name) const {
  if (name.last - name.first > 3) return false;
  for (std::uint32_t i = name.first; i < name.last; ++i) {
    if (!text_.tokens[i].capitalized || is_nominal(kind(i)) == false) return false;
  }
  return name.last - name.first > 1 || is_capitals(text_.word(name.first)) || text_.word(name.first).size() > 2;
}

// "Harl: We won", "Poll: Three in four stay", and at a headline's end "Velm to leave the pact: report".
void SentenceRules::find_colon() {
  const Paragraph& paragraph = text_.paragraphs[sentence_.paragraph];
  const bool starts = text_.sentences[paragraph.first].first == sentence_.first;
  if (!starts) return;
  for (std::uint32_t i = sentence_.first; i < stop_ && i < sentence_.first + 40; ++i) {
    if (kind(i) != WordClass::colon) continue;
    const bool alone = paragraph.last == paragraph.first + 1 && stop_ - sentence_.first < 30;
    const bool headline = alone && (stop_ == sentence_.last || sentence_.paragraph == 0);
    const bool quoted = i + 1 < stop_ && opens_quotation(i + 1);
    const Range before{sentence_.first, i};
    const Range after{i + 1, stop_};
    if (after.empty() || before.empty()) return;
    const bool short_name = before.last - before.first <= 6 && !(has_verb(before) && before.last - before.first > 1) && text_.tokens[before.first].capitalized;
    bool all_names = true;
    for (std::uint32_t k = before.first; k < before.last; ++k) {
      all_names &= text_.tokens[k].capitalized || kind(k) == WordClass::preposition || kind(k) == WordClass::punctuation || kind(k) == WordClass::determiner;
    }
    if (after.last - after.first <= 3 && headline && before.last - before.first > 3) {
      // A source after its words: "...: report", "...: minister".
      if (!has_verb(after) || lower(after.last - 1) == "report" || lower(after.last - 1) == "reports") add(after, {i, i + 1}, {before}, nullptr);
    } else if (short_name && all_names && !is_label(lower(before.last - 1)) && (quoted || headline || is_turn(before))) {
      if (text_.tokens[before.first].kind != TokenKind::word) return;
      if (!quoted && !headline) {
        // A turn of a transcript goes on to the paragraph's end.
        add(before, {i, i + 1}, {{i + 1, text_.sentences[paragraph.last - 1].last}}, nullptr);
        return;
      }
      const std::uint32_t last = quoted ? std::max(after.last, text_.quotations[text_.tokens[i + 1].quotation].last) : after.last;
      add(before, {i, i + 1}, {{i + 1, quoted ? text_.quotations[text_.tokens[i + 1].quotation].last : last}}, nullptr);
    }
    return;
  }
}

void SentenceRules::find_according(std::uint32_t i) {
  const Region region = region_of(i);
  const std::uint32_t cue_first = lower(i) == "per" ? i - 1 : i;
  const std::uint32_t cue_last = lower(i) == "per" ? i + 1 : i + 2;
  const std::uint32_t source_last = phrases_.full_end(cue_last, region.last);
  if (source_last == cue_last) return;
  std::vector<Range> content;
  std::uint32_t left_last = cue_first;
  if (left_last > region.first && kind(left_last - 1) == WordClass::comma) --left_last;
  std::uint32_t right = source_last;
  const bool fronted = left_last <= region.first + 1 || (left_last - region.first <= 2 && kind(region.first) == WordClass::conjunction);
  if (!fronted) content = content_left(left_last, region, true);
  if (right < region.last && kind(right) == WordClass::comma) {
    ++right;
    const bool participle = right < region.last && kind(right) == WordClass::gerund;
    if (!participle || fronted) content.push_back({right, clause_end(right, region, false)});
  } else if (fronted && right < region.last) {
    content.push_back({right, clause_end(right, region, false)});
  }
  add({cue_last, source_last}, {cue_first, cue_last}, std::move(content), nullptr);
}

// "was reportedly hurt": hearsay without a source.
void SentenceRules::find_adverb(std::uint32_t i) {
  const Region region = region_of(i);
  // "he reportedly told them": the report is the outer utterance.
  std::uint32_t first = i;
  while (first > region.first && kind(first - 1) != WordClass::comma && kind(first - 1) != WordClass::quote &&
         kind(first - 1) != WordClass::colon && kind(first - 1) != WordClass::that && text_.word(first - 1) != ";") {
    --first;
  }
  if (first < i && kind(first) == WordClass::conjunction) ++first;
  static constexpr CueWord kReport{"report", Stance::reports, kClause, {}};
  static constexpr CueWord kAllege{"allege", Stance::claims, kClause, {}};
  add({}, {i, i + 1}, {{first, i}, {i + 1, clause_end(i + 1, region, false)}}, lower(i) == "reportedly" ? &kReport : &kAllege);
}

// "Harl's claim that it rained", "their promise to go".
void SentenceRules::find_noun(std::uint32_t i) {
  const CueWord* word = find_cue_noun(lower(i));
  if (word == nullptr || i + 1 >= stop_) return;
  const Region region = region_of(i);
  const std::string& next = lower(i + 1);
  const bool that = next == "that" && word->has(kClause) && i + 2 < region.last && !is_verbal(kind(i + 2));
  const bool infinitive = next == "to" && word->has(kInfinitive) && i + 2 < region.last && kind(i + 2) == WordClass::verb;
  const bool particle = word->takes(next);
  if (!that && !infinitive && !particle) return;
  Range source;
  std::uint32_t cue_first = i;
  std::uint32_t k = i;
  while (k > region.first && i - k < 4 && (is_nominal(kind(k - 1)) || kind(k - 1) == WordClass::participle)) --k;
  if (k > region.first && kind(k - 1) == WordClass::possessive) {
    if (lower(k - 1) == "'s") {
      const std::uint32_t end = k - 1;
      std::uint32_t first = end;
      while (first > region.first && end - first < 8 && (is_nominal(kind(first - 1)))) --first;
      if (first > region.first && kind(first - 1) == WordClass::determiner) --first;
      source = {first, end};
    } else {
      source = {k - 1, k};
    }
  }
  if (source.empty() && !that) return;
  if (source.empty()) return;
  const std::uint32_t content = particle ? i + 2 : i + 1;
  const std::uint32_t end = clause_end(content, region, !that);
  add(source, {cue_first, particle ? i + 2 : i + 1}, {{content, that ? before_main_verb(content, end) : end}}, word);
}

// "the claim that it was safe angered them": the clause's own verb is the first one, the second belongs to the claim.
std::uint32_t SentenceRules::before_main_verb(std::uint32_t first, std::uint32_t last) const {
  bool own = false;
  bool opened = false;
  for (std::uint32_t i = first + 1; i < last; ++i) {
    const WordClass k = kind(i);
    if (k == WordClass::relative || k == WordClass::that || k == WordClass::conjunction || k == WordClass::comma || k == WordClass::question ||
        k == WordClass::subordinator || k == WordClass::to || k == WordClass::quote || k == WordClass::preposition) {
      opened = k != WordClass::preposition || opened;
    }
    if (!is_verbal(k)) continue;
    if (own && !opened && !is_verbal(kind(i - 1)) && kind(i - 1) != WordClass::adverb && kind(i - 1) != WordClass::negation &&
        kind(i - 1) != WordClass::pronoun) {
      return i;
    }
    own = true;
  }
  return last;
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
    } else if (word == WordClass::possessive && lower(k) == "'s" && (kind(i) == WordClass::participle || kind(i) == WordClass::gerund)) {
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
    if (k >= floor + 2 && lower(k - 1) == "on" && (lower(k - 2) == "went" || lower(k - 2) == "goes" || lower(k - 2) == "go")) {
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
    const bool asked = lower(i) == "asked" && i + 1 < stop_ && (kind(i + 1) == WordClass::question || lower(i + 1) == "about");
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
    if (group.first > region.first && kind(group.first - 1) != WordClass::conjunction && kind(group.first - 1) != WordClass::comma) return {};
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
    const bool opened = i > region.first && (kind(i - 1) == WordClass::comma || kind(i - 1) == WordClass::conjunction || kind(i - 1) == WordClass::quote || text_.word(i - 1) == "\u2014" || text_.word(i - 1) == "--");
    const bool direct = i + 1 < region.last && (lower(i + 1) == "that" || opens_quotation(i + 1) || kind(i + 1) == WordClass::comma || kind(i + 1) == WordClass::pronoun);
    // "gave a statement supporting the plan"
    const bool uttered = i > region.first && find_cue_noun(lower(i - 1)) != nullptr;
    if (!opened && !direct && !uttered) return;
  }
  if (!group.participial && read_inverted(group, region)) return;
  const Range source = find_source(group, region);
  if (source.empty()) return;
  if (group.word->lemma == "seem" || group.word->lemma == "appear") {
    // Nobody is named to whom it seems; what seems is all of the clause.
    const bool to = group.last < region.last && kind(group.last) == WordClass::to;
    const bool seems = group.word->lemma == "seem" && group.last < region.last && kind(group.last) != WordClass::comma;
    if (to || seems) add({}, {group.first, group.last}, {source, {group.last, clause_end(group.last, region, false)}}, group.word);
    return;
  }
  if (read_quoted_as(group, region, source)) return;
  const std::uint32_t right = past_setting(group.last, region, *group.word);
  if (read_left(group, region, source, right)) return;
  read_right(group, region, source);
}

// "was quoted as saying", "is said to be", "was criticized by Harl".
bool SentenceRules::read_passive(const Group& group, const Region& region) {
  const std::uint32_t next = group.last;
  if (next >= region.last) return false;
  const std::string& word = lower(next);
  if (word == "as" && next + 1 < region.last && words_[next + 1].cue.cue != nullptr && kind(next + 1) == WordClass::gerund) {
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
  if ((word == "that" || word == "whether" || word == "if") && group.word->has(kClause) && !group.word->has(kAddressee) &&
      group.first > region.first && lower(group.first - 1) == "it") {
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
  if (right < region.last && (content.empty() || kind(right - 1) == WordClass::comma)) content.push_back(content_right(right, region, false));
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
  const bool after_quote = kind(before) == WordClass::quote && !is_scare(text_.tokens[before].quotation) && text_.tokens[before].quotation != region.quotation;
  if (!after_quote && kind(before) != WordClass::comma) return false;
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
  if (right > end && right < region.last && opens_quotation(right)) content.push_back(content_right(right, region, false));
  add({next, end}, {group.first, group.last}, std::move(content), group.word);
  return true;
}

// "Rain fell, she said", and with a rest: "Rain, she said, fell".
bool SentenceRules::read_left(const Group& group, const Region& region, Range source, std::uint32_t right) {
  if (group.participial || !(group.word->has(kClause) || group.word->has(kQuote))) return false;
  if (source.first <= region.first || source.last > group.first) return false;
  std::uint32_t before = source.first - 1;
  if (lower(before) == "as" && before > region.first) --before;
  const bool quote = kind(before) == WordClass::quote && !is_scare(text_.tokens[before].quotation) && text_.tokens[before].quotation != region.quotation;
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
  if (!quote && !at_end && right + 1 < region.last && opens_quotation(right + 1) && !is_clause({region.first, before})) return false;
  if (quote && !at_end && !ends_clause(right, region) && group.word->has(kClause) && kind(right) != WordClass::preposition && kind(right) != WordClass::to) {
    // 'After "the talks" he said rain fell'
    if (has_verb({right, region.last})) return false;
  }
  std::vector<Range> content = content_left(quote ? before + 1 : before, region);
  if (content.empty()) return false;
  if (!quote && !goes_on && !is_clause(content.front())) return false;
  if (goes_on) {
    std::uint32_t next = right + 1;
    if (next < region.last) {
      const bool other = kind(next) == WordClass::gerund || words_[next].time || words_[next + 1].time || lower(next) == "after" || lower(next) == "when" || lower(next) == "referring" || (words_[next].cue.cue != nullptr && kind(next) != WordClass::noun);
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

// "When Harl said it rained, they left": the content ends with its clause.
SentenceRules::Region SentenceRules::within_fronted_clause(Region region, Range source) const {
  const std::uint32_t first = region.first;
  const bool fronted = first < source.first && source.first - first <= 3 &&
                       (kind(first) == WordClass::subordinator || lower(first) == "when" || lower(first) == "if" || lower(first) == "after" ||
                        lower(first) == "as" || lower(first) == "since" || lower(first) == "before" || lower(first) == "though");
  if (kind(source.first) == WordClass::relative && source.first > first && kind(source.first - 1) == WordClass::comma) {
    // "The doctor, who said the ward was full, left": after the comma the main clause goes on.
    for (std::uint32_t i = source.last; i + 1 < region.last; ++i) {
      if (kind(i) == WordClass::comma && (is_verbal(kind(i + 1)) || kind(i + 1) == WordClass::participle || kind(i + 1) == WordClass::adverb)) {
        region.last = i;
        return region;
      }
    }
  }
  if (!fronted) return region;
  for (std::uint32_t i = source.last; i < region.last; ++i) {
    if (kind(i) != WordClass::comma || speech_at(i) != region.quotation) {
      // A comma that American printers put inside the marks ends the clause as well.
      if (kind(i) != WordClass::quote || speech_at(i) == region.quotation || i == 0 || kind(i - 1) != WordClass::comma) continue;
      region.last = i + 1;
      return region;
    }
    if (i + 1 < region.last && (kind(i + 1) == WordClass::relative || kind(i + 1) == WordClass::conjunction)) continue;
    region.last = i;
    return region;
  }
  return region;
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
    if (end > next && particle + 1 < region.last && word.takes(lower(particle))) return give(particle, true, group.last);
  }
  if (word.lemma == "make" || word.has(kParticle)) {
    if (!word.has(kClause)) return false;
  }
  if (word.has(kInfinitive) && kind(next) == WordClass::to && next + 1 < region.last && kind(next + 1) != WordClass::determiner) {
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
    if (close + 1 < region.last && kind(close) == WordClass::comma && kind(close + 1) == WordClass::that) return give(close + 1, false, group.last);
  }
  const bool colon = kind(right) == WordClass::colon;
  const bool comma = kind(right) == WordClass::comma;
  const std::uint32_t after = colon || comma ? right + 1 : right;
  if (after < region.last && opens_quotation(after)) return give(after, word.has(kObject) && !word.has(kClause), group.last);
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
    if (word.lemma == "say" && right == next && kind(right) != WordClass::preposition) return give(right, false, group.last);
    if (word.lemma == "say" && kind(right) == WordClass::preposition && has_verb(rest)) return give(right, false, group.last);
  }
  if (word.has(kObject) && right == next && !comma && (kind(next) != WordClass::preposition || (next + 1 < region.last && kind(next + 1) == WordClass::number)) && kind(next) != WordClass::to) {
    if (word.has(kWeak) && kind(next) == WordClass::pronoun) return false;
    return give(next, true, group.last);
  }
  return false;
}

Range SentenceRules::content_right(std::uint32_t first, const Region& region, bool object) const {
  if (first >= region.last) return {};
  if (opens_quotation(first)) {
    const Quotation& quotation = text_.quotations[text_.tokens[first].quotation];
    const bool whole = quotation.last >= region.last || (quotation.last >= 2 && kind(quotation.last - 2) == WordClass::comma) ||
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
    if (one.cue.front().last <= end && one.cue.front().first >= first && one.content.back().last <= one.cue.front().first) first = std::max(first, one.cue.front().last);
  }
  while (first < end && (kind(first) == WordClass::comma || kind(first) == WordClass::punctuation) && text_.word(first) != "(") ++first;
  if (end - first < 2 && !(first < end && kind(end - 1) == WordClass::quote)) return {};
  return {{first, end}};
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
    if (object && i > first && (text_.word(i) == "-" || text_.word(i) == "--" || text_.word(i) == "\u2013" || text_.word(i) == "\u2014")) return i;
    if (lower(i) == "in" && i > first && i + 2 < region.last && (lower(i + 2) == "interview" || lower(i + 2) == "statement")) return i;
    if (k == WordClass::comma && i + 1 < region.last) {
      const std::uint32_t next = i + 1;
      const Word& word = words_[next];
      if (word.lower == "according") return i;
      if (word.kind == WordClass::gerund && word.cue.cue != nullptr) return i;
      if (word.lower == "as" && next + 2 < region.last && (words_[next + 1].cue.cue != nullptr || words_[next + 2].cue.cue != nullptr)) return i;
      if (object && (word.kind == WordClass::that || word.kind == WordClass::pronoun || word.kind == WordClass::verb || word.kind == WordClass::relative || word.kind == WordClass::gerund || word.lower == "but" || word.kind == WordClass::subordinator)) return i;
      // "..., and added that", "..., but said"
      if (word.kind == WordClass::conjunction && next + 1 < region.last) {
        std::uint32_t verb = next + 1;
        while (verb < region.last && (kind(verb) == WordClass::adverb || kind(verb) == WordClass::pronoun || kind(verb) == WordClass::auxiliary) && verb < next + 5) ++verb;
        if (verb < region.last && words_[verb].cue.cue != nullptr && !words_[verb].cue.cue->has(kWeak) && kind(verb) == WordClass::verb) return i;
      }
      // "Rain fell, the mayor said."
      for (std::uint32_t v = next + 1; v < region.last && v < next + 14; ++v) {
        if (kind(v) == WordClass::comma) break;
        if (words_[v].cue.cue == nullptr || kind(v) != WordClass::verb || !words_[v].cue.cue->has(kClause) || words_[v].cue.cue->has(kWeak)) continue;
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
      if (verb + 1 < region.last && words_[verb].cue.cue != nullptr && (kind(verb) == WordClass::verb) && !words_[verb].cue.cue->has(kWeak)) {
        return kind(i - 1) == WordClass::comma ? i - 1 : i;
      }
    } else if (object && i > first) {
      if (k == WordClass::subordinator || lower(i) == "after" || lower(i) == "before" || lower(i) == "during" || lower(i) == "when") return i;
      if ((k == WordClass::preposition || words_[i].time) && phrases_.past_circumstance(i, region.last) >= region.last) return i;
    }
    ++i;
  }
  return region.last;
}

}  // namespace hearsay

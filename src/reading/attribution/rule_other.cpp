#include <algorithm>

#include "reading/attribution/rule_sentence.h"
#include "reading/attribution/rule_word.h"

namespace hearsay {

// "HARL: We won. They lost.": a speaker's name in a transcript.
bool SentenceRules::is_turn(Range name) const {
  if (name.last - name.first > 3) return false;
  // "Q: Why?" and "A: The storm."
  if (name.last - name.first == 1 && (text_.word(name.first) == "Q" || text_.word(name.first) == "A")) return true;
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
    // "“HARL: We won.": a mark before each paragraph of a transcript.
    const bool marked = kind(sentence_.first) == WordClass::quote && i - sentence_.first <= 4;
    const Range before{marked ? sentence_.first + 1 : sentence_.first, i};
    const Range after{i + 1, stop_};
    if (after.empty() || before.empty()) return;
    if (marked) {
      bool capitals = true;
      for (std::uint32_t k = before.first; k < before.last; ++k) capitals &= is_capitals(text_.word(k));
      if (capitals && is_turn(before)) add(before, {i, i + 1}, {{i + 1, text_.sentences[paragraph.last - 1].last}}, nullptr);
      return;
    }
    const bool short_name = before.last - before.first <= 6 && !(has_verb(before) && before.last - before.first > 1) &&
                            text_.tokens[before.first].capitalized;
    bool all_names = true;
    for (std::uint32_t k = before.first; k < before.last; ++k) {
      all_names &= text_.tokens[k].capitalized || kind(k) == WordClass::preposition ||
                   kind(k) == WordClass::punctuation || kind(k) == WordClass::determiner;
    }
    if (after.last - after.first <= 3 && headline && before.last - before.first > 3) {
      // A source after its words: "...: report", "...: minister".
      if (!has_verb(after) || lower(after.last - 1) == "report" || lower(after.last - 1) == "reports")
        add(after, {i, i + 1}, {before}, nullptr);
    } else if (short_name && all_names && !is_label(lower(before.last - 1)) &&
               (quoted || headline || is_turn(before))) {
      if (text_.tokens[before.first].kind != TokenKind::word) return;
      if (!quoted && !headline) {
        // A turn of a transcript goes on to the paragraph's end.
        add(before, {i, i + 1}, {{i + 1, text_.sentences[paragraph.last - 1].last}}, nullptr);
        return;
      }
      const std::uint32_t last =
          quoted ? std::max(after.last, text_.quotations[text_.tokens[i + 1].quotation].last) : after.last;
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
  const bool fronted =
      left_last <= region.first + 1 || (left_last - region.first <= 2 && kind(region.first) == WordClass::conjunction);
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
  add({}, {i, i + 1}, {{first, i}, {i + 1, clause_end(i + 1, region, false)}},
      lower(i) == "reportedly" ? &kReport : &kAllege);
}

// "Harl's claim that it rained", "their promise to go".
void SentenceRules::find_noun(std::uint32_t i) {
  const CueWord* word = find_cue_noun(lower(i));
  if (word == nullptr || i + 1 >= stop_) return;
  const Region region = region_of(i);
  const std::string& next = lower(i + 1);
  const bool that = next == "that" && word->has(kClause) && i + 2 < region.last && !is_verbal(kind(i + 2));
  const bool infinitive =
      next == "to" && word->has(kInfinitive) && i + 2 < region.last && kind(i + 2) == WordClass::verb;
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

}  // namespace hearsay

// What a number counts: the noun behind it, the fate of those counted, and where.
#include <algorithm>
#include <string>

#include "reading/figure/figure_quantity.h"
#include "reading/figure/figure_reader.h"
#include "reading/figure/figure_words.h"
#include "reading/name/name_words.h"
#include "reading/time/time_words.h"

namespace hearsay {
namespace {

constexpr std::size_t kPhraseWords = 6;
constexpr std::size_t kFateWindow = 9;
constexpr std::size_t kRiseWindow = 25;

bool is_plural_noun(std::string_view lower) {
  return lower.size() > 3 && lower.back() == 's' && !lower.ends_with("ss") && !lower.ends_with("us") && !lower.ends_with("is") &&
         !is_function_word(lower) && lower != "says" && lower != "alone";
}

// "12 dead", "30 injured": what became of them, and not a noun of who they are.
bool is_participle_fate(std::string_view lower) {
  static const WordSet set("dead missing hurt homeless stranded trapped", ' ');
  return set.has(lower) || (!fate_of(lower).empty() && !is_plural_noun(lower) && (lower.ends_with("ed") || lower.ends_with("ing")));
}

// Words between those counted and their fate: "people have been confirmed killed".
bool is_passed_over(std::string_view lower) {
  static const WordSet set(
      "were was are is be been being have has had also who that others other more people feared confirmed reported reportedly believed "
      "presumed left still so far listed severely seriously critically slightly lightly badly either now known others, left "
      "gone went officially and/or least already thought said to currently in rushed taken sent",
      ' ');
  return set.has(lower);
}

}  // namespace

// The noun phrase right behind the number: "Palestinian children", "of the hostages", "more people".
void FigureReader::read_counted(Quantity& quantity) const {
  const std::size_t number = quantity.number;
  const std::uint32_t sentence = words_[number].sentence;
  std::size_t begin = quantity.last;
  const auto near = [&](std::size_t word) {
    return word < words_.size() && words_[word].sentence == sentence ? words_.lower(word) : std::string_view{};
  };
  if (near(begin) == "of") {
    // "six of the hostages", "12 of its soldiers"
    std::size_t noun = begin + 1;
    static const WordSet kDeterminers("the its their his her those these our them whom which", ' ');
    if (quantity.vague) --noun;  // "hundreds of women"
    // "204 of 14,086 companies"
    if (const auto whole = read_number(words_, noun)) noun = whole->last - 1;
    else if (!quantity.vague && (!kDeterminers.has(near(noun)) || near(noun) == "them" || near(noun) == "whom" || near(noun) == "which")) return;
    begin = noun + 1;
    if (quantity.vague && kDeterminers.has(near(begin))) ++begin;
    // "nine of the dead"
    if (!fate_of(near(begin)).empty() && !is_plural_noun(near(begin)) && is_people_noun(near(begin))) {
      quantity.counted_last = begin + 1;
      quantity.figure.what_span = words_[begin].span;
      quantity.figure.what = std::string(words_.exact(begin));
      quantity.figure.unit = fate_of(near(begin));
      quantity.figure.part = true;
      return;
    }
    quantity.figure.part = !quantity.vague;
  }
  std::size_t last = begin;
  std::size_t at = begin;
  const std::size_t end = std::min(words_.sentence_end(sentence), begin + kPhraseWords);
  for (; at < end; ++at) {
    const std::string_view lower = words_.lower(at);
    const bool filler = lower == "more" || lower == "other" || lower == "others" || lower == "such" || lower == "additional" || lower == "new" ||
                        (lower == "or" && at > begin) || (lower == "us" && words_[at].all_caps);
    if (words_[at].kind != WordKind::word || (is_function_word(lower) && !filler)) break;
    // "12 killed", "30 injured in": a fate and no noun; "12 wounded soldiers" goes on.
    if (is_participle_fate(lower) && at == begin && !is_people_noun(near(at + 1))) break;
    if (is_people_noun(lower) || !counted_unit(lower).empty() || (quantity.figure.value == 1 && is_role_noun(lower))) {
      last = at + 1;
      // "police officers", "family members", "Palestinian civilians"
      if (!is_people_noun(near(at + 1)) && counted_unit(near(at + 1)).empty()) break;
      if (!fate_of(near(at + 1)).empty() && fate_of(near(at + 1)) != "displaced" && fate_of(near(at + 1)) != "detained") break;
      continue;
    }
    if (is_plural_noun(lower) || (!fate_of(lower).empty() && is_plural_noun(lower))) {
      last = at + 1;
      break;
    }
    if (words_[at].possessive) return;
  }
  if (last == begin) return;
  std::size_t first = begin;
  while (first + 1 < last && (words_.is(first, "more") || words_.is(first, "other") || words_.is(first, "additional") || words_.is(first, "new"))) {
    ++first;
  }
  // "killing two lions": whatever they are, the verb says what became of them.
  const std::string_view verb = words_.lower_near(quantity.first, -1);
  const bool done_to = verb == "killing" || verb == "killed" || verb == "kills" || verb == "injuring" || verb == "injured" || verb == "wounding" || verb == "wounded";
  if (done_to && counted_unit(words_.lower(last - 1)).empty() && last > begin) quantity.figure.unit = fate_of(verb);
  quantity.counted_last = last;
  quantity.figure.what_span = words_.span(first, last);
  quantity.figure.what = std::string(words_.text().words(quantity.figure.what_span));
  if (quantity.figure.unit.empty()) read_fate(quantity);
  if (!quantity.figure.unit.empty()) return;
  const std::string_view noun = words_.lower(last - 1);
  if (!counted_unit(noun).empty()) {
    quantity.figure.unit = counted_unit(noun);
  } else if (!fate_of(noun).empty()) {
    quantity.figure.unit = fate_of(noun);
  } else if (is_people_noun(noun) || (quantity.figure.value == 1 && is_role_noun(noun))) {
    quantity.figure.unit = "people";
  }
}

// "killed 12 people", "12 people were killed", "the death of at least 12", "the toll rose to 23", "32,000 others injured".
void FigureReader::read_fate(Quantity& quantity) const {
  const std::uint32_t sentence = words_[quantity.number].sentence;
  const std::size_t begin = std::max(quantity.counted_last, quantity.last);
  const bool people = quantity.counted_last == 0 || is_people_noun(words_.lower(quantity.counted_last - 1)) ||
                      (quantity.figure.value == 1 && is_role_noun(words_.lower(quantity.counted_last - 1))) ||
                      !fate_of(words_.lower(quantity.counted_last - 1)).empty();
  if (!people) return;
  if (quantity.counted_last > 0) {
    // "200 hostages", "12 deaths": the noun says it.
    const std::string_view noun = words_.lower(quantity.counted_last - 1);
    if (!fate_of(noun).empty()) {
      quantity.figure.unit = fate_of(noun);
      return;
    }
    for (std::size_t word = quantity.last; word + 1 < quantity.counted_last; ++word) {
      if (fate_of(words_.lower(word)).empty()) continue;
      quantity.figure.unit = fate_of(words_.lower(word));
      return;
    }
  }
  const std::size_t high = std::min(words_.sentence_end(sentence), begin + kFateWindow);
  for (std::size_t word = begin; word < high; ++word) {
    const std::string_view lower = words_.lower(word);
    const std::string_view fate = fate_of(lower);
    if (!fate.empty()) {
      // "12 people killed a guard" is rare; "12 people released a statement" is not.
      const bool active = word == begin && (lower.ends_with("ed") && fate == "released") && words_.is(word + 1, "a");
      if (active) break;
      quantity.figure.unit = fate;
      // "shot dead", "found dead"
      return;
    }
    if (lower == "lost" && (words_.is(word + 1, "their") || words_.is(word + 1, "lives"))) {
      quantity.figure.unit = "deaths";
      return;
    }
    // "were taken to hospital"
    if (lower == "hospital" || lower == "hospitals") {
      quantity.figure.unit = "injured";
      return;
    }
    static const WordSet kBefore("shot found pronounced declared", ' ');
    if (kBefore.has(lower) && words_.is(word + 1, "dead")) continue;
    if (!is_passed_over(lower)) break;
  }
  // "the toll in the port rose to 23": a rise is of what the sentence counts.
  static const WordSet kRise("rose risen rises climbed climbs jumped increased reached rising", ' ');
  const std::string_view to = words_.lower_near(quantity.first, -1);
  if ((to == "to" && kRise.has(words_.lower_near(quantity.first, -2))) || kRise.has(to)) {
    for (std::size_t word = quantity.first; word-- > words_.sentence_begin(sentence) && quantity.first - word < kRiseWindow;) {
      if (words_.is(word, "toll")) {
        quantity.figure.unit = "deaths";
        return;
      }
    }
  }
  // Backwards: the verb or the noun the number hangs on. Another number in between has it.
  const std::size_t sentence_begin = words_.sentence_begin(sentence);
  const std::size_t low = std::max(sentence_begin, quantity.first > kFateWindow ? quantity.first - kFateWindow : 0);
  static const WordSet kLinks(
      "of to at in the a an its their his her and by more least than some have has had been rose risen rises climbed climbing rising jumped stands stood "
      "reached reaching hit passed surpassed topped exceeded is was now then from increased revised put up down including among them about "
      "around over nearly almost total number people confirmed official overall latest us . , as those",
      ' ');
  for (std::size_t word = quantity.first; word-- > low;) {
    const std::string_view lower = words_.lower(word);
    const std::string_view fate = fate_of(lower);
    const bool noun = lower == "toll" || lower == "death" || lower == "deaths" || lower == "killing" || lower == "arrest" || lower == "arrests";
    const bool reaches = quantity.first - word <= 2 || noun;
    if (!fate.empty() && (reaches || quantity.first - word <= 4)) {
      // "were killed in 12 attacks" counts attacks; "12" bare behind "killed" counts the dead.
      quantity.figure.unit = fate;
      return;
    }
    if (words_[word].kind == WordKind::number || lower == ";" || lower == ",") return;
    if (!kLinks.has(lower) || (!reaches && quantity.first - word > 7)) return;
    if ((lower == "in" || lower == "by") && !words_.is(quantity.first, "in") && quantity.counted_last == 0) return;
  }
}

// "12 people were killed in Port Velm": a place named right behind what is counted.
void FigureReader::read_place(Quantity& quantity) const {
  const std::uint32_t sentence = words_[quantity.number].sentence;
  const std::size_t begin = std::max(quantity.counted_last, quantity.last);
  const std::size_t high = std::min(words_.sentence_end(sentence), begin + 8);
  for (std::size_t word = begin; word < high; ++word) {
    const std::string_view lower = words_.lower(word);
    if (words_[word].kind == WordKind::number || lower == "," || lower == ";" || lower == "and" || lower == "said") return;
    if (lower != "in" && lower != "near" && lower != "across" && lower != "at") continue;
    std::size_t first = word + 1;
    if (words_.lower_near(word, 1) == "the") ++first;
    static const WordSet kDirections("southern northern eastern western central nearby neighbouring neighboring", ' ');
    while (first < high && kDirections.has(words_.lower(first)) && !words_[first].capitalized) ++first;
    std::size_t last = first;
    while (last < words_.sentence_end(sentence) && last - first < 5 && words_[last].kind == WordKind::word &&
           (words_[last].capitalized || words_[last].inner_capital) && !is_calendar_word(words_.lower(last))) {
      if (words_[last++].possessive) break;
    }
    if (last == first) continue;
    if (is_demonym(words_.lower(first)) && last - first == 1) return;
    quantity.figure.place = std::string(words_.text().words(words_.span(first, last)));
    return;
  }
}

}  // namespace hearsay

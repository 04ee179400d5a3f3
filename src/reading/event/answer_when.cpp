#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "core/unicode.h"
#include "reading/event/answer_context.h"
#include "reading/event/event_lexicon.h"
#include "reading/time/calendar.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

constexpr std::size_t kTimes = 60;  // of a text that are looked at
constexpr int kFarthest = 400;      // days from the report's own
constexpr float kNoDay = 500;

class WhenFinder {
 public:
  explicit WhenFinder(const AnswerContext& context) : context_(context), text_(context.text()), times_(context.reading().times) {
    if (context.article().published) published_ = parse_day(context.article().published->value);
    for (const Event& event : context.reading().events) {
      if (event.time == kNone || event.trigger.empty()) continue;
      double& best = told_[event.time];
      best = std::max(best, context.closeness(context.sentence_of(event.trigger.front())));
    }
    for (const TimeExpression& time : times_) ++days_[time.begin];
  }

  void run(std::vector<Answer>& answers) const {
    std::size_t seen = 0;
    std::uint32_t covered = 0;
    for (std::size_t i = 0; i < times_.size() && seen < kTimes; ++i) {
      const TimeExpression& time = times_[i];
      if (time.type != TimeType::date && time.type != TimeType::time && !is_stretch(time)) continue;
      Answer one = answer(i, seen++);
      // What the one before was widened over is part of it.
      if (one.span.begin < covered) continue;
      covered = one.span.end;
      answers.push_back(one);
    }
    for (const Entity& entity : context_.reading().entities) {
      if (is_occasion(entity) && !entity.mentions.empty()) answers.push_back(occasion(entity));
    }
  }

 private:
  // "over the past week": a length of time that has a place.
  bool is_stretch(const TimeExpression& time) const {
    static const WordSet kPlaced("past last recent next coming");
    if (time.type != TimeType::duration) return false;
    const std::uint32_t first = text_.token_at(time.span.begin);
    for (std::uint32_t token = first > 0 ? first - 1 : first; token < text_.tokens.size() && text_.tokens[token].span.begin < time.span.end; ++token) {
      if (kPlaced.has(context_.words().lower(token))) return true;
    }
    return false;
  }

  // "late on Thursday", "shortly before 7 pm local time on Friday": the words around it that are of the time too, and
  // the expressions that these join to it.
  Span widen(std::size_t index) const {
    static const WordSet kBefore("early late shortly just around about almost nearly hours before after on of the in at");
    static const WordSet kEdge("on of the in at after before");
    static const WordSet kBetween("on of , local time at in the ( )");
    const Span span = times_[index].span;
    const std::uint32_t first = text_.token_at(span.begin);
    std::uint32_t last = text_.token_at(span.end);
    const std::uint32_t sentence = text_.tokens[first].sentence;
    const auto inside = [&](std::uint32_t token) { return token < text_.tokens.size() && text_.tokens[token].sentence == sentence; };
    for (std::size_t next = index + 1; next < times_.size(); ++next) {
      const TimeExpression& other = times_[next];
      if (other.type != TimeType::date && other.type != TimeType::time) break;
      const std::uint32_t begin = text_.token_at(other.span.begin);
      if (!inside(begin) || begin < last || begin > last + 4) break;
      bool joined = true;
      for (std::uint32_t token = last; token < begin; ++token) joined = joined && kBetween.has(context_.words().lower(token));
      // Two dates in a row are two.
      if (!joined || (digits_in(span) > 4 && digits_in(other.span) > 4)) break;
      last = text_.token_at(other.span.end);
    }
    std::uint32_t from = first;
    while (from > 0 && inside(from - 1) && first - from < 4 && kBefore.has(context_.words().lower(from - 1))) --from;
    while (from < first && kEdge.has(context_.words().lower(from))) ++from;
    return text_.token_span(from, last);
  }

  std::ptrdiff_t digits_in(Span span) const {
    const std::string_view words = text_.words(span);
    return std::count_if(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  Answer answer(std::size_t index, std::size_t order) const {
    static const WordSet kVague("now currently recently previously soon later earlier once today's lately ago");
    static const WordSet kDays("today tonight yesterday tomorrow");
    static const WordSet kWeekdays("monday tuesday wednesday thursday friday saturday sunday");
    const TimeExpression& time = times_[index];
    Answer answer = context_.answer(widen(index));
    AnswerRow& row = answer.row;
    const auto begin = time.begin.empty() ? std::nullopt : parse_day(time.begin);
    const bool day = begin && time.begin == time.end;
    row[8] = time.type == TimeType::time ? 1.0F : 0.0F;
    if (time.type == TimeType::duration) row[8] = 2.0F;
    row[9] = day ? 2.0F : begin ? 1.0F : 0.0F;
    const int off = begin && published_ ? static_cast<int>((*begin - *published_).count()) : 0;
    row[10] = begin && published_ ? static_cast<float>(std::clamp(off, -kFarthest, kFarthest)) : kNoDay;
    row[11] = begin && published_ ? static_cast<float>(std::min(std::abs(off), kFarthest)) : kNoDay;
    row[12] = static_cast<float>(order);
    row[13] = context_.in_dateline(time.span) ? 1.0F : 0.0F;
    row[14] = context_.in_reason(time.span) ? 1.0F : 0.0F;
    const auto digits = digits_in(answer.span);
    row[15] = static_cast<float>(digits);
    row[16] = digits > 4 && time.span.begin < 300 ? 1.0F : 0.0F;  // the report's own date, beside its author
    row[17] = static_cast<float>(std::min<std::uint32_t>(answer.span.size(), 60));
    for (std::uint32_t token = text_.token_at(answer.span.begin); token < text_.tokens.size() && text_.tokens[token].span.begin < answer.span.end; ++token) {
      const std::string_view word = context_.words().lower(token);
      if (kWeekdays.has(word)) row[18] = 1.0F;
      if (kDays.has(word)) row[19] = 1.0F;
      if (kVague.has(word)) row[20] = 1.0F;
    }
    row[21] = begin ? static_cast<float>(std::min(days_.at(time.begin), 8)) : 0.0F;
    const auto told = told_.find(static_cast<Index>(index));
    row[22] = told == told_.end() ? 0.0F : static_cast<float>(told->second);
    fill_place(row, answer.span);
    row[28] = published_ ? 1.0F : 0.0F;
    row[29] = day && !time.value.empty() && time.value.find('T') != std::string::npos ? 1.0F : 0.0F;
    row[30] = index + 1 < times_.size() && answer.span.contains(times_[index + 1].span) ? 1.0F : 0.0F;  // several in one
    row[31] = begin && time.end.size() == 10 && time.begin.substr(0, 7) != time.end.substr(0, 7) ? 1.0F : 0.0F;  // longer than a month
    return answer;
  }

  // Where it stands among the words around it.
  void fill_place(AnswerRow& row, Span span) const {
    static const WordSet kSaying("say said says saying tell told tells add added adds according announce announced announces state stated claim claimed "
                                 "report reported reports warn warned");
    const EventText& words = context_.words();
    const std::uint32_t first = text_.token_at(span.begin);
    const Sentence& sentence = text_.sentences[text_.tokens[first].sentence];
    row[23] = preposition(first, sentence.first);
    std::uint32_t distance = 30;
    bool subordinate = false;
    for (std::uint32_t back = 1; back < 30 && first >= sentence.first + back; ++back) {
      const WordClass kind = words.kind(first - back);
      if (kind == WordClass::subordinator || kind == WordClass::relative) subordinate = true;
      if (!is_verbal(kind) && kind != WordClass::participle) continue;
      distance = back;
      row[35] = kSaying.has(words.lower(first - back)) ? 1.0F : 0.0F;
      row[36] = context_.title().has_stem(verb_lemma(words.lower(first - back))) ? 1.0F : 0.0F;
      break;
    }
    row[24] = static_cast<float>(distance);
    row[25] = subordinate ? 1.0F : 0.0F;
    // How many verbs stand before it in its sentence: the first is the main one's.
    int verbs = 0;
    for (std::uint32_t token = sentence.first; token < first; ++token) verbs += words.kind(token) == WordClass::verb ? 1 : 0;
    row[26] = static_cast<float>(std::min(verbs, 8));
    row[27] = first > sentence.first && text_.word(first - 1) == "(" ? 1.0F : 0.0F;
    // "the explosion late on Thursday"
    std::uint32_t before = first;
    while (before > sentence.first && (words.kind(before - 1) == WordClass::preposition || words.kind(before - 1) == WordClass::adverb)) --before;
    if (before > sentence.first && first - before <= 2) {
      const std::string_view word = words.lower(before - 1);
      row[39] = context_.title().content_word(text_.word(before - 1)) != kNone ? 2.0F : find_noun(word, word.size()) ? 1.0F : 0.0F;
    }
    row[37] = context_.is_attributive(span) ? 1.0F : 0.0F;
    const std::uint32_t next = text_.token_at(span.end);
    row[38] = next < sentence.last ? static_cast<float>(words.kind(next)) : -1.0F;
    row[32] = text_.token_at(span.end) < sentence.last && text_.word(text_.token_at(span.end)) == "'s" ? 1.0F : 0.0F;
  }

  float preposition(std::uint32_t first, std::uint32_t floor) const {
    static const WordMap kNumbers("on=1,in=2,at=3,since=4,until=5,by=5,from=6,before=7,after=8,for=9,of=10,during=11,over=12,said=13");
    if (first <= floor) return 0;
    std::string_view found = kNumbers.find(context_.words().lower(first - 1));
    if (found.empty() && first > floor + 1 && context_.words().kind(first - 1) == WordClass::determiner) found = kNumbers.find(context_.words().lower(first - 2));
    float number = 0;
    for (const char digit : found) number = number * 10 + static_cast<float>(digit - '0');
    return number;
  }

  Answer occasion(const Entity& entity) const {
    Answer answer = context_.answer(entity.mentions.front().span);
    answer.span = context_.words_for(entity);
    AnswerRow& row = answer.row;
    row[10] = row[11] = kNoDay;
    row[12] = static_cast<float>(std::min<std::size_t>(entity.mentions.size(), 10));
    row[17] = static_cast<float>(std::min<std::uint32_t>(answer.span.size(), 60));
    row[33] = 1.0F;
    row[34] = static_cast<float>(std::min<std::size_t>(times_.size(), 10));
    fill_place(row, entity.mentions.front().span);
    return answer;
  }

  const AnswerContext& context_;
  const Text& text_;
  const std::vector<TimeExpression>& times_;
  std::optional<Day> published_;
  std::map<Index, double> told_;             // closeness of the events at each time
  std::map<std::string, int> days_;  // how often each is told of
};

}  // namespace

void find_when(const AnswerContext& context, std::vector<Answer>& answers) { WhenFinder(context).run(answers); }

}  // namespace hearsay::event

#include "reading/event/main_event.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/unicode.h"
#include "reading/name/name_words.h"
#include "reading/place/gazetteer.h"
#include "reading/time/calendar.h"
#include "reading/words.h"

namespace hearsay {
namespace {

constexpr std::size_t kAnswers = 3;
constexpr std::size_t kSentences = 15;   // in which the main event is looked for
constexpr std::uint32_t kLead = 1000;    // bytes in which those it is about are introduced
constexpr std::size_t kTitleWords = 60;
constexpr std::uint32_t kReasonTokens = 18;
constexpr std::uint32_t kClauseTokens = 14;
constexpr int kDaysNear = 4;             // from the report's day: when news happens

class MainEventFinder {
 public:
  MainEventFinder(const Article& article, const Text& text, const Reading& reading) : article_(article), text_(text), reading_(reading) {
    const Text title = analyze_text(article.title);
    for (std::uint32_t i = 0; i < title.tokens.size() && title_.size() < kTitleWords; ++i) {
      // "World Series 2016: Harl wins": the topic before a colon is not who did it.
      if (title.word(i) == ":" && i < 6) topic_end_ = title_.size();
      if (title.tokens[i].kind == TokenKind::word || title.tokens[i].kind == TokenKind::number) title_.push_back(fold(title.word(i)));
    }
    for (const std::string& word : title_) {
      if (!is_function_word(word)) ++weight_[word];
    }
    rank_sentences();
  }

  MainEvent run() {
    MainEvent event;
    find_who(event.who);
    find_what(event.what);
    find_when(event.when);
    find_where(event.where);
    find_reason(event.why, true);
    find_reason(event.how, false);
    return event;
  }

 private:
  // Sentences by how much of the headline they hold, the earlier first among equals.
  void rank_sentences() {
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < text_.sentences.size() && i < kSentences; ++i) {
      const Sentence& sentence = text_.sentences[i];
      double shared = 0;
      std::vector<std::string_view> seen;
      for (std::uint32_t token = sentence.first; token < std::min(sentence.last, sentence.first + 80); ++token) {
        const auto found = weight_.find(fold(text_.word(token)));
        if (found == weight_.end() || std::find(seen.begin(), seen.end(), found->first) != seen.end()) continue;
        seen.push_back(found->first);
        shared += 1;
      }
      ranked.emplace_back(-(shared - 0.3 * static_cast<double>(i)), i);
    }
    std::stable_sort(ranked.begin(), ranked.end());
    for (const auto& [score, sentence] : ranked) ranked_.push_back(sentence);
  }

  static void add(Spans& answers, Span span) {
    if (answers.size() >= kAnswers || span.empty()) return;
    for (const Span other : answers) {
      if (other.overlaps(span)) return;
    }
    answers.push_back(span);
  }

  // Where in the headline a name stands; kNone if it doesn't. A person may stand there by the last name alone.
  std::size_t title_place(std::string_view name, bool person) const {
    std::vector<std::string> words;
    const Text text = analyze_text(name);
    for (std::uint32_t i = 0; i < text.tokens.size() && words.size() < 8; ++i) {
      if (text.tokens[i].kind == TokenKind::word || text.tokens[i].kind == TokenKind::number) words.push_back(fold(text.word(i)));
    }
    if (words.empty()) return kNone;
    const auto found = std::search(title_.begin(), title_.end(), words.begin(), words.end());
    if (found != title_.end()) return static_cast<std::size_t>(found - title_.begin());
    if (!person || words.size() < 2) return kNone;
    const auto last = std::find(title_.begin(), title_.end(), words.back());
    return last == title_.end() ? kNone : static_cast<std::size_t>(last - title_.begin());
  }

  std::size_t title_place(const Entity& entity) const {
    const bool person = entity.type == EntityType::person;
    std::size_t place = title_place(entity.name, person);
    for (const std::string& alias : entity.aliases) place = std::min(place, title_place(alias, person));
    return place;
  }

  // The fullest of its names in the text, the earliest of those.
  Span words_for(const Entity& entity) const {
    Span best;
    for (const Mention& mention : entity.mentions) {
      if (mention.form == MentionForm::name && mention.span.size() > best.size()) best = mention.span;
    }
    return best.empty() && !entity.mentions.empty() ? entity.mentions.front().span : best;
  }

  void find_who(Spans& answers) const {
    struct Candidate {
      double score = 0;
      Span span;
    };
    std::vector<Candidate> candidates;
    for (const Entity& entity : reading_.entities) {
      if (entity.mentions.empty()) continue;
      const std::size_t place = title_place(entity);
      const Span first = entity.mentions.front().span;
      const bool agent = entity.type == EntityType::person || entity.type == EntityType::organization || entity.type == EntityType::group;
      double score = entity.type == EntityType::person ? 1 : agent ? 0.6 : entity.type == EntityType::place ? -1.5 : -1;
      if (place != kNone) {
        score += 3 - 0.15 * static_cast<double>(place);
        if (topic_end_ > 0 && place < topic_end_) score -= 1.5;
      } else if (first.begin > kLead) {
        continue;
      }
      score -= static_cast<double>(first.begin) / kLead * 0.5;
      score += 0.05 * static_cast<double>(std::min<std::size_t>(entity.mentions.size(), 10));
      candidates.push_back({score, words_for(entity)});
    }
    // Those who act in the sentence that is most of the headline.
    for (const Event& event : reading_.events) {
      if (ranked_.empty() || event.trigger.empty() || !text_.sentences[ranked_.front()].span.contains(event.trigger.front())) continue;
      for (const Participant& one : event.participants) {
        if (one.role == "agent" || one.role == "host") candidates.push_back({one.entity == kNone ? 1.6 : 1.2, one.span});
      }
      break;
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& two) { return one.score > two.score; });
    for (const Candidate& one : candidates) add(answers, one.span);
  }

  // From the word that tells it to the end of its clause.
  Span clause_from(std::uint32_t token, const Sentence& sentence) const {
    std::uint32_t end = token;
    while (end < sentence.last && end - token < kClauseTokens) {
      const std::string_view word = text_.word(end);
      if (end > token + 2 && (word == "," || word == ";" || word == ":" || word == "." || word == "\xE2\x80\x94")) break;
      ++end;
    }
    while (end > token + 1 && text_.tokens[end - 1].kind == TokenKind::punctuation) --end;
    return text_.token_span(token, end);
  }

  void find_what(Spans& answers) const {
    for (const std::size_t index : ranked_) {
      if (answers.size() >= kAnswers) return;
      const Sentence& sentence = text_.sentences[index];
      const auto event = std::find_if(reading_.events.begin(), reading_.events.end(), [&](const Event& one) {
        return !one.trigger.empty() && sentence.span.contains(one.trigger.front());
      });
      std::uint32_t from = sentence.first;
      if (event != reading_.events.end()) {
        from = text_.token_at(event->trigger.front().begin);
      } else {
        // The words behind the headline's own first name: the rest says what.
        for (std::uint32_t token = sentence.first; token < std::min(sentence.last, sentence.first + 40); ++token) {
          if (weight_.contains(fold(text_.word(token)))) {
            from = token;
            break;
          }
        }
      }
      add(answers, clause_from(from, sentence));
    }
  }

  void find_when(Spans& answers) const {
    std::optional<Day> day;
    if (article_.published) day = parse_day(article_.published->value);
    struct Candidate {
      double score = 0;
      Span span;
    };
    std::vector<Candidate> candidates;
    for (const TimeExpression& time : reading_.times) {
      if (time.type != TimeType::date && time.type != TimeType::time) continue;
      double score = -static_cast<double>(std::min(time.span.begin, 6000U)) / 1500;
      if (day && !time.begin.empty() && time.begin == time.end) {
        const auto begin = parse_day(time.begin);
        if (begin && std::abs((*begin - *day).count()) <= kDaysNear) score += 3;
      } else if (time.type == TimeType::time) {
        score += 2;
      } else {
        score -= 1;  // a month or a year says when it was not
      }
      if (text_.words(time.span).size() > 10) score += 0.8;  // "late on Thursday" says more than "Friday"
      if (!ranked_.empty() && text_.sentences[ranked_.front()].span.contains(time.span)) score += 0.7;
      candidates.push_back({score, time.span});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& two) { return one.score > two.score; });
    for (const Candidate& one : candidates) add(answers, one.span);
  }

  bool is_country(const Entity& entity) const {
    const auto found = find_places(fold_place(entity.name));
    return std::any_of(found.begin(), found.end(), [](const KnownPlace& place) { return place.kind == PlaceKind::country; });
  }

  bool follows_preposition(Span span) const {
    const std::uint32_t token = text_.token_at(span.begin);
    for (std::uint32_t back = 1; back <= 3 && back <= token; ++back) {
      static const WordSet kWhere("in at near outside from inside around across");
      if (kWhere.has(lower(text_.word(token - back)))) return true;
    }
    return false;
  }

  void find_where(Spans& answers) const {
    struct Candidate {
      double score = 0;
      Span span;
    };
    std::vector<Candidate> candidates;
    for (const Entity& entity : reading_.entities) {
      if (entity.mentions.empty()) continue;
      const Span first = entity.mentions.front().span;
      const std::size_t place = title_place(entity);
      // "at the Korr Arena" in a headline is where, whatever the name is taken for.
      static const WordSet kWhere("in at near outside inside");
      const bool headline = place != kNone && ((place > 0 && kWhere.has(title_[place - 1])) || (place > 1 && title_[place - 1] == "the" && kWhere.has(title_[place - 2])));
      if (entity.type != EntityType::place && !headline) continue;
      double score = -static_cast<double>(std::min(first.begin, 6000U)) / 1200;
      if (place != kNone) score += headline ? 2.5 : 1.5;
      if (entity.location) score += 1;
      // The town says more than its country.
      if (is_country(entity)) score -= 1.5;
      bool led = false;
      for (const Mention& mention : entity.mentions) led |= mention.form == MentionForm::name && follows_preposition(mention.span);
      if (led) score += 1;
      if (is_demonym(fold_place(entity.name))) score -= 3;
      score += 0.1 * static_cast<double>(std::min<std::size_t>(entity.mentions.size(), 6));
      candidates.push_back({score, first});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& two) { return one.score > two.score; });
    for (const Candidate& one : candidates) add(answers, one.span);
  }

  // "because the pumps had failed", "after a row over fish"; "by ramming a truck into it", "with a truck bomb".
  void find_reason(Spans& answers, bool why) const {
    for (const std::size_t index : ranked_) {
      const Sentence& sentence = text_.sentences[index];
      for (std::uint32_t token = sentence.first + 1; token < sentence.last && answers.size() < kAnswers; ++token) {
        const std::string word = lower(text_.word(token));
        const std::string next = token + 1 < sentence.last ? lower(text_.word(token + 1)) : "";
        const bool reason = word == "because" || (word == "due" && next == "to") || word == "amid" || (word == "in" && (next == "protest" || next == "response" || next == "retaliation" || next == "revenge")) || word == "after";
        const bool means = (word == "by" && next.size() > 5 && next.ends_with("ing")) || word == "using" || (word == "with" && (next == "a" || next == "an"));
        if (why ? !reason : !means) continue;
        std::uint32_t end = token + 1;
        while (end < sentence.last && end - token < kReasonTokens && text_.word(end) != "," && text_.word(end) != "." && text_.word(end) != ";") ++end;
        add(answers, text_.token_span(token, end));
      }
      if (!answers.empty()) return;
    }
  }

  const Article& article_;
  const Text& text_;
  const Reading& reading_;
  std::vector<std::string> title_;  // folded words
  std::size_t topic_end_ = 0;       // words of a topic before a colon
  std::unordered_map<std::string, int> weight_;
  std::vector<std::size_t> ranked_;
};

}  // namespace

MainEvent find_main_event(const Article& article, const Text& text, const Reading& reading) {
  return MainEventFinder(article, text, reading).run();
}

}  // namespace hearsay

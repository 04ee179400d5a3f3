#include "reading/event/main_event.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/unicode.h"
#include "reading/event/title_words.h"
#include "reading/name/name_words.h"
#include "reading/place/gazetteer.h"
#include "reading/time/calendar.h"
#include "reading/words.h"

namespace hearsay {
namespace {

constexpr std::size_t kAnswers = 3;
constexpr std::size_t kSentences = 15;  // in which the main event is looked for
constexpr std::size_t kTelling = 6;     // sentences whose reasons and places count for it
constexpr std::uint32_t kLead = 1000;   // bytes in which those it is about are introduced
constexpr std::uint32_t kReasonTokens = 14;
constexpr std::uint32_t kClauseTokens = 26;
constexpr int kDaysNear = 4;  // from the report's day: when news happens
constexpr int kDaysFar = 45;  // what lies further off is background

struct Candidate {
  double score = 0;
  Span span;
};

void keep_best(std::vector<Candidate>& candidates, Spans& answers) {
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& one, const Candidate& two) { return one.score > two.score; });
  for (const Candidate& one : candidates) {
    if (answers.size() >= kAnswers) return;
    const bool known = std::any_of(answers.begin(), answers.end(), [&](Span other) { return other.overlaps(one.span); });
    if (!known && !one.span.empty()) answers.push_back(one.span);
  }
}

class MainEventFinder {
 public:
  MainEventFinder(const Article& article, const Text& text, const Reading& reading)
      : article_(article), text_(text), reading_(reading), title_(article.title), place_(reading.entities.size()) {
    for (std::size_t i = 0; i < place_.size(); ++i) {
      place_[i] = title_.find(reading.entities[i]);
      if (place_[i].found() && std::find(named_.begin(), named_.end(), place_[i]) == named_.end()) named_.push_back(place_[i]);
      country_.push_back(reading.entities[i].location && names_country(reading.entities[i]));
      if (reading.entities[i].type != EntityType::place) continue;
      for (const Mention& mention : reading.entities[i].mentions) {
        if (mention.form == MentionForm::name) place_end_.emplace(mention.span.begin, mention.span.end);
      }
    }
    rank_sentences();
  }

  MainEvent run() {
    MainEvent event;
    find_who(event.who);
    find_what(event.what);
    find_reason(event.why, &MainEventFinder::reason_at, &reasons_);
    find_reason(event.how, &MainEventFinder::means_at, nullptr);
    find_when(event.when);
    find_where(event.where);
    return event;
  }

 private:
  // Sentences by how much of the headline they hold, the earlier first among equals.
  void rank_sentences() {
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t i = 0; i < text_.sentences.size() && i < kSentences; ++i) {
      const Sentence& sentence = text_.sentences[i];
      double shared = 0;
      std::vector<std::size_t> seen;
      for (std::uint32_t token = sentence.first; token < std::min(sentence.last, sentence.first + 80); ++token) {
        const std::size_t word = title_.content_word(text_.word(token));
        if (word == kNone || std::find(seen.begin(), seen.end(), word) != seen.end()) continue;
        seen.push_back(word);
        shared += 1;
      }
      ranked.emplace_back(-(shared - 0.3 * static_cast<double>(i)), i);
    }
    std::stable_sort(ranked.begin(), ranked.end());
    rank_of_.assign(ranked.size(), 0);
    for (const auto& [score, sentence] : ranked) {
      rank_of_[sentence] = ranked_.size();
      ranked_.push_back(sentence);
    }
  }

  std::size_t sentence_of(Span span) const {
    const std::uint32_t token = text_.token_at(span.begin);
    return token < text_.tokens.size() ? text_.tokens[token].sentence : text_.sentences.size();
  }

  // 1 in the sentence that is most of the headline, less in the next ones, 0 in those that have nothing to do with it.
  double closeness(Span span) const {
    const std::size_t sentence = sentence_of(span);
    return sentence < rank_of_.size() ? 1 / (1 + 0.7 * static_cast<double>(rank_of_[sentence])) : 0;
  }

  // The fullest of its names in the text, the earliest of those.
  Span words_for(const Entity& entity) const {
    Span best;
    for (const Mention& mention : entity.mentions) {
      if (mention.form == MentionForm::name && mention.span.size() > best.size()) best = mention.span;
    }
    return best.empty() && !entity.mentions.empty() ? entity.mentions.front().span : best;
  }

  // --- who and what ----------------------------------------------------------------------------------------------

  void find_who(Spans& answers) const {
    std::vector<double> acts(reading_.entities.size(), 0);
    std::vector<Candidate> candidates;
    for (const Event& event : reading_.events) {
      if (event.trigger.empty() || sentence_of(event.trigger.front()) >= kSentences) break;
      const double close = closeness(event.trigger.front());
      for (const Participant& one : event.participants) {
        const bool agent = one.role == "agent" || one.role == "host";
        if (one.entity != kNone) {
          acts[one.entity] = std::max(acts[one.entity], (agent ? 1 : 0.4) * close);
        } else if (agent) {
          // One who is named by no name and in no headline is the actor where nobody else is: "A gunman".
          candidates.push_back({1.2 * close + 0.5 * static_cast<double>(title_.share(text_, one.span)), one.span});
        }
      }
    }
    for (std::size_t i = 0; i < reading_.entities.size(); ++i) {
      const Entity& entity = reading_.entities[i];
      if (entity.mentions.empty() || (entity.type == EntityType::outlet && !place_[i].found())) continue;
      const Span first = entity.mentions.front().span;
      if (!place_[i].found() && (in_dateline(first) || (acts[i] == 0 && !preposition_before(text_.token_at(first.begin)).empty()))) continue;
      const bool agent = entity.type == EntityType::person || entity.type == EntityType::organization || entity.type == EntityType::group;
      const bool nominal = std::none_of(entity.mentions.begin(), entity.mentions.end(), [](const Mention& one) { return one.form == MentionForm::name; });
      if ((nominal || is_role_noun(lower(entity.name))) && !place_[i].found() && acts[i] == 0) continue;
      double score = entity.type == EntityType::person ? 1 : agent ? 0.6 : entity.type == EntityType::place ? (place_[i].found() ? -1.5 : -2.5) : -1;
      if (place_[i].found()) {
        score += 3 - 0.15 * static_cast<double>(place_[i].first);
        if (title_.in_topic(place_[i])) score -= 1.5;
        if (title_.is_place_phrase(place_[i])) score -= 1.5;
      } else if (first.begin > kLead) {
        continue;
      }
      score += acts[i];
      score -= static_cast<double>(first.begin) / kLead * 0.5;
      score += 0.4 * std::log1p(static_cast<double>(std::min<std::size_t>(entity.mentions.size(), 12)));
      if (score > 0) candidates.push_back({score, words_for(entity)});
    }
    keep_best(candidates, answers);
  }

  bool ends_clause(std::uint32_t token) const {
    const std::string_view word = text_.word(token);
    return word == "," || word == ";" || word == ":" || word == "." || word == "!" || word == "?" || word == "\xE2\x80\x94";
  }

  // From a word to the end of its clause.
  Span clause_from(std::uint32_t token, std::uint32_t last, std::uint32_t most, std::uint32_t least = 2) const {
    std::uint32_t end = token;
    while (end < last && end - token < most && (end <= token + least || !ends_clause(end))) ++end;
    while (end > token + 1 && text_.tokens[end - 1].kind == TokenKind::punctuation) --end;
    return text_.token_span(token, end);
  }

  // Behind "PORT HARL, May 10 (KENA) -".
  std::uint32_t after_dateline(const Sentence& sentence) const {
    for (std::uint32_t token = sentence.first + 1; token < std::min(sentence.last, sentence.first + 14); ++token) {
      const std::string_view word = text_.word(token);
      const bool dash = word == "\xE2\x80\x93" || word == "\xE2\x80\x94" || ((word == "-" || word == "--") && text_.tokens[token].space_before);
      if (dash && token + 3 < sentence.last) return token + 1;
    }
    return sentence.first;
  }

  void find_what(Spans& answers) const {
    std::vector<Candidate> candidates;
    for (std::size_t rank = 0; rank < ranked_.size() && rank < kAnswers; ++rank) {
      const Sentence& sentence = text_.sentences[ranked_[rank]];
      const auto event = std::find_if(reading_.events.begin(), reading_.events.end(), [&](const Event& one) {
        return !one.trigger.empty() && sentence.span.contains(one.trigger.front());
      });
      std::uint32_t from = after_dateline(sentence);
      if (event != reading_.events.end()) {
        const std::uint32_t trigger = text_.token_at(event->trigger.front().begin);
        // What was done, where the one who did it stands before; else all that the clause says.
        const bool told = std::any_of(event->participants.begin(), event->participants.end(), [&](const Participant& one) {
          return (one.role == "agent" || one.role == "host") && one.span.end <= event->trigger.front().begin;
        });
        if (told || trigger - std::min(trigger, from) > 10) from = trigger;
      }
      // "The leader of the party, Ana Doe, met": a comma right behind who it was ends nothing.
      const std::uint32_t least = from == sentence.first ? 10 : 2;
      candidates.push_back({-static_cast<double>(rank), clause_from(from, sentence.last, kClauseTokens, least)});
    }
    keep_best(candidates, answers);
  }

  // --- when ------------------------------------------------------------------------------------------------------

  // "late on Thursday", "shortly before 7 pm local time on Friday": the words around it that are of the time too, and
  // the expressions that these join to it.
  Span widen_time(std::size_t index) const {
    static const WordSet kBefore("early late shortly just around about almost nearly hours before after on of the in at");
    static const WordSet kEdge("on of the in at after");
    static const WordSet kBetween("on of , local time at in the");
    const Span span = reading_.times[index].span;
    std::uint32_t first = text_.token_at(span.begin);
    std::uint32_t last = text_.token_at(span.end);
    const std::uint32_t sentence = text_.tokens[first].sentence;
    const auto inside = [&](std::uint32_t token) { return token < text_.tokens.size() && text_.tokens[token].sentence == sentence; };
    for (std::size_t next = index + 1; next < reading_.times.size(); ++next) {
      const TimeExpression& other = reading_.times[next];
      if (other.type != TimeType::date && other.type != TimeType::time) break;
      const std::uint32_t begin = text_.token_at(other.span.begin);
      if (!inside(begin) || begin < last || begin > last + 4) break;
      bool joined = true;
      for (std::uint32_t token = last; token < begin; ++token) joined = joined && kBetween.has(lower(text_.word(token)));
      if (!joined) break;
      last = text_.token_at(other.span.end);
    }
    std::uint32_t from = first;
    while (from > 0 && inside(from - 1) && first - from < 4 && kBefore.has(lower(text_.word(from - 1)))) --from;
    while (from < first && kEdge.has(lower(text_.word(from)))) ++from;
    return text_.token_span(from, last);
  }

  void find_when(Spans& answers) const {
    std::optional<Day> day;
    if (article_.published) day = parse_day(article_.published->value);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < reading_.times.size(); ++i) {
      const TimeExpression& time = reading_.times[i];
      if (time.type != TimeType::date && time.type != TimeType::time) continue;
      double score = -static_cast<double>(std::min(time.span.begin, 6000U)) / 1500;
      const auto begin = time.begin.empty() ? std::nullopt : parse_day(time.begin);
      if (day && begin && time.begin == time.end) {
        const auto off = (*begin - *day).count();
        if (std::abs(off) > kDaysFar) continue;
        score += std::abs(off) <= kDaysNear ? 3 : -1;
        if (off >= 0) score -= off > 0 ? 1 : 0.3;
      } else if (time.type == TimeType::time) {
        score += 2;
      } else {
        // A month or a year says when it was not; one long gone says nothing.
        if (day && begin && std::abs((*begin - *day).count()) > 2 * kDaysFar) continue;
        score -= 1;
      }
      const std::string_view words = text_.words(time.span);
      const Span wide = widen_time(i);
      if (wide.size() > 10) score += 0.8;  // "late on Thursday" says more than "Friday"
      // A report's own date, in the line of its author or place.
      const bool whole_date = std::count_if(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; }) > 4;
      const bool own_date = in_dateline(time.span) || (whole_date && time.span.begin < 300);
      if (in_reason(time.span)) score -= 1;
      score += own_date ? -2.5 : 1.2 * closeness(time.span);
      candidates.push_back({score, wide});
    }
    keep_best(candidates, answers);
    if (answers.empty()) find_occasion(answers);
  }

  // "at the Harbour Cup": what has a place and a time of its own.
  static bool is_occasion(const Entity& entity) {
    static const WordSet kOccasions("prix cup games game olympics festival summit conference congress championship championships final finals series open "
                                    "derby regatta marathon carnival forum convention masters tournament election elections");
    const std::string_view name = entity.name;
    return entity.type != EntityType::person && kOccasions.has(lower(name.substr(name.find_last_of(' ') + 1)));
  }

  void find_occasion(Spans& answers) const {
    std::vector<Candidate> candidates;
    for (const Entity& entity : reading_.entities) {
      if (!is_occasion(entity)) continue;
      const double often = std::log1p(static_cast<double>(std::min<std::size_t>(entity.mentions.size(), 10)));
      candidates.push_back({often - static_cast<double>(std::min(entity.mentions.front().span.begin, 6000U)) / 1500, words_for(entity)});
    }
    keep_best(candidates, answers);
  }

  // --- where -----------------------------------------------------------------------------------------------------

  static bool names_country(const Entity& entity) {
    const auto found = find_places(fold_place(entity.name));
    return std::any_of(found.begin(), found.end(), [](const KnownPlace& place) { return place.kind == PlaceKind::country; });
  }

  // Some town or place of a country is told of in the report's first lines.
  bool has_town(const Entity& country) const {
    for (std::size_t i = 0; i < reading_.entities.size(); ++i) {
      const Entity& one = reading_.entities[i];
      if (one.type != EntityType::place || one.mentions.empty() || country_[i] || one.mentions.front().span.begin >= kLead) continue;
      if (one.location && one.location->country != country.location->country) continue;
      if (!preposition_before(text_.token_at(one.mentions.front().span.begin)).empty()) return true;
    }
    return false;
  }

  // When and where the reason happened is another matter.
  bool in_reason(Span span) const {
    return std::any_of(reasons_.begin(), reasons_.end(), [&](Span reason) { return reason.contains(span); });
  }

  bool in_dateline(Span span) const {
    const std::uint32_t token = text_.token_at(span.begin);
    return token < text_.tokens.size() && token < after_dateline(text_.sentences[text_.tokens[token].sentence]);
  }

  // "Class Nine", "Group 4" are no places; the "Velmian" city of Harl is Harl.
  bool is_part(Span span) const {
    const std::uint32_t next = text_.token_at(span.end);
    if (next >= text_.tokens.size() || !text_.tokens[next].space_before) return false;
    static const WordSet kNumbers("one two three four five six seven eight nine ten");
    const std::string word = lower(text_.word(next));
    const bool of = next + 1 < text_.tokens.size() && text_.word(next + 1) == "of";
    return text_.tokens[next].kind == TokenKind::number || (text_.tokens[next].capitalized && kNumbers.has(word)) || (of && is_town_word(word));
  }

  static bool is_town_word(std::string_view lower) {
    static const WordSet kTown("city town village suburb district province region state port island county resort neighbourhood neighborhood");
    return kTown.has(lower);
  }

  // The preposition that leads to a phrase, over an article and a few adjectives; "" where there is none.
  std::string preposition_before(std::uint32_t token) const {
    static const WordSet kWhere("in at near outside from inside around across off");
    static const WordSet kStop("and to by for with");
    for (std::uint32_t back = 1; back <= 5 && back <= token; ++back) {
      const std::string word = lower(text_.word(token - back));
      if (kWhere.has(word)) return word;
      // "in the northern city of Harl"; but "the mayor of Harl" is not in Harl.
      const bool of_town = word == "of" && back < token && is_town_word(lower(text_.word(token - back - 1)));
      if (text_.tokens[token - back].kind == TokenKind::punctuation || kStop.has(word) || (word == "of" && !of_town)) break;
    }
    return {};
  }

  // "the northern Velmian city of Harl", "Korr Arena in Port Harl", "Harl, Velmia", "outside the Korr Arena".
  Span widen_place(Span span) const {
    static const WordSet kSide("northern southern eastern western central north south east west downtown northeastern northwestern southeastern "
                               "southwestern mid capital coastal border");
    static const WordSet kBeside("outside near off");
    std::uint32_t first = text_.token_at(span.begin);
    std::uint32_t last = text_.token_at(span.end);
    const std::uint32_t sentence = text_.tokens[first].sentence;
    const auto word = [&](std::uint32_t token) { return lower(text_.word(token)); };
    const auto before = [&](std::uint32_t steps) { return first >= steps && text_.tokens[first - steps].sentence == sentence; };
    if (before(2) && word(first - 1) == "of" && is_town_word(word(first - 2))) first -= 2;
    for (int steps = 0; steps < 3 && before(1) && (kSide.has(word(first - 1)) || is_demonym(word(first - 1)) || place_end_.contains(text_.tokens[first - 1].span.begin)); ++steps) --first;
    if (before(1) && kBeside.has(word(first - 1))) {
      --first;
    } else if (before(2) && word(first - 1) == "the" && kBeside.has(word(first - 2))) {
      first -= 2;
    }
    if (last + 1 < text_.tokens.size() && text_.tokens[last + 1].sentence == sentence && (text_.word(last) == "," || word(last) == "in")) {
      const auto next = place_end_.find(text_.tokens[last + 1].span.begin);
      if (next != place_end_.end()) last = text_.token_at(next->second);
    }
    return text_.token_span(first, last);
  }

  void find_where(Spans& answers) const {
    std::vector<Candidate> candidates;
    std::vector<Index> told(reading_.entities.size(), 0);
    for (const Event& event : reading_.events) {
      if (event.place != kNone && rank_within(event.trigger, kTelling)) ++told[event.place];
    }
    for (std::size_t i = 0; i < reading_.entities.size(); ++i) {
      const Entity& entity = reading_.entities[i];
      const bool place = entity.type == EntityType::place;
      if (!place && (entity.type == EntityType::person || entity.type == EntityType::group || entity.type == EntityType::outlet)) continue;
      if (entity.mentions.empty() || is_demonym(fold_place(entity.name)) || is_people(fold_place(entity.name))) continue;
      const bool occasion = is_occasion(entity);
      // "at the Korr Arena" in a headline is where, whatever the name is taken for; the town of "Harl Rovers" is not.
      const bool headline = place_[i].found() && title_.is_place_phrase(place_[i]);
      double score = place ? 0 : -1.2;
      if (place_[i].found() && !title_.inside_name(place_[i], named_)) score += headline ? 2 : 0.7;
      if (place && entity.location) score += 0.4;  // a name that no atlas has is the less surely a place
      // The town says more than its country.
      if (country_[i]) score -= has_town(entity) ? 3 : 1.2;
      if (occasion) score += 0.6;
      if (told[i] > 0) score += 0.5;
      score += 0.4 * std::log1p(static_cast<double>(std::min<std::size_t>(entity.mentions.size(), 10)));
      double best = -10;
      Span span;
      std::size_t looked_at = 0;
      for (const Mention& mention : entity.mentions) {
        if (mention.form != MentionForm::name || ++looked_at > 12 || is_part(mention.span)) continue;
        const std::string preposition = preposition_before(text_.token_at(mention.span.begin));
        if (!place && !headline && !occasion && (preposition.empty() || preposition == "in" || preposition == "from")) continue;
        double here = -static_cast<double>(std::min(mention.span.begin, 6000U)) / 1500 + 0.8 * closeness(mention.span);
        if (!preposition.empty()) here += preposition == "from" ? 0.3 : 1;
        // Where the report was written is not yet where it happened.
        if (in_dateline(mention.span)) here -= 0.8;
        if (in_reason(mention.span)) here -= 1.5;
        if (here <= best) continue;
        best = here;
        span = mention.span;
      }
      if (!span.empty()) candidates.push_back({score + best, widen_place(span)});
    }
    keep_best(candidates, answers);
  }

  bool rank_within(const Spans& trigger, std::size_t most) const {
    if (trigger.empty()) return false;
    const std::size_t sentence = sentence_of(trigger.front());
    return sentence < rank_of_.size() && rank_of_[sentence] < most;
  }

  // --- why and how -----------------------------------------------------------------------------------------------

  bool begins_time(std::uint32_t token) const {
    if (token >= text_.tokens.size() || text_.tokens[token].kind == TokenKind::number) return true;
    const std::uint32_t begin = text_.tokens[token].span.begin;
    const auto time = std::lower_bound(reading_.times.begin(), reading_.times.end(), begin,
                                       [](const TimeExpression& one, std::uint32_t at) { return one.span.end <= at; });
    return time != reading_.times.end() && time->span.begin <= begin;
  }

  // How surely a reason begins here: "because the pumps had failed" 3, "after a row over fish" 1; 0 for none.
  double reason_at(const std::string& word, const std::string& next, std::uint32_t token) const {
    static const WordSet kIn("protest response retaliation revenge reprisal");
    static const WordSet kNouns("revenge retaliation reprisal");
    if (word == "because" || (word == "due" && next == "to") || (word == "in" && kIn.has(next)) || (word == "as" && next == "revenge")) return 3;
    if (kNouns.has(word)) return 2.5;
    if (word == "amid" || (word == "stemmed" && next == "from") || (word == "caused" && next == "by") || (word == "in" && next == "support")) return 2;
    if (word == "following" && !begins_time(token + 1) && next != "the") return 1.2;
    return word == "after" && !begins_time(token + 1) ? 1 : 0;
  }

  // "by ramming a truck into it", "with a truck bomb".
  double means_at(const std::string& word, const std::string& next, std::uint32_t token) const {
    if (word == "by" && next.size() > 5 && next.ends_with("ing")) return 3;
    if (word == "using" && token > 0 && lower(text_.word(token - 1)) != "been") return 2;
    return word == "with" && (next == "a" || next == "an") ? 1 : 0;
  }

  // `sure` takes those that leave no doubt, to the sentence's end.
  void find_reason(Spans& answers, double (MainEventFinder::*strength)(const std::string&, const std::string&, std::uint32_t) const,
                   Spans* sure) const {
    std::vector<Candidate> candidates;
    for (std::size_t rank = 0; rank < ranked_.size() && rank < kTelling; ++rank) {
      const Sentence& sentence = text_.sentences[ranked_[rank]];
      std::string word = sentence.first < sentence.last ? lower(text_.word(sentence.first)) : "";
      for (std::uint32_t token = sentence.first; token + 1 < sentence.last; ++token) {
        std::string next = lower(text_.word(token + 1));
        const double found = (this->*strength)(word, next, token);
        word = std::move(next);
        if (found >= 2 && sure != nullptr) sure->push_back(text_.token_span(token, sentence.last));
        if (found > 0) candidates.push_back({found - 0.4 * static_cast<double>(rank), clause_from(token, sentence.last, kReasonTokens)});
      }
    }
    keep_best(candidates, answers);
  }

  const Article& article_;
  const Text& text_;
  const Reading& reading_;
  TitleWords title_;
  std::vector<TitlePlace> place_;     // of each entity
  std::vector<bool> country_;         // of each: it names one
  std::vector<TitlePlace> named_;     // each once
  std::unordered_map<std::uint32_t, std::uint32_t> place_end_;  // of each mention of a place by its name, by its begin
  Spans reasons_;                     // clauses that say why
  std::vector<std::size_t> ranked_;   // sentences, those with most of the headline first
  std::vector<std::size_t> rank_of_;  // of each of the first sentences
};

}  // namespace

MainEvent find_main_event(const Article& article, const Text& text, const Reading& reading) {
  return MainEventFinder(article, text, reading).run();
}

}  // namespace hearsay

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <unordered_map>

#include "core/unicode.h"
#include "reading/event/answer_context.h"
#include "reading/name/name_words.h"
#include "reading/place/gazetteer.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

constexpr std::size_t kMentions = 12;   // of an entity that are looked at
constexpr std::uint32_t kLead = 1000;   // bytes
constexpr std::size_t kPlaces = 60;

bool is_town_word(std::string_view lower) {
  static const WordSet kTown("city town village suburb district province region state port island county resort neighbourhood neighborhood");
  return kTown.has(lower);
}

// "in the commercial hub of Harl" is in Harl.
bool is_part_of_town(std::string_view lower) {
  static const WordSet kParts("hub capital stronghold outskirts heart center centre metropolis municipality streets");
  return kParts.has(lower) || is_town_word(lower);
}

// What has no name and is a place all the same: "at a school".
bool is_site(std::string_view lower) {
  static const WordSet kSites("airport stadium arena school university college campus hospital church mosque synagogue temple beach zoo hotel mall market nightclub "
                              "club bar restaurant theater theatre cinema station consulate embassy compound prison jail courthouse court palace house mansion "
                              "headquarters base camp border bridge highway street road square park plant factory warehouse mine port harbour harbor ship "
                              "plane island village town city suburb hometown capitol ballroom concert festival circuit track pitch field studio museum library");
  return kSites.has(lower);
}

// A name's last word that makes it a place: "the Korr Arena", "Lake Harl Hospital".
bool is_site_name(std::string_view name) {
  static const WordSet kMore("center centre tower towers arena hall clinic facility gate avenue airport river lake ocean sea bay valley mountain mount desert forest gulf "
                             "strait peninsula islands cape canyon plaza gardens garden mall speedway raceway dome");
  const std::string last = lower(name.substr(name.find_last_of(' ') + 1));
  return last.size() < name.size() && (is_site(last) || kMore.has(last));
}

// How a preposition leads to a place: the higher the number, the surer; 0 for none.
float strength_of(std::string_view preposition) {
  if (preposition.empty()) return 0;
  if (preposition == "from") return 1;
  if (preposition == "across" || preposition == "off" || preposition == "around" || preposition == "over" || preposition == "into") return 2;
  return preposition == "in" ? 3.0F : 4.0F;
}

class WhereFinder {
 public:
  explicit WhereFinder(const AnswerContext& context) : context_(context), text_(context.text()), entities_(context.reading().entities) {
    for (const Entity& entity : entities_) {
      float kind = 0;
      for (const KnownPlace& place : entity.type == EntityType::place ? find_places(fold_place(entity.name)) : std::vector<KnownPlace>{}) {
        kind = std::max(kind, place.kind == PlaceKind::country ? 3.0F : place.kind == PlaceKind::state ? 2.0F : 1.0F);
      }
      kinds_.push_back(kind);
      if (entity.type != EntityType::place) continue;
      for (const Mention& mention : entity.mentions) {
        if (mention.form == MentionForm::name) place_end_.emplace(mention.span.begin, mention.span.end);
      }
    }
    subjects_.assign(entities_.size(), 0);
    count_subjects();
    told_.assign(entities_.size(), 0);
    acts_.assign(entities_.size(), 0);
    for (const Event& event : context.reading().events) {
      if (event.trigger.empty()) continue;
      const double close = context.closeness(context.sentence_of(event.trigger.front()));
      if (event.place != kNone) told_[event.place] = std::max(told_[event.place], close);
      for (const Participant& one : event.participants) {
        if (one.entity != kNone) acts_[one.entity] = std::max(acts_[one.entity], close);
      }
    }
  }

  void run(std::vector<Answer>& answers) const {
    for (std::size_t i = 0; i < entities_.size() && answers.size() < kPlaces; ++i) add_entity(i, answers);
    // The town says more than "the consulate".
    const bool named = std::any_of(answers.begin(), answers.end(), [](const Answer& one) { return one.row[8] > 0 && one.row[18] > 0; });
    // A race's own name is where only while no place is told.
    if (named) std::erase_if(answers, [](const Answer& one) { return one.row[15] > 0; });
    if (named) return;
    for (const SentenceView& view : context_.views()) {
      for (const Phrase& phrase : view.phrases) {
        if (answers.size() < kPlaces) add_site(phrase, answers);
      }
    }
  }

 private:
  void add_entity(std::size_t index, std::vector<Answer>& answers) const {
    const Entity& entity = entities_[index];
    const bool place = entity.type == EntityType::place;
    const bool site = is_site_name(entity.name);
    if (!place && !site && (entity.type == EntityType::person || entity.type == EntityType::group || entity.type == EntityType::outlet)) return;
    // "South Korean" as well as "Velmian".
    const std::string folded = fold_place(entity.name);
    const std::string last = folded.substr(folded.find_last_of(' ') + 1);
    if (entity.mentions.empty() || is_demonym(folded) || is_people(folded) || (last != folded && is_demonym(last))) return;
    const bool occasion = is_occasion(entity);
    const TitlePlace title_place = context_.title_place(index);
    const bool headline = title_place.found() && context_.title().is_place_phrase(title_place);
    const bool inside = title_place.found() && context_.title().inside_name(title_place, context_.named());
    double best = -100;
    Span span;
    std::string how;
    int led = 0;
    int early = 0;
    int attributive = 0;
    std::size_t looked_at = 0;
    for (const Mention& mention : entity.mentions) {
      if (mention.form != MentionForm::name || ++looked_at > kMentions || is_part(mention.span) || context_.is_time(mention.span) || context_.is_litter(mention.span)) continue;
      early += mention.span.begin < kLead ? 1 : 0;
      attributive += context_.is_attributive(mention.span) ? 1 : 0;
      const std::string preposition = preposition_before(text_.token_at(mention.span.begin), place || site);
      // The town of "Harl Rovers" is where only if something is told to be in it.
      if (inside && (preposition.empty() || preposition == "from")) continue;
      if (!place && !headline && !occasion && (preposition.empty() || preposition == "from")) continue;
      led += preposition.empty() ? 0 : 1;
      double here = -static_cast<double>(std::min(mention.span.begin, 6000U)) / 1500 + 0.8 * context_.closeness(context_.sentence_of(mention.span));
      if (!preposition.empty()) here += preposition == "from" ? 0.3 : 1;
      // Where the report was written is not yet where it happened.
      if (context_.in_dateline(mention.span)) here -= 0.8;
      if (context_.in_reason(mention.span)) here -= 1.5;
      if (here <= best) continue;
      best = here;
      span = mention.span;
      how = preposition;
    }
    if (span.empty()) return;
    Answer answer = context_.answer(span);
    answer.span = widen(span);
    AnswerRow& row = answer.row;
    row[5] = static_cast<float>(text_.token_at(answer.span.end) - text_.token_at(answer.span.begin));
    row[6] = static_cast<float>(context_.title().share(text_, answer.span));
    row[8] = place ? 1.0F : 0.0F;
    row[9] = kinds_[index];
    row[10] = kinds_[index] == 3 && has_town(index) ? 1.0F : 0.0F;
    row[11] = place && entity.location ? 1.0F : 0.0F;
    row[12] = inside ? -1.0F : title_place.found() ? 1.0F : 0.0F;
    row[13] = headline ? 1.0F : 0.0F;
    row[14] = title_place.found() && title_place.first < context_.title().verb() ? 1.0F : 0.0F;
    row[15] = occasion ? 1.0F : 0.0F;
    row[16] = static_cast<float>(told_[index]);
    row[17] = std::log1p(static_cast<float>(std::min<std::size_t>(entity.mentions.size(), 20)));
    row[18] = strength_of(how);
    row[19] = context_.in_dateline(span) ? 1.0F : context_.in_dateline(entity.mentions.front().span) ? 0.5F : 0.0F;
    row[20] = context_.in_reason(span) ? 1.0F : 0.0F;
    row[21] = static_cast<float>(std::min(entity.mentions.front().span.begin, 6000U)) / 1000.0F;
    row[22] = static_cast<float>(std::min(led, 6));
    row[23] = static_cast<float>(led) / static_cast<float>(std::min(entity.mentions.size(), kMentions));
    row[24] = static_cast<float>(acts_[index]);
    row[25] = static_cast<float>(best);
    row[27] = text_.token_at(span.end) < text_.tokens.size() && text_.word(text_.token_at(span.end)).starts_with("'") ? 1.0F : 0.0F;
    row[28] = entity.type == EntityType::organization ? 1.0F : 0.0F;
    row[29] = static_cast<float>(verbs_before(span));
    row[30] = context_.is_attributive(answer.span) ? 1.0F : 0.0F;
    row[31] = static_cast<float>(std::min(early, 6));
    row[34] = in_list(answer.span) ? 1.0F : 0.0F;
    row[33] = beside_time(answer.span) ? 1.0F : 0.0F;
    row[32] = entity.mentions.front().span == span ? 1.0F : 0.0F;
    row[35] = site ? 1.0F : 0.0F;
    row[36] = entity.type == EntityType::other ? 1.0F : entity.type == EntityType::person || entity.type == EntityType::outlet ? 2.0F : 0.0F;
    row[37] = static_cast<float>(attributive) / static_cast<float>(std::min(entity.mentions.size(), kMentions));
    row[38] = static_cast<float>(subjects_[index]);
    row[39] = how == "on" ? 1.0F : how == "into" ? 2.0F : how == "over" ? 3.0F : how == "at" ? 4.0F : how == "in" ? 5.0F : 0.0F;
    answers.push_back(answer);
  }

  void add_site(const Phrase& phrase, std::vector<Answer>& answers) const {
    if (phrase.preposition == kNoToken || phrase.time || phrase.pronoun || !is_site(context_.words().lower(phrase.head))) return;
    if (context_.entity_at(phrase.head) != kNone && entities_[context_.entity_at(phrase.head)].type == EntityType::place) return;
    static const WordSet kWhere("in at near outside from inside around across off on");
    const std::string_view preposition = context_.words().lower(phrase.preposition);
    if (!kWhere.has(preposition)) return;
    const Span span = text_.token_span(phrase.first, phrase.last);
    Answer answer = context_.answer(span);
    AnswerRow& row = answer.row;
    row[18] = strength_of(preposition);
    row[20] = context_.in_reason(span) ? 1.0F : 0.0F;
    row[21] = static_cast<float>(std::min(span.begin, 6000U)) / 1000.0F;
    row[26] = phrase.name ? 2.0F : 1.0F;
    row[29] = static_cast<float>(verbs_before(span));
    answers.push_back(answer);
  }

  // Who says and does is not where it happens.
  void count_subjects() {
    for (const SentenceView& view : context_.views()) {
      for (const Trigger& trigger : view.triggers) {
        if (!trigger.verb || !trigger.finite || trigger.group == view.first) continue;
        const Index entity = context_.entity_at(trigger.group - 1);
        if (entity != kNone && preposition_before(trigger.group - 1, true).empty()) subjects_[entity] = std::min(subjects_[entity] + 1, 6);
      }
    }
  }

  // "in Harl on Tuesday": when and where the same happened.
  bool beside_time(Span span) const {
    const auto& times = context_.reading().times;
    const std::uint32_t first = text_.token_at(span.begin);
    const std::uint32_t last = text_.token_at(span.end);
    auto time = std::lower_bound(times.begin(), times.end(), span.begin, [](const TimeExpression& one, std::uint32_t at) { return one.span.end <= at; });
    if (time != times.begin() && std::prev(time)->span.end <= span.begin && first - text_.token_at(std::prev(time)->span.end) <= 2) return true;
    return time != times.end() && text_.token_at(time->span.begin) >= last && text_.token_at(time->span.begin) - last <= 3;
  }

  int verbs_before(Span span) const {
    const std::uint32_t first = text_.token_at(span.begin);
    int verbs = 0;
    for (std::uint32_t token = text_.sentences[text_.tokens[first].sentence].first; token < first && verbs < 8; ++token) {
      verbs += context_.words().kind(token) == WordClass::verb ? 1 : 0;
    }
    return verbs;
  }

  // Some town or place of a country is told of in the report's first lines.
  bool has_town(std::size_t country) const {
    const auto& known = entities_[country].location;
    for (std::size_t i = 0; i < entities_.size(); ++i) {
      const Entity& one = entities_[i];
      if (one.type != EntityType::place || one.mentions.empty() || kinds_[i] == 3 || one.mentions.front().span.begin >= kLead) continue;
      if (one.location && known && one.location->country != known->country) continue;
      if (!preposition_before(text_.token_at(one.mentions.front().span.begin), true).empty()) return true;
    }
    return false;
  }

  // "Class Nine", "Group 4" are no places; the "Velmian" city of Harl is Harl.
  bool is_part(Span span) const {
    const std::uint32_t next = text_.token_at(span.end);
    if (next >= text_.tokens.size() || !text_.tokens[next].space_before) return false;
    static const WordSet kNumbers("one two three four five six seven eight nine ten");
    const std::string_view word = context_.words().lower(next);
    const bool of = next + 1 < text_.tokens.size() && text_.word(next + 1) == "of";
    return text_.tokens[next].kind == TokenKind::number || (text_.tokens[next].capitalized && kNumbers.has(word)) || (of && is_town_word(word));
  }

  // The preposition that leads to a phrase, over an article and a few adjectives; "" where there is none.
  // "on Korr Island", "into the Harl Hospital"; but "on the council" is no place.
  std::string preposition_before(std::uint32_t token, bool place) const {
    static const WordSet kPlaced("on into over");
    static const WordSet kWhere("in at near outside from inside around across off");
    static const WordSet kStop("and to by for with");
    for (std::uint32_t back = 1; back <= 7 && back <= token; ++back) {
      const std::string_view word = context_.words().lower(token - back);
      if (kWhere.has(word) || (place && back <= 4 && kPlaced.has(word))) return std::string(word);
      // "in the northern city of Harl"; but "the mayor of Harl" is not in Harl.
      const bool of_town = word == "of" && back < token && is_part_of_town(context_.words().lower(token - back - 1));
      if (text_.tokens[token - back].kind == TokenKind::punctuation || kStop.has(word) || (word == "of" && !of_town)) break;
    }
    return {};
  }

  // "the northern Velmian city of Harl", "Korr Arena in Port Harl", "Harl, Velmia", "outside the Korr Arena".
  Span widen(Span span) const {
    static const WordSet kSide("northern southern eastern western central north south east west downtown northeastern northwestern southeastern "
                               "southwestern mid capital coastal border");
    static const WordSet kBeside("outside near off");
    std::uint32_t first = text_.token_at(span.begin);
    std::uint32_t last = text_.token_at(span.end);
    const std::uint32_t sentence = text_.tokens[first].sentence;
    const auto word = [&](std::uint32_t token) { return context_.words().lower(token); };
    const auto before = [&](std::uint32_t steps) { return first >= steps && text_.tokens[first - steps].sentence == sentence; };
    if (before(2) && word(first - 1) == "of" && is_town_word(word(first - 2))) first -= 2;
    for (int steps = 0; steps < 3 && before(1) && (kSide.has(word(first - 1)) || is_demonym(word(first - 1)) || place_end_.contains(text_.tokens[first - 1].span.begin)); ++steps) --first;
    if (before(1) && kBeside.has(word(first - 1))) {
      --first;
    } else if (before(2) && word(first - 1) == "the" && kBeside.has(word(first - 2))) {
      first -= 2;
    }
    if (last + 1 < text_.tokens.size() && text_.tokens[last + 1].sentence == sentence && (text_.word(last) == "," || word(last) == "in")) {
      // "Harl, Velmia"; but "Velmia, Korr and Tamrin" are three.
      const auto next = place_end_.find(text_.tokens[last + 1].span.begin);
      if (next != place_end_.end() && !is_listed(last, text_.token_at(next->second))) last = text_.token_at(next->second);
    }
    return text_.token_span(first, last);
  }

  // Places [..., comma) and (comma, last) are parts of a list: of one kind, or an "and" follows.
  bool is_listed(std::uint32_t comma, std::uint32_t last) const {
    if (text_.word(comma) != ",") return false;
    if (last < text_.tokens.size() && context_.words().lower(last) == "and") return true;
    const Index one = context_.entity_at(comma - 1);
    const Index two = context_.entity_at(comma + 1);
    return one != kNone && two != kNone && kinds_[one] == kinds_[two] && kinds_[one] != 0;
  }

  // Beside another place in a list.
  bool in_list(Span span) const {
    const std::uint32_t first = text_.token_at(span.begin);
    const std::uint32_t last = text_.token_at(span.end);
    const auto place_at = [&](std::uint32_t token) { return token < text_.tokens.size() && place_end_.contains(text_.tokens[token].span.begin); };
    if (last + 1 < text_.tokens.size() && (text_.word(last) == "," || context_.words().lower(last) == "and") && place_at(last + 1)) return true;
    return first > 1 && (text_.word(first - 1) == "," || context_.words().lower(first - 1) == "and") && context_.entity_at(first - 2) != kNone && place_at(first - 2);
  }

  const AnswerContext& context_;
  const Text& text_;
  const std::vector<Entity>& entities_;
  std::vector<float> kinds_;  // of each entity: 3 a country, 2 a state, 1 a town, 0 none that is known
  std::vector<double> told_;  // closeness of the events that are told to be there
  std::vector<int> subjects_; // how often it stands before a verb
  std::vector<double> acts_;  // and of those it takes part in
  std::unordered_map<std::uint32_t, std::uint32_t> place_end_;  // of each mention of a place by its name, by its begin
};

}  // namespace

void find_where(const AnswerContext& context, std::vector<Answer>& answers) { WhereFinder(context).run(answers); }

}  // namespace hearsay::event

#include "reading/event/sentence_view.h"

#include <algorithm>

#include "reading/attribution/rule_word.h"
#include "reading/figure/figure_words.h"
#include "reading/name/name_words.h"
#include "reading/words.h"

namespace hearsay::event {
namespace {

bool is_modal(std::string_view lower) {
  static const WordSet kWords("will would shall should can could may might must 'll cannot ca wo");
  return kWords.has(lower);
}

// Nouns before "of" that stand for those behind it: "thousands of workers", "members of the council".
bool is_partitive(std::string_view lower) {
  static const WordSet kWords(
      "thousands hundreds dozens scores millions group groups members member number majority crowd crowds leader leaders head "
      "president minister ministers government governments king queen prince people residents citizens citizen authorities officials "
      "department ministry secretary office court chief chairman director council house army forces troops police bank university "
      "republic kingdom union city state families relatives victims supporters students leadership representatives delegation "
      "team pair some many most one two three several both all party contingent contingents batch coalition association convoy column patrol");
  return kWords.has(lower);
}

bool is_speaking(std::string_view lower) {
  static const WordSet kWords("speak speaks spoke spoken speaking talk talks talked talking confer confers conferred consult consulted");
  return kWords.has(lower);
}

bool is_demonym_or_people(std::string_view lower) { return is_demonym(lower) || is_people(lower); }

}  // namespace

bool is_actor_noun(std::string_view lower) {
  static const WordSet kWords(
      "government governments army armies military police forces force troops authorities authority rebels rebel court courts tribunal parliament "
      "congress senate house cabinet company companies firm firms party parties union unions administration ministry council "
      "committee commission coalition opposition regime junta militia militias guerrillas guerrilla insurgents militants terrorists gunmen gunman bomber bombers mission missions "
      "protesters protestors demonstrators students workers farmers officials lawmakers legislators mps senators judges prosecutors lawyers "
      "diplomats delegation delegations team teams navy airforce fighters soldiers warplanes jets aircraft helicopters ship "
      "separatists extremists jihadists loyalists activists campaigners residents villagers refugees migrants prisoners detainees inmates "
      "hostages civilians people nation nations country countries state states republic kingdom embassy consulate agency agencies bank group groups "
      "organisation organization organisations organizations association federation foundation church university hospital newspaper newspapers media "
      "crowd crowds mob gang cartel hackers pirates tribe tribes clan community communities population citizens voters "
      "leadership leaders president minister premier king queen prince chancellor mayor governor ambassador envoy envoys spokesman spokeswoman "
      "side sides counterpart counterparts allies ally neighbours neighbors enemies enemy bloc club board management staff employees "
      "customs coastguard regulator regulators watchdog investigators inspectors observers monitors peacekeepers contractors settlers "
      "man woman men women boy girl child children family families youth youths teenagers victims suspects suspect officer officers guard guards crew passengers");
  return kWords.has(lower) || is_role_noun(lower) || is_role_plural(lower) || is_group_noun(lower) || is_people_noun(lower);
}

EventText::EventText(const Text& text, const std::vector<Name>& names) : EventText(text, names, classify_words(text)) {}

EventText::EventText(const Text& text, const std::vector<Name>& names, std::vector<Word> words)
    : text_(&text), names_(&names), lowered_(text.content), words_(std::move(words)), name_of_token_(text.tokens.size(), kNone),
      phrases_(text, words_) {
  for (char& c : lowered_) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::uint32_t token = names[i].first; token < names[i].last && token < name_of_token_.size(); ++token) {
      name_of_token_[token] = static_cast<Index>(i);
    }
  }
  for (const Sentence& sentence : text.sentences) find_verbs(sentence);
  content_.reserve(text.tokens.size());
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    content_.push_back(text.tokens[i].kind == TokenKind::word && name_of_token_[i] == kNone && !words_[i].time && !is_function_word(words_[i].lower));
  }
  for (std::size_t i = 0; i < text.sentences.size() && i < kFirstViews; ++i) first_views_.push_back(view(text.sentences[i]));
}

std::string_view EventText::lower_rest(std::uint32_t token, std::uint32_t last) const {
  const std::uint32_t begin = text_->tokens[token].span.begin;
  return std::string_view(lowered_).substr(begin, text_->tokens[last - 1].span.end - begin);
}

// Verbs that the lexicon knows and the reading of attributions does not: "lambasts", "sue".
void EventText::find_verbs(const Sentence& sentence) {
  const std::uint32_t last = std::min(sentence.last, sentence.first + kSentenceTokens);
  std::uint32_t capitals = 0;
  std::uint32_t small = 0;
  for (std::uint32_t i = sentence.first; i < last; ++i) {
    if (text_->tokens[i].kind != TokenKind::word || words_[i].lower.size() < 4) continue;
    (text_->tokens[i].capitalized ? capitals : small)++;
  }
  const bool headline = capitals > 3 && capitals > 2 * small;
  for (std::uint32_t i = sentence.first; i < last; ++i) {
    const WordClass kind = words_[i].kind;
    const bool candidate = kind == WordClass::noun || (kind == WordClass::name && (headline || i == sentence.first));
    if (!candidate || text_->tokens[i].kind != TokenKind::word) continue;
    const Found found = find_verb(lower_rest(i, last), text_->tokens[i].span.size());
    if (!found || !is_verb_here(i, found.forms, sentence, headline)) continue;
    const bool past = (found.forms & (kPast | kParticiple)) != 0 && (found.forms & kBase) == 0;
    const bool auxiliary = i > sentence.first && words_[i - 1].kind == WordClass::auxiliary && !is_modal(words_[i - 1].lower);
    words_[i].kind = past && auxiliary ? WordClass::participle : WordClass::verb;
  }
}

bool EventText::is_verb_here(std::uint32_t token, std::uint8_t forms, const Sentence& sentence, bool headline) const {
  std::uint32_t k = token;
  while (k > sentence.first && words_[k - 1].kind == WordClass::adverb) --k;
  const WordClass before = k > sentence.first ? words_[k - 1].kind : WordClass::punctuation;
  const WordClass after = token + 1 < sentence.last ? words_[token + 1].kind : WordClass::punctuation;
  const bool object = after == WordClass::determiner || after == WordClass::possessive || after == WordClass::name || after == WordClass::pronoun ||
                      after == WordClass::object || after == WordClass::number || after == WordClass::to || after == WordClass::that;
  const bool nominal = before == WordClass::noun || before == WordClass::name;
  if (before == WordClass::determiner || before == WordClass::possessive || before == WordClass::preposition || before == WordClass::number) {
    return false;
  }
  const bool only_past = (forms & (kPast | kParticiple)) != 0 && (forms & kBase) == 0;
  if (only_past) return before != WordClass::punctuation || token != sentence.first;
  if ((forms & kBase) != 0) {
    if (before == WordClass::to || before == WordClass::negation || before == WordClass::pronoun) return true;
    if (before == WordClass::auxiliary) return k > sentence.first && !is_be(words_[k - 1].lower);
    const bool plural = nominal && k > sentence.first && (words_[k - 1].lower.ends_with('s') || words_[k - 1].lower == "police" || words_[k - 1].lower == "people");
    if (plural && (object || (headline && after == WordClass::noun))) return true;
    // "demanded that Velmia withdraw its troops"
    for (std::uint32_t i = k; nominal && i > sentence.first && k - i < 5; --i) {
      if (words_[i - 1].kind == WordClass::that) return object || after == WordClass::preposition || after == WordClass::punctuation;
      if (words_[i - 1].kind == WordClass::verb) break;
    }
    return before == WordClass::conjunction && object && after != WordClass::to;
  }
  if ((forms & kThird) != 0) {
    if (before == WordClass::relative || before == WordClass::pronoun) return true;
    // "Velm strikes a deal", "Velm visits Port Harl", but "Velmian air strikes"
    if (before == WordClass::name) return object || after == WordClass::noun || after == WordClass::gerund || after == WordClass::preposition;
    return (before == WordClass::noun || before == WordClass::conjunction) && object;
  }
  return false;
}

SentenceView EventText::view(const Sentence& sentence) const {
  SentenceView view;
  view.first = sentence.first;
  view.last = std::min(sentence.last, sentence.first + kSentenceTokens);
  add_triggers(view);
  add_phrases(view);
  return view;
}

void EventText::describe_verb(Trigger& trigger, std::uint32_t floor) const {
  trigger.group = trigger.first;
  bool be = false;
  bool have = false;
  for (std::uint32_t i = trigger.first; i > floor && trigger.first - i < 7; --i) {
    const WordClass kind = words_[i - 1].kind;
    const std::string_view word = words_[i - 1].lower;
    if (kind == WordClass::auxiliary) {
      be |= is_be(word);
      have |= word == "has" || word == "have" || word == "had";
      trigger.modal |= is_modal(word);
    } else if (kind == WordClass::negation) {
      trigger.negated = true;
    } else if (kind == WordClass::to) {
      trigger.infinitive = true;
      trigger.group = i - 1;
      break;
    } else if (kind != WordClass::adverb) {
      break;
    }
    trigger.group = i - 1;
  }
  const bool participle = (trigger.forms & kParticiple) != 0 || words_[trigger.first].kind == WordClass::participle;
  trigger.passive = participle && (be || (!have && !trigger.modal && trigger.last < text_->tokens.size() && words_[trigger.last].lower == "by"));
  const bool gerund = words_[trigger.first].lower.ends_with("ing");
  trigger.finite = !trigger.infinitive && (!gerund || be) && (words_[trigger.first].kind != WordClass::participle || be || have || trigger.modal);
}

bool EventText::is_by_phone(std::uint32_t first, std::uint32_t last) const {
  static const WordSet kDevices("phone telephone videoconference video");
  for (std::uint32_t i = first; i + 1 < last && i < first + 12; ++i) {
    if (words_[i].kind == WordClass::verb || words_[i].kind == WordClass::auxiliary || words_[i].kind == WordClass::subordinator) return false;
    const bool leads = words_[i].lower == "by" || words_[i].lower == "over" || words_[i].lower == "on";
    const bool article = i + 2 < last && words_[i + 1].lower == "the";
    if (leads && kDevices.has(words_[i + (article ? 2 : 1)].lower)) return true;
  }
  return false;
}

void EventText::add_triggers(SentenceView& view) const {
  for (std::uint32_t i = view.first; i < view.last;) {
    const WordClass kind = words_[i].kind;
    if (text_->tokens[i].kind != TokenKind::word) {
      ++i;
      continue;
    }
    const std::string_view rest = lower_rest(i, view.last);
    const std::size_t size = text_->tokens[i].span.size();
    const bool verbal = kind == WordClass::verb || kind == WordClass::participle || kind == WordClass::gerund;
    Found found;
    if (verbal) found = find_verb(rest, size);
    // "spoke with Doe by phone"
    const bool by_phone = verbal && is_speaking(words_[i].lower) && is_by_phone(i + 1, view.last);
    if (by_phone) found = {find_verb("telephone", 9).entries, find_verb("telephoned", 10).forms, size};
    const bool nominal = is_nominal(kind) || kind == WordClass::gerund;
    const Found noun = nominal ? find_noun(rest, size) : Found{};
    if (noun && (!found || noun.length > found.length)) found = noun;
    if (!found && !verbal) {
      ++i;
      continue;
    }
    Trigger trigger;
    trigger.first = i;
    trigger.verb = verbal && !(noun && found.entries == noun.entries);
    const std::uint32_t end = text_->tokens[i].span.begin + static_cast<std::uint32_t>(std::max(found.length, size));
    while (i < view.last && text_->tokens[i].span.begin < end) ++i;
    trigger.last = i;
    trigger.entries = found.entries;
    trigger.forms = found.forms;
    trigger.group = trigger.first;
    trigger.lemma = trigger.verb && !by_phone ? verb_lemma(words_[trigger.first].lower) : found.entries->front()->lemma;
    if (trigger.verb) describe_verb(trigger, view.first);
    view.triggers.push_back(trigger);
  }
  // "refused to lift", "launched an investigation": who hangs on whom.
  for (std::uint32_t k = 1; k < view.triggers.size(); ++k) {
    Trigger& trigger = view.triggers[k];
    Trigger& before = view.triggers[k - 1];
    if (!before.verb) continue;
    const std::uint32_t gap = trigger.group - std::min(trigger.group, before.last);
    bool broken = false;
    for (std::uint32_t i = before.last; i < trigger.group; ++i) {
      const WordClass kind = words_[i].kind;
      broken |= kind == WordClass::comma || kind == WordClass::punctuation || kind == WordClass::relative || kind == WordClass::quote ||
                kind == WordClass::subordinator || kind == WordClass::conjunction || (!trigger.verb && kind == WordClass::auxiliary);
    }
    if (broken || gap > (trigger.verb ? 8U : 6U)) continue;
    if (trigger.verb && !trigger.infinitive && !trigger.modal && gap > 3) continue;
    trigger.governor = k - 1;
    before.complement = k;
  }
}

void EventText::add_phrase(SentenceView& view, std::uint32_t first, std::uint32_t last, bool possessor) const {
  while (first < last && (words_[first].kind == WordClass::punctuation || words_[first].kind == WordClass::adverb)) ++first;
  if (last <= first) return;
  Phrase phrase;
  phrase.first = first;
  phrase.last = last;
  phrase.head = last - 1;
  phrase.possessor = possessor;
  if (first > view.first && (words_[first - 1].kind == WordClass::preposition || words_[first - 1].kind == WordClass::to)) phrase.preposition = first - 1;
  phrase.pronoun = last == first + 1 && (words_[first].kind == WordClass::pronoun || words_[first].kind == WordClass::object);
  const std::string_view head = words_[phrase.head].lower;
  for (std::uint32_t i = first; i < last; ++i) {
    phrase.name |= name_of_token_[i] != kNone || is_demonym_or_people(words_[i].lower);
    phrase.time |= words_[i].time;
  }
  const Index name = name_of_token_[phrase.head];
  phrase.place = name != kNone && (*names_)[name].type == EntityType::place;
  const std::string_view word = words_[first].lower;
  phrase.actor = !phrase.time && ((phrase.pronoun && word != "it" && word != "one" && word != "none") || phrase.name || is_actor_noun(head) || is_organization_word(head));
  view.phrases.push_back(phrase);
}

// Behind "PORT HARL, Nov 8 (KENA) -": who stands there takes part in nothing.
std::uint32_t EventText::after_dateline(const SentenceView& view) const {
  for (std::uint32_t i = view.first; i < std::min(view.last, view.first + 14); ++i) {
    const std::string_view word = words_[i].lower;
    if (words_[i].kind == WordClass::verb || words_[i].kind == WordClass::auxiliary) break;
    const bool dash = word == "\xE2\x80\x93" || word == "\xE2\x80\x94" || ((word == "-" || word == "--") && text_->tokens[i].space_before);
    if (dash && i > view.first && i + 3 < view.last) return i + 1;
  }
  return view.first;
}

void EventText::add_phrases(SentenceView& view) const {
  std::size_t trigger = 0;
  for (std::uint32_t i = after_dateline(view); i < view.last;) {
    while (trigger < view.triggers.size() && view.triggers[trigger].last <= i) ++trigger;
    const std::uint32_t limit = trigger < view.triggers.size() && view.triggers[trigger].first >= i ? view.triggers[trigger].first : view.last;
    if (limit == i) {
      i = view.triggers[trigger].last;
      continue;
    }
    std::uint32_t end = phrases_.simple_end(i, limit);
    const bool cut_by_trigger = end == limit && trigger < view.triggers.size() && limit == view.triggers[trigger].first && !view.triggers[trigger].verb;
    if (end == i) {
      // "the talks", "a visit": nothing before the noun that names anybody
      ++i;
      continue;
    }
    // "the government's decision": the government acts; "Velm's prime minister" is one phrase.
    std::uint32_t split = i;
    for (std::uint32_t k = i + 1; k < end; ++k) {
      if (words_[k].lower == "'s" || words_[k].lower == "'") split = k;
    }
    const std::string_view head = words_[end - 1].lower;
    const bool named_head = name_of_token_[end - 1] != kNone;
    if (split > i && (split + 1 == end || !(named_head || is_actor_noun(head)))) {
      add_phrase(view, i, split, true);
      i = end;
      continue;
    }
    while (end < view.last && words_[end].lower == "of" && (is_partitive(words_[end - 1].lower) || is_actor_noun(words_[end - 1].lower)) && end - i < 20) {
      const std::uint32_t next_limit = limit > end ? limit : view.last;
      const std::uint32_t next = phrases_.simple_end(end + 1, next_limit);
      if (next == end + 1) break;
      end = next;
    }
    add_phrase(view, i, end, cut_by_trigger);
    i = end;
  }
}

}  // namespace hearsay::event

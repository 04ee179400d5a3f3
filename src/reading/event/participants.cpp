#include "reading/event/participants.h"

#include <algorithm>

#include "reading/words.h"

namespace hearsay::event {
namespace {

// Prepositions behind which stands when, where or why, and nobody to whom it was done.
bool leads_away(std::string_view preposition) {
  static const WordSet kWords("after before during since until amid despite at near across following because than like as including through within without");
  return kWords.has(preposition);
}

constexpr std::uint32_t kReach = 40;      // tokens
constexpr int kSteps = 4;                 // verbs from which a subject is handed down
constexpr std::size_t kJoined = 8;        // phrases of one list

}  // namespace

std::uint32_t ActorFinder::clause_end(std::uint32_t token) const {
  for (std::uint32_t i = token; i < view_.last && i < token + kReach; ++i) {
    const WordClass kind = text_.kind(i);
    if (kind == WordClass::colon || kind == WordClass::subordinator || kind == WordClass::quote) return i;
    if (kind == WordClass::punctuation && text_.lower(i) == ";") return i;
    // The next clause with a verb of its own; "to lift", "accused Velm of lying" belong here.
    if (kind == WordClass::relative && i > token + 1) return i;
    if (kind == WordClass::auxiliary || kind == WordClass::verb) {
      const bool infinitive = i > view_.first && (text_.kind(i - 1) == WordClass::to || (i > token + 1 && text_.kind(i - 2) == WordClass::to));
      if (!infinitive) return i;
    }
  }
  return std::min(view_.last, token + kReach);
}

std::uint32_t ActorFinder::phrase_in(std::uint32_t first, std::uint32_t last) const {
  std::uint32_t fallback = kNoToken;
  for (std::uint32_t i = 0; i < view_.phrases.size(); ++i) {
    const Phrase& phrase = view_.phrases[i];
    if (phrase.last <= first) continue;
    if (phrase.first >= last) break;
    if (phrase.actor) return i;
    if (fallback == kNoToken && !phrase.time && !phrase.pronoun) fallback = i;
  }
  return fallback;
}

std::uint32_t ActorFinder::subject(std::uint32_t trigger) const {
  std::uint32_t at = trigger;
  for (int step = 0; step < kSteps; ++step) {
    const Trigger& verb = view_.triggers[at];
    const bool own = !verb.infinitive;
    if (own && verb.group > view_.first) {
      // "Harl, who led the talks": the relative's own noun.
      std::uint32_t end = verb.group;
      if (text_.kind(end - 1) == WordClass::relative || (text_.kind(end - 1) == WordClass::that && end > view_.first + 1)) --end;
      while (end > view_.first && end < verb.group && text_.kind(end - 1) == WordClass::comma) --end;
      const WordClass before = end > view_.first ? text_.kind(end - 1) : WordClass::punctuation;
      // Nothing stands before a sentence's first word: "Who attacked Harl".
      if (end > view_.first && before != WordClass::conjunction && before != WordClass::preposition) {
        const Range range = text_.phrases().subject_before(end, view_.first);
        if (!range.empty()) {
          const std::uint32_t found = phrase_in(range.first, range.last);
          if (found != kNoToken) return found;
        }
      }
    }
    if (verb.governor != kNoToken && view_.triggers[verb.governor].verb) {
      at = verb.governor;
      continue;
    }
    // "met Harl and signed": the verb before hands its subject on.
    std::uint32_t previous = at;
    while (previous > 0 && !(view_.triggers[previous - 1].verb && view_.triggers[previous - 1].finite)) --previous;
    if (previous == 0) break;
    at = previous - 1;
  }
  // Whoever stands first in the sentence.
  return phrase_in(view_.first, view_.triggers[trigger].group);
}

std::uint32_t ActorFinder::behind(std::uint32_t token, bool skip_by) const {
  const std::uint32_t end = clause_end(token);
  std::uint32_t fallback = kNoToken;
  for (std::uint32_t i = 0; i < view_.phrases.size(); ++i) {
    const Phrase& phrase = view_.phrases[i];
    if (phrase.first < token) continue;
    if (phrase.first >= end) break;
    if (phrase.time) continue;
    const std::string_view preposition = phrase.preposition == kNoToken ? std::string_view{} : text_.lower(phrase.preposition);
    if (leads_away(preposition) || (skip_by && preposition == "by")) continue;
    if (!phrase.actor) {
      if (fallback == kNoToken && !phrase.pronoun && phrase.preposition == kNoToken) fallback = i;
      continue;
    }
    if (preposition == "in" && phrase.place) {
      // "in Velm" is where, unless nobody else is named.
      if (fallback == kNoToken || !view_.phrases[fallback].actor) fallback = i;
      continue;
    }
    return i;
  }
  return fallback;
}

std::uint32_t ActorFinder::object(std::uint32_t trigger) const { return behind(view_.triggers[trigger].last, false); }

std::uint32_t ActorFinder::with_preposition(std::uint32_t token, std::string_view preposition) const {
  const std::uint32_t end = clause_end(token);
  for (std::uint32_t i = 0; i < view_.phrases.size(); ++i) {
    const Phrase& phrase = view_.phrases[i];
    if (phrase.first < token || phrase.preposition == kNoToken || phrase.time) continue;
    if (phrase.first >= end) break;
    if (text_.lower(phrase.preposition) == preposition && (phrase.actor || preposition == "by")) return i;
  }
  return kNoToken;
}

std::vector<std::uint32_t> ActorFinder::joined(std::uint32_t phrase) const {
  enum class Link { none, comma, conjunction };
  const auto link = [&](std::uint32_t left) {
    const Phrase& one = view_.phrases[left];
    const Phrase& two = view_.phrases[left + 1];
    if (two.first <= one.last || two.first - one.last > 3 || !two.actor || two.time) return Link::none;
    Link found = Link::none;
    for (std::uint32_t i = one.last; i < two.first; ++i) {
      const WordClass kind = text_.kind(i);
      if (kind == WordClass::conjunction && text_.lower(i) != "but") {
        found = Link::conjunction;
      } else if (kind != WordClass::comma) {
        return Link::none;
      } else if (found == Link::none && one.name && two.name) {
        found = Link::comma;  // of a list, if an "and" ends it: "Harl, Doe and Brandt"
      }
    }
    return found;
  };
  // Links from `left` on that end with an "and".
  const auto is_listed = [&](std::uint32_t left) {
    for (std::uint32_t steps = 0; left + 1 < view_.phrases.size() && steps < kJoined; ++left, ++steps) {
      const Link found = link(left);
      if (found != Link::comma) return found == Link::conjunction;
    }
    return false;
  };
  std::vector<std::uint32_t> all = {phrase};
  for (std::uint32_t i = phrase; i + 1 < view_.phrases.size() && all.size() < kJoined && is_listed(i); ++i) all.push_back(i + 1);
  for (std::uint32_t i = phrase; i > 0 && all.size() < kJoined && view_.phrases[i - 1].actor && is_listed(i - 1); --i) all.insert(all.begin(), i - 1);
  return all;
}

// Doe of "Velmia, represented by Doe", "a delegation led by Doe".
std::uint32_t ActorFinder::led_by(std::uint32_t phrase) const {
  static const WordSet kLed("led headed represented chaired fronted accompanied joined");
  std::uint32_t token = view_.phrases[phrase].last;
  if (token < view_.last && text_.kind(token) == WordClass::comma) ++token;
  if (token + 2 >= view_.last || !kLed.has(text_.lower(token)) || text_.lower(token + 1) != "by") return kNoToken;
  for (std::uint32_t i = phrase + 1; i < view_.phrases.size() && view_.phrases[i].first <= token + 3; ++i) {
    if (view_.phrases[i].preposition == token + 1 && view_.phrases[i].actor) return i;
  }
  return kNoToken;
}

std::vector<std::uint32_t> ActorFinder::everyone(std::uint32_t phrase) const {
  std::vector<std::uint32_t> all = {phrase};
  const auto add = [&](std::uint32_t one) {
    if (one != kNoToken && all.size() < kJoined && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::uint32_t one : joined(all[i])) add(one);
    add(led_by(all[i]));
    for (std::uint32_t before = all[i] > 3 ? all[i] - 3 : 0; before < all[i]; ++before) {
      if (led_by(before) == all[i]) add(before);
    }
  }
  std::sort(all.begin() + 1, all.end());
  return all;
}

std::uint32_t ActorFinder::light_verb(std::uint32_t trigger) const {
  const Trigger& noun = view_.triggers[trigger];
  if (noun.verb || noun.governor == kNoToken) return kNoToken;
  const Trigger& verb = view_.triggers[noun.governor];
  return verb.verb ? noun.governor : kNoToken;
}

// "Velm's attack on the port", "the meeting between Harl and Doe", "talks with Velm", "launched an investigation into".
Actors ActorFinder::find_nominal(std::uint32_t trigger) const {
  const Trigger& noun = view_.triggers[trigger];
  Actors actors;
  std::uint32_t source = kNoToken;
  const std::uint32_t light = light_verb(trigger);
  for (std::uint32_t i = 0; i < view_.phrases.size(); ++i) {
    const Phrase& phrase = view_.phrases[i];
    if (phrase.last > noun.first) break;
    if (phrase.possessor && phrase.actor && noun.first - phrase.last <= 4) source = i;
  }
  const std::uint32_t between = with_preposition(noun.last, "between");
  if (between != kNoToken) {
    const std::vector<std::uint32_t> all = joined(between);
    actors.sources.push_back(all.front());
    actors.targets.assign(all.begin() + 1, all.end());
    return actors;
  }
  const std::uint32_t by = with_preposition(noun.last, "by");
  if (source == kNoToken && by != kNoToken) source = by;
  std::uint32_t target = behind(noun.last, true);
  if (light != kNoToken) {
    const std::uint32_t subject_phrase = subject(light);
    if (view_.triggers[light].passive) {
      if (source == kNoToken) source = by;
    } else if (subject_phrase != kNoToken) {
      if (source != kNoToken && target == kNoToken) target = source;
      source = subject_phrase;
    }
    if (target == kNoToken || !view_.phrases[target].actor) {
      // "gave Velm a warning", "put pressure on"
      const std::uint32_t between_verb = phrase_in(view_.triggers[light].last, noun.first);
      if (between_verb != kNoToken && view_.phrases[between_verb].actor) target = between_verb;
    }
  }
  if (source == kNoToken) {
    const std::uint32_t of = with_preposition(noun.last, "of");
    if (of != kNoToken && of != target) source = of;
  }
  if (source != kNoToken) actors.sources = joined(source);
  if (target != kNoToken && target != source) actors.targets = joined(target);
  return actors;
}

Actors ActorFinder::find(std::uint32_t trigger) const {
  const Trigger& verb = view_.triggers[trigger];
  if (!verb.verb) return find_nominal(trigger);
  Actors actors;
  const std::uint32_t before = subject(trigger);
  if (verb.passive) {
    const std::uint32_t by = with_preposition(verb.last, "by");
    if (by != kNoToken) actors.sources = joined(by);
    if (before != kNoToken) actors.targets = joined(before);
    return actors;
  }
  const std::uint32_t after = behind(verb.last, false);
  if (before != kNoToken) actors.sources = joined(before);
  if (after != kNoToken && std::find(actors.sources.begin(), actors.sources.end(), after) == actors.sources.end()) actors.targets = joined(after);
  // "A and B met": both took part.
  const Entry* entry = verb.entry();
  if (actors.sources.size() > 1 && entry != nullptr && (entry->root == Root::consult || entry->root == Root::agree || entry->root == Root::fight)) {
    const bool nobody = actors.targets.empty() || !view_.phrases[actors.targets.front()].actor;
    if (nobody) {
      actors.targets = {actors.sources.begin() + 1, actors.sources.end()};
      actors.sources.erase(actors.sources.begin() + 1, actors.sources.end());
    }
  }
  return actors;
}

}  // namespace hearsay::event

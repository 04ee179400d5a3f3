#include "reading/attribution/stance.h"

#include <optional>

#include "core/string_table.h"

namespace hearsay {
namespace {

// What is expressed, voiced, issued decides: "expressed gratitude", "voiced grief".
std::optional<Stance> stance_of_object(std::string_view word) {
  static const StringMap<Stance> kWords = {
      {"gratitude", Stance::thanks},     {"thanks", Stance::thanks},       {"appreciation", Stance::thanks},
      {"support", Stance::praises},      {"admiration", Stance::praises},  {"praise", Stance::praises},
      {"satisfaction", Stance::praises}, {"solidarity", Stance::praises},  {"condemnation", Stance::condemns},
      {"outrage", Stance::condemns},     {"anger", Stance::condemns},      {"criticism", Stance::condemns},
      {"hope", Stance::hopes},           {"hopes", Stance::hopes},         {"optimism", Stance::hopes},
      {"doubt", Stance::believes},       {"doubts", Stance::believes},     {"belief", Stance::believes},
      {"confidence", Stance::believes},  {"concern", Stance::warns},       {"concerns", Stance::warns},
      {"fear", Stance::warns},           {"warning", Stance::warns},       {"readiness", Stance::promises},
      {"willingness", Stance::promises}, {"commitment", Stance::promises}, {"opposition", Stance::denies},
      {"threat", Stance::threatens},     {"threats", Stance::threatens},   {"demand", Stance::demands},
      {"denial", Stance::denies},
  };
  const Stance* found = kWords.find(word);
  return found == nullptr ? std::nullopt : std::optional<Stance>(*found);
}

const CueWord* main_word(const std::vector<Word>& words, const Candidate& candidate) {
  if (candidate.word != nullptr) return candidate.word;
  const CueWord* noun = nullptr;
  for (const Range& range : candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (words[i].cue.cue != nullptr && words[i].kind != WordClass::name) return words[i].cue.cue;
      if (noun == nullptr) noun = find_cue_noun(words[i].lower);
    }
  }
  return noun;
}

bool cue_has(const std::vector<Word>& words, const Candidate& candidate, std::string_view word) {
  for (const Range& range : candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (words[i].lower == word) return true;
    }
  }
  return false;
}

// "to leave", not "to the council".
bool is_infinitive(const std::vector<Word>& words, std::uint32_t to) {
  return words[to].kind == WordClass::to && words[to + 1].kind != WordClass::determiner && words[to + 1].kind != WordClass::name;
}

// "Harl to leave" of "asked Harl to leave", not "whether to leave".
bool asks_to_act(const std::vector<Word>& words, const Range& content) {
  for (std::uint32_t i = content.first; i + 1 < content.last && i < content.first + 12; ++i) {
    if (words[i].kind == WordClass::question || words[i].kind == WordClass::quote || words[i].kind == WordClass::verb)
      return false;
    if (is_infinitive(words, i)) return true;
  }
  return false;
}

// "the crew to stay" of "told the crew to stay", not "the plan to leave was dead".
bool orders_to_act(const std::vector<Word>& words, const Range& content) {
  bool to = false;
  for (std::uint32_t i = content.first; i + 1 < content.last; ++i) {
    const WordClass kind = words[i].kind;
    if (kind == WordClass::auxiliary) return false;
    if (kind == WordClass::comma || kind == WordClass::that || kind == WordClass::question || kind == WordClass::quote || kind == WordClass::conjunction ||
        kind == WordClass::subordinator || kind == WordClass::relative)
      break;
    if (!to && kind == WordClass::verb) return false;
    to = to || is_infinitive(words, i);
  }
  return to;
}

Stance stance_in_context(const std::vector<Word>& words, const Candidate& candidate, const CueWord& word) {
  const Word& first = words[candidate.content.front().first];
  const bool infinitive = first.kind == WordClass::to;
  if (word.lemma == "call") {
    if (cue_has(words, candidate, "for") || cue_has(words, candidate, "on")) return Stance::demands;
  } else if (word.lemma == "ask") {
    if (infinitive || cue_has(words, candidate, "for") || asks_to_act(words, candidate.content.front()))
      return Stance::demands;
  } else if (word.lemma == "tell" || word.lemma == "write") {
    if (infinitive || orders_to_act(words, candidate.content.front())) return Stance::demands;
  } else if (word.lemma == "express" || word.lemma == "voice" || word.lemma == "issue" || word.lemma == "convey") {
    for (std::uint32_t i = candidate.content.front().first;
         i < candidate.content.front().last && i < candidate.content.front().first + 5; ++i) {
      if (const auto stance = stance_of_object(words[i].lower)) return *stance;
    }
  } else if (word.lemma == "agree" || word.lemma == "decide") {
    if (infinitive) return Stance::promises;
  } else if ((word.lemma == "say" || word.lemma == "report") && candidate.source.empty()) {
    return Stance::reports;
  }
  return word.stance;
}

}  // namespace

StanceReading read_stance(const Text&, const std::vector<Word>& words, const Candidate& candidate) {
  StanceReading reading;
  for (const Range& range : candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      reading.negated |= words[i].kind == WordClass::negation || words[i].lower == "without";
    }
  }
  if (const CueWord* word = main_word(words, candidate); word != nullptr && !candidate.content.empty()) {
    reading.stance = stance_in_context(words, candidate, *word);
  }
  return reading;
}

}  // namespace hearsay

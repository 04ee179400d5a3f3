#include "reading/attribution/cue_lexicon.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/string_table.h"
#include "reading/attribution/cue_words.h"

namespace hearsay {
namespace {

struct Irregular {
  std::string_view lemma;
  std::string_view past;
  std::string_view participle;
};

constexpr Irregular kIrregular[] = {
    {"say", "said", "said"},
    {"tell", "told", "told"},
    {"write", "wrote", "written"},
    {"think", "thought", "thought"},
    {"know", "knew", "known"},
    {"see", "saw", "seen"},
    {"hear", "heard", "heard"},
    {"feel", "felt", "felt"},
    {"find", "found", "found"},
    {"understand", "understood", "understood"},
    {"hold", "held", "held"},
    {"begin", "began", "begun"},
    {"read", "read", "read"},
    {"speak", "spoke", "spoken"},
    {"swear", "swore", "sworn"},
    {"foresee", "foresaw", "foreseen"},
    {"forecast", "forecast", "forecast"},
    {"forget", "forgot", "forgotten"},
    {"show", "showed", "shown"},
    {"seek", "sought", "sought"},
    {"sing", "sang", "sung"},
    {"beseech", "besought", "besought"},
    {"retell", "retold", "retold"},
    {"teach", "taught", "taught"},
    {"broadcast", "broadcast", "broadcast"},
    {"undertake", "undertook", "undertaken"},
    {"weep", "wept", "wept"},
};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// "plan" doubles its last letter ("planned"), "order" and "claim" do not.
bool doubles(std::string_view lemma) {
  for (const std::string_view one :
       {"admit", "beg",    "plan",  "quip", "brag",  "chat", "commit", "pan",    "jab",   "dub", "sob",    "blog",
        "slam",  "submit", "refer", "rap",  "rebut", "chat", "snap",   "regret", "extol", "dig", "prefer", "snip"}) {
    if (lemma == one) return true;
  }
  return false;
}

bool ends_in_consonant_y(std::string_view lemma) {
  return lemma.size() > 1 && lemma.back() == 'y' && !is_vowel(lemma[lemma.size() - 2]);
}

std::string third_person(std::string_view lemma) {
  std::string word(lemma);
  if (ends_in_consonant_y(lemma)) return word.substr(0, word.size() - 1) + "ies";
  if (word.ends_with("s") || word.ends_with("sh") || word.ends_with("ch") || word.ends_with("x")) return word + "es";
  return word + "s";
}

std::string past(std::string_view lemma) {
  std::string word(lemma);
  if (word.back() == 'e') return word + "d";
  if (ends_in_consonant_y(lemma)) return word.substr(0, word.size() - 1) + "ied";
  if (doubles(lemma)) return word + word.back() + "ed";
  return word + "ed";
}

std::string gerund(std::string_view lemma) {
  std::string word(lemma);
  if (word.back() == 'e' && !word.ends_with("ee")) return word.substr(0, word.size() - 1) + "ing";
  if (doubles(lemma) || lemma == "forget" || lemma == "begin") return word + word.back() + "ing";
  return word + "ing";
}

using Forms = std::map<std::string, CueForm>;

struct FormTable {
  Forms owned;
  StringMap<CueForm> forms;

  explicit FormTable(Forms made) : owned(std::move(made)) {
    for (const auto& [word, form] : owned) forms.add(word, form);
  }
};

void add(Forms& forms, const std::string& word, const CueWord& cue, std::uint8_t form) {
  CueForm& entry = forms[word];
  // "found" belongs to "find" alone: the first verb keeps the word.
  if (entry.cue != nullptr && entry.cue != &cue) return;
  entry.cue = &cue;
  entry.forms |= form;
}

Forms make_verb_forms() {
  Forms forms;
  for (const CueWord& cue : cue_verbs()) {
    const Irregular* irregular = nullptr;
    for (const Irregular& one : kIrregular) {
      if (one.lemma == cue.lemma) irregular = &one;
    }
    add(forms, std::string(cue.lemma), cue, kBase);
    add(forms, third_person(cue.lemma), cue, kThird);
    add(forms, gerund(cue.lemma), cue, kGerund);
    add(forms, irregular ? std::string(irregular->past) : past(cue.lemma), cue, kPast);
    add(forms, irregular ? std::string(irregular->participle) : past(cue.lemma), cue, kParticiple);
  }
  return forms;
}

}  // namespace

bool CueWord::takes(std::string_view particle) const {
  for (std::size_t at = 0; at < particles.size();) {
    const std::size_t end = std::min(particles.find(' ', at), particles.size());
    if (particles.substr(at, end - at) == particle) return true;
    at = end + 1;
  }
  return false;
}

CueForm find_cue_verb(std::string_view word) {
  static const FormTable kTable(make_verb_forms());
  const CueForm* found = kTable.forms.find(word);
  return found == nullptr ? CueForm{} : *found;
}

const CueWord* find_cue_noun(std::string_view word) {
  static const FormTable kTable([] {
    Forms forms;
    for (const CueWord& cue : cue_nouns()) {
      add(forms, std::string(cue.lemma), cue, kBase);
      add(forms, third_person(cue.lemma), cue, kThird);
    }
    return forms;
  }());
  const CueForm* found = kTable.forms.find(word);
  return found == nullptr ? nullptr : found->cue;
}

}  // namespace hearsay

#include "reading/attribution/sift.h"

#include <algorithm>
#include <string_view>

#include "core/string_table.h"

namespace hearsay {
namespace {

using Words = StringSet;

constexpr std::uint32_t kLongestWish = 14;  // tokens of "that his name be left out of the paper"

bool is_mark(const Text& text, std::uint32_t token) { return text.tokens[token].kind == TokenKind::punctuation; }

bool is_bullet(std::string_view word) {
  static const Words kBullets = {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x96\xAA", "\xE2\x97\xA6", "\xE2\x97\x8F", "\xC2\xB7", "*"};
  return kBullets.contains(word);
}

// "... and Velm.Harl went on": past a sentence's end only a quotation goes on.
void end_with_sentence(const Text& text, std::vector<Range>& content) {
  for (Range& range : content) {
    for (std::uint32_t i = range.first + 1; i < range.last; ++i) {
      if (text.tokens[i].sentence == text.tokens[i - 1].sentence) continue;
      if (text.tokens[i].quotation != kNone || text.tokens[i - 1].quotation != kNone) continue;
      range.last = i;
    }
  }
}

// "what", "it", "He": no words of anybody's.
bool says_nothing(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  // "The minister denied it": a denial tells something whatever it denies.
  if (candidate.word != nullptr && candidate.word->stance == Stance::denies) return false;
  static const Words kEmpty = {"what", "which", "who",  "whom", "that", "this",  "it",    "he",  "she", "they",
                               "him",  "her",   "them", "so",   "these", "those", "how",  "why", "we",  "i",
                               "us",   "me",    "you",  "whether", "when", "where"};
  std::uint32_t count = 0;
  std::uint32_t only = kNone;
  for (const Range& range : candidate.content) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (is_mark(text, i)) continue;
      if (text.tokens[i].quotation != kNone || ++count > 1) return false;
      only = i;
    }
  }
  if (count == 0) return true;
  const std::string& word = words[only].lower;
  // "23 people confirmed dead": nobody confirms here.
  static const Words kStates = {"dead", "missing", "killed", "injured", "wounded"};
  return kEmpty.contains(word) || kStates.contains(word);
}

// "asked not to be named", "spoke on condition of anonymity", "asked that his name be left out": of the source only.
bool wants_no_name(const std::vector<Word>& words, const Candidate& candidate) {
  static const Words kWishes = {"ask", "want", "demand", "request", "decline", "refuse", "wish", "insist", "prefer", "speak", "agree",
                                "talk", "choose"};
  static const Words kForms = {"asked",     "asks",    "asking",  "want",   "wanted",  "wants",    "wanting", "wish",      "wished",
                               "requested", "declined", "refused", "spoke", "speaking", "insisted", "preferred", "demanded", "demand",
                               "requesting", "declining", "refusing", "insisting", "preferring", "agreed", "talked", "chose"};
  bool wish = candidate.word != nullptr && kWishes.contains(candidate.word->lemma);
  for (const Range& range : candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) wish = wish || kForms.contains(words[i].lower);
  }
  if (!wish) return false;
  static const Words kNamed = {"named", "identified", "anonymity", "anonymous"};
  static const Words kUsed = {"used", "left", "withheld", "published", "printed", "see", "seen", "give", "given", "appear", "disclosed",
                              "revealed", "reveal", "mentioned"};
  static const Words kPassive = {"be", "being"};
  static const Words kPlain = {"to", "not"};
  std::uint32_t size = 0;
  bool named = false;
  bool name = false;
  bool used = false;
  for (const auto* part : {&candidate.cue, &candidate.content}) {
    for (const Range& range : *part) {
      size += range.last - range.first;
      if (size > kLongestWish) return false;
      for (std::uint32_t i = range.first; i < range.last; ++i) {
        const std::string& word = words[i].lower;
        // "that the dead be named" is about others.
        const bool passive = i > 1 && kPassive.contains(words[i - 1].lower) &&
                             (kPlain.contains(words[i - 2].lower) || words[i - 2].kind == WordClass::pronoun);
        named = named || (kNamed.contains(word) && (passive || word.starts_with("anonym")));
        used = used || kUsed.contains(word);
        const bool own = i > 0 && words[i - 1].kind == WordClass::possessive && words[i - 1].lower != "'s";
        name = name || (own && (word == "name" || word == "names" || word == "identity"));
      }
    }
  }
  return named || (name && used);
}

bool displays(const std::vector<Word>& words, const std::vector<Range>& cue) {
  static const Words kVerbs = {
      "underscore",  "underscored",  "underscores",  "underscoring",  "highlight",    "highlighted",  "highlights",   "highlighting",
      "illustrate",  "illustrated",  "illustrates",  "illustrating",  "reflect",      "reflected",    "reflects",     "reflecting",
      "emphasize",   "emphasized",   "emphasizes",   "emphasizing",   "emphasise",    "emphasised",   "emphasises",   "emphasising",
      "underline",   "underlined",   "underlines",   "underlining",   "demonstrate",  "demonstrated", "demonstrates", "demonstrating",
      "exemplify",   "exemplified",  "exemplifies",  "showcase",      "showcased",    "showcases",    "showcasing",   "symbolize",
      "symbolized",  "symbolizes",   "signify",      "signified",     "signifies",    "reinforce",    "reinforced",   "reinforces",
      "reaffirmed",  "reaffirms",    "embodies",     "embodied"};
  for (const Range& range : cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (kVerbs.contains(words[i].lower)) return true;
    }
  }
  return false;
}

// By its ending, or one of the nouns for what happens.
bool is_abstract(std::string_view noun) {
  static const Words kNouns = {"gathering", "meeting", "visit",   "move",     "step",    "event", "support",  "effort",  "efforts",
                               "situation", "attack",  "attacks", "war",      "victory", "unity", "case",     "crisis",  "incident",
                               "moment",    "trip",    "talks",   "response", "praise",  "call",  "strategy", "stance",  "approach",
                               "struggle",  "conflict", "success", "failure", "spirit",  "courage", "strength", "timing"};
  static const Words kSpeakers = {"government", "parliament", "department", "statement",   "authority",    "city",         "community",
                                  "university", "majority",   "minority",   "charity",     "leadership",   "organization", "organisation",
                                  "delegation", "commission", "foundation", "association", "federation",   "corporation",  "opposition",
                                  "administration", "coalition", "union",   "conference",  "station",      "institution",  "publication",
                                  "declaration", "resolution", "document",  "indictment",  "intelligence", "mission",      "population",
                                  "division",   "nation",     "constitution", "entity",    "party",        "alliance",     "audience",
                                  "establishment", "prosecution", "television", "investigation", "testament", "assessment", "amendment",
                                  "legislation", "evidence",  "ambulance",  "insurance",   "facility",     "utility",      "celebrity",
                                  "deity",      "membership", "partnership", "presentation", "section"};
  if (kNouns.contains(noun)) return true;
  if (kSpeakers.contains(noun)) return false;
  for (const std::string_view ending : {"tion", "sion", "ment", "ness", "ence", "ance", "ity", "ship", "ism"}) {
    if (noun.size() > ending.size() + 2 && noun.ends_with(ending)) return true;
  }
  return false;
}

// The noun that ends the source's first phrase: "resilience" of "the resilience of the people".
std::string_view head_of(const Text& text, const std::vector<Word>& words, const Range& source) {
  std::string_view head;
  for (std::uint32_t i = source.first; i < source.last; ++i) {
    const WordClass kind = words[i].kind;
    if (kind == WordClass::preposition || kind == WordClass::comma || kind == WordClass::relative || kind == WordClass::that) {
      if (i > source.first) break;
    }
    if (!is_mark(text, i) && text.word(i).size() > 2) head = words[i].lower;
  }
  return head;
}

// "This underscores the spirit", "the resilience of the people illustrates": the page's own remark.
bool cannot_speak(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  if (candidate.source.empty()) return false;
  const Range& source = candidate.source.front();
  if (!displays(words, candidate.cue)) return false;
  static const Words kPointing = {"this", "that", "these", "it"};
  const std::string& opening = words[source.first].lower;
  if (source.last - source.first == 1 && kPointing.contains(opening)) return true;
  const std::string_view head = head_of(text, words, source);
  // A report can say what it shows; "this statement underscored the spirit" is said of the statement.
  if (kPointing.contains(opening) && (head == "statement" || head == "statements" || head == "remarks" || head == "comments")) return true;
  if (is_abstract(head)) return true;
  // The tagger may take the tail of "the resilience shown by the people" for who speaks.
  static const Words kTail = {"of", "by", "between", "among", "in", "from"};
  constexpr std::uint32_t kBefore = 6;
  if (source.first == 0 || !kTail.contains(words[source.first - 1].lower)) return false;
  for (std::uint32_t back = 2; back <= kBefore && back <= source.first; ++back) {
    const std::uint32_t at = source.first - back;
    if (text.tokens[at].sentence != text.tokens[source.first].sentence || is_mark(text, at)) return false;
    if (is_abstract(words[at].lower)) return true;
  }
  return false;
}

// "• Reaffirmation of Velm's support for": an item of a list.
bool is_list_item(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  const bool named = !candidate.source.empty();
  const Range& first = named ? candidate.source.front() : candidate.cue.front();
  if (!is_bullet(text.word(first.first))) {
    return named && first.first > 0 && is_bullet(text.word(first.first - 1)) && is_abstract(head_of(text, words, first));
  }
  // A speaker may stand behind the bullet: "• Harl said that".
  return !named || first.last - first.first == 1 || is_abstract(head_of(text, words, {first.first + 1, first.last}));
}

bool opens_paragraph(const Text& text, std::uint32_t token) {
  const std::uint32_t sentence = text.tokens[token].sentence;
  const Paragraph& paragraph = text.paragraphs[text.sentences[sentence].paragraph];
  return text.sentences[sentence].first == token && paragraph.first == sentence;
}

bool has_verb(const std::vector<Word>& words, const std::vector<Range>& cue) {
  for (const Range& range : cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (words[i].cue.cue != nullptr && find_cue_noun(words[i].lower) == nullptr) return true;
    }
  }
  return false;
}

// "Praise for the pilots of Velm." and "Reaffirmation of its support for the plan." as lines of their own: items of a list
// whose bullets the page drew.
bool is_bare_item(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  if (has_verb(words, candidate.cue)) return false;
  const std::uint32_t first = candidate.source.empty() ? candidate.cue.front().first : candidate.source.front().first;
  if (!opens_paragraph(text, first)) return false;
  return candidate.source.empty() ? find_cue_noun(words[first].lower) != nullptr : is_abstract(head_of(text, words, candidate.source.front()));
}

// "were reportedly": nobody's words, only an adverb of the page's own.
bool only_hedges(const std::vector<Word>& words, const Candidate& candidate) {
  if (!candidate.source.empty()) return false;
  static const Words kHedges = {"reportedly", "allegedly", "apparently", "supposedly", "purportedly"};
  static const Words kAuxiliaries = {"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "also", "not"};
  bool hedge = false;
  bool auxiliary = false;
  for (const Range& range : candidate.cue) {
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      if (kHedges.contains(words[i].lower)) hedge = true;
      else if (kAuxiliaries.contains(words[i].lower)) auxiliary = true;
      else return false;
    }
  }
  return hedge && auxiliary;
}

// "met them to discuss the siege", "came to show his support": what somebody met for; "fighters infiltrated Velm".
bool does_not_speak(const Text& text, const std::vector<Word>& words, const Candidate& candidate) {
  static const Words kPurposes = {"discuss", "show", "talk", "negotiate", "meet", "review", "address", "explore", "celebrate", "mark"};
  const Range& cue = candidate.cue.front();
  if (words[cue.first].lower == "to" && cue.last - cue.first == 2 && kPurposes.contains(words[cue.first + 1].lower)) return true;
  // A verb no list knows with a bare name behind it is a deed.
  if (cue.last - cue.first != 1 || words[cue.first].cue.cue != nullptr || find_cue_noun(words[cue.first].lower) != nullptr) return false;
  if (is_mark(text, cue.first) || !words[cue.first].lower.ends_with("ed") || candidate.content.size() > 1) return false;
  const Range& content = candidate.content.front();
  return content.last - content.first <= 2 && text.tokens[content.first].capitalized && text.tokens[content.first].quotation == kNone;
}

// A bullet is no part of a name.
void leave_bullet(const Text& text, std::vector<Range>& source) {
  if (source.empty() || source.front().last - source.front().first < 2) return;
  if (is_bullet(text.word(source.front().first))) ++source.front().first;
}

}  // namespace

std::vector<Candidate> sift_candidates(const Text& text, const std::vector<Word>& words, std::vector<Candidate> tagged) {
  std::erase_if(tagged, [&](Candidate& one) {
    if (one.cue.empty() || one.content.empty()) return true;
    // "HARL: We won. Nobody doubts it." is a turn of a transcript, as long as it may be.
    const bool turn = one.cue.front().last - one.cue.front().first == 1 && is_mark(text, one.cue.front().first);
    if (!turn) end_with_sentence(text, one.content);
    return says_nothing(text, words, one) || wants_no_name(words, one) || cannot_speak(text, words, one) ||
           is_list_item(text, words, one) || is_bare_item(text, words, one) || only_hedges(words, one) ||
           does_not_speak(text, words, one);
  });
  for (Candidate& one : tagged) leave_bullet(text, one.source);
  return tagged;
}

}  // namespace hearsay

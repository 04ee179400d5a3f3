#include "reading/attribution/word_class.h"

#include <string>

#include "core/string_table.h"
#include "core/unicode.h"
#include "text/mark.h"

namespace hearsay {
namespace {

using Kinds = StringMap<WordClass>;

const Kinds& closed_classes() {
  static const Kinds kWords = [] {
    Kinds words;
    const auto add = [&](WordClass kind, std::initializer_list<std::string_view> list) {
      for (const std::string_view word : list) words.add(word, kind);
    };
    add(WordClass::auxiliary,
        {"is",     "are", "was",    "were", "be",    "been", "being", "am",    "'re",   "'m",    "has",
         "have",   "had", "having", "'ve",  "'d",    "does", "did",   "do",    "will",  "would", "shall",
         "should", "can", "could",  "may",  "might", "must", "'ll",   "ought", "cannot"});
    add(WordClass::negation,
        {"not", "never", "n't", "don't", "doesn't", "didn't", "won't", "wouldn't", "can't", "couldn't", "isn't",
         "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "shouldn't", "ain't"});
    add(WordClass::that, {"that"});
    add(WordClass::to, {"to"});
    add(WordClass::relative, {"who", "which", "whom"});
    add(WordClass::question, {"what", "how", "why", "whether", "if", "where", "when"});
    add(WordClass::conjunction, {"and", "or", "but", "nor", "yet", "&"});
    add(WordClass::subordinator, {"because", "while", "although", "though", "unless", "whereas", "so", "once"});
    add(WordClass::preposition,
        {"of",        "in",        "on",     "at",         "by",      "for",     "with",    "from",      "about",
         "against",   "under",     "over",   "between",    "among",   "through", "during",  "after",     "before",
         "since",     "until",     "into",   "onto",       "upon",    "toward",  "towards", "within",    "without",
         "across",    "behind",    "beyond", "near",       "despite", "amid",    "per",     "via",       "like",
         "as",        "than",      "around", "outside",    "inside",  "above",   "below",   "regarding", "concerning",
         "including", "following", "along",  "throughout", "besides"});
    add(WordClass::possessive, {"his", "her", "its", "their", "my", "our", "your", "whose", "'s"});
    add(WordClass::pronoun, {"he", "she", "they", "i", "we", "it", "you", "someone", "somebody", "everyone",
                             "everybody", "nobody", "others", "one", "none", "anyone"});
    add(WordClass::object,
        {"him", "them", "me", "us", "himself", "herself", "themselves", "itself", "myself", "ourselves", "yourself"});
    add(WordClass::determiner, {"the",     "a",     "an",    "this", "these", "those",  "some",     "any",
                                "each",    "every", "no",    "all",  "both",  "many",   "several",  "few",
                                "another", "most",  "other", "such", "half",  "dozens", "hundreds", "thousands"});
    add(WordClass::adverb,
        {"also",      "later",     "then",    "now",        "just",        "still",       "even",         "again",
         "already",   "always",    "often",   "once",       "soon",        "too",         "very",         "earlier",
         "recently",  "only",      "ever",    "instead",    "however",     "meanwhile",   "today",        "here",
         "there",     "further",   "more",    "rather",     "quite",       "almost",      "perhaps",      "maybe",
         "indeed",    "therefore", "thus",    "moreover",   "furthermore", "nonetheless", "nevertheless", "likewise",
         "yesterday", "tomorrow",  "tonight", "previously", "repeatedly",  "reportedly",  "allegedly",    "apparently",
         "first",     "back",      "away",    "up",         "down",        "out",         "off",          "together",
         "twice",     "so",        "far",     "alike"});
    return words;
  }();
  return kWords;
}

bool is_time_word(std::string_view word) {
  static const StringSet kWords = {
      "afternoon", "april",    "aug.",      "august",   "autumn",    "day",      "days",      "dec.",    "december",
      "evening",   "fall",     "feb.",      "february", "fri",       "friday",   "hour",      "hours",   "jan.",
      "january",   "july",     "june",      "march",    "may",       "midnight", "mon",       "monday",  "month",
      "months",    "morning",  "night",     "noon",     "nov.",      "november", "oct.",      "october", "sat",
      "saturday",  "sept.",    "september", "spring",   "summer",    "sun",      "sunday",    "thu",     "thursday",
      "today",     "tomorrow", "tonight",   "tue",      "tuesday",   "wed",      "wednesday", "week",    "weekend",
      "weeks",     "winter",   "year",      "years",    "yesterday",
  };
  return kWords.contains(word);
}

// Common verbs beside the cues: a plural subject or a name before one makes it finite.
bool is_common_verb(std::string_view word) {
  static const StringSet kWords = {
      "abandon",     "accept",     "acquire",    "act",         "adopt",       "affect",   "allocate", "allow",
      "amend",       "apply",      "appreciate", "approve",     "arise",       "arrest",   "arrive",   "assign",
      "assist",      "attack",     "attempt",    "attend",      "attract",     "avoid",    "await",    "award",
      "be",          "bear",       "become",     "begin",       "belong",      "blow",     "break",    "breathe",
      "bring",       "build",      "burn",       "buy",         "calculate",   "call",     "carry",    "catch",
      "cause",       "change",     "choose",     "climb",       "close",       "combine",  "come",     "commit",
      "communicate", "compare",    "compete",    "conduct",     "connect",     "consider", "contact",  "contain",
      "continue",    "contribute", "convert",    "cost",        "cover",       "create",   "defeat",   "define",
      "delete",      "deliver",    "deny",       "deploy",      "destroy",     "develop",  "die",      "disappear",
      "divide",      "do",         "draw",       "drink",       "drive",       "drop",     "earn",     "eat",
      "elect",       "eliminate",  "emerge",     "enable",      "encourage",   "end",      "engage",   "enjoy",
      "ensure",      "enter",      "escape",     "establish",   "evaluate",    "execute",  "exist",    "expand",
      "expect",      "explore",    "extend",     "face",        "fail",        "fall",     "feed",     "fight",
      "fill",        "find",       "finish",     "flow",        "fly",         "focus",    "follow",   "force",
      "freeze",      "gain",       "gather",     "generate",    "get",         "give",     "go",       "grab",
      "graduate",    "grant",      "grow",       "guarantee",   "handle",      "hang",     "happen",   "help",
      "hide",        "hire",       "identify",   "implement",   "impress",     "improve",  "include",  "increase",
      "initiate",    "intend",     "intervene",  "invent",      "investigate", "involve",  "issue",    "join",
      "keep",        "kill",       "know",       "lack",        "launch",      "lead",     "learn",    "leave",
      "let",         "lie",        "live",       "locate",      "look",        "lose",     "love",     "maintain",
      "make",        "manage",     "marry",      "mean",        "measure",     "meet",     "melt",     "miss",
      "modify",      "move",       "need",       "notice",      "obtain",      "occur",    "offer",    "open",
      "operate",     "organize",   "overcome",   "participate", "pass",        "pay",      "perform",  "play",
      "pour",        "prepare",    "preserve",   "pretend",     "prevail",     "prevent",  "proceed",  "produce",
      "protect",     "prove",      "provide",    "pull",        "pursue",      "reach",    "react",    "rebuild",
      "receive",     "recover",    "reduce",     "register",    "relate",      "release",  "rely",     "remain",
      "remind",      "remove",     "replace",    "represent",   "resolve",     "result",   "retire",   "return",
      "rise",        "run",        "rush",       "satisfy",     "save",        "secure",   "see",      "seize",
      "sell",        "send",       "separate",   "serve",       "settle",      "shoot",    "sink",     "sit",
      "solve",       "spend",      "stand",      "start",       "stay",        "steal",    "step",     "stick",
      "stop",        "strengthen", "stretch",    "strike",      "struggle",    "suffer",   "surround", "survive",
      "swing",       "switch",     "take",       "teach",       "tend",        "throw",    "tolerate", "touch",
      "track",       "translate",  "transmit",   "travel",      "treat",       "try",      "turn",     "use",
      "visit",       "wait",       "walk",       "want",        "wear",        "win",      "withdraw", "work",
  };
  return kWords.contains(word);
}

bool is_irregular_past(std::string_view word) {
  static const StringSet kWords = {
      "arose",  "ate",    "beat",    "became",  "began",      "bent",   "bit",      "bled",     "blew",   "bore",
      "bought", "bound",  "broke",   "broken",  "brought",    "built",  "burst",    "came",     "cast",   "caught",
      "chose",  "chosen", "clung",   "crept",   "cut",        "dealt",  "did",      "done",     "drank",  "drawn",
      "drew",   "driven", "drove",   "dug",     "eaten",      "fallen", "fed",      "fell",     "felt",   "fled",
      "flew",   "flung",  "forbade", "forgave", "fought",     "found",  "froze",    "frozen",   "gave",   "given",
      "gone",   "got",    "grew",    "ground",  "grown",      "had",    "held",     "hid",      "hidden", "hit",
      "hung",   "hurt",   "kept",    "knelt",   "knew",       "known",  "laid",     "lay",      "led",    "left",
      "lent",   "lit",    "lost",    "made",    "meant",      "met",    "overcame", "paid",     "put",    "quit",
      "ran",    "rang",   "rid",     "rode",    "rose",       "sank",   "sat",      "saw",      "seen",   "sent",
      "set",    "shed",   "shone",   "shook",   "shot",       "shrank", "shut",     "slept",    "slid",   "sold",
      "sought", "spent",  "split",   "sprang",  "spread",     "spun",   "stole",    "stolen",   "stood",  "strode",
      "strove", "struck", "stuck",   "swam",    "swept",      "swore",  "swung",    "taken",    "taught", "thought",
      "threw",  "thrown", "took",    "torn",    "understood", "went",   "wept",     "withdrew", "woke",   "won",
      "wore",   "worn",   "wound",
  };
  return kWords.contains(word);
}

// The base of "takes", "goes", "carries"; empty if the word has no such ending.
std::string third_person_base(std::string_view word) {
  if (word.size() < 4 || word.back() != 's' || word.ends_with("ss")) return {};
  if (word.ends_with("ies")) return std::string(word.substr(0, word.size() - 3)) + "y";
  const std::string base(word.substr(0, word.size() - 1));
  if (is_common_verb(base)) return base;
  if (word.ends_with("es")) return std::string(word.substr(0, word.size() - 2));
  return base;
}

// What a word's form alone allows.
struct Reading {
  bool past = false;   // "-ed" or irregular
  bool third = false;  // "takes"
  bool base = false;   // "take"
  bool gerund = false;
};

Reading read_form(std::string_view word, const CueForm& cue) {
  Reading reading;
  if (cue.cue != nullptr) {
    reading.past = (cue.forms & (kPast | kParticiple)) != 0;
    reading.third = (cue.forms & kThird) != 0;
    reading.base = (cue.forms & kBase) != 0;
    reading.gerund = (cue.forms & kGerund) != 0;
    return reading;
  }
  reading.past = is_irregular_past(word) || (word.size() > 4 && word.ends_with("ed") && !word.ends_with("eed"));
  reading.gerund = word.size() > 5 && word.ends_with("ing");
  reading.base = is_common_verb(word);
  if (!reading.past) reading.third = is_common_verb(third_person_base(word));
  return reading;
}

class Classifier {
 public:
  explicit Classifier(const Text& text) : text_(text), words_(text.tokens.size()) {}

  std::vector<Word> run() {
    for (const Sentence& sentence : text_.sentences) {
      title_case_ = is_title_case(sentence);
      for (std::uint32_t i = sentence.first; i < sentence.last; ++i) read_word(i, sentence);
      for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
        if (words_[i].kind == WordClass::noun) words_[i].kind = open_class(i, sentence);
      }
    }
    return std::move(words_);
  }

 private:
  // A headline with capitals all over: they say nothing there.
  bool is_title_case(const Sentence& sentence) const {
    std::uint32_t words = 0;
    std::uint32_t capitals = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      if (text_.tokens[i].kind != TokenKind::word || text_.tokens[i].span.size() < 4) continue;
      ++words;
      capitals += text_.tokens[i].capitalized;
    }
    return words >= 4 && capitals * 10 >= words * 8;
  }

  void read_word(std::uint32_t i, const Sentence& sentence) {
    Word& word = words_[i];
    const Token& token = text_.tokens[i];
    word.lower = lower(text_.word(i));
    if (word.lower.find('\xE2') != std::string::npos) normalize_apostrophe(word.lower);
    switch (token.kind) {
      case TokenKind::number:
        word.kind = WordClass::number;
        return;
      case TokenKind::symbol:
        word.kind = WordClass::noun;
        return;
      case TokenKind::punctuation:
        word.kind = mark_class(text_.word(i));
        return;
      case TokenKind::word:
        break;
    }
    word.cue = find_cue_verb(word.lower);
    word.time = is_time_word(word.lower);
    const bool upper = token.capitalized;
    const WordClass* found = closed_classes().find(word.lower);
    if (found != nullptr && !(word.lower == "may" && upper && !first_word(i, sentence))) {
      word.kind = *found;
      return;
    }
    if (word.lower.size() > 4 && word.lower.ends_with("ly") && !upper && word.lower != "family" &&
        word.lower != "early") {
      word.kind = WordClass::adverb;
    } else if (upper && !first_word(i, sentence) && !(title_case_ && word.cue.cue != nullptr)) {
      word.kind = WordClass::name;
    }
  }

  // "don’t" is looked up as "don't".
  static void normalize_apostrophe(std::string& word) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool curly = word.compare(i, 3, "\u2019") == 0;
      out.push_back(curly ? '\'' : word[i]);
      if (curly) i += 2;
    }
    word = std::move(out);
  }

  static WordClass mark_class(std::string_view mark) {
    if (mark == ",") return WordClass::comma;
    if (mark == ":") return WordClass::colon;
    if (mark_of(mark) != Mark::none) return WordClass::quote;
    return WordClass::punctuation;
  }

  // Whether the word begins the sentence or a quotation, where a capital says nothing.
  bool first_word(std::uint32_t i, const Sentence& sentence) const {
    return i == sentence.first || mark_of(text_.word(i - 1)) != Mark::none;
  }

  WordClass kind_before(std::uint32_t i, const Sentence& sentence) const {
    std::uint32_t k = i;
    while (k > sentence.first && words_[k - 1].kind == WordClass::adverb) --k;
    return k > sentence.first ? words_[k - 1].kind : WordClass::punctuation;
  }

  // A noun, adjective or verb: decided by its form and the words around it.
  WordClass open_class(std::uint32_t i, const Sentence& sentence) const {
    const Word& word = words_[i];
    const Reading form = read_form(word.lower, word.cue);
    // "sources close to the talks"
    if (word.lower == "close" && i + 1 < sentence.last && words_[i + 1].kind == WordClass::to) return WordClass::noun;
    if (!form.past && !form.third && !form.base && !form.gerund) return WordClass::noun;
    const WordClass before = kind_before(i, sentence);
    const bool last = i + 1 >= sentence.last;
    const WordClass after = last ? WordClass::punctuation : words_[i + 1].kind;
    if (form.base && (before == WordClass::to || before == WordClass::auxiliary || before == WordClass::negation))
      return WordClass::verb;
    if (before == WordClass::pronoun || before == WordClass::relative) {
      if (form.past || form.third || form.base) return WordClass::verb;
    }
    if (form.gerund) {
      if (before == WordClass::determiner || before == WordClass::possessive) return WordClass::noun;
      return WordClass::gerund;
    }
    if (form.past) return past_class(i, before, after, word.cue.cue != nullptr);
    const bool object_follows = after == WordClass::determiner || after == WordClass::pronoun ||
                                after == WordClass::possessive || after == WordClass::that || after == WordClass::to ||
                                after == WordClass::object || after == WordClass::question ||
                                after == WordClass::negation || after == WordClass::name || after == WordClass::quote ||
                                after == WordClass::number || after == WordClass::preposition ||
                                after == WordClass::adverb || after == WordClass::colon;
    if (before == WordClass::determiner || before == WordClass::possessive || before == WordClass::number)
      return WordClass::noun;
    if (before == WordClass::preposition && !form.gerund) return WordClass::noun;
    if (form.third) {
      // "several states" more often than "Harl states"
      if ((word.lower == "states" || word.lower == "reports" || word.lower == "views") && after != WordClass::that &&
          after != WordClass::quote && after != WordClass::colon &&
          (after != WordClass::determiner || words_[i + 1].lower == "such") && after != WordClass::pronoun) {
        return WordClass::noun;
      }
      const bool subject = before == WordClass::noun || before == WordClass::name || before == WordClass::comma ||
                           before == WordClass::quote || before == WordClass::conjunction || before == WordClass::that;
      const bool strong = word.cue.cue != nullptr && !word.cue.cue->has(kWeak);
      if (subject && (object_follows || last || (strong && after != WordClass::preposition)) &&
          !(after == WordClass::preposition && !strong && before != WordClass::name))
        return WordClass::verb;
      if (subject && before == WordClass::name && (after == WordClass::noun || after == WordClass::preposition))
        return WordClass::verb;
      return WordClass::noun;
    }
    // "officials say": a plural subject, or a name in a headline.
    const bool plural = i > sentence.first && words_[i - 1].lower.ends_with('s') &&
                        (before == WordClass::noun || before == WordClass::name);
    if (plural && (object_follows || last || after == WordClass::noun || after == WordClass::comma ||
                   after == WordClass::punctuation))
      return WordClass::verb;
    if (before == WordClass::conjunction && object_follows && after != WordClass::preposition) return WordClass::verb;
    if ((before == WordClass::that || before == WordClass::comma) && word.lower == "say") return WordClass::verb;
    if (word.lower == "say" || word.lower == "tell" || word.lower == "think" || word.lower == "believe")
      return WordClass::verb;
    return WordClass::noun;
  }

  // "named": finite, part of a passive, or an adjective.
  WordClass past_class(std::uint32_t i, WordClass before, WordClass after, bool cue) const {
    if (before == WordClass::auxiliary || before == WordClass::negation) return WordClass::participle;
    if (words_[i].lower.ends_with("ed") && i + 1 < words_.size() && words_[i + 1].lower == "by")
      return WordClass::participle;
    if (before == WordClass::determiner || before == WordClass::possessive || before == WordClass::preposition) {
      return words_[i].lower.ends_with("ed") ? WordClass::noun : WordClass::participle;
    }
    if (after == WordClass::preposition && words_[i].lower != "said" && i + 1 < words_.size() &&
        words_[i + 1].lower == "by") {
      return WordClass::participle;
    }
    if (!cue && after == WordClass::noun && before == WordClass::punctuation) return WordClass::participle;
    // "an anonymous, armed man"
    if (!cue && before == WordClass::comma && after == WordClass::noun && words_[i].lower.ends_with("ed"))
      return WordClass::participle;
    return WordClass::verb;
  }

  const Text& text_;
  std::vector<Word> words_;
  bool title_case_ = false;
};

}  // namespace

std::vector<Word> classify_words(const Text& text) { return Classifier(text).run(); }

}  // namespace hearsay

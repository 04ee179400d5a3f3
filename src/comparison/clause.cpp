#include "comparison/clause.h"

#include <algorithm>
#include <map>

#include "comparison/phrase.h"
#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kLongestClause = 60;  // words

constexpr std::string_view kNegations[] = {"no",   "not",     "never",   "nobody", "none",
                                           "nor",  "nothing", "neither", "cannot", "noone"};
constexpr std::string_view kDenials[] = {"denied", "denies", "deny", "denying", "denial", "refuted", "dismissed",
                                         "rejected", "rejects", "disputed", "disputes"};
constexpr std::string_view kHypothetical[] = {"if",    "whether", "unless", "would", "could",
                                              "should", "might",  "may",    "perhaps", "believe", "believes", "believed", "hope", "hopes",
                                            "fear",  "feared", "when", "until", "unless", "alleged", "allegedly", "wish", "d", "threaten", "threatened", "threatens"};

// Irregular forms by their base, so that "met", "meets" and "meeting" are one; and pairs of one sense.
const std::map<std::string_view, std::string_view>& bases() {
  static const std::map<std::string_view, std::string_view> map = {
      {"met", "meet"},       {"meetings", "meet"},  {"meeting", "meet"},  {"paid", "pay"},      {"payment", "pay"},
      {"payments", "pay"},   {"sent", "send"},      {"told", "tell"},     {"left", "leave"},    {"gave", "give"},
      {"given", "give"},     {"took", "take"},      {"taken", "take"},    {"went", "go"},       {"gone", "go"},
      {"came", "come"},      {"made", "make"},      {"knew", "know"},     {"known", "know"},    {"bought", "buy"},
      {"sold", "sell"},      {"sale", "sell"},      {"spoke", "speak"},   {"spoken", "speak"},  {"fell", "fall"},
      {"fallen", "fall"},    {"held", "hold"},      {"rang", "call"},     {"phoned", "call"},   {"telephoned", "call"},
      {"telephone", "call"}, {"phone", "call"},     {"calls", "call"},    {"stolen", "steal"},  {"stole", "steal"},
      {"theft", "steal"},    {"broken", "break"},   {"broke", "break"},   {"fired", "fire"},    {"shot", "shoot"},
      {"shots", "shoot"},    {"saw", "see"},        {"seen", "see"},      {"struck", "strike"}, {"hit", "strike"},
      {"written", "write"},  {"wrote", "write"},    {"chosen", "choose"}, {"chose", "choose"},  {"aboard", "board"},
      {"death", "die"},      {"deaths", "die"},     {"dead", "die"},      {"died", "die"},      {"killed", "die"},
      {"injured", "hurt"},   {"wounded", "hurt"},   {"injuries", "hurt"}, {"built", "build"},   {"lost", "lose"},
      {"loss", "lose"},      {"losses", "lose"},    {"won", "win"},       {"driven", "drive"},  {"drove", "drive"},
      {"brought", "bring"},  {"thought", "think"},  {"withdrew", "withdraw"}, {"withdrawn", "withdraw"},
      {"began", "begin"},    {"begun", "begin"},    {"shut", "close"},    {"closed", "close"},  {"offered", "offer"},
      {"ill", "sick"},       {"sickness", "sick"},  {"arrests", "arrest"}, {"arrested", "arrest"}};
  return map;
}

constexpr std::string_view kCounts[] = {"two",  "three",  "four",   "five",     "six",     "seven",  "eight",   "nine",
                                        "ten",  "eleven", "twelve", "thirteen", "fifteen", "twenty", "hundred", "dozen"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A comma between digits parts nothing, nor does a stop within "3.50".
bool parts(std::string_view text, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    const char c = text[i];
    if (c == ',' || c == ';' || c == ':' || c == '"' || c == '(' || c == ')' || c == '\n') return true;
    if ((c == '.' || c == '!' || c == '?') && i + 1 < text.size() && (text[i + 1] == ' ' || text[i + 1] == '\n')) return true;
    if (static_cast<unsigned char>(c) == 0xE2 && i + 2 < to) {
      const auto last = static_cast<unsigned char>(text[i + 2]);
      // “ ” and — part; the apostrophe ’ does not.
      if (last == 0x9C || last == 0x9D || last == 0x94) return true;
    }
  }
  return false;
}

// "denied that", "dismissed the report"; an offer that is rejected, and what "was dismissed by" somebody, is no denial.
bool denies(std::string_view text, const std::vector<PhraseWord>& words, std::size_t end, std::size_t i) {
  const std::string word = lower(slice(text, words[i].span));
  if (!is_one_of(word, kDenials)) return false;
  if (word.starts_with("den") || word == "refuted") return i + 1 == end || lower(slice(text, words[i + 1].span)) != "by";
  constexpr std::string_view kClaims[] = {"report",  "reports",    "claim",       "claims",     "account",    "allegation",
                                          "allegations", "accusation", "accusations", "suggestion", "suggestions", "that",
                                          "rumours", "rumors",     "charge",      "charges",    "story"};
  for (std::size_t k = i + 1; k < end && k <= i + 4; ++k) {
    if (is_one_of(lower(slice(text, words[k].span)), kClaims)) return true;
  }
  return false;
}

// "denied it", "both deny it", "dismissed the report", "rejects the engineer's account".
bool denies_what_stands_before(const std::vector<std::string>& words) {
  constexpr std::string_view kWhat[] = {"it",     "this",        "that",   "report", "reports", "claim",   "claims",
                                        "account", "allegation", "allegations", "accusation", "accusations", "story",
                                        "charge", "charges",     "them",   "suggestion", "rumour", "rumours", "rumor"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_one_of(words[i], kDenials)) continue;
    for (std::size_t k = i + 1; k < words.size() && k <= i + 4; ++k) {
      if (!is_one_of(words[k], kWhat)) continue;
      return k + 1 == words.size() || words[k] == "it" || words[k] == "this" || (words[k] != "that" && words[k + 1] != "that" && words[k + 1] != "of");
    }
    return i + 1 == words.size();
  }
  return false;
}

void finish(std::string_view text, const std::vector<PhraseWord>& words, std::size_t begin, std::size_t end,
            Clause clause, std::vector<Clause>& clauses) {
  if (begin == end) return;
  clause.span = {words[begin].span.begin, words[end - 1].span.end};
  for (std::size_t i = begin; i < end; ++i) {
    clause.words.push_back(lower(slice(text, words[i].span)));
    clause.places.push_back(words[i].span);
    const std::string& word = clause.words.back();
    const bool contracted = word == "t" && i > begin && clause.words[i - begin - 1].ends_with('n');
    // "asked no one", "no longer" and "not only" are told apart by who asks.
    const bool of_no = word == "no" && i > begin && (clause.words[i - begin - 1] == "of" || clause.words[i - begin - 1] == "with");
    const bool ruled_out = word == "out" && i > begin && clause.words[i - begin - 1].starts_with("rul");
    clause.negated = clause.negated || contracted || ruled_out || (is_one_of(word, kNegations) && !of_no);
    clause.denial = clause.denial || denies(text, words, end, i);
    clause.hypothetical = clause.hypothetical || is_one_of(word, kHypothetical);
    // "Halvorsen denied it" says who, not what.
    if (is_one_of(word, kDenials)) {
      clause.stems.clear();
      clause.plain.clear();
      clause.subject.clear();
      clause.denied.clear();
      clause.head = 0;
    }
    if (words[i].number || is_one_of(word, kCounts)) clause.counts.push_back(words[i].stem);
    if (!words[i].content || is_one_of(word, kDenials)) continue;
    const auto base = bases().find(word);
    const std::vector<std::uint32_t> stems =
        base == bases().end() ? std::vector<std::uint32_t>{words[i].stem} : stems_of(base->second);
    clause.stems.insert(clause.stems.end(), stems.begin(), stems.end());
    if (!words[i].capitalized || i == begin) clause.plain.insert(clause.plain.end(), stems.begin(), stems.end());
    if (!clause.negated && !clause.denial) clause.subject.insert(clause.subject.end(), stems.begin(), stems.end());
    if ((clause.negated || clause.denial) && clause.head == 0 && !stems.empty()) clause.head = stems.front();
    if (clause.negated || clause.denial) clause.denied.insert(clause.denied.end(), stems.begin(), stems.end());
  }
  clause.anaphoric = clause.denial && denies_what_stands_before(clause.words);
  for (auto* stems : {&clause.stems, &clause.subject, &clause.denied, &clause.plain, &clause.counts}) {
    sort_distinct(*stems);
  }
  const std::size_t after = clause.span.end;
  if (after < text.size() && text[after] == '?') clause.hypothetical = true;
  clauses.push_back(std::move(clause));
}

}  // namespace

std::vector<Clause> clauses_of(const StoryView& view, Index document, std::size_t most) {
  const std::string_view text = view.text(document);
  std::vector<Clause> clauses;
  std::uint32_t sentence = 0;
  for (std::uint32_t at = 0; at < text.size() && clauses.size() < most;) {
    Span span = sentence_around(text, {at, at});
    if (span.end <= at) span.end = at;
    const Phrase phrase = make_phrase(text, {{at, span.end}});
    Clause empty;
    empty.document = document;
    empty.sentence = sentence++;
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= phrase.words.size(); ++i) {
      const bool ends = i == phrase.words.size() || i - begin >= kLongestClause ||
                        parts(text, phrase.words[i - 1].span.end, phrase.words[i].span.begin);
      if (!ends) continue;
      finish(text, phrase.words, begin, i, empty, clauses);
      begin = i;
    }
    at = span.end + 1;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return clauses;
}

Index attribution_at(const Document& document, Span span) {
  Index found = kNone;
  for (Index i = 0; i < document.reading.attributions.size(); ++i) {
    for (const Span content : document.reading.attributions[i].content) {
      // Those within another come after it.
      if (content.begin <= span.begin && span.begin < content.end) found = i;
    }
  }
  return found;
}

}  // namespace hearsay::comparison

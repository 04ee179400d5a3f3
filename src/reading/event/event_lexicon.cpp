#include "reading/event/event_lexicon.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string>

#include "core/string_table.h"

namespace hearsay::event {
namespace {

struct RootWords {
  std::string_view name;
  std::string_view type;
  std::string_view code;
};

constexpr std::array<RootWords, kRoots> kRootWords = {{
    {"CONSULT", "CONSULT", "040"},   {"AGREE", "AGREE", "030"},         {"SUPPORT", "SUPPORT", "050"},
    {"COOPERATE", "COOPERATE", "060"}, {"AID", "AID", "070"},           {"CONCEDE", "CONCEDE", "080"},
    {"RETREAT", "RETREAT", "087"},   {"REQUEST", "REQUEST", "020"},     {"DEMAND", "REQUEST", "100"},
    {"INVESTIGATE", "ACCUSE", "090"}, {"ACCUSE", "ACCUSE", "110"},      {"REJECT", "REJECT", "120"},
    {"THREATEN", "THREATEN", "130"}, {"PROTEST", "PROTEST", "140"},     {"MOBILIZE", "MOBILIZE", "150"},
    {"SANCTION", "SANCTION", "160"}, {"COERCE", "COERCE", "170"},       {"ASSAULT", "ASSAULT", "180"},
    {"FIGHT", "ASSAULT", "190"},
}};

struct Irregular {
  std::string_view lemma;
  std::string_view past;
  std::string_view participle;
};

constexpr std::array<Irregular, 74> kIrregular = {{
    {"meet", "met", "met"},           {"sit", "sat", "sat"},             {"shake", "shook", "shaken"},
    {"hold", "held", "held"},         {"ring", "rang", "rung"},          {"fly", "flew", "flown"},
    {"set", "set", "set"},            {"write", "wrote", "written"},     {"give", "gave", "given"},
    {"undertake", "undertook", "undertaken"}, {"stand", "stood", "stood"}, {"stick", "stuck", "stuck"},
    {"forgive", "forgave", "forgiven"}, {"strike", "struck", "struck"},  {"lend", "lent", "lent"},
    {"feed", "fed", "fed"},           {"rebuild", "rebuilt", "rebuilt"}, {"send", "sent", "sent"},
    {"take", "took", "taken"},        {"keep", "kept", "kept"},          {"let", "let", "let"},
    {"quit", "quit", "quit"},         {"withdraw", "withdrew", "withdrawn"}, {"lay", "laid", "laid"},
    {"beg", "begged", "begged"},      {"seek", "sought", "sought"},      {"tell", "told", "told"},
    {"find", "found", "found"},       {"find fault", "found", "found"},  {"bring", "brought", "brought"},
    {"break", "broke", "broken"},     {"swear", "swore", "sworn"},       {"beat", "beat", "beaten"},
    {"hit", "hit", "hit"},            {"hurt", "hurt", "hurt"},          {"freeze", "froze", "frozen"},
    {"cut", "cut", "cut"},            {"leave", "left", "left"},         {"steal", "stole", "stolen"},
    {"forbid", "forbade", "forbidden"}, {"shut", "shut", "shut"},        {"drive", "drove", "driven"},
    {"fight", "fought", "fought"},    {"overrun", "overran", "overrun"}, {"retake", "retook", "retaken"},
    {"overthrow", "overthrew", "overthrown"}, {"shoot", "shot", "shot"}, {"slay", "slew", "slain"},
    {"blow", "blew", "blown"},        {"hang", "hanged", "hung"},        {"lead", "led", "led"},
    {"spread", "spread", "spread"},   {"go", "went", "gone"},            {"make", "made", "made"},
    {"say", "said", "said"},          {"put", "put", "put"},             {"build", "built", "built"},
    {"pay", "paid", "paid"},          {"begin", "began", "begun"},       {"sue", "sued", "sued"},
    {"win", "won", "won"},            {"lose", "lost", "lost"},          {"come", "came", "come"},
    {"get", "got", "got"},            {"have", "had", "had"},            {"do", "did", "done"},
    {"see", "saw", "seen"},           {"buy", "bought", "bought"},       {"sell", "sold", "sold"},
    {"hear", "heard", "heard"},       {"tear", "tore", "torn"},          {"ban", "banned", "banned"},
    {"bid", "bid", "bid"},            {"cast", "cast", "cast"},
}};

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

// "stop" → "stopped", "commit" → "committed", but "visit" → "visited".
bool doubles(std::string_view lemma) {
  if (lemma.size() < 3) return false;
  const char last = lemma.back();
  if (is_vowel(last) || last == 'w' || last == 'x' || last == 'y' || last == 'h' || last == 'k') return false;
  if (!is_vowel(lemma[lemma.size() - 2]) || is_vowel(lemma[lemma.size() - 3])) return false;
  const auto vowels = std::count_if(lemma.begin(), lemma.end(), is_vowel);
  static constexpr std::array<std::string_view, 16> kStressed = {"commit", "admit", "permit", "submit", "rebut", "extol", "patrol", "expel", "repel", "compel", "concur", "quit", "acquit", "kidnap", "hijack", "propel"};
  return vowels == 1 || std::find(kStressed.begin(), kStressed.end(), lemma) != kStressed.end();
}

bool ends_in_consonant_y(std::string_view lemma) {
  return lemma.size() > 1 && lemma.back() == 'y' && !is_vowel(lemma[lemma.size() - 2]);
}

std::string with_s(std::string_view lemma) {
  std::string word(lemma);
  if (ends_in_consonant_y(lemma)) return word.substr(0, word.size() - 1) + "ies";
  const bool hisses = lemma.ends_with("s") || lemma.ends_with("sh") || lemma.ends_with("ch") || lemma.ends_with("x") ||
                      lemma.ends_with("z") || lemma.ends_with("go");
  return word + (hisses ? "es" : "s");
}

std::string with_ed(std::string_view lemma) {
  std::string word(lemma);
  if (word.back() == 'e') return word + "d";
  if (ends_in_consonant_y(lemma)) return word.substr(0, word.size() - 1) + "ied";
  if (doubles(lemma)) return word + word.back() + "ed";
  return word + "ed";
}

std::string with_ing(std::string_view lemma) {
  std::string word(lemma);
  if (word.ends_with("ie")) return word.substr(0, word.size() - 2) + "ying";
  if (word.back() == 'e' && !word.ends_with("ee")) return word.substr(0, word.size() - 1) + "ing";
  if (doubles(lemma)) return word + word.back() + "ing";
  return word + "ing";
}

// One way to go on after a first word: "" or " on strike".
struct Continuation {
  std::string rest;
  std::uint8_t forms = 0;
  std::vector<const Entry*> entries;
};
using Ways = std::map<std::string, std::vector<Continuation>>;

struct Index {
  Ways owned;
  StringMap<const std::vector<Continuation>*> ways;
};

std::vector<Entry> parse_lines(std::string_view lines) {
  std::vector<Entry> entries;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first + 1);
    const Root root = root_of(line.substr(0, first));
    std::string_view subtype = line.substr(first + 1, second - first - 1);
    if (subtype == "-") subtype = {};
    const std::string_view code = line.substr(second + 1, colon - second - 1);
    line.remove_prefix(colon + 1);
    while (!line.empty()) {
      const std::size_t comma = std::min(line.find(','), line.size());
      std::string_view phrase = line.substr(0, comma);
      line.remove_prefix(std::min(comma + 1, line.size()));
      while (phrase.starts_with(' ')) phrase.remove_prefix(1);
      if (!phrase.empty()) entries.push_back({root, subtype, code, phrase});
    }
  }
  return entries;
}

void add(Index& index, const std::string& word, std::string_view rest, std::uint8_t form, const Entry& entry) {
  std::vector<Continuation>& ways = index.owned[word];
  auto way = std::find_if(ways.begin(), ways.end(), [&](const Continuation& one) { return one.rest == rest; });
  if (way == ways.end()) way = ways.insert(ways.end(), Continuation{std::string(rest), 0, {}});
  way->forms |= form;
  if (std::find(way->entries.begin(), way->entries.end(), &entry) == way->entries.end()) way->entries.push_back(&entry);
}

void longest_first(Index& index) {
  for (auto& [word, ways] : index.owned) {
    std::stable_sort(ways.begin(), ways.end(), [](const Continuation& a, const Continuation& b) { return a.rest.size() > b.rest.size(); });
    index.ways.add(word, &ways);
  }
}

const Irregular* irregular_of(std::string_view lemma) {
  for (const Irregular& one : kIrregular) {
    if (one.lemma == lemma) return &one;
  }
  return nullptr;
}

struct VerbIndex {
  std::vector<Entry> entries = parse_lines(verb_lines());
  Index forms;
  std::map<std::string, std::string_view> lemmas;
  StringMap<std::string_view> lemma_of;

  VerbIndex() {
    for (const Entry& entry : entries) {
      const std::size_t space = std::min(entry.lemma.find_first_of(" -"), entry.lemma.size());
      const std::string_view head = entry.lemma.substr(0, space);
      const std::string_view rest = entry.lemma.substr(space);
      const Irregular* irregular = irregular_of(head);
      const auto one = [&](const std::string& word, std::uint8_t form) {
        add(forms, word, rest, form, entry);
        lemmas.try_emplace(word, head);
      };
      one(std::string(head), kBase);
      one(with_s(head), kThird);
      one(with_ing(head), kGerund);
      one(irregular != nullptr ? std::string(irregular->past) : with_ed(head), kPast);
      one(irregular != nullptr ? std::string(irregular->participle) : with_ed(head), kParticiple);
    }
    for (const Irregular& one : kIrregular) {
      lemmas.try_emplace(std::string(one.past), one.lemma);
      lemmas.try_emplace(std::string(one.participle), one.lemma);
    }
    for (const auto& [word, lemma] : lemmas) lemma_of.add(word, lemma);
    longest_first(forms);
  }
};

struct NounIndex {
  std::vector<Entry> entries = parse_lines(noun_lines());
  Index forms;

  NounIndex() {
    for (const Entry& entry : entries) {
      for (const std::string& phrase : {std::string(entry.lemma), with_s(entry.lemma)}) {
        const std::size_t cut = std::min(phrase.find_first_of(" -"), phrase.size());
        add(forms, phrase.substr(0, cut), std::string_view(phrase).substr(cut), kBase, entry);
      }
    }
    longest_first(forms);
  }
};

const VerbIndex& verbs() {
  static const VerbIndex kIndex;
  return kIndex;
}

bool ends_word(std::string_view lower, std::size_t at) {
  return at >= lower.size() || !((lower[at] >= 'a' && lower[at] <= 'z') || (lower[at] >= '0' && lower[at] <= '9') || lower[at] == '_');
}

Found find(const Index& index, std::string_view lower, std::size_t word) {
  const auto* found = index.ways.find(lower.substr(0, word));
  if (found == nullptr) return {};
  for (const Continuation& way : **found) {
    const std::string_view after = lower.substr(word);
    if (after.starts_with(way.rest) && ends_word(after, way.rest.size())) {
      return {&way.entries, way.forms, word + way.rest.size()};
    }
  }
  return {};
}

}  // namespace

Root root_of(std::string_view word) {
  for (std::size_t i = 0; i < kRoots; ++i) {
    if (kRootWords[i].name == word) return static_cast<Root>(i);
  }
  return Root::consult;
}

std::string_view type_of(Root root) { return kRootWords[static_cast<std::size_t>(root)].type; }
std::string_view default_code(Root root) { return kRootWords[static_cast<std::size_t>(root)].code; }

Found find_verb(std::string_view lower, std::size_t word) { return find(verbs().forms, lower, word); }

Found find_noun(std::string_view lower, std::size_t word) {
  static const NounIndex kIndex;
  return find(kIndex.forms, lower, word);
}

std::string_view verb_lemma(std::string_view lower) {
  if (const std::string_view* found = verbs().lemma_of.find(lower)) return *found;
  if (lower.size() > 5 && lower.ends_with("ing")) return lower.substr(0, lower.size() - 3);
  if (lower.size() > 4 && lower.ends_with("ied")) return lower.substr(0, lower.size() - 2);
  if (lower.size() > 4 && lower.ends_with("ed")) return lower.substr(0, lower.size() - 2);
  if (lower.size() > 3 && lower.ends_with("s") && !lower.ends_with("ss")) return lower.substr(0, lower.size() - 1);
  return lower;
}

}  // namespace hearsay::event

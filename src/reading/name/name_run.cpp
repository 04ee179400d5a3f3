#include "reading/name/name_run.h"

#include <algorithm>

#include "reading/name/name_words.h"

namespace hearsay {
namespace {

// Names longer than this are a list or a headline without its marks.
constexpr std::size_t kLongestRun = 14;

class RunFinder {
 public:
  RunFinder(const TextWords& words, const CaseEvidence& evidence) : words_(words), evidence_(evidence) {}

  std::vector<NameRun> run() const {
    std::vector<NameRun> runs;
    for (std::size_t word = 0; word < words_.size();) {
      if (!begins_name(word)) {
        ++word;
        continue;
      }
      const std::size_t last = extend(word);
      runs.push_back({word, last});
      word = last;
    }
    return runs;
  }

 private:
  // Written as a name is: a capital, or "al-Dar".
  bool has_capital(std::size_t word) const {
    if (word >= words_.size()) return false;
    const TextWord& it = words_[word];
    if (it.kind != WordKind::word) return false;
    if (it.capitalized) return true;
    if (it.inner_capital) {
      // "al-Dar" and "el-Velm", not "pro-Velm" and "then-Mayor".
      const std::string_view lower = words_.lower(word);
      const std::string_view head = lower.substr(0, lower.find('-'));
      return head == "al" || head == "el" || head == "as" || head == "ash" || head == "at" || head == "an" || head == "ar" ||
             head == "ad" || head == "az" || head == "ul" || head == "bin" || head == "abu";
    }
    // "iPhone", "eBay"
    const std::string_view exact = words_.exact(word);
    return exact.size() > 3 && (exact[0] == 'i' || exact[0] == 'e') && exact[1] >= 'A' && exact[1] <= 'Z';
  }

  // "Velm-backed", "U.S.-led", "Harl-era": an adjective made of a name.
  bool is_compound_adjective(std::size_t word) const {
    const std::string_view exact = words_.exact(word);
    const std::size_t hyphen = exact.rfind('-');
    if (hyphen == std::string_view::npos || hyphen + 1 >= exact.size()) return false;
    const char after = exact[hyphen + 1];
    if (after < 'a' || after > 'z') return false;
    const std::string_view tail = exact.substr(hyphen + 1);
    const std::string_view front = exact.substr(0, hyphen);
    return front != "Al" && front != "Co" && tail.size() > 2 && tail != "sur" && tail != "les" && tail != "hoon" &&
           (is_common_word(tail) || tail.ends_with("ed") || tail == "based" || tail == "born" || tail == "led" ||
            tail == "era" || tail == "style" || tail == "bound" || tail == "held" || tail == "run" || tail == "made");
  }

  // May stand inside a name in a sentence of ordinary case.
  bool continues_name(std::size_t word) const {
    if (!has_capital(word) || is_compound_adjective(word)) return false;
    const std::string_view lower = words_.lower(word);
    if (is_calendar_word(lower)) return is_name_month(word);
    if (evidence_.is_headline(words_[word].sentence)) return is_known_name_word(word);
    if (words_[word].all_caps && lower.size() > 1) return true;
    // "First Bank", "Will Harl": function words that names hold, unlike "The" and "It".
    static const WordSet kInside("will may first second third under down over never all always", ' ');
    return !is_function_word(lower) || kInside.has(lower);
  }

  // "April Harl", "June Prell" and "May" before a surname; not "April 5".
  bool is_name_month(std::size_t word) const {
    const std::string_view lower = words_.lower(word);
    if (lower != "april" && lower != "june" && lower != "august" && lower != "may" && lower != "january") return false;
    const std::string_view before = words_.lower_near(word, -1);
    if (before == "in" || before == "since" || before == "last" || before == "until" || before == "on" || before == "of" ||
        before == "this" || before == "next" || before == "by" || before == "from") {
      return false;
    }
    if (word > 0 && has_capital(word - 1) && words_[word - 1].sentence == words_[word].sentence && !words_[word].opens &&
        lower == "may" && !words_[word - 1].opens) {
      return is_given_name(before);
    }
    return word + 1 < words_.size() && words_[word + 1].sentence == words_[word].sentence && has_capital(word + 1) &&
           !is_function_word(words_.lower(word + 1)) && !is_calendar_word(words_.lower(word + 1)) && lower != "may" &&
           !is_common_word(words_.lower(word + 1));
  }

  // A name whatever its case says: in headlines and at the start of sentences.
  bool is_known_name_word(std::size_t word) const {
    const std::string_view lower = words_.lower(word);
    if (is_function_word(lower)) return false;
    if (evidence_.always_capital(lower)) return true;
    const bool headline_title = (is_title(lower) || is_title_modifier(lower)) && evidence_.is_headline(words_[word].sentence);
    if (evidence_.ever_small(lower) && !headline_title) return false;
    const bool shouted = evidence_.is_shouted(words_[word].sentence);
    if (is_acronym(words_, word) && !shouted && !is_common_word(lower)) return true;
    if (is_known_place(lower) || is_known_outlet(lower) || is_known_organization(lower) || is_demonym(lower) || is_people(lower)) {
      return true;
    }
    if (is_given_name(lower) && !is_common_word(lower)) return true;
    if (is_title(lower) && !is_common_word(lower)) return true;
    // "Supreme Leader Harl" in a headline: the splitter must see the title.
    if (headline_title) return true;
    // "New York" and "United Nations" of words that are common each.
    if (word + 1 < words_.size() && is_known_pair(word)) return true;
    if (word > 0 && is_known_pair(word - 1)) return true;
    // A surname behind a given name.
    const std::string_view before = words_.lower_near(word, -1);
    if (is_given_name(before) && word > 0 && !words_[word - 1].possessive && has_capital(word - 1)) return true;
    return false;
  }

  bool is_known_pair(std::size_t word) const {
    if (words_[word].sentence != words_[word + 1].sentence || !has_capital(word) || !has_capital(word + 1)) return false;
    const std::string_view pair = words_.lower_run(word, word + 2);
    return is_known_place(pair) || is_known_organization(pair) || is_known_outlet(pair);
  }

  bool begins_name(std::size_t word) const {
    if (!has_capital(word) || is_compound_adjective(word)) return false;
    const TextWord& it = words_[word];
    const std::string_view lower = words_.lower(word);
    if (lower == "i" || lower == "i'm" || lower.size() == 0) return false;
    if (is_calendar_word(lower)) return is_name_month(word);
    // "US" the country against "us", "WHO" against "who".
    if (it.all_caps && is_acronym(words_, word) && !evidence_.is_headline(it.sentence)) return true;
    if (evidence_.is_headline(it.sentence)) return is_known_name_word(word);
    if (!it.opens) {
      // "the Second Harl War": an ordinal with a capital inside a sentence.
      const bool ordinal = lower == "first" || lower == "second" || lower == "third" || lower == "fourth" || lower == "fifth";
      return !is_function_word(lower) || (ordinal && word + 1 < words_.size() && continues_name(word + 1));
    }
    if (is_function_word(lower)) return false;
    if (is_known_name_word(word)) return true;
    // A surname or a body of several words: what follows is capitalised too.
    const bool followed = word + 1 < words_.size() && !it.possessive && continues_name(word + 1) &&
                          words_[word + 1].sentence == it.sentence;
    if (followed) {
      // "Former President Harl", "Foreign Minister Prell", "Health Ministry": the splitter sorts these out.
      if (!is_common_word(lower) || is_title(lower) || is_title_modifier(lower)) return true;
      return opens_body_name(word) || evidence_.paired(words_.lower_run(word, word + 2));
    }
    if (is_common_word(lower) || evidence_.ever_small(lower)) return false;
    return lower.size() >= 3 && acts_like_name(word);
  }

  // A lone unknown word that opens a sentence: what follows must fit a name ("Harl said", "Harl's", "Harl, who").
  bool acts_like_name(std::size_t word) const {
    if (words_[word].possessive) return true;
    const std::size_t next = word + 1;
    if (next >= words_.size() || words_[next].sentence != words_[word].sentence) return false;
    const std::string_view lower = words_.lower(next);
    static const WordSet kVerbs("said says is was has had will would did does told and , also could can may might wants made met took who "
                                "went came saw won lost gave got denied ( became began 's",
                                ' ');
    return kVerbs.has(lower) || (lower.size() > 3 && (lower.ends_with("ed") || (lower.ends_with('s') && !lower.ends_with("ss"))));
  }

  // "Health Ministry", "World Bank" at the start of a sentence: a common word that a body's or a place's name begins with.
  bool opens_body_name(std::size_t word) const {
    const std::size_t end = std::min(words_.sentence_end(words_[word].sentence), word + 6);
    for (std::size_t at = word + 1; at < end && continues_name(at); ++at) {
      const std::string_view lower = words_.lower(at);
      if (is_organization_word(lower) || is_outlet_word(lower) || is_place_word(lower) || is_other_word(lower)) return true;
      if (words_[at].possessive) break;
    }
    return false;
  }

  bool same_sentence(std::size_t word, std::size_t from) const {
    return word < words_.size() && words_[word].sentence == words_[from].sentence;
  }

  // Whether [first, last) is a body's name that a link has drawn on already: "Institute for the Study".
  bool linked_body(std::size_t first, std::size_t last) const {
    bool body = false;
    for (std::size_t word = first; word < last; ++word) {
      const std::string_view lower = words_.lower(word);
      if (body && (lower == "of" || lower == "for" || lower == "on")) return true;
      body = body || (is_organization_word(lower) && takes_of(lower));
    }
    return false;
  }

  // "Faculty of Fine Arts of Velm University": a body with a name of its own begins at `word`.
  bool opens_body(std::size_t word) const {
    for (std::size_t at = word; at < word + 5 && same_sentence(at, word) && continues_name(at); ++at) {
      if (is_organization_word(words_.lower(at))) return true;
    }
    return false;
  }

  // Whether a body's name with its head in [first, last) may go on with "of", "for" or "on".
  bool takes_link(std::size_t first, std::size_t last, std::string_view link) const {
    const std::string_view head = words_.lower(last - 1);
    if (link == "of") {
      // "Secretary of State", "Minister of Health": a title.
      if (takes_of(head) || is_title(head)) return true;
      // "Ministry of Health of Velm", "Institute for the Study of War"
      return linked_body(first, last) && is_common_word(head) && !is_known_place(head) && !opens_body(last + (words_.is(last + 1, "the") ? 2 : 1));
    }
    for (std::size_t word = first; word < last; ++word) {
      const std::string_view lower = words_.lower(word);
      if (is_organization_word(lower) && (takes_of(lower) || lower == "institute" || lower == "center" || lower == "fund")) {
        return link == "for" || link == "on";
      }
      if (link == "for" && (lower == "minister" || lower == "secretary" || lower == "commissioner" || lower == "doctors" ||
                            lower == "americans" || lower == "citizens" || lower == "students" || lower == "mothers")) {
        return true;
      }
    }
    return false;
  }

  // "Ministry of Health and Welfare", "Homeland Security and Border Affairs Committee".
  bool takes_and(std::size_t first, std::size_t at) const {
    if (!same_sentence(at + 1, first) || !continues_name(at + 1)) return false;
    const std::string_view next = words_.lower(at + 1);
    if (is_known_place(next) || is_given_name(next) || is_demonym(next) || is_title(next) || is_acronym(words_, at + 1)) {
      return false;
    }
    // "Office of Fees and Division of Ships" are two.
    if (is_organization_word(next) && words_.is(at + 2, "of")) return false;
    bool linked = false;
    for (std::size_t word = first; word < at; ++word) {
      const std::string_view lower = words_.lower(word);
      if (lower == "of" || lower == "for" || lower == "on") linked = true;
      if (is_given_name(lower) || is_known_place(lower)) return false;
    }
    const std::string_view before = words_.lower(at - 1);
    // "Union of Dockers and Welders"
    const bool plural = next.ends_with('s') && before.ends_with('s') && !is_known_place(before);
    if (linked) return is_common_word(next) || is_common_word(before) || plural;
    for (std::size_t word = at + 1; word < at + 5 && same_sentence(word, first) && continues_name(word); ++word) {
      const std::string_view lower = words_.lower(word);
      if (is_organization_word(lower) && is_common_word(words_.lower(at - 1)) && !is_organization_word(words_.lower(at - 1))) {
        return true;
      }
    }
    return false;
  }

  // Particles and linking words from `at` that a capitalised word follows: how many words; 0 if the run ends here.
  std::size_t link_size(std::size_t first, std::size_t at) const {
    const std::string_view lower = words_.lower(at);
    if (!same_sentence(at, first)) return 0;
    if (lower == "of" || lower == "for" || lower == "on") {
      // "Committee for a Better Velm"
      const bool article = words_.is(at + 1, "the") || (lower == "for" && words_.is(at + 1, "a"));
      const std::size_t next = at + (article ? 2 : 1);
      if (same_sentence(next, first) && continues_name(next) && takes_link(first, at, lower)) return next - at;
      return 0;
    }
    if (lower == "and") return takes_and(first, at) ? 1 : 0;
    if (lower == "&") return same_sentence(at + 1, first) && has_capital(at + 1) ? 1 : 0;
    if (lower == ",") {
      const std::string_view next = words_.lower(at + 1);
      return same_sentence(at + 1, first) && (is_name_suffix(next) || next == "inc." || next == "inc" || next == "ltd" ||
                                              next == "ltd." || next == "llc")
                 ? 1
                 : 0;
    }
    // A nickname: Harl "the Crow" Prell is left in two parts. Particles: "van der Prell", "de la Harl".
    std::size_t count = 0;
    while (count < 3 && same_sentence(at + count, first) && words_[at + count].kind == WordKind::word &&
           !words_[at + count].capitalized && is_name_particle(words_.lower(at + count))) {
      ++count;
    }
    if (count == 0 || !same_sentence(at + count, first) || !has_capital(at + count)) return 0;
    // "as" and "do" are words of their own far more often than they are particles.
    return lower == "as" || lower == "do" || lower == "ad" ? 0 : count;
  }

  std::size_t extend(std::size_t first) const {
    std::size_t last = first + 1;
    while (last < words_.size() && last - first < kLongestRun) {
      const TextWord& before = words_[last - 1];
      if (before.possessive && !goes_on_after_possessive(last)) break;
      if (!same_sentence(last, first)) break;
      if (words_[last].kind == WordKind::word && continues_name(last) && (!words_[last].opens || words_[last - 1].opens)) {
        ++last;
        continue;
      }
      if (words_[last].kind == WordKind::number && takes_number(last)) {
        ++last;
        break;
      }
      const std::size_t link = link_size(first, last);
      if (link == 0) break;
      last += link + 1;
    }
    return std::min(last, words_.size());
  }

  bool goes_on_after_possessive(std::size_t next) const {
    return is_possessed_head(words_.lower(next - 1)) && next < words_.size() && has_capital(next) &&
           !is_given_name(words_.lower(next));
  }

  // "Channel 4", "Flight 370", "Formula 1"
  bool takes_number(std::size_t word) const {
    static const WordSet kHeads("channel flight apollo article formula boeing airbus radio area unit section route highway "
                                "interstate proposition falcon soyuz terminal resolution amendment group france convoy",
                                ' ');
    return kHeads.has(words_.lower(word - 1)) && words_.exact(word).size() <= 4;
  }

  const TextWords& words_;
  const CaseEvidence& evidence_;
};

}  // namespace

bool is_acronym(const TextWords& words, std::size_t word) {
  const std::string_view exact = words.exact(word);
  std::size_t upper = 0;
  for (const char c : exact) {
    if (c >= 'A' && c <= 'Z') {
      ++upper;
    } else if (c != '.' && c != '-' && c != '&' && !(c >= '0' && c <= '9')) {
      return false;
    }
  }
  if (upper == 1) return exact.size() >= 2 && exact.find_first_of("0123456789") != std::string_view::npos && exact.size() <= 5;
  return upper >= 2 && upper <= 6;
}

CaseEvidence::CaseEvidence(const TextWords& words) {
  const auto sentences = static_cast<std::uint32_t>(words.text().sentences.size());
  headlines_.assign(sentences, 0);
  for (std::uint32_t sentence = 0; sentence < sentences; ++sentence) {
    std::size_t capital = 0;
    std::size_t content = 0;
    const std::size_t begin = words.sentence_begin(sentence);
    const std::size_t end = words.sentence_end(sentence);
    for (std::size_t word = begin; word < end; ++word) {
      if (words[word].kind != WordKind::word || is_function_word(words.lower(word))) continue;
      ++content;
      capital += words[word].capitalized ? 1 : 0;
    }
    // A line of nothing but names ("By Anna Harl, Velm Herald") is none: it has no capitalised common word.
    if (content < 4 || capital * 100 < content * 75) continue;
    // A sentence with a stop and a small word in it is prose with many names.
    if (capital < content && words.is(end - 1, ".")) continue;
    std::size_t common = 0;
    std::size_t long_words = 0;
    std::size_t shouted = 0;
    for (std::size_t word = begin; word < end; ++word) {
      if (words[word].kind != WordKind::word) continue;
      if (words[word].capitalized && is_common_word(words.lower(word))) ++common;
      long_words += words[word].span.size() >= 3 ? 1 : 0;
      shouted += words[word].span.size() >= 3 && words[word].all_caps ? 1 : 0;
    }
    if (common >= 2) headlines_[sentence] = shouted * 10 > long_words * 7 ? 2 : 1;
  }
  for (std::size_t word = 0; word < words.size(); ++word) {
    const TextWord& it = words[word];
    if (it.kind == WordKind::word && it.capitalized && !it.all_caps) ++counts_[words.lower(word)].mixed;
    if (it.kind != WordKind::word || headlines_[it.sentence] != 0) continue;
    if (!it.capitalized && !it.inner_capital) {
      ++counts_[words.lower(word)].small;
    } else if (!it.opens) {
      ++counts_[words.lower(word)].capital;
      const bool pair = word + 1 < words.size() && words[word + 1].sentence == it.sentence && words[word + 1].kind == WordKind::word &&
                        words[word + 1].capitalized && !it.possessive && is_common_word(words.lower(word)) && !is_function_word(words.lower(word));
      if (pair) pairs_.insert(words.lower_run(word, word + 2));
    }
  }
}

bool CaseEvidence::always_capital(std::string_view lower) const {
  const auto found = counts_.find(lower);
  return found != counts_.end() && found->second.capital > 0 && found->second.small == 0;
}

bool CaseEvidence::ever_small(std::string_view lower) const {
  const auto found = counts_.find(lower);
  return found != counts_.end() && found->second.small > 0;
}

bool CaseEvidence::written_small(std::string_view lower) const {
  const auto found = counts_.find(lower);
  return found != counts_.end() && found->second.mixed > 0;
}

std::vector<NameRun> find_name_runs(const TextWords& words, const CaseEvidence& evidence) {
  return RunFinder(words, evidence).run();
}

}  // namespace hearsay

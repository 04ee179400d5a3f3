#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <unordered_map>

#include "reading/name/name_part.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

float& at(TypeScores& scores, EntityType type) { return scores[static_cast<std::size_t>(type)]; }

bool is_speech_verb(std::string_view lower) {
  static const WordSet set(
      "said says told tells added adds asked asks claimed claims argued argues warned warns insisted stated noted announced "
      "declared explained replied wrote tweeted acknowledged denied recalled testified joked thinks believes thought believed "
      "met visited arrived smiled resigned died married",
      ' ');
  return set.has(lower);
}

bool is_belonging(std::string_view lower) {
  static const WordSet set("remarks speech comments words lawyer wife husband son daughter mother father brother sister death "
                           "career life face office aides campaign critics supporters letter statement family body home",
                           ' ');
  return set.has(lower);
}

class PartTyper {
 public:
  PartTyper(const TextWords& words, const CaseEvidence& evidence) : words_(words), evidence_(evidence) {}

  void score(NamePart& part) const {
    part.scores = {};
    score_own_words(part);
    score_surroundings(part);
  }

 private:
  std::size_t size(const NamePart& part) const { return part.last - part.first; }

  void score_own_words(NamePart& part) const {
    TypeScores& scores = part.scores;
    const std::string_view whole = words_.lower_run(part.first, part.last);
    const std::string_view head = words_.lower(part.first);
    const std::string_view tail = words_.lower(part.last - 1);
    const bool titled = part.title_last > part.title_first;
    if (titled) at(scores, EntityType::person) += 5;
    // "US" is a country, "us" in a shouted line is not.
    if (is_known_place(whole)) {
      at(scores, EntityType::place) += 4;
      if (size(part) > 1 && !titled) return;
    }
    if (is_known_outlet(whole)) at(scores, EntityType::outlet) += 5;
    if (is_known_organization(whole)) at(scores, EntityType::organization) += 4.5F;
    if (size(part) == 1 && is_people(whole)) at(scores, EntityType::group) += 6;
    std::size_t body = part.first;
    std::size_t inner_of = part.last;
    for (std::size_t word = part.first; word < part.last; ++word) {
      const std::string_view lower = words_.lower(word);
      if (lower == "of" || lower == "for" || lower == "on" || lower == "&") {
        inner_of = std::min(inner_of, word);
        if (lower == "&") at(scores, EntityType::organization) += 3;
      }
    }
    if (inner_of < part.last && inner_of > part.first) body = inner_of - 1;
    const std::string_view of_head = words_.lower(body);
    if (inner_of < part.last && inner_of > part.first) {
      if (is_outlet_word(of_head) && of_head != "post" && of_head != "times") at(scores, EntityType::outlet) += 1;
      if (is_place_word(of_head) && !is_organization_word(of_head)) at(scores, EntityType::place) += 3;
      if (is_organization_word(of_head)) at(scores, EntityType::organization) += 4;
      if (is_other_word(of_head)) at(scores, EntityType::other) += 3;
      if (of_head == "republic" || of_head == "kingdom" || of_head == "states" || of_head == "isle") at(scores, EntityType::place) += 3;
    } else if (size(part) >= 2) {
      if (is_company_suffix(tail)) at(scores, EntityType::organization) += 4;
      if (is_outlet_word(tail)) at(scores, EntityType::outlet) += given_start(part) ? 2.0F : 4.0F;
      if (is_organization_word(tail)) at(scores, EntityType::organization) += is_outlet_word(tail) ? 2.0F : 4.0F;
      if (is_place_word(tail)) at(scores, EntityType::place) += is_organization_word(tail) ? 2.0F : (given_start(part) ? 2.5F : 4.0F);
      if (is_place_head(head) && !is_common_body(part)) at(scores, EntityType::place) += head == "new" || head == "el" ? 1.0F : 1.8F;
      if (is_other_word(tail)) at(scores, EntityType::other) += 3.5F;
      if (head == "operation" || head == "hurricane" || head == "typhoon" || head == "storm" || head == "cyclone") {
        at(scores, EntityType::other) += 4;
      }
      if (words_.lower(part.last - 2) == "news" && tail == "agency") at(scores, EntityType::outlet) += 5;
    } else {
      if (is_acronym(words_, part.first) && !evidence_.written_small(whole)) at(scores, EntityType::organization) += 2;
      score_lone_word(part, whole, titled);
    }
    for (std::size_t word = part.first; word < part.last; ++word) {
      if (words_.is(word, "war") && size(part) > 1) at(scores, EntityType::other) += 3;
    }
    score_as_person(part);
  }

  // A single word that no list knows is mostly somebody's family name, unless it is English or written like a brand.
  void score_lone_word(NamePart& part, std::string_view whole, bool titled) const {
    if (titled || is_known_place(whole) || is_known_organization(whole) || is_known_outlet(whole) || is_people(whole)) return;
    if (is_other_word(whole) || (is_common_word(whole) && !given_start(part))) {
      at(part.scores, EntityType::other) += 2.5F;
    } else if (has_camel_case(words_.exact(part.first))) {
      at(part.scores, EntityType::organization) += 1.5F;
    } else if (!is_acronym(words_, part.first)) {
      at(part.scores, EntityType::person) += 0.5F;
    }
  }

  // "FactDesk", not "McHarl", "DeHarl" and "al-Dar"
  static bool has_camel_case(std::string_view exact) {
    for (std::size_t i = 3; i < exact.size(); ++i) {
      if (exact[i] < 'A' || exact[i] > 'Z' || exact[i - 1] < 'a' || exact[i - 1] > 'z') continue;
      return !(exact.starts_with("Mac") && i == 3);
    }
    return false;
  }

  bool given_start(const NamePart& part) const { return is_given_name(words_.lower(part.first)); }

  bool is_common_body(const NamePart& part) const {
    return is_organization_word(words_.lower(part.last - 1)) || is_outlet_word(words_.lower(part.last - 1));
  }

  void score_as_person(NamePart& part) const {
    TypeScores& scores = part.scores;
    const std::string_view head = words_.lower(part.first);
    const bool given = is_given_name(head);
    if (given && size(part) >= 2 && size(part) <= 5) at(scores, EntityType::person) += is_common_word(head) ? 2.0F : 3.5F;
    if (given && size(part) == 1) at(scores, EntityType::person) += is_known_place(head) ? 0.5F : 1.5F;
    if (words_[part.last - 1].kind == WordKind::number) at(scores, EntityType::other) += 3;
    if (size(part) < 2 || words_[part.last - 1].kind == WordKind::number) return;
    bool initial = false;
    bool common = false;
    bool particle = false;
    for (std::size_t word = part.first; word < part.last; ++word) {
      const std::string_view lower = words_.lower(word);
      const std::string_view exact = words_.exact(word);
      if (word > part.first && word + 1 < part.last && exact.size() == 2 && exact[1] == '.') initial = true;
      if (word == part.first && exact.size() <= 4 && exact.size() >= 2 && exact[1] == '.') initial = true;
      if (is_common_word(lower) && !is_given_name(lower)) common = true;
      if (word > part.first && !words_[word].capitalized && is_name_particle(lower)) particle = true;
      if (words_[word].inner_capital && lower.starts_with("al-")) particle = true;
    }
    if (initial) at(scores, EntityType::person) += 2.5F;
    if (particle) at(scores, EntityType::person) += 1.5F;
    if (is_name_suffix(words_.lower(part.last - 1))) at(scores, EntityType::person) += 3;
    // Two or three words that are no words of English are more often somebody than something.
    if (!common && size(part) <= 4 && !has_mark(part)) at(scores, EntityType::person) += 1.2F;
    if (common && !given) at(scores, EntityType::organization) += 0.6F;
  }

  bool has_mark(const NamePart& part) const {
    for (std::size_t word = part.first; word < part.last; ++word) {
      const std::string_view lower = words_.lower(word);
      if (lower == "of" || lower == "&" || lower == "for" || lower == "on" || lower == "and") return true;
      if (words_[word].all_caps && is_acronym(words_, word)) return true;
    }
    return false;
  }

  void score_surroundings(NamePart& part) const {
    TypeScores& scores = part.scores;
    const auto near = [&](std::ptrdiff_t distance) { return words_.lower_near(part.first, distance); };
    const auto behind = [&](std::ptrdiff_t distance) { return words_.lower_near(part.last - 1, distance); };
    const std::string_view before = near(-1);
    const std::string_view next = behind(1);
    const bool possessive = words_[part.last - 1].possessive;
    if (part.role_last > part.role_first && part.role_last == part.first) at(scores, EntityType::person) += 3;
    else if (part.role_last > part.role_first && part.title_last == part.title_first) at(scores, EntityType::person) += 2;
    // "Velm's president", "the people of Velm"
    static const WordSet kGoverned("mayor president minister government capital army parliament king queen premier foreign prime defence defense "
                                   "interior finance military police border borders economy ambassador supreme coast national central population "
                                   "navy authorities leaders people",
                                   ' ');
    if (possessive && kGoverned.has(next) && part.title_last == part.title_first) at(scores, EntityType::place) += 1.5F;
    if (before == "of" && (near(-2) == "people" || near(-2) == "government" || near(-2) == "capital" || near(-2) == "coast" ||
                           near(-2) == "north" || near(-2) == "south" || near(-2) == "east" || near(-2) == "west")) {
      at(scores, EntityType::place) += 2;
    }
    const bool belonging = possessive && is_belonging(next);
    if (!belonging && (before == "in" || before == "near" || before == "across" || before == "throughout" || before == "outside")) {
      at(scores, EntityType::place) += before == "in" && size(part) > 2 ? 1.0F : 1.6F;
    }
    if ((before == "to" || before == "from" || before == "at") && !possessive) at(scores, EntityType::place) += 0.5F;
    if (before == "of" && (near(-2) == "city" || near(-2) == "town" || near(-2) == "village" || near(-2) == "province" ||
                           near(-2) == "region" || near(-2) == "capital" || near(-2) == "state" || near(-2) == "district")) {
      at(scores, EntityType::place) += 4;
    }
    if ((before == "city" || before == "town" || before == "village" || before == "province") && !possessive) {
      at(scores, EntityType::place) += 2;
    }
    // "the city, Velm" aside, "Velm, Ohio" and "Velm province"
    if (!possessive && (is_place_word(next) && words_.exact(part.last) == next) && next != "port" && next != "base") {
      at(scores, EntityType::place) += 1.5F;
    }
    if (next == "," && part.last + 1 < words_.size() && words_[part.last + 1].capitalized &&
        is_known_place(words_.lower_near(part.last - 1, 2)) && before != ",") {
      at(scores, EntityType::place) += 1.5F;
    }
    const bool small_next = part.last < words_.size() && !words_[part.last].capitalized && !possessive;
    if (small_next && (is_outlet_noun(next) || is_outlet_phrase(words_.lower_run(part.last, std::min(part.last + 2, words_.size()))))) {
      at(scores, EntityType::outlet) += 4;
    }
    if (is_outlet_noun(before) || is_outlet_phrase(words_.lower_run(part.first >= 2 ? part.first - 2 : 0, part.first))) {
      at(scores, EntityType::outlet) += 3;
    }
    if (small_next && is_group_noun(next)) at(scores, EntityType::organization) += next == "rebels" || next == "militants" ? 2.0F : 1.2F;
    if (small_next && is_role_noun(next)) at(scores, EntityType::organization) += 1.0F;
    if (before == "the" && !possessive) {
      at(scores, EntityType::person) -= 1.5F;
      at(scores, EntityType::organization) += 0.6F;
    }
    // "Harl's remarks": what only people have.
    if (belonging) at(scores, EntityType::person) += 0.8F;
    if (!possessive && is_speech_verb(next) && before != "the") at(scores, EntityType::person) += 1.0F;
    if (is_speech_verb(before) && before != "the") at(scores, EntityType::person) += 0.6F;
    if (next == "who" || (next == "," && behind(2) == "who")) at(scores, EntityType::person) += 2;
    // "Anna Harl, 34,"
    if (next == "," && part.last + 1 < words_.size() && words_[part.last + 1].kind == WordKind::number &&
        words_.exact(part.last + 1).size() == 2 && (behind(3) == "," || behind(3) == ".")) {
      at(scores, EntityType::person) += 3;
    }
    if (next == "(" && part.last + 2 < words_.size() && is_acronym(words_, part.last + 1)) at(scores, EntityType::organization) += 1.5F;
  }

  const TextWords& words_;
  const CaseEvidence& evidence_;
};

std::size_t best(const TypeScores& scores) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace

void type_parts(const TextWords& words, const CaseEvidence& evidence, std::vector<NamePart>& parts) {
  const PartTyper typer(words, evidence);
  std::unordered_map<std::string_view, TypeScores> by_name;
  for (NamePart& part : parts) {
    typer.score(part);
    TypeScores& sum = by_name[words.lower_run(part.first, part.last)];
    // What one place says strongly counts more than what many say weakly.
    for (std::size_t type = 0; type < kEntityTypes; ++type) sum[type] = std::max(sum[type], 0.0F) * 0.9F + part.scores[type];
  }
  // The type of a person's family name, wherever the full name stands.
  std::unordered_map<std::string_view, float> family;
  std::unordered_map<std::string_view, float> given;
  for (const NamePart& part : parts) {
    if (part.last - part.first < 2) continue;
    const TypeScores& sum = by_name[words.lower_run(part.first, part.last)];
    if (best(sum) != static_cast<std::size_t>(EntityType::person)) continue;
    family[words.lower(part.last - 1)] = 3;
    given[words.lower(part.first)] = 1.5F;
  }
  for (NamePart& part : parts) {
    TypeScores sum = by_name[words.lower_run(part.first, part.last)];
    // A name's own surroundings weigh most: "Washington said" and "Mr. Washington".
    for (std::size_t type = 0; type < kEntityTypes; ++type) sum[type] = sum[type] * 0.5F + part.scores[type];
    const std::string_view whole = words.lower_run(part.first, part.last);
    if (part.last - part.first == 1) {
      if (const auto found = family.find(whole); found != family.end()) {
        sum[0] += found->second;
        // "Anna Florence ... Florence said": the town is meant only where a preposition says so.
        const std::string_view before = words.lower_near(part.first, -1);
        if (before != "in" && before != "to" && before != "from" && before != "at") sum[static_cast<std::size_t>(EntityType::place)] *= 0.3F;
      }
      if (const auto first = given.find(whole); first != given.end() && family.count(whole) == 0) sum[0] += first->second;
    }
    const std::size_t type = best(sum);
    part.type = sum[type] <= 0.4F ? EntityType::other : static_cast<EntityType>(type);
    part.scores = sum;
  }
}

}  // namespace hearsay

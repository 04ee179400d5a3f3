#include <algorithm>

#include "reading/name/name_part.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

bool is_body_word(std::string_view lower) { return is_organization_word(lower) || is_place_word(lower) || is_outlet_word(lower); }

class RunSplitter {
 public:
  RunSplitter(const TextWords& words, std::vector<NamePart>& parts) : words_(words), parts_(parts) {}

  void split(NameRun run) {
    std::size_t first = run.first;
    const std::size_t last = run.last;
    // Each round takes one "prefix title name" off the front; a run holds few.
    for (int round = 0; round < 6 && first < last; ++round) {
      const std::size_t title = next_title(first, last);
      if (title == last) {
        add(first, last, last, last);
        return;
      }
      const std::size_t title_end = end_of_title(title, last);
      const std::size_t prefix_end = title;
      if (prefix_end > first) add(first, prefix_end, first, first);
      // A title without a bearer is no name: coreference looks for who bears it.
      if (title_end == last) return;
      const std::size_t next = next_title(title_end, last);
      add(title_end, next, title, title_end);
      first = next;
    }
  }

 private:
  bool is_modifier(std::size_t word) const { return is_title_modifier(words_.lower(word)); }

  // The first word of the next title in [first, last); `last` if there is none.
  std::size_t next_title(std::size_t first, std::size_t last) const {
    for (std::size_t word = first; word < last; ++word) {
      if (!is_title(words_.lower(word)) || (words_[word].all_caps && !is_office_acronym(word))) continue;
      if (names_a_body(word, first, last) || is_surname(word, first, last) || is_of_a_body(word, first, last)) continue;
      std::size_t begin = word;
      while (begin > first && is_modifier(begin - 1) && !is_acronym(words_, begin - 1)) --begin;
      return begin;
    }
    return last;
  }

  bool is_office_acronym(std::size_t word) const {
    const std::string_view lower = words_.lower(word);
    return lower == "ceo" || lower == "cfo" || lower == "coo" || lower == "mp" || lower == "mps";
  }

  // "Anna King", "J. Dean": a title's word behind a given name or an initial is the family name. And "Department of
  // Justice" holds no judge.
  bool is_surname(std::size_t word, std::size_t first, std::size_t last) const {
    if (word == first) return false;
    const std::string_view before = words_.lower(word - 1);
    if (word + 1 == last && (before == "of" || before == "for" || before == "and" || before == "&")) return true;
    const bool initial = words_.exact(word - 1).size() == 2 && words_.exact(word - 1)[1] == '.';
    if (!initial && (!is_given_name(before) || is_title_modifier(before))) return false;
    static const WordSet kSurnames("king dean prince major marshal pope bishop judge earl duke count abbott price baron deacon sheriff "
                                   "master lord constable chancellor sergeant justice captain cook mayor hon father brother",
                                   ' ');
    return kSurnames.has(words_.lower(word));
  }

  // "Office of the Prosecutor", "High Court of Justice of Velm", "Association of Chief Constables": what a body is of, unless the
  // title has a bearer ("Office of Mayor Harl").
  bool is_of_a_body(std::size_t word, std::size_t first, std::size_t last) const {
    std::size_t of = word;
    if (of > first + 1 && words_.is(of - 1, "the")) --of;
    if (of <= first || !(words_.is(of - 1, "of") || words_.is(of - 1, "for"))) return false;
    if (of < first + 2 || !is_organization_word(words_.lower(of - 2)) || !takes_of(words_.lower(of - 2))) return false;
    if (word + 1 == last) return true;
    const std::string_view next = words_.lower(word + 1);
    return next == "of" || next == "for" || next == "and" || is_common_word(next) || is_title(next) ||
           (words_.lower(last - 1).ends_with('s') && !is_given_name(next));
  }

  // "General Motors", "King County", "Prince Harl Hospital", "Chief Justice" is a title though: a title word inside the
  // name of a body or a place.
  bool names_a_body(std::size_t word, std::size_t first, std::size_t last) const {
    if (word + 1 >= last) {
      // "Attorney General" ends a run as a title; "Federal Reserve Chair" too.
      return false;
    }
    const std::string_view lower = words_.lower(word);
    const std::string_view next = words_.lower(word + 1);
    const std::string_view tail = words_.lower(last - 1);
    // "Harbour Attorney's Office"
    if (next == "&" || words_[word].possessive) return true;
    if (lower == "miss" && (next == "universe" || next == "world" || is_known_place(next))) return true;
    if (lower == "general" && word > first && is_modifier(word - 1)) return false;
    if (lower == "general" && (next == "assembly" || next == "council" || next == "staff" || next == "court" || is_body_word(next))) {
      return true;
    }
    if (is_title(next) || is_title_modifier(next)) return lower == "general" && is_body_word(tail);
    if (next == "of" || next == "for") {
      // "Secretary of State", "Minister of Health": a title; with a person's name behind it or not.
      return false;
    }
    // A family or given name that ends in "Hospital" was not a person to begin with.
    return is_body_word(tail) && !is_given_name(next) && last - word <= 4;
  }

  // One past the last word of the title that begins at `title`.
  std::size_t end_of_title(std::size_t title, std::size_t last) const {
    std::size_t word = title;
    while (word < last) {
      const std::string_view lower = words_.lower(word);
      const bool in_title = is_title(lower) || (is_modifier(word) && leads_to_title(word, last));
      if (in_title && !names_somebody(word, title, last)) {
        ++word;
        continue;
      }
      // "Secretary of State", "Minister for Foreign Affairs"
      if ((lower == "of" || lower == "for") && word > title) {
        std::size_t object = word + 1;
        if (words_.is(object, "the")) ++object;
        const std::size_t object_end = end_of_office(object, last);
        if (object_end > object) {
          word = object_end;
          continue;
        }
      }
      if (lower == "-" || lower == "general" || lower == "elect") {
        ++word;
        continue;
      }
      break;
    }
    return word;
  }

  bool leads_to_title(std::size_t word, std::size_t last) const {
    for (std::size_t next = word + 1; next < std::min(last, word + 4); ++next) {
      if (is_title(words_.lower(next))) return true;
      if (!is_modifier(next)) return false;
    }
    return false;
  }

  // "Father Dean Harl" and "Justice King": a title word that is the name. The last word of a run behind a title is the
  // bearer if it can be a name and the title stands before it.
  bool names_somebody(std::size_t word, std::size_t title, std::size_t last) const {
    if (word == title || word + 1 < last) {
      return word > title && is_given_name(words_.lower(word)) && word + 1 < last && !is_title(words_.lower(word + 1));
    }
    const std::string_view lower = words_.lower(word);
    static const WordSet kSurnames("king dean prince major marshal pope bishop judge earl rice duke count abbott khan", ' ');
    return kSurnames.has(lower);
  }

  // What an office is of, in words common enough: "State", "Foreign Affairs", "Homeland Security".
  std::size_t end_of_office(std::size_t word, std::size_t last) const {
    static const WordSet kOffices("state defense defence foreign affairs health justice education energy labor labour interior "
                                  "commerce homeland security agriculture transport transportation finance the treasury treasury trade "
                                  "environment culture war peace staff housing urban development veterans economy information "
                                  "and social internal external home",
                                  ' ');
    const std::size_t first = word;
    while (word < last && kOffices.has(words_.lower(word))) ++word;
    if (word > first) return word;
    // "High Commissioner for Human Rights", "Director of Public Prosecution Anna Harl"; not "President of the Velm Bank".
    constexpr std::size_t kLongest = 4;
    while (word < last && word - first < kLongest && is_common_word(words_.lower(word)) && !is_given_name(words_.lower(word)) &&
           !is_known_place(words_.lower(word)) && !is_function_word(words_.lower(word)))
      ++word;
    // "Director of the National Iodine Study": a body or a thing has a name of its own.
    if (word < last && !is_given_name(first_part(word))) return first;
    for (std::size_t at = first; at < word; ++at) {
      if (is_body_word(words_.lower(at)) || is_other_word(words_.lower(at))) return first;
    }
    return word;
  }

  // "Eva" of "Eva-Maria"
  std::string_view first_part(std::size_t word) const {
    const std::string_view lower = words_.lower(word);
    return lower.substr(0, lower.find('-'));
  }

  void add(std::size_t first, std::size_t last, std::size_t title_first, std::size_t title_last) {
    trim(first, last);
    if (first >= last) return;
    const bool titled = title_last > title_first;
    if (!titled) {
      const std::size_t bearer = past_description(first, last);
      if (bearer > first + 1 && !is_demonym(words_.lower(first)) && !is_role_noun(words_.lower(first))) add(first, bearer - 1, last, last);
      first = bearer;
      const std::size_t body = end_of_demonyms(first, last);
      if (body == last) {
        // "Palestinians" is a group; "Iranian" before a small noun is an adjective.
        if (!is_people(words_.lower(last - 1))) return;
        first = last - 1;
      } else if (body > first && !keeps_demonym(body, last)) {
        first = body;
      }
      if (last - first == 1 && is_only_common(first)) return;
      if (last - first == 1 && is_title_modifier(words_.lower(first)) && !is_known_organization(words_.lower(first))) return;
      // "D-Ohio", "R-S.C.": a party and a state.
      const std::string_view exact = words_.exact(first);
      if (last - first == 1 && exact.size() > 3 && exact[1] == '-' && (exact[0] == 'D' || exact[0] == 'R' || exact[0] == 'I')) return;
    }
    NamePart part;
    part.first = first;
    part.last = last;
    part.title_first = titled ? title_first : first;
    part.title_last = titled ? title_last : first;
    parts_.push_back(part);
  }

  // Linking words and openers at either end are not part of a name.
  void trim(std::size_t& first, std::size_t& last) const {
    while (first < last && (is_function_word(words_.lower(first)) && !words_[first].all_caps &&
                            !(first + 1 < last && words_.lower(first) == "will"))) {
      // "Second Velm War"
      static const WordSet kOrdinals("under first second third fourth fifth", ' ');
      if (kOrdinals.has(words_.lower(first)) && last - first > 1) break;
      ++first;
    }
    while (last > first && (words_[last - 1].kind == WordKind::mark ||
                            (is_function_word(words_.lower(last - 1)) && !words_[last - 1].all_caps))) {
      --last;
    }
    // "Former", "Senior", "Late" behind which no title came.
    if (first + 1 < last && words_[first].opens && is_title_modifier(words_.lower(first)) && is_given_name(words_.lower(first + 1))) {
      ++first;
    }
  }

  // "Velmian Mother Anna Harl": capitalised words of a headline that say what somebody is. "Velm Insider Anna Harl", "Rovers DL
  // Anna Harl": what she is behind whose she is.
  std::size_t past_description(std::size_t first, std::size_t last) const {
    if (is_body_word(words_.lower(last - 1)) || is_other_word(words_.lower(last - 1))) return first;
    const auto describes = [&](std::size_t word) { return is_demonym(words_.lower(word)) || is_role_noun(words_.lower(word)); };
    std::size_t word = first;
    while (word + 1 < last && describes(word)) ++word;
    if (word > first && word + 1 < last && is_given_name(words_.lower(word))) return word;
    for (word = first + 2; word + 1 < last; ++word) {
      const bool position = is_acronym(words_, word - 1) || is_role_noun(words_.lower(word - 1));
      if (position && last - word <= 3 && is_given_name(words_.lower(word)) && !is_common_word(words_.lower(last - 1))) return word;
    }
    return first;
  }

  std::size_t end_of_demonyms(std::size_t first, std::size_t last) const {
    std::size_t word = first;
    while (word < last && (is_demonym(words_.lower(word)) || is_people(words_.lower(word)))) ++word;
    return word;
  }

  // "American Airlines" and "Islamic Jihad" keep it, "Iranian Hassan Prell" does not.
  bool keeps_demonym(std::size_t body, std::size_t last) const {
    if (is_given_name(words_.lower(body)) && last - body >= 2) return false;
    for (std::size_t word = body; word < last; ++word) {
      const std::string_view lower = words_.lower(word);
      if (is_organization_word(lower) || is_outlet_word(lower) || is_place_word(lower) || is_other_word(lower)) return true;
    }
    return words_.lower(body) == "of" || words_.lower(body) == "&" || is_common_word(words_.lower(body)) ||
           is_known_place(words_.lower_run(body - 1, last)) || last - body == 1;
  }

  // Short forms of things, not of bodies.
  static bool is_shout(std::string_view lower) {
    static const WordSet set("tv ceo cfo coo id dna hiv aids faq ok url pdf diy gps suv vip pr hr mp mps pm am covid-19 q&a rip lgbt lgbtq usb", ' ');
    return set.has(lower);
  }

  // One capitalised common word inside a sentence ("the Game", "the Leader") names nothing we could follow.
  bool is_only_common(std::size_t word) const {
    const std::string_view lower = words_.lower(word);
    if ((is_acronym(words_, word) && !is_common_word(lower) && !is_shout(lower)) || is_known_place(lower) || is_known_organization(lower) || is_known_outlet(lower) ||
        is_people(lower)) {
      return false;
    }
    return is_function_word(lower) || is_shout(lower) || (words_[word].opens && is_common_word(lower)) || is_title(lower);
  }

  const TextWords& words_;
  std::vector<NamePart>& parts_;
};

}  // namespace

std::vector<NamePart> split_runs(const TextWords& words, const std::vector<NameRun>& runs) {
  std::vector<NamePart> parts;
  RunSplitter splitter(words, parts);
  for (const NameRun& run : runs) splitter.split(run);
  return parts;
}

}  // namespace hearsay

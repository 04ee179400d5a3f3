#include "reading/coreference/source.h"

#include <algorithm>

#include "reading/coreference/pronoun.h"
#include "reading/name/name_words.h"
#include "reading/numbers.h"

namespace hearsay {
namespace {

// A source's words past this are an apposition's tail.
constexpr std::size_t kLongestSource = 40;

bool ends_head(std::string_view lower) {
  static const WordSet set(
      "of for in from at with close near to on by who which that whose speaking citing quoting familiar among within inside under "
      "as including and or , ; : -- \xE2\x80\x94 \xE2\x80\x93 ( based involved present briefed working living identified named representing "
      "responsible aware reached interviewed contacted opposed loyal said told against behind across over about after before",
      ' ');
  return set.has(lower);
}

bool is_kin(std::string_view noun) {
  if (noun.starts_with("ex-")) noun.remove_prefix(3);
  static const WordSet set("wife husband mother father son daughter brother sister parent uncle aunt cousin widow widower fiancee fiance", ' ');
  return set.has(noun);
}

bool is_determiner(std::string_view lower) {
  static const WordSet set("the a an this that these those his her its their our my your one some any no another each every", ' ');
  return set.has(lower);
}

}  // namespace

bool is_outlet_source(std::string_view noun) {
  static const WordSet set(
      "media press newspaper newspapers television tv radio channel channels broadcaster broadcasters agency agencies outlet outlets "
      "magazine magazines daily weekly tabloid website websites network networks newswire wire wires station blog paper papers newsroom",
      ' ');
  return set.has(noun);
}

bool is_document_source(std::string_view noun) {
  static const WordSet set(
      "statement statements report reports study studies document documents letter letters poll polls survey surveys law laws memo memos "
      "tweet tweets article articles post posts email emails e-mail e-mails indictment lawsuit complaint filing filings affidavit book "
      "books data figures statistics records transcript transcripts constitution text texts message messages communique "
      "communiqu\xC3\xA9 declaration resolution headline headlines editorial editorials video videos footage analysis release estimates "
      "findings review ruling verdict order contract treaty agreement draft cable cables leak leaks file files charter bill rumours "
      "rumors sign signs banner ad ads advertisement map research evidence note proposal plan results rules rule story stories claims "
      "details profile profiles poster chart graph search searches list schedule scan photo photos picture image images clip "
      "account accounts broadcast interview speech bulletin dispatch census assessment census quran koran bible verse",
      ' ');
  return set.has(noun);
}

bool is_people_source(std::string_view noun) {
  static const WordSet set(
      "police people officials authorities sources witnesses critics experts analysts residents supporters protesters troops forces "
      "military army opposition staff public crowd family team crew experts scholars many some others several few those most everyone "
      "everybody nobody parents relatives rescuers democrats republicans voters militants rebels lawyers leadership both two three "
      "four five observers they insiders fans friends neighbours neighbors activists advocates jury panel couple population "
      "majority minority half clergy intelligence prosecution left right elite elites workforce faithful poor rich",
      ' ');
  return set.has(noun) || is_role_plural(noun) || is_people(noun);
}

bool is_body_source(std::string_view noun) {
  static const WordSet set(
      "ministry government group company organization organisation party council committee commission court agency department office "
      "administration movement union university bank firm association parliament congress senate house board federation institute "
      "foundation charity faction militia regime state country nation campaign embassy coalition bureau center centre corporation club league "
      "airline hospital judiciary presidency palace church city town service command authority body delegation league watchdog "
      "think-tank nonprofit",
      ' ');
  return set.has(noun);
}

std::vector<Index> names_by_word(const TextWords& words, const std::vector<Name>& names) {
  std::vector<Index> owner(words.size(), kNone);
  for (std::size_t name = 0; name < names.size(); ++name) {
    for (std::size_t word = words.word_at(names[name].span.begin); word < words.size() && words[word].span.begin < names[name].span.end;
         ++word) {
      owner[word] = static_cast<Index>(name);
    }
  }
  return owner;
}

namespace {

// "Bitcoin and harbour expert Anna Harl": the "and" stands inside what she is.
bool and_inside_role(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word, std::size_t conjunction,
                     std::size_t last) {
  const std::string_view before = words.lower(conjunction - 1);
  if (is_people_source(before) || is_role_noun(before) || before == ",") return false;
  for (std::size_t word = conjunction + 1; word < std::min(last, conjunction + 5); ++word) {
    const Index owner = name_of_word[word];
    if (owner != kNone) {
      return names[owner].type == EntityType::person && word > conjunction + 1 && names[owner].role.begin == words[conjunction + 1].span.begin &&
             !names[owner].role.empty();
    }
    if (words[word].kind != WordKind::word) return false;
  }
  return false;
}

// A noun no list knows, by its ending: "commuter", "the 19-year-old", "vintners", "flow chart".
SourceKind kind_by_form(std::string_view noun) {
  const bool plural = noun.size() > 3 && noun.back() == 's' && !noun.ends_with("ss");
  const std::string_view stem = plural ? noun.substr(0, noun.size() - 1) : noun;
  if (is_document_source(stem)) return SourceKind::document;
  for (const std::string_view ending : {"er", "or", "ist", "ant", "ian", "ee", "man", "woman", "mate", "-old"}) {
    if (stem.size() > ending.size() + 2 && stem.ends_with(ending)) return plural ? SourceKind::people : SourceKind::person;
  }
  return plural ? SourceKind::people : SourceKind::document;
}

// Whether the head's words end before `word`.
bool ends_head_at(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word, std::size_t first,
                  std::size_t word, std::size_t last) {
  const std::string_view lower = words.lower(word);
  if (lower == "and" || lower == "or") return !and_inside_role(words, names, name_of_word, word, last);
  if (ends_head(lower)) return true;
  // "a study commissioned by", "witnesses watching from": a clause; "a retired general" is none.
  const bool participle = lower.size() > 4 && (lower.ends_with("ed") || lower.ends_with("ing"));
  return participle && word > first + (is_determiner(words.lower(first)) ? 1 : 0) && word + 1 < last && ends_head(words.lower(word + 1));
}

}  // namespace

SourceReading read_source(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word, Span source) {
  SourceReading reading;
  std::size_t first = words.word_at(source.begin);
  std::size_t last = first;
  while (last < words.size() && last - first < kLongestSource && words[last].span.begin < source.end) ++last;
  while (first < last && words[first].kind == WordKind::mark) ++first;
  if (first == last) return reading;
  const std::string_view opening = words.lower(first);
  if (is_relative_pronoun(opening) && last - first <= 2) {
    reading.kind = SourceKind::relative;
    reading.head = opening;
    return reading;
  }
  // "his lawyer" is a lawyer; "he himself" and "his" alone are he.
  // "US officials", "US President Anna Harl", "IT experts"
  const bool acronym = words[first].all_caps && (opening == "us" || (opening == "it" && last - first > 1));
  if (is_personal_pronoun(opening) && !acronym && !(is_possessive_pronoun(opening) && last - first > 1)) {
    reading.kind = SourceKind::pronoun;
    reading.head = opening;
    return reading;
  }
  // The head: words up to the first preposition, comma or clause that no name holds.
  std::size_t head_last = first;
  bool numeral = false;
  while (head_last < last) {
    const Index owner = name_of_word[head_last];
    if (owner == kNone && head_last > first && !words[head_last].capitalized &&
        ends_head_at(words, names, name_of_word, first, head_last, last)) {
      break;
    }
    // "one of the officials", "some of those present"
    if (owner == kNone && head_last == first && number_word_value(words.lower(head_last)) && words.lower(head_last) != "one") numeral = true;
    ++head_last;
  }
  const std::string_view determiner = words.lower(first);
  reading.definite = determiner == "the" || determiner == "this" || determiner == "that" || determiner == "his" || determiner == "her" ||
                     determiner == "its" || determiner == "their" || determiner == "these" || determiner == "those";
  const bool of_group = (determiner == "one" || determiner == "another") && words.is(first + 1, "of");
  if (of_group || ((determiner == "some" || determiner == "many" || determiner == "most" || numeral) && words.is(first + 1, "of"))) {
    std::size_t noun = first + 2;
    while (noun < last && (is_determiner(words.lower(noun)) || (noun + 1 < last && !ends_head(words.lower(noun + 1))))) ++noun;
    std::string_view head = noun < last ? words.lower(noun) : std::string_view("people");
    if (of_group) {
      reading.kind = SourceKind::person;
      reading.head = head.size() > 3 && head.back() == 's' ? head.substr(0, head.size() - 1) : head;
    } else {
      reading.kind = SourceKind::people;
      reading.head = head;
    }
    reading.definite = false;
    return reading;
  }
  std::size_t noun = head_last - 1;
  while (noun > first && (words[noun].kind == WordKind::mark || words.is(noun, "himself") || words.is(noun, "herself"))) --noun;
  if (name_of_word[noun] != kNone && !(words[noun].possessive && noun + 1 < head_last)) {
    // "Anna Harl and Tom Brook" speak together.
    const bool together = words.is(head_last, "and") && head_last < last && names[name_of_word[noun]].type == EntityType::person;
    for (std::size_t word = head_last; together && word < std::min(last, head_last + 5); ++word) {
      if (name_of_word[word] == kNone || names[name_of_word[word]].type != EntityType::person) continue;
      reading.kind = SourceKind::people;
      reading.head = words.lower(word);
      reading.modifiers.push_back(words.lower(noun));
      return reading;
    }
    reading.kind = SourceKind::name;
    reading.name = name_of_word[noun];
    return reading;
  }
  // "a spokesman for the ministry, Anna Harl,": the apposition names him.
  for (std::size_t word = head_last; word < last; ++word) {
    const Index owner = name_of_word[word];
    if (owner == kNone) continue;
    const Name& name = names[owner];
    if (name.type == EntityType::person && words.is(word - 1, ",") && !name.role.empty() && name.role.begin < words[head_last - 1].span.end &&
        name.role.end >= words[noun].span.begin) {
      reading.kind = SourceKind::name;
      reading.name = owner;
      return reading;
    }
  }
  // "Velm's highest authority, Dr. Anna Harl," and "an official named Anna Harl"
  if (head_last + 1 < last && (words.is(head_last, ",") || words.is(head_last, "named") || words.is(head_last, "called"))) {
    for (std::size_t word = head_last + 1; word < std::min(last, head_last + 5); ++word) {
      const Index owner = name_of_word[word];
      if (owner == kNone && !is_title(words.lower(word)) && !is_title_modifier(words.lower(word))) break;
      if (owner == kNone) continue;
      if (names[owner].type == EntityType::person && !is_people_source(words.lower(noun))) {
        reading.kind = SourceKind::name;
        reading.name = owner;
        return reading;
      }
      break;
    }
  }
  reading.head = words.lower(noun);
  // "a report by the Velm Post" is the Post's word.
  static const WordSet kPrinted("report reports story article investigation analysis account editorial", ' ');
  if (kPrinted.has(reading.head) && (words.is(head_last, "by") || words.is(head_last, "in") || words.is(head_last, "from"))) {
    for (std::size_t word = head_last + 1; word < std::min(last, head_last + 6); ++word) {
      const Index owner = name_of_word[word];
      if (owner == kNone) continue;
      if (names[owner].type != EntityType::outlet) break;
      reading.kind = SourceKind::name;
      reading.name = owner;
      return reading;
    }
  }
  // "Harl's tweet mocked": how she said it. A letter or a report speaks for itself.
  static const WordSet kInstruments("tweet tweets remark remarks comment comments statement speech words rhetoric post posts", ' ');
  if (kInstruments.has(reading.head) && noun > first) {
    std::size_t owner = noun - 1;
    while (owner > first && !words[owner].possessive && name_of_word[owner] == kNone && words[owner].kind == WordKind::word && !words[owner].capitalized) --owner;
    if (words[owner].possessive && name_of_word[owner] != kNone) {
      reading.kind = SourceKind::name;
      reading.name = name_of_word[owner];
      return reading;
    }
  }
  // "the brother of the driver, Anna Harl, from Velm": named behind the whole of it.
  if (determiner == "the" && words.is(head_last, "of") && (is_role_noun(reading.head) || is_kin(reading.head))) {
    std::size_t comma = head_last + 1;
    while (comma < std::min(last, head_last + 6) && name_of_word[comma] == kNone && !words.is(comma, ",")) ++comma;
    if (comma + 1 < last && words.is(comma, ",") && name_of_word[comma + 1] != kNone && names[name_of_word[comma + 1]].type == EntityType::person) {
      reading.kind = SourceKind::name;
      reading.name = name_of_word[comma + 1];
      return reading;
    }
  }
  // "The company that runs the ferries, Harl Lines,": named behind its clause, at the end.
  if (determiner == "the" && is_body_source(reading.head)) {
    std::size_t end = last;
    while (end > head_last && words[end - 1].kind == WordKind::mark) --end;
    const Index owner = end > head_last ? name_of_word[end - 1] : kNone;
    if (owner != kNone && (names[owner].type == EntityType::organization || names[owner].type == EntityType::outlet)) {
      const std::size_t begin = words.word_at(names[owner].span.begin);
      if (begin > head_last && words.is(begin - 1, ",")) {
        reading.kind = SourceKind::name;
        reading.name = owner;
        return reading;
      }
    }
  }
  for (std::size_t word = first; word < noun; ++word) {
    const std::string_view lower = words.lower(word);
    if (words[word].possessive) {
      reading.definite = true;
      reading.modifiers.clear();
      reading.owner = lower;
      continue;
    }
    if (words[word].kind != WordKind::word || is_determiner(lower)) continue;
    if (name_of_word[word] != kNone || is_demonym(lower)) {
      reading.owner = lower;
    } else {
      reading.modifiers.push_back(lower);
    }
  }
  // "according to reports": of the press
  const bool press = reading.head == "reports" && !reading.definite && reading.owner.empty() && head_last == last &&
                     (reading.modifiers.empty() || reading.modifiers.back() == "media" || reading.modifiers.back() == "news" ||
                      reading.modifiers.back() == "press");
  if (press) {
    reading.kind = SourceKind::outlet;
  } else if (is_outlet_source(reading.head)) {
    // "the al-Dar newspaper", "Velm state television": the name right before the noun is the outlet's own.
    for (std::size_t word = noun; word-- > first && noun - word <= 3;) {
      const Index owner = name_of_word[word];
      if (owner == kNone) continue;
      if (names[owner].type == EntityType::outlet && !words[word].possessive) {
        reading.kind = SourceKind::name;
        reading.name = owner;
        return reading;
      }
      break;
    }
    reading.kind = SourceKind::outlet;
  } else if (numeral || is_people_source(reading.head)) {
    reading.kind = SourceKind::people;
  } else if (is_document_source(reading.head)) {
    reading.kind = SourceKind::document;
  } else if (is_role_noun(reading.head) || is_kin(reading.head) || is_title(reading.head) || reading.head == "source" || reading.head == "one" ||
             reading.head == "someone" || reading.head == "somebody" || reading.head == "insider" || reading.head == "person") {
    reading.kind = SourceKind::person;
  } else if (is_body_source(reading.head) || is_organization_word(reading.head)) {
    reading.kind = SourceKind::body;
  } else {
    reading.kind = kind_by_form(reading.head);
  }
  return reading;
}

}  // namespace hearsay

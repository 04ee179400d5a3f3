#include "text/abbreviation.h"

#include <string>

#include "core/string_table.h"

namespace hearsay {

Abbreviation abbreviation_of(std::string_view word) {
  using enum Abbreviation;
  // Case matters: "Gen. Harl" but "gen"; "no." is a sentence of its own more often than a number.
  static const StringMap<Abbreviation> kWords = {
      {"Mr", title},    {"Mrs", title},  {"Ms", title},    {"Mx", title},     {"Dr", title},     {"Drs", title},
      {"Prof", title},  {"Rev", title},  {"Fr", title},    {"Hon", title},    {"Gov", title},    {"Govs", title},
      {"Sen", title},   {"Sens", title}, {"Rep", title},   {"Reps", title},   {"Gen", title},    {"Lt", title},
      {"Col", title},   {"Maj", title},  {"Capt", title},  {"Cmdr", title},   {"Adm", title},    {"Brig", title},
      {"Sgt", title},   {"Cpl", title},  {"Pvt", title},   {"Pte", title},    {"Insp", title},   {"Supt", title},
      {"Det", title},   {"Cllr", title}, {"Amb", title},   {"Pres", title},   {"Messrs", title}, {"Mme", title},
      {"Mlle", title},  {"St", title},   {"Ste", title},   {"Mt", title},     {"Ft", title},     {"Atty", title},
      {"Asst", title},  {"Dir", title},  {"Sec", title},   {"Vol", number},   {"No", number},    {"Nos", number},
      {"Art", number},  {"Fig", number}, {"pp", number},   {"Inc", plain},    {"Corp", plain},   {"Co", plain},
      {"Cos", plain},   {"Ltd", plain},  {"Bros", plain},  {"Jr", plain},     {"Sr", plain},     {"Esq", plain},
      {"etc", plain},   {"vs", title},   {"v", title},     {"approx", title}, {"est", title},    {"al", plain},
      {"cf", title},    {"ca", title},   {"Jan", plain},   {"Feb", plain},    {"Mar", plain},    {"Apr", plain},
      {"Jun", plain},   {"Jul", plain},  {"Aug", plain},   {"Sep", plain},    {"Sept", plain},   {"Oct", plain},
      {"Nov", plain},   {"Dec", plain},  {"Ave", plain},   {"Blvd", plain},   {"Rd", plain},     {"Dept", plain},
      {"Univ", plain},  {"Assn", plain}, {"Calif", plain}, {"Mass", plain},   {"Conn", plain},   {"Fla", plain},
      {"Ala", plain},   {"Ariz", plain}, {"Ark", plain},   {"Colo", plain},   {"Ga", plain},     {"Ill", plain},
      {"Ind", plain},   {"Kan", plain},  {"Ky", plain},    {"La", plain},     {"Md", plain},     {"Mich", plain},
      {"Minn", plain},  {"Miss", plain}, {"Mo", plain},    {"Mont", plain},   {"Neb", plain},    {"Nev", plain},
      {"Okla", plain},  {"Ore", plain},  {"Pa", plain},    {"Tenn", plain},   {"Tex", plain},    {"Va", plain},
      {"Vt", plain},    {"Wash", plain}, {"Wis", plain},   {"Wyo", plain},    {"Del", plain},    {"Ph", plain},
      {"Rt", title},    {"Assoc", title}, {"Lieut", title}, {"Cmdt", title},  {"Cdre", title},   {"Flt", title},
      {"Sqn", title},   {"Wg", title},   {"Dep", title},   {"Secy", title},   {"Ens", title},    {"Bp", title},
      {"Abp", title},   {"Sra", title},  {"Srta", title},  {"Hons", plain},   {"Treas", plain},  {"Mfg", plain},
      {"Intl", title},  {"Natl", title}, {"Admin", title}, {"ext", title},
      {"Mssrs", title}, {"Ald", title},  {"Sgts", title},  {"Cdr", title},    {"Hr", title},     {"pop", title},
  };
  const Abbreviation* found = kWords.find(word);
  if (found != nullptr) return *found;
  // "ARGUMENT OF GEN. HARL"; "IN MASS." ends a shouted sentence as often as not.
  constexpr std::size_t kLongest = 6;
  if (word.size() < 2 || word.size() > kLongest) return none;
  std::string mixed(word);
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    if (mixed[i] < 'A' || mixed[i] > 'Z') return none;
    if (i > 0) mixed[i] = static_cast<char>(mixed[i] - 'A' + 'a');
  }
  static const StringSet kShouted = {"Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Gov", "Sen", "Rep", "Gen", "Lt", "Col", "Maj", "Capt", "Adm", "Sgt", "Pvt", "St"};
  return kShouted.contains(mixed) ? title : none;
}

bool is_sentence_starter(std::string_view word) {
  static const StringSet kWords = {
      "The",   "A",     "An",      "He",       "She",    "It",      "They",      "We",      "I",     "You",
      "This",  "That",  "These",   "Those",    "In",     "On",      "At",        "But",     "And",   "Or",
      "So",    "If",    "When",    "While",    "After",  "As",      "For",       "From",    "By",    "His",
      "Her",   "Their", "Its",     "Our",      "My",     "There",   "What",      "Who",     "Why",   "How",
      "Where", "Not",   "No",      "Some",     "Many",   "Most",    "All",       "Also",    "Still", "Then",
      "Now",   "Since", "With",    "Although", "Though", "However", "Meanwhile", "Earlier", "Later", "According",
      "Asked", "Both",  "Because", "Before",   "During", "Despite", "Even",      "Yet",     "Once",  "Under",
      "Until", "Among", "Another", "Other",    "Others", "Only",
  };
  return kWords.contains(word);
}

}  // namespace hearsay

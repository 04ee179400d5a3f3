// The words that tell names from other capitalised words, and one kind of name from another. All lists are general
// knowledge about English news prose; none knows the people or bodies of any one story.
#pragma once

#include <string_view>

namespace hearsay {

// --- what is no name -----------------------------------------------------------------------------------------------
[[nodiscard]] bool is_function_word(std::string_view lower);  // "the", "while", "they": never a name by themselves
[[nodiscard]] bool is_common_word(std::string_view lower);    // those, and frequent nouns, verbs, adjectives, adverbs
[[nodiscard]] bool is_calendar_word(std::string_view lower);  // months, weekdays

// --- people --------------------------------------------------------------------------------------------------------
[[nodiscard]] bool is_given_name(std::string_view lower);
[[nodiscard]] bool is_female_given_name(std::string_view lower);
[[nodiscard]] bool is_male_given_name(std::string_view lower);
// A word of a title or an honorific before a name: "president", "ayatollah", "dr.", "sayyed".
[[nodiscard]] bool is_title(std::string_view lower);
// A word that goes with a title: "prime" minister, "vice", "former", "press" secretary.
[[nodiscard]] bool is_title_modifier(std::string_view lower);
[[nodiscard]] bool is_courtesy_title(std::string_view lower);  // "mr.", "mrs.": no role
[[nodiscard]] bool is_female_title(std::string_view lower);
[[nodiscard]] bool is_male_title(std::string_view lower);
// What a person is or does, as a noun: "spokesman", "lawyer", "striker".
[[nodiscard]] bool is_role_noun(std::string_view lower);
[[nodiscard]] bool is_role_plural(std::string_view lower);  // "officials", "witnesses"
[[nodiscard]] bool is_name_particle(std::string_view lower);  // "de", "van", "bin", "al"
[[nodiscard]] bool is_name_suffix(std::string_view lower);    // "jr.", "iii"

// --- bodies --------------------------------------------------------------------------------------------------------
[[nodiscard]] bool is_organization_word(std::string_view lower);  // last word of a body's name, or its head before "of"
[[nodiscard]] bool takes_of(std::string_view lower);              // "Ministry of", "Bank of", "Center for"
[[nodiscard]] bool is_company_suffix(std::string_view lower);     // "inc.", "ltd", "gmbh"
[[nodiscard]] bool is_outlet_word(std::string_view lower);        // last word of a newspaper's or a station's name
[[nodiscard]] bool is_outlet_noun(std::string_view lower);        // "newspaper", "broadcaster": beside an outlet's name
[[nodiscard]] bool is_outlet_phrase(std::string_view lower);      // "state television", "news agency"
[[nodiscard]] bool is_known_outlet(std::string_view lower);       // agencies and broadcasters of long standing
[[nodiscard]] bool is_known_organization(std::string_view lower);
[[nodiscard]] bool is_possessed_head(std::string_view lower);     // "people's", "workers'": go on inside a name

// --- places and groups ---------------------------------------------------------------------------------------------
[[nodiscard]] bool is_known_place(std::string_view lower);  // countries, capitals, large cities, states, regions
[[nodiscard]] bool is_place_word(std::string_view lower);   // last word of a place's name: "river", "province"
[[nodiscard]] bool is_place_head(std::string_view lower);   // first word of one: "mount", "lake", "cape"
[[nodiscard]] bool is_demonym(std::string_view lower);      // "iranian", "french", "sunni", "republican"
[[nodiscard]] bool is_people(std::string_view lower);       // "palestinians", "muslims", "democrats"
[[nodiscard]] bool is_group_noun(std::string_view lower);   // "rebels", "fighters": beside a group's name
[[nodiscard]] bool is_other_word(std::string_view lower);   // last word of an event's, a law's or a work's name

}  // namespace hearsay

// source: the words of an attribution's source read as one who speaks: a name, a pronoun, an unnamed person, people, an
// outlet or a paper.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "hearsay/document.h"
#include "reading/name/name.h"
#include "reading/words.h"

namespace hearsay {

enum class SourceKind : std::uint8_t {
  none,
  name,      // "Anna Harl", "the ministry's spokesman, Anna Harl", "the al-Dar newspaper"
  pronoun,   // "she", "we"
  relative,  // "who"
  person,    // "a source in Harl's office", "the spokesman"
  people,    // "officials", "three witnesses"
  body,      // "the ministry", "the group"
  outlet,    // "state television", "local media"
  document,  // "a statement", "the report"
};

struct SourceReading {
  SourceKind kind = SourceKind::none;
  Index name = kNone;     // index into the names, where kind is name
  std::string_view head;  // the noun, lower case, where there is no name
  std::vector<std::string_view> modifiers;  // words before it, lower case
  std::string_view owner;                   // "velm" of "Velm's spokesman", "velmian" of "the Velmian leader"
  bool definite = false;                    // "the spokesman", "his spokesman"
};

// Which name each word belongs to; kNone for none.
[[nodiscard]] std::vector<Index> names_by_word(const TextWords& words, const std::vector<Name>& names);

[[nodiscard]] SourceReading read_source(const TextWords& words, const std::vector<Name>& names,
                                        const std::vector<Index>& name_of_word, Span source);

[[nodiscard]] bool is_outlet_source(std::string_view noun);    // "media", "newspaper"
[[nodiscard]] bool is_document_source(std::string_view noun);  // "statement", "report"
[[nodiscard]] bool is_people_source(std::string_view noun);    // "officials", "police"
[[nodiscard]] bool is_body_source(std::string_view noun);      // "ministry", "group"

}  // namespace hearsay

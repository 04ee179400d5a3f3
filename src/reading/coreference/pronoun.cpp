#include "reading/coreference/pronoun.h"

#include "reading/words.h"

namespace hearsay {

std::optional<PronounKind> pronoun_kind(std::string_view lower) {
  if (lower.size() > 10 || lower.empty()) return std::nullopt;
  static const WordMap map(
      "he=0,him=0,his=0,himself=0,she=1,her=1,hers=1,herself=1,they=2,them=2,their=2,theirs=2,themselves=2,it=3,its=3,itself=3,"
      "i=4,me=4,my=4,mine=4,myself=4,we=5,us=5,our=5,ours=5,ourselves=5,you=6,your=6,yours=6");
  const std::string_view found = map.find(lower);
  if (found.empty()) return std::nullopt;
  return static_cast<PronounKind>(found[0] - '0');
}

bool is_personal_pronoun(std::string_view lower) { return pronoun_kind(lower).has_value(); }
bool is_relative_pronoun(std::string_view lower) { return lower == "who" || lower == "which" || lower == "that" || lower == "whom"; }
bool is_possessive_pronoun(std::string_view lower) {
  return lower == "his" || lower == "her" || lower == "their" || lower == "its" || lower == "my" || lower == "our" || lower == "your";
}
bool is_object_pronoun(std::string_view lower) { return lower == "him" || lower == "them" || lower == "me" || lower == "us"; }

}  // namespace hearsay

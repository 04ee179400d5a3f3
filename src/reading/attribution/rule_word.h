// Small word lists and tests that the rules share.
#pragma once

#include <algorithm>
#include <string_view>

#include "core/string_table.h"
#include "core/string_table.h"
#include "reading/attribution/cue_lexicon.h"

namespace hearsay {

inline constexpr std::size_t kRecent = 16;  // attributions of the sentence looked back at

inline bool is_be(std::string_view word) {
  return word == "is" || word == "are" || word == "was" || word == "were" || word == "be" || word == "been" ||
         word == "being" || word == "'re" || word == "'m" || word == "am";
}

inline bool is_capitals(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c < 'a' || c > 'z'; });
}

inline bool is_stop(std::string_view word) {
  return word[0] == '.' || word[0] == '?' || word[0] == '!' || word == "\u2026";
}

inline bool only_shows(const CueWord& word) {
  for (const std::string_view lemma : {"emphasize", "emphasise", "underscore", "underline", "highlight", "illustrate",
                                       "demonstrate", "signal", "echo"}) {
    if (word.lemma == lemma) return true;
  }
  return false;
}

// Words before a colon that name no speaker.
inline bool is_label(std::string_view word) {
  static const StringSet kWords = {
      "read",    "watch",     "note",     "correction", "update",  "updated",   "photo",   "photos",   "video",
      "credit",  "source",    "sources",  "breaking",   "related", "exclusive", "opinion", "analysis", "latest",
      "more",    "here",      "headline", "review",     "live",    "picture",   "caption", "image",    "editor",
      "tags",    "topics",    "follow",   "share",      "contact", "published", "posted",  "by",       "quiz",
      "example", "explainer", "gallery",  "listen",     "subject"};
  return kWords.contains(word);
}

// A finite cue verb after which "to" opens what was expected or said: "is expected to", "are said to".
inline bool takes_raising(std::string_view lemma) {
  return lemma == "say" || lemma == "expect" || lemma == "believe" || lemma == "think" || lemma == "report" ||
         lemma == "allege" || lemma == "know" || lemma == "estimate" || lemma == "consider" || lemma == "understand" ||
         lemma == "claim";
}

}  // namespace hearsay

// Names of character encodings: the WHATWG's labels (https://encoding.spec.whatwg.org/#names-and-labels), and what ICU
// calls the encodings they mean.
#pragma once

#include <string_view>

namespace hearsay {

struct Charset {
  std::string_view name;  // the WHATWG's, in lower case: "windows-1252"
  std::string_view icu;   // a converter ICU opens
};

// The encoding a label means ("latin1" → windows-1252); null if it is no label. White space and case do not matter.
// Lives for ever.
[[nodiscard]] const Charset* find_charset(std::string_view label);

}  // namespace hearsay

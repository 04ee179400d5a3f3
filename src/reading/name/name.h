// name: a text in; the names in it with their types out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hearsay/document.h"
#include "reading/words.h"
#include "text/text.h"

namespace hearsay {

// One occurrence of a name: tokens [first, last), titles and honorifics left out ("Dr." is not part of it, but is kept
// as `title`). `role` are the words of an apposition or a title that say what the bearer is: "supreme leader".
struct Name {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Span span;
  EntityType type = EntityType::other;
  Span title;
  Span role;
};

[[nodiscard]] std::vector<Name> find_names(const Text& text);
// The same of a text whose words are read already.
[[nodiscard]] std::vector<Name> find_names(const TextWords& words);

}  // namespace hearsay

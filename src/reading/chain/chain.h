// chain: attributions with their speakers in; the hands each one's content passed through out, utterer first, the
// page's publisher last.
#pragma once

#include <vector>

#include "hearsay/document.h"
#include "text/text.h"

namespace hearsay {

struct Word;

// One chain per attribution: from nesting, from outlets that were told, quoted or cited ("told the newspaper X",
// "according to a report by X"), from the article's credit and publisher.
[[nodiscard]] std::vector<std::vector<Hop>> build_chains(const Text& text, const Article& article,
                                                         const std::vector<Attribution>& attributions,
                                                         const std::vector<Entity>& entities);
// The same of a text whose words (word_class.h) are read already.
[[nodiscard]] std::vector<std::vector<Hop>> build_chains(const Text& text, const std::vector<Word>& words, const Article& article,
                                                         const std::vector<Attribution>& attributions,
                                                         const std::vector<Entity>& entities);

}  // namespace hearsay

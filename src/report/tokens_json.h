// A document's JSON with its words and their parts of speech, which only `annotate --tokens` prints.
#pragma once

#include <string>
#include <vector>

#include "reading/tag/tag.h"
#include "report/report.h"

namespace hearsay {

// As document_json without tokens, with the list "tokens" at its end. `tokens` are those of the article's text.
[[nodiscard]] std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes,
                                        const std::vector<TaggedWord>& tokens);

}  // namespace hearsay

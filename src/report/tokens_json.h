// A document's JSON as only `annotate` prints it when asked: with words and their parts of speech, or with attributions alone.
#pragma once

#include <string>
#include <vector>

#include "reading/tag/tag.h"
#include "report/report.h"

namespace hearsay {

struct DocumentParts {
  bool only_attributions = false;                   // of the five lists no other, and no main event
  const std::vector<TaggedWord>* tokens = nullptr;  // of the article's text: the list "tokens" at the end, if not null
};

[[nodiscard]] std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes, const DocumentParts& parts);

}  // namespace hearsay

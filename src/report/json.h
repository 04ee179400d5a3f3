// JSON values of documents, shared by document_json and report_json. docs/json.md describes every field.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "hearsay/document.h"
#include "report/report.h"

namespace hearsay::report {

using Json = nlohmann::ordered_json;

// "e1" for entity 0: the ids of JSON count from one.
[[nodiscard]] std::string json_id(char letter, Index index);

[[nodiscard]] Json document_value(const Document& document, OffsetUnit unit, EventCodes codes = EventCodes::plover);

// Compact. Never throws: a byte that is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string dump(const Json& value);

}  // namespace hearsay::report

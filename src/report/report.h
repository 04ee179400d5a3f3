// report: an account in; text, Markdown, HTML, JSON, CSV out.
#pragma once

#include <optional>
#include <string>

#include "hearsay/account.h"

namespace hearsay {

struct ReportOptions {
  Index story = kNone;       // only this story
  std::uint32_t columns = 100;
  bool color = false;        // ANSI colours
  std::uint32_t most = 0;    // at most so many stories, the most telling first; 0: all
};

// It opens with the point: stories with reports / independent origins / conflicts; then who said what through whom;
// then agreements and conflicts side by side, each with its words. Where nothing was found it says so.
[[nodiscard]] std::string report_text(const Account& account, const ReportOptions& options);
[[nodiscard]] std::string report_markdown(const Account& account, const ReportOptions& options);
// One file, no script, prints well. Everything from a page is escaped.
[[nodiscard]] std::string report_html(const Account& account, const ReportOptions& options);
[[nodiscard]] std::string report_json(const Account& account, const ReportOptions& options);

// --- JSON of single documents, docs/json.md ---------------------------------------------------------------------------

enum class OffsetUnit { code_point, byte, utf16 };

// One line, no line break at its end. docs/annotate.schema.json is its schema.
[[nodiscard]] std::string document_json(const Document& document, OffsetUnit unit);
// id, input and article alone; with `furniture` also what was left out.
[[nodiscard]] std::string article_json(const Document& document, bool furniture);

// --- tables -----------------------------------------------------------------------------------------------------------

// RFC 4180, header first: one row an attribution with document, outlet, date, speaker, kind, stance, form, chain,
// words, offsets, story, origins.
[[nodiscard]] std::string attributions_csv(const Account& account);

}  // namespace hearsay

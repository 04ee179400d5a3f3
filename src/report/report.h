// report: an account in; text, Markdown, HTML, JSON, CSV out. Nothing here prints; what comes from a page is escaped
// for the format, and its control characters never reach a terminal.
#pragma once

#include <cstdint>
#include <string>

#include "hearsay/account.h"

namespace hearsay {

struct ReportOptions {
  Index story = kNone;          // only this story, in full
  std::uint32_t columns = 100;  // text: no line is wider, unless they are fewer than 60
  bool color = false;           // ANSI colours
  std::uint32_t most = 0;       // at most so many stories, the most telling first; 0: all
  bool brief = false;           // text: the headline, the conflicts and the list of stories alone
};

// It opens with the point: stories with reports / independent origins / conflicts; then who said what through whom;
// then agreements and conflicts side by side, each with its words. Where nothing was found it says so.
[[nodiscard]] std::string report_text(const Account& account, const ReportOptions& options);
[[nodiscard]] std::string report_markdown(const Account& account, const ReportOptions& options);
// One file, no script, prints well. Everything from a page is escaped.
[[nodiscard]] std::string report_html(const Account& account, const ReportOptions& options);
// One object and a line break, docs/report.schema.json. Offsets are code points. `columns`, `color` and `brief` mean
// nothing here.
[[nodiscard]] std::string report_json(const Account& account, const ReportOptions& options);
// The comparisons, a row a member (RFC 4180); docs/exports.md has the columns.
[[nodiscard]] std::string report_csv(const Account& account, const ReportOptions& options);

// --- JSON of single documents, docs/json.md
// ---------------------------------------------------------------------------

enum class OffsetUnit { code_point, byte, utf16 };
// Events by PLOVER's classes alone, or with CAMEO's codes too.
enum class EventCodes { plover, cameo };

// One line, no line break at its end. docs/annotate.schema.json is its schema.
[[nodiscard]] std::string document_json(const Document& document, OffsetUnit unit, EventCodes codes = EventCodes::plover);
// id, input and article alone; with `furniture` also what was left out.
[[nodiscard]] std::string article_json(const Document& document, bool furniture);

// --- tables
// -----------------------------------------------------------------------------------------------------------

// RFC 4180, header first: one row an attribution with document, outlet, date, speaker, kind, stance, form, chain,
// words, offsets, story, origins.
[[nodiscard]] std::string attributions_csv(const Account& account);

// One row an event, header first: its date (its own, else the report's), source, target, type, subtype, modality, CAMEO
// code, place, country, the sentence, on whose word, document, outlet and URL. Separated by tabs as event data are, a
// tab or line break in a cell a space; or as RFC 4180.
enum class EventTable { tabs, csv };
[[nodiscard]] std::string events_table(const Account& account, EventTable form);

// --- JSON-LD, docs/exports.md
// ----------------------------------------------------------------------------------------------------------

// One W3C Web Annotation a claim, with position and quote selectors, in an AnnotationPage. Positions are code points of
// the article's text.
[[nodiscard]] std::string web_annotations(const Account& account);
// Reports, copies, origins and the chain of every attribution in the terms of W3C PROV-O.
[[nodiscard]] std::string provenance(const Account& account);

}  // namespace hearsay

// What the account shows, in the order it shows it, for the text, Markdown and HTML formats alike. All strings are
// printable: one line, no control characters. Views point into the account, which must outlive them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hearsay/account.h"
#include "report/report.h"
#include "report/wording.h"

namespace hearsay::report {

// Where words stand: a document and code-point offsets.
struct Place {
  Index document = kNone;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// One hand of a chain.
struct HandView {
  std::string name;
  SpeakerKind kind = SpeakerKind::named;
};

// One attribution as shown.
struct StatementView {
  Index document = kNone;
  Index attribution = kNone;
  std::string speaker;          // empty where nobody is named
  std::string stance;           // "denies", "does not confirm"
  std::string cue;              // where the content needs it to be understood; see leading_cue
  std::string words;            // the content; " … " between parts that do not touch
  std::vector<HandView> chain;  // utterer first; empty where only the speaker is known
  Place place;
  std::vector<Place> also;            // where other reports have the same words of the same speaker
  std::uint32_t depth = 0;            // 1: within the statement above it, ...
  std::vector<StatementView> nested;  // flat: all below this one, outer before inner
};

struct SpeakerView {
  std::string name;    // empty: nobody is named
  std::string detail;  // "harbour minister", "unnamed"
  std::uint32_t reports = 0;
  std::uint32_t count = 0;                // statements, nested and repeated ones included
  std::vector<StatementView> statements;  // outermost ones, in order of report and place
};

// One question that a report's main event answers.
struct AnswerView {
  std::string_view question;  // "who", "what", ...
  std::string words;
  std::string detail;  // the day that a time was resolved to, where its words don't say it: "2031-05-03"
  Span span;
  Place place;
};

struct ReportView {
  Index document = kNone;
  std::string id, outlet, date, title;
  std::vector<std::string> credit;
  std::vector<AnswerView> answers;  // none for a copy: its original has them
  bool copy = false;        // of the report above it that is none
  Index origin_of = kNone;  // the first report of the origin it shares, where it is no copy and not that one itself
  std::vector<std::string> taken;  // "paragraphs 2–5 from Velm Courier", where it is no copy
};

struct MemberView {
  const ComparisonMember* member = nullptr;
  std::string whose;  // "Harbour Authority → Velm Courier"
  std::string date;   // of the report
  std::string value;
  std::string words;
  Place place;
  bool copy = false;
};

struct ComparisonView {
  const Comparison* comparison = nullptr;
  Index index = kNone;
  std::string what, why;
  std::vector<MemberView> members;
  std::vector<std::string> silent;  // ids of the reports in which nothing of it was found
};

struct StoryView {
  Index story = kNone;
  std::string title, dates;
  std::uint32_t origins = 0, conflicts = 0, differences = 0, updates = 0, agreements = 0;
  std::vector<ReportView> reports;          // copies follow their original
  std::vector<SpeakerView> speakers;        // those with statements in most reports first
  std::vector<ComparisonView> comparisons;  // conflicts, differences, updates, agreements
};

struct AccountView {
  std::uint32_t reports = 0, stories = 0, origins = 0;  // of the whole selection
  std::uint32_t conflicts = 0, differences = 0, updates = 0;
  std::uint32_t hidden = 0;  // stories that `most` leaves out
  std::vector<StoryView> shown;
};

// Stories in the order they are told: conflicts first, then number of reports, then the account's order; after
// `options.story` and `options.most`.
[[nodiscard]] std::vector<Index> ranked_stories(const Account& account, const ReportOptions& options);

[[nodiscard]] AccountView make_view(const Account& account, const ReportOptions& options);

// What is said of a report beside its title: "copy", "credits Harbour Wire", "same origin as velm-courier". May be
// empty.
[[nodiscard]] std::string report_note(const StoryView& story, const ReportView& report);
// True where a member's value says something its words and its speaker do not.
[[nodiscard]] bool tells_value(const MemberView& member);
// True where only the speaker's report is left to tell of the chain: "Tora Belling → Velm Courier".
[[nodiscard]] bool is_short_chain(const StatementView& statement);

// Cue and words on one line; "…" where there are none.
[[nodiscard]] std::string said_words(const StatementView& statement);
// The chain's hands; empty if it says no more than who spoke.
[[nodiscard]] std::vector<HandView> chain_hands(const Attribution& attribution);
// "a source in the harbour office → Tidewatch → Velm Courier"
[[nodiscard]] std::string chain_line(const std::vector<HandView>& chain);

// "2031-05-03 to 2031-05-04 · 3 reports · 2 independent origins · 1 conflict"
[[nodiscard]] std::string story_facts(const StoryView& story);
// Conflicts, updates, differences, of all stories shown, with their stories.
[[nodiscard]] std::vector<std::pair<const StoryView*, const ComparisonView*>> digest_of(const AccountView& view);

// "5 reports, 4 stories, 3 independent origins, 1 conflict"
[[nodiscard]] std::string headline(const AccountView& view);
// "nothing of it was found in velm-courier, tarn-weekly and 4 more"; empty where no report is silent.
[[nodiscard]] std::string silent_line(const ComparisonView& comparison);
// "nothing conflicts", "one report, nothing to compare it with", ...: what is said where a story has no conflict.
// Empty where it has one.
[[nodiscard]] std::string no_conflict_line(const StoryView& story);

}  // namespace hearsay::report

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/enums.h"
#include "report/display.h"
#include "report/report.h"
#include "report/text_page.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

// How much of a story is shown beside many others; one that is asked for by its id is shown in full.
struct Limits {
  std::size_t reports, speakers, statements, comparisons, members;
};
constexpr Limits kAll{100000, 100000, 100000, 100000, 100000};
constexpr Limits kSome{12, 10, 5, 10, 10};
constexpr std::size_t kSmallCase = 30;
constexpr std::size_t kDigest = 8;
constexpr std::uint32_t kLabel = 24;
constexpr std::uint32_t kColumnWords = 44;  // a member with longer words has its words below it
constexpr std::uint32_t kLines = 3;         // of words before they lose their middle

Style style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::conflict:
      return Style::red;
    case Verdict::differ:
      return Style::yellow;
    case Verdict::update:
      return Style::blue;
    case Verdict::agree:
      return Style::green;
  }
  return Style::plain;
}

class TextReport {
 public:
  TextReport(const Account& account, const ReportOptions& options)
      : account_(account),
        options_(options),
        view_(make_view(account, options)),
        page_(options.columns, options.color),
        limits_(options.story == kNone && account.documents.size() > kSmallCase ? kSome : kAll) {}

  std::string write() {
    page_.line(0, headline(view_), Style::bold);
    digest();
    if (view_.shown.size() > 1 || options_.brief) stories();
    if (!options_.brief) {
      for (const StoryView& story : view_.shown) write_story(story);
    }
    if (view_.hidden > 0) {
      page_.gap();
      page_.paragraph(0,
                      counted(view_.hidden, "more story is", "more stories are") +
                          " not shown: `hearsay report CASE --all` shows them, `--story ID` one alone.",
                      Style::dim);
    }
    return std::move(page_).take();
  }

 private:
  std::string label(Index document) const { return shorten_name(printable(account_.documents[document].id), kLabel); }

  std::string where(const Place& place) const {
    return label(place.document) + ":" + numbers_of(place);
  }

  static std::string numbers_of(const Place& place) {
    return std::to_string(place.begin) + "-" + std::to_string(place.end);
  }

  // --- the point -------------------------------------------------------------------------------------------------

  void digest() {
    const auto lines = digest_of(view_);
    if (lines.empty()) return;
    page_.gap();
    for (std::size_t i = 0; i < std::min(lines.size(), kDigest); ++i) {
      const Verdict verdict = lines[i].second->comparison->verdict;
      const std::string mark = std::string(verdict_sign(verdict)) + " " + padded(to_string(verdict), 9);
      const ComparisonView& comparison = *lines[i].second;
      std::string say = comparison.what;
      if (!comparison.why.empty()) say += (say.empty() ? "" : ": ") + comparison.why;
      page_.hanging(2, mark, style_of(verdict), say, view_.shown.size() > 1 ? story_id(lines[i].first->story) : "", 2);
    }
    if (lines.size() > kDigest) {
      page_.line(4, "and " + std::to_string(lines.size() - kDigest) + " more below", Style::dim);
    }
  }

  void stories() {
    page_.gap();
    std::vector<Row> rows;
    rows.push_back({{"", "STORIES", "reports", "origins", "conflicts", "dates"}, Style::bold});
    for (const StoryView& story : view_.shown) {
      rows.push_back({{story_id(story.story), story.title, std::to_string(story.reports.size()),
                       std::to_string(story.origins), std::to_string(story.conflicts), story.dates},
                      Style::plain});
    }
    page_.table(2,
                {{Align::left, 8, 1},
                 {Align::left, 0, 2},
                 {Align::right, 7, 1},
                 {Align::right, 7, 1},
                 {Align::right, 9, 1},
                 {Align::left, 24, 1}},
                rows);
  }

  // --- one story -------------------------------------------------------------------------------------------------

  void write_story(const StoryView& story) {
    page_.gap();
    page_.rule();
    page_.hanging(0, padded(story_id(story.story), 4), Style::bold, story.title, "", 3, Style::bold);
    page_.paragraph(4, story_facts(story));
    reports(story);
    main_events(story);
    speakers(story);
    comparisons(story);
  }

  void more(std::uint32_t indent, std::size_t all, std::size_t shown, std::string_view one, std::string_view many,
            Index story) {
    if (all <= shown) return;
    page_.paragraph(indent, "and " + counted(all - shown, one, many) + ": --story " + story_id(story), Style::dim);
  }

  void reports(const StoryView& story) {
    page_.gap();
    page_.line(2, "REPORTS", Style::bold);
    std::vector<Row> rows;
    const std::size_t count = std::min(story.reports.size(), limits_.reports);
    for (std::size_t i = 0; i < count; ++i) {
      const ReportView& report = story.reports[i];
      const std::string note = report_note(story, report);
      const std::string title =
          note.empty() ? report.title : report.title + (report.title.empty() ? "" : " ") + "(" + note + ")";
      const std::string shown = label(report.document);
      rows.push_back(
          {{(report.copy ? "└ " : "") + shown, report.date, report.outlet == report.id ? "" : report.outlet, title},
           report.copy ? Style::dim : Style::plain});
      if (shown != report.id) rows.back().note = report.id;
    }
    page_.table(4, {{Align::left, kLabel + 2, 1}, {Align::left, 10, 1}, {Align::left, 24, 1}, {Align::left, 0, 2}},
                rows);
    more(4, story.reports.size(), count, "more report", "more reports", story.story);
  }

  // Who did what, when, where, why and how, by each report that is no copy.
  void main_events(const StoryView& story) {
    const auto answered = static_cast<std::size_t>(std::count_if(
        story.reports.begin(), story.reports.end(), [](const ReportView& report) { return !report.answers.empty(); }));
    if (answered == 0) return;
    page_.gap();
    page_.line(2, "WHAT HAPPENED, AS EACH REPORT TELLS IT", Style::bold);
    std::size_t shown = 0;
    for (const ReportView& report : story.reports) {
      if (report.answers.empty() || shown >= limits_.reports) continue;
      if (++shown > 1) page_.gap();
      page_.line(4, label(report.document), Style::bold);
      for (const AnswerView& answer : report.answers) {
        const std::string words = answer.detail.empty() ? answer.words : answer.words + " (" + answer.detail + ")";
        page_.hanging_to(6, padded(answer.question, 7), Style::cyan, words, numbers_of(answer.place), kLines);
      }
    }
    more(4, answered, shown, "more report", "more reports", story.story);
  }

  // --- who said what through whom --------------------------------------------------------------------------------

  void speakers(const StoryView& story) {
    page_.gap();
    page_.line(2, "WHO SAID WHAT THROUGH WHOM", Style::bold);
    if (story.speakers.empty()) {
      page_.line(4, story.reports.size() == 1 ? "No statement was found in this report."
                                              : "No statement was found in these reports.");
      return;
    }
    const std::size_t count = std::min(story.speakers.size(), limits_.speakers);
    for (std::size_t i = 0; i < count; ++i) {
      page_.gap();
      write_speaker(story, story.speakers[i]);
    }
    if (story.speakers.size() > count) page_.gap();
    more(4, story.speakers.size(), count, "more speaker", "more speakers", story.story);
  }

  void write_speaker(const StoryView& story, const SpeakerView& speaker) {
    std::string name = speaker.name.empty() ? "Nobody is named" : speaker.name;
    if (!speaker.detail.empty()) name += " · " + speaker.detail;
    std::string numbers = counted(speaker.count, "statement", "statements");
    if (story.reports.size() > 1) numbers += ", " + counted(speaker.reports, "report", "reports");
    if (speaker.count < 2) numbers.clear();
    page_.ends(4, name, Style::bold, numbers);
    const std::size_t count = std::min(speaker.statements.size(), limits_.statements);
    for (std::size_t i = 0; i < count; ++i) write_statement(speaker, speaker.statements[i]);
    more(6, speaker.statements.size(), count, "more statement", "more statements", story.story);
  }

  void write_statement(const SpeakerView& speaker, const StatementView& statement) {
    const std::uint32_t indent = 6 + 10;
    // The speaker's group may go by a fuller name than this report has.
    const std::string name = statement.speaker == speaker.name ? "" : statement.speaker;
    said(6, padded(statement.stance, 9) + " ", said_words(statement), statement, name);
    if (!statement.also.empty()) {
      std::vector<std::string> places;
      for (std::size_t i = 0; i < std::min<std::size_t>(statement.also.size(), 6); ++i) {
        places.push_back(where(statement.also[i]));
      }
      std::string also = "also in " + joined(places, ", ");
      if (statement.also.size() > places.size()) {
        also += " and " + std::to_string(statement.also.size() - places.size()) + " more";
      }
      page_.paragraph(indent, also, Style::dim);
    }
    for (const StatementView& inner : statement.nested) {
      const std::uint32_t deeper = indent + 2 * std::min(inner.depth - 1, 4U);
      const std::string who = inner.speaker.empty() ? "nobody named" : inner.speaker;
      said(deeper, "↳ ", who + " " + inner.stance + ": " + said_words(inner), inner, "");
    }
  }

  // The words, and where they stand. A chain of more hands than the speaker's and the page's has a line of its own.
  void said(std::uint32_t indent, const std::string& mark, const std::string& words, const StatementView& statement,
            const std::string& name) {
    if (is_short_chain(statement) || statement.chain.empty()) {
      std::string end = where(statement.place);
      if (!statement.chain.empty()) end = "→ " + statement.chain[1].name + "  " + end;
      if (!name.empty()) end = name + "  " + end;
      page_.hanging_to(indent, mark, Style::cyan, words, end, kLines);
    } else {
      page_.hanging(indent, mark, Style::cyan, words, "", kLines);
      page_.ends(indent + std::min(display_width(mark), 10U), chain_line(statement.chain), Style::plain,
                 where(statement.place));
    }
  }

  // --- agreements and conflicts ----------------------------------------------------------------------------------

  void comparisons(const StoryView& story) {
    page_.gap();
    page_.line(2, "AGREEMENTS AND CONFLICTS", Style::bold);
    const std::string nothing = no_conflict_line(story);
    if (!nothing.empty()) page_.paragraph(4, nothing);
    const std::size_t count = std::min(story.comparisons.size(), limits_.comparisons);
    for (std::size_t i = 0; i < count; ++i) {
      page_.gap();
      write_comparison(story, story.comparisons[i]);
    }
    if (story.comparisons.size() > count) page_.gap();
    more(4, story.comparisons.size(), count, "more comparison", "more comparisons", story.story);
  }

  void write_comparison(const StoryView& story, const ComparisonView& comparison) {
    const Verdict verdict = comparison.comparison->verdict;
    page_.hanging(4, std::string(verdict_sign(verdict)) + " " + std::string(to_string(verdict)) + "  ",
                  style_of(verdict), comparison.what, standing_of(*comparison.comparison), 2,
                  Style::bold);
    if (!comparison.why.empty()) page_.paragraph(6, comparison.why);
    const std::size_t count = std::min(comparison.members.size(), limits_.members);
    const bool columns =
        std::all_of(comparison.members.begin(), comparison.members.end(),
                    [](const MemberView& member) { return display_width(member.words) <= kColumnWords; });
    if (columns) {
      member_columns(comparison, count);
    } else {
      for (std::size_t i = 0; i < count; ++i) member_block(comparison.members[i]);
    }
    more(6, comparison.members.size(), count, "more", "more", story.story);
    if (const std::string silent = silent_line(comparison); !silent.empty()) {
      page_.hanging(6, "silent  ", Style::dim, silent, "", kLines, Style::dim);
    }
  }

  void member_columns(const ComparisonView& comparison, std::size_t count) {
    const auto& members = comparison.members;
    const bool value = std::any_of(members.begin(), members.end(), tells_value);
    const bool date = std::any_of(members.begin(), members.end(),
                                  [&](const MemberView& member) { return member.date != members.front().date; });
    std::vector<Row> rows = {{{"whose", date ? "reported" : "", value ? "value" : "", "words", "where"}, Style::dim}};
    for (std::size_t i = 0; i < count; ++i) {
      const MemberView& member = members[i];
      rows.push_back({{(member.copy ? "└ " : "") + member.whose, date ? member.date : "", value ? member.value : "",
                       quoted(member.words), where(member.place)},
                      member.copy ? Style::dim : Style::plain});
    }
    page_.table(
        6, {{Align::left, 0, 2}, {Align::left, 10, 1}, {Align::left, 18, 2}, {Align::left, 0, 2}, {Align::left, 42, 1}},
        rows);
  }

  void member_block(const MemberView& member) {
    std::string head = (member.copy ? "└ " : "") + member.whose;
    if (!member.date.empty()) head += " · " + member.date;
    if (tells_value(member)) head += " · " + member.value;
    page_.ends(6, head, Style::plain, where(member.place));
    page_.hanging(8, "", Style::plain, quoted(member.words), "", 2, member.copy ? Style::dim : Style::plain);
  }

  const Account& account_;
  const ReportOptions& options_;
  AccountView view_;
  TextPage page_;
  Limits limits_;
};

}  // namespace

std::string report_text(const Account& account, const ReportOptions& options) {
  return TextReport(account, options).write();
}

}  // namespace hearsay

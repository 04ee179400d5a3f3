#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/enums.h"
#include "report/report.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

// Whatever Markdown, a table cell or HTML inside it could take for markup stands there as itself.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      if (std::string_view("\\`*_{}[]()#+!|~>$@").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  // "1." and "-" begin lists only at a line's beginning.
  if (!out.empty() && (out[0] == '-' || out[0] == '=')) out.insert(0, 1, '\\');
  const std::size_t digits = out.find_first_not_of("0123456789");
  if (digits != std::string::npos && digits > 0 && out[digits] == '.') out.insert(digits, 1, '\\');
  // An address must not become a link that leaves the report.
  for (std::size_t at = out.find("://"); at != std::string::npos; at = out.find("://", at + 9))
    out.replace(at, 1, "&#58;");
  for (std::size_t at = out.find("www."); at != std::string::npos; at = out.find("www.", at + 8))
    out.replace(at + 3, 1, "&#46;");
  return out;
}

// A code span cannot escape anything: what would end it or the cell is replaced.
std::string code(std::string_view text) {
  std::string out = "`";
  for (const char c : text) out += c == '`' || c == '|' ? '_' : c;
  return out + "`";
}

class MarkdownReport {
 public:
  MarkdownReport(const Account& account, const ReportOptions& options)
      : account_(account), view_(make_view(account, options)) {}

  std::string write() {
    out_ += "# " + headline(view_) + "\n";
    digest();
    if (view_.shown.size() > 1) stories();
    for (const StoryView& story : view_.shown) write_story(story);
    if (view_.hidden > 0) out_ += "\n" + counted(view_.hidden, "more story is", "more stories are") + " not shown.\n";
    return std::move(out_);
  }

 private:
  void row(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) out_ += "| " + cell + " ";
    out_ += "|\n";
  }

  std::string where(const Place& place) const {
    return code(printable(account_.documents[place.document].id) + ":" + std::to_string(place.begin) + "-" +
                std::to_string(place.end));
  }

  static std::string verdict_word(Verdict verdict) {
    return "**" + std::string(verdict_sign(verdict)) + " " + std::string(to_string(verdict)) + "**";
  }

  void digest() {
    const auto lines = digest_of(view_);
    if (!lines.empty()) out_ += "\n";
    for (const auto& [story, comparison] : lines) {
      out_ += "- " + verdict_word(comparison->comparison->verdict) + " " + escaped(comparison->what);
      if (!comparison->why.empty()) out_ += ": " + escaped(comparison->why);
      out_ += " (" + story_id(story->story) + ")\n";
    }
  }

  void stories() {
    out_ += "\n";
    row({"", "Story", "Reports", "Independent origins", "Conflicts", "Dates"});
    out_ += "| --- | --- | ---: | ---: | ---: | --- |\n";
    for (const StoryView& story : view_.shown) {
      row({story_id(story.story), escaped(story.title), std::to_string(story.reports.size()),
           std::to_string(story.origins), std::to_string(story.conflicts), story.dates});
    }
  }

  void write_story(const StoryView& story) {
    out_ += "\n## " + story_id(story.story) + " " + escaped(story.title) + "\n\n" + story_facts(story) + "\n";
    reports(story);
    main_events(story);
    speakers(story);
    comparisons(story);
  }

  void reports(const StoryView& story) {
    out_ += "\n### Reports\n\n";
    row({"Outlet", "Date", "Title", "Id"});
    row({"---", "---", "---", "---"});
    for (const ReportView& report : story.reports) {
      std::string title = escaped(report.title);
      const std::string note = report_note(story, report);
      if (!note.empty()) title += (title.empty() ? "(" : " (") + escaped(note) + ")";
      row({(report.copy ? "└ " : "") + escaped(report.outlet), report.date, title, code(report.id)});
    }
  }

  void main_events(const StoryView& story) {
    bool headed = false;
    for (const ReportView& report : story.reports) {
      if (report.answers.empty()) continue;
      if (!headed) out_ += "\n### What happened, as each report tells it\n";
      headed = true;
      out_ += "\n**" + escaped(report.id) + "**\n\n";
      for (const AnswerView& answer : report.answers) {
        out_ += "- *" + std::string(answer.question) + "* " + escaped(answer.words);
        if (!answer.detail.empty()) out_ += " (" + answer.detail + ")";
        out_ += " – " + where(answer.place) + "\n";
      }
    }
  }

  void speakers(const StoryView& story) {
    out_ += "\n### Who said what through whom\n";
    if (story.speakers.empty()) {
      out_ += story.reports.size() == 1 ? "\nNo statement was found in this report.\n"
                                        : "\nNo statement was found in these reports.\n";
    }
    for (const SpeakerView& speaker : story.speakers) {
      out_ += "\n**" + (speaker.name.empty() ? "Nobody is named" : escaped(speaker.name)) + "**";
      if (!speaker.detail.empty()) out_ += ", " + escaped(speaker.detail);
      out_ += " – " + counted(speaker.count, "statement", "statements");
      if (story.reports.size() > 1) out_ += " in " + counted(speaker.reports, "report", "reports");
      out_ += "\n\n";
      for (const StatementView& statement : speaker.statements) write_statement(statement);
    }
  }

  void write_statement(const StatementView& statement) {
    item(0, statement, "");
    for (const StatementView& inner : statement.nested) {
      item(inner.depth, inner, (inner.speaker.empty() ? "nobody named" : escaped(inner.speaker)) + " ");
    }
  }

  void item(std::uint32_t depth, const StatementView& statement, const std::string& who) {
    out_ += std::string(2 * depth, ' ') + "- " + who + "*" + statement.stance + "* " +
            escaped(said_words(statement)) + " – ";
    if (!statement.chain.empty()) out_ += escaped(chain_line(statement.chain)) + ", ";
    out_ += where(statement.place);
    for (const Place& also : statement.also) out_ += ", also " + where(also);
    out_ += "\n";
  }

  void comparisons(const StoryView& story) {
    out_ += "\n### Agreements and conflicts\n";
    const std::string nothing = no_conflict_line(story);
    if (!nothing.empty()) out_ += "\n" + nothing + "\n";
    for (const ComparisonView& comparison : story.comparisons) {
      out_ += "\n" + verdict_word(comparison.comparison->verdict) + " " + escaped(comparison.what) + " – ";
      if (!comparison.why.empty()) out_ += escaped(comparison.why) + " ";
      out_ += "(" + standing_of(*comparison.comparison) + ")\n\n";
      row({"Whose", "Date of report", "Value", "Words", "Where"});
      row({"---", "---", "---", "---", "---"});
      for (const MemberView& member : comparison.members) {
        row({(member.copy ? "└ " : "") + escaped(member.whose), member.date, escaped(member.value),
             escaped(quoted(member.words)), where(member.place)});
      }
      if (const std::string silent = silent_line(comparison); !silent.empty()) out_ += "\nSilent: " + escaped(silent) + ".\n";
    }
  }

  const Account& account_;
  AccountView view_;
  std::string out_;
};

}  // namespace

std::string report_markdown(const Account& account, const ReportOptions& options) {
  return MarkdownReport(account, options).write();
}

}  // namespace hearsay

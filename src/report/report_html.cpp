#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/enums.h"
#include "report/excerpt.h"
#include "report/html_style.h"
#include "report/report.h"
#include "report/view.h"

namespace hearsay {
namespace {

using namespace report;

constexpr std::size_t kDigest = 12;
constexpr std::uint32_t kAround = 160;  // bytes of the text shown before and after a claim's words

// For text and for attribute values alike.
std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Only what leads to a page: no javascript:, no data:.
bool is_web_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

class HtmlReport {
 public:
  HtmlReport(const Account& account, const ReportOptions& options)
      : account_(account), view_(make_view(account, options)) {}

  std::string write() {
    head();
    digest();
    if (view_.shown.size() > 1) stories();
    for (const StoryView& story : view_.shown) write_story(story);
    if (view_.hidden > 0) {
      put("<p class=\"note\">" + counted(view_.hidden, "more story is", "more stories are") + " not shown.</p>\n");
    }
    put("</main>\n<footer><p>Written by Hearsay. It reports who says what through whom; it does not judge what is "
        "true. Places "
        "are the report’s id and code-point offsets into its article.</p></footer>\n</body>\n</html>\n");
    return std::move(out_);
  }

 private:
  void put(std::string_view markup) { out_ += markup; }
  void say(std::string_view words) { out_ += escaped(words); }

  const Document& document(Index index) const { return account_.documents[index]; }

  // Words of a page whose language is known to be another than this report's.
  std::string language_of(Index index) const {
    const std::string& language = document(index).article.language;
    const bool sound = !language.empty() && language.size() <= 8 &&
                       language.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
    return sound && language != "en" ? " lang=\"" + language + "\" dir=\"auto\"" : "";
  }

  void head() {
    const std::string line = headline(view_);
    put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"generator\" content=\"Hearsay\">\n<title>");
    say(view_.shown.size() == 1 ? view_.shown[0].title + " – who said what through whom" : line);
    put("</title>\n<style>");
    put(kHtmlStyle);
    put("</style>\n</head>\n<body>\n<header>\n<p class=\"brand\">Hearsay · the account of a case</p>\n<h1>");
    say(line);
    put("</h1>\n<p class=\"note\">Every line rests on words of a report. Open a place such as "
        "<code>report:120-180</code> to "
        "read them where they stand.</p>\n</header>\n<main>\n");
  }

  void verdict_word(Verdict verdict) {
    const std::string word(to_string(verdict));
    put("<span class=\"verdict " + word + "\">" + std::string(verdict_sign(verdict)) + " " + word + "</span>");
  }

  static std::string comparison_anchor(const ComparisonView& comparison) {
    return "c" + std::to_string(static_cast<std::uint64_t>(comparison.index) + 1);
  }

  void digest() {
    const auto lines = digest_of(view_);
    if (lines.empty()) {
      if (view_.shown.size() > 1) put("<p>No conflicting figures, dates or statements were found.</p>\n");
      return;
    }
    put("<ul class=\"digest\">\n");
    for (std::size_t i = 0; i < std::min(lines.size(), kDigest); ++i) {
      const ComparisonView& comparison = *lines[i].second;
      put("<li>");
      verdict_word(comparison.comparison->verdict);
      put("<span><a href=\"#" + comparison_anchor(comparison) + "\">");
      say(comparison.what.empty() ? std::string(to_string(comparison.comparison->kind)) : comparison.what);
      put("</a>");
      if (!comparison.why.empty()) say(": " + comparison.why);
      put("</span></li>\n");
    }
    put("</ul>\n");
    if (lines.size() > kDigest)
      put("<p class=\"note\">and " + std::to_string(lines.size() - kDigest) + " more below</p>\n");
  }

  void stories() {
    put("<div class=\"scroll\"><table>\n<caption>Stories</caption>\n<thead><tr><th scope=\"col\">Story</th>"
        "<th scope=\"col\" class=\"number\">Reports</th><th scope=\"col\" class=\"number\">Independent origins</th>"
        "<th scope=\"col\" class=\"number\">Conflicts</th><th scope=\"col\">Dates</th></tr></thead>\n<tbody>\n");
    for (const StoryView& story : view_.shown) {
      put("<tr><th scope=\"row\"><a href=\"#" + story_id(story.story) + "\">");
      say(story.title);
      put("</a></th>");
      for (const std::size_t number :
           {story.reports.size(), std::size_t{story.origins}, std::size_t{story.conflicts}}) {
        put("<td class=\"number\">" + std::to_string(number) + "</td>");
      }
      put("<td class=\"date\">");
      say(story.dates);
      put("</td></tr>\n");
    }
    put("</tbody>\n</table></div>\n");
  }

  void write_story(const StoryView& story) {
    const std::string id = story_id(story.story);
    put("<section class=\"story\" id=\"" + id + "\" aria-labelledby=\"" + id + "-title\">\n<h2 id=\"" + id +
        "-title\">");
    say(story.title);
    put("</h2>\n<p class=\"facts\">");
    say(id + " · " + story_facts(story));
    put("</p>\n");
    reports(story);
    main_events(story);
    speakers(story);
    comparisons(story);
    put("</section>\n");
  }

  void reports(const StoryView& story) {
    put("<h3>Reports</h3>\n<div class=\"scroll\"><table>\n<caption class=\"unseen\">Reports of this story</caption>\n"
        "<thead><tr><th scope=\"col\">Outlet</th><th scope=\"col\">Date</th>"
        "<th scope=\"col\">Title</th><th scope=\"col\">Id</th></tr></thead>\n<tbody>\n");
    for (const ReportView& report : story.reports) {
      put(report.copy ? "<tr class=\"copy\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
      say(report.outlet);
      put("</th><td class=\"date\">");
      say(report.date);
      put("</td><td" + language_of(report.document) + ">");
      title_of(story, report);
      put("</td><td><code>");
      say(report.id);
      put("</code></td></tr>\n");
    }
    put("</tbody>\n</table></div>\n");
  }

  void title_of(const StoryView& story, const ReportView& report) {
    const Document& owner = document(report.document);
    const std::string url = printable(owner.article.url.empty() ? owner.input.url : owner.article.url);
    const bool linked = is_web_address(url) && !report.title.empty();
    if (linked) put("<a rel=\"noopener noreferrer\" href=\"" + escaped(url) + "\">");
    say(report.title);
    if (linked) put("</a>");
    const std::string note = report_note(story, report);
    if (note.empty()) return;
    put(" <span class=\"facts\">");
    say(note);
    put("</span>");
  }

  // Who did what, when, where, why and how, by each report that is no copy.
  void main_events(const StoryView& story) {
    bool headed = false;
    for (const ReportView& report : story.reports) {
      if (report.answers.empty()) continue;
      if (!headed) put("<h3>What happened, as each report tells it</h3>\n");
      headed = true;
      put("<h4>");
      say(report.outlet);
      if (report.id != report.outlet) put(" <code>" + escaped(report.id) + "</code>");
      put("</h4>\n<dl class=\"answers\">\n");
      for (const AnswerView& answer : report.answers) {
        put("<dt>" + std::string(answer.question) + "</dt><dd><span class=\"words\"" + language_of(report.document) + ">");
        say(answer.words);
        put("</span>");
        if (!answer.detail.empty()) put(" <span class=\"facts\">" + escaped(answer.detail) + "</span>");
        in_context(answer.place, excerpt_of(document(report.document), answer.span, kAround));
        put("</dd>\n");
      }
      put("</dl>\n");
    }
  }

  // --- who said what through whom --------------------------------------------------------------------------------

  void speakers(const StoryView& story) {
    put("<h3>Who said what through whom</h3>\n");
    if (story.speakers.empty()) {
      put(story.reports.size() == 1 ? "<p>No statement was found in this report.</p>\n"
                                    : "<p>No statement was found in these reports.</p>\n");
      return;
    }
    put("<p class=\"legend\">In the excerpts: <mark>what is said</mark>, <mark class=\"source\">who says it</mark>, "
        "<mark class=\"cue\">by which words</mark>. A dashed frame is a hand without a name.</p>\n");
    for (const SpeakerView& speaker : story.speakers) write_speaker(story, speaker);
  }

  void write_speaker(const StoryView& story, const SpeakerView& speaker) {
    put("<h4>");
    say(speaker.name.empty() ? "Nobody is named" : speaker.name);
    std::string facts = speaker.detail.empty() ? "" : speaker.detail + " · ";
    facts += counted(speaker.count, "statement", "statements");
    if (story.reports.size() > 1) facts += " in " + counted(speaker.reports, "report", "reports");
    put(" <span class=\"facts\">· ");
    say(facts);
    put("</span></h4>\n<ul class=\"statements\">\n");
    for (const StatementView& statement : speaker.statements) write_statement(statement);
    put("</ul>\n");
  }

  void write_statement(const StatementView& statement) {
    put("<li>");
    stance_and_words(statement);
    provenance(statement);
    // Depths grow and shrink one list at a time: the lists open are as many as the last one's depth.
    std::uint32_t open = 0;
    for (const StatementView& inner : statement.nested) {
      while (open > inner.depth) close_list(open);
      if (open == inner.depth && open > 0) put("</li>\n");
      while (open < inner.depth) {
        put(open + 1 < inner.depth ? "<ul class=\"statements\"><li>" : "<ul class=\"statements\">");
        ++open;
      }
      put("<li><strong>");
      say(inner.speaker.empty() ? "nobody named" : inner.speaker);
      put("</strong> ");
      stance_and_words(inner);
      provenance(inner);
    }
    while (open > 0) close_list(open);
    put("</li>\n");
  }

  void close_list(std::uint32_t& open) {
    put("</li></ul>");
    --open;
  }

  void stance_and_words(const StatementView& statement) {
    put("<span class=\"stance\">");
    say(statement.stance);
    put("</span> <span class=\"words\"" + language_of(statement.document) + ">");
    if (!statement.cue.empty()) {
      put("<span class=\"cue\">");
      say(statement.cue);
      put("</span> ");
    }
    say(statement.words.empty() ? "…" : statement.words);
    put("</span>");
  }

  // The hands at the left, the place beside them. A speaker whose name stands above needs no frame of its own.
  void provenance(const StatementView& statement) {
    put("<div class=\"provenance\">");
    if (!statement.chain.empty()) {
      const bool brief = is_short_chain(statement);
      put(brief ? "<ol class=\"chain brief\" aria-label=\"through\">" : "<ol class=\"chain\" aria-label=\"through\">");
      for (std::size_t i = brief ? 1 : 0; i < statement.chain.size(); ++i) {
        const HandView& hand = statement.chain[i];
        put(hand.kind == SpeakerKind::unnamed ? "<li class=\"unnamed\"><span>" : "<li><span>");
        say(hand.name);
        put("</span></li>");
      }
      put("</ol>");
    }
    const Document& owner = document(statement.document);
    in_context(statement.place, excerpt_of(owner, owner.reading.attributions[statement.attribution], kAround));
    put("</div>");
    if (statement.also.empty()) return;
    put("<p class=\"origin-line\">also in ");
    for (std::size_t i = 0; i < statement.also.size(); ++i) {
      if (i > 0) put(", ");
      where(statement.also[i]);
    }
    put("</p>");
  }

  void where(const Place& place) {
    put("<code>");
    say(printable(document(place.document).id) + ":" + std::to_string(place.begin) + "-" + std::to_string(place.end));
    put("</code>");
  }

  // The place; opened, the words where they stand.
  void in_context(const Place& place, const std::vector<Piece>& pieces) {
    put("<details><summary>");
    where(place);
    put("</summary><blockquote" + language_of(place.document) + ">");
    for (const Piece& piece : pieces) {
      switch (piece.mark) {
        case Mark::none:
          break;
        case Mark::content:
          put("<mark>");
          break;
        case Mark::source:
          put("<mark class=\"source\">");
          break;
        case Mark::cue:
          put("<mark class=\"cue\">");
          break;
      }
      say(piece.words);
      if (piece.mark != Mark::none) put("</mark>");
    }
    put("</blockquote></details>");
  }

  // --- agreements and conflicts ----------------------------------------------------------------------------------

  void comparisons(const StoryView& story) {
    put("<h3>Agreements and conflicts</h3>\n");
    const std::string nothing = no_conflict_line(story);
    if (!nothing.empty()) {
      put("<p>");
      say(nothing);
      put("</p>\n");
    }
    for (const ComparisonView& comparison : story.comparisons) write_comparison(comparison);
  }

  void write_comparison(const ComparisonView& comparison) {
    const Verdict verdict = comparison.comparison->verdict;
    put("<div class=\"comparison " + std::string(to_string(verdict)) + "\" id=\"" + comparison_anchor(comparison) +
        "\"><div class=\"scroll\"><table>\n<caption>");
    verdict_word(verdict);
    put(" ");
    say(comparison.what);
    put("<span class=\"facts\">");
    const std::string standing = standing_of(*comparison.comparison);
    say(comparison.why.empty() ? standing : comparison.why + " · " + standing);
    put("</span></caption>\n<thead><tr><th scope=\"col\">Whose</th><th scope=\"col\">Date of report</th>"
        "<th scope=\"col\">Value</th><th scope=\"col\">Words</th></tr></thead>\n<tbody>\n");
    for (const MemberView& member : comparison.members) {
      put(member.copy ? "<tr class=\"copy\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
      say(member.whose);
      put("</th><td class=\"date\">");
      say(member.date);
      put("</td><td>");
      say(member.value);
      put("</td><td><span class=\"words\"" + language_of(member.place.document) + ">");
      say(quoted(member.words));
      put("</span>");
      in_context(member.place, excerpt_of(document(member.place.document), member.member->span, kAround));
      put("</td></tr>\n");
    }
    put("</tbody>\n</table></div>");
    if (const std::string silent = silent_line(comparison); !silent.empty()) {
      put("<p class=\"silent\">Silent: ");
      say(silent + ".");
      put("</p>");
    }
    put("</div>\n");
  }

  const Account& account_;
  AccountView view_;
  std::string out_;
};

}  // namespace

std::string report_html(const Account& account, const ReportOptions& options) {
  return HtmlReport(account, options).write();
}

}  // namespace hearsay

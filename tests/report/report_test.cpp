#include "report/report.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "core/unicode.h"
#include "report/display.h"
#include "report/sample.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

using nlohmann::json;
using report::display_width;

// Compares with tests/cases/report/NAME; HEARSAY_APPROVE in the environment rewrites the file.
void expect_golden(const std::string& name, const std::string& actual) {
  const std::string path = "tests/cases/report/" + name;
  if (std::getenv("HEARSAY_APPROVE") != nullptr) {
    std::ofstream(std::string(HEARSAY_SOURCE_DIR) + "/" + path, std::ios::binary) << actual;
  }
  EXPECT_EQ(test::read_source_file(path), actual) << path << ": tests/approve report rewrites it; read its diff";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (begin < text.size()) lines.push_back(text.substr(begin));
  return lines;
}

std::size_t count_of(std::string_view text, std::string_view words) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

// What a page can put into every string that it fills.
constexpr std::string_view kHostile =
    "<script>alert('x')</script> | \x1b[31mred\x1b[0m \xC2\x9B"
    "2J `tick` \xE2\x80\xAEturned \"quoted\" [a](javascript:b) https://evil.example";

Account hostile_account() {
  const std::string words(kHostile);
  test::DocumentBuilder builder(words, words, "2031-05-03", words, words + " said nothing.\n\nThe end.");
  Document& document = builder.document;
  document.input.url = "javascript:alert(1)";
  document.article.credit = {words};
  document.article.language = "\"><script>";
  const Index entity = builder.entity(words, EntityType::person, {"nothing"}, words);
  document.reading.main_event.what = {test::span_of(document.article.text, words)};
  Hop hop;
  hop.name = words;
  builder.attribute("nothing", "said", {words}, Stance::claims, {words, entity, SpeakerKind::named}, {hop, Hop{}});
  Account account;
  account.documents = {document, document};
  account.documents[1].id += "2";
  CaseEntity linked;
  linked.name = words;
  linked.roles = {words};
  linked.members = {{0, 0}, {1, 0}};
  account.entities = {linked};
  Story story;
  story.title = words;
  story.documents = {0, 1};
  story.origins = {{0}, {1}};
  account.stories = {story};
  Comparison comparison{0, ComparisonKind::figure, words, Verdict::conflict, words, 2, {}};
  comparison.members = {test::member_of(account, 0, words, words, 0), test::member_of(account, 1, words, words, 0)};
  account.comparisons = {comparison};
  return account;
}

void expect_no_control_characters(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    EXPECT_FALSE((c < 0x20 && c != '\n' && c != '\r') || (c >= 0x7F && c <= 0x9F) || c == 0x202E)
        << "U+" << std::hex << static_cast<std::uint32_t>(c) << " at " << std::dec << i;
  }
}

// --- text ---------------------------------------------------------------------------------------------------------

TEST(ReportText, TellsTheSampleAccount) { expect_golden("sample.txt", report_text(test::sample_account(), {})); }

TEST(ReportText, OpensWithThePoint) {
  const auto lines = lines_of(report_text(test::sample_account(), {}));
  EXPECT_EQ(lines[0], "4 reports, 2 stories, 3 independent origins, 1 conflict, 1 update");
  EXPECT_NE(lines[2].find("✗ conflict inspection of the pumps"), std::string::npos);
}

TEST(ReportText, NoLineIsWiderThanTheTerminal) {
  for (const Account& account : {test::sample_account(), hostile_account()}) {
    for (const std::uint32_t columns : {60U, 80U, 100U, 140U}) {
      ReportOptions options;
      options.columns = columns;
      for (const std::string& line : lines_of(report_text(account, options))) {
        EXPECT_LE(display_width(line), columns) << line;
      }
    }
  }
}

TEST(ReportText, ColoursOnlyWhereAsked) {
  ReportOptions options;
  EXPECT_EQ(report_text(test::sample_account(), options).find('\x1b'), std::string::npos);
  options.color = true;
  const std::string colored = report_text(test::sample_account(), options);
  EXPECT_EQ(count_of(colored, "\x1b[0m") * 2, count_of(colored, "\x1b["));
}

TEST(ReportText, ControlCharactersOfPagesNeverReachTheTerminal) {
  expect_no_control_characters(report_text(hostile_account(), {}));
}

TEST(ReportText, LeavesOutStoriesBeyondTheMostAndSaysSo) {
  ReportOptions options;
  options.most = 1;
  const std::string text = report_text(test::sample_account(), options);
  EXPECT_EQ(text.find("漁業協定"), std::string::npos);
  EXPECT_NE(text.find("1 more story is not shown"), std::string::npos);
  // The headline still counts all of the case.
  EXPECT_TRUE(text.starts_with("4 reports, 2 stories"));
}

TEST(ReportText, ShowsOneStoryAlone) {
  ReportOptions options;
  options.story = 0;
  const std::string text = report_text(test::sample_account(), options);
  EXPECT_TRUE(text.starts_with("1 report, 1 story"));
  EXPECT_EQ(text.find("Velm"), std::string::npos);
  EXPECT_NE(text.find("One report: nothing to compare it with."), std::string::npos);
}

TEST(ReportText, BriefLeavesTheStoriesOut) {
  ReportOptions options;
  options.brief = true;
  const std::string text = report_text(test::sample_account(), options);
  EXPECT_NE(text.find("✗ conflict"), std::string::npos);
  EXPECT_EQ(text.find("WHO SAID"), std::string::npos);
}

TEST(ReportText, SaysWhereNothingWasFound) {
  Account account = test::sample_account();
  account.comparisons.clear();
  const std::string text = report_text(account, {});
  EXPECT_NE(text.find("No conflicting figures, dates or statements were found among these 3 reports."),
            std::string::npos);
  EXPECT_EQ(report_text({}, {}), "Nothing was read: no report, no story.\n");
}

TEST(ReportText, FoldsWhatACopyRepeats) {
  const std::string text = report_text(test::sample_account(), {});
  EXPECT_EQ(count_of(text, "denies    any inspection was missed"), 1U);
  EXPECT_NE(text.find("also in dailytide:307-332"), std::string::npos);
}

// The best answer to each question, with the day of a time, for each report that is no copy.
TEST(ReportText, TellsTheMainEventOfEachReport) {
  const std::string text = report_text(test::sample_account(), {});
  EXPECT_NE(text.find("WHAT HAPPENED, AS EACH REPORT TELLS IT\n    velm-courier-0503\n      who    the ferry Merrow "),
            std::string::npos);
  EXPECT_NE(text.find("      when   Friday (2031-05-02) "), std::string::npos);
  EXPECT_EQ(text.find("Twelve people  "), std::string::npos) << "the second best answer";
  EXPECT_EQ(text.find("      how "), std::string::npos);
  EXPECT_EQ(count_of(text, "the ferry Merrow"), 1U) << "told again of the copy";
}

TEST(ReportText, NestingInCirclesEnds) {
  Account account = test::sample_account();
  auto& attributions = account.documents[0].reading.attributions;
  attributions[0].within = 1;
  attributions[1].within = 0;
  attributions[2].within = 2;
  attributions[3].within = 4000;  // none of this document's
  const std::string text = report_text(account, {});
  for (const char* words : {"the pumps had not been tested", "every pump was sound,”", "any inspection was missed"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  }
}

TEST(ReportText, ManyStoriesShowAFewOfEach) {
  const Account one = test::sample_account();
  Account account;
  account.stories.resize(1);
  for (Index i = 0; i < 40; ++i) {
    account.documents.push_back(one.documents[2]);
    account.documents.back().id = "d" + std::to_string(i);
    account.stories[0].documents.push_back(i);
    account.stories[0].origins.push_back({i});
  }
  EXPECT_NE(report_text(account, {}).find("and 28 more reports: --story s1"), std::string::npos);
  ReportOptions options;
  options.story = 0;
  EXPECT_NE(report_text(account, options).find("d39 "), std::string::npos);
}

// --- Markdown and HTML --------------------------------------------------------------------------------------------

TEST(ReportMarkdown, TellsTheSampleAccount) { expect_golden("sample.md", report_markdown(test::sample_account(), {})); }

TEST(ReportMarkdown, NothingOfAPageIsMarkup) {
  const std::string markdown = report_markdown(hostile_account(), {});
  expect_no_control_characters(markdown);
  for (const std::string& line : lines_of(markdown)) {
    // Code spans, where nothing is markup, are what stands between odd and even backticks that are not escaped.
    std::string outside;
    bool code = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '`' && (i == 0 || line[i - 1] != '\\'))
        code = !code;
      else if (!code)
        outside += line[i];
    }
    EXPECT_FALSE(code) << line;
    EXPECT_EQ(outside.find("<script"), std::string::npos) << line;
    EXPECT_EQ(outside.find("[a]("), std::string::npos) << line;
    if (!line.starts_with("|")) continue;
    // Bars that are not escaped: as many as the table's header has, whatever the titles hold.
    const std::size_t bars = count_of(line, "|") - count_of(line, "\\|");
    EXPECT_TRUE(bars == 5 || bars == 6 || bars == 7) << line;
  }
}

TEST(ReportHtml, TellsTheSampleAccount) {
  std::string html = report_html(test::sample_account(), {});
  const std::size_t style = html.find("<style>") + 7;
  html.replace(style, html.find("</style>") - style, "...");
  expect_golden("sample.html", html);
}

TEST(ReportHtml, IsOneFileThatRunsAndLoadsNothing) {
  for (const Account& account : {test::sample_account(), hostile_account()}) {
    const std::string html = report_html(account, {});
    expect_no_control_characters(html);
    EXPECT_TRUE(html.starts_with("<!DOCTYPE html>"));
    for (const char* markup : {"<script", "<img", "<iframe", "<link", "src=", "url(", "@import",
                               " style=", "href=\"javascript", "</td><script", " onclick"}) {
      EXPECT_EQ(html.find(markup), std::string::npos) << markup;
    }
    EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  }
}

TEST(ReportHtml, EveryElementIsClosed) {
  for (const Account& account : {test::sample_account(), hostile_account()}) {
    const std::string html = report_html(account, {});
    for (const char* name : {"ul", "ol", "li", "table", "tr", "td", "th", "details", "summary", "blockquote", "mark",
                             "section", "div", "span", "code", "h4", "p", "dl", "dt", "dd"}) {
      const std::string open = std::string("<") + name;
      EXPECT_EQ(count_of(html, open + ">") + count_of(html, open + " "), count_of(html, std::string("</") + name + ">"))
          << name;
    }
  }
}

TEST(ReportHtml, MarksTheWordsWhereTheyStand) {
  const std::string html = report_html(test::sample_account(), {});
  EXPECT_NE(
      html.find("<mark class=\"source\">A source in the harbour office</mark> <mark class=\"cue\">told</mark> the "
                "daily Tidewatch that <mark>the pumps had not been tested since March</mark>"),
      std::string::npos);
}

// --- JSON ---------------------------------------------------------------------------------------------------------

TEST(DocumentJson, GivesTheWordsBackInEveryUnit) {
  test::DocumentBuilder builder("x", "", "", "", "Žofie 😀 said: “Čas běží.”");
  builder.attribute("Žofie 😀", "said", {"“Čas běží.”"}, Stance::states, {"Žofie", kNone, SpeakerKind::named});
  const auto content = [&](OffsetUnit unit) {
    return json::parse(document_json(builder.document, unit))["attributions"][0]["content"][0];
  };
  EXPECT_EQ(content(OffsetUnit::code_point), json({14, 25}));
  EXPECT_EQ(content(OffsetUnit::utf16), json({15, 26}));
  EXPECT_EQ(content(OffsetUnit::byte), json({18, 37}));
}

// Absent means unknown: no null, no empty string but the text of a page without an article.
void expect_nothing_empty(const json& value, const std::string& path) {
  EXPECT_FALSE(value.is_null()) << path;
  EXPECT_TRUE(!value.is_string() || path == "/article/text" || !value.get<std::string>().empty()) << path;
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items()) expect_nothing_empty(inner, path + "/" + key);
  } else if (value.is_array()) {
    for (const auto& inner : value) expect_nothing_empty(inner, path + "/-");
  }
}

TEST(DocumentJson, LeavesOutWhatIsNotKnown) {
  Document empty;
  empty.id = "empty";
  empty.reading.figures.emplace_back();
  empty.reading.events.emplace_back();
  empty.reading.events[0].type = "CONSULT";
  empty.reading.events[0].participants.emplace_back();
  empty.reading.attributions.emplace_back();
  empty.reading.attributions[0].chain.emplace_back();
  expect_nothing_empty(json::parse(document_json(empty, OffsetUnit::code_point)), "");
  for (const Document& document : test::sample_account().documents) {
    expect_nothing_empty(json::parse(document_json(document, OffsetUnit::code_point)), "");
  }
}

TEST(DocumentJson, IsOneLineWhateverThePageHolds) {
  Account account = hostile_account();
  account.documents[0].article.title = std::string("bad \xFF utf-8\nand a line break\0", 28);
  account.documents[0].reading.figures.emplace_back();
  account.documents[0].reading.figures[0].value = 1.0 / 0.0;
  const std::string line = document_json(account.documents[0], OffsetUnit::byte);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const json document = json::parse(line);
  EXPECT_EQ(document["id"], std::string(kHostile));
  EXPECT_FALSE(document["figures"][0].contains("value"));
}

TEST(DocumentJson, WritesWholeNumbersWhole) {
  const std::string line = document_json(test::sample_account().documents[0], OffsetUnit::byte);
  EXPECT_NE(line.find("\"value\":12,"), std::string::npos);
}

TEST(ArticleJson, HasFurnitureOnlyWhereAsked) {
  Document document = test::sample_account().documents[0];
  document.article.furniture = {{"comment", "First!"}};
  EXPECT_FALSE(json::parse(article_json(document, false)).contains("furniture"));
  const json with = json::parse(article_json(document, true));
  EXPECT_EQ(with["furniture"], json::parse(R"([{"type":"comment","text":"First!"}])"));
  EXPECT_FALSE(with.contains("attributions"));
}

TEST(ReportJson, PointsAtDocumentsByTheirIds) {
  const json account = json::parse(report_json(test::sample_account(), {}));
  EXPECT_EQ(account["documents"].size(), 4U);
  EXPECT_EQ(account["stories"][1]["copies"], json::parse(R"([["velm-courier-0503","dailytide"]])"));
  EXPECT_EQ(account["stories"][1]["origins"].size(), 2U);
  EXPECT_EQ(account["entities"][0]["members"][1], json::parse(R"({"document":"dailytide","entity":"e1"})"));
  const json& conflict = account["comparisons"][1];
  EXPECT_EQ(conflict["verdict"], "conflict");
  EXPECT_EQ(conflict["members"][1]["attribution"], "a4");
  // Each member's words stand where it says.
  for (const json& comparison : account["comparisons"]) {
    for (const json& member : comparison["members"]) {
      for (const json& document : account["documents"]) {
        if (document["id"] != member["document"]) continue;
        const std::u32string text = [&] {
          std::u32string points;
          const std::string bytes = document["article"]["text"];
          for (std::size_t i = 0; i < bytes.size();) points.push_back(next_code_point(bytes, i));
          return points;
        }();
        std::string words;
        for (std::size_t i = member["span"][0]; i < member["span"][1]; ++i) append_code_point(words, text.at(i));
        EXPECT_EQ(member["text"], words);
      }
    }
  }
}

TEST(ReportJson, OneStoryBringsWhatBelongsToIt) {
  ReportOptions options;
  options.story = 0;
  const json account = json::parse(report_json(test::sample_account(), options));
  EXPECT_EQ(account["documents"].size(), 1U);
  EXPECT_EQ(account["entities"].size(), 0U);
  EXPECT_EQ(account["comparisons"].size(), 0U);
  EXPECT_EQ(account["stories"][0]["id"], "s1");
}

// The sample without what its last report says of the toll.
Account account_with_a_silent_report() {
  Account account = test::sample_account();
  auto& members = account.comparisons[0].members;
  const Index silent = members.back().document;
  EXPECT_EQ(account.documents[silent].id, "north-ledger");
  std::erase_if(members, [silent](const ComparisonMember& member) { return member.document == silent; });
  return account;
}

TEST(Silence, IsToldApartInEveryFormat) {
  const Account account = account_with_a_silent_report();
  const json comparisons = json::parse(report_json(account, {}))["comparisons"];
  EXPECT_EQ(comparisons[0]["silent"], json::parse(R"(["north-ledger"])"));
  EXPECT_NE(report_text(account, {}).find("silent  nothing of it was found in north-ledger"), std::string::npos);
  EXPECT_NE(report_markdown(account, {}).find("Silent: nothing of it was found in north-ledger."), std::string::npos);
  EXPECT_NE(report_html(account, {}).find("nothing of it was found in north-ledger"), std::string::npos);
  EXPECT_NE(report_csv(account, {}).find(",,north-ledger,North Ledger,2031-05-04,,,,,,,,silent\r\n"), std::string::npos);
}

TEST(Silence, IsNoneWhereEveryReportTellsOrOneIsHeldAgainstItself) {
  Account account = account_with_a_silent_report();
  auto& members = account.comparisons[0].members;
  members.resize(1);
  members.push_back(members.front());
  EXPECT_EQ(report_text(account, {}).find("nothing of it was found"), std::string::npos);
  EXPECT_EQ(report_text(test::sample_account(), {}).find("nothing of it was found"), std::string::npos);
}

// --- CSV ----------------------------------------------------------------------------------------------------------

TEST(AttributionsCsv, TellsTheSampleAccount) { expect_golden("sample.csv", attributions_csv(test::sample_account())); }

TEST(AttributionsCsv, QuotesAndDefusesCells) {
  Account account = test::sample_account();
  account.documents[2].id = "=1+2";
  account.documents[2].reading.attributions[0].speaker->name = "a \"b\", c";
  const std::string csv = attributions_csv(account);
  EXPECT_NE(csv.find("\r\n'=1+2,a1,"), std::string::npos);
  EXPECT_NE(csv.find(",\"a \"\"b\"\", c\","), std::string::npos);
  expect_no_control_characters(attributions_csv(hostile_account()));
}

}  // namespace
}  // namespace hearsay

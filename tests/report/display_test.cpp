#include "report/display.h"

#include <gtest/gtest.h>

#include "report/text_page.h"
#include "report/view.h"
#include "report/wording.h"

namespace hearsay::report {
namespace {

TEST(Display, WidthIsInColumns) {
  EXPECT_EQ(display_width("Port Velm"), 9U);
  EXPECT_EQ(display_width("漁業"), 4U);
  EXPECT_EQ(display_width("e\u0301tat"), 4U);  // a combining accent
  EXPECT_EQ(display_width("a\u200Bb"), 2U);
  EXPECT_EQ(display_width("─→…"), 3U);
}

TEST(Display, WrapsAtSpacesAndWithinWordsThatAreTooLong) {
  EXPECT_EQ(wrap("the pumps had not", 9), (std::vector<std::string>{"the pumps", "had not"}));
  EXPECT_EQ(wrap("abcdefgh ij", 3), (std::vector<std::string>{"abc", "def", "gh", "ij"}));
  EXPECT_EQ(wrap("漁業協定", 3), (std::vector<std::string>{"漁", "業", "協", "定"}));
  EXPECT_EQ(wrap("", 10), std::vector<std::string>{""});
}

TEST(Display, ShortensInTheMiddle) {
  const std::string words = "We saw the smoke from the quay and then the whole ship was gone in a minute";
  EXPECT_EQ(shorten_middle(words, 200), words);
  EXPECT_EQ(shorten_middle(words, 40), "We saw the smoke from … in a minute");
  EXPECT_EQ(shorten_middle("https://strait.example/2031/05/treaty.html", 20), "https://st…eaty.html");
  for (std::uint32_t width = 1; width < 80; ++width) {
    EXPECT_LE(display_width(shorten_middle(words, width)), width);
    EXPECT_LE(display_width(shorten_middle("漁業協定漁業協定漁業協定漁業協定漁業協定", width)), width);
    EXPECT_LE(display_width(shorten_end(words, width)), width);
  }
}

TEST(LeadingCue, IsShownWhereTheContentAloneTellsNothing) {
  Document document;
  document.article.text = "Vonn downplayed the recent threats. Vonn said they had met. Vonn praised the crew.";
  const auto made = [&](Span cue, Span content, Stance stance) {
    Attribution attribution;
    attribution.cue = {cue};
    attribution.content = {content};
    attribution.stance = stance;
    return attribution;
  };
  Attribution downplayed = made({5, 15}, {16, 34}, Stance::states);
  EXPECT_EQ(leading_cue(document, downplayed), "downplayed");
  downplayed.negated = true;
  EXPECT_EQ(leading_cue(document, downplayed), "");
  EXPECT_EQ(leading_cue(document, made({41, 45}, {46, 58}, Stance::states)), "");
  EXPECT_EQ(leading_cue(document, made({65, 72}, {73, 81}, Stance::praises)), "");
  EXPECT_EQ(leading_cue(document, made({65, 72}, {16, 34}, Stance::states)), "");  // the cue comes after
}

TEST(Printable, IsOneLineWithoutControls) {
  EXPECT_EQ(printable(" a\n\tb \x1b[2J\u009B\u202Ec "), "a b \uFFFD[2J\uFFFD\uFFFDc");
}

TEST(StanceWords, SayWhatWasNotSaid) {
  Attribution attribution;
  attribution.negated = true;
  attribution.stance = Stance::denies;
  EXPECT_EQ(stance_words(attribution), "does not deny");
  attribution.stance = Stance::accuses;
  EXPECT_EQ(stance_words(attribution), "does not accuse");
}

TEST(OutletName, FallsBackToTheHostAndTheId) {
  Document document;
  document.id = "a";
  EXPECT_EQ(outlet_name(document), "a");
  document.input.url = "https://www.strait.example:8080/x";
  EXPECT_EQ(outlet_name(document), "strait.example");
  document.article.publisher = "The Strait";
  EXPECT_EQ(outlet_name(document), "The Strait");
}

TEST(TextPage, TableLeavesOutColumnsWithoutAWord) {
  TextPage page(60, false);
  page.table(2, {{Align::left, 10, 1}, {Align::left, 10, 1}, {Align::right, 6, 1}},
             {{{"a", "", "1"}, Style::plain}, {{"bb", "", "22"}, Style::plain}});
  EXPECT_EQ(std::move(page).take(), "  a    1\n  bb  22\n");
}

}  // namespace
}  // namespace hearsay::report

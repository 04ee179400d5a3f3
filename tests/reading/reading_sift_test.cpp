#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "reading/attribution/sift.h"
#include "reading/attribution/word_class.h"

namespace hearsay {
namespace {

std::vector<Range> place(const Text& text, std::string_view words) {
  if (words.empty()) return {};
  const std::size_t at = text.content.find(words);
  EXPECT_NE(at, std::string_view::npos) << words;
  if (at == std::string_view::npos) return {};
  const std::uint32_t first = text.token_at(static_cast<std::uint32_t>(at));
  return {{first, text.token_at(static_cast<std::uint32_t>(at + words.size() - 1)) + 1}};
}

// What is left of the source of one candidate, whoever tagged it; "-" where the candidate is dropped.
std::string sifted(std::string_view content, std::string_view source, std::string_view cue, std::string_view what) {
  const Text text = analyze_text(content);
  Candidate candidate;
  candidate.source = place(text, source);
  candidate.cue = place(text, cue);
  candidate.content = place(text, what);
  const std::vector<Candidate> kept = sift_candidates(text, classify_words(text), {candidate});
  if (kept.empty()) return "-";
  if (kept[0].source.empty()) return "nobody";
  return std::string(text.words(text.token_span(kept[0].source[0].first, kept[0].source[0].last)));
}

TEST(Sift, ThePagesOwnRemarksAreNobodysWords) {
  EXPECT_EQ(sifted("This highlights the bond.", "This", "highlights", "the bond"), "-");
  EXPECT_EQ(sifted("This statement underscored the spirit.", "This statement", "underscored", "the spirit"), "-");
  EXPECT_EQ(sifted("The resilience shown by the people illustrates the bond.", "the people", "illustrates", "the bond"), "-");
  EXPECT_EQ(sifted("Harl\u2019s meeting with the envoys highlighted two points.", "Harl\u2019s meeting with the envoys", "highlighted",
                   "two points"),
            "-");
}

TEST(Sift, PeopleBodiesAndReportsHighlight) {
  EXPECT_EQ(sifted("The government highlighted the bond.", "The government", "highlighted", "the bond"), "The government");
  EXPECT_EQ(sifted("This report highlights the bond.", "This report", "highlights", "the bond"), "This report");
  EXPECT_EQ(sifted("Harl emphasized the bond.", "Harl", "emphasized", "the bond"), "Harl");
}

TEST(Sift, ListItemsHaveNoSpeaker) {
  const std::string_view list = "\u2022 Reaffirmation of Velm\u2019s unwavering support for the coast";
  EXPECT_EQ(sifted(list, "\u2022 Reaffirmation of Velm\u2019s", "unwavering support for", "the coast"), "-");
  EXPECT_EQ(sifted("\u2022 Praise for the divers", "", "\u2022 Praise for", "the divers"), "-");
  EXPECT_EQ(sifted("\u2022 Harl said it rained", "\u2022 Harl", "said", "it rained"), "Harl");
}

TEST(Sift, AWishToStayUnnamedIsNoStatement) {
  const std::string_view text = "A cook who does not want to see his name here left.";
  EXPECT_EQ(sifted(text, "who", "does not want", "to see his name here"), "-");
  EXPECT_EQ(sifted("Harl asked not to be named.", "Harl", "asked", "not to be named"), "-");
  EXPECT_EQ(sifted("Harl asked that the dead be named.", "Harl", "asked", "that the dead be named"), "Harl");
}

TEST(Sift, OneWordThatPointsElsewhereIsNoContent) {
  EXPECT_EQ(sifted("Nobody checks what he says.", "he", "says", "what"), "-");
  EXPECT_EQ(sifted("It sank with 23 people confirmed dead.", "23 people", "confirmed", "dead"), "-");
  EXPECT_EQ(sifted("Harl denounced war.", "Harl", "denounced", "war"), "Harl");
}

}  // namespace
}  // namespace hearsay

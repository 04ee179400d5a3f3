#include "reading/chain/chain.h"

#include <gtest/gtest.h>

#include <string>

#include "core/enums.h"
#include "core/unicode.h"
#include "reading/attribution/attribution.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

// A speaker as coreference would give it, from the source's own words: without article, unnamed if in lower case.
Speaker speaker_of(const Text& text, const Attribution& attribution) {
  std::string name(text.words(attribution.source.front()));
  for (const std::string_view article : {"The ", "the ", "A ", "a "}) {
    if (name.starts_with(article)) name.erase(0, article.size());
  }
  Speaker speaker;
  speaker.kind = is_upper(static_cast<unsigned char>(name[0])) ? SpeakerKind::named : SpeakerKind::unnamed;
  speaker.name = name;
  return speaker;
}

// Input: lines "credit: ..." and "publisher: ..." first, then the text. One line an attribution: its content's first
// words and the hands.
std::string show(std::string_view input) {
  Article article;
  while (input.starts_with("credit: ") || input.starts_with("publisher: ")) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string_view line = input.substr(0, end);
    if (line.starts_with("credit"))
      article.credit.emplace_back(line.substr(8));
    else
      article.publisher = line.substr(11);
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  const Text text = analyze_text(input);
  std::vector<Attribution> attributions = find_attributions(text);
  for (Attribution& one : attributions) {
    if (!one.source.empty()) one.speaker = speaker_of(text, one);
  }
  const std::vector<std::vector<Hop>> chains = build_chains(text, article, attributions, {});
  std::string out;
  for (std::size_t i = 0; i < chains.size(); ++i) {
    out += std::string(text.words(attributions[i].content.front()).substr(0, 24)) + ":";
    for (std::size_t k = 0; k < chains[i].size(); ++k) {
      const Hop& hop = chains[i][k];
      out += (k ? " > " : " ") + hop.name + " (" + hop.basis + ")";
    }
    out += "\n";
  }
  return out;
}

TEST(Chain, Cases) { test::run_case_files("chain", show); }

TEST(Chain, NoAttributionsNoChains) {
  const Text text = analyze_text("It rained in Velm.");
  EXPECT_TRUE(build_chains(text, {}, {}, {}).empty());
}

TEST(Chain, OutletEntitiesNameTheirHop) {
  const Text text = analyze_text("Harl told the Lantern that it rained.");
  std::vector<Attribution> attributions = find_attributions(text);
  ASSERT_EQ(attributions.size(), 1U);
  attributions[0].speaker = Speaker{"Harl", kNone, SpeakerKind::named};
  Entity lantern;
  lantern.name = "The Lantern";
  lantern.type = EntityType::outlet;
  lantern.mentions = {{{14, 21}, MentionForm::name}};
  const auto chains = build_chains(text, {}, attributions, {lantern});
  ASSERT_EQ(chains[0].size(), 2U);
  EXPECT_EQ(chains[0][1].name, "The Lantern");
  EXPECT_EQ(chains[0][1].entity, 0U);
  EXPECT_EQ(chains[0][1].basis, "told");
}

TEST(Chain, ABareNewspaperIsTheOneNamedBefore) {
  const Text text = analyze_text("The Velm Lamp was late. Harl told the newspaper that it rained.");
  std::vector<Attribution> attributions = find_attributions(text);
  ASSERT_EQ(attributions.size(), 1U);
  attributions[0].speaker = Speaker{"Harl", kNone, SpeakerKind::named};
  Entity lamp;
  lamp.name = "The Velm Lamp";
  lamp.type = EntityType::outlet;
  lamp.mentions = {{{0, 13}, MentionForm::name}};
  const auto chains = build_chains(text, {}, attributions, {lamp});
  ASSERT_EQ(chains[0].size(), 2U);
  EXPECT_EQ(chains[0][1].name, "The Velm Lamp");
  EXPECT_EQ(chains[0][1].entity, 0U);
}

TEST(Chain, ARingOfNestingEnds) {
  const Text text = analyze_text("Harl said that it rained.");
  std::vector<Attribution> attributions = find_attributions(text);
  ASSERT_EQ(attributions.size(), 1U);
  attributions[0].speaker = Speaker{"Harl", kNone, SpeakerKind::named};
  attributions[0].within = 0;
  EXPECT_LE(build_chains(text, {}, attributions, {})[0].size(), 12U);
}

}  // namespace
}  // namespace hearsay

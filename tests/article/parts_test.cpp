// The article room's parts that a case cannot show alone.
#include <gtest/gtest.h>

#include "article/block.h"
#include "article/byline.h"
#include "article/classifier.h"
#include "article/features.h"
#include "article/json_ld.h"
#include "article/language.h"
#include "article/metadata.h"
#include "article/source.h"
#include "article/vocabulary.h"

namespace hearsay::article {
namespace {

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

TEST(Byline, Names) {
  EXPECT_EQ(joined(names_of_byline("By Ana Ruel")), "Ana Ruel");
  EXPECT_EQ(joined(names_of_byline("By Ana Ruel and Tom Ost")), "Ana Ruel; Tom Ost");
  EXPECT_EQ(joined(names_of_byline("Von Ana Ruel, Tom Ost und Lia Mark")), "Ana Ruel; Tom Ost; Lia Mark");
  EXPECT_EQ(joined(names_of_byline("Posted by Ana Ruel on 5 November 2023")), "Ana Ruel");
  EXPECT_EQ(joined(names_of_byline("Text: Ana Ruel | Fotos: Tom Ost")), "Ana Ruel");
  EXPECT_EQ(joined(names_of_byline("Ana Ruel, CTN")), "Ana Ruel");
  EXPECT_EQ(joined(names_of_byline("https://social.example/anaruel")), "");
  EXPECT_EQ(joined(names_of_byline("12 Comments")), "");
}

TEST(Language, ByWordsAndByScript) {
  EXPECT_EQ(detect_language("The mayor said that the dam would not be open to the people of the town on Tuesday."),
            "en");
  EXPECT_EQ(
      detect_language("Der Bürgermeister sagte, dass der Damm am Dienstag nicht für die Leute der Stadt offen ist."),
      "de");
  EXPECT_EQ(detect_language("Le maire a dit que le barrage ne sera pas ouvert aux gens de la ville pour les fêtes."),
            "fr");
  EXPECT_EQ(detect_language("El alcalde dijo que la presa no se abrirá para los vecinos de la ciudad por las fiestas."),
            "es");
  EXPECT_EQ(detect_language("قال رئيس البلدية إن السد لن يفتح للناس يوم الثلاثاء"), "ar");
  EXPECT_EQ(detect_language("Мэр сказал, что плотина не откроется"), "ru");
  EXPECT_EQ(detect_language("Velm 2023"), "");
  EXPECT_EQ(primary_tag("en-GB"), "en");
  EXPECT_EQ(primary_tag("DE_at"), "de");
  EXPECT_EQ(primary_tag("english"), "");
}

TEST(Title, SiteIsTakenOff) {
  EXPECT_EQ(strip_site("Dam breaks | Radio Velm", "Radio Velm"), "Dam breaks");
  EXPECT_EQ(strip_site("Radio Velm: Dam breaks", "Radio Velm"), "Dam breaks");
  EXPECT_EQ(strip_site("Dam - what now - Radio Velm", "Radio Velm"), "Dam - what now");
  EXPECT_EQ(strip_site("Dam breaks", "Radio Velm"), "Dam breaks");
  EXPECT_EQ(strip_site("Dam breaks | Other", ""), "Dam breaks | Other");
}

TEST(JsonLd, ReadsTheArticleOfAGraph) {
  LinkedData data;
  read_json_ld(R"({"@graph":[{"@type":"WebSite","name":"Radio Velm"},{"@type":["NewsArticle"],"headline":"Dam
breaks","datePublished":"2023-11-05","author":{"@id":"#a"},"publisher":{"name":"Radio Velm"}},{"@id":"#a","name":"Ana Ruel"}]})",
               data);
  EXPECT_TRUE(data.article);
  EXPECT_EQ(data.headline, "Dam breaks");
  EXPECT_EQ(data.published, "2023-11-05");
  EXPECT_EQ(joined(data.authors), "Ana Ruel");
  EXPECT_EQ(data.publisher, "Radio Velm");
}

TEST(JsonLd, SurvivesWhatIsNoJson) {
  LinkedData data;
  read_json_ld("", data);
  read_json_ld("{\"@type\":", data);
  read_json_ld(R"({"@type":"NewsArticle","headline":"The "dam"","datePublished":"2023-11-05"})", data);
  EXPECT_FALSE(data.article);
  EXPECT_EQ(data.published, "2023-11-05");
}

TEST(Vocabulary, PhrasesAndClasses) {
  EXPECT_TRUE(phrase_hints("comments 7").whole & kHintComment);
  EXPECT_TRUE(phrase_hints("leave a reply").whole & kHintComment);
  EXPECT_FALSE(phrase_hints("comments made by the mayor were met with silence").strong & kHintComment);
  EXPECT_TRUE(phrase_hints("also read: dam breaks").strong & kHintRelated);
  EXPECT_EQ(phrase_hints("the mayor spoke").any, 0u);
  EXPECT_TRUE(class_value_hints("post-comments") & kHintComment);
  EXPECT_TRUE(class_value_hints("articleBody") & kHintBody);
  EXPECT_TRUE(class_value_hints("wpcommentthread") & kHintComment);
  EXPECT_EQ(class_value_hints("x y z"), 0u);
}

TEST(Blocks, AreCutAtBlockElements) {
  const Dom dom =
      parse_html("<div>One <b>two</b><p>Three<br>four &amp; <a href=/>five</a></p><svg>no</svg> six </div>");
  const Page page = html_blocks(dom);
  std::string out;
  for (const PageBlock& block : page.blocks) out += "[" + std::string(text_of(page, block)) + "]";
  EXPECT_EQ(out, "[One two][Three][four & five][six]");
  EXPECT_EQ(page.blocks[2].link_bytes, 5u);  // with the blank before it
  EXPECT_EQ(page.blocks[2].breaks, 1u);
}

TEST(Blocks, OfTextAreLines) {
  const Page page = text_blocks("One  line\r\n\r\n  • a point\nlast");
  ASSERT_EQ(page.blocks.size(), 3u);
  EXPECT_EQ(text_of(page, page.blocks[0]), "One line");
  EXPECT_EQ(text_of(page, page.blocks[1]), "a point");
  EXPECT_TRUE(page.blocks[1].bullet);
  EXPECT_EQ(page.blocks[1].breaks, 2u);
  EXPECT_EQ(text_of(page, page.blocks[2]), "last");
}

// The weights are for these columns in this order; a feature more or less needs training anew.
TEST(Classifier, WeightsFitTheFeatures) {
  const std::string body =
      "<p>The council of Velm met on Tuesday to speak about the old dam of the town, which has stood for a "
      "century.</p>";
  const HtmlSource html =
      read_html_source("<nav><a href=/>Home</a></nav><article>" + body + body + body + "</article>");
  FeatureTable table;
  html_features(html.page, html.dom, html.traits, {}, [&](const FeatureTable& rows) { table = rows; });
  EXPECT_EQ(table.columns, html_feature_names().size());
  const std::vector<float> scores = classify_html(table);
  ASSERT_EQ(scores.size(), 4u);
  EXPECT_LT(scores[0], 0.5f);
  EXPECT_GT(scores[1], 0.5f);
  const TextSource text =
      read_text_source("Home\n\nThe council of Velm met on Tuesday to speak about the dam of the town.\n", {});
  FeatureTable lines;
  text_features(text.page, text.traits, [&](const FeatureTable& rows) { lines = rows; });
  EXPECT_EQ(lines.columns, text_feature_names().size());
  const std::vector<float> line_scores = classify_text(lines);
  ASSERT_EQ(line_scores.size(), 2u);
  EXPECT_LT(line_scores[0], line_scores[1]);
}

}  // namespace
}  // namespace hearsay::article

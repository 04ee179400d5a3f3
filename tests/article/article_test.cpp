#include "article/article.h"

#include <gtest/gtest.h>

#include <string>

#include "core/enums.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

Article extract(std::string_view input, ArticleOptions options = {.verbatim = false, .furniture = true}) {
  Record record;
  record.id = "page";
  record.bytes = std::string(input);
  record.utf8 = true;
  record.content = input.starts_with("<") ? ContentKind::html : ContentKind::text;
  return extract_article(record, options);
}

std::string line(const char* name, const std::string& value) {
  return value.empty() ? std::string() : std::string(name) + ": " + value + "\n";
}

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

std::string told(const std::optional<Date>& date) {
  return date ? date->value + " (" + std::string(to_string(date->precision)) + ", " + date->basis + ")" : "";
}

// What is known of the article, its blocks by kind, and the furniture by type.
std::string show(std::string_view input) {
  const Article article = extract(input);
  std::string out = line("title", article.title) + line("published", told(article.published)) +
                    line("modified", told(article.modified)) + line("authors", joined(article.authors)) +
                    line("publisher", article.publisher) + line("credit", joined(article.credit)) +
                    line("language", article.language) + line("section", article.section) + line("url", article.url);
  for (const Block& block : article.blocks) {
    out += "[" + std::string(to_string(block.kind)) + "] " + std::string(slice(article.text, block.span)) + "\n";
  }
  for (const Furniture& piece : article.furniture) {
    std::string text = piece.text;
    for (char& byte : text) {
      if (byte == '\n') byte = '/';
    }
    out += "-" + piece.type + ": " + text + "\n";
  }
  return out;
}

TEST(Article, Cases) { test::run_case_files("article", show); }

TEST(Article, BlocksLieInTheTextInOrder) {
  const Article article = extract(
      "<html><body><article><h1>The dam of Velm</h1><p>The council of Velm met on Tuesday to speak about the old dam, "
      "which has stood for a century.</p><p>“We will not wait for rain,” the mayor said after the meeting had ended."
      "</p></article></body></html>");
  ASSERT_EQ(article.blocks.size(), 2u);
  std::uint32_t at = 0;
  for (const Block& block : article.blocks) {
    EXPECT_GE(block.span.begin, at);
    EXPECT_GT(block.span.end, block.span.begin);
    at = block.span.end;
    EXPECT_EQ(slice(article.text, block.span).find('\n'), std::string_view::npos);
  }
  EXPECT_EQ(at, article.text.size());
}

TEST(Article, PageWithoutArticleHasNoText) {
  EXPECT_EQ(extract("").text, "");
  EXPECT_EQ(extract("<html><body><nav><a href=/>Home</a> <a href=/a>News</a></nav></body></html>").text, "");
  EXPECT_EQ(extract("Home\nNews\nContact").text, "");
}

TEST(Article, VerbatimTextStandsAsItIs) {
  const std::string text = "  Leave a reply\n\nThe mayor of Velm spoke.\r\nShare this\n";
  const Article article = extract(text, {.verbatim = true, .furniture = true});
  EXPECT_EQ(article.text, text);
  ASSERT_EQ(article.blocks.size(), 3u);
  EXPECT_EQ(slice(article.text, article.blocks[0].span), "Leave a reply");
  EXPECT_EQ(slice(article.text, article.blocks[1].span), "The mayor of Velm spoke.");
  EXPECT_EQ(slice(article.text, article.blocks[2].span), "Share this");
  EXPECT_TRUE(article.furniture.empty());
}

TEST(Article, VerbatimPageIsItsVisibleText) {
  const Article article = extract("<nav>Home</nav><p>The mayor spoke.</p><script>var x;</script>", {.verbatim = true});
  EXPECT_EQ(article.text, "Home\n\nThe mayor spoke.");
}

TEST(Article, RecordKnowsBetter) {
  Record record;
  record.bytes = "<title>Other</title><meta name=author content='Ana Ruel'><p>Text of a page.";
  record.utf8 = true;
  record.content = ContentKind::html;
  record.title = "Dam breaks";
  record.date = "Sun, 05 Nov 2023 17:27:00 +0200";
  record.publisher = "Radio Velm";
  record.authors = {"Tom Ost"};
  record.info.url = "https://radio.example/dam";
  const Article article = extract_article(record, {});
  EXPECT_EQ(article.title, "Dam breaks");
  ASSERT_TRUE(article.published);
  EXPECT_EQ(article.published->value, "2023-11-05T17:27:00+02:00");
  EXPECT_EQ(article.published->basis, "record");
  EXPECT_EQ(article.publisher, "Radio Velm");
  EXPECT_EQ(joined(article.authors), "Tom Ost");
  EXPECT_EQ(article.url, "https://radio.example/dam");
}

TEST(Article, BadBytesGiveValidText) {
  Record record;
  record.bytes = std::string("The mayor \xFF of Velm\0 spoke to the council about the dam on Tuesday, they said.", 76);
  record.utf8 = true;
  const Article article = extract_article(record, {.verbatim = true});
  EXPECT_EQ(article.text.find('\0'), std::string::npos);
  EXPECT_NE(article.text.find("\xEF\xBF\xBD"), std::string::npos);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

// Each would take hours if any step were quadratic.
TEST(Article, HostilePagesEnd) {
  const std::string paragraph = "The council of Velm met on Tuesday to speak about the old dam of the town. ";
  EXPECT_NE(extract(repeated("<div class=content>", 100000) + "<p>" + repeated(paragraph, 20)).text.find("council"),
            std::string::npos);
  extract("<p>" + repeated(paragraph, 40000));               // one line
  extract(repeated("<p>" + paragraph, 20000));               // many blocks
  extract(repeated("<li><a href=/x>Velm 2023</a>", 20000));  // links with dates
  extract(repeated("<time datetime=2023-11-05>5</time> ", 20000));
  extract(repeated("<h1>Velm</h1>", 20000));
  extract(repeated("<form hidden><nav>", 200) + repeated("<p>" + paragraph, 2000));
  extract(repeated(paragraph, 40000).insert(0, 1, 'T'));
  extract(repeated("Related articles\n" + paragraph + "\n", 20000));
  extract("<script type='application/ld+json'>" + repeated("{\"@type\":\"Article\",\"a\":[", 50000) + "</script><p>x");
  SUCCEED();
}

}  // namespace
}  // namespace hearsay

// Pages in odd dress: every charset that news comes in, pages of enormous depth and size, pages that are one line.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "article/article.h"
#include "core/unicode.h"

namespace hearsay {
namespace {

Article extract(std::string bytes, ContentKind content = ContentKind::html, bool utf8 = false) {
  Record record;
  record.id = "page";
  record.bytes = std::move(bytes);
  record.utf8 = utf8;
  record.content = content;
  return extract_article(record, {.verbatim = false, .furniture = true});
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

const std::string kParagraph =
    "The council of Velm met on Tuesday to speak about the old dam of the town, the mayor said. ";

struct Encoded {
  const char* name;
  std::string bytes;
  std::string text;
};

void PrintTo(const Encoded& encoded, std::ostream* out) { *out << encoded.name; }

class Charsets : public testing::TestWithParam<Encoded> {};

TEST_P(Charsets, GivesTheText) { EXPECT_EQ(extract(GetParam().bytes).text, GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    Pages, Charsets,
    testing::Values(
        Encoded{"Utf16Le",
                std::string("\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00<\x00h\x00"
                            "e\x00"
                            "a\x00"
                            "d\x00>\x00<\x00t\x00i\x00t\x00l\x00"
                            "e\x00>\x00T\x00<\x00/\x00t\x00i\x00t\x00l\x00"
                            "e\x00>\x00<\x00/\x00h\x00"
                            "e\x00"
                            "a\x00"
                            "d\x00>\x00<\x00"
                            "b\x00o\x00"
                            "d\x00y\x00>\x00<\x00p\x00>\x00\xf4~\x14\\\xc6Y\x02^\x02^\x7f\x95\x1f"
                            "f\x1fg\x8cNh\x88:y\x0c\xff\xceW\x02^\x0aN\xb9"
                            "e\x84v\xe7"
                            "e4l]W\x82Y\x9cg(Wt^\x95^KNMR\x97_\x0dN0R\xeeO\x0dY\x0c\xff\x06\\\xe0"
                            "e\xd5l\xb5"
                            "b!c\xacQ)Y\x84v\xe8\x96"
                            "4l\x02"
                            "0\x02^\xae\x8b\x1aO\x06\\(W\x1f"
                            "f\x1fg\x94N\xa8\x8b\xba\x8b\xd9\x8f*N\xee\x95\x98\x98\x0c\xff"
                            "E\\\x11l\xecN\xf4\x8b\xd6N\xecN\xf2]\xcf~I{\x86N*YEN\x02"
                            "0<\x00/\x00p\x00>\x00<\x00/\x00"
                            "b\x00o\x00"
                            "d\x00y\x00>\x00<\x00/\x00h\x00t\x00m\x00l\x00>\x00",
                            270),
                "维尔姆市市长星期二表示，城市上方的旧水坝如果在年底之前得不到修复，将无法抵挡冬天的雨水。市议会将在星期"
                "五讨论这个问题，居民们说他们已经等了太久。"},
        Encoded{"Utf16WithMark",
                std::string("\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00<\x00h\x00"
                            "e\x00"
                            "a\x00"
                            "d\x00>\x00<\x00t\x00i\x00t\x00l\x00"
                            "e\x00>\x00T\x00<\x00/\x00t\x00i\x00t\x00l\x00"
                            "e\x00>\x00<\x00/\x00h\x00"
                            "e\x00"
                            "a\x00"
                            "d\x00>\x00<\x00"
                            "b\x00o\x00"
                            "d\x00y\x00>\x00<\x00p\x00>\x00L\x00"
                            "a\x00 \x00m\x00"
                            "a\x00i\x00r\x00"
                            "e\x00 \x00"
                            "d\x00"
                            "e\x00 \x00V\x00"
                            "e\x00l\x00m\x00 \x00"
                            "a\x00 \x00"
                            "d\x00\xe9\x00"
                            "c\x00l\x00"
                            "a\x00r\x00\xe9\x00 \x00m\x00"
                            "a\x00r\x00"
                            "d\x00i\x00 \x00q\x00u\x00"
                            "e\x00 \x00l\x00"
                            "e\x00 \x00v\x00i\x00"
                            "e\x00u\x00x\x00 \x00"
                            "b\x00"
                            "a\x00r\x00r\x00"
                            "a\x00g\x00"
                            "e\x00 \x00"
                            "a\x00u\x00-\x00"
                            "d\x00"
                            "e\x00s\x00s\x00u\x00s\x00 \x00"
                            "d\x00"
                            "e\x00 \x00l\x00"
                            "a\x00 \x00v\x00i\x00l\x00l\x00"
                            "e\x00 \x00n\x00"
                            "e\x00 \x00r\x00\xe9\x00s\x00i\x00s\x00t\x00"
                            "e\x00r\x00"
                            "a\x00i\x00t\x00 \x00p\x00"
                            "a\x00s\x00 \x00\xe0\x00 \x00l\x00\x19 h\x00i\x00v\x00"
                            "e\x00r\x00 \x00\x13  \x00\xab\x00 \x00p\x00"
                            "a\x00s\x00 \x00u\x00n\x00 \x00j\x00o\x00u\x00r\x00 \x00"
                            "d\x00"
                            "e\x00 \x00p\x00l\x00u\x00s\x00 \x00\xbb\x00,\x00 \x00"
                            "a\x00-\x00t\x00-\x00"
                            "e\x00l\x00l\x00"
                            "e\x00 \x00"
                            "d\x00i\x00t\x00.\x00<\x00/\x00p\x00>\x00<\x00/\x00"
                            "b\x00o\x00"
                            "d\x00y\x00>\x00<\x00/\x00h\x00t\x00m\x00l\x00>\x00",
                            416),
                "La maire de Velm a déclaré mardi que le vieux barrage au-dessus de la ville ne résisterait pas à "
                "l’hiver – « pas un jour de plus », a-t-elle dit."},
        Encoded{"Windows1252",
                std::string(
                    "<html><head><meta charset=windows-1252><title>T</title></head><body><p>La maire de Velm a d\xe9"
                    "clar\xe9 mardi que le vieux barrage au-dessus de la ville ne r\xe9sisterait pas \xe0 l\x92hiver "
                    "\x96 \xab pas un jour de plus \xbb, a-t-elle dit.</p></body></html>",
                    234),
                "La maire de Velm a déclaré mardi que le vieux barrage au-dessus de la ville ne résisterait pas à "
                "l’hiver – « pas un jour de plus », a-t-elle dit."},
        Encoded{"Windows1256",
                std::string(
                    "<html><head><meta charset=windows-1256><title>T</title></head><body><p>\xde\xc7\xe1 \xd1\xc6\xed"
                    "\xd3 \xc8\xe1\xcf\xed\xc9 \xdd\xed\xe1\xe3 \xed\xe6\xe3 \xc7\xe1\xcb\xe1\xc7\xcb\xc7\xc1 \xc5"
                    "\xe4 \xc7\xe1\xd3\xcf \xc7\xe1\xde\xcf\xed\xe3 \xdd\xe6\xde \xc7\xe1\xe3\xcf\xed\xe4\xc9 \xe1"
                    "\xe4 \xed\xd5\xe3\xcf \xc3\xe3\xc7\xe3 \xe3\xd8\xd1 \xc7\xe1\xd4\xca\xc7\xc1 \xc5\xd0\xc7 \xe1"
                    "\xe3 \xed\xca\xe3 \xc5\xd5\xe1\xc7\xcd\xe5 \xde\xc8\xe1 \xe4\xe5\xc7\xed\xc9 \xc7\xe1\xda\xc7"
                    "\xe3.</p></body></html>",
                    207),
                "قال رئيس بلدية فيلم يوم الثلاثاء إن السد القديم فوق المدينة لن يصمد أمام مطر الشتاء إذا لم يتم إصلاحه "
                "قبل نهاية العام."},
        Encoded{"Gb18030",
                std::string(
                    "<html><head><meta charset=gb2312><title>T</title></head><body><p>\xce\xac\xb6\xfb\xc4\xb7\xca"
                    "\xd0\xca\xd0\xb3\xa4\xd0\xc7\xc6\xda\xb6\xfe\xb1\xed\xca\xbe\xa3\xac\xb3\xc7\xca\xd0\xc9\xcf\xb7"
                    "\xbd\xb5\xc4\xbe\xc9\xcb\xae\xb0\xd3\xc8\xe7\xb9\xfb\xd4\xda\xc4\xea\xb5\xd7\xd6\xae\xc7\xb0\xb5"
                    "\xc3\xb2\xbb\xb5\xbd\xd0\xde\xb8\xb4\xa3\xac\xbd\xab\xce\xde\xb7\xa8\xb5\xd6\xb5\xb2\xb6\xac\xcc"
                    "\xec\xb5\xc4\xd3\xea\xcb\xae\xa1\xa3\xca\xd0\xd2\xe9\xbb\xe1\xbd\xab\xd4\xda\xd0\xc7\xc6\xda\xce"
                    "\xe5\xcc\xd6\xc2\xdb\xd5\xe2\xb8\xf6\xce\xca\xcc\xe2\xa3\xac\xbe\xd3\xc3\xf1\xc3\xc7\xcb\xb5\xcb"
                    "\xfb\xc3\xc7\xd2\xd1\xbe\xad\xb5\xc8\xc1\xcb\xcc\xab\xbe\xc3\xa1\xa3</p></body></html>",
                    227),
                "维尔姆市市长星期二表示，城市上方的旧水坝如果在年底之前得不到修复，将无法抵挡冬天的雨水。市议会将在星期"
                "五讨论这个问题，居民们说他们已经等了太久。"},
        Encoded{"ShiftJis",
                std::string(
                    "<html><head><meta charset=Shift_JIS><title>T</title></head><body><p>\x83\x94\x83"
                    "F\x83\x8b\x83\x80\x82\xcc\x8es\x92\xb7\x82\xcd\x89\xce\x97j\x93\xfa\x81"
                    "A\x92\xac\x82\xcc\x8f\xe3\x82\xc9\x82\xa0\x82\xe9\x8c\xc3\x82\xa2\x83_\x83\x80\x82\xcd\x94N\x96"
                    "\x96\x82\xdc\x82\xc5\x82\xc9\x8f"
                    "C\x97\x9d\x82\xb3\x82\xea\x82\xc8\x82\xaf\x82\xea\x82\xce\x93~\x82\xcc\x89J\x82\xc9\x91\xcf\x82"
                    "\xa6\x82\xe7\x82\xea\x82\xc8\x82\xa2\x82\xc6\x8fq\x82\xd7\x82\xbd\x81"
                    "B\x8es\x8b"
                    "c\x89\xef\x82\xcd\x8b\xe0\x97j\x93\xfa\x82\xc9\x82\xb1\x82\xcc\x96\xe2\x91\xe8\x82\xf0\x98"
                    "b\x82\xb5\x8d\x87\x82\xa4\x97\\\x92\xe8\x82\xbe\x81"
                    "B</p></body></html>",
                    230),
                "ヴェルムの市長は火曜日、町の上にある古いダムは年末までに修理されなければ冬の雨に耐えられないと述べた。"
                "市議会は金曜日にこの問題を話し合う予定だ。"},
        Encoded{"Windows1251",
                std::string(
                    "<html><head><meta charset=windows-1251><title>T</title></head><body><p>\xcc\xfd\xf0 \xc2\xe5\xeb"
                    "\xfc\xec\xe0 \xe7\xe0\xff\xe2\xe8\xeb\xe0 \xe2\xee \xe2\xf2\xee\xf0\xed\xe8\xea, \xf7\xf2\xee "
                    "\xf1\xf2\xe0\xf0\xe0\xff \xef\xeb\xee\xf2\xe8\xed\xe0 \xed\xe0\xe4 \xe3\xee\xf0\xee\xe4\xee\xec "
                    "\xed\xe5 \xe2\xfb\xe4\xe5\xf0\xe6\xe8\xf2 \xe7\xe8\xec\xed\xe8\xf5 \xe4\xee\xe6\xe4\xe5\xe9, "
                    "\xe5\xf1\xeb\xe8 \xe5\xb8 \xed\xe5 \xef\xee\xf7\xe8\xed\xff\xf2 \xe4\xee \xea\xee\xed\xf6\xe0 "
                    "\xe3\xee\xe4\xe0.</p></body></html>",
                    211),
                "Мэр Вельма заявила во вторник, что старая плотина над городом не выдержит зимних дождей, если её не "
                "починят до конца года."},
        Encoded{"DoubleEncoded",
                std::string(
                    "<html><head><meta charset=utf-8></head><body><p>La maire de Velm a d\xc3\x83\xc2\xa9"
                    "clar\xc3\x83\xc2\xa9 mardi que le vieux barrage au-dessus de la ville ne r\xc3\x83\xc2\xa9sister"
                    "ait pas \xc3\x83\xc2\xa0 un hiver de plus apr\xc3\x83\xc2\xa8s tant d\xc3\xa2\xe2\x82\xac\xe2"
                    "\x84\xa2"
                    "ann\xc3\x83\xc2\xa9"
                    "es pass\xc3\x83\xc2\xa9"
                    "es \xc3\x83\xc2\xa0 attendre.</p></body></html>",
                    250),
                "La maire de Velm a déclaré mardi que le vieux barrage au-dessus de la ville ne résisterait pas à un "
                "hiver de plus après tant d’années passées à attendre."}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Robustness, NulsAndRightToLeft) {
  std::string page =
      "<html dir=rtl lang=he><p>ראש עיריית ולם אמרה ביום שלישי כי הסכר הישן שמעל העיר לא יעמוד בגשמי החורף אם לא "
      "יתוקן לפני סוף השנה.</p>";
  page.insert(page.find("</p>"), 1, '\0');
  page.insert(5, 1, '\0');
  const Article article = extract(page);
  EXPECT_NE(article.text.find("ראש עיריית ולם"), std::string::npos) << article.text;
  EXPECT_EQ(article.text.find('\0'), std::string::npos);
}

TEST(Robustness, AHundredThousandDeep) {
  for (const char* open : {"<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>", "<span class=x>"}) {
    const Article article = extract("<title>Dam</title>" + repeated(open, 100000) + "<p>" + repeated(kParagraph, 8));
    EXPECT_NE(article.text.find("The council of Velm"), std::string::npos) << open;
  }
}

TEST(Robustness, APageOnOneLine) {
  const std::string page = "<html><body><nav><a href=/>Home</a></nav><h1>The old dam of Velm</h1><p>" + kParagraph +
                           kParagraph + "</p><p>" + kParagraph +
                           "</p><div class=comments><p>So true, I have always said so.</p></div></body></html>";
  const Article article = extract(page);
  EXPECT_EQ(article.blocks.size(), 2u);
  EXPECT_EQ(article.title, "The old dam of Velm");
}

TEST(Robustness, NoArticleIsNoText) {
  EXPECT_EQ(extract("<title>404</title><h1>Not found</h1><p>This page does not exist.</p><a href=/>Home</a>").text, "");
  EXPECT_EQ(
      extract("<html><body><ul>" + repeated("<li><a href=/x>Trains and buses</a></li>", 200) + "</ul></body></html>")
          .text,
      "");
  EXPECT_EQ(
      extract("<html><body><script>var page = 'loading';</script><noscript>Please turn on scripts.</noscript></body>")
          .text,
      "");
  EXPECT_EQ(extract(std::string(5000, '\0')).text, "");
}

// Time and memory grow with the page, not faster.
TEST(Robustness, FiftyMegabytes) {
  const std::string paragraph = "<p class=text>" + repeated(kParagraph, 5) + "</p>\n";
  std::string page = "<html><body><article>";
  while (page.size() < (50u << 20)) page += paragraph;
  const auto begin = std::chrono::steady_clock::now();
  const Article article = extract(page, ContentKind::html, true);
  EXPECT_GT(article.text.size(), 45u << 20);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(seconds.count(), 120) << "a sanitizer may take its time, a square would take days";
}

}  // namespace
}  // namespace hearsay

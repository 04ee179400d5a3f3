// Bytes are written as escapes throughout: what the test means must not depend on what an editor makes of this file.
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "core/unicode.h"
#include "page/charset_convert.h"
#include "page/charset_label.h"
#include "page/page.h"

namespace hearsay {
namespace {

using namespace std::string_literals;

// "The bailiff of Ørsholt said no." in the encodings that have the letter.
const std::string kUtf8Text = "The bailiff of \xC3\x98rsholt said no. ";
const std::string kLatinText = "The bailiff of \xD8rsholt said no. ";

struct Row {
  std::string name;
  std::string bytes;
  std::string content_type;
  bool html;
  std::string text;
  std::string charset;
  std::string basis;
};

class Decode : public testing::TestWithParam<Row> {};

TEST_P(Decode, GivesTextCharsetAndBasis) {
  const Row& row = GetParam();
  const DecodedText decoded = decode_text(row.bytes, row.content_type, row.html);
  EXPECT_EQ(decoded.text, row.text);
  EXPECT_EQ(decoded.charset, row.charset);
  EXPECT_EQ(decoded.basis, row.basis);
}

std::string page(const std::string& head, const std::string& body) {
  return "<html><head>" + head + "</head><body>" + body;
}

std::string wide(const std::string& ascii, bool little) {
  std::string out;
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

const std::string kMetaLatin = "<meta charset=iso-8859-1>";
const std::string kMeta1251 = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>";
const std::string kLong(2000, 'x');

// "Говорят, что мост закрыт": they say that the bridge is closed.
const std::string kRumour1251 =
    "\xC3\xEE\xE2\xEE\xF0\xFF\xF2, \xF7\xF2\xEE \xEC\xEE\xF1\xF2 \xE7\xE0\xEA\xF0\xFB\xF2. ";
const std::string kRumour =
    "\xD0\x93\xD0\xBE\xD0\xB2\xD0\xBE\xD1\x80\xD1\x8F\xD1\x82, \xD1\x87\xD1\x82\xD0\xBE "
    "\xD0\xBC\xD0\xBE\xD1\x81\xD1\x82 "
    "\xD0\xB7\xD0\xB0\xD0\xBA\xD1\x80\xD1\x8B\xD1\x82. ";

std::string times(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Labels, Decode,
    testing::Values(
        Row{"nothing", "", "", true, "", "utf-8", "detected"},
        Row{"ascii", "They said so.", "", false, "They said so.", "utf-8", "detected"},
        Row{"utf8", kUtf8Text, "", false, kUtf8Text, "utf-8", "detected"},
        Row{"utf8_mark", "\xEF\xBB\xBF" + kUtf8Text, "text/html; charset=koi8-r", true, kUtf8Text, "utf-8", "bom"},
        Row{"utf16le_mark", "\xFF\xFE" + wide("Velm", true), "", false, "Velm", "utf-16le", "bom"},
        Row{"utf16be_mark", "\xFE\xFF" + wide("Velm", false), "", false, "Velm", "utf-16be", "bom"},
        Row{"utf16le_bare", wide("They said so.", true), "", true, "They said so.", "utf-16le", "detected"},
        Row{"utf16be_bare", wide("They said so.", false), "", true, "They said so.", "utf-16be", "detected"},
        Row{"utf16_pair", "\xFF\xFE\x3D\xD8\x00\xDE"s, "", false, "\U0001F600", "utf-16le", "bom"},
        Row{"utf16_torn", "\xFF\xFE\x3D\xD8\x41\x00"s, "", false, "\uFFFDA", "utf-16le", "bom"},
        Row{"http", kLatinText, "text/plain; charset=ISO-8859-1", false, kUtf8Text, "windows-1252", "http"},
        Row{"http_quoted", kLatinText, "text/plain;charset=\"latin1\"; x=y", false, kUtf8Text, "windows-1252", "http"},
        Row{"http_single_quoted", kLatinText, "text/plain;charset='latin1'", false, kUtf8Text, "windows-1252", "http"},
        Row{"http_not_a_label", kLatinText, "text/plain; charset=velmish", false, kUtf8Text, "windows-1252",
            "detected"},
        Row{"meta", page(kMetaLatin, kLatinText), "", true, page(kMetaLatin, kUtf8Text), "windows-1252", "meta"},
        Row{"meta_in_text_is_text", kMeta1251 + kLatinText, "", false, kMeta1251 + kUtf8Text, "windows-1252",
            "detected"},
        Row{"meta_pragma", page(kMeta1251, kRumour1251), "", true, page(kMeta1251, kRumour), "windows-1251", "meta"},
        Row{"meta_behind_much", page("<script>" + kLong + "</script>" + kMeta1251, "\xC4\xE0"), "", true,
            page("<script>" + kLong + "</script>" + kMeta1251, "\xD0\x94\xD0\xB0"), "windows-1251", "meta"},
        Row{"meta_in_comment", page("<!-- " + kMeta1251 + " -->" + kMetaLatin, kLatinText), "", true,
            page("<!-- " + kMeta1251 + " -->" + kMetaLatin, kUtf8Text), "windows-1252", "meta"},
        Row{"meta_utf16_cannot_be", page("<meta charset=utf-16>", kUtf8Text), "", true,
            page("<meta charset=utf-16>", kUtf8Text), "utf-8", "meta"},
        Row{"xml_declaration", "<?xml version='1.0' encoding='windows-1251'?>" + page("", "\xC4\xE0"), "", true,
            "<?xml version='1.0' encoding='windows-1251'?>" + page("", "\xD0\x94\xD0\xB0"), "windows-1251", "meta"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Lies, Decode,
    testing::Values(
        Row{"utf8_called_latin", page(kMetaLatin, kUtf8Text), "", true, page(kMetaLatin, kUtf8Text), "utf-8",
            "detected"},
        Row{"utf8_called_latin_by_http", kUtf8Text, "text/html; charset=iso-8859-1", true, kUtf8Text, "utf-8",
            "detected"},
        Row{"latin_called_utf8", kLatinText, "text/html; charset=utf-8", true, kUtf8Text, "windows-1252", "detected"},
        Row{"one_torn_sequence_in_utf8", times(kUtf8Text, 30) + "\xE2\x80.", "", false,
            times(kUtf8Text, 30) + "\uFFFD.", "utf-8", "detected"},
        Row{"one_torn_sequence_called_latin", times(kUtf8Text, 30) + "\xE2\x80.", "text/plain; charset=latin1", false,
            times(kUtf8Text, 30) + "\uFFFD.", "utf-8", "detected"},
        Row{"one_torn_sequence_called_utf8", "Caf\xC3\xA9 \xE2\x80.", "text/plain; charset=utf-8", false,
            "Caf\u00E9 \uFFFD.", "utf-8", "http"},
        Row{"cyrillic_called_latin", page(kMetaLatin, times(kRumour1251, 4)), "", true,
            page(kMetaLatin, times(kRumour, 4)), "windows-1251", "detected"},
        Row{"header_against_page", page(kMeta1251, times(kRumour1251, 4)), "text/html; charset=iso-8859-1", true,
            page(kMeta1251, times(kRumour, 4)), "windows-1251", "meta"},
        // A header with reason wins over a page copied from elsewhere.
        Row{"page_against_header", page("<meta charset=big5>", times(kRumour1251, 4)),
            "text/html; charset=windows-1251", true, page("<meta charset=big5>", times(kRumour, 4)), "windows-1251",
            "http"},
        // Two pairs of GBK that happen to be UTF-8 as well.
        Row{"gbk_that_passes_as_utf8", "<meta charset=gb2312>\xC1\xAA\xCD\xA8", "", true,
            "<meta charset=gb2312>\xE8\x81\x94\xE9\x80\x9A", "gbk", "meta"},
        Row{"nul", "a\0b"s, "", false, "a\uFFFDb", "utf-8", "detected"},
        Row{"nul_in_latin", "\xD8\0b"s, "text/plain; charset=latin1", false, "\u00D8\uFFFDb", "windows-1252", "http"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Encodings, Decode,
    testing::Values(
        Row{"windows_1252_quotes", "\x93no\x94", "text/plain; charset=latin1", false, "\u201Cno\u201D", "windows-1252",
            "http"},
        Row{"windows_1252_undefined", "\x81\x8D", "text/plain; charset=windows-1252", false, "\u0081\u008D",
            "windows-1252", "http"},
        Row{"iso_8859_2", "\xB9\xE6", "text/plain; charset=latin2", false, "\u0161\u0107", "iso-8859-2", "http"},
        Row{"iso_8859_15", "\xA4", "text/plain; charset=iso-8859-15", false, "\u20AC", "iso-8859-15", "http"},
        Row{"windows_1254", "\xFD", "text/plain; charset=iso-8859-9", false, "\u0131", "windows-1254", "http"},
        Row{"koi8_u", "\xA4", "text/plain; charset=koi8-u", false, "\u0454", "koi8-u", "http"},
        Row{"shift_jis", "\x93\x8C\x8B\x9E", "text/plain; charset=x-sjis", false, "\u6771\u4EAC", "shift_jis", "http"},
        Row{"euc_jp", "\xC5\xEC\xB5\xFE", "text/plain; charset=euc-jp", false, "\u6771\u4EAC", "euc-jp", "http"},
        Row{"iso_2022_jp", "\x1B$BElEE\x1B(B", "text/plain; charset=iso-2022-jp", false, "\u6771\u96FB", "iso-2022-jp",
            "http"},
        Row{"euc_kr", "\xBC\xAD\xBF\xEF", "text/plain; charset=ks_c_5601-1987", false, "\uC11C\uC6B8", "euc-kr",
            "http"},
        Row{"big5", "\xA4\xA4\xA4\xE5", "text/plain; charset=big5", false, "\u4E2D\u6587", "big5", "http"},
        Row{"gb18030_four_bytes", "\x81\x30\x84\x36", "text/plain; charset=gb18030", false, "\u00A5", "gb18030",
            "http"},
        Row{"gbk_euro", "\xA2\xE3", "text/plain; charset=gbk", false, "\u20AC", "gbk", "http"}),
    [](const auto& row) { return row.param.name; });

// What was UTF-8, read as Windows-1252 and written as UTF-8.
INSTANTIATE_TEST_SUITE_P(DoubleEncoding, Decode,
                         testing::Values(Row{"one_quote", "It\u00E2\u20AC\u2122s so.", "", false, "It\u2019s so.",
                                             "utf-8", "detected"},
                                         Row{"two_letters", "Caf\u00C3\u00A9 \u00C3\u02DCrsholt", "", false,
                                             "Caf\u00E9 \u00D8rsholt", "utf-8", "detected"},
                                         Row{"through_latin_1", "It\u00E2\u0080\u0099s so.", "", false, "It\u2019s so.",
                                             "utf-8", "detected"},
                                         Row{"one_pair_may_be_meant", "the letters \u00C3\u00A9 on a poster", "", false,
                                             "the letters \u00C3\u00A9 on a poster", "utf-8", "detected"},
                                         Row{"only_in_part", "It\u00E2\u20AC\u2122s a caf\u00E9.", "", false,
                                             "It\u00E2\u20AC\u2122s a caf\u00E9.", "utf-8", "detected"},
                                         Row{"beside_another_script", "It\u00E2\u20AC\u2122s \u0434\u0430.", "", false,
                                             "It\u00E2\u20AC\u2122s \u0434\u0430.", "utf-8", "detected"},
                                         Row{"cut_at_the_end", "It\u00E2\u20AC\u2122s \u00E2\u20AC", "", false,
                                             "It\u00E2\u20AC\u2122s \u00E2\u20AC", "utf-8", "detected"}),
                         [](const auto& row) { return row.param.name; });

TEST(Charset, EveryLabelHasAConverter) {
  for (const char* label :
       {"utf8",        "866",     "latin2", "latin3",         "latin4",      "cyrillic", "arabic",     "greek",
        "hebrew",      "logical", "latin6", "iso-8859-13",    "iso-8859-14", "l9",       "koi8-r",     "koi8-u",
        "macintosh",   "tis-620", "cp1250", "cp1251",         "cp1252",      "cp1253",   "cp1254",     "cp1255",
        "cp1256",      "cp1257",  "cp1258", "x-mac-cyrillic", "gb2312",      "gb18030",  "big5-hkscs", "x-euc-jp",
        "csiso2022jp", "sjis",    "euc-kr", "utf-16be",       "unicode"}) {
    const Charset* charset = find_charset(label);
    ASSERT_NE(charset, nullptr) << label;
    std::size_t failures = 0;
    const bool is_wide = charset->name.starts_with("utf-16");
    const std::string bytes = !is_wide ? "Velm" : wide("Velm", charset->name == "utf-16le");
    EXPECT_EQ(convert(bytes, *charset, failures), "Velm") << label;
    EXPECT_EQ(failures, 0u) << label;
  }
}

TEST(Charset, LabelsMayBeSpacedAndInCapitals) {
  ASSERT_NE(find_charset(" \tISO-8859-1\n"), nullptr);
  EXPECT_EQ(find_charset(" \tISO-8859-1\n")->name, "windows-1252");
  EXPECT_EQ(find_charset(""), nullptr);
  EXPECT_EQ(find_charset("  "), nullptr);
  EXPECT_EQ(find_charset(std::string(10000, 'u')), nullptr);
  EXPECT_EQ(find_charset("iso"), nullptr);
}

TEST(Charset, DetectsWhatNobodyLabelled) {
  const DecodedText cyrillic = decode_text(page("", times(kRumour1251, 10)), "", true);
  EXPECT_EQ(cyrillic.charset, "windows-1251");
  EXPECT_EQ(cyrillic.text, page("", times(kRumour, 10)));
  EXPECT_EQ(cyrillic.basis, "detected");
  // Markup drowns detectors: the words alone tell.
  const std::string markup = times("<div class=\"teaser teaser-small\"><a href=\"/x\">x</a></div>\n", 500);
  EXPECT_EQ(decode_text(page("", markup + times(kRumour1251, 10)), "", true).charset, "windows-1251");
  EXPECT_EQ(decode_text(page("", markup + times(kLatinText, 10)), "", true).charset, "windows-1252");
}

TEST(Charset, CountsUtf8) {
  EXPECT_EQ(count_utf8("").multibyte, 0u);
  const Utf8Count plain = count_utf8(kLong + "\u00E9\u4E2D\U0001F600" + kLong);
  EXPECT_EQ(plain.multibyte, 3u);
  EXPECT_EQ(plain.invalid, 0u);
  EXPECT_FALSE(plain.nul);
  EXPECT_EQ(count_utf8("\xC0\xAF").invalid, 2u);            // overlong
  EXPECT_EQ(count_utf8("\xED\xA0\x80").multibyte, 0u);      // surrogate
  EXPECT_EQ(count_utf8("\xF4\x90\x80\x80").multibyte, 0u);  // beyond Unicode
  EXPECT_EQ(count_utf8(kLong + "\xE2\x82").invalid, 1u);
  // A NUL is found in the wide steps as well as in the rest.
  for (const std::size_t at : {0u, 7u, 31u, 64u, 1999u}) {
    std::string with_nul = kLong;
    with_nul[at] = '\0';
    EXPECT_TRUE(count_utf8(with_nul).nul) << at;
  }
}

// Whatever the bytes and the label: valid UTF-8 without NULs, and lines where they were.
TEST(Charset, AlwaysGivesUtf8) {
  std::uint32_t state = 7;
  const auto random = [&] { return state = state * 1664525 + 1013904223, state >> 16; };
  const std::vector<std::string> types = {"",
                                          "x; charset=utf-8",
                                          "x; charset=gbk",
                                          "x; charset=iso-2022-jp",
                                          "x; charset=utf-16le",
                                          "x; charset=shift_jis",
                                          "x; charset=big5"};
  for (int round = 0; round < 400; ++round) {
    std::string bytes;
    const std::size_t size = random() % 200;
    for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>(random() % (round % 2 == 0 ? 256 : 160)));
    const DecodedText decoded =
        decode_text(bytes, types[static_cast<std::size_t>(round) % types.size()], round % 3 == 0);
    EXPECT_TRUE(is_valid_utf8(decoded.text));
    EXPECT_EQ(decoded.text.find('\0'), std::string::npos);
    EXPECT_NE(find_charset(decoded.charset), nullptr);
  }
}

TEST(Charset, KeepsLineEnds) {
  EXPECT_EQ(decode_text("a\r\nb\rc\n", "", false).text, "a\r\nb\rc\n");
  EXPECT_EQ(decode_text("a\r\n\xD8\r\n", "x; charset=latin1", false).text, "a\r\n\u00D8\r\n");
}

// Not a benchmark: linear or not is what it tells, with much room.
TEST(Charset, HostilePagesTakeLinearTime) {
  const std::clock_t begin = std::clock();  // of this process: other work on the machine does not count
  for (const std::string& piece :
       {"<"s, "<!--"s, "<meta "s, "<meta charset="s, "charset="s, "\xC3"s, "\xC3\x83"s, "\x1B$"s,
        "<meta content='charset charset charset"s, "\xE2\x80\x99"s, "&"s, "\xFF \xFF"s}) {
    const std::string bytes = times(piece, 200000);
    EXPECT_TRUE(is_valid_utf8(decode_text(bytes, "", true).text));
    EXPECT_TRUE(is_valid_utf8(decode_text(bytes, bytes, false).text));
  }
  EXPECT_LT(std::clock() - begin, 60 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace hearsay

#include "article/date.h"

#include <gtest/gtest.h>

#include <string>

namespace hearsay::article {
namespace {

std::string first(std::string_view text, bool month_first = false) {
  const auto found = find_date(text, month_first);
  return found ? found->date.value : "";
}

struct Row {
  const char* text;
  const char* value;
};

class Written : public testing::TestWithParam<Row> {};
TEST_P(Written, IsRead) { EXPECT_EQ(first(GetParam().text), GetParam().value) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Numbers, Written,
    testing::Values(Row{"2023-11-05", "2023-11-05"}, Row{"2023/11/5", "2023-11-05"}, Row{"20231105", "2023-11-05"},
                    Row{"2023-11-05T17:27:00+02:00", "2023-11-05T17:27:00+02:00"},
                    Row{"2023-11-05T17:27:05.123Z", "2023-11-05T17:27:05Z"},
                    Row{"2023-11-05 17:27", "2023-11-05T17:27"},
                    Row{"2023-11-05T17:27:00+0200", "2023-11-05T17:27:00+02:00"}, Row{"05.11.2023", "2023-11-05"},
                    Row{"5.11.23", "2023-11-05"}, Row{"05/11/2023", "2023-11-05"}, Row{"12/25/2023", "2023-12-25"},
                    Row{"05-11-2023", "2023-11-05"}, Row{"05.11.2023, 17:27 Uhr", "2023-11-05T17:27"},
                    Row{"05.11.2023 um 17.27 Uhr", "2023-11-05T17:27"}, Row{"2023-02-29", ""}, Row{"31.04.2023", ""},
                    Row{"version 1.12.2023.4", ""}, Row{"192.168.20.23", ""}, Row{"1823-11-05", ""},
                    Row{"call 555-0123", ""}, Row{"2023年11月5日 17:27", "2023-11-05T17:27"},
                    Row{"2023년 11월 5일", "2023-11-05"}, Row{"05 | 11 | 2023", "2023-11-05"}, Row{"5 | 11 | 23", ""}));

INSTANTIATE_TEST_SUITE_P(
    Words, Written,
    testing::Values(Row{"5 November 2023", "2023-11-05"}, Row{"Sun, 5 Nov 2023 17:27:00 GMT", "2023-11-05T17:27:00Z"},
                    Row{"Nov. 5, 2023 5:27 PM EST", "2023-11-05T17:27-05:00"},
                    Row{"November 5th, 2023 at 12:05 am", "2023-11-05T00:05"},
                    Row{"Posted 5th of November 2023", "2023-11-05"}, Row{"5. November 2023", "2023-11-05"},
                    Row{"5. März 2021", "2021-03-05"}, Row{"1er août 2022", "2022-08-01"},
                    Row{"5 de noviembre de 2023", "2023-11-05"}, Row{"5 novembre 2023 à 17h27", "2023-11-05T17:27"},
                    Row{"5 listopada 2023", "2023-11-05"}, Row{"5 października 2023 r.", "2023-10-05"},
                    Row{"5 ноября 2023", "2023-11-05"}, Row{"November 2023", "2023-11"},
                    Row{"Sun Nov  5 17:27:00 EST 2023", "2023-11-05T17:27:00-05:00"},
                    Row{"Velm, 5 November 2023 (VNA): The", "2023-11-05"}, Row{"May I come on 5 terms in 2023?", ""},
                    Row{"no date here", ""}));

TEST(Date, MonthFirstWhereThePageSaysSo) {
  EXPECT_EQ(first("05/11/2023", true), "2023-05-11");
  EXPECT_EQ(first("25/11/2023", true), "2023-11-25");
  EXPECT_EQ(first("05.11.2023", true), "2023-11-05");
}

TEST(Date, SecondsSince1970) {
  ASSERT_TRUE(parse_date("1699205220"));
  EXPECT_EQ(parse_date("1699205220")->value, "2023-11-05");
  EXPECT_EQ(parse_date("1699205220000")->value, "2023-11-05");
  EXPECT_FALSE(parse_date("12345"));
  EXPECT_FALSE(parse_date(""));
}

TEST(Date, InUrls) {
  const auto value = [](const char* url) {
    const auto date = url_date(url);
    return date ? date->value : std::string();
  };
  EXPECT_EQ(value("https://radio.example/2023/11/05/dam"), "2023-11-05");
  EXPECT_EQ(value("https://radio.example/news/2023-11-05-dam.html"), "2023-11-05");
  EXPECT_EQ(value("https://radio.example/2023/nov/05/dam"), "2023-11-05");
  EXPECT_EQ(value("https://radio.example/a-20231105.html"), "2023-11-05");
  EXPECT_EQ(value("https://radio.example/2023/11/dam"), "");
  EXPECT_EQ(value("https://radio.example/story/1920231105"), "");
  EXPECT_EQ(value("20231105"), "");
}

TEST(Date, SpanCoversTheDate) {
  const std::string text = "Velm, 5 November 2023 (VNA): The council met";
  const auto found = find_date(text);
  ASSERT_TRUE(found);
  EXPECT_EQ(slice(text, found->span), "5 November 2023");
}

}  // namespace
}  // namespace hearsay::article

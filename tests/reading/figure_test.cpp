#include "reading/figure/figure.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "core/enums.h"
#include "reading/numbers.h"
#include "reading/time/time.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

std::string number(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.10g", value);
  return buffer;
}

// One line per figure: words, value, bound, unit, what is counted, place; tabs between, "-" where there is none.
std::string figures_of(std::string_view input) {
  const Text text = analyze_text(input);
  std::string out;
  for (const Figure& figure : find_figures(text, find_times(text, Date{"2023-11-10", DatePrecision::day, "text"}))) {
    const auto field = [](const std::string& value) { return "\t" + (value.empty() ? "-" : value); };
    out += std::string(text.words(figure.span)) + "\t" + number(figure.value);
    if (figure.high) out += ".." + number(*figure.high);
    out += "\t" + std::string(to_string(figure.bound)) + field(figure.unit) + field(figure.what) + field(figure.place) + "\n";
  }
  return out;
}

TEST(Figure, Cases) { test::run_case_files("figure", figures_of); }

TEST(Figure, SpansHoldTheWords) {
  const Text text = analyze_text("At least 23 people were killed in Port Velm on Tuesday and more than 1,200 houses were destroyed.");
  const auto figures = find_figures(text, find_times(text, std::nullopt));
  ASSERT_EQ(figures.size(), 2U);
  EXPECT_EQ(text.words(figures[0].span), "At least 23");
  EXPECT_EQ(text.words(figures[0].what_span), figures[0].what);
  EXPECT_EQ(text.words(figures[1].span), "more than 1,200");
  EXPECT_EQ(figures[0].attribution, kNone);
  EXPECT_EQ(figures[0].time, 0U);
}

TEST(Number, Words) {
  const auto value = [](std::string_view content) {
    const Text text = analyze_text(content);
    const TextWords words(text);
    const auto read = read_number(words, 0);
    return read && read->last == words.size() ? read->value : -1;
  };
  EXPECT_EQ(value("11,517"), 11517);
  EXPECT_EQ(value("2.5 million"), 2.5e6);
  EXPECT_EQ(value("twenty-three"), 23);
  EXPECT_EQ(value("three hundred and fifty"), 350);
  EXPECT_EQ(value("two hundred thousand"), 200000);
  EXPECT_EQ(value("half a million"), 5e5);
  EXPECT_EQ(value("a dozen"), 12);
  EXPECT_EQ(value("two dozen"), 24);
  EXPECT_EQ(value("a hundred"), 100);
  EXPECT_EQ(value("one million two hundred thousand"), 1.2e6);
  EXPECT_EQ(value("several"), -1);
  EXPECT_EQ(value("1,23"), -1);
}

}  // namespace
}  // namespace hearsay

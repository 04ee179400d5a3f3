#include "reading/name/name.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/enums.h"
#include "model/embedded.h"
#include "reading/name/name_model.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

// One line per name: type, words, title, role; tabs between, nothing where there is none.
std::string names_of(std::string_view input) {
  const Text text = analyze_text(input);
  std::string out;
  for (const Name& name : find_names(text)) {
    std::string line(to_string(name.type));
    for (const Span span : {name.span, name.title, name.role}) line += "\t" + std::string(text.words(span));
    while (line.ends_with('\t')) line.pop_back();
    out += line + "\n";
  }
  return out;
}

TEST(Name, Cases) { test::run_case_files("name", names_of); }

TEST(Name, TokensCoverTheSpan) {
  const Text text = analyze_text("The mayor of Port Velm, Dr. Anna Harl, met Omar al-Dari of the Ministry of Public Works there and praised him.");
  const std::vector<Name> names = find_names(text);
  ASSERT_GE(names.size(), 3U);
  for (const Name& name : names) {
    ASSERT_LT(name.first, name.last);
    EXPECT_EQ(text.token_span(name.first, name.last), name.span) << text.words(name.span);
  }
}

TEST(Name, WrongWeightsAreRefused) {
  std::string bytes(model::name_weights());
  EXPECT_TRUE(NameModel::load(bytes));
  bytes[bytes.size() / 2] ^= 1;
  EXPECT_FALSE(NameModel::load(bytes));
  EXPECT_FALSE(NameModel::load(model::fast_attribution_weights())) << "another model's file";
}

TEST(Name, EmptyAndBrokenTexts) {
  EXPECT_TRUE(find_names(analyze_text("")).empty());
  EXPECT_TRUE(find_names(analyze_text("\n\n . - ' \" of the and , , ,")).empty());
  // A run of capitals without end is bounded, not one name.
  std::string shout;
  for (int i = 0; i < 2000; ++i) shout += "Velm ";
  for (const Name& name : find_names(analyze_text(shout))) EXPECT_LT(name.span.size(), 200U);
}

}  // namespace
}  // namespace hearsay

// docs/json.md and the schemas say what the program writes.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/enums.h"
#include "support/case_file.h"

namespace hearsay {
namespace {

using nlohmann::json;

// Names of all properties of a schema, however deep.
std::set<std::string> property_names(const json& schema) {
  std::set<std::string> names;
  std::vector<const json*> left = {&schema};
  while (!left.empty()) {
    const json& value = *left.back();
    left.pop_back();
    if (!value.is_structured()) continue;
    if (value.is_object() && value.contains("properties")) {
      for (const auto& [name, property] : value["properties"].items()) names.insert(name);
    }
    for (const auto& inner : value) left.push_back(&inner);
  }
  return names;
}

template <class Enum>
void expect_all_known(const json& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto value = from_string<Enum>(words[i].get<std::string>());
    ASSERT_TRUE(value.has_value()) << words[i];
    EXPECT_EQ(static_cast<std::size_t>(*value), i) << words[i] << " stands out of order, or one is missing before it";
  }
}

TEST(JsonPage, DescribesEveryField) {
  const std::string page = test::read_source_file("docs/json.md");
  for (const char* name : {"annotate", "extract", "report"}) {
    const json schema = json::parse(test::read_source_file(std::string("docs/") + name + ".schema.json"));
    for (const std::string& property : property_names(schema)) {
      EXPECT_NE(page.find("`" + property + "`"), std::string::npos) << name << ": " << property;
    }
  }
}

TEST(Schemas, KnowTheWordsOfTheEnums) {
  const json annotate = json::parse(test::read_source_file("docs/annotate.schema.json"))["$defs"];
  expect_all_known<InputKind>(annotate["input"]["properties"]["kind"]["enum"]);
  expect_all_known<DatePrecision>(annotate["date"]["properties"]["precision"]["enum"]);
  expect_all_known<EntityType>(annotate["entity_type"]["enum"]);
  expect_all_known<SpeakerKind>(annotate["speaker_kind"]["enum"]);
  expect_all_known<Form>(annotate["attribution"]["properties"]["form"]["enum"]);
  expect_all_known<Stance>(annotate["attribution"]["properties"]["stance"]["enum"]);
  expect_all_known<Bound>(annotate["figure"]["properties"]["bound"]["enum"]);
  expect_all_known<TimeType>(annotate["time"]["properties"]["type"]["enum"]);
  const json report = json::parse(test::read_source_file("docs/report.schema.json"))["$defs"];
  expect_all_known<ComparisonKind>(report["comparison"]["properties"]["kind"]["enum"]);
  expect_all_known<Verdict>(report["comparison"]["properties"]["verdict"]["enum"]);
}

}  // namespace
}  // namespace hearsay

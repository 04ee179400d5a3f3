#include "report/json_text.h"

#include <gtest/gtest.h>

#include <string>

#include "report/json.h"

namespace hearsay::report {
namespace {

std::string written(const std::string& value) {
  JsonText out;
  out.text(value);
  return out.take();
}

std::string written(double value, bool whole) {
  JsonText out;
  out.number(value, whole);
  return out.take();
}

TEST(JsonText, WritesTextsAsTheLibraryDoes) {
  std::string controls = "a";
  for (char c = 1; c < 0x20; ++c) controls += c;
  controls += std::string(1, '\0') + "\x7F";
  for (const std::string& text : {std::string(), std::string("plain"), std::string("\"quoted\" \\ back"), controls,
                                  std::string("caf\xC3\xA9 \xF0\x9F\x8C\x8A"), std::string("cut \xC3"), std::string("\xFF\xFE\n\"")})
    EXPECT_EQ(written(text), dump(Json(text)));
}

TEST(JsonText, WritesNumbersAsTheLibraryDoes) {
  EXPECT_EQ(written(11517, true), "11517");
  EXPECT_EQ(written(-3, true), "-3");
  EXPECT_EQ(written(35, false), "35.0");
  for (const double value : {2.5, -0.1, 1e300, 9007199254740993.0, 1e-9}) EXPECT_EQ(written(value, true), dump(Json(value)));
}

TEST(JsonText, SetsCommasBetweenValues) {
  JsonText out;
  out.open('{');
  out.key("none");
  out.open('[');
  out.close(']');
  out.key("some");
  out.open('[');
  out.number(std::uint64_t{1});
  out.open('{');
  out.close('}');
  out.truth(true);
  out.close(']');
  out.key("last");
  out.text("x");
  out.close('}');
  EXPECT_EQ(out.take(), R"({"none":[],"some":[1,{},true],"last":"x"})");
}

}  // namespace
}  // namespace hearsay::report

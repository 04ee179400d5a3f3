#include "model/weights.h"

#include <gtest/gtest.h>

#include <string>

#include "model/embedded.h"
#include "support/case_file.h"

namespace hearsay::model {
namespace {

std::string tiny() { return test::read_source_file("tests/reading/neural/tiny.hsm"); }

TEST(Weights, ReadsTensorsByName) {
  const std::string bytes = tiny();
  const Result<Weights> weights = Weights::parse(bytes);
  ASSERT_TRUE(weights.ok()) << weights.error().message();
  EXPECT_EQ(weights->shape("crf.transitions"), std::pair(13u, 13u));
  EXPECT_EQ(weights->shape("no such tensor"), std::pair(0u, 0u));
  const Result<std::vector<float>> bias = weights->floats("lstm0.bias", 1, 64);
  ASSERT_TRUE(bias.ok());
  EXPECT_FLOAT_EQ((*bias)[8], 1.0F);  // a forget gate's
  EXPECT_NE(weights->text("meta").value().find("layers 2"), std::string_view::npos);
}

TEST(Weights, NamesWhatIsWrongWithATensor) {
  const std::string bytes = tiny();
  const Result<Weights> weights = Weights::parse(bytes);
  ASSERT_TRUE(weights.ok());
  EXPECT_EQ(weights->find("nothing", TensorType::int8, 0, 0).error().what, "the tensor nothing is missing");
  EXPECT_EQ(weights->find("crf.starts", TensorType::int8, 0, 7).error().what,
            "the tensor crf.starts is float32 1 x 13 and should be int8 any x 7");
}

TEST(Weights, RefusesWhatIsDamaged) {
  const std::string good = tiny();
  EXPECT_EQ(Weights::parse("").error().what, "this is no weights file");
  EXPECT_EQ(Weights::parse("PK\3\4 and some more bytes than a header has").error().what, "this is no weights file");
  std::string bytes = good;
  bytes[8] = 9;
  EXPECT_EQ(Weights::parse(bytes).error().what, "it is of version 9, this program reads version 1");
  bytes = good.substr(0, good.size() - 1);
  EXPECT_NE(Weights::parse(bytes).error().what.find("bytes and should have"), std::string::npos);
  for (const std::size_t at : {std::size_t{24}, std::size_t{40}, good.size() / 2, good.size() - 1}) {
    bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    EXPECT_EQ(Weights::parse(bytes).error().what, "its checksum is wrong: it is damaged") << at;
  }
}

// They are not looked at byte by byte when the program runs.
TEST(Weights, ThoseOfTheProgramAreWhole) {
  for (const std::string_view bytes : {fast_attribution_weights(), accurate_attribution_weights()}) {
    const Result<Weights> weights = Weights::parse(bytes);
    EXPECT_TRUE(weights.ok()) << weights.error().message();
  }
}

TEST(Weights, HalfPrecision) {
  EXPECT_EQ(half_to_float(0x3C00), 1.0F);
  EXPECT_EQ(half_to_float(0xC000), -2.0F);
  EXPECT_EQ(half_to_float(0x3555), 0.333251953125F);
  EXPECT_EQ(half_to_float(0x0001), 5.9604644775390625e-8F);
  EXPECT_EQ(half_to_float(0x8000), 0.0F);
  EXPECT_EQ(half_to_float(0x7BFF), 65504.0F);
}

}  // namespace
}  // namespace hearsay::model

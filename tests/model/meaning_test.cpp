// The vectors in the program against those that training/meaning/export.py computed from the same weights, value for
// value; and what a person would expect of made-up sentences.
#include "model/meaning.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "model/embedded.h"
#include "support/case_file.h"

namespace hearsay::model {
namespace {

std::vector<std::string> lines_of(const std::string& path) {
  std::istringstream in(test::read_source_file(path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Meaning, VectorsAreTheTrainers) {
  const std::vector<std::string> texts = lines_of("tests/model/meaning/made-up.txt");
  const std::vector<std::string> expected = lines_of("tests/model/meaning/expected.txt");
  ASSERT_EQ(texts.size(), expected.size());
  const MeaningModel& model = MeaningModel::shared();
  Meaning before = model.embed(texts.back());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Meaning meaning = model.embed(texts[i]);
    std::istringstream in(expected[i]);
    for (std::size_t k = 0; k < kMeaningSize; ++k) {
      int value = 0;
      in >> value;
      ASSERT_EQ(meaning.values[k], value) << texts[i] << " at " << k;
    }
    double rounded = 0;
    double learned = 0;
    in >> rounded >> learned;
    EXPECT_NEAR(similarity(meaning, before), rounded, 1e-6) << texts[i];
    EXPECT_NEAR(similarity(meaning, before), learned, 0.02) << texts[i];
    before = meaning;
  }
}

TEST(Meaning, TheSameInOtherWordsLiesCloser) {
  const std::vector<std::string> texts = lines_of("tests/model/meaning/made-up.txt");
  const MeaningModel& model = MeaningModel::shared();
  const auto close = [&](std::size_t i, std::size_t k) { return similarity(model.embed(texts[i]), model.embed(texts[k])); };
  for (const std::size_t first : {0, 3, 5}) {
    EXPECT_GT(close(first, first + 1), 0.6) << texts[first];
    EXPECT_LT(close(first, 2), 0.35) << texts[first];
  }
  EXPECT_EQ(close(0, 1), close(1, 0));
  EXPECT_NEAR(close(0, 0), 1, 1e-12);
}

TEST(Meaning, CaseQuotesAndPartsMakeNoDifference) {
  const MeaningModel& model = MeaningModel::shared();
  const Meaning whole = model.embed("Gates of the old lock were left open, the warden said");
  EXPECT_EQ(model.embed("GATES OF THE OLD LOCK “were left open” (the warden said)."), whole);
  EXPECT_EQ(model.embed({"Gates of the old lock were", "left open", "the warden said"}), whole);
}

TEST(Meaning, NothingAndMuchAreTaken) {
  const MeaningModel& model = MeaningModel::shared();
  const Meaning nothing = model.embed("");
  EXPECT_EQ(nothing.square, 0u);
  EXPECT_EQ(model.embed(" … 北京 \xff\xc3"), nothing);
  EXPECT_EQ(similarity(nothing, model.embed("a boat")), 0);
  std::string much;
  for (int i = 0; i < 100000; ++i) much += "boat ";
  EXPECT_EQ(model.embed(much), model.embed("boat"));
  EXPECT_EQ(model.embed(std::string(3000000, 'q')), model.embed(std::string(2000000, 'q')));
}

TEST(Meaning, WrongWeightsAreRefused) {
  std::string bytes(meaning_weights());
  EXPECT_TRUE(MeaningModel::load(bytes));
  bytes[bytes.size() / 2] ^= 1;
  EXPECT_FALSE(MeaningModel::load(bytes));
  EXPECT_FALSE(MeaningModel::load(fast_attribution_weights())) << "another model's file";
}

}  // namespace
}  // namespace hearsay::model

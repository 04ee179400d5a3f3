// What the network in the program makes of pairs against what PyTorch makes of them with the same weights
// (training/comparison/export_relation.py).
#include "model/relation.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "model/embedded.h"
#include "support/case_file.h"

namespace hearsay::model {
namespace {

struct MadeUp {
  std::vector<std::string> lines;
  std::vector<SentencePair> pairs;  // into lines
  std::vector<RelationShares> expected;
};

MadeUp read_made_up() {
  MadeUp all;
  std::istringstream lines(test::read_source_file("tests/model/relation/made-up.txt"));
  for (std::string line; std::getline(lines, line);) all.lines.push_back(line);
  for (const std::string& line : all.lines) {
    std::string_view fields[5];
    std::string_view rest = line;
    for (std::string_view& field : fields) {
      field = rest.substr(0, rest.find('\t'));
      rest.remove_prefix(std::min(rest.size(), field.size() + 1));
    }
    SentencePair pair{fields[0], fields[1], std::nullopt, fields[3], fields[4]};
    if (!fields[2].empty()) pair.days = std::stod(std::string(fields[2]));
    all.pairs.push_back(pair);
  }
  std::istringstream numbers(test::read_source_file("tests/model/relation/expected.txt"));
  for (std::size_t i = 0; i < all.pairs.size(); ++i) {
    RelationShares shares{};
    for (float& share : shares) numbers >> share;
    all.expected.push_back(shares);
  }
  return all;
}

void compare(Arithmetic arithmetic, float tolerance) {
  const MadeUp made_up = read_made_up();
  const auto shares = RelationModel::shared().relate(made_up.pairs, arithmetic);
  ASSERT_EQ(shares.size(), made_up.expected.size());
  ASSERT_GE(shares.size(), 5U);
  for (std::size_t i = 0; i < shares.size(); ++i)
    for (std::size_t k = 0; k < kRelations; ++k)
      EXPECT_NEAR(shares[i][k], made_up.expected[i][k], tolerance) << made_up.lines[i] << " class " << k;
}

TEST(Relation, TheSameAsPyTorchInFloats) { compare(Arithmetic::floats, 2e-3F); }

TEST(Relation, CloseToItInBytes) { compare(Arithmetic::bytes, 0.08F); }

TEST(Relation, APairAloneIsReadAsAmongOthers) {
  const MadeUp made_up = read_made_up();
  std::vector<SentencePair> many;
  for (int i = 0; i < 9; ++i) many.insert(many.end(), made_up.pairs.begin(), made_up.pairs.end());
  const auto together = RelationModel::shared().relate(many);
  for (std::size_t i = 0; i < many.size(); ++i)
    EXPECT_EQ(together[i], RelationModel::shared().relate(std::span(&many[i], 1)).front());
}

TEST(Relation, HostileSentencesAreCut) {
  const std::string endless(1000000, 'x');
  const std::string broken = "\xff\xfe\x80 …\n\t";
  const SentencePair pairs[] = {{endless, broken, -3.0}, {"", "", 1e300}, {broken, endless, std::nullopt, endless, broken}};
  for (const RelationShares& shares : RelationModel::shared().relate(pairs)) {
    float sum = 0;
    for (const float share : shares) sum += share;
    EXPECT_NEAR(sum, 1, 1e-4);
  }
}

TEST(Relation, DamagedWeightsAreRefused) {
  std::string bytes(relation_weights());
  bytes[bytes.size() / 2] ^= 1;
  EXPECT_FALSE(RelationModel::load(bytes).ok());
  EXPECT_FALSE(RelationModel::load(meaning_weights()).ok());
}

}  // namespace
}  // namespace hearsay::model

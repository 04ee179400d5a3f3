// What two sentences of two reports are to one another: they tell the same, or cannot both hold, or the later one tells
// what has become of it, or tells it differently. A small transformer reads both at once (models/relation.md).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/piece_table.h"
#include "model/transformer.h"

namespace hearsay::model {

enum class Relation { agree, conflict, update, differ, neither };
inline constexpr std::size_t kRelations = 5;

struct SentencePair {
  std::string_view one;        // of the earlier report
  std::string_view two;
  std::optional<double> days;  // from the one's publication to the other's, 0 or more
  std::string_view before_one = {};  // what stands before it in its report
  std::string_view before_two = {};
};

// By Relation; they sum to 1.
using RelationShares = std::array<float, kRelations>;
[[nodiscard]] inline float share_of(const RelationShares& shares, Relation relation) {
  return shares[static_cast<std::size_t>(relation)];
}

// Const and without shared state after loading: any number of threads may use it at once.
class RelationModel {
 public:
  // The one in the program; a fault of the program if it cannot be read.
  static const RelationModel& shared();
  // `bytes` is not owned and must outlive the model.
  [[nodiscard]] static Result<RelationModel> load(std::string_view bytes);

  // One for each pair. Of a sentence the first 96 word pieces are read, of what stands before it the last
  // 40. About 1.4 GFLOP a pair of forty words with as many before them.
  [[nodiscard]] std::vector<RelationShares> relate(std::span<const SentencePair> pairs,
                                                   Arithmetic arithmetic = Arithmetic::bytes) const;

 private:
  struct Input;
  struct Linear {
    std::vector<float> weight;  // [rows x columns]
    std::vector<float> bias;
  };
  [[nodiscard]] static Result<Linear> load_linear(const Weights& weights, const char* name, std::uint32_t rows,
                                                  std::uint32_t columns);
  void append(const SentencePair& pair, Input& input) const;
  void embed(const Input& input, LineVector<float>& states) const;
  [[nodiscard]] RelationShares decide(const Input& input, std::size_t pair, const LineVector<float>& states) const;

  TransformerShape shape_;
  PieceTable table_;
  std::vector<float> positions_;
  std::vector<float> sides_;  // [hidden x 4]: the sentences and what stands before them
  std::vector<float> marks_;  // [hidden x 5]: what a word is to the other sentence
  std::vector<float> gaps_;   // [hidden x 5]: the days between, in classes
  std::vector<float> distances_;
  LayerNorm norm_;
  std::vector<TransformerLayer> layers_;
  Linear inner_;
  Linear out_;
};

}  // namespace hearsay::model

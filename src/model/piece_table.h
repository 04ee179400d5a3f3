// The embeddings of word pieces, four bits a value.
#pragma once

#include <cstdint>
#include <vector>

#include "model/weights.h"
#include "model/word_pieces.h"

namespace hearsay::model {

class PieceTable {
 public:
  // Tensors pieces, piece_codes, piece_factors and levels (training/attribution/prepare.py makes them). `hidden` is a
  // multiple of 64; the file's bytes aren't owned.
  [[nodiscard]] static Result<PieceTable> load(const Weights& weights, std::uint32_t hidden);

  [[nodiscard]] const WordPieces& pieces() const { return pieces_; }

  // out[hidden] += what `piece` stands for.
  void add(std::uint32_t piece, float* out) const;

 private:
  std::uint32_t hidden_ = 0;
  WordPieces pieces_;
  const unsigned char* codes_ = nullptr;  // the first value in the low bits
  std::vector<float> factors_;            // [groups x pieces]: for every 64 values of a piece
  std::vector<float> levels_;             // what the 16 codes stand for
};

}  // namespace hearsay::model

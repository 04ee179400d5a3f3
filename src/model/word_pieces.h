// Words to word pieces: BERT's greedy longest match over tokens in lower case. training/attribution/pieces.py does
// the same; change both or neither.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/word_table.h"

namespace hearsay::model {

class WordPieces {
 public:
  WordPieces() = default;
  // Pieces, one a line; "##" begins one that goes on within a run of letters. The text is not owned.
  explicit WordPieces(std::string_view lines);

  [[nodiscard]] std::uint32_t size() const { return table_.size(); }

  // Appends the pieces of a token's form, by their lines from 0; at least one, and eight at most.
  void append(std::string_view form, std::vector<std::uint32_t>& pieces) const;

 private:
  // Appends what a run of letters or one other character is made of.
  void append_run(std::string_view run, std::vector<std::uint32_t>& pieces) const;

  WordTable table_;
  std::size_t longest_ = 0;  // bytes
  std::uint32_t unknown_ = 0;
};

}  // namespace hearsay::model

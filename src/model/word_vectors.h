// The word vectors that the fast tagger's weights hold, and the hashing of sparse features into buckets: what the linear
// models of names and events see words by.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/word_table.h"

namespace hearsay::model {

inline constexpr std::uint32_t kVectorSize = 100;

// Shared by all threads.
class WordVectors {
 public:
  static const WordVectors& shared();
  // Adds `factor` times the vector of a lower-case word to `out`, kVectorSize values; false where there is none.
  bool add(std::string_view lower, float factor, float* out) const;

 private:
  WordVectors();
  WordTable words_;
  QuantizedTable table_;
};

// Appends the bucket of each feature, below `kBuckets`: FNV-1a over its name and up to two values, kept apart.
template <std::uint32_t kBuckets>
class FeatureHasher {
 public:
  explicit FeatureHasher(std::vector<std::uint32_t>& out) : out_(out) {}
  void add(std::string_view name, std::string_view one = {}, std::string_view two = {}) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const std::string_view part : {name, one, two}) {
      for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
      hash = (hash ^ 0x1FU) * 1099511628211ULL;
    }
    out_.push_back(static_cast<std::uint32_t>((hash ^ (hash >> 32U)) % kBuckets));
  }

 private:
  std::vector<std::uint32_t>& out_;
};

}  // namespace hearsay::model

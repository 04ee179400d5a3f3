// A hash table from words to bits, made once from a plain list and never changed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hearsay::article {

// FNV-1a, a byte at a time, so that the hashes of all beginnings of a line come with one walk over it.
class WordHash {
 public:
  void add(char byte) { state_ = (state_ ^ static_cast<unsigned char>(byte)) * 0x100000001b3u; }
  [[nodiscard]] std::uint64_t value() const { return state_ ^ (state_ >> 29); }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325u;
};

inline std::uint64_t word_hash(std::string_view word) {
  WordHash hash;
  for (const char byte : word) hash.add(byte);
  return hash.value();
}

// Entries that share a word have their bits joined. The words' views must outlive the table.
class WordTable {
 public:
  void add(std::string_view word, std::uint32_t bits) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = find(word);
    if (slot.word.empty()) {
      slot.word = word;
      slot.tag = static_cast<std::uint32_t>(word_hash(word) >> 32);
      ++count_;
    }
    slot.bits |= bits;
  }
  // A list of words with blanks between them.
  void add_all(std::string_view words, std::uint32_t bits, char separator = ' ') {
    while (!words.empty()) {
      const std::size_t end = words.find(separator);
      const std::string_view word = words.substr(0, end);
      if (!word.empty()) add(word, bits);
      words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
    }
  }
  [[nodiscard]] std::uint32_t operator[](std::string_view word) const { return find_bits(word, word_hash(word)); }
  // The same where the word's hash is known.
  [[nodiscard]] std::uint32_t find_bits(std::string_view word, std::uint64_t hash) const {
    if (word.empty()) return 0;
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t i = hash;; ++i) {
      const Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.word.empty()) return 0;
      if (slot.tag == tag && slot.word == word) return slot.bits;
    }
  }

 private:
  struct Slot {
    std::string_view word;
    std::uint32_t bits = 0;
    std::uint32_t tag = 0;  // of the word's hash: most words that are not there differ in it
  };
  Slot& find(std::string_view word) {
    for (std::size_t i = word_hash(word);; ++i) {
      Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.word.empty() || slot.word == word) return slot;
    }
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (!slot.word.empty()) find(slot.word) = slot;
    }
  }
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t count_ = 0;
};

}  // namespace hearsay::article

// A hash table from words to bits, made once from a plain list and never changed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hearsay::article {

inline std::uint64_t word_hash(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char byte : word) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

// Entries that share a word have their bits joined. The words' views must outlive the table.
class WordTable {
 public:
  void add(std::string_view word, std::uint32_t bits) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = find(word);
    if (slot.word.empty()) {
      slot.word = word;
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
  [[nodiscard]] std::uint32_t operator[](std::string_view word) const {
    if (word.empty()) return 0;
    for (std::size_t i = word_hash(word);; ++i) {
      const Slot& slot = slots_[i & (slots_.size() - 1)];
      if (slot.word.empty()) return 0;
      if (slot.word == word) return slot.bits;
    }
  }

 private:
  struct Slot {
    std::string_view word;
    std::uint32_t bits = 0;
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

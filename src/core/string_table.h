// Tables of words that are filled once and asked for millions of words of a text, most of which they do not hold: a miss
// costs one look at two bytes. The keys' characters are not owned and must outlive the table (a literal's do).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace hearsay {

// Of a word's size and of at most eight characters at either end: no table holds words that differ in their middle alone.
[[nodiscard]] inline std::uint32_t hash_word(std::string_view word) {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  if (word.size() >= 8) {
    std::memcpy(&head, word.data(), 8);
    std::memcpy(&tail, word.data() + word.size() - 8, 8);
  } else if (word.size() >= 4) {
    std::memcpy(&head, word.data(), 4);
    std::memcpy(&tail, word.data() + word.size() - 4, 4);
  } else {
    for (const char c : word) head = head << 8 | static_cast<unsigned char>(c);
  }
  const std::uint64_t mixed = (head ^ word.size() << 56) * 0x9E3779B97F4A7C15U ^ std::rotl(tail * 0xC2B2AE3D27D4EB4FU, 29);
  return static_cast<std::uint32_t>(mixed * 0xD6E8FEB86659FD93U >> 32);
}

template <class Value>
class StringMap {
 public:
  StringMap() = default;
  StringMap(std::initializer_list<std::pair<std::string_view, Value>> entries) {
    for (const auto& [key, value] : entries) add(key, value);
  }

  // The first of several values of one key stays.
  void add(std::string_view key, Value value) {
    if (find(key) != nullptr) return;
    entries_.emplace_back(key, std::move(value));
    if (entries_.size() * kRoom <= tags_.size()) return insert(static_cast<std::uint32_t>(entries_.size() - 1));
    const std::size_t size = std::bit_ceil(2 * kRoom * entries_.size());
    tags_.assign(size, 0);
    numbers_.assign(size, 0);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) insert(i);
  }

  // nullptr if it has none.
  [[nodiscard]] const Value* find(std::string_view key) const {
    if (tags_.empty()) return nullptr;
    const std::uint32_t hash = hash_word(key);
    const std::uint16_t tag = tag_of(hash);
    for (std::size_t slot = hash & mask(); tags_[slot] != 0; slot = (slot + 1) & mask())
      if (tags_[slot] == tag && entries_[numbers_[slot]].first == key) return &entries_[numbers_[slot]].second;
    return nullptr;
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  static constexpr std::size_t kRoom = 3;  // slots an entry, at least

  [[nodiscard]] static std::uint16_t tag_of(std::uint32_t hash) { return static_cast<std::uint16_t>(hash >> 16 | 1); }
  [[nodiscard]] std::size_t mask() const { return tags_.size() - 1; }
  void insert(std::uint32_t number) {
    const std::uint32_t hash = hash_word(entries_[number].first);
    std::size_t slot = hash & mask();
    while (tags_[slot] != 0) slot = (slot + 1) & mask();
    tags_[slot] = tag_of(hash);
    numbers_[slot] = number;
  }

  std::vector<std::uint16_t> tags_;  // 0 is an empty slot
  std::vector<std::uint32_t> numbers_;
  std::vector<std::pair<std::string_view, Value>> entries_;
};

class StringSet {
 public:
  StringSet() = default;
  StringSet(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) add(word);
  }
  void add(std::string_view word) { words_.add(word, {}); }
  [[nodiscard]] bool contains(std::string_view word) const { return words_.find(word) != nullptr; }

 private:
  struct Nothing {};
  StringMap<Nothing> words_;
};

}  // namespace hearsay

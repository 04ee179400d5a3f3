#include "story/office.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay::story {
namespace {

constexpr std::size_t kMost = 400;  // descriptions in a story

constexpr std::array<std::string_view, 10> kSmall = {"the", "a", "an", "of", "for", "at", "in", "on", "to", "his"};
constexpr std::array<std::string_view, 6> kLinks = {"of", "for", "at", "in", "on", "to"};

std::vector<std::string> words_of(std::string_view description) {
  std::vector<std::string> words;
  std::string word;
  const std::string text = lower(description) + " ";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // The apostrophe of a possessive, straight or curled, and its s.
    const bool possessive = !word.empty() && (text.compare(i, 2, "'s") == 0 || text.compare(i, 4, "’s") == 0);
    if (!possessive && (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-')) {
      word += text[i];
      continue;
    }
    if (possessive) i += text[i] == '\'' ? 1 : 3;
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  return words;
}

bool among(std::string_view word, const auto& list) { return std::find(list.begin(), list.end(), word) != list.end(); }

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all.append(all.empty() ? "" : " ").append(word);
  return all;
}

// The words that count, and the head: "president" of "the president of Carrow Rovers".
std::pair<std::vector<std::string>, std::string> analysed(std::string_view description) {
  std::vector<std::string> words = words_of(description);
  const auto link = std::find_if(words.begin(), words.end(), [](const auto& word) { return among(word, kLinks); });
  std::string head = link == words.begin() ? std::string() : *std::prev(link);
  std::erase_if(words, [](const auto& word) { return among(word, kSmall); });
  sort_distinct(words);
  return {std::move(words), std::move(head)};
}

bool holds(const std::vector<std::string>& one, const std::vector<std::string>& two) {
  return std::includes(one.begin(), one.end(), two.begin(), two.end());
}

}  // namespace

bool Offices::is_definite(std::string_view description) {
  const std::string text = lower(description);
  return text.starts_with("the ") || (!text.starts_with("a ") && !text.starts_with("an ") &&
                                      (text.find("'s ") != std::string::npos || text.find("’s ") != std::string::npos));
}

void Offices::add(std::string_view description, std::string_view key) {
  auto [words, head] = analysed(description);
  if (words.empty() || head.empty()) return;
  const auto same = std::find_if(offices_.begin(), offices_.end(),
                                 [&words = words](const Office& office) { return office.words == words; });
  if (same == offices_.end()) {
    if (offices_.size() < kMost) offices_.push_back({std::move(words), std::move(head), std::string(key), false});
  } else if (same->key.empty()) {
    same->key = key;
  } else if (!key.empty() && same->key != key) {
    same->shared = true;
  }
}

void Offices::settle() {
  // The fullest descriptions first: the shorter ones join them.
  std::stable_sort(offices_.begin(), offices_.end(), [](const Office& left, const Office& right) {
    return std::pair(left.key.empty(), -static_cast<int>(left.words.size())) <
           std::pair(right.key.empty(), -static_cast<int>(right.words.size()));
  });
  for (Office& office : offices_) {
    if (office.shared) office.key.clear();
    const bool named = !office.key.empty();
    for (const Office& other : offices_) {
      if (&other == &office || named) break;
      if (other.head != office.head || (!holds(other.words, office.words) && !holds(office.words, other.words)))
        continue;
      if (!office.key.empty() && office.key != other.key) {
        office.key = joined(office.words);
        break;
      }
      office.key = other.key;
    }
    if (office.key.empty()) office.key = "office " + joined(office.words);
    keys_[joined(office.words)] = office.key;
  }
}

std::string Offices::find(std::string_view description) const {
  const auto found = keys_.find(joined(analysed(description).first));
  return found == keys_.end() ? std::string() : found->second;
}

}  // namespace hearsay::story

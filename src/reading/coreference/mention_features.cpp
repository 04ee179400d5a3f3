#include <cstdint>
#include <string_view>
#include <vector>

#include "core/string_table.h"
#include "reading/coreference/mention.h"
#include "reading/coreference/source.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

class Hasher {
 public:
  explicit Hasher(std::vector<std::uint32_t>& buckets) : buckets_(buckets) {}

  // FNV-1a over the feature's number and its words.
  void add(std::uint32_t feature, std::string_view first, std::string_view second = {}) {
    std::uint32_t hash = 2166136261U ^ (feature * 16777619U);
    for (const std::string_view part : {first, second}) {
      for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
      hash = (hash ^ 0x1F) * 16777619U;
    }
    hash ^= hash >> 15;
    buckets_.push_back(hash % kWordBuckets);
  }

 private:
  std::vector<std::uint32_t>& buckets_;
};

std::string_view ending(std::string_view word, std::size_t size) { return word.size() > size ? word.substr(word.size() - size) : word; }

// What the lists know of a word.
std::uint32_t list_bits(std::string_view word) {
  const std::string_view stem = word.size() > 3 && word.back() == 's' ? word.substr(0, word.size() - 1) : word;
  std::uint32_t bits = 0;
  const auto note = [&](bool is, std::uint32_t bit) { bits |= is ? 1U << bit : 0U; };
  note(is_role_noun(word), 0);
  note(is_role_plural(word), 1);
  note(is_title(word), 2);
  note(is_people(word), 3);
  note(is_demonym(word), 4);
  note(is_organization_word(word), 5);
  note(is_place_word(word), 6);
  note(is_outlet_noun(word), 7);
  note(is_body_source(word), 8);
  note(is_people_source(word), 9);
  note(is_document_source(word), 10);
  note(is_function_word(word), 11);
  note(is_common_word(word), 12);
  note(is_role_noun(stem) && stem != word, 13);
  note(is_organization_word(stem) && stem != word, 14);
  note(is_place_word(stem) && stem != word, 15);
  return bits;
}

}  // namespace

std::vector<std::uint32_t> list_bits(const TextWords& words) {
  // Most words of a text come again; each list that is asked costs as much as finding the word here.
  struct Known {
    std::string_view word;
    std::uint32_t bits = 0;
  };
  constexpr std::size_t kSlots = 512;
  std::vector<Known> known(kSlots);
  std::vector<std::uint32_t> bits(words.size());
  for (std::size_t word = 0; word < words.size(); ++word) {
    const std::string_view lower = words.lower(word);
    Known& slot = known[hash_word(lower) % kSlots];
    if (slot.word != lower) slot = {lower, list_bits(lower)};
    bits[word] = slot.bits;
  }
  return bits;
}

void word_features(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word,
                   const std::vector<std::uint32_t>& bits_of_word, std::size_t word, std::vector<std::uint32_t>& buckets) {
  buckets.clear();
  Hasher hash(buckets);
  const auto form = [&](std::ptrdiff_t distance) { return words.lower_near(word, distance); };
  const auto at = [&](std::ptrdiff_t distance) -> std::size_t { return word + static_cast<std::size_t>(distance); };
  const auto shape = [&](std::ptrdiff_t distance) -> std::string_view {
    if (form(distance).empty()) return "|";
    const TextWord& it = words[at(distance)];
    if (name_of_word[at(distance)] != kNone) {
      static constexpr std::string_view kTypes = "POLGUDX";
      return kTypes.substr(static_cast<std::size_t>(names[name_of_word[at(distance)]].type), 1);
    }
    if (it.kind == WordKind::number) return "0";
    if (it.kind == WordKind::mark) return ",";
    if (it.all_caps) return "A";
    if (it.capitalized) return it.opens ? "B" : "C";
    return it.possessive ? "s" : "a";
  };
  const std::string_view here = form(0);
  hash.add(0, "");
  hash.add(1, here);
  hash.add(2, ending(here, 3));
  hash.add(3, ending(here, 2));
  hash.add(4, ending(here, 4));
  hash.add(5, form(-1));
  hash.add(6, form(1));
  hash.add(7, form(-2));
  hash.add(8, form(2));
  hash.add(9, form(-1), here);
  hash.add(10, here, form(1));
  hash.add(11, ending(form(-1), 3));
  hash.add(12, ending(form(1), 3));
  hash.add(13, ending(form(1), 3), ending(here, 3));
  hash.add(14, ending(form(-1), 3), ending(here, 3));
  hash.add(15, shape(-1), shape(0));
  hash.add(16, shape(0), shape(1));
  hash.add(17, shape(1), shape(2));
  hash.add(18, ending(here, 3), shape(1));
  hash.add(19, words[word].possessive ? "s" : "", shape(0));
  hash.add(20, form(-1), ending(form(1), 3));
  hash.add(21, form(-2), form(-1));
  hash.add(22, form(1), form(2));
  hash.add(23, form(-1), form(1));
  const std::uint32_t bits = bits_of_word[word];
  const std::uint32_t next = form(1).empty() ? 0 : bits_of_word[word + 1];
  for (std::uint32_t bit = 0; bit < 16; ++bit) {
    static constexpr std::string_view kNames = "abcdefghijklmnop";
    if ((bits >> bit & 1U) != 0) {
      hash.add(24, kNames.substr(bit, 1));
      hash.add(26, kNames.substr(bit, 1), ending(form(1), 3));
      hash.add(27, kNames.substr(bit, 1), form(-1));
    }
    if ((next >> bit & 1U) != 0) {
      hash.add(25, kNames.substr(bit, 1));
      hash.add(28, kNames.substr(bit, 1), ending(here, 3));
    }
  }
}

}  // namespace hearsay

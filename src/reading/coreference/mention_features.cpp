#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/string_table.h"
#include "reading/coreference/mention.h"
#include "reading/coreference/source.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

constexpr std::uint32_t kPrime = 16777619U;

// FNV-1a over a feature's number and its one or two words, each closed by a mark of its own. Hashes that go on with one
// word are taken over it together: none waits for another's product, and the word's end is met once.
constexpr std::uint32_t begin(std::uint32_t feature) { return 2166136261U ^ (feature * kPrime); }

template <class... Hashes>
inline void extend(std::string_view word, Hashes&... hashes) {
  for (const char c : word) ((hashes = (hashes ^ static_cast<unsigned char>(c)) * kPrime), ...);
  ((hashes = (hashes ^ 0x1FU) * kPrime), ...);
}

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
  const auto take = [&](auto... hashes) { (buckets.push_back((hashes ^ hashes >> 15) % kWordBuckets), ...); };
  // Features without a second word.
  const auto close = [&](auto... hashes) {
    extend({}, hashes...);
    take(hashes...);
  };
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
  const std::string_view before = form(-1);
  const std::string_view after = form(1);
  const std::string_view end = ending(here, 3);
  const std::string_view end_after = ending(after, 3);
  std::uint32_t f0 = begin(0), f1 = begin(1), f2 = begin(2), f3 = begin(3), f4 = begin(4), f5 = begin(5), f6 = begin(6);
  std::uint32_t f7 = begin(7), f8 = begin(8), f9 = begin(9), f10 = begin(10), f11 = begin(11), f12 = begin(12);
  std::uint32_t f13 = begin(13), f14 = begin(14), f15 = begin(15), f16 = begin(16), f17 = begin(17), f18 = begin(18);
  std::uint32_t f19 = begin(19), f20 = begin(20), f21 = begin(21), f22 = begin(22), f23 = begin(23);
  // By their first words.
  extend({}, f0);
  extend(here, f1, f10);
  extend(end, f2, f18);
  extend(ending(here, 2), f3);
  extend(ending(here, 4), f4);
  extend(before, f5, f9, f20, f23);
  extend(after, f6, f22);
  extend(form(-2), f7, f21);
  extend(form(2), f8);
  extend(ending(before, 3), f11, f14);
  extend(end_after, f12, f13);
  extend(shape(-1), f15);
  extend(shape(0), f16);
  extend(shape(1), f17);
  extend(words[word].possessive ? "s" : "", f19);
  close(f0, f1, f2, f3, f4, f5, f6, f7, f8, f11, f12);
  // By their second ones.
  extend(here, f9);
  extend(after, f10, f23);
  extend(end, f13, f14);
  extend(shape(0), f15, f19);
  extend(shape(1), f16, f18);
  extend(shape(2), f17);
  extend(end_after, f20);
  extend(before, f21);
  extend(form(2), f22);
  take(f9, f10, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23);
  const std::uint32_t bits = bits_of_word[word];
  const std::uint32_t next = after.empty() ? 0 : bits_of_word[word + 1];
  for (std::uint32_t left = bits | next; left != 0; left &= left - 1) {
    static constexpr std::string_view kNames = "abcdefghijklmnop";
    const auto bit = static_cast<std::uint32_t>(std::countr_zero(left));
    const std::string_view name = kNames.substr(bit, 1);
    if ((bits >> bit & 1U) != 0) {
      std::uint32_t f24 = begin(24), f26 = begin(26), f27 = begin(27);
      extend(name, f24, f26, f27);
      close(f24);
      extend(end_after, f26);
      extend(before, f27);
      take(f26, f27);
    }
    if ((next >> bit & 1U) != 0) {
      std::uint32_t f25 = begin(25), f28 = begin(28);
      extend(name, f25, f28);
      close(f25);
      extend(end, f28);
      take(f28);
    }
  }
}

}  // namespace hearsay

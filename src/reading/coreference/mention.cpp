#include "reading/coreference/mention.h"

#include <algorithm>
#include <array>

#include "model/embedded.h"
#include "model/weights.h"
#include "reading/coreference/pronoun.h"
#include "reading/name/name_words.h"
#include "reading/numbers.h"

namespace hearsay {
namespace {

// A phrase's words before its noun.
constexpr std::size_t kLongestPhrase = 8;

using Sums = std::array<int, kWordOutputs>;

bool could_be_head(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t word) {
  const TextWord& it = words[word];
  if (it.kind != WordKind::word || name_of_word[word] != kNone) return false;
  const std::string_view lower = words.lower(word);
  return lower.size() > 1 && !pronoun_kind(lower);
}

// Prepositions, verbs and conjunctions that end a phrase to the left whatever the model thinks of a rare neighbour.
bool never_inside(std::string_view word) {
  static const WordSet set(
      "says said say told tells states stated reports reported in of to by for from with at on as that who which when where because "
      "is are was were be been has have had will would and but if than documenting including",
      ' ');
  return set.has(word);
}

}  // namespace

std::span<const signed char> nominal_weights() {
  static const std::span<const signed char> found = []() -> std::span<const signed char> {
    const auto weights = model::Weights::parse(model::mention_weights());
    if (!weights) return {};
    const auto tensor = weights->find("words", model::TensorType::int8, kWordBuckets, kWordOutputs);
    if (!tensor) return {};
    return {reinterpret_cast<const signed char*>(tensor->data), tensor->size()};
  }();
  return found;
}

Determiner determiner_of(const TextWords& words, const std::vector<Index>& name_of_word, std::size_t first, std::size_t head) {
  static const WordSet kIndefinite("a an another any some every each no several many few more most other", ' ');
  static const WordSet kPointing("this that these those such", ' ');
  const std::string_view opening = words.lower(first);
  if (opening == "the" || opening == "both") return Determiner::definite;
  if (kIndefinite.has(opening)) return Determiner::indefinite;
  if (kPointing.has(opening)) return Determiner::pointing;
  if (is_possessive_pronoun(opening)) return Determiner::pronoun;
  if (first > 0 && words[first - 1].possessive && words[first - 1].sentence == words[first].sentence) return Determiner::possessive;
  for (std::size_t word = first; word < head; ++word) {
    if (words[word].possessive) return name_of_word[word] != kNone ? Determiner::possessive : Determiner::definite;
  }
  if (words[first].kind == WordKind::number || number_word_value(opening)) return Determiner::number;
  return Determiner::none;
}

std::vector<Nominal> find_nominals(const TextWords& words, const std::vector<Name>& names, const std::vector<Index>& name_of_word,
                                   std::span<const signed char> weights) {
  std::vector<Nominal> nominals;
  if (weights.size() != kWordBuckets * kWordOutputs) return nominals;
  const std::vector<std::uint32_t> bits = list_bits(words);
  std::vector<std::uint32_t> buckets;
  std::vector<char> glued(words.size(), 0);  // whether a word's phrase goes on to the next word
  std::vector<std::uint8_t> heads(words.size(), 0);  // HeadClass of each word
  for (std::size_t word = 0; word < words.size(); ++word) {
    if (words[word].kind == WordKind::mark) continue;
    word_features(words, names, name_of_word, bits, word, buckets);
    Sums sums{};
    for (const std::uint32_t bucket : buckets) {
      for (std::size_t i = 0; i < kWordOutputs; ++i) sums[i] += weights[bucket * kWordOutputs + i];
    }
    glued[word] = sums[kHeadClasses] > 0 ? 1 : 0;
    if (!could_be_head(words, name_of_word, word)) continue;
    const auto best = std::max_element(sums.begin(), sums.begin() + kHeadClasses) - sums.begin();
    heads[word] = static_cast<std::uint8_t>(best);
  }
  for (std::size_t word = 0; word < words.size(); ++word) {
    if (heads[word] == 0) continue;
    // "Harbour" of "Harbour chief Brel Osk" is nobody.
    const bool goes_on = glued[word] != 0 && !words[word].possessive && word + 1 < words.size() && words[word + 1].kind == WordKind::word &&
                         words[word + 1].sentence == words[word].sentence;
    if (goes_on) continue;
    Nominal nominal;
    nominal.kind = static_cast<HeadClass>(heads[word]);
    nominal.last = word + 1;
    nominal.first = word;
    while (nominal.first > 0 && word - nominal.first < kLongestPhrase && glued[nominal.first - 1] != 0 &&
           words[nominal.first - 1].sentence == words[word].sentence && words[nominal.first - 1].kind != WordKind::mark &&
           !never_inside(words.lower(nominal.first - 1))) {
      --nominal.first;
    }
    nominal.determiner = determiner_of(words, name_of_word, nominal.first, word);
    nominals.push_back(nominal);
  }
  return nominals;
}

}  // namespace hearsay

#include "reading/tag/tag_features.h"

#include <algorithm>

#include "core/unicode.h"

namespace hearsay {
namespace {

std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

// A feature's number: its kind with one or two values.
std::uint32_t feature(std::uint64_t kind, std::uint64_t one, std::uint64_t two = 0) {
  std::uint64_t hash = (one + kind * 0x9E3779B97F4A7C15ULL) * 0xD6E8FEB86659FD93ULL;
  hash = (hash ^ (hash >> 32U) ^ two * 0xC2B2AE3D27D4EB4FULL) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::uint32_t>(hash >> 32U);
}

// "Xx", "X.", "XX", "d": what a word looks like.
std::string shape_of(std::string_view exact) {
  std::string shape;
  for (const char c : exact) {
    const char kind = c >= 'A' && c <= 'Z'              ? 'X'
                      : c >= '0' && c <= '9'            ? 'd'
                      : (c >= 'a' && c <= 'z') || c < 0 ? 'x'
                                                        : c;
    if (shape.size() < 2 || shape.back() != kind || shape[shape.size() - 2] != kind) shape.push_back(kind);
    if (shape.size() > 6) break;
  }
  return shape;
}

std::string_view last_of(std::string_view word, std::size_t length) {
  return word.substr(word.size() - std::min(length, word.size()));
}

// In lower case; a run of digits is one, a curly apostrophe straight.
std::string normal_form(std::string_view exact) {
  const std::string lowered = lower(exact.substr(0, 64));
  std::string word;
  for (std::size_t i = 0; i < lowered.size(); ++i) {
    const char c = lowered[i];
    if (std::string_view(lowered).substr(i, 3) == "\xE2\x80\x99") {
      word.push_back('\'');
      i += 2;
    } else if (c < '0' || c > '9') {
      word.push_back(c);
    } else if (word.empty() || word.back() != '0') {
      word.push_back('0');
    }
  }
  return word;
}

TagForm form_of(std::string_view exact, bool opens) {
  TagForm form;
  const std::string word = normal_form(exact);
  const std::string shape = shape_of(exact);
  const std::uint64_t shape_hash = hash_of(shape);
  form.word = hash_of(word);
  form.ending = hash_of(last_of(word, 3)) ^ shape_hash * 31;
  auto& own = form.features[kTagReach];
  own.push_back(feature(1, form.word));
  own.push_back(feature(2, form.word, shape_hash + (opens ? 1 : 0)));
  own.push_back(feature(3, shape_hash, opens ? 1 : 0));
  for (std::size_t length = 1; length <= std::min<std::size_t>(5, word.size()); ++length) {
    own.push_back(feature(4 + length, hash_of(last_of(word, length)), shape.size() > 1 && shape[0] == 'X' ? 1 : 0));
  }
  for (std::size_t length = 1; length <= std::min<std::size_t>(3, word.size()); ++length) {
    own.push_back(feature(10 + length, hash_of(std::string_view(word).substr(0, length))));
  }
  own.push_back(feature(14, std::min<std::size_t>(word.size(), 4), opens ? 1 : 0));
  own.push_back(feature(15, opens ? 1 : 0));
  for (const std::size_t offset : {kTagReach - 1, kTagReach + 1}) {
    auto& near = form.features[offset];
    near.push_back(feature(20 + offset, form.word));
    near.push_back(feature(25 + offset, hash_of(last_of(word, 3))));
    near.push_back(feature(30 + offset, hash_of(last_of(word, 2))));
    near.push_back(feature(35 + offset, shape_hash));
  }
  for (const std::size_t offset : {std::size_t{0}, kTagOffsets - 1}) {
    form.features[offset].push_back(feature(20 + offset, form.word));
    form.features[offset].push_back(feature(35 + offset, shape_hash));
  }
  form.has_vector = model::WordVectors::shared().add(word, 1, form.vector.data());
  return form;
}

}  // namespace

TagForms::TagForms() { forms_.push_back(form_of("", false)); }

std::uint32_t TagForms::add(std::string_view exact, bool opens) {
  std::string key(1, opens ? '^' : ' ');
  key += exact;
  const auto [place, added] = numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(forms_.size()));
  if (added) forms_.push_back(form_of(exact, opens));
  return place->second;
}

std::vector<std::uint32_t> sentence_forms(std::string_view content, const std::vector<TaggedWord>& words,
                                          std::size_t first, std::size_t last, TagForms& forms) {
  std::vector<std::uint32_t> row(kTagReach, 0);
  for (std::size_t i = first; i < last; ++i) row.push_back(forms.add(slice(content, words[i].span), i == first));
  row.insert(row.end(), kTagReach, 0);
  return row;
}

std::array<std::uint32_t, kContextFeatures> context_features(const TagForm& previous, const TagForm& word,
                                                             const TagForm& next, std::size_t before_last,
                                                             std::size_t last) {
  return {feature(50, last),
          feature(51, last, before_last + 1),
          feature(52, word.word, last),
          feature(53, word.ending, last),
          feature(54, next.word, last),
          feature(55, previous.word, word.word),
          feature(56, word.word, next.word),
          feature(57, word.word, next.ending)};
}

}  // namespace hearsay

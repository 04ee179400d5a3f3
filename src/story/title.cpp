#include "story/title.h"

#include <algorithm>
#include <unordered_map>

#include "core/unicode.h"
#include "story/document_vector.h"
#include "story/headline.h"

namespace hearsay::story {
namespace {

constexpr std::size_t kTitleLength = 120;
constexpr float kUntitled = 0.4F;
constexpr std::size_t kMembers = 200;  // of a large story, those that came first choose

float plainness_of(const StoryInput& input) {
  if (input.title.empty()) return kUntitled;
  return static_cast<float>(plainness(clean_headline(input.title, input.publisher)));
}

Index plainest(std::span<const StoryInput> documents, const std::vector<Index>& members) {
  return *std::max_element(members.begin(), members.end(), [&](Index left, Index right) {
    return plainness_of(documents[left]) < plainness_of(documents[right]);
  });
}

// The member whose headline shares most with the other members' words, and is plain.
Index most_central(std::span<const StoryInput> documents, const std::vector<Index>& members) {
  const std::size_t looked_at = std::min(members.size(), kMembers);
  if (looked_at < 3) return plainest(documents, members);
  static const DocumentFrequency frequency;
  std::vector<DocumentVector> vectors;
  std::unordered_map<TermId, float> sums;
  for (std::size_t i = 0; i < looked_at; ++i) {
    vectors.push_back(weigh(count_terms(documents[members[i]]), frequency));
    const DocumentVector& vector = vectors.back();
    for (std::size_t k = 0; k < vector.terms.size(); ++k) sums[vector.terms[k]] += vector.words[k];
  }
  Index best = members.front();
  float highest = -1;
  for (std::size_t i = 0; i < looked_at; ++i) {
    float score = 0;
    for (std::size_t k = 0; k < vectors[i].terms.size(); ++k) {
      score += vectors[i].weights[k].title * sums[vectors[i].terms[k]];
    }
    score *= plainness_of(documents[members[i]]);
    if (score > highest) {
      highest = score;
      best = members[i];
    }
  }
  return best;
}

}  // namespace

std::string title_of(std::span<const StoryInput> documents, const std::vector<Index>& members) {
  const StoryInput& input = documents[most_central(documents, members)];
  std::string line = clean_headline(input.title, input.publisher);
  if (line.empty()) {
    const std::string_view text = trim(input.text);
    line = collapse_space(text.substr(0, text.find('\n')));
  }
  if (line.size() <= kTitleLength) return line;
  std::size_t cut = line.rfind(' ', kTitleLength);
  if (cut == std::string::npos || cut < kTitleLength / 2) {
    cut = code_point_begin(line, kTitleLength);
  }
  return line.substr(0, cut) + "…";
}

}  // namespace hearsay::story

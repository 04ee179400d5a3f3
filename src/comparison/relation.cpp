#include "comparison/relation.h"

#include <algorithm>
#include <string>
#include <vector>

#include "comparison/clause.h"
#include "comparison/phrase.h"
#include "core/unicode.h"
#include "model/relation.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kPairs = 16;

// The sentence around the member's words, with its speaker before it where a pronoun or nothing names him in it, as the
// model learnt to read them (training/comparison/claims.py).
std::string told(const StoryView& view, const ComparisonMember& member) {
  const Span around = sentence_around(view.text(member.document), member.span);
  std::string sentence = collapse_space(slice(view.text(member.document), around));
  const Index attribution = attribution_at(view.document(member.document), member.span);
  const auto voice = attribution == kNone ? std::nullopt : view.voice(member.document, attribution);
  if (!voice || voice->name.empty()) return sentence;
  const std::string_view last = std::string_view(voice->name).substr(voice->name.rfind(' ') + 1);
  return sentence.find(last) == std::string::npos ? voice->name + ": " + sentence : sentence;
}

}  // namespace

float contradiction_seen(const StoryView& view, const Comparison& comparison) {
  std::vector<std::string> sentences;
  for (const ComparisonMember& member : comparison.members) sentences.push_back(told(view, member));
  std::vector<model::SentencePair> pairs;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    for (std::size_t k = i + 1; k < sentences.size() && pairs.size() < kPairs; ++k)
      pairs.push_back({sentences[i], sentences[k], 0.0});
  float most = 0;
  for (const model::RelationShares& shares : model::RelationModel::shared().relate(pairs))
    most = std::max(most, shares[static_cast<std::size_t>(model::Relation::conflict)]);
  return most;
}

}  // namespace hearsay::comparison

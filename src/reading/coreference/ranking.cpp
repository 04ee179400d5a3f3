#include "reading/coreference/ranking.h"

#include <algorithm>
#include <cstdint>
#include <span>

#include "model/trees.h"

namespace hearsay {
namespace {

using model::TreeNode;
using model::kLeaf;

#include "../../../models/coreference_rank.inc"

// How sure one must be (log odds): "he" means somebody nearly always, "it" and a noun often nobody. Chosen by
// cross-validation, training/coreference/train.py.
float least_score(const MentionQuery& query) {
  const std::size_t kind = query.pronoun ? static_cast<std::size_t>(*query.pronoun) : 6 + static_cast<std::size_t>(query.nominal.kind);
  // What speaks is somebody.
  constexpr float kLeastOfSource = -2.5F;
  const bool speaks = query.source && query.pronoun == PronounKind::it;
  return speaks ? std::min(kRankLeast[kind], kLeastOfSource) : kRankLeast[kind];
}

}  // namespace

Index ForestChooser::choose(const MentionQuery& query, const std::vector<Index>& candidates, const std::vector<RankRow>& rows,
                            const EntityTable&) {
  Index best = kNone;
  float highest = least_score(query);
  std::vector<float> scores(rows.size());
  static const model::TreeLanes kTrees(kRankNodes, kRankRoots);
  kTrees.sum(std::span<const RankRow>(rows), scores.data());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (scores[i] <= highest) continue;
    highest = scores[i];
    best = candidates[i];
  }
  return best;
}

}  // namespace hearsay

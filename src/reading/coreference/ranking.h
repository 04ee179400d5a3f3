// ranking: which of those spoken of before a pronoun or a common noun means, if any of them. Boosted trees over
// discourse.h's rows; weights in models/coreference_rank.inc, described in models/coreference.md.
#pragma once

#include <vector>

#include "reading/coreference/discourse.h"

namespace hearsay {

// Whom a mention means. What trains the trees puts its own in.
class Chooser {
 public:
  Chooser() = default;
  Chooser(const Chooser&) = delete;
  Chooser& operator=(const Chooser&) = delete;
  virtual ~Chooser() = default;
  // kNone where nobody of `candidates` is meant.
  [[nodiscard]] virtual Index choose(const MentionQuery& query, const std::vector<Index>& candidates, const std::vector<RankRow>& rows,
                                     const EntityTable& table) = 0;
};

class ForestChooser : public Chooser {
 public:
  [[nodiscard]] Index choose(const MentionQuery& query, const std::vector<Index>& candidates, const std::vector<RankRow>& rows,
                             const EntityTable& table) override;
};

}  // namespace hearsay

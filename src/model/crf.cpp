#include "model/crf.h"

#include <algorithm>

namespace hearsay::model {

Result<Crf> Crf::load(const Weights& weights, std::uint32_t tags) {
  Crf crf;
  crf.tags = tags;
  Result<std::vector<float>> transitions = weights.floats("crf.transitions", tags, tags);
  Result<std::vector<float>> starts = weights.floats("crf.starts", 1, tags);
  Result<std::vector<float>> ends = weights.floats("crf.ends", 1, tags);
  for (const auto* part : {&transitions, &starts, &ends})
    if (!*part) return part->error();
  crf.transitions = std::move(*transitions);
  crf.starts = std::move(*starts);
  crf.ends = std::move(*ends);
  return crf;
}

std::vector<std::uint8_t> Crf::best(std::span<const float> emissions) const {
  const std::size_t length = emissions.size() / tags;
  std::vector<std::uint8_t> path(length);
  if (length == 0) return path;
  std::vector<std::uint8_t> came_from(length * tags);
  std::vector<float> score(tags);
  std::vector<float> next(tags);
  for (std::uint32_t tag = 0; tag < tags; ++tag) score[tag] = starts[tag] + emissions[tag];
  for (std::size_t i = 1; i < length; ++i) {
    std::uint8_t* from = came_from.data() + i * tags;
    for (std::uint32_t to = 0; to < tags; ++to) {
      next[to] = score[0] + transitions[to];
      from[to] = 0;
    }
    for (std::uint32_t before = 1; before < tags; ++before) {
      const float* row = transitions.data() + std::size_t{before} * tags;
      for (std::uint32_t to = 0; to < tags; ++to) {
        const float sum = score[before] + row[to];
        const bool better = sum > next[to];
        next[to] = better ? sum : next[to];
        from[to] = better ? static_cast<std::uint8_t>(before) : from[to];
      }
    }
    for (std::uint32_t to = 0; to < tags; ++to) next[to] += emissions[i * tags + to];
    score.swap(next);
  }
  for (std::uint32_t tag = 0; tag < tags; ++tag) score[tag] += ends[tag];
  auto tag = static_cast<std::uint8_t>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t i = length; i-- > 0;) {
    path[i] = tag;
    tag = came_from[i * tags + tag];
  }
  return path;
}

}  // namespace hearsay::model

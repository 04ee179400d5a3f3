#include "model/crf.h"

#include <algorithm>
#include <cstring>

namespace hearsay::model {
namespace {

constexpr std::size_t kLanes = 4;
constexpr std::size_t kParts = 4;
constexpr std::size_t kTogether = kLanes * kParts;
typedef float Floats __attribute__((vector_size(kLanes * sizeof(float))));
typedef std::int32_t Numbers __attribute__((vector_size(kLanes * sizeof(float))));

Floats four(const float* from) {
  Floats values;
  std::memcpy(&values, from, sizeof values);
  return values;
}

}  // namespace

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
  // Tags by sixteens, so that loops over them are of whole registers; what fills up is never looked at.
  const std::size_t width = (tags + kTogether - 1) / kTogether * kTogether;
  std::vector<float> rows(tags * width);
  for (std::size_t before = 0; before < tags; ++before)
    std::copy_n(transitions.data() + before * tags, tags, rows.data() + before * width);
  std::vector<std::uint8_t> came_from(length * tags);
  std::vector<float> score(width);
  std::vector<float> next(width);
  for (std::uint32_t tag = 0; tag < tags; ++tag) score[tag] = starts[tag] + emissions[tag];
  for (std::size_t i = 1; i < length; ++i) {
    for (std::size_t first = 0; first < width; first += kTogether) {
      Floats best[kParts];
      Numbers from[kParts] = {};
      for (std::size_t p = 0; p < kParts; ++p) best[p] = four(rows.data() + first + p * kLanes) + score[0];
      for (std::uint32_t before = 1; before < tags; ++before) {
        const float* row = rows.data() + before * width + first;
        const Numbers here = Numbers{} + static_cast<std::int32_t>(before);
        for (std::size_t p = 0; p < kParts; ++p) {
          const Floats sum = four(row + p * kLanes) + score[before];
          const Numbers better = sum > best[p];
          best[p] = (Floats)(((Numbers)sum & better) | ((Numbers)best[p] & ~better));
          from[p] = (here & better) | (from[p] & ~better);
        }
      }
      for (std::size_t to = 0; to < kTogether && first + to < tags; ++to) {
        next[first + to] = best[to / kLanes][to % kLanes] + emissions[i * tags + first + to];
        came_from[i * tags + first + to] = static_cast<std::uint8_t>(from[to / kLanes][to % kLanes]);
      }
    }
    score.swap(next);
  }
  for (std::uint32_t tag = 0; tag < tags; ++tag) score[tag] += ends[tag];
  auto tag = static_cast<std::uint8_t>(std::max_element(score.begin(), score.begin() + tags) - score.begin());
  for (std::size_t i = length; i-- > 0;) {
    path[i] = tag;
    tag = came_from[i * tags + tag];
  }
  return path;
}

}  // namespace hearsay::model

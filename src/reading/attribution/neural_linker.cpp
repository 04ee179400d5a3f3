#include "reading/attribution/neural_linker.h"

#include <algorithm>
#include <limits>

namespace hearsay::neural {
namespace {

constexpr std::size_t kReach = 12;  // partners considered on either side
constexpr std::uint32_t kBuckets = 24;

// How far `b` lies from `a` in tokens, after it (0..11) or before it (12..23).
std::uint32_t distance_bucket(const Segment& a, const Segment& b) {
  const bool after = b.first > a.last;
  const std::uint32_t gap = after ? b.first - a.last : a.first - b.last;
  constexpr std::uint32_t kLimits[] = {1, 2, 3, 5, 8, 12, 20, 35, 60, 100, 160};
  const auto size = static_cast<std::uint32_t>(
      std::count_if(std::begin(kLimits), std::end(kLimits), [gap](std::uint32_t limit) { return gap > limit; }));
  return after ? size : 12 + size;
}

// [2 * state_size x segments]: the states of first and last token.
std::vector<float> end_states(const Encoded& encoded, std::span<const Segment> segments, std::uint32_t state_size) {
  std::vector<float> ends;
  ends.reserve(segments.size() * 2 * state_size);
  for (const Segment& segment : segments)
    for (const std::uint32_t token : {segment.first, segment.last}) {
      const float* state =
          encoded.states.values.data() + std::size_t{encoded.lockstep.column(segment.window, token)} * state_size;
      ends.insert(ends.end(), state, state + state_size);
    }
  return ends;
}

}  // namespace

std::vector<Segment> segments_of(std::span<const std::uint8_t> tags, std::uint32_t window) {
  std::vector<Segment> segments;
  std::uint32_t first = 0;
  for (std::uint32_t i = 0; i < tags.size(); ++i) {
    if (tags[i] == 0) continue;
    const std::uint32_t part = (tags[i] - 1u) % 4;  // begin, inside, end, single
    if (part == 0 || part == 3) first = i;
    if (part >= 2) segments.push_back({static_cast<Role>((tags[i] - 1u) / 4), window, first, i});
  }
  return segments;
}

Result<Linker> Linker::load(const model::Weights& weights, const std::string& name, std::uint32_t state_size) {
  Linker linker;
  linker.state_size_ = state_size;
  linker.hidden_ = weights.shape(name + ".a").first;
  const std::uint32_t width = 2 * state_size;
  const std::uint32_t hidden = linker.hidden_;
  struct Part {
    const char* name;
    std::uint32_t rows;
    std::uint32_t columns;
    std::vector<float>* values;
  };
  std::vector<float> a;
  std::vector<float> b;
  std::vector<float> none;
  const Part parts[] = {{".a", hidden, width, &a},       {".a_bias", 1, hidden, &linker.a_bias_},
                        {".b", hidden, width, &b},       {".distance", 2 * kBuckets, hidden, &linker.distance_},
                        {".v", 1, hidden, &linker.v_},           {".none", 1, width, &none},
                        {".none_bias", 1, 1, &linker.none_bias_}};
  for (const Part& part : parts) {
    Result<std::vector<float>> values = weights.floats(name + part.name, part.rows, part.columns);
    if (!values) return values.error();
    *part.values = std::move(*values);
  }
  linker.a_ = model::PackedMatrix(a, static_cast<int>(hidden), static_cast<int>(width));
  linker.b_ = model::PackedMatrix(b, static_cast<int>(hidden), static_cast<int>(width));
  linker.none_ = model::PackedMatrix(none, 1, static_cast<int>(width));
  return linker;
}

std::vector<Index> Linker::link(const model::Kernels& kernels, const Encoded& encoded,
                                std::span<const Segment> segments, std::span<const Segment> partners,
                                bool may_stand_alone) const {
  std::vector<Index> links(segments.size(), kNone);
  if (segments.empty() || partners.empty()) return links;
  const auto width = static_cast<int>(2 * state_size_);
  // Sums are the same however many segments there are.
  const auto project = [&](const model::PackedMatrix& weight, const std::vector<float>& bias,
                           const std::vector<float>& ends) {
    const std::size_t count = ends.size() / static_cast<std::size_t>(width);
    std::vector<float> out;
    out.reserve(bias.size() * count);
    for (std::size_t i = 0; i < count; ++i) out.insert(out.end(), bias.begin(), bias.end());
    kernels.add_product(weight, ends.data(), width, static_cast<int>(count), out.data(), weight.rows);
    return out;
  };
  const std::vector<float> segment_ends = end_states(encoded, segments, state_size_);
  const std::vector<float> from = project(a_, a_bias_, segment_ends);
  const std::vector<float> to =
      project(b_, std::vector<float>(hidden_, 0), end_states(encoded, partners, state_size_));
  const std::vector<float> alone = project(none_, none_bias_, segment_ends);

  std::size_t window_begin = 0;  // partners of the segment's window
  std::size_t window_end = 0;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    if (s == 0 || segments[s].window != segments[s - 1].window) {
      while (window_begin < partners.size() && partners[window_begin].window < segments[s].window) ++window_begin;
      window_end = window_begin;
      while (window_end < partners.size() && partners[window_end].window == segments[s].window) ++window_end;
    }
    std::size_t middle = window_begin;
    while (middle < window_end && partners[middle].first <= segments[s].first) ++middle;
    const std::size_t begin = std::max(window_begin, middle - std::min(middle, kReach));
    const std::size_t end = std::min(window_end, middle + kReach);
    float best = may_stand_alone ? alone[s] : -std::numeric_limits<float>::infinity();
    for (std::size_t p = begin; p < end; ++p) {
      const bool nearest = p + 1 == middle || p == middle;
      const std::uint32_t near = distance_bucket(segments[s], partners[p]) + (nearest ? 0 : kBuckets);
      float score = 0;
      for (std::uint32_t k = 0; k < hidden_; ++k) {
        const float sum = from[s * hidden_ + k] + to[p * hidden_ + k] + distance_[near * hidden_ + k];
        score += sum > 0 ? sum * v_[k] : 0;
      }
      if (score > best) {
        best = score;
        links[s] = static_cast<Index>(p);
      }
    }
  }
  return links;
}

}  // namespace hearsay::neural

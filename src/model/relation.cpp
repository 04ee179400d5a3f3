#include "model/relation.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>

#include "core/unicode.h"
#include "model/embedded.h"
#include "model/kernels.h"

namespace hearsay::model {
namespace {

constexpr std::uint32_t kFirstPiece = 0;
constexpr std::uint32_t kLastPiece = 1;      // behind each sentence
constexpr std::uint8_t kSides = 2;
constexpr std::size_t kSide = 96;            // pieces read of a sentence, as in training
constexpr std::size_t kBefore = 40;          // and of what stands before it: the last ones
constexpr std::size_t kLongest = 2 * (kSide + kBefore + 2) + 1;
constexpr std::size_t kMostBytes = 4096;     // of a sentence: far more than kSide pieces of prose have
constexpr std::size_t kTogether = 512;       // pieces that go through the layers together; more would leave the cache
constexpr std::uint32_t kMostLayers = 12;
static_assert(kLongest <= kLongestInput);

enum Mark : std::uint8_t { nothing, in_both, lone, lone_number, near, marks };
enum Gap : std::uint8_t { same_day, days, week, later, unknown, gaps };

Gap gap_of(const std::optional<double>& apart) {
  if (!apart) return unknown;
  return *apart < 1 ? same_day : *apart <= 2 ? days : *apart <= 7 ? week : later;
}

// As the training's table of quotation marks and dashes.
char32_t plain(char32_t c) {
  switch (c) {
    case U'‘': case U'’': case U'‚': return U'\'';
    case U'“': case U'”': case U'„': case U'«': case U'»': return U'"';
    case U'–': case U'—': case U'‑': return U'-';
    default: return c;
  }
}

// Runs of letters and digits, and every other character that is no space, in lower case.
std::vector<std::string> words_of(std::string_view text) {
  const std::string low = lower(text.substr(0, kMostBytes));
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t at = 0; at < low.size();) {
    const char32_t c = plain(next_code_point(low, at));
    const bool in_word = is_letter(c) || is_digit(c);
    if (!is_space(c) && c >= U' ') {
      if (!in_word || !open) words.emplace_back();
      append_code_point(words.back(), c);
    }
    open = in_word;
  }
  return words;
}

}  // namespace

struct RelationModel::Input {
  std::vector<std::uint32_t> pieces;
  std::vector<std::uint8_t> sides;
  std::vector<std::uint8_t> marks;
  std::vector<Stretch> pairs;
  std::vector<Gap> gaps;  // each pair's
};

const RelationModel& RelationModel::shared() {
  static const RelationModel kModel = [] {
    Result<RelationModel> model = load(relation_weights());
    if (!model) throw std::logic_error("the model of relations in the program cannot be read: " + model.error().message());
    return std::move(*model);
  }();
  return kModel;
}

Result<RelationModel::Linear> RelationModel::load_linear(const Weights& weights, const char* name, std::uint32_t rows,
                                                         std::uint32_t columns) {
  Result<std::vector<float>> weight = weights.floats(name, rows, columns);
  if (!weight) return weight.error();
  Result<std::vector<float>> bias = weights.floats(std::string(name) + ".bias", 1, rows);
  if (!bias) return bias.error();
  return Linear{std::move(*weight), std::move(*bias)};
}

Result<RelationModel> RelationModel::load(std::string_view bytes) {
  const Result<Weights> weights = Weights::parse(bytes);
  if (!weights) return weights.error();
  RelationModel model;
  const std::uint32_t hidden = weights->shape("positions").second;
  const std::uint32_t heads = weights->shape("distances").first;
  if (hidden == 0 || hidden % 64 != 0 || heads == 0 || hidden % heads != 0 || hidden / heads % 16 != 0 ||
      hidden / heads > kLargestHead)
    return Error{"it does not say how wide it is", "weights file", ""};
  model.shape_ = {hidden, heads, 1e-12F};
  Result<PieceTable> table = PieceTable::load(*weights, hidden);
  if (!table) return table.error();
  model.table_ = std::move(*table);
  struct Part {
    const char* name;
    std::uint32_t rows;
    std::vector<float>* values;
  };
  const Part parts[] = {{"positions", kLongest, &model.positions_},
                        {"sides", 2 * kSides, &model.sides_},
                        {"marks", marks, &model.marks_},
                        {"gaps", gaps, &model.gaps_}};
  for (const Part& part : parts) {
    Result<std::vector<float>> values = weights->floats(part.name, part.rows, hidden);
    if (!values) return values.error();
    *part.values = std::move(*values);
  }
  Result<std::vector<float>> distances = weights->floats("distances", heads, 2 * kFarthest + 1);
  if (!distances) return distances.error();
  model.distances_ = std::move(*distances);
  Result<LayerNorm> norm = LayerNorm::load(*weights, "norm", hidden);
  if (!norm) return norm.error();
  model.norm_ = std::move(*norm);
  for (std::uint32_t i = 0; i < kMostLayers; ++i) {
    const std::string name = "layer" + std::to_string(i);
    if (i > 0 && weights->shape(name + ".qkv").first == 0) break;
    Result<TransformerLayer> layer = TransformerLayer::load(*weights, name, model.shape_);
    if (!layer) return layer.error();
    model.layers_.push_back(std::move(*layer));
  }
  const std::uint32_t inner = weights->shape("inner").first;
  Result<Linear> first = load_linear(*weights, "inner", inner, 3 * hidden);
  if (!first) return first.error();
  Result<Linear> second = load_linear(*weights, "out", kRelations, inner);
  if (!second) return second.error();
  model.inner_ = std::move(*first);
  model.out_ = std::move(*second);
  return model;
}

void RelationModel::append(const SentencePair& pair, Input& input) const {
  const auto begin = static_cast<std::uint32_t>(input.pieces.size());
  const std::vector<std::string> words[] = {words_of(pair.one), words_of(pair.two)};
  const std::vector<std::string> before[] = {words_of(pair.before_one), words_of(pair.before_two)};
  const auto push = [&input](std::uint32_t piece, std::uint8_t side, std::uint8_t mark) {
    input.pieces.push_back(piece);
    input.sides.push_back(side);
    input.marks.push_back(mark);
  };
  push(kFirstPiece, 0, nothing);
  for (std::uint8_t side = 0; side < 2; ++side) {
    const std::set<std::string_view> other(words[1 - side].begin(), words[1 - side].end());
    const std::set<std::string_view> other_before(before[1 - side].begin(), before[1 - side].end());
    const auto mark_of = [&](const std::string& word, Mark otherwise) {
      return other.contains(word) ? in_both : other_before.contains(word) ? near : otherwise;
    };
    std::vector<std::vector<std::uint32_t>> last;  // the words' pieces, from the last word back
    std::size_t count = 0;
    for (std::size_t i = before[side].size(); i-- > 0;) {
      std::vector<std::uint32_t> own;
      table_.pieces().append(before[side][i], own);
      count += own.size();
      if (count > kBefore) break;
      last.push_back(std::move(own));
    }
    for (std::size_t i = last.size(); i-- > 0;) {
      const Mark mark = mark_of(before[side][before[side].size() - 1 - i], nothing);
      for (const std::uint32_t piece : last[i]) push(piece, kSides + side, mark);
    }
    if (!last.empty()) push(kLastPiece, kSides + side, nothing);
    count = 0;
    std::vector<std::uint32_t> own;
    for (const std::string& word : words[side]) {
      own.clear();
      table_.pieces().append(word, own);
      count += own.size();
      if (count > kSide) break;
      std::size_t at = 0;
      const Mark mark = mark_of(word, is_digit(next_code_point(word, at)) ? lone_number : lone);
      for (const std::uint32_t piece : own) push(piece, side, mark);
    }
    push(kLastPiece, side, nothing);
  }
  input.pairs.push_back({begin, static_cast<std::uint32_t>(input.pieces.size()) - begin});
  input.gaps.push_back(gap_of(pair.days));
}

void RelationModel::embed(const Input& input, LineVector<float>& states) const {
  const std::size_t hidden = shape_.hidden;
  states.assign(input.pieces.size() * hidden, 0);
  for (std::size_t p = 0; p < input.pairs.size(); ++p) {
    for (std::size_t i = 0; i < input.pairs[p].length; ++i) {
      const std::size_t at = input.pairs[p].first + i;
      float* out = states.data() + at * hidden;
      table_.add(input.pieces[at], out);
      const float* position = positions_.data() + i * hidden;
      const float* side = sides_.data() + input.sides[at] * hidden;
      const float* mark = marks_.data() + input.marks[at] * hidden;
      for (std::size_t k = 0; k < hidden; ++k) out[k] += position[k] + side[k] + mark[k];
      const float* gap = gaps_.data() + input.gaps[p] * hidden;
      for (std::size_t k = 0; i == 0 && k < hidden; ++k) out[k] += gap[k];
    }
  }
  kernels().transformer->add_norm(states.data(), nullptr, norm_.weight.data(), norm_.bias.data(), shape_.epsilon,
                                  static_cast<int>(hidden), static_cast<int>(input.pieces.size()));
}

// From the first piece's state, and how the means of the two sentences' states differ and go together.
RelationShares RelationModel::decide(const Input& input, std::size_t pair, const LineVector<float>& states) const {
  const std::size_t hidden = shape_.hidden;
  const Stretch stretch = input.pairs[pair];
  std::vector<float> means[] = {std::vector<float>(hidden), std::vector<float>(hidden)};
  float counts[] = {0, 0};
  for (std::size_t i = stretch.first; i < stretch.first + stretch.length; ++i) {
    const std::uint8_t side = input.sides[i];
    if (side >= kSides) continue;  // what stands before
    ++counts[side];
    for (std::size_t k = 0; k < hidden; ++k) means[side][k] += states[i * hidden + k];
  }
  std::vector<float> features(3 * hidden);
  for (std::size_t k = 0; k < hidden; ++k) {
    const float one = means[0][k] / counts[0];
    const float two = means[1][k] / counts[1];
    features[k] = states[stretch.first * hidden + k];
    features[hidden + k] = std::abs(one - two);
    features[2 * hidden + k] = one * two;
  }
  const auto project = [](const Linear& linear, const std::vector<float>& in) {
    std::vector<float> out(linear.bias.size());
    const auto rows = static_cast<int>(out.size());
    const auto columns = static_cast<int>(in.size());
    kernels().affine(linear.weight.data(), linear.bias.data(), rows, columns, in.data(), columns, 1, out.data(), rows);
    return out;
  };
  std::vector<float> middle = project(inner_, features);
  for (float& value : middle) value = std::max(value, 0.0F);
  const std::vector<float> logits = project(out_, middle);
  RelationShares shares{};
  const float largest = *std::max_element(logits.begin(), logits.end());
  float sum = 0;
  for (std::size_t k = 0; k < kRelations; ++k) sum += shares[k] = std::exp(logits[k] - largest);
  for (float& share : shares) share /= sum;
  return shares;
}

std::vector<RelationShares> RelationModel::relate(std::span<const SentencePair> pairs, Arithmetic arithmetic) const {
  std::vector<RelationShares> all;
  all.reserve(pairs.size());
  LineVector<float> states;
  TransformerScratch scratch;
  for (std::size_t at = 0; at < pairs.size();) {
    Input input;
    while (at < pairs.size() && input.pieces.size() + kLongest <= kTogether + kLongest / 2) append(pairs[at++], input);
    embed(input, states);
    for (const TransformerLayer& layer : layers_) layer.run(kernels(), arithmetic, input.pairs, distances_, states, scratch);
    for (std::size_t i = 0; i < input.pairs.size(); ++i) all.push_back(decide(input, i, states));
  }
  return all;
}

}  // namespace hearsay::model

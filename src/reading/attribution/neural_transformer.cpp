#include "reading/attribution/neural_transformer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace hearsay::neural {
namespace {

constexpr std::uint32_t kFirstPiece = 0;  // before a window
constexpr std::uint32_t kBreakPiece = 1;  // before every other paragraph
constexpr std::uint32_t kLongestWindow = 480;  // pieces; training cut at 480 too
static_assert(kLongestWindow <= model::kLongestInput);
// Pieces that go through the layers together; more would leave the cache.
constexpr std::uint32_t kTogether = 512;

}  // namespace

Result<TransformerEncoder> TransformerEncoder::load(const model::Weights& weights) {
  TransformerEncoder encoder;
  Result<std::string_view> meta = weights.text("meta");
  if (!meta) return meta.error();
  const std::optional<std::uint32_t> layers = meta_number(*meta, "layers");
  const std::optional<std::uint32_t> heads = meta_number(*meta, "heads");
  const std::optional<std::uint32_t> features = meta_number(*meta, "features");
  const std::optional<std::uint32_t> limit = meta_number(*meta, "limit");
  const std::optional<std::uint32_t> small = meta_number(*meta, "epsilon");  // 10^-small
  const std::uint32_t hidden = weights.shape("positions").second;
  if (!layers || !heads || !features || !limit || !small || *layers > 24 || *features > *layers || *limit == 0 ||
      *limit > kLongestWindow || *heads == 0 || hidden == 0 || hidden % 64 != 0 || hidden % *heads != 0 ||
      hidden / *heads % 16 != 0 || hidden / *heads > model::kLargestHead)
    return Error{"it does not say how many layers it has or how long its windows are", "weights file", ""};
  encoder.shape_ = {hidden, *heads, static_cast<float>(std::pow(10.0, -static_cast<double>(*small)))};
  encoder.window_limit_ = *limit;
  encoder.feature_layer_ = *features;
  Result<model::PieceTable> table = model::PieceTable::load(weights, hidden);
  if (!table) return table.error();
  encoder.table_ = std::move(*table);
  if (encoder.table_.pieces().size() <= kBreakPiece) return Error{"it has no word pieces", "weights file", ""};

  struct Part {
    const char* name;
    std::uint32_t rows;
    std::uint32_t columns;
    std::vector<float>* values;
  };
  constexpr std::uint32_t kDistances = 2 * model::kFarthest + 1;
  const std::uint32_t squeezed = weights.shape("squeeze").first;
  const Part parts[] = {{"positions", 0, hidden, &encoder.positions_},
                        {"shape", kShapes, hidden, &encoder.shapes_},
                        {"quote", kQuoteStates, hidden, &encoder.quotes_},
                        {"given_distances", *heads, kDistances, &encoder.given_distances_},
                        {"distances", *heads, kDistances, &encoder.distances_},
                        {"out.weight", kTags, hidden, &encoder.out_weight_},
                        {"out.bias", 1, kTags, &encoder.out_bias_},
                        {"squeeze", squeezed, hidden, &encoder.squeeze_weight_},
                        {"squeeze.bias", 1, squeezed, &encoder.squeeze_bias_}};
  for (const Part& part : parts) {
    Result<std::vector<float>> values = weights.floats(part.name, part.rows, part.columns);
    if (!values) return values.error();
    *part.values = std::move(*values);
  }
  if (encoder.positions_.size() < std::size_t{kLongestWindow} * hidden)
    return Error{"it has too few positions", "weights file", ""};
  Result<model::LayerNorm> norm = model::LayerNorm::load(weights, "norm", hidden);
  if (!norm) return norm.error();
  encoder.norm_ = std::move(*norm);
  for (std::uint32_t i = 0; i < *layers; ++i) {
    Result<model::TransformerLayer> layer =
        model::TransformerLayer::load(weights, "layer" + std::to_string(i), encoder.shape_);
    if (!layer) return layer.error();
    encoder.layers_.push_back(std::move(*layer));
  }
  Result<model::Crf> crf = model::Crf::load(weights, kTags);
  if (!crf) return crf.error();
  encoder.crf_ = std::move(*crf);
  return encoder;
}

void TransformerEncoder::append_pieces(const Token& token, std::vector<std::uint32_t>& pieces) const {
  if (token.form == kParagraphMark) {
    pieces.push_back(kBreakPiece);
  } else {
    table_.pieces().append(token.form, pieces);
  }
}

// Whole paragraphs, in order, as many as fit; longer paragraphs stand alone, cut.
std::vector<Window> TransformerEncoder::windows(const std::vector<Paragraph>& paragraphs) const {
  std::vector<Window> windows;
  std::uint32_t token = 0;
  std::uint32_t room = 0;  // pieces
  std::vector<std::uint32_t> sizes;
  std::vector<std::uint32_t> pieces;
  for (const Paragraph& paragraph : paragraphs) {
    sizes.clear();
    std::uint32_t size = 0;
    for (const Token& one : paragraph) {
      pieces.clear();
      append_pieces(one, pieces);
      sizes.push_back(static_cast<std::uint32_t>(pieces.size()));
      size += sizes.back();
    }
    if (windows.empty() || size > room) {
      windows.push_back({token, 0});
      room = window_limit_;
    }
    if (size <= room) {
      room -= size;
      windows.back().length += static_cast<std::uint32_t>(paragraph.size());
    } else {
      std::uint32_t filled = 0;
      for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (filled + sizes[i] > kLongestWindow) {
          windows.push_back({token + static_cast<std::uint32_t>(i), 0});
          filled = 0;
        }
        filled += sizes[i];
        ++windows.back().length;
      }
      room = 0;
    }
    token += static_cast<std::uint32_t>(paragraph.size());
  }
  return windows;
}

TransformerEncoder::Input TransformerEncoder::read_windows(std::span<const Token> tokens,
                                                           std::span<const Window> windows) const {
  Input input;
  for (const Window& window : windows) {
    const auto begin = static_cast<std::uint32_t>(input.pieces.size());
    for (std::uint32_t i = 0; i < window.length; ++i) {
      const Token& token = tokens[window.first + i];
      input.firsts.push_back(static_cast<std::uint32_t>(input.pieces.size()));
      append_pieces(token, input.pieces);
      input.token_of.resize(input.pieces.size(), &token);
    }
    if (tokens[window.first].form == kParagraphMark) input.pieces[begin] = kFirstPiece;
    input.windows.push_back({begin, static_cast<std::uint32_t>(input.pieces.size()) - begin});
  }
  return input;
}

void TransformerEncoder::embed(const model::Kernels& kernels, const Input& input, model::LineVector<float>& states) const {
  const std::uint32_t hidden = shape_.hidden;
  states.resize(input.pieces.size() * hidden);
  for (const model::Stretch& window : input.windows)
    for (std::uint32_t i = 0; i < window.length; ++i) {
      float* out = states.data() + std::size_t{window.first + i} * hidden;
      std::copy_n(positions_.data() + std::size_t{i} * hidden, hidden, out);
      table_.add(input.pieces[window.first + i], out);
    }
  kernels.transformer->add_norm(states.data(), nullptr, norm_.weight.data(), norm_.bias.data(), shape_.epsilon,
                                static_cast<int>(hidden), static_cast<int>(input.pieces.size()));
}

void TransformerEncoder::add_features(const Input& input, model::LineVector<float>& states) const {
  const std::uint32_t hidden = shape_.hidden;
  for (std::size_t i = 0; i < input.pieces.size(); ++i) {
    const float* shape = shapes_.data() + input.token_of[i]->shape * hidden;
    const float* quote = quotes_.data() + input.token_of[i]->quote * hidden;
    float* out = states.data() + i * hidden;
    for (std::uint32_t k = 0; k < hidden; ++k) out[k] += shape[k] + quote[k];
  }
}

// Emissions, and states for the linkers, from each token's first piece.
void TransformerEncoder::emit(const model::Kernels& kernels, const Input& input, const model::LineVector<float>& states,
                              std::span<const Window> windows, std::size_t begin, Encoded& encoded) const {
  const std::size_t hidden = shape_.hidden;
  const std::size_t count = input.firsts.size();
  std::vector<float> firsts(count * hidden);
  for (std::size_t i = 0; i < count; ++i)
    std::copy_n(states.data() + input.firsts[i] * hidden, hidden, firsts.data() + i * hidden);
  const auto project = [&](std::span<const float> weight, std::span<const float> bias) {
    std::vector<float> out(count * bias.size());
    if (out.empty()) return out;
    const auto rows = static_cast<int>(bias.size());
    const auto width = static_cast<int>(hidden);
    kernels.affine(weight.data(), bias.data(), rows, width, firsts.data(), width, static_cast<int>(count), out.data(),
                   rows);
    return out;
  };
  const std::vector<float> emissions = project(out_weight_, out_bias_);
  const std::vector<float> squeezed = project(squeeze_weight_, squeeze_bias_);
  const std::vector<float> probed = project(probes_.weight, probes_.bias);
  std::size_t token = 0;
  for (std::size_t w = begin; token < count; ++w)
    for (std::uint32_t i = 0; i < windows[w].length; ++i, ++token) {
      const std::size_t column = encoded.lockstep.column(static_cast<std::uint32_t>(w), i);
      std::copy_n(emissions.data() + token * kTags, kTags, encoded.emissions.data() + column * kTags);
      std::copy_n(squeezed.data() + token * state_size(), state_size(),
                  encoded.states.values.data() + column * state_size());
      std::copy_n(probed.data() + token * probe_count(), probe_count(), encoded.probes.data() + column * probe_count());
    }
}

// Brings the states that the linkers read, those of segments' ends, between -1 and 1; of all it would take long.
void TransformerEncoder::bend_ends(Encoded& encoded) const {
  for (std::uint32_t w = 0; w < encoded.tags.size(); ++w)
    for (std::uint32_t i = 0; i < encoded.tags[w].size(); ++i) {
      if (!is_end(encoded.tags[w][i])) continue;
      float* state = encoded.states.values.data() + std::size_t{encoded.lockstep.column(w, i)} * state_size();
      for (std::uint32_t k = 0; k < state_size(); ++k) state[k] = std::tanh(state[k]);
    }
}

Encoded TransformerEncoder::encode(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                   std::span<const Token> tokens, std::span<const Window> windows) const {
  std::vector<std::uint32_t> lengths;
  for (const Window& window : windows) lengths.push_back(window.length);
  Encoded encoded{model::Lockstep(lengths), {}, {}, {}, {}};
  const std::uint32_t columns = encoded.lockstep.columns();
  encoded.states.rows = state_size();
  encoded.states.values.resize(std::size_t{columns} * state_size());
  encoded.emissions.resize(std::size_t{columns} * kTags);
  encoded.probes.resize(std::size_t{columns} * probe_count());
  model::LineVector<float> states;
  model::TransformerScratch scratch;
  for (std::size_t begin = 0; begin < windows.size();) {
    std::size_t end = begin + 1;
    for (std::uint32_t size = windows[begin].length;
         end < windows.size() && size + windows[end].length <= kTogether; ++end)
      size += windows[end].length;
    const Input input = read_windows(tokens, windows.subspan(begin, end - begin));
    embed(kernels, input, states);
    for (std::uint32_t i = 0; i < layers_.size(); ++i) {
      if (i == feature_layer_) add_features(input, states);
      layers_[i].run(kernels, arithmetic, input.windows, i < feature_layer_ ? given_distances_ : distances_, states,
                     scratch);
    }
    emit(kernels, input, states, windows, begin, encoded);
    begin = end;
  }
  decode_tags(crf_, windows, encoded);
  bend_ends(encoded);
  return encoded;
}

}  // namespace hearsay::neural

#include "reading/attribution/neural_encoder.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "model/transformer_kernels.h"

namespace hearsay::neural {
namespace {

constexpr std::uint32_t kLongestWindow = 400;  // tokens, as in training

// Bytes are multiplied by blocks of 64 rows and columns.
std::size_t filled_up(std::size_t count) { return (count + 63) / 64 * 64; }

struct FormAndShape {
  std::string_view form;
  std::uint8_t shape = 0;
  bool operator==(const FormAndShape&) const = default;
};

// Words as a ByteMatrix takes them, whose scales are of bytes that stand for -1 to 1 by 127ths.
struct WordBytes {
  std::unique_ptr<std::uint8_t[]> bytes;  // [matrix.columns x words]
  std::vector<model::ByteRange> ranges;
};

WordBytes bytes_of(const model::Kernels& kernels, const model::ByteMatrix& matrix, std::span<const float> embeddings) {
  WordBytes words;
  words.bytes = std::make_unique_for_overwrite<std::uint8_t[]>(embeddings.size());
  words.ranges.resize(embeddings.size() / static_cast<std::size_t>(matrix.columns));
  kernels.transformer->to_bytes(embeddings.data(), matrix.columns, static_cast<int>(words.ranges.size()), words.bytes.get(),
                                words.ranges.data());
  for (model::ByteRange& range : words.ranges) range = {range.step * 127, range.low * 127};
  return words;
}

struct FormAndShapeHash {
  std::size_t operator()(const FormAndShape& key) const { return std::hash<std::string_view>()(key.form) + key.shape; }
};

}  // namespace

std::optional<std::uint32_t> meta_number(std::string_view meta, std::string_view key) {
  while (!meta.empty()) {
    const std::size_t end = std::min(meta.find('\n'), meta.size());
    const std::string_view line = meta.substr(0, end);
    meta.remove_prefix(std::min(end + 1, meta.size()));
    if (line.substr(0, key.size()) != key || line.size() <= key.size() || line[key.size()] != ' ') continue;
    const std::string_view value = line.substr(key.size() + 1);
    std::uint32_t number = 0;
    const auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && rest == value.data() + value.size()) return number;
  }
  return std::nullopt;
}

// Whole paragraphs, in order, as many as fit; longer paragraphs stand alone, cut.
std::vector<Window> LstmEncoder::windows(const std::vector<Paragraph>& paragraphs) const {
  std::vector<Window> windows;
  Window window;
  const auto finish = [&] {
    while (window.length > 0) {
      const std::uint32_t length = std::min(window.length, kLongestWindow);
      windows.push_back({window.first, length});
      window.first += length;
      window.length -= length;
    }
  };
  for (const Paragraph& paragraph : paragraphs) {
    const auto length = static_cast<std::uint32_t>(paragraph.size());
    if (window.length > 0 && window.length + length > window_limit_) finish();
    window.length += length;
  }
  finish();
  return windows;
}

void decode_tags(const model::Crf& crf, std::span<const Window> windows, Encoded& encoded) {
  std::vector<float> emissions;
  for (std::uint32_t w = 0; w < windows.size(); ++w) {
    emissions.clear();
    for (std::uint32_t i = 0; i < windows[w].length; ++i) {
      const float* from = encoded.emissions.data() + std::size_t{encoded.lockstep.column(w, i)} * kTags;
      emissions.insert(emissions.end(), from, from + kTags);
    }
    encoded.tags.push_back(crf.best(emissions));
  }
}

Result<LstmEncoder> LstmEncoder::load(const model::Weights& weights) {
  LstmEncoder encoder;
  Result<std::string_view> meta = weights.text("meta");
  Result<std::string_view> vector_words = weights.text("vector_words");
  Result<std::string_view> trained_words = weights.text("trained_words");
  for (const auto* part : {&meta, &vector_words, &trained_words})
    if (!*part) return part->error();
  const std::optional<std::uint32_t> layers = meta_number(*meta, "layers");
  const std::optional<std::uint32_t> limit = meta_number(*meta, "limit");
  if (!layers || !limit || *layers == 0 || *layers > 8 || *limit == 0 || *limit > kLongestWindow)
    return Error{"it does not say how many layers it has or how long its windows are", "weights file", ""};
  encoder.window_limit_ = *limit;
  encoder.vector_words_ = model::WordTable(*vector_words);
  encoder.trained_words_ = model::WordTable(*trained_words);

  const std::pair<const char*, std::pair<model::QuantizedTable*, std::uint32_t>> tables[] = {
      {"vectors", {&encoder.vectors_, encoder.vector_words_.size() + 1}},
      {"trained", {&encoder.trained_, encoder.trained_words_.size() + 1}},
      {"suffix", {&encoder.affixes_[0], kAffixBuckets}},
      {"short", {&encoder.affixes_[1], kAffixBuckets}},
      {"prefix", {&encoder.affixes_[2], kAffixBuckets}}};
  for (const auto& [name, table] : tables) {
    Result<model::QuantizedTable> loaded = model::QuantizedTable::load(weights, name, table.second);
    if (!loaded) return loaded.error();
    *table.first = std::move(*loaded);
    encoder.embedding_size_ += table.first->columns;
  }
  Result<std::vector<float>> shapes = weights.floats("shape", kShapes, 0);
  Result<std::vector<float>> quotes = weights.floats("quote", kQuoteStates, 0);
  for (const auto* part : {&shapes, &quotes})
    if (!*part) return part->error();
  encoder.shapes_ = std::move(*shapes);
  encoder.embedding_size_ += weights.shape("shape").second;

  const std::uint32_t quote_width = weights.shape("quote").second;
  std::uint32_t inputs = encoder.embedding_size_ + quote_width;
  for (std::uint32_t i = 0; i < *layers; ++i) {
    Result<model::BiLstm> layer = model::BiLstm::load(weights, "lstm" + std::to_string(i), inputs, i > 0);
    if (!layer) return layer.error();
    inputs = 2 * layer->hidden;
    encoder.layers_.push_back(std::move(*layer));
  }
  encoder.precompute_quotes(*quotes, quote_width);
  Result<std::vector<float>> out_weight = weights.floats("out.weight", kTags, encoder.state_size());
  Result<std::vector<float>> out_bias = weights.floats("out.bias", 1, kTags);
  for (const auto* part : {&out_weight, &out_bias})
    if (!*part) return part->error();
  encoder.out_weight_ = std::move(*out_weight);
  encoder.tag_bias_ = std::move(*out_bias);
  encoder.set_probes({});
  Result<model::Crf> crf = model::Crf::load(weights, kTags);
  if (!crf) return crf.error();
  encoder.crf_ = std::move(*crf);
  return encoder;
}

// Tags and probes are rows of one matrix.
void LstmEncoder::set_probes(Probes probes) {
  Encoder::set_probes(probes);
  const std::size_t width = state_size();
  const std::size_t wide = filled_up(width);
  const std::size_t rows = kTags + probe_count();
  std::vector<float> weight = out_weight_;
  weight.insert(weight.end(), probes_.weight.begin(), probes_.weight.end());
  out_floats_ = model::PackedMatrix(weight, static_cast<int>(rows), static_cast<int>(width));
  std::vector<float> wide_weight(filled_up(rows) * wide);
  for (std::size_t row = 0; row < rows; ++row)
    std::copy_n(weight.data() + row * width, width, wide_weight.data() + row * wide);
  out_bytes_ = model::ByteMatrix(wide_weight, static_cast<int>(filled_up(rows)), static_cast<int>(wide));
  out_bias_ = tag_bias_;
  out_bias_.insert(out_bias_.end(), probes_.bias.begin(), probes_.bias.end());
  out_bias_.resize(filled_up(rows));
}

void LstmEncoder::precompute_quotes(const std::vector<float>& quotes, std::uint32_t width) {
  model::BiLstm& first = layers_.front();
  const std::uint32_t rows = 8 * first.hidden;
  quote_gates_.clear();
  for (std::uint32_t quote = 0; quote < kQuoteStates; ++quote)
    quote_gates_.insert(quote_gates_.end(), first.bias.begin(), first.bias.end());
  std::vector<float> rest(std::size_t{rows} * embedding_size_);
  const std::size_t wide = filled_up(embedding_size_);
  std::vector<float> wide_rest(filled_up(rows) * wide);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const float* from = first.input.data() + std::size_t{row} * first.inputs;
    std::copy(from, from + embedding_size_, rest.data() + std::size_t{row} * embedding_size_);
    std::copy(from, from + embedding_size_, wide_rest.data() + row * wide);
    for (std::uint32_t quote = 0; quote < kQuoteStates; ++quote)
      for (std::uint32_t i = 0; i < width; ++i)
        quote_gates_[std::size_t{quote} * rows + row] +=
            from[embedding_size_ + i] * quotes[std::size_t{quote} * width + i];
  }
  word_bytes_ = model::ByteMatrix(wide_rest, static_cast<int>(filled_up(rows)), static_cast<int>(wide));
  first.input = std::move(rest);
  first.inputs = embedding_size_;
}

void LstmEncoder::embed(const Token& token, float* out) const {
  vectors_.copy_row(vector_words_.find(token.form), out);
  out += vectors_.columns;
  trained_.copy_row(trained_words_.find(token.form), out);
  out += trained_.columns;
  const std::array<std::uint32_t, 3> buckets = affix_buckets(token.form);
  for (std::size_t i = 0; i < affixes_.size(); ++i) {
    affixes_[i].copy_row(buckets[i], out);
    out += affixes_[i].columns;
  }
  const std::size_t width = shapes_.size() / kShapes;
  std::copy_n(shapes_.data() + token.shape * width, width, out);
}

std::unique_ptr<float[]> LstmEncoder::project_words(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                                    std::span<const float> embeddings) const {
  const auto wide = static_cast<std::size_t>(word_bytes_.columns);
  const std::size_t count = embeddings.size() / wide;
  const auto rows = static_cast<std::size_t>(word_bytes_.rows);
  auto gates = std::make_unique_for_overwrite<float[]>(count * rows);
  const std::vector<float> no_bias(rows, 0);
  if (arithmetic == model::Arithmetic::floats) {
    const auto width = static_cast<int>(embedding_size_);
    kernels.affine(layers_.front().input.data(), no_bias.data(), static_cast<int>(8 * layers_.front().hidden), width,
                   embeddings.data(), static_cast<int>(wide), static_cast<int>(count), gates.get(), word_bytes_.rows);
    return gates;
  }
  const WordBytes words = bytes_of(kernels, word_bytes_, embeddings);
  kernels.transformer->byte_affine(word_bytes_, no_bias.data(), words.bytes.get(), words.ranges.data(), static_cast<int>(count),
                                   gates.get());
  return gates;
}

// The words of the windows and their quotation states.
LstmEncoder::FirstInputs LstmEncoder::first_inputs(std::span<const Token> tokens, std::span<const Window> windows,
                                                   const model::Lockstep& lockstep) const {
  // Most words of a text come again: each is read once.
  std::unordered_map<FormAndShape, std::uint32_t, FormAndShapeHash> numbers;
  const auto wide = static_cast<std::size_t>(word_bytes_.columns);
  FirstInputs inputs;
  inputs.words.resize(lockstep.columns());
  inputs.quotes.resize(lockstep.columns());
  for (std::uint32_t w = 0; w < windows.size(); ++w)
    for (std::uint32_t i = 0; i < windows[w].length; ++i) {
      const Token& token = tokens[windows[w].first + i];
      const auto [entry, is_new] =
          numbers.try_emplace({token.form, token.shape}, static_cast<std::uint32_t>(numbers.size()));
      if (is_new) {
        inputs.embeddings.resize(inputs.embeddings.size() + wide);
        embed(token, inputs.embeddings.data() + inputs.embeddings.size() - wide);
      }
      const std::uint32_t column = lockstep.column(w, i);
      inputs.words[column] = entry->second;
      inputs.quotes[column] = token.quote;
    }
  return inputs;
}

model::BiLstm::FillGates LstmEncoder::first_gates(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                                  const FirstInputs& inputs) const {
  const std::shared_ptr<const float[]> words = project_words(kernels, arithmetic, inputs.embeddings);
  return [this, words, &inputs](std::size_t direction, std::uint32_t first, std::uint32_t last, float* gates) {
    const std::size_t rows = 4 * std::size_t{layers_.front().hidden};
    const std::size_t stride = layers_.front().gate_rows();
    for (std::uint32_t column = first; column < last; ++column, gates += stride) {
      const float* word = words.get() + inputs.words[column] * static_cast<std::size_t>(word_bytes_.rows) + direction * rows;
      const float* quote = quote_gates_.data() + inputs.quotes[column] * 2 * rows + direction * rows;
      for (std::size_t k = 0; k < rows; ++k) gates[k] = word[k] + quote[k];
    }
  };
}

model::BiLstm::ByteInputs LstmEncoder::first_bytes(const model::Kernels& kernels, FirstInputs& inputs) const {
  const WordBytes words = bytes_of(kernels, word_bytes_, inputs.embeddings);
  const auto wide = static_cast<std::size_t>(word_bytes_.columns);
  inputs.bytes.resize(inputs.words.size() * wide);
  inputs.ranges.resize(inputs.words.size());
  for (std::size_t column = 0; column < inputs.words.size(); ++column) {
    std::memcpy(inputs.bytes.data() + column * wide, words.bytes.get() + inputs.words[column] * wide, wide);
    inputs.ranges[column] = words.ranges[inputs.words[column]];
  }
  const int rows = static_cast<int>(4 * layers_.front().hidden);
  model::LstmInputs forward;
  forward.matrix = &word_bytes_;
  forward.bytes = inputs.bytes.data();
  forward.byte_stride = word_bytes_.columns;
  forward.ranges = inputs.ranges.data();
  forward.added = quote_gates_.data();
  forward.added_stride = 2 * rows;
  forward.which_added = inputs.quotes.data();
  model::LstmInputs backward = forward;
  backward.row = rows;
  backward.added += rows;
  return {forward, backward};
}

// Emissions and what probes read. Sums are the same however many columns there are.
void LstmEncoder::emit(const model::Kernels& kernels, model::Arithmetic arithmetic, Encoded& encoded) const {
  const model::States& states = encoded.states;
  const std::size_t columns = encoded.lockstep.columns();
  const auto rows = static_cast<std::size_t>(out_bytes_.rows);
  const auto out = std::make_unique_for_overwrite<float[]>(columns * rows);
  if (arithmetic == model::Arithmetic::floats) {
    for (std::size_t i = 0; i < columns; ++i) std::copy(out_bias_.begin(), out_bias_.end(), out.get() + i * rows);
    kernels.add_product(out_floats_, states.values.data(), static_cast<int>(states.rows), static_cast<int>(columns),
                        out.get(), static_cast<int>(rows));
  } else {
    // The matrix's scales hold the step of a state's byte.
    const std::vector<model::ByteRange> ranges(columns, {1.0F, -128.0F});
    kernels.transformer->byte_affine(out_bytes_, out_bias_.data(), states.bytes.data(), ranges.data(),
                                     static_cast<int>(columns), out.get());
  }
  encoded.emissions.resize(columns * kTags);
  encoded.probes.resize(columns * probe_count());
  for (std::size_t i = 0; i < columns; ++i) {
    const float* from = out.get() + i * rows;
    std::copy_n(from, kTags, encoded.emissions.data() + i * kTags);
    std::copy_n(from + kTags, probe_count(), encoded.probes.data() + i * probe_count());
  }
}

Encoded LstmEncoder::encode(const model::Kernels& kernels, model::Arithmetic arithmetic, std::span<const Token> tokens,
                            std::span<const Window> windows) const {
  std::vector<std::uint32_t> lengths;
  for (const Window& window : windows) lengths.push_back(window.length);
  Encoded encoded{model::Lockstep(lengths), {}, {}, {}, {}};
  FirstInputs words = first_inputs(tokens, windows, encoded.lockstep);
  model::States below;
  for (const model::BiLstm& layer : layers_) {
    std::swap(below, encoded.states);
    const bool is_last = &layer == &layers_.back();
    const bool is_first = &layer == &layers_.front();
    const int columns = is_first ? word_bytes_.columns : static_cast<int>(below.byte_rows);
    const auto project = [&](std::size_t direction, std::uint32_t first, std::uint32_t last, float* gates) {
      layer.project(kernels, arithmetic, below, direction, first, last, gates);
    };
    model::BiLstm::Inputs inputs;
    if (layer.takes_bytes(kernels, arithmetic, columns)) {
      inputs = is_first ? first_bytes(kernels, words) : layer.inputs_of(below);
    } else if (is_first) {
      inputs = first_gates(kernels, arithmetic, words);
    } else {
      inputs = project;
    }
    layer.run(kernels, arithmetic, encoded.lockstep, inputs, is_last, encoded.states);
    if (is_first) words = {};
  }
  emit(kernels, arithmetic, encoded);
  decode_tags(crf_, windows, encoded);
  return encoded;
}

}  // namespace hearsay::neural

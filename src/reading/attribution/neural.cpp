#include "reading/attribution/neural.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "model/embedded.h"
#include "reading/attribution/neural_transformer.h"

namespace hearsay::neural {
namespace {

// What speech inside speech is told by (inner.h).
#include "../../../models/inner_probes.inc"

Span words_of(std::span<const Token> tokens, const Window& window, const Segment& segment) {
  return {tokens[window.first + segment.first].span.begin, tokens[window.first + segment.last].span.end};
}

std::uint32_t begin_of(const Attribution& attribution) {
  std::uint32_t begin = kNone;
  for (const Spans* spans : {&attribution.source, &attribution.cue, &attribution.content})
    if (!spans->empty()) begin = std::min(begin, spans->front().begin);
  return begin;
}

template <class Kind>
std::optional<Error> load_encoder(const model::Weights& weights, Probes probes, std::shared_ptr<const Encoder>& encoder) {
  Result<Kind> loaded = Kind::load(weights);
  if (!loaded) return loaded.error();
  loaded->set_probes(probes);
  encoder = std::make_shared<const Kind>(std::move(*loaded));
  return std::nullopt;
}

}  // namespace

// Several texts, one after the other.
struct Tagger::Input {
  std::vector<Token> tokens;
  std::vector<std::uint32_t> begins;  // each text's first token

  [[nodiscard]] std::size_t text_of(std::uint32_t token) const {
    return static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), token) - begins.begin() - 1);
  }
};

Result<Tagger> Tagger::load(std::string_view bytes, Probes probes) { return load(model::Weights::parse(bytes), probes); }

Result<Tagger> Tagger::load(const Result<model::Weights>& weights, Probes probes) {
  if (!weights) return weights.error();
  Tagger tagger;
  const bool has_pieces = weights->shape("pieces").second > 0;
  if (std::optional<Error> error = has_pieces ? load_encoder<TransformerEncoder>(*weights, probes, tagger.encoder_)
                                              : load_encoder<LstmEncoder>(*weights, probes, tagger.encoder_))
    return *error;
  Result<Linker> cue_of = Linker::load(*weights, "cue_of", tagger.encoder_->state_size());
  if (!cue_of) return cue_of.error();
  Result<Linker> source_of = Linker::load(*weights, "source_of", tagger.encoder_->state_size());
  if (!source_of) return source_of.error();
  tagger.cue_of_ = std::move(*cue_of);
  tagger.source_of_ = std::move(*source_of);
  return tagger;
}

std::vector<Tagger::Found> Tagger::tag_batch(const model::Kernels& kernels, model::Arithmetic arithmetic, const Input& input,
                                             std::vector<Window> windows, std::span<Readings> readings) const {
  const std::span<const Token> tokens = input.tokens;
  std::stable_sort(windows.begin(), windows.end(),
                   [](const Window& a, const Window& b) { return a.length > b.length; });
  const Encoded encoded = encoder_->encode(kernels, arithmetic, tokens, windows);
  if (!readings.empty() && !encoded.probes.empty()) {
    const std::uint32_t count = encoder_->probe_count();
    for (std::uint32_t w = 0; w < windows.size(); ++w) {
      Readings& own = readings[input.text_of(windows[w].first)];
      for (std::uint32_t i = 0; i < windows[w].length; ++i)
        own.add(tokens[windows[w].first + i].span.begin,
                encoded.probes.data() + std::size_t{encoded.lockstep.column(w, i)} * count, count);
    }
  }
  // All windows' at once, so that the linkers multiply few large matrices, not many small ones.
  std::array<std::vector<Segment>, kRoles> segments;
  for (std::uint32_t w = 0; w < windows.size(); ++w)
    for (const Segment& segment : segments_of(encoded.tags[w], w))
      segments[static_cast<std::size_t>(segment.role)].push_back(segment);
  const auto& [sources, cues, contents] = segments;
  const std::vector<Index> cue_of = cue_of_.link(kernels, encoded, contents, cues, false);
  const std::vector<Index> source_of = source_of_.link(kernels, encoded, cues, sources, true);
  std::vector<Found> found(cues.size());
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const Window& window = windows[cues[i].window];
    found[i].token = window.first;
    found[i].attribution.cue = {words_of(tokens, window, cues[i])};
    if (source_of[i] != kNone) found[i].attribution.source = {words_of(tokens, window, sources[source_of[i]])};
  }
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const Window& window = windows[contents[i].window];
    if (cue_of[i] == kNone) found.push_back({window.first, {}});
    Found& one = cue_of[i] == kNone ? found.back() : found[cue_of[i]];
    one.attribution.content.push_back(words_of(tokens, window, contents[i]));
  }
  std::erase_if(found, [](const Found& one) { return one.attribution.content.empty(); });
  return found;
}

void Readings::add(std::uint32_t begin, const float* values, std::uint32_t count) {
  begins_.emplace_back(begin, static_cast<std::uint32_t>(values_.size()));
  values_.insert(values_.end(), values, values + count);
}

void Readings::sort() {
  // A line's mark begins where its first token does, and comes before it.
  std::stable_sort(begins_.begin(), begins_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

const float* Readings::at(std::uint32_t offset) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), offset,
                                      [](std::uint32_t at, const auto& token) { return at < token.first; });
  return after == begins_.begin() ? nullptr : values_.data() + std::prev(after)->second;
}

std::vector<Attribution> Tagger::tag(std::string_view text, Readings* readings) const {
  return std::move(tag({&text, 1}, {readings, readings == nullptr ? 0U : 1U}).front());
}

std::vector<Attribution> Tagger::tag(std::string_view text, const model::Kernels& kernels, model::Arithmetic arithmetic) const {
  return std::move(tag({&text, 1}, kernels, arithmetic, {}).front());
}

std::vector<std::vector<Attribution>> Tagger::tag(std::span<const std::string_view> texts, std::span<Readings> readings) const {
  return tag(texts, model::kernels(), model::Arithmetic::bytes, readings);
}

std::vector<std::vector<Attribution>> Tagger::tag(std::span<const std::string_view> texts, const model::Kernels& kernels,
                                                  model::Arithmetic arithmetic, std::span<Readings> readings) const {
  Input input;
  std::vector<Window> windows;
  for (const std::string_view text : texts) {
    const auto begin = static_cast<std::uint32_t>(input.tokens.size());
    input.begins.push_back(begin);
    std::vector<Paragraph> paragraphs = read_paragraphs(text);
    for (const Window& window : encoder_->windows(paragraphs)) windows.push_back({begin + window.first, window.length});
    for (Paragraph& paragraph : paragraphs)
      input.tokens.insert(input.tokens.end(), std::make_move_iterator(paragraph.begin()), std::make_move_iterator(paragraph.end()));
  }
  std::vector<std::vector<Attribution>> attributions(texts.size());
  for (std::size_t begin = 0; begin < windows.size();) {
    std::size_t end = begin;
    for (std::size_t size = 0; end < windows.size() && size < encoder_->batch_tokens(); ++end) size += windows[end].length;
    std::vector<Found> found = tag_batch(
        kernels, arithmetic, input,
        {windows.begin() + static_cast<std::ptrdiff_t>(begin), windows.begin() + static_cast<std::ptrdiff_t>(end)}, readings);
    for (Found& one : found) attributions[input.text_of(one.token)].push_back(std::move(one.attribution));
    begin = end;
  }
  for (Readings& own : readings) own.sort();
  for (std::vector<Attribution>& of_text : attributions)
    std::stable_sort(of_text.begin(), of_text.end(),
                     [](const Attribution& a, const Attribution& b) { return begin_of(a) < begin_of(b); });
  return attributions;
}

const Tagger* fast_tagger() {
  static const Result<Tagger> tagger = Tagger::load(model::Weights::of_program(model::fast_attribution_weights()), {kInnerProbesFast, kInnerProbeBiasFast});
  return tagger ? &*tagger : nullptr;
}

const Tagger* accurate_tagger() {
  static const Result<Tagger> tagger = Tagger::load(model::Weights::of_program(model::accurate_attribution_weights()), {kInnerProbesAccurate, kInnerProbeBiasAccurate});
  return tagger ? &*tagger : nullptr;
}

}  // namespace hearsay::neural

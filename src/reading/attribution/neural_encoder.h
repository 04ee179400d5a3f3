// Tokens in, states and tags out: embeddings, BiLSTMs, a CRF over the roles of attributions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/crf.h"
#include "model/kernels.h"
#include "model/lstm.h"
#include "model/weights.h"
#include "model/word_table.h"
#include "reading/attribution/neural_tokens.h"

namespace hearsay::neural {

// Tag 0 is outside, 1 + 4*role + part any other; parts are begin, inside, end and single.
enum class Role : std::uint8_t { source, cue, content };
inline constexpr std::uint32_t kRoles = 3;
inline constexpr std::uint32_t kTags = 1 + 4 * kRoles;

// Whether a token of this tag is the first or the last one of its segment.
[[nodiscard]] constexpr bool is_end(std::uint8_t tag) { return tag != 0 && (tag - 1) % 4 != 1; }

// Tokens [first, first + length) of a document, read together.
struct Window {
  std::uint32_t first = 0;
  std::uint32_t length = 0;
};

// What others than the tagger read in a token's state: `bias.size()` values of it, each a row of `weight` times the state.
struct Probes {
  std::span<const float> weight;  // [bias.size() x Encoder::probe_width()]
  std::span<const float> bias;
};

// Windows after reading. Token `i` of window `w` has the column lockstep.column(w, i) of states and emissions.
struct Encoded {
  model::Lockstep lockstep;
  model::States states;                         // [Encoder::state_size() x columns], of segments' ends for linkers
  std::vector<float> emissions;                 // [kTags x columns]
  std::vector<float> probes;                    // [probes x columns]
  std::vector<std::vector<std::uint8_t>> tags;  // per window
};

// Reads tokens in windows. Const and without shared state: any number of threads may use one.
class Encoder {
 public:
  virtual ~Encoder() = default;
  [[nodiscard]] virtual std::vector<Window> windows(const std::vector<Paragraph>& paragraphs) const = 0;
  // `windows` by length, longest first.
  [[nodiscard]] virtual Encoded encode(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                       std::span<const Token> tokens, std::span<const Window> windows) const = 0;
  [[nodiscard]] virtual std::uint32_t state_size() const = 0;
  // Read at once; more would need more memory and gain no speed.
  [[nodiscard]] virtual std::size_t batch_tokens() const = 0;
  // The size of the states that probes see.
  [[nodiscard]] virtual std::uint32_t probe_width() const = 0;

  // Not owned. Probes of another width are left out.
  virtual void set_probes(Probes probes) {
    if (probes.weight.size() == probes.bias.size() * probe_width()) probes_ = probes;
  }
  [[nodiscard]] std::uint32_t probe_count() const { return static_cast<std::uint32_t>(probes_.bias.size()); }

 protected:
  Probes probes_;
};

// The number behind `key` in a weights file's lines of "key value".
[[nodiscard]] std::optional<std::uint32_t> meta_number(std::string_view meta, std::string_view key);

// Fills in the tags that the emissions and the CRF make likeliest.
void decode_tags(const model::Crf& crf, std::span<const Window> windows, Encoded& encoded);

class LstmEncoder : public Encoder {
 public:
  [[nodiscard]] static Result<LstmEncoder> load(const model::Weights& weights);

  [[nodiscard]] std::vector<Window> windows(const std::vector<Paragraph>& paragraphs) const override;
  [[nodiscard]] Encoded encode(const model::Kernels& kernels, model::Arithmetic arithmetic,
                               std::span<const Token> tokens, std::span<const Window> windows) const override;
  [[nodiscard]] std::uint32_t state_size() const override { return 2 * layers_.back().hidden; }
  // Weights are read once a step, so many windows go together.
  [[nodiscard]] std::size_t batch_tokens() const override { return 16384; }
  [[nodiscard]] std::uint32_t probe_width() const override { return state_size(); }
  void set_probes(Probes probes) override;

 private:
  // What the first layer reads.
  struct FirstInputs {
    std::vector<float> embeddings;     // [word_bytes_.columns x words], each word once
    std::vector<std::uint32_t> words;  // each column's
    std::vector<std::uint8_t> quotes;  // each column's quotation state
    // For first_bytes.
    model::RoomVector<std::uint8_t> bytes;  // [word_bytes_.columns x columns]
    std::vector<model::ByteRange> ranges;   // of each column's bytes
  };

  void embed(const Token& token, float* out) const;
  [[nodiscard]] FirstInputs first_inputs(std::span<const Token> tokens, std::span<const Window> windows,
                                         const model::Lockstep& lockstep) const;
  // The same as a layer takes them: gates of each word, or the words' bytes.
  [[nodiscard]] model::BiLstm::FillGates first_gates(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                                     const FirstInputs& inputs) const;
  [[nodiscard]] model::BiLstm::ByteInputs first_bytes(const model::Kernels& kernels, FirstInputs& inputs) const;
  // What embeddings [word_bytes_.columns x words] add to the gates of both directions, [word_bytes_.rows x words].
  [[nodiscard]] std::unique_ptr<float[]> project_words(const model::Kernels& kernels, model::Arithmetic arithmetic,
                                                       std::span<const float> embeddings) const;
  void precompute_quotes(const std::vector<float>& quotes, std::uint32_t width);
  void emit(const model::Kernels& kernels, model::Arithmetic arithmetic, Encoded& encoded) const;

  std::uint32_t window_limit_ = 0;
  model::WordTable vector_words_;
  model::WordTable trained_words_;
  model::QuantizedTable vectors_;
  model::QuantizedTable trained_;
  std::array<model::QuantizedTable, 3> affixes_;  // suffix of three, suffix of two, prefix of three
  std::vector<float> shapes_;                     // [kShapes x its width]
  std::uint32_t embedding_size_ = 0;              // without the quote state
  // The first layer's `input` holds the columns of the embedding alone; the bias and what a quote state adds are in
  // quote_gates_.
  std::vector<model::BiLstm> layers_;
  model::ByteMatrix word_bytes_;    // the first layer's `input`, both sides filled up to multiples of 64
  std::vector<float> quote_gates_;  // [8*hidden x kQuoteStates]
  std::vector<float> out_weight_;  // of the tags
  std::vector<float> tag_bias_;
  model::PackedMatrix out_floats_;  // of the tags and the probes
  model::ByteMatrix out_bytes_;     // the same, both sides filled up to multiples of 64
  std::vector<float> out_bias_;     // filled up too
  model::Crf crf_;
};

}  // namespace hearsay::neural

// Word pieces in, states and tags out: a transformer, the tokens' case and quotation states added between its layers, a
// CRF over the roles of attributions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/crf.h"
#include "model/piece_table.h"
#include "model/transformer.h"
#include "model/weights.h"
#include "reading/attribution/neural_encoder.h"

namespace hearsay::neural {

class TransformerEncoder : public Encoder {
 public:
  [[nodiscard]] static Result<TransformerEncoder> load(const model::Weights& weights);

  [[nodiscard]] std::vector<Window> windows(const std::vector<Paragraph>& paragraphs) const override;
  [[nodiscard]] Encoded encode(const model::Kernels& kernels, model::Arithmetic arithmetic,
                               std::span<const Token> tokens, std::span<const Window> windows) const override;
  [[nodiscard]] std::uint32_t state_size() const override {
    return static_cast<std::uint32_t>(squeeze_bias_.size());
  }
  [[nodiscard]] std::size_t batch_tokens() const override { return 4096; }
  [[nodiscard]] std::uint32_t probe_width() const override { return shape_.hidden; }

  // The pieces of a token, by their numbers; tests compare them with Python's.
  void append_pieces(const Token& token, std::vector<std::uint32_t>& pieces) const;

 private:
  // The pieces of several windows, one after the other.
  struct Input {
    std::vector<std::uint32_t> pieces;
    std::vector<const Token*> token_of;   // each piece's
    std::vector<std::uint32_t> firsts;    // each token's first piece
    std::vector<model::Stretch> windows;  // of pieces
  };
  [[nodiscard]] Input read_windows(std::span<const Token> tokens, std::span<const Window> windows) const;
  void embed(const model::Kernels& kernels, const Input& input, model::LineVector<float>& states) const;
  void add_features(const Input& input, model::LineVector<float>& states) const;
  void emit(const model::Kernels& kernels, const Input& input, const model::LineVector<float>& states,
            std::span<const Window> windows, std::size_t begin, Encoded& encoded) const;

  void bend_ends(Encoded& encoded) const;

  model::TransformerShape shape_;
  std::uint32_t window_limit_ = 0;   // pieces
  std::uint32_t feature_layer_ = 0;  // the first that sees case and quotation states
  model::PieceTable table_;
  std::vector<float> positions_;
  std::vector<float> shapes_;
  std::vector<float> quotes_;
  model::LayerNorm norm_;
  std::vector<float> given_distances_;  // for the layers below the features, and for those above
  std::vector<float> distances_;
  std::vector<model::TransformerLayer> layers_;
  std::vector<float> out_weight_;
  std::vector<float> out_bias_;
  std::vector<float> squeeze_weight_;
  std::vector<float> squeeze_bias_;
  model::Crf crf_;
};

}  // namespace hearsay::neural

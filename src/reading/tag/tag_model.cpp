#include <algorithm>
#include <stdexcept>
#include <utility>

#include "model/embedded.h"
#include "model/weights.h"
#include "reading/tag/tag_features.h"

namespace hearsay {
namespace {

using Scores = std::array<float, kPartsOfSpeech>;

constexpr std::size_t kDenseRows = kTagVectors * model::kVectorSize;
constexpr std::size_t kMaxForms = 1U << 14;  // of one text; then they are forgotten, so that memory stays bounded
constexpr std::size_t kMaxWords = 2048;      // of one sentence; what goes on is tagged as another

}  // namespace

const TagModel& TagModel::shared() {
  static const TagModel kModel = [] {
    Result<TagModel> model = load(model::tag_weights());
    if (!model)
      throw std::logic_error("the model of parts of speech in the program cannot be read: " + model.error().message());
    return std::move(*model);
  }();
  return kModel;
}

Result<TagModel> TagModel::load(std::string_view bytes) {
  const Result<model::Weights> weights = model::Weights::parse(bytes);
  if (!weights) return weights.error();
  const Result<std::string_view> features = weights->text("features");
  if (!features) return features.error();
  const std::size_t size = features->size() / 4;
  if (size == 0 || size > 0x7FFF || features->size() % 4 != 0)
    return Error{"the weights have no features of four bytes each", "", ""};
  Result<std::vector<float>> scale = weights->floats("scale", 1, 1);
  if (!scale) return scale.error();
  const Result<model::Tensor> rows =
      weights->find("rows", model::TensorType::int8, static_cast<std::uint32_t>(size), kPartsOfSpeech);
  if (!rows) return rows.error();
  Result<std::vector<float>> dense = weights->floats("dense", kDenseRows, kPartsOfSpeech);
  if (!dense) return dense.error();
  TagModel model;
  model.dense_ = std::move(*dense);
  for (std::size_t i = 0; i < rows->size(); ++i) {
    model.rows_.push_back(static_cast<float>(static_cast<std::int8_t>(rows->data[i])) * scale->front());
  }
  model.slots_.resize(std::size_t{1} << 16);
  for (std::size_t i = 0; i < size; ++i) {
    std::uint32_t feature = 0;
    for (std::size_t byte = 0; byte < 4; ++byte)
      feature |= std::uint32_t{static_cast<unsigned char>((*features)[4 * i + byte])} << 8 * byte;
    model.features_.push_back(feature);
    std::size_t slot = feature & 0xFFFFU;
    while (model.slots_[slot] != 0) slot = (slot + 1) & 0xFFFFU;
    model.slots_[slot] = static_cast<std::uint16_t>(i + 1);
  }
  return model;
}

const float* TagModel::row(std::uint32_t feature) const {
  for (std::size_t slot = feature & 0xFFFFU; slots_[slot] != 0; slot = (slot + 1) & 0xFFFFU) {
    const std::size_t row = slots_[slot] - std::size_t{1};
    if (features_[row] == feature) return rows_.data() + row * kPartsOfSpeech;
  }
  return nullptr;
}

// One text's tagging: what a form adds to the scores of the words around it is reckoned once.
class TagRun {
 public:
  TagRun(const TagModel& model, std::string_view content, std::vector<TaggedWord>& words)
      : model_(model), content_(content), words_(words) {}

  void run() {
    for (std::size_t first = 0, last = 0; first < words_.size(); first = last) {
      const std::size_t most = std::min(words_.size(), first + kMaxWords);
      for (last = first; last < most && words_[last].sentence == words_[first].sentence;) ++last;
      if (forms_.size() > kMaxForms) {
        forms_ = TagForms();
        shares_.clear();
      }
      tag_sentence(first, last);
    }
  }

 private:
  void add(std::uint32_t feature, Scores& scores) const {
    const float* row = model_.row(feature);
    if (row == nullptr) return;
    for (std::size_t tag = 0; tag < kPartsOfSpeech; ++tag) scores[tag] += row[tag];
  }

  void add_shares() {
    while (shares_.size() < forms_.size()) {
      const TagForm& form = forms_[static_cast<std::uint32_t>(shares_.size())];
      std::array<Scores, kTagOffsets>& shares = shares_.emplace_back();
      for (std::size_t offset = 0; offset < kTagOffsets; ++offset)
        for (const std::uint32_t feature : form.features[offset]) add(feature, shares[offset]);
      if (!form.has_vector) continue;
      const float* weights = model_.dense_.data();
      for (std::size_t offset = kTagReach - 1; offset < kTagReach - 1 + kTagVectors; ++offset)
        for (const float value : form.vector)
          for (std::size_t tag = 0; tag < kPartsOfSpeech; ++tag) shares[offset][tag] += value * *weights++;
    }
  }

  void tag_sentence(std::size_t first, std::size_t last) {
    const std::vector<std::uint32_t> forms = sentence_forms(content_, words_, first, last, forms_);
    add_shares();
    std::size_t before = kNoTag;
    std::size_t previous = kNoTag;
    for (std::size_t i = first; i < last; ++i) {
      const std::uint32_t* at = forms.data() + (i - first);
      Scores scores{};
      for (std::size_t offset = 0; offset < kTagOffsets; ++offset)
        for (std::size_t tag = 0; tag < kPartsOfSpeech; ++tag) scores[tag] += shares_[at[offset]][offset][tag];
      const std::uint32_t* word = at + kTagReach;
      for (const std::uint32_t feature :
           context_features(forms_[word[-1]], forms_[word[0]], forms_[word[1]], before, previous))
        add(feature, scores);
      before = std::exchange(previous,
                             static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin()));
      words_[i].part = static_cast<PartOfSpeech>(previous);
    }
  }

  const TagModel& model_;
  std::string_view content_;
  std::vector<TaggedWord>& words_;
  TagForms forms_;
  std::vector<std::array<Scores, kTagOffsets>> shares_;
};

void TagModel::tag(std::string_view content, std::vector<TaggedWord>& words) const {
  TagRun(*this, content, words).run();
}

}  // namespace hearsay

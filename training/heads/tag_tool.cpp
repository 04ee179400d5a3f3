// Learns parts of speech for training/heads/tags.py, by the features that the program itself uses; no part of the
// program.
//   tag_tool learn ROWS OUT < GOLD   GOLD: JSON Lines with text and words, [[begin, end, number of the tag], ...] in
//   code points;
//                                    OUT: u32 rows, then their features (u32, in order), their weights (float32, a row
//                                    each), and the weights of the vectors (float32)
//   tag_tool tag < TEXTS             prints {"id", "sentences", "tags"} a line, as eval/score_heads.py scores
// Softmax over all tags, AdaGrad, greedy from left to right over the tags it gave itself. A tenth of the features is
// left out now and then. After kFirst epochs the ROWS features that carry most weight in most places are kept, and
// learned on alone.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <unordered_map>

#include "core/unicode.h"
#include "reading/tag/tag_features.h"

using namespace hearsay;

namespace {

constexpr std::size_t kTags = kPartsOfSpeech;
constexpr int kFirst = 4;   // epochs over all features
constexpr int kSecond = 10;  // over those that are kept
constexpr float kRate = 0.1F;
constexpr float kDropped = 0.1F;

struct Row {
  std::array<float, kTags> weights{};
  std::array<float, kTags> squares{};
  std::uint32_t count = 0;
};

struct Line {
  std::vector<std::uint32_t> forms;
  std::vector<std::uint8_t> gold;  // kNoTag where our cut is another
};

class Learner {
 public:
  void read(const std::string& line) {
    const nlohmann::json document = nlohmann::json::parse(line);
    const auto content = document.at("text").get<std::string>();
    const Text text = analyze_text(content);
    const OffsetMap map(content, OffsetMap::Unit::code_point);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint8_t> gold;
    for (const nlohmann::json& word : document.at("words")) gold[{word[0], word[1]}] = word[2];
    const std::vector<TaggedWord> words = cut_words(text);
    for (std::size_t first = 0, last = 0; first < words.size(); first = last) {
      for (last = first; last < words.size() && words[last].sentence == words[first].sentence;) ++last;
      Line sentence{sentence_forms(content, words, first, last, forms_), {}};
      for (std::size_t i = first; i < last; ++i) {
        const auto found = gold.find({map(words[i].span.begin), map(words[i].span.end)});
        sentence.gold.push_back(found == gold.end() ? static_cast<std::uint8_t>(kNoTag) : found->second);
      }
      lines_.push_back(std::move(sentence));
    }
  }

  void learn(std::size_t keep) {
    for (const Line& line : lines_) count(line);
    std::erase_if(rows_, [](const auto& row) { return row.second.count < 2; });
    std::cerr << lines_.size() << " sentences, " << rows_.size() << " features\n";
    for (int epoch = 0; epoch < kFirst; ++epoch) run_epoch(epoch, kFirst + kSecond);
    prune(keep);
    for (int epoch = kFirst; epoch < kFirst + kSecond; ++epoch) run_epoch(epoch, kFirst + kSecond);
  }

  void write(const char* path) const {
    std::map<std::uint32_t, const Row*> sorted;
    for (const auto& [feature, row] : rows_) sorted[feature] = &row;
    std::ofstream out(path, std::ios::binary);
    const auto put = [&](const void* bytes, std::size_t size) {
      out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
    };
    const auto size = static_cast<std::uint32_t>(sorted.size());
    put(&size, 4);
    for (const auto& [feature, row] : sorted) put(&feature, 4);
    for (const auto& [feature, row] : sorted) put(row->weights.data(), sizeof row->weights);
    put(dense_.data(), dense_.size() * 4);
  }

 private:
  void count(const Line& line) {
    std::size_t before = kNoTag;
    std::size_t last = kNoTag;
    for (std::size_t i = 0; i < line.gold.size(); ++i) {
      for (const std::uint32_t feature : features(line, i, before, last)) ++rows_[feature].count;
      before = std::exchange(last, line.gold[i]);
    }
  }

  std::vector<std::uint32_t> features(const Line& line, std::size_t i, std::size_t before, std::size_t last) const {
    std::vector<std::uint32_t> all;
    for (std::size_t offset = 0; offset < kTagOffsets; ++offset) {
      const auto& some = forms_[line.forms[i + offset]].features[offset];
      all.insert(all.end(), some.begin(), some.end());
    }
    const std::uint32_t* at = line.forms.data() + i + kTagReach;
    for (const std::uint32_t feature : context_features(forms_[at[-1]], forms_[at[0]], forms_[at[1]], before, last))
      all.push_back(feature);
    return all;
  }

  void run_epoch(int epoch, int epochs) {
    std::vector<std::size_t> order(lines_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
    rate_ = kRate * (1.0F - static_cast<float>(epoch) / static_cast<float>(epochs));
    std::size_t right = 0;
    std::size_t all = 0;
    for (const std::size_t index : order) {
      const Line& line = lines_[index];
      std::size_t before = kNoTag;
      std::size_t last = kNoTag;
      for (std::size_t i = 0; i < line.gold.size(); ++i) {
        const std::size_t tag = step(line, i, before, last);
        right += tag == line.gold[i] ? 1 : 0;
        all += line.gold[i] < kTags ? 1 : 0;
        before = std::exchange(last, tag);
      }
    }
    std::cerr << "epoch " << epoch + 1 << ": " << static_cast<double>(right) / static_cast<double>(all)
              << " of train right\n";
  }

  bool dropped() { return static_cast<float>(random_() & 0xFFFFU) < kDropped * 65536.0F; }

  std::size_t step(const Line& line, std::size_t i, std::size_t before, std::size_t last) {
    std::vector<Row*> active;
    for (const std::uint32_t feature : features(line, i, before, last)) {
      const auto found = rows_.find(feature);
      if (found != rows_.end() && !dropped()) active.push_back(&found->second);
    }
    std::array<const TagForm*, kTagVectors> vectors{};
    for (std::size_t k = 0; k < kTagVectors; ++k) {
      const TagForm& form = forms_[line.forms[i + kTagReach - 1 + k]];
      if (form.has_vector && !dropped()) vectors[k] = &form;
    }
    std::array<float, kTags> scores{};
    for (const Row* row : active)
      for (std::size_t t = 0; t < kTags; ++t) scores[t] += row->weights[t];
    for (std::size_t k = 0; k < kTagVectors; ++k)
      for (std::size_t v = 0; vectors[k] != nullptr && v < model::kVectorSize; ++v)
        for (std::size_t t = 0; t < kTags; ++t)
          scores[t] += vectors[k]->vector[v] * dense_[(k * model::kVectorSize + v) * kTags + t];
    const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    if (line.gold[i] >= kTags) return best;
    const float most = scores[best];
    float sum = 0;
    for (float& score : scores) sum += score = std::exp(score - most);
    for (float& score : scores) score /= sum;
    scores[line.gold[i]] -= 1;
    for (Row* row : active) {
      for (std::size_t t = 0; t < kTags; ++t) {
        row->squares[t] += scores[t] * scores[t];
        row->weights[t] -= rate_ * scores[t] / std::sqrt(row->squares[t] + 0.1F);
      }
    }
    for (std::size_t k = 0; k < kTagVectors; ++k) {
      for (std::size_t v = 0; vectors[k] != nullptr && v < model::kVectorSize; ++v) {
        float* weights = dense_.data() + (k * model::kVectorSize + v) * kTags;
        float* squares = dense_squares_.data() + (k * model::kVectorSize + v) * kTags;
        for (std::size_t t = 0; t < kTags; ++t) {
          const float slope = scores[t] * vectors[k]->vector[v];
          squares[t] += slope * slope;
          weights[t] -= 0.3F * rate_ * slope / std::sqrt(squares[t] + 0.1F);
        }
      }
    }
    return best;
  }

  void prune(std::size_t keep) {
    std::vector<std::pair<float, std::uint32_t>> worth;
    for (const auto& [feature, row] : rows_) {
      float sum = 0;
      for (const float weight : row.weights) sum += weight * weight;
      worth.emplace_back(-std::sqrt(sum) * std::sqrt(static_cast<float>(row.count)), feature);
    }
    std::sort(worth.begin(), worth.end());
    for (std::size_t i = keep; i < worth.size(); ++i) rows_.erase(worth[i].second);
  }

  TagForms forms_;
  std::vector<Line> lines_;
  std::unordered_map<std::uint32_t, Row> rows_;
  std::vector<float> dense_ = std::vector<float>(kTagVectors * model::kVectorSize * kTags);
  std::vector<float> dense_squares_ = dense_;
  std::mt19937 random_{1};
  float rate_ = kRate;
};

void print_tags(const std::string& line) {
  const nlohmann::json document = nlohmann::json::parse(line);
  const auto content = document.at("text").get<std::string>();
  const Text text = analyze_text(content);
  const OffsetMap map(content, OffsetMap::Unit::code_point);
  nlohmann::json out{
      {"id", document.at("id")}, {"sentences", nlohmann::json::array()}, {"tags", nlohmann::json::array()}};
  for (const Sentence& sentence : text.sentences)
    out["sentences"].push_back({map(sentence.span.begin), map(sentence.span.end)});
  for (const TaggedWord& word : tag_words(text))
    out["tags"].push_back({map(word.span.begin), map(word.span.end), to_string(word.part)});
  std::cout << out.dump() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "tag") {
    for (std::string line; std::getline(std::cin, line);) print_tags(line);
    return 0;
  }
  if (what != "learn" || argc != 4) return 2;
  Learner learner;
  for (std::string line; std::getline(std::cin, line);) learner.read(line);
  learner.learn(static_cast<std::size_t>(std::atol(argv[2])));
  learner.write(argv[3]);
}

#include "reading/name/name_model.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "model/embedded.h"
#include "model/weights.h"
#include "model/word_vectors.h"
#include "reading/name/name_words.h"

namespace hearsay {
namespace {

static_assert(NameFeatures::kVector == model::kVectorSize);

constexpr EntityType kTypes[kLearnedTypes] = {EntityType::person, EntityType::organization, EntityType::place, EntityType::other};
constexpr float kSure = 5;    // points from which the rules are trusted
constexpr float kMargin = 1;  // how much better another type must be than that of the rules

std::size_t learned_type(EntityType type) {
  if (type == EntityType::outlet) type = EntityType::organization;
  return static_cast<std::size_t>(std::find(std::begin(kTypes), std::end(kTypes) - 1, type) - std::begin(kTypes));
}

using Buckets = model::FeatureHasher<NameFeatures::kBuckets>;

// "Xx", "X.", "XX", "xX-", "d": what a word looks like.
std::string shape_of(std::string_view exact) {
  std::string shape;
  for (const char c : exact) {
    const char kind = c >= 'A' && c <= 'Z' ? 'X' : c >= '0' && c <= '9' ? 'd' : c == '.' || c == '-' || c == '&' ? c : 'x';
    if (shape.empty() || shape.back() != kind) shape.push_back(kind);
    if (shape.size() > 6) break;
  }
  return shape;
}

std::string_view suffix_of(std::string_view word, std::size_t length) {
  return word.size() > length ? word.substr(word.size() - length) : word;
}

void add_own_words(const TextWords& words, const NamePart& part, Buckets& out) {
  const std::string_view head = words.lower(part.first);
  const std::string_view tail = words.lower(part.last - 1);
  const std::string size = std::to_string(std::min<std::size_t>(part.last - part.first, 5));
  out.add("size", size);
  out.add("head", head);
  out.add("tail", tail);
  for (std::size_t word = part.first; word < part.last; ++word) out.add("word", words.lower(word));
  out.add("suffix 3", suffix_of(tail, 3), size);
  out.add("suffix 4", suffix_of(tail, 4));
  out.add("shapes", shape_of(words.exact(part.first)), shape_of(words.exact(part.last - 1)));
  if (words[part.first].opens) out.add("opens", size);
  if (part.title_last > part.title_first) out.add("titled");
  if (part.role_last > part.role_first) out.add("role");
}

void add_surroundings(const TextWords& words, const NamePart& part, Buckets& out) {
  const auto before = [&](std::ptrdiff_t distance) { return words.lower_near(part.first, -distance); };
  const auto behind = [&](std::ptrdiff_t distance) { return words.lower_near(part.last - 1, distance); };
  const std::string_view possessive = words[part.last - 1].possessive ? "'s" : "";
  out.add("before", before(1));
  out.add("before 2", before(2), before(1));
  out.add("behind", behind(1), possessive);
  out.add("behind 2", behind(1), behind(2));
  out.add("between", before(1), behind(1));
  const std::size_t size = words.size();
  if (part.last < size && words[part.last].capitalized) out.add("goes on", possessive);
  if (part.last + 1 < size && behind(1) == "," && words[part.last + 1].capitalized) out.add("comma and capital");
  if (is_role_noun(behind(1))) out.add("role behind");
  if (is_role_noun(before(1))) out.add("role before");
}

// Of names none of whose words has a vector the model knows little; what the rules gather from the whole text is surer.
bool is_heard_of(const TextWords& words, const NamePart& part) {
  std::array<float, NameFeatures::kVector> sum{};
  bool known = false;
  for (std::size_t word = part.first; word < part.last; ++word) known |= model::WordVectors::shared().add(words.lower(word), 1, sum.data());
  return known;
}

}  // namespace

NameFeatures name_features(const TextWords& words, const NamePart& part) {
  NameFeatures features;
  Buckets out(features.sparse);
  out.add("bias");
  out.add("rule", std::to_string(static_cast<int>(part.type)), part.last - part.first == 1 ? "1" : "+");
  add_own_words(words, part, out);
  add_surroundings(words, part, out);
  for (std::size_t type = 0; type < kEntityTypes; ++type) features.dense[type] = std::clamp(part.scores[type], -6.0F, 6.0F) / 6;
  const model::WordVectors& vectors = model::WordVectors::shared();
  const auto slot = [&](std::size_t number) { return features.dense.data() + kEntityTypes + number * NameFeatures::kVector; };
  const float share = 1.0F / static_cast<float>(part.last - part.first);
  for (std::size_t word = part.first; word < part.last; ++word) vectors.add(words.lower(word), share, slot(0));
  vectors.add(words.lower(part.last - 1), 1, slot(1));
  vectors.add(words.lower_near(part.first, -1), 1, slot(2));
  vectors.add(words.lower_near(part.last - 1, 1), 1, slot(3));
  return features;
}

const NameModel& NameModel::shared() {
  static const NameModel kModel = [] {
    Result<NameModel> model = load(model::name_weights());
    if (!model) throw std::logic_error("the model of names in the program cannot be read: " + model.error().message());
    return std::move(*model);
  }();
  return kModel;
}

Result<NameModel> NameModel::load(std::string_view bytes) {
  const Result<model::Weights> weights = model::Weights::parse(bytes);
  if (!weights) return weights.error();
  Result<std::vector<float>> sparse = weights->floats("sparse", NameFeatures::kBuckets, kLearnedTypes);
  if (!sparse) return sparse.error();
  Result<std::vector<float>> dense = weights->floats("dense", NameFeatures::kDense, kLearnedTypes);
  if (!dense) return dense.error();
  NameModel model;
  model.sparse_ = std::move(*sparse);
  model.dense_ = std::move(*dense);
  return model;
}

LearnedScores NameModel::score(const NameFeatures& features) const {
  LearnedScores scores{};
  for (const std::uint32_t bucket : features.sparse)
    for (std::size_t type = 0; type < kLearnedTypes; ++type) scores[type] += sparse_[std::size_t{bucket} * kLearnedTypes + type];
  for (std::size_t i = 0; i < NameFeatures::kDense; ++i)
    for (std::size_t type = 0; type < kLearnedTypes; ++type) scores[type] += features.dense[i] * dense_[i * kLearnedTypes + type];
  return scores;
}

void correct_types(const TextWords& words, std::vector<NamePart>& parts) {
  const NameModel& model = NameModel::shared();
  struct Sum {
    LearnedScores scores{};
    float count = 0;
  };
  std::unordered_map<std::string_view, Sum> by_name;
  std::vector<LearnedScores> own(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    own[i] = model.score(name_features(words, parts[i]));
    Sum& sum = by_name[words.lower_run(parts[i].first, parts[i].last)];
    for (std::size_t type = 0; type < kLearnedTypes; ++type) sum.scores[type] += own[i][type];
    sum.count += 1;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    NamePart& part = parts[i];
    // What the model does not tell apart stays as the rules have it, and what a list of theirs knows.
    if (part.type == EntityType::group || part.type == EntityType::document) continue;
    if (!is_heard_of(words, part)) continue;
    // "HARL" in a headline looks like a body's initials to the model; the rules know how it is written elsewhere.
    if (part.last - part.first == 1 && words[part.first].all_caps) continue;
    if (*std::max_element(part.scores.begin(), part.scores.end()) >= kSure) continue;
    const Sum& sum = by_name[words.lower_run(part.first, part.last)];
    LearnedScores& scores = own[i];
    for (std::size_t type = 0; type < kLearnedTypes; ++type) scores[type] += sum.scores[type] / sum.count;
    const std::size_t rule = learned_type(part.type);
    const auto best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    // "Harl's office": whose it is is mostly somebody.
    const bool owner = part.type == EntityType::person && words[part.last - 1].possessive;
    if (scores[best] - scores[rule] >= (owner ? 2 * kMargin : kMargin)) part.type = kTypes[best];
  }
}

}  // namespace hearsay

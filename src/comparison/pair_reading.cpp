#include "comparison/pair_reading.h"

#include <algorithm>
#include <cmath>
#include <future>
#include <map>
#include <span>
#include <thread>

#include "model/trees.h"

namespace hearsay::comparison {
namespace {

using model::kLeaf;
using model::Relation;
using model::RelationShares;
using model::share_of;
using model::TreeNode;

#include "../../models/conflict_chance.inc"

constexpr float kReadAgain = 0.2F;
constexpr std::size_t kFewestOfCore = 16;  // pairs

// On all cores; a pair's shares don't depend on its company.
std::vector<RelationShares> relate(std::span<const model::SentencePair> pairs) {
  const model::RelationModel& model = model::RelationModel::shared();
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t part = std::max(kFewestOfCore, (pairs.size() + cores - 1) / cores);
  std::vector<std::future<std::vector<RelationShares>>> parts;
  for (std::size_t at = part; at < pairs.size(); at += part) {
    const auto some = pairs.subspan(at, std::min(part, pairs.size() - at));
    parts.push_back(std::async(std::launch::async, [&model, some] { return model.relate(some); }));
  }
  std::vector<RelationShares> all = model.relate(pairs.first(std::min(part, pairs.size())));
  for (auto& one : parts) {
    const std::vector<RelationShares> more = one.get();
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

// What may be a conflict of one day is read the other way round as well, and counts as the mean of both.
void read_again(PairReading& reading) {
  std::vector<std::size_t> doubtful;
  std::vector<model::SentencePair> turned;
  for (std::size_t i = 0; i < reading.pairs.size(); ++i) {
    const ClaimPair& pair = reading.pairs[i];
    if (share_of(reading.shares[i], Relation::conflict) < kReadAgain || (pair.days && *pair.days >= 1)) continue;
    doubtful.push_back(i);
    turned.push_back(sentences_of(reading.claims[pair.two], reading.claims[pair.one], pair.days));
  }
  const auto again = relate(turned);
  for (std::size_t k = 0; k < doubtful.size(); ++k) {
    for (std::size_t c = 0; c < model::kRelations; ++c) {
      float& share = reading.shares[doubtful[k]][c];
      share = (share + again[k][c]) / 2;
    }
  }
}

float greatest(const PairReading& reading, const std::vector<std::size_t>& pairs, std::size_t without,
               Relation relation) {
  float most = 0;
  for (const std::size_t i : pairs) {
    if (i != without) most = std::max(most, share_of(reading.shares[i], relation));
  }
  return most;
}

// How surely a third claim agrees with one of the pair and is in conflict with the other.
float by_a_third(const PairReading& reading, std::size_t pair) {
  const auto [one, two] = std::pair(reading.pairs[pair].one, reading.pairs[pair].two);
  std::map<std::size_t, std::size_t> third;
  for (const std::size_t i : reading.of_claim[one]) third.emplace(reading.pairs[i].other(one), i);
  float most = 0;
  for (const std::size_t i : reading.of_claim[two]) {
    const auto found = third.find(reading.pairs[i].other(two));
    if (i == pair || found == third.end() || found->second == pair) continue;
    const RelationShares& left = reading.shares[found->second];
    const RelationShares& right = reading.shares[i];
    most = std::max({most, share_of(left, Relation::agree) * share_of(right, Relation::conflict),
                     share_of(left, Relation::conflict) * share_of(right, Relation::agree)});
  }
  return most;
}

}  // namespace

model::SentencePair sentences_of(const Claim& one, const Claim& two, std::optional<double> days) {
  return {one.text, two.text, days, one.before, two.before};
}

std::vector<ChanceFeatures> chance_features(const PairReading& reading) {
  float most = 0.01F;
  for (const RelationShares& shares : reading.shares) most = std::max(most, share_of(shares, Relation::conflict));
  std::vector<ChanceFeatures> rows;
  for (std::size_t i = 0; i < reading.pairs.size(); ++i) {
    const ClaimPair& pair = reading.pairs[i];
    const RelationShares& shares = reading.shares[i];
    ChanceFeatures row{};
    auto next = std::copy(pair.features.begin(), pair.features.end(), row.begin());
    *next++ = pair.promise;
    next = std::copy(shares.begin(), shares.end(), next);
    *next++ = share_of(shares, Relation::conflict) / most;
    const auto sorted = [&](Relation relation) {
      return std::minmax({greatest(reading, reading.of_claim[pair.one], i, relation),
                          greatest(reading, reading.of_claim[pair.two], i, relation)});
    };
    const auto against = sorted(Relation::conflict);
    const auto with = sorted(Relation::agree);
    *next++ = against.first;
    *next++ = against.second;
    *next++ = with.first;
    *next++ = with.second;
    *next++ = by_a_third(reading, i);
    *next = share_of(shares, Relation::conflict) - against.second;
    rows.push_back(row);
  }
  return rows;
}

PairReading read_pairs(const StoryView& view, std::size_t most) {
  PairReading reading;
  reading.claims = collect_claims(view);
  reading.pairs = likely_pairs(view, reading.claims, most);
  reading.of_claim.resize(reading.claims.size());
  std::vector<model::SentencePair> sentences;
  for (std::size_t i = 0; i < reading.pairs.size(); ++i) {
    const ClaimPair& pair = reading.pairs[i];
    reading.of_claim[pair.one].push_back(i);
    reading.of_claim[pair.two].push_back(i);
    sentences.push_back(sentences_of(reading.claims[pair.one], reading.claims[pair.two], pair.days));
  }
  reading.shares = relate(sentences);
  read_again(reading);
  for (const ChanceFeatures& row : chance_features(reading)) {
    reading.chances.push_back(1 / (1 + std::exp(-model::sum_trees(kChanceNodes, kChanceRoots, row.data()))));
  }
  return reading;
}

}  // namespace hearsay::comparison

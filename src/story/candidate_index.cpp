#include "story/candidate_index.h"

#include <algorithm>
#include <iterator>

namespace hearsay::story {
namespace {

constexpr std::size_t kQueryTerms = 28;
constexpr std::size_t kIndexedTerms = 40;  // a few more than are asked for: a term may weigh less in the other document
constexpr std::size_t kPostings = 192;     // the latest documents of a term

void take_heaviest(const DocumentVector& vector, std::size_t most, std::vector<WeightedTerm>& terms) {
  terms.clear();
  for (std::size_t i = 0; i < vector.terms.size(); ++i) terms.push_back({vector.terms[i], vector.words[i]});
  const auto heavier = [](const WeightedTerm& left, const WeightedTerm& right) {
    return left.weight != right.weight ? left.weight > right.weight : left.term < right.term;
  };
  if (terms.size() > most) {
    std::nth_element(terms.begin(), terms.begin() + static_cast<std::ptrdiff_t>(most), terms.end(), heavier);
    terms.resize(most);
  }
}

}  // namespace

std::vector<Index> CandidateIndex::look_up(const DocumentVector& vector, std::size_t most) {
  take_heaviest(vector, kQueryTerms, heaviest_);
  touched_.clear();
  for (const WeightedTerm& term : heaviest_) {
    const auto found = postings_.find(term.term);
    if (found == postings_.end()) continue;
    for (const Posting& posting : found->second) {
      float& sum = sums_[posting.document];
      if (sum == 0) touched_.push_back(posting.document);
      sum += posting.weight * term.weight;
    }
  }
  std::vector<std::pair<float, Index>> best;
  best.reserve(touched_.size());
  for (const Index document : touched_) {
    if (sums_[document] > 0) best.emplace_back(-sums_[document], document);
    sums_[document] = 0;
  }
  const std::size_t kept = std::min(most, best.size());
  std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(kept), best.end());
  std::vector<Index> documents;
  for (std::size_t i = 0; i < kept; ++i) documents.push_back(best[i].second);
  return documents;
}

void CandidateIndex::add(Index document, const DocumentVector& vector) {
  if (document >= sums_.size()) sums_.resize(document + 1);
  take_heaviest(vector, kIndexedTerms, heaviest_);
  for (const WeightedTerm& term : heaviest_) {
    std::vector<Posting>& postings = postings_[term.term];
    // The oldest go in batches, so that an addition costs the same on average whatever the term.
    if (postings.size() >= 2 * kPostings) postings.erase(postings.begin(), postings.begin() + kPostings);
    postings.push_back({document, term.weight});
  }
}

void CandidateIndex::forget(const std::function<bool(Index)>& forgotten) {
  for (auto entry = postings_.begin(); entry != postings_.end();) {
    std::erase_if(entry->second, [&forgotten](const Posting& posting) { return forgotten(posting.document); });
    entry = entry->second.empty() ? postings_.erase(entry) : std::next(entry);
  }
}

}  // namespace hearsay::story

#include "story/origin.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "core/outlet.h"

namespace hearsay::story {
namespace {

constexpr std::uint32_t kLead = 1200;  // bytes within which the lead attributes something, if it does

// The outlet on which a chain rests: the one nearest to the utterer, the page's own publisher aside.
std::optional<std::string> rests_on(const Attribution& attribution) {
  for (const Hop& hop : attribution.chain) {
    if (hop.basis == "publisher" || hop.name.empty()) continue;
    const bool outlet = hop.kind == SpeakerKind::outlet && (hop.basis == "told" || hop.basis == "outlet" ||
                                                            hop.basis == "citing" || hop.basis == "credit");
    if (outlet) return outlet_key(hop.name);
  }
  return std::nullopt;
}

// The outlet on whose word the report's first paragraph that attributes anything rests; nullopt if it rests on none, or
// on two. A report is of its lead's origin, whatever it tells of its own further down.
std::optional<std::string> outlet_of_lead(const Document& document) {
  std::optional<std::string> only;
  std::uint32_t end = 0;
  for (const Attribution& attribution : document.reading.attributions) {
    if (attribution.within != kNone || attribution.content.empty()) continue;  // its chain goes on through the outer one
    const std::uint32_t begin = attribution.content.front().begin;
    if (end == 0) {
      if (begin > kLead) return std::nullopt;
      const std::size_t line = document.article.text.find('\n', begin);
      end = static_cast<std::uint32_t>(std::min(line, document.article.text.size()));
    }
    if (begin >= end) break;
    const auto outlet = rests_on(attribution);
    if (!outlet || (only && *only != *outlet)) return std::nullopt;
    only = outlet;
  }
  return only;
}

class Partition {
 public:
  explicit Partition(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), Index{0}); }

  Index root(Index i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(Index one, Index two) {
    one = root(one);
    two = root(two);
    parent_[std::max(one, two)] = std::min(one, two);
  }

 private:
  std::vector<Index> parent_;
};

}  // namespace

std::vector<std::string> credits_of(const Document& document) {
  std::vector<std::string> credits;
  for (const std::string& credit : document.article.credit) credits.push_back(outlet_key(credit));
  std::sort(credits.begin(), credits.end());
  credits.erase(std::unique(credits.begin(), credits.end()), credits.end());
  return credits;
}

std::vector<std::vector<Index>> find_origins(std::span<const Document> documents, const std::vector<Index>& members,
                                             const std::vector<Copy>& copies) {
  std::map<Index, Index> place;
  for (Index i = 0; i < members.size(); ++i) place[members[i]] = i;
  Partition partition(members.size());
  for (const Copy& copy : copies) {
    const auto one = place.find(copy.original);
    const auto two = place.find(copy.copy);
    if (one != place.end() && two != place.end()) partition.join(one->second, two->second);
  }
  // The agency's own report stands under its own name, those that took it over under its credit.
  std::map<std::string, Index> first;
  const auto under = [&](const std::string& outlet, Index i) {
    if (outlet.empty()) return;
    const auto [found, fresh] = first.try_emplace(outlet, i);
    if (!fresh) partition.join(found->second, i);
  };
  for (Index i = 0; i < members.size(); ++i) {
    const Document& document = documents[members[i]];
    const std::vector<std::string> credits = credits_of(document);
    // A report made of two agencies' is not theirs alone.
    if (credits.size() == 1) {
      under(credits.front(), i);
    } else if (const auto outlet = outlet_of_lead(document); credits.empty() && outlet) {
      under(*outlet, i);
    }
  }
  for (Index i = 0; i < members.size(); ++i) {
    const std::string publisher = outlet_key(documents[members[i]].article.publisher);
    const auto found = first.find(publisher);
    if (!publisher.empty() && found != first.end()) partition.join(found->second, i);
  }
  std::vector<std::vector<Index>> origins;
  std::map<Index, std::size_t> number;
  for (Index i = 0; i < members.size(); ++i) {
    const auto [found, fresh] = number.try_emplace(partition.root(i), origins.size());
    if (fresh) origins.emplace_back();
    origins[found->second].push_back(members[i]);
  }
  return origins;
}

}  // namespace hearsay::story

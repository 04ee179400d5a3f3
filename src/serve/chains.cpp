// From mouth to page: who took what from whom in a story's reports, as a graph.
#include <algorithm>
#include <map>

#include "core/enums.h"
#include "core/unicode.h"
#include "serve/handlers.h"

namespace hearsay::serve {
namespace {

constexpr std::size_t kMostEdges = 400;
constexpr std::size_t kMostEvidence = 5;

struct Edge {
  std::size_t from = 0, to = 0;
  std::string basis;
  std::uint32_t count = 0;
  Json evidence = Json::array();
};

class Graph {
 public:
  Graph(const Context& context, const LoadedStory& story) : context_(context), story_(story) {
    for (const LoadedDocument& document : story_.documents) add(document);
  }

  Json value() {
    std::vector<const Edge*> kept;
    for (const auto& [key, edge] : edges_) kept.push_back(&edge);
    std::stable_sort(kept.begin(), kept.end(), [](const Edge* a, const Edge* b) { return a->count > b->count; });
    const std::size_t hidden = kept.size() > kMostEdges ? kept.size() - kMostEdges : 0;
    kept.resize(kept.size() - hidden);
    std::vector<bool> used(nodes_.size(), false);
    Json edges = Json::array();
    for (const Edge* edge : kept) {
      used[edge->from] = used[edge->to] = true;
      edges.push_back({{"from", name_of(edge->from)}, {"to", name_of(edge->to)}, {"basis", edge->basis},
                       {"count", edge->count}, {"evidence", edge->evidence}});
    }
    Json nodes = Json::array();
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (used[i]) nodes.push_back(nodes_[i]);
    }
    Json out = {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
    if (hidden > 0) out["hidden"] = hidden;
    return out;
  }

 private:
  static std::string name_of(std::size_t node) { return "n" + std::to_string(node + 1); }

  std::size_t node(const LoadedDocument& document, const Hop& hop, bool page) {
    Json hand = speaker_value(context_, document, {hop.name, hop.entity, hop.kind});
    const std::string name = hand["name"];
    // An unnamed source is its own in each document; an outlet is one by its name, be it cited or the page's own.
    std::string key = fold(name);
    if (hop.kind != SpeakerKind::outlet && hand.contains("entity")) key = hand["entity"];
    if (hop.kind == SpeakerKind::unnamed) key += "\n" + std::to_string(document.index);
    const auto [place, fresh] = places_.try_emplace(key, nodes_.size());
    if (fresh) {
      nodes_.push_back({{"id", name_of(nodes_.size())}, {"name", name}, {"kind", hand["kind"]}, {"page", false}});
      if (hand.contains("entity")) nodes_.back()["entity"] = hand["entity"];
      nodes_.back()["statements"] = 0;
    }
    if (page) nodes_[place->second]["page"] = true;
    return place->second;
  }

  void add(const LoadedDocument& document) {
    const std::vector<Attribution>& all = document.document.reading.attributions;
    for (Index a = 0; a < all.size(); ++a) {
      if (all[a].chain.empty()) continue;
      std::vector<Hop> hands = all[a].chain;
      if (hands.back().basis != "publisher") {  // a page that doesn't name its outlet
        hands.push_back({context_.catalog.documents[document.index].outlet, kNone, SpeakerKind::outlet, {}, "publisher"});
      }
      std::size_t before = node(document, hands.front(), hands.size() == 1);
      nodes_[before]["statements"] = nodes_[before]["statements"].get<std::uint32_t>() + 1;
      for (std::size_t h = 1; h < hands.size(); ++h) {
        const std::size_t now = node(document, hands[h], h + 1 == hands.size());
        if (now == before) continue;
        Edge& edge = edges_[{before, now}];
        edge.from = before;
        edge.to = now;
        if (edge.basis.empty()) edge.basis = hands[h].basis;
        ++edge.count;
        if (edge.evidence.size() < kMostEvidence && !all[a].content.empty()) {
          edge.evidence.push_back(evidence(context_, document, all[a].content.front(), a));
        }
        before = now;
      }
    }
  }

  const Context& context_;
  const LoadedStory& story_;
  std::map<std::string, std::size_t> places_;
  std::vector<Json> nodes_;
  std::map<std::pair<std::size_t, std::size_t>, Edge> edges_;
};

}  // namespace

Response get_chains(const Context& context, const Request& request) {
  const Found found = find_story(context, request);
  if (found.missing) return *found.missing;
  const Result<LoadedStory> story = load_story(context, found.index);
  if (!story) return problem(500, story.error());
  return json(Graph(context, *story).value());
}

}  // namespace hearsay::serve

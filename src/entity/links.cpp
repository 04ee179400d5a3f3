#include "entity/links.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "core/sorted.h"
#include "core/unicode.h"

namespace hearsay {
namespace {

// An entity without a mention (a publisher, a credit) goes by its name; a nominal ("a spokesman") has none.
bool is_named(const Entity& entity) {
  if (!entity.mentions.empty()) {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                       [](const Mention& mention) { return mention.form == MentionForm::name; });
  }
  for (std::size_t i = 0; i < entity.name.size();) {
    if (is_upper(next_code_point(entity.name, i))) return true;
  }
  return false;
}

bool has_two_words(std::string_view name) { return name.find(' ') != std::string_view::npos; }

// Persons have their own linking. `other` is a body until an equal person is found.
void link_others_to_persons(std::span<const Document> documents, const std::vector<EntityNode>& nodes,
                            NodeSets& sets) {
  std::unordered_map<std::string, Index> persons;
  for (Index i = 0; i < nodes.size(); ++i) {
    if (nodes[i].named && nodes[i].person && !nodes[i].name.first.empty()) persons.try_emplace(nodes[i].name.joined, i);
  }
  for (Index i = 0; i < nodes.size(); ++i) {
    const EntityNode& node = nodes[i];
    if (!node.named || node.person || sets.root(i) != i) continue;
    const Entity& entity = documents[node.document].reading.entities[node.entity];
    if (entity.type != EntityType::other || !has_two_words(entity.name)) continue;
    const auto found = persons.find(person_name(entity.name).joined);
    if (found != persons.end()) sets.unite(found->second, i);
  }
}

}  // namespace

NodeSets::NodeSets(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), Index{0}); }

Index NodeSets::root(Index node) {
  while (parents_[node] != node) {
    parents_[node] = parents_[parents_[node]];
    node = parents_[node];
  }
  return node;
}

void NodeSets::unite(Index one, Index other) {
  one = root(one);
  other = root(other);
  parents_[std::max(one, other)] = std::min(one, other);
}

std::vector<EntityNode> entity_nodes(std::span<const Document> documents) {
  std::vector<EntityNode> nodes;
  for (Index d = 0; d < documents.size(); ++d) {
    const std::vector<Entity>& entities = documents[d].reading.entities;
    for (Index e = 0; e < entities.size(); ++e) {
      EntityNode& node = nodes.emplace_back();
      node.document = d;
      node.entity = e;
      node.named = is_named(entities[e]);
      node.person = entities[e].type == EntityType::person;
      for (const std::string& role : entities[e].roles) node.roles |= role_classes(role);
      if (!node.named) continue;
      if (node.person) node.name = person_name(entities[e].name);
      else node.key = body_key(entities[e].name);
      // A name without a letter ("???") compares with nothing.
      if (node.person ? node.name.joined.empty() : node.key.empty()) node.named = false;
    }
  }
  return nodes;
}

std::vector<std::pair<Index, Index>> nodes_of_documents(const std::vector<EntityNode>& nodes, std::size_t documents) {
  std::vector<std::pair<Index, Index>> ranges(documents, {0, 0});
  for (Index i = 0; i < nodes.size(); ++i) {
    auto& [first, last] = ranges[nodes[i].document];
    if (last == 0) first = i;
    last = i + 1;
  }
  return ranges;
}

void link_bodies(std::span<const Document> documents, const std::vector<EntityNode>& nodes, NodeSets& sets) {
  std::unordered_map<std::string, Index> by_key;
  for (Index i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].named || nodes[i].person) continue;
    const auto [place, fresh] = by_key.try_emplace(nodes[i].key, i);
    if (!fresh) sets.unite(place->second, i);
  }
  // Other forms that a document gives: "the World Flood Agency (WFA)". Where two bodies claim one form, it links none.
  std::vector<std::pair<Index, Index>> claims;  // (node whose name is the form, node that claims it)
  for (Index i = 0; i < nodes.size(); ++i) {
    if (!nodes[i].named || nodes[i].person) continue;
    for (const std::string& alias : documents[nodes[i].document].reading.entities[nodes[i].entity].aliases) {
      if (!is_acronym(alias) && !has_two_words(alias)) continue;
      const auto found = by_key.find(body_key(alias));
      if (found != by_key.end() && found->second != sets.root(i)) claims.emplace_back(found->second, sets.root(i));
    }
  }
  sort_distinct(claims);
  for (std::size_t i = 0; i < claims.size();) {
    std::size_t end = i + 1;
    while (end < claims.size() && claims[end].first == claims[i].first) ++end;
    if (end == i + 1) sets.unite(claims[i].first, claims[i].second);
    i = end;
  }
  link_others_to_persons(documents, nodes, sets);
}

}  // namespace hearsay

// The document-level entities of a case as nodes, and the unions found among them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "entity/name_key.h"
#include "entity/role_class.h"
#include "hearsay/document.h"

namespace hearsay {

struct EntityNode {
  Index document = kNone;
  Index entity = kNone;
  bool named = false;
  bool person = false;
  RoleClasses roles = 0;
  PersonName name;   // of persons
  std::string key;   // of everything else
};

// Sets of nodes. The root of a set is its first node, so that the result does not depend on the order of unions.
class NodeSets {
 public:
  explicit NodeSets(std::size_t size);
  [[nodiscard]] Index root(Index node);
  void unite(Index one, Index other);

 private:
  std::vector<Index> parents_;
};

[[nodiscard]] std::vector<EntityNode> entity_nodes(std::span<const Document> documents);

// Nodes [first, last) of each document, for asking what two documents have in common.
[[nodiscard]] std::vector<std::pair<Index, Index>> nodes_of_documents(const std::vector<EntityNode>& nodes,
                                                                      std::size_t documents);

// Unites persons: full names, then initials, then bare surnames.
void link_persons(std::span<const Document> documents, const std::vector<EntityNode>& nodes, NodeSets& sets);
// Unites bodies, places and the rest: equal names, then acronyms and other forms that a document gives as an alias.
void link_bodies(std::span<const Document> documents, const std::vector<EntityNode>& nodes, NodeSets& sets);

}  // namespace hearsay

// What two documents have in common besides a name: the others that stand in both.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "entity/links.h"

namespace hearsay {

class Context {
 public:
  Context(const std::vector<EntityNode>& nodes, std::size_t documents);

  // How many persons (by full name) and bodies stand in both documents, those of `surname` not counted. Who stands
  // in a great part of all documents tells nothing and does not count.
  [[nodiscard]] std::size_t shared(Index one, Index other, const std::string& surname) const;

 private:
  struct Item {
    Index id = kNone;       // of the name, over all documents
    Index surname = kNone;  // of the surname; kNone for a body
    bool operator<(const Item& other) const { return id < other.id; }
    bool operator==(const Item& other) const { return id == other.id; }
  };

  std::vector<std::vector<Item>> items_;  // of each document, sorted
  std::unordered_map<std::string, Index> surnames_;
};

}  // namespace hearsay

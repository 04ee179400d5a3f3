#include "entity/context.h"

#include <algorithm>

#include "core/sorted.h"

namespace hearsay {
namespace {

Index number_of(std::unordered_map<std::string, Index>& numbers, const std::string& word) {
  return numbers.try_emplace(word, static_cast<Index>(numbers.size())).first->second;
}

}  // namespace

Context::Context(const std::vector<EntityNode>& nodes, std::size_t documents) : items_(documents) {
  std::unordered_map<std::string, Index> names;
  for (const EntityNode& node : nodes) {
    if (!node.named) continue;
    if (node.person && node.name.first.empty()) continue;
    Item item;
    item.id = number_of(names, node.person ? node.name.joined : "body " + node.key);
    if (node.person) item.surname = number_of(surnames_, node.name.last);
    items_[node.document].push_back(item);
  }
  std::vector<Index> frequency(names.size(), 0);
  for (std::vector<Item>& items : items_) {
    sort_distinct(items);
    for (const Item& item : items) ++frequency[item.id];
  }
  const auto most = static_cast<Index>(std::clamp<std::size_t>(documents / 10, 3, 200));
  for (std::vector<Item>& items : items_) {
    std::erase_if(items, [&](const Item& item) { return frequency[item.id] > most; });
  }
}

std::size_t Context::shared(Index one, Index other, const std::string& surname) const {
  const auto found = surnames_.find(surname);
  const Index except = found == surnames_.end() ? kNone : found->second;
  const std::vector<Item>& first = items_[one];
  const std::vector<Item>& second = items_[other];
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < first.size() && j < second.size();) {
    if (first[i] < second[j]) {
      ++i;
    } else if (second[j] < first[i]) {
      ++j;
    } else {
      if (first[i].surname == kNone || first[i].surname != except) ++count;
      ++i;
      ++j;
    }
  }
  return count;
}

}  // namespace hearsay

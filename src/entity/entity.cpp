#include "entity/entity.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/enums.h"
#include "core/unicode.h"
#include "entity/links.h"

namespace hearsay {
namespace {

// Forms in the order they were first seen, with how often.
class Counts {
 public:
  void add(const std::string& form, const std::string& key) {
    if (form.empty()) return;
    const auto [place, fresh] = places_.try_emplace(key, forms_.size());
    if (fresh) forms_.push_back({form, 0});
    ++forms_[place->second].count;
  }
  void add(const std::string& form) { add(form, form); }

  struct Form {
    std::string text;
    std::size_t count = 0;
  };
  [[nodiscard]] const std::vector<Form>& forms() const { return forms_; }

  // Most frequent first, `except` left out.
  [[nodiscard]] std::vector<std::string> sorted(const std::string& except = {}) const {
    std::vector<Form> forms = forms_;
    std::stable_sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return a.count > b.count; });
    std::vector<std::string> texts;
    for (Form& form : forms) {
      if (form.text != except) texts.push_back(std::move(form.text));
    }
    return texts;
  }

 private:
  std::vector<Form> forms_;
  std::unordered_map<std::string, std::size_t> places_;
};

// Hugh Hill before H. Hill before Hill; World Flood Agency before WFA.
int fullness(const std::string& form, EntityType type) {
  if (type != EntityType::person) return is_acronym(form) ? 0 : 1;
  const PersonName name = person_name(form);
  if (name.first.empty()) return 0;
  return name.initial ? 1 : 2;
}

std::string choose_name(const Counts& names, EntityType type) {
  const Counts::Form* best = nullptr;
  int best_fullness = 0;
  for (const Counts::Form& form : names.forms()) {
    const int full = fullness(form.text, type);
    const bool better = best == nullptr || full > best_fullness ||
                        (full == best_fullness && (form.count > best->count ||
                                                   (form.count == best->count && form.text.size() > best->text.size())));
    if (!better) continue;
    best = &form;
    best_fullness = full;
  }
  return best == nullptr ? std::string() : best->text;
}

// Of equals the one that was seen first. `other` says that a document did not know.
EntityType most_frequent(const Counts& types) {
  const std::vector<std::string> sorted = types.sorted(std::string(to_string(EntityType::other)));
  return sorted.empty() ? EntityType::other : from_string<EntityType>(sorted.front()).value_or(EntityType::other);
}

CaseEntity make_entity(std::span<const Document> documents, const std::vector<EntityNode>& nodes,
                       const std::vector<Index>& members) {
  CaseEntity entity;
  Counts names;
  Counts forms;
  Counts roles;
  Counts types;
  for (const Index i : members) {
    const Entity& member = documents[nodes[i].document].reading.entities[nodes[i].entity];
    entity.members.emplace_back(nodes[i].document, nodes[i].entity);
    types.add(std::string(to_string(member.type)));
    names.add(member.name);
    forms.add(member.name);
    for (const std::string& alias : member.aliases) forms.add(alias);
    for (const std::string& role : member.roles) roles.add(role, fold(role));
  }
  entity.type = most_frequent(types);
  entity.name = choose_name(names, entity.type);
  entity.aliases = forms.sorted(entity.name);
  entity.roles = roles.sorted();
  return entity;
}

// Whether each node is the speaker of some attribution.
std::vector<bool> find_speakers(std::span<const Document> documents, const std::vector<EntityNode>& nodes) {
  const std::vector<std::pair<Index, Index>> ranges = nodes_of_documents(nodes, documents.size());
  std::vector<bool> speakers(nodes.size(), false);
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const auto [first, last] = ranges[d];
    for (const Attribution& attribution : documents[d].reading.attributions) {
      if (attribution.speaker && attribution.speaker->entity < last - first) {
        speakers[first + attribution.speaker->entity] = true;
      }
    }
  }
  return speakers;
}

}  // namespace

std::vector<CaseEntity> link_entities(std::span<const Document> documents) {
  const std::vector<EntityNode> nodes = entity_nodes(documents);
  NodeSets sets(nodes.size());
  link_persons(documents, nodes, sets);
  link_bodies(documents, nodes, sets);

  const std::vector<bool> speakers = find_speakers(documents, nodes);
  std::vector<std::vector<Index>> members(nodes.size());
  for (Index i = 0; i < nodes.size(); ++i) {
    if (nodes[i].named || speakers[i]) members[sets.root(i)].push_back(i);
  }
  std::vector<CaseEntity> entities;
  for (const std::vector<Index>& group : members) {
    if (!group.empty()) entities.push_back(make_entity(documents, nodes, group));
  }
  return entities;
}

}  // namespace hearsay

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/unicode.h"
#include "entity/context.h"
#include "entity/links.h"

namespace hearsay {
namespace {

constexpr std::size_t kMaxCandidates = 64;          // of one surname for which contexts are compared
constexpr std::size_t kMaxDocumentsOfCandidate = 32;

// Whether one name's middle words can be the other's: equal, or an initial of it, word for word; none fits all.
bool middles_agree(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    const std::string& shorter = one[i].size() < other[i].size() ? one[i] : other[i];
    const std::string& longer = one[i].size() < other[i].size() ? other[i] : one[i];
    if (shorter == longer) continue;
    if (shorter.size() > 1 || !longer.starts_with(shorter)) return false;
  }
  return true;
}

// A part of the nodes of one name that may be one person.
struct Part {
  std::vector<Index> nodes;
  RoleClasses roles = 0;
};

class PersonLinker {
 public:
  PersonLinker(std::span<const Document> documents, const std::vector<EntityNode>& nodes, NodeSets& sets)
      : documents_(documents), nodes_(nodes), sets_(sets), context_(nodes, documents.size()) {}

  void run() {
    sort_by_name();
    for (const auto& [name, group] : full_) link_full_name(group);
    link_joined();
    collect_candidates();
    for (const auto& [name, group] : initials_) link_initials(group);
    for (const auto& [name, group] : bare_) link_surname(name, group);
  }

 private:
  using Groups = std::map<std::string, std::vector<Index>>;

  void sort_by_name() {
    for (Index i = 0; i < nodes_.size(); ++i) {
      const EntityNode& node = nodes_[i];
      if (!node.named || !node.person) continue;
      if (node.name.first.empty()) bare_[node.name.last].push_back(i);
      else if (node.name.initial) initials_[node.name.first + " " + node.name.last].push_back(i);
      else full_[node.name.first + " " + node.name.last].push_back(i);
    }
  }

  // --- full names -----------------------------------------------------------------------------------------------------

  // Joan Hill, Joan M. Hill and Joan Maria Hill are one, unless there is a Joan Ruth Hill as well.
  void link_full_name(const std::vector<Index>& group) {
    std::vector<std::vector<Index>> kinds;  // those with a middle name or suffix, by what it is
    std::vector<Index> plain;
    for (const Index i : group) {
      const PersonName& name = nodes_[i].name;
      if (name.middle.empty() && name.suffix.empty()) {
        plain.push_back(i);
        continue;
      }
      const auto fits = [&](const std::vector<Index>& kind) {
        const PersonName& other = nodes_[kind.front()].name;
        return middles_agree(name.middle, other.middle) && (name.suffix == other.suffix);
      };
      const auto found = std::find_if(kinds.begin(), kinds.end(), fits);
      if (found != kinds.end()) found->push_back(i);
      else if (kinds.size() < kMaxCandidates) kinds.push_back({i});
    }
    if (kinds.size() == 1) {
      plain.insert(plain.end(), kinds.front().begin(), kinds.front().end());
      std::sort(plain.begin(), plain.end());
      kinds.clear();
    }
    link_unless_contradicted(plain);
    for (const std::vector<Index>& kind : kinds) link_unless_contradicted(kind);
  }

  // Nodes of one name: one person, unless their walks of life contradict and nothing else speaks for it.
  void link_unless_contradicted(const std::vector<Index>& group) {
    std::vector<Part> parts;
    for (const Index i : group) {
      if (nodes_[i].roles != 0) join_part(parts, i);
    }
    for (const Index i : group) {
      if (nodes_[i].roles == 0) join_part(parts, i);
    }
    for (const Part& part : parts) {
      for (const Index i : part.nodes) sets_.unite(part.nodes.front(), i);
    }
  }

  void join_part(std::vector<Part>& parts, Index node) {
    Part* chosen = nullptr;
    for (Part& part : parts) {
      if (contradict(part.roles, nodes_[node].roles) && !shares_context(part, node)) continue;
      // Of several that fit, one that has more than the name in common.
      if (chosen == nullptr || (!shares_context(*chosen, node) && shares_context(part, node))) chosen = &part;
    }
    if (chosen == nullptr) chosen = &parts.emplace_back();
    chosen->nodes.push_back(node);
    chosen->roles |= nodes_[node].roles;
  }

  bool shares_context(const Part& part, Index node) const {
    const std::size_t count = std::min(part.nodes.size(), kMaxDocumentsOfCandidate);
    for (std::size_t i = 0; i < count; ++i) {
      const Index document = nodes_[part.nodes[i]].document;
      if (document == nodes_[node].document) continue;
      if (context_.shared(document, nodes_[node].document, nodes_[node].name.last) > 0) return true;
    }
    return false;
  }

  // Kim Jong-un and Kim Jong Un: other words, the same letters.
  void link_joined() {
    std::unordered_map<std::string, Index> by_letters;
    for (const auto& [name, group] : full_) {
      std::unordered_set<std::string> done;
      for (const Index i : group) {
        if (!done.insert(nodes_[i].name.joined).second) continue;
        const auto [place, fresh] = by_letters.try_emplace(nodes_[i].name.joined, i);
        if (!fresh) sets_.unite(place->second, i);
      }
    }
  }

  // --- surnames -------------------------------------------------------------------------------------------------------

  struct Candidate {
    Index root = kNone;
    RoleClasses roles = 0;
    std::unordered_set<std::string> role_words;
    std::vector<Index> documents;
  };

  void collect_candidates() {
    for (const auto& [name, group] : full_) {
      for (const Index i : group) add_candidate(nodes_[i].name.last, i);
    }
    for (const auto& [name, group] : full_) {
      for (const Index i : group) add_noms_de_guerre(i);
    }
  }

  void add_candidate(const std::string& surname, Index node) {
    std::vector<Candidate>& candidates = candidates_[surname];
    const Index root = sets_.root(node);
    std::size_t& place = places_.try_emplace(surname + '\n' + std::to_string(root), candidates.size()).first->second;
    if (place == candidates.size()) candidates.push_back({root, 0, {}, {}});
    Candidate& candidate = candidates[place];
    candidate.roles |= nodes_[node].roles;
    for (const std::string& role : entity(node).roles) candidate.role_words.insert(fold(role));
    if (candidate.documents.empty() || candidate.documents.back() != nodes_[node].document) {
      candidate.documents.push_back(nodes_[node].document);
    }
  }

  // "Sami Qarrum, known as Abu Walid": a document that knows him as Abu Walid only means him.
  void add_noms_de_guerre(Index node) {
    for (const std::string& alias : entity(node).aliases) {
      const PersonName name = person_name(alias);
      const PersonName& own = nodes_[node].name;
      if (!name.first.empty() || name.last.empty() || name.last == own.last || name.last == own.first) continue;
      if (full_surnames_known(name.last) || name.joined.size() < 4) continue;
      add_candidate(name.last, node);
    }
  }

  // Surnames of full names win over what somebody is called by.
  bool full_surnames_known(const std::string& surname) const {
    const auto found = candidates_.find(surname);
    if (found == candidates_.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(),
                       [&](const Candidate& candidate) { return nodes_[candidate.root].name.last == surname; });
  }

  // Candidates whose set may have grown since: each root once.
  std::vector<const Candidate*> candidates(const std::string& surname) {
    std::vector<const Candidate*> found;
    const auto place = candidates_.find(surname);
    if (place == candidates_.end()) return found;
    std::unordered_set<Index> roots;
    for (const Candidate& candidate : place->second) {
      if (roots.insert(sets_.root(candidate.root)).second) found.push_back(&candidate);
    }
    return found;
  }

  void link_initials(const std::vector<Index>& group) {
    const PersonName& name = nodes_[group.front()].name;
    std::vector<const Candidate*> fitting = candidates(name.last);
    std::erase_if(fitting, [&](const Candidate* candidate) {
      return !nodes_[candidate->root].name.first.starts_with(name.first.substr(0, 1));
    });
    std::vector<Index> rest;
    for (const Index i : group) {
      if (fitting.size() == 1 && !contradict(fitting.front()->roles, nodes_[i].roles)) {
        sets_.unite(fitting.front()->root, i);
      } else {
        rest.push_back(i);
      }
    }
    if (fitting.size() < 2) link_unless_contradicted(rest);
    for (const Index i : rest) {
      if (sets_.root(i) == i && fitting.empty()) add_candidate(name.last, i);
    }
  }

  void link_surname(const std::string& surname, const std::vector<Index>& group) {
    const std::vector<const Candidate*> all = candidates(surname);
    std::vector<Index> rest;
    for (const Index i : group) {
      const Candidate* chosen = all.size() == 1 ? all.front() : nullptr;
      if (all.size() > 1) chosen = choose(all, i);
      if (chosen != nullptr && !contradict(chosen->roles, nodes_[i].roles)) sets_.unite(chosen->root, i);
      else rest.push_back(i);
    }
    // Where several persons have the surname, a bare one that fits none for certain stays by itself.
    if (all.size() < 2) link_unless_contradicted(rest);
  }

  const Candidate* choose(const std::vector<const Candidate*>& all, Index node) const {
    const Candidate* by_role = nullptr;
    std::size_t with_role = 0;
    for (const Candidate* candidate : all) {
      const auto& roles = entity(node).roles;
      if (std::any_of(roles.begin(), roles.end(),
                      [&](const std::string& role) { return candidate->role_words.contains(fold(role)); })) {
        by_role = candidate;
        ++with_role;
      }
    }
    if (with_role == 1) return by_role;
    return all.size() <= kMaxCandidates ? choose_by_context(all, node) : nullptr;
  }

  const Candidate* choose_by_context(const std::vector<const Candidate*>& all, Index node) const {
    const Candidate* best = nullptr;
    std::size_t most = 0;
    std::size_t second = 0;
    for (const Candidate* candidate : all) {
      std::size_t shared = 0;
      for (std::size_t i = 0; i < std::min(candidate->documents.size(), kMaxDocumentsOfCandidate); ++i) {
        shared = std::max(shared,
                          context_.shared(candidate->documents[i], nodes_[node].document, nodes_[node].name.last));
      }
      if (shared > most) {
        second = most;
        most = shared;
        best = candidate;
      } else {
        second = std::max(second, shared);
      }
    }
    return most >= 2 && most >= 2 * second ? best : nullptr;
  }

  const Entity& entity(Index node) const {
    return documents_[nodes_[node].document].reading.entities[nodes_[node].entity];
  }

  std::span<const Document> documents_;
  const std::vector<EntityNode>& nodes_;
  NodeSets& sets_;
  Context context_;
  Groups full_;
  Groups initials_;
  Groups bare_;
  std::unordered_map<std::string, std::vector<Candidate>> candidates_;  // by surname
  std::unordered_map<std::string, std::size_t> places_;                 // of a surname's set in its candidates
};

}  // namespace

void link_persons(std::span<const Document> documents, const std::vector<EntityNode>& nodes, NodeSets& sets) {
  PersonLinker(documents, nodes, sets).run();
}

}  // namespace hearsay

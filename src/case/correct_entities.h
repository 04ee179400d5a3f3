// The template of case/correction.h.
#pragma once

#include <algorithm>

#include "case/correction.h"

namespace hearsay {

namespace correction {

// The entity that most of a part's places belong to: where the linking of more documents has torn it apart, the
// greater half is meant.
template <class Now>
Index most_hit(const std::vector<CorrectionPlace>& places, const Now& now) {
  std::map<Index, std::size_t> hits;
  Index best = kNone;
  for (const CorrectionPlace& place : places) {
    const Index entity = now(place);
    if (entity == kNone) continue;
    const std::size_t count = ++hits[entity];
    if (best == kNone || count > hits[best]) best = entity;
  }
  return best;
}

inline void add_missing(std::vector<std::string>& list, const std::string& one, const std::string& except) {
  if (one != except && !one.empty() && std::find(list.begin(), list.end(), one) == list.end()) list.push_back(one);
}

}  // namespace correction

template <class EntityType_, class Find, class MemberOf>
EntityChanges correct_entities(const std::vector<StandingCorrection>& log, std::vector<EntityType_>& entities,
                               const Find& find, const MemberOf& member_of) {
  EntityChanges changes;
  const auto now = [&](const CorrectionPlace& place) { return changes.now(place, find(place)); };
  for (const StandingCorrection& entry : log) {
    if (entry.undone || entry.dangling || entry.parts.empty()) continue;
    const CorrectionKind kind = entry.correction.kind;
    if (kind != CorrectionKind::rename && kind != CorrectionKind::merge && kind != CorrectionKind::split) continue;
    const Index first = correction::most_hit(entry.parts.front(), now);
    if (first == kNone || first >= entities.size()) continue;
    Index changed = first;
    if (kind == CorrectionKind::rename) {
      EntityType_& entity = entities[first];
      const std::string before = entity.name;
      entity.name = entry.correction.name.value_or(before);
      std::erase(entity.aliases, entity.name);
      if (before != entity.name && std::find(entity.aliases.begin(), entity.aliases.end(), before) == entity.aliases.end()) {
        entity.aliases.insert(entity.aliases.begin(), before);
      }
    } else if (kind == CorrectionKind::merge) {
      for (std::size_t part = 1; part < entry.parts.size(); ++part) {
        const Index other = correction::most_hit(entry.parts[part], now);
        if (other == kNone || other == first || other >= entities.size()) continue;
        EntityType_& into = entities[first];
        EntityType_& from = entities[other];
        correction::add_missing(into.aliases, from.name, into.name);
        for (const std::string& alias : from.aliases) correction::add_missing(into.aliases, alias, into.name);
        for (const std::string& role : from.roles) correction::add_missing(into.roles, role, {});
        into.members.insert(into.members.end(), from.members.begin(), from.members.end());
        std::sort(into.members.begin(), into.members.end());
        from.members.clear();
        changes.merged_into[other] = first;
      }
    } else {
      EntityType_ fresh{};
      for (const CorrectionPlace& place : entry.parts.front()) {
        const Index owner = now(place);
        if (owner != first) continue;
        const auto member = member_of(place);
        auto& members = entities[first].members;
        const auto found = std::find(members.begin(), members.end(), member);
        if (found == members.end() || members.size() == 1) continue;  // an entity is never left with nothing
        members.erase(found);
        fresh.members.push_back(member);
        changes.moved[place] = static_cast<Index>(entities.size());
      }
      if (fresh.members.empty()) continue;
      std::sort(fresh.members.begin(), fresh.members.end());
      fresh.name = entry.correction.name.value_or(entry.fresh.name);
      fresh.type = entry.fresh.type;
      fresh.roles = entry.fresh.roles;
      correction::add_missing(fresh.aliases, entry.fresh.name, fresh.name);
      for (const std::string& alias : entry.fresh.aliases) correction::add_missing(fresh.aliases, alias, fresh.name);
      changes.corrected.emplace_back(first, entry.correction.number);
      changed = static_cast<Index>(entities.size());
      entities.push_back(std::move(fresh));
    }
    changes.corrected.emplace_back(changed, entry.correction.number);
  }
  return changes;
}

}  // namespace hearsay

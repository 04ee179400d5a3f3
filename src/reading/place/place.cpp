#include "reading/place/place.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "reading/name/name_words.h"
#include "reading/place/gazetteer.h"

namespace hearsay {
namespace {

constexpr std::size_t kEntities = 2000;     // of a document
constexpr double kContext = 2.5;            // points for another place of the same country, up to kMostContext of them
constexpr double kMostContext = 3;
constexpr double kNamedBehind = 12;         // "Tripoli, Lebanon"
constexpr std::size_t kStem = 4;            // letters that a people's name shares with its country's

struct Question {
  std::size_t entity = 0;
  std::vector<KnownPlace> candidates;
};

double prior(const KnownPlace& place) {
  const double kind = place.kind == PlaceKind::country ? 3 : place.kind == PlaceKind::state ? 2 : 0;
  return std::log10(place.population + 10) + kind;
}

using Evidence = std::map<std::string_view, double>;  // by country

// "Libyan", "Georgians": the country whose name begins alike.
void add_peoples(const Entity& entity, Evidence& evidence) {
  const std::string folded = fold_place(entity.name);
  if (folded.size() <= kStem || !(is_demonym(folded) || is_people(folded))) return;
  for (const KnownPlace& country : known_countries()) {
    if (country.name.size() >= kStem && country.name.substr(0, kStem) == std::string_view(folded).substr(0, kStem)) evidence[country.country] += 1;
  }
}

// The name behind a comma right after a mention: "Lebanon" of "Tripoli, Lebanon".
std::string_view named_behind(std::string_view text, Span mention) {
  std::string_view rest = text.substr(mention.end, 40);
  if (!rest.starts_with(", ")) return {};
  rest.remove_prefix(2);
  std::size_t end = 0;
  while (end < rest.size() && rest[end] != ',' && rest[end] != '.' && rest[end] != '\n' && rest[end] != ';') ++end;
  return rest.substr(0, end);
}

const KnownPlace& best_of(std::string_view text, const Entity& entity, const std::vector<KnownPlace>& candidates, const Evidence& evidence,
                          std::string_view own_country) {
  std::vector<std::string> behind;
  for (const Mention& mention : entity.mentions) {
    if (behind.size() >= 4) break;
    if (const std::string_view name = named_behind(text, mention.span); !name.empty()) behind.push_back(fold_place(name));
  }
  const KnownPlace* best = nullptr;
  double most = -1;
  for (const KnownPlace& candidate : candidates) {
    const auto found = evidence.find(candidate.country);
    double seen = found == evidence.end() ? 0 : found->second;
    if (candidate.country == own_country) seen -= 1;  // its own
    double score = prior(candidate) + kContext * std::clamp(seen, 0.0, kMostContext);
    for (const std::string& name : behind) {
      for (const KnownPlace& around : find_places(name)) {
        if (around.kind != PlaceKind::city && around.country == candidate.country) score += kNamedBehind;
      }
    }
    if (score <= most) continue;
    most = score;
    best = &candidate;
  }
  return *best;
}

}  // namespace

void locate_places(std::string_view text, std::vector<Entity>& entities) {
  std::vector<Question> questions;
  Evidence evidence;
  for (std::size_t i = 0; i < entities.size() && i < kEntities; ++i) {
    add_peoples(entities[i], evidence);
    if (entities[i].type != EntityType::place) continue;
    std::vector<KnownPlace> candidates = find_places(fold_place(entities[i].name));
    if (candidates.empty()) continue;
    questions.push_back({i, std::move(candidates)});
  }
  // First each by itself, which gives the countries that the text is about; then again with those.
  std::vector<std::string_view> countries;
  for (const Question& question : questions) {
    countries.push_back(best_of(text, entities[question.entity], question.candidates, {}, {}).country);
    evidence[countries.back()] += 1;
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    Entity& entity = entities[questions[i].entity];
    const KnownPlace& place = best_of(text, entity, questions[i].candidates, evidence, countries[i]);
    entity.location = Location{std::string(place.country), place.latitude, place.longitude};
  }
}

}  // namespace hearsay

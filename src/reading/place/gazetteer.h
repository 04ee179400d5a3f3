// gazetteer: the places of models/places.tsv (GeoNames), by their folded names.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearsay {

enum class PlaceKind : std::uint8_t { country, state, city };

struct KnownPlace {
  std::string_view name;     // folded
  PlaceKind kind = PlaceKind::city;
  std::string_view country;  // ISO 3166-1 alpha-2
  double latitude = 0;
  double longitude = 0;
  double population = 0;
};

// As the table writes names: lower case, without accents, apostrophes, hyphens and a leading "the".
[[nodiscard]] std::string fold_place(std::string_view name);
// All places of a folded name.
[[nodiscard]] std::vector<KnownPlace> find_places(std::string_view folded);
[[nodiscard]] const std::vector<KnownPlace>& known_countries();

}  // namespace hearsay

#include "reading/place/place.h"

#include <gtest/gtest.h>

#include <string>

#include "reading/place/gazetteer.h"
#include "reading/reading.h"

namespace hearsay {
namespace {

// The country of a place named in a text; "" where it is not known.
std::string country_of(std::string_view name, std::string text) {
  Article article;
  article.text = std::move(text);
  const Reading reading = read_article(article, AttributionModel::rules);
  for (const Entity& entity : reading.entities) {
    if (entity.type == EntityType::place && entity.name == name && entity.location) return entity.location->country;
  }
  return "";
}

TEST(Place, ContextTellsNamesakesApart) {
  EXPECT_EQ(country_of("Tripoli", "The minister flew to Tripoli on Tuesday."), "LY");
  EXPECT_EQ(country_of("Tripoli", "The minister of Lebanon flew from Beirut to Tripoli on Tuesday. Lebanon is calm."), "LB");
  EXPECT_EQ(country_of("Tripoli", "A bus left for Tripoli, Lebanon, on Tuesday."), "LB");
  EXPECT_EQ(country_of("Georgia", "The vote in Georgia was watched in Tbilisi and in Russia."), "GE");
  EXPECT_EQ(country_of("Georgia", "The vote in Georgia was watched in Atlanta and in Texas and in the United States."), "US");
}

TEST(Place, CapitalsLieWhereTheyLie) {
  const auto found = find_places("washington");
  ASSERT_FALSE(found.empty());
  bool capital = false;
  for (const KnownPlace& place : found) capital |= place.country == "US" && place.population > 500000 && place.longitude < -76 && place.longitude > -78;
  EXPECT_TRUE(capital);
}

TEST(Place, UnknownIsAbsent) {
  EXPECT_TRUE(find_places("port harlvelm").empty());
  EXPECT_TRUE(find_places("").empty());
  EXPECT_TRUE(find_places("\xFF\xFF").empty());
}

TEST(Gazetteer, FindsFirstAndLastLine) {
  EXPECT_FALSE(known_countries().empty());
  for (const KnownPlace& country : known_countries()) {
    const auto found = find_places(country.name);
    EXPECT_FALSE(found.empty()) << country.name;
  }
  EXPECT_EQ(fold_place("the São  Tomé"), "sao tome");
}

}  // namespace
}  // namespace hearsay

// Quantities: every number of a story that may count something, as comparisons see it. What is counted is often said
// once and the number again and again: "Police put the crowd at 45,000. The unions say 200,000."
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "comparison/story_view.h"
#include "model/meaning.h"

namespace hearsay::comparison {

// What a figure allows its counter to be: both ends included. "at least 19" has no upper end; "11,500" may be a
// rounded 11,517.
struct Range {
  double low = 0;
  double high = 0;
};
[[nodiscard]] Range range_of(const Figure& figure);
// "at least 11517", "12 to 15": as ComparisonMember::value holds it.
[[nodiscard]] std::string value_of(const Figure& figure);

using Weights = std::vector<std::pair<std::uint32_t, double>>;  // by stem, ascending

// The kind of a number of which nothing says what it counts.
inline constexpr std::string_view kUnknownKind = "number";

struct Quantity {
  Index document = kNone;
  Figure figure;              // as read, or made here for a bare number
  double value = 0;           // in the unit of its kind: metres, hectares, days, ...
  Range range;                // likewise
  bool bare = false;          // what it counts is said of the number before, or nowhere
  bool said = false;          // "they say 2,500 tonnes", "it is 2,500": of what, is said of the number before
  bool former = false;        // "from 310 million": what it was before
  bool increment = false;     // "seven more bodies", "two other men": no count of all
  bool part = false;          // "five of the dead", "including 12 children"
  bool measure = false;       // a length, a mass, a span of time: what is measured may be anything
  bool vague = false;         // "dozens", "tens of thousands"
  bool labels = false;        // stands right behind a name: "Oroshe 43.9", but "Highway 8" too
  std::string kind;           // "deaths", "people", "percent", "days", "EUR", ...; "thing" for what has no unit
  std::vector<std::uint32_t> what;   // stems of what is counted; its last word's is `head`
  std::uint32_t head = 0;
  Weights context;                   // stems around it: of its clause, less so of its sentence
  std::vector<std::uint32_t> near;   // of those, within a few words of it: ascending, distinct
  std::vector<std::uint32_t> clause; // stems of its clause: ascending, distinct
  std::vector<Index> names;          // of the case, in its clause and no speaker's: ascending
  Index subject = kNone;             // of the case: the name of its sentence that stands nearest, no other number between
  model::Meaning clause_meaning;     // without the number and who says so
  model::Meaning sentence_meaning;
  std::string place;
  Index attribution = kNone;
  std::optional<Voice> voice;
  std::uint32_t sentence = 0;
  std::optional<double> time;  // day, where the figure has one
  std::optional<double> day;   // of publication
};

// The quantities of the story's reports, in their order; at most 4000. Those of long before are left out.
[[nodiscard]] std::vector<Quantity> quantities_of(const StoryView& view);

// What is counted by these only ever grows while a story runs.
[[nodiscard]] bool is_growing(std::string_view unit);

}  // namespace hearsay::comparison

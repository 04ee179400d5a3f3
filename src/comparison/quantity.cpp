#include "comparison/quantity.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "comparison/quantity_reader.h"
#include "core/enums.h"

namespace hearsay::comparison {
namespace {

constexpr std::size_t kQuantities = 4000;  // of a story

constexpr std::string_view kGrowing[] = {"deaths",    "injured", "missing",  "detained", "arrested",
                                         "displaced", "wounded", "affected", "infected", "evacuated"};

std::string number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return std::to_string(static_cast<long long>(value));
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

// Half of the last place that isn't a zero, at least two zeros, at most a twentieth: 11,500 may be 11,517.
double rounding(double value) {
  double place = 1;
  int zeros = 0;
  while (zeros < 12 && value >= 10 * place && std::fmod(value, 10 * place) == 0) {
    place *= 10;
    ++zeros;
  }
  return zeros < 2 ? 0 : std::min(place / 2, value / 20);
}

}  // namespace

bool is_growing(std::string_view unit) {
  return std::find(std::begin(kGrowing), std::end(kGrowing), unit) != std::end(kGrowing);
}

Range range_of(const Figure& figure) {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  const double value = figure.value;
  const double slack = rounding(value);
  switch (figure.bound) {
    case Bound::exact:
      return {value - slack, value + slack};
    case Bound::about:
      return {value * 0.9, value * 1.1};
    case Bound::at_least:
    case Bound::more_than:
      return {value - slack, kNoEnd};
    case Bound::at_most:
    case Bound::less_than:
      return {0, value + slack};
    case Bound::nearly:
      return {value * 0.9, value};
    case Bound::between:
      return {value, figure.high.value_or(value)};
  }
  return {value, value};
}

std::string value_of(const Figure& figure) {
  if (figure.bound == Bound::exact) return number(figure.value);
  if (figure.bound == Bound::between) return number(figure.value) + " to " + number(figure.high.value_or(figure.value));
  std::string bound(to_string(figure.bound));
  std::replace(bound.begin(), bound.end(), '_', ' ');
  return bound + " " + number(figure.value);
}

std::vector<Quantity> quantities_of(const StoryView& view) {
  std::vector<Quantity> all;
  for (const Index document : view.members()) {
    for (Quantity& quantity : read_quantities(view, document)) {
      if (all.size() < kQuantities) all.push_back(std::move(quantity));
    }
  }
  return all;
}

}  // namespace hearsay::comparison

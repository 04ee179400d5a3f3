// figure_quantity: a figure while it is being read.
#pragma once

#include "reading/figure/figure_reader.h"

namespace hearsay {

struct FigureReader::Quantity {
  Figure figure;
  std::size_t first = 0;         // first word, the bound's words included
  std::size_t number = 0;        // first word of the number
  std::size_t last = 0;          // one past the number and its unit's words
  std::size_t counted_last = 0;  // one past the words that say what is counted; 0 where there are none
  bool digits = false;
  bool vague = false;            // "dozens", "hundreds of thousands": the bare power
};

}  // namespace hearsay

// figure_reader: one figure at one word.
#pragma once

#include <cstdint>
#include <optional>

#include "hearsay/document.h"
#include "reading/numbers.h"
#include "reading/words.h"

namespace hearsay {

struct FigureMatch {
  Figure figure;
  std::size_t last = 0;     // one past the last word read
  bool only_skips = false;  // a number that is no figure (an age, a score, an ordinal): go on behind it
};

class FigureReader {
 public:
  explicit FigureReader(const TextWords& words) : words_(words) {}

  // The figure whose number begins at word `begin`; its bound's words may stand before. No number is read across byte
  // `limit`, where an expression of time begins.
  [[nodiscard]] std::optional<FigureMatch> read(std::size_t begin, std::uint32_t limit) const;

 private:
  struct Quantity;
  [[nodiscard]] bool is_no_figure(const Number& number, std::size_t begin) const;
  void read_bound(Quantity& quantity) const;
  void read_bound_behind(Quantity& quantity) const;
  void read_range(Quantity& quantity, std::uint32_t limit) const;
  [[nodiscard]] bool is_glued_metres(Quantity& quantity) const;
  [[nodiscard]] bool read_unit_sign(Quantity& quantity) const;
  void read_counted(Quantity& quantity) const;
  void read_fate(Quantity& quantity) const;
  void read_place(Quantity& quantity) const;

  const TextWords& words_;
};

}  // namespace hearsay

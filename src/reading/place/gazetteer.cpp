#include "reading/place/gazetteer.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/unicode.h"
#include "model/embedded.h"

namespace hearsay {
namespace {

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string_view name_of(std::string_view line) { return line.substr(0, std::min(line.find('\t'), line.size())); }

KnownPlace parse_line(std::string_view line) {
  std::array<std::string_view, 6> fields;
  for (std::string_view& field : fields) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    field = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  const PlaceKind kind = fields[1] == "country" ? PlaceKind::country : fields[1] == "state" ? PlaceKind::state : PlaceKind::city;
  return {fields[0], kind, fields[2], number(fields[3]), number(fields[4]), number(fields[5])};
}

std::string_view line_at(std::string_view table, std::size_t begin) {
  return table.substr(begin, std::min(table.find('\n', begin), table.size()) - begin);
}

// The begin of the line that holds a byte.
std::size_t line_begin(std::string_view table, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : table.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

}  // namespace

std::string fold_place(std::string_view name) {
  std::string folded;
  for (const char c : fold(name)) {
    if (c == '\'' || c == '`') continue;
    const bool blank = c == '-' || c == ' ' || c == '\t' || c == '\n';
    if (blank && (folded.empty() || folded.back() == ' ')) continue;
    folded += blank ? ' ' : c;
  }
  while (folded.ends_with(' ')) folded.pop_back();
  if (folded.starts_with("the ") && folded != "the hague") folded.erase(0, 4);
  return folded;
}

std::vector<KnownPlace> find_places(std::string_view folded) {
  std::vector<KnownPlace> found;
  if (folded.size() < 2) return found;
  const std::string_view table = model::places_table();
  // The table is sorted by its first field, byte by byte.
  std::size_t low = 0;
  std::size_t high = table.size();
  while (low < high) {
    const std::size_t begin = line_begin(table, low + (high - low) / 2);
    const std::string_view line = line_at(table, begin);
    if (name_of(line) < folded) {
      low = std::min(begin + line.size() + 1, high);
    } else {
      high = begin;
    }
  }
  while (low < table.size()) {
    const std::string_view line = line_at(table, low);
    if (name_of(line) != folded) break;
    found.push_back(parse_line(line));
    low += line.size() + 1;
  }
  return found;
}

const std::vector<KnownPlace>& known_countries() {
  static const std::vector<KnownPlace> kCountries = [] {
    std::vector<KnownPlace> countries;
    std::string_view table = model::places_table();
    while (!table.empty()) {
      const std::string_view line = line_at(table, 0);
      table.remove_prefix(std::min(line.size() + 1, table.size()));
      if (line.find("\tcountry\t") != std::string_view::npos) countries.push_back(parse_line(line));
    }
    return countries;
  }();
  return kCountries;
}

}  // namespace hearsay

#include "reading/numbers.h"

#include <charconv>
#include <string>

namespace hearsay {
namespace {

const WordMap& small_numbers() {
  static const WordMap map(
      "one=1,two=2,three=3,four=4,five=5,six=6,seven=7,eight=8,nine=9,ten=10,eleven=11,twelve=12,thirteen=13,"
      "fourteen=14,fifteen=15,sixteen=16,seventeen=17,eighteen=18,nineteen=19,twenty=20,thirty=30,forty=40,fourty=40,"
      "fifty=50,sixty=60,seventy=70,eighty=80,ninety=90,zero=0");
  return map;
}

double scale_of(std::string_view lower) {
  if (lower == "hundred") return 1e2;
  if (lower == "thousand") return 1e3;
  if (lower == "million" || lower == "mln") return 1e6;
  if (lower == "billion" || lower == "bn") return 1e9;
  if (lower == "trillion" || lower == "tn") return 1e12;
  if (lower == "lakh") return 1e5;
  if (lower == "crore") return 1e7;
  return 0;
}

std::optional<double> parse_double(std::string_view digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// "twenty-three", "three", "sixty"
std::optional<double> small_value(std::string_view lower) {
  const std::size_t hyphen = lower.find('-');
  const std::string_view head = small_numbers().find(lower.substr(0, hyphen));
  if (head.empty()) return std::nullopt;
  const double value = *parse_double(head);
  if (hyphen == std::string_view::npos) return value;
  const std::string_view tail = small_numbers().find(lower.substr(hyphen + 1));
  if (tail.empty() || tail.size() > 1 || value < 20) return std::nullopt;
  return value + *parse_double(tail);
}

// "2.5m", "$3bn", "40k": the letter behind the digits as a scale; 0 where it is none.
double suffix_scale(std::string_view suffix) {
  if (suffix == "k") return 1e3;
  if (suffix == "m" || suffix == "mn") return 1e6;
  if (suffix == "b" || suffix == "bn") return 1e9;
  if (suffix == "tn") return 1e12;
  return 0;
}

}  // namespace

std::optional<double> digits_value(std::string_view word) {
  if (word.empty() || word.size() > 20 || word[0] < '0' || word[0] > '9') return std::nullopt;
  std::string plain;
  std::size_t group = 0;  // digits since the last comma
  bool comma = false;
  bool point = false;
  for (const char c : word) {
    if (c >= '0' && c <= '9') {
      plain += c;
      ++group;
    } else if (c == ',') {
      if (point || (comma && group != 3) || group > 3) return std::nullopt;
      comma = true;
      group = 0;
    } else if (c == '.') {
      if (point || (comma && group != 3)) return std::nullopt;
      point = true;
      comma = false;
      plain += c;
    } else {
      return std::nullopt;
    }
  }
  if ((comma && group != 3) || plain.back() == '.') return std::nullopt;
  return parse_double(plain);
}

std::optional<double> number_word_value(std::string_view lower) {
  if (const auto value = digits_value(lower)) return value;
  return small_value(lower);
}

std::optional<Number> read_number(const TextWords& words, std::size_t begin) {
  if (begin >= words.size()) return std::nullopt;
  const std::size_t end = words.sentence_end(words[begin].sentence);
  const std::string_view head = words.lower(begin);
  Number number{begin + 1, 0, false, false};
  if (words[begin].kind == WordKind::number) {
    number.digits = true;
    const std::size_t letters = head.find_first_not_of("0123456789.,");
    const auto value = digits_value(head.substr(0, letters));
    if (!value) return std::nullopt;
    number.value = *value;
    if (letters != std::string_view::npos) {
      // "2-million" is a scale as well as "2m"
      const std::string_view suffix = head.substr(letters);
      const double scale = suffix[0] == '-' ? scale_of(suffix.substr(1)) : suffix_scale(suffix);
      if (scale == 0) return std::nullopt;
      number.value *= scale;
      return number;
    }
    double scale = 0;
    if (number.last < end && (scale = scale_of(words.lower(number.last))) > 0) {
      number.value *= scale;
      ++number.last;
    }
    return number;
  }
  if (words[begin].kind != WordKind::word) return std::nullopt;
  // "a hundred", "a dozen", "half a million", "half a dozen"
  const bool half = head == "half" && (words.is(begin + 1, "a") || words.is(begin + 1, "an")) && begin + 2 < end;
  const bool article = (head == "a" || head == "an") && begin + 1 < end;
  if (half || article) {
    const std::size_t scale_word = begin + (half ? 2 : 1);
    const std::string_view scale_name = words.lower(scale_word);
    double scale = scale_name == "dozen" ? 12 : scale_of(scale_name);
    if (scale == 0 && half) return std::nullopt;
    if (scale == 0) return std::nullopt;
    number.article = true;
    number.value = half ? scale / 2 : scale;
    number.last = scale_word + 1;
    if (scale_name == "dozen" || half) return number;
  }
  // Hundreds, thousands, ... added up: "three hundred and fifty thousand"
  double total = article ? 0 : 0;
  double current = article ? number.value : 0;
  bool any = article;
  bool after_scale = article;
  std::size_t at = article ? number.last : begin;
  for (; at < end; ++at) {
    const std::string_view lower = words.lower(at);
    if (const auto small = small_value(lower)) {
      if (any && !after_scale) {
        // "twenty three" without a hyphen
        if (!(current >= 20 && static_cast<int>(current) % 10 == 0 && *small < 10)) break;
      }
      current += *small;
      any = true;
      after_scale = false;
    } else if (any && lower == "dozen") {
      current *= 12;
      ++at;
      break;
    } else if (const double scale = scale_of(lower); any && scale > 0) {
      if (scale == 100) {
        current *= scale;
      } else {
        total += current * scale;
        current = 0;
      }
      after_scale = true;
    } else if (any && after_scale && lower == "and" && at + 1 < end && small_value(words.lower(at + 1))) {
      continue;
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  number.value = total + current;
  number.last = at;
  return number;
}

}  // namespace hearsay

#include "article/date.h"

#include <array>
#include <cstdio>

#include "article/word_table.h"
#include "core/unicode.h"

namespace hearsay::article {

namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2049;

struct Month {
  std::uint32_t number;
  std::string_view names;
};

// Full names and their short forms; a dot behind is read over. "mar" is March in English and in Spanish.
constexpr Month kMonths[] = {
    {1,
     "january jan januar jän jänner janvier janv enero ene janeiro gennaio gen januari stycznia sty styczeń ocak "
     "ianuarie января січня ledna leden يناير"},
    {2,
     "february feb februar februari février févr fév fevrier febrero fevereiro fev febbraio lutego lut luty şubat "
     "februarie февраля лютого února فبراير"},
    {3, "march mar märz mär maerz mrz mars marzo março maart mrt marca marzec mart martie марта березня března مارس"},
    {4, "april apr avril avr abril abr aprile kwietnia kwi kwiecień nisan aprilie апреля квітня dubna أبريل"},
    {5, "may mai mayo maio maggio mag mei maja maj mayıs мая травня května مايو"},
    {6, "june jun juni juin junio junho giugno giu czerwca cze czerwiec haziran iunie июня червня června يونيو"},
    {7, "july jul juli juillet juil julio julho luglio lug lipca lip lipiec temmuz iulie июля липня července يوليو"},
    {8, "august aug août aout agosto ago augustus augusti sierpnia sie sierpień ağustos августа серпня srpna أغسطس"},
    {9,
     "september sep sept septembre septiembre setiembre setembro set settembre września wrz wrzesień eylül septembrie "
     "сентября вересня září سبتمبر"},
    {10,
     "october oct oktober okt octobre octubre outubro out ottobre ott oktober października paź październik ekim "
     "octombrie октября жовтня října أكتوبر"},
    {11, "november nov novembre noviembre novembro listopada lis listopad kasım noiembrie ноября листопада نوفمبر"},
    {12,
     "december dec dezember dez décembre déc decembre diciembre dic dezembro dicembre desember grudnia gru grudzień "
     "aralık decembrie декабря грудня prosince ديسمبر"},
};

int month_number(std::string_view word) {
  static const WordTable table = [] {
    WordTable words;
    for (const Month& month : kMonths) words.add_all(month.names, month.number);
    return words;
  }();
  const std::uint32_t found = table[word];
  return found > 12 ? 0 : static_cast<int>(found);
}

struct Clock {
  int hour = -1, minute = -1, second = -1;
  std::string zone;
};

// A cursor over text in lower case; offsets agree with the original for the scripts that matter.
class Reader {
 public:
  Reader(std::string_view text, std::size_t position) : text_(text), position_(position) {}
  [[nodiscard]] std::size_t position() const { return position_; }
  void move(std::size_t position) { position_ = position; }
  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }
  bool take(char byte) {
    if (peek() != byte) return false;
    ++position_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(position_, word.size()) != word) return false;
    position_ += word.size();
    return true;
  }
  // Blanks, incl. no-break ones; at most four, so that columns of a table do not make a date.
  void skip_blanks() {
    for (int i = 0; i < 4; ++i) {
      if (peek() == ' ' || peek() == '\t' || peek() == '\n') {
        ++position_;
      } else if (!take("\xC2\xA0") && !take("\xE2\x80\xAF")) {
        return;
      }
    }
  }
  // Reads a number of `least` to `most` digits that no further digit follows; -1 where there is none.
  int number(std::size_t least, std::size_t most) {
    std::size_t length = 0;
    int value = 0;
    while (length <= most && peek(length) >= '0' && peek(length) <= '9') {
      if (length < 9) value = value * 10 + (peek(length) - '0');
      ++length;
    }
    if (length < least || length > most) return -1;
    position_ += length;
    return value;
  }
  // Letters from here, as a view.
  std::string_view word() {
    const std::size_t begin = position_;
    while (position_ < text_.size() && position_ - begin < 32) {
      const char byte = text_[position_];
      const bool letter = (byte >= 'a' && byte <= 'z') || static_cast<unsigned char>(byte) >= 0x80;
      if (!letter || text_.substr(position_, 2) == "\xC2\xA0") break;
      ++position_;
    }
    return text_.substr(begin, position_ - begin);
  }

 private:
  std::string_view text_;
  std::size_t position_;
};

int days_in(int month, int year) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) return 28;
  return kDays[static_cast<std::size_t>(month - 1)];
}

bool is_date(int year, int month, int day) {
  return year >= kFirstYear && year <= kLastYear && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in(month, year);
}

struct ZoneName {
  std::string_view name, offset;
};
constexpr ZoneName kZones[] = {{"utc", "Z"},      {"gmt", "Z"},      {"est", "-05:00"}, {"edt", "-04:00"},
                               {"cst", "-06:00"}, {"cdt", "-05:00"}, {"mst", "-07:00"}, {"mdt", "-06:00"},
                               {"pst", "-08:00"}, {"pdt", "-07:00"}, {"cet", "+01:00"}, {"cest", "+02:00"},
                               {"bst", "+01:00"}, {"ist", "+05:30"}, {"et", ""},        {"uhr", ""}};

std::string read_zone(Reader& reader) {
  const std::size_t begin = reader.position();
  if (reader.take('z')) return "Z";
  reader.skip_blanks();
  const char sign = reader.peek();
  if (sign == '+' || sign == '-') {
    reader.take(sign);
    int hours = reader.number(2, 2);
    int minutes = 0;
    if (hours < 0) {
      const int both = reader.number(4, 4);
      if (both >= 0) {
        hours = both / 100;
        minutes = both % 100;
      }
    } else if (reader.take(':')) {
      minutes = reader.number(2, 2);
    }
    if (hours >= 0 && hours <= 14 && minutes >= 0 && minutes < 60) {
      if (hours == 0 && minutes == 0) return "Z";
      char buffer[16];
      std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", sign, hours, minutes);
      return buffer;
    }
  } else {
    reader.take('(');
    const std::string_view name = reader.word();
    for (const ZoneName& zone : kZones) {
      if (zone.name == name) return std::string(zone.offset);
    }
  }
  reader.move(begin);
  return {};
}

// "t17:27:05.123+02:00", ", 5:27 pm est", " um 17.27 uhr", " at 17:27", " - 17:27"
Clock read_clock(Reader& reader) {
  const std::size_t begin = reader.position();
  Clock clock;
  if (!(reader.peek() == 't' && reader.peek(1) >= '0' && reader.peek(1) <= '9' && reader.take('t'))) {
    reader.skip_blanks();
    for (const std::string_view link : {",", "-", "|", "–", "—", "/", "@", "·", "•"}) {
      if (reader.take(link)) break;
    }
    reader.skip_blanks();
    for (const std::string_view link : {"at ", "um ", "à ", "a las ", "às ", "ore ", "o godz. ", "kl. "}) {
      if (reader.take(link)) break;
    }
    reader.skip_blanks();
  }
  const int hour = reader.number(1, 2);
  const bool colon = hour >= 0 && (reader.take(':') || (reader.peek() == 'h' && reader.take('h')));
  const bool dot = hour >= 0 && !colon && reader.take('.');
  const int minute = colon || dot ? reader.number(2, 2) : -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
    reader.move(begin);
    return {};
  }
  clock.hour = hour;
  clock.minute = minute;
  if (colon && reader.take(':')) {
    clock.second = reader.number(2, 2);
    if (clock.second > 59) clock.second = -1;
    if (reader.take('.')) {
      while (reader.peek() >= '0' && reader.peek() <= '9') reader.take(reader.peek());
    }
  }
  const std::size_t after = reader.position();
  reader.skip_blanks();
  const bool afternoon = reader.take("pm") || reader.take("p.m");
  const bool morning = !afternoon && (reader.take("am") || reader.take("a.m"));
  if (afternoon && hour < 12) clock.hour += 12;
  if (morning && hour == 12) clock.hour = 0;
  if (!afternoon && !morning) reader.move(after);
  reader.take('.');
  if (dot && !afternoon && !morning) {  // "5.11" is a time only where "uhr" says so
    reader.skip_blanks();
    if (!reader.take("uhr")) {
      reader.move(begin);
      return {};
    }
    return clock;
  }
  clock.zone = read_zone(reader);
  return clock;
}

Date make_date(int year, int month, int day, const Clock& clock) {
  char buffer[40];
  Date date;
  if (day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
    date.precision = DatePrecision::month;
  } else if (clock.hour < 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  } else if (clock.second < 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d", year, month, day, clock.hour, clock.minute);
    date.precision = DatePrecision::minute;
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, clock.hour, clock.minute,
                  clock.second);
    date.precision = DatePrecision::second;
  }
  date.value = buffer;
  if (date.precision != DatePrecision::day && date.precision != DatePrecision::month) date.value += clock.zone;
  return date;
}

void skip_ordinal(Reader& reader) {
  const std::size_t begin = reader.position();
  for (const std::string_view suffix : {"st", "nd", "rd", "th", "er", "º", "ª", "."}) {
    if (!reader.take(suffix)) continue;
    const char next = reader.peek();
    if (suffix != "." && next >= 'a' && next <= 'z') reader.move(begin);
    return;
  }
}

// Behind the year of "2023年11月5日 17:27", "2023년 11월 5일".
std::optional<Date> read_ideographic(Reader& reader, int year) {
  if (!reader.take("年") && !reader.take("년")) return std::nullopt;
  reader.skip_blanks();
  const int month = reader.number(1, 2);
  if (!reader.take("月") && !reader.take("월")) return std::nullopt;
  reader.skip_blanks();
  const int day = reader.number(1, 2);
  if ((!reader.take("日") && !reader.take("일")) || !is_date(year, month, day)) return std::nullopt;
  return make_date(year, month, day, read_clock(reader));
}

// From a digit: "2023-11-05", "20231105", "05.11.2023", "5/11/23", "5 november 2023", "5. nov. 2023", "5 de noviembre
// de 2023".
std::optional<Date> read_from_digit(Reader& reader, bool month_first) {
  const std::size_t begin = reader.position();
  if (const int year = reader.number(4, 4); year >= 0) {
    if (const auto date = read_ideographic(reader, year)) return date;
    const char separator = reader.peek();
    if (separator == '-' || separator == '/' || separator == '.') {
      reader.take(separator);
      const int month = reader.number(1, 2);
      if (month >= 0 && reader.take(separator)) {
        const int day = reader.number(1, 2);
        if (is_date(year, month, day)) return make_date(year, month, day, read_clock(reader));
      }
    }
    reader.move(begin);
    return std::nullopt;
  }
  if (const int whole = reader.number(8, 8); whole >= 0) {
    const int year = whole / 10000, month = whole / 100 % 100, day = whole % 100;
    if (is_date(year, month, day)) return make_date(year, month, day, {});
    reader.move(begin);
    return std::nullopt;
  }
  const int first = reader.number(1, 2);
  if (first < 0) return std::nullopt;
  // "05 | 11 | 2023" is told with a full year only.
  const std::size_t before = reader.position();
  reader.skip_blanks();
  const bool spaced = reader.position() > before;
  const char separator = reader.peek();
  const bool divides = separator == '/' || separator == '.' || separator == '-';
  if ((divides && !spaced && reader.peek(1) >= '0' && reader.peek(1) <= '9') ||
      (spaced && (separator == '|' || separator == '/' || separator == '.') && reader.peek(1) == ' ')) {
    reader.take(separator);
    reader.skip_blanks();
    const int second = reader.number(1, 2);
    if (spaced) reader.skip_blanks();
    if (second >= 0 && reader.take(separator)) {
      if (spaced) reader.skip_blanks();
      int year = reader.number(4, 4);
      if (year < 0 && !spaced) {
        year = reader.number(2, 2);
        if (year >= 0) year += 2000;
      }
      int day = first, month = second;
      if (separator != '.' && (month_first || second > 12) && first <= 12) std::swap(day, month);
      const bool longer = reader.peek() == separator && reader.peek(1) >= '0' && reader.peek(1) <= '9';  // a version
      if (!longer && is_date(year, month, day)) return make_date(year, month, day, read_clock(reader));
    }
    reader.move(begin);
    return std::nullopt;
  }
  reader.move(before);
  skip_ordinal(reader);
  reader.skip_blanks();
  if (reader.take('-') || reader.take("of ") || reader.take("de ")) reader.skip_blanks();
  const int month = month_number(reader.word());
  if (month != 0) {
    reader.take('.');
    reader.take(',');
    reader.skip_blanks();
    if (reader.take("de ") || reader.take("del ") || reader.take('-') || reader.take("'") || reader.take("’"))
      reader.skip_blanks();
    int year = reader.number(4, 4);
    if (year < 0) {
      const std::size_t at = reader.position();
      year = reader.number(2, 2);
      if (year >= 0 && reader.peek() == ':') {  // "5 nov 17:27" has no year
        reader.move(at);
        year = -1;
      }
      if (year >= 0) year += 2000;
    }
    if (is_date(year, month, first)) return make_date(year, month, first, read_clock(reader));
  }
  reader.move(begin);
  return std::nullopt;
}

// From a month's name: "november 5, 2023", "nov. 5th 2023 5:27 pm", "november 2023".
std::optional<Date> read_from_month(Reader& reader, int month) {
  reader.take('.');
  reader.skip_blanks();
  const std::size_t begin = reader.position();
  const int day = reader.number(1, 2);
  if (day > 0) {
    skip_ordinal(reader);
    reader.take(',');
    reader.take('.');
    reader.skip_blanks();
    Clock early;
    int year = reader.number(4, 4);
    if (year < 0) {  // "Nov 5 17:27:00 EST 2023"
      early = read_clock(reader);
      reader.skip_blanks();
      year = reader.number(4, 4);
    }
    if (is_date(year, month, day)) return make_date(year, month, day, early.hour >= 0 ? early : read_clock(reader));
    reader.move(begin);
    return std::nullopt;
  }
  const int year = reader.number(4, 4);
  if (year >= kFirstYear && year <= kLastYear) return make_date(year, month, 0, {});
  reader.move(begin);
  return std::nullopt;
}

bool is_ascii_letter(char byte) { return byte >= 'a' && byte <= 'z'; }

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, bool month_first) {
  constexpr std::size_t kMaxRead = 4096;
  const std::string low = lower(text.substr(0, kMaxRead));
  const std::string_view view = low;
  for (std::size_t i = 0; i < view.size();) {
    const char byte = view[i];
    const bool digit = byte >= '0' && byte <= '9';
    const bool letter = is_ascii_letter(byte) || static_cast<unsigned char>(byte) >= 0x80;
    Reader reader(view, i);
    if (digit) {
      const bool inside =
          i > 0 && ((view[i - 1] >= '0' && view[i - 1] <= '9') || view[i - 1] == '.' || view[i - 1] == ':');
      if (!inside) {
        if (const auto date = read_from_digit(reader, month_first)) {
          return FoundDate{*date, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(reader.position())}};
        }
      }
      while (i < view.size() && view[i] >= '0' && view[i] <= '9') ++i;
      continue;
    }
    if (!letter) {
      ++i;
      continue;
    }
    const std::string_view word = reader.word();
    if (const int month = month_number(word); month != 0) {
      if (const auto date = read_from_month(reader, month)) {
        return FoundDate{*date, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(reader.position())}};
      }
    }
    i += word.empty() ? 1 : word.size();
  }
  return std::nullopt;
}

std::optional<Date> parse_date(std::string_view text, bool month_first) {
  const std::string_view value = trim(text);
  if (value.empty() || value.size() > 200) return std::nullopt;
  if (const auto found = find_date(value, month_first)) return found->date;
  // Seconds since 1970, with or without milliseconds.
  std::size_t digits = 0;
  long long seconds = 0;
  while (digits < value.size() && value[digits] >= '0' && value[digits] <= '9' && digits < 13) {
    seconds = seconds * 10 + (value[digits++] - '0');
  }
  if (digits != value.size() || (digits != 10 && digits != 13)) return std::nullopt;
  if (digits == 13) seconds /= 1000;
  // Days to a civil date: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const long long z = seconds / 86400 + 719468;
  const long long era = z / 146097;
  const long long day_of_era = z - era * 146097;
  const long long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long long shifted = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const int month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  const int year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  if (!is_date(year, month, day)) return std::nullopt;
  return make_date(year, month, day, {});
}

std::optional<Date> url_date(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) return std::nullopt;
  const std::string_view text = url.substr(path, 1024);
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool digit = text[i] >= '1' && text[i] <= '2';
    if (!digit || (text[i - 1] >= '0' && text[i - 1] <= '9')) continue;
    Reader reader(text, i);
    const int year = reader.number(4, 4);
    if (year >= kFirstYear && year <= kLastYear) {
      const char separator = reader.peek();
      if (separator != '/' && separator != '-' && separator != '_' && separator != '.') continue;
      reader.take(separator);
      const std::string word = lower(text.substr(reader.position(), 3));
      int month = reader.number(1, 2);
      if (month < 0 && (month = month_number(word)) != 0) reader.move(reader.position() + 3);
      if (month < 1 || !reader.take(separator)) continue;
      const int day = reader.number(1, 2);
      if (is_date(year, month, day)) return make_date(year, month, day, {});
      continue;
    }
    reader.move(i);
    const int whole = reader.number(8, 8);
    if (whole > 0 && is_date(whole / 10000, whole / 100 % 100, whole % 100)) {
      return make_date(whole / 10000, whole / 100 % 100, whole % 100, {});
    }
  }
  return std::nullopt;
}

}  // namespace hearsay::article

#include "article/date_words.h"

#include <initializer_list>
#include <string>

namespace hearsay::article {

namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

bool says_published(std::string_view low) {
  return has_any(low, {"publish",   "posted",     "veröffentlicht", "erstellt",  "erschienen",  "publié",
                       "publicado", "pubblicato", "opublikowano",   "geplaatst", "created",     "written on",
                       "date:",     "datum:",     "gepostet",       "wurde am",  "gespeichert", "eingestellt",
                       "submitted", "pubblicata", "data:",          "fecha:",    "geschrieben"});
}

bool says_modified(std::string_view low) {
  return has_any(low, {"updated", "modified", "aktualisiert", "änderung", "geändert", "stand:", "update", "mis à jour",
                       "actualizado", "aggiornato", "aktualizacja", "edited", "revision", "revised", "reviewed"});
}

bool says_other(std::string_view low) {
  return has_any(low, {"©", "copyright", "abgerufen", "retrieved", "accessed", "deadline", "joined", "registriert",
                       "member since", "mitglied seit", "expires", "bewertung"});
}

// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
int day_number(const Date& date) {
  if (date.value.size() < 10) return 0;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char digit : std::string_view(date.value).substr(at, length)) value = value * 10 + (digit - '0');
    return value;
  };
  const int month = number(5, 2);
  const int year = number(0, 4) - (month <= 2 ? 1 : 0);
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + number(8, 2) - 1;
  return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

}  // namespace hearsay::article

#include "reading/time/time_words.h"

#include "reading/words.h"

namespace hearsay {
namespace {

int to_int(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

unsigned month_number(std::string_view lower) {
  static const WordMap map(
      "january=1,february=2,march=3,april=4,may=5,june=6,july=7,august=8,september=9,october=10,november=11,"
      "december=12,jan=1,jan.=1,feb=2,feb.=2,mar=3,mar.=3,apr=4,apr.=4,jun=6,jun.=6,jul=7,jul.=7,aug=8,aug.=8,sep=9,"
      "sep.=9,sept=9,sept.=9,oct=10,oct.=10,nov=11,nov.=11,dec=12,dec.=12");
  if (lower.size() < 3 || lower.size() > 9) return 0;
  const std::string_view found = map.find(lower);
  return found.empty() ? 0 : static_cast<unsigned>(to_int(found));
}

std::optional<unsigned> weekday_number(std::string_view lower) {
  static const WordMap map(
      "sunday=0,monday=1,tuesday=2,wednesday=3,thursday=4,friday=5,saturday=6,sundays=0,mondays=1,tuesdays=2,"
      "wednesdays=3,thursdays=4,fridays=5,saturdays=6,sun.=0,mon.=1,tue.=2,tues.=2,wed.=3,thu.=4,thur.=4,thurs.=4,"
      "fri.=5,sat.=6,tues=2,weds=3,thurs=4");
  if (lower.size() < 4 || lower.size() > 10) return std::nullopt;
  const std::string_view found = map.find(lower);
  if (found.empty()) return std::nullopt;
  return static_cast<unsigned>(to_int(found));
}

std::optional<CalendarUnit> unit_of(std::string_view lower) {
  static const WordMap map(
      "second=0,seconds=0,minute=1,minutes=1,min=1,mins=1,hour=2,hours=2,hr=2,hrs=2,day=3,days=3,week=4,weeks=4,month=5,"
      "months=5,year=6,years=6,decade=7,decades=7,century=8,centuries=8,quarter=9,quarters=9");
  if (lower.size() < 2 || lower.size() > 9) return std::nullopt;
  const std::string_view found = map.find(lower);
  if (found.empty()) return std::nullopt;
  return static_cast<CalendarUnit>(to_int(found));
}

std::string_view day_part(std::string_view lower) {
  static const WordMap map("morning=TMO,afternoon=TAF,evening=TEV,night=TNI,midday=TMI,noon=TMI");
  return map.find(lower);
}

std::string_view season_code(std::string_view lower) {
  static const WordMap map("spring=SP,summer=SU,autumn=FA,fall=FA,winter=WI");
  return map.find(lower);
}

unsigned day_of_month(std::string_view lower) {
  static const WordMap ordinals(
      "first=1,second=2,third=3,fourth=4,fifth=5,sixth=6,seventh=7,eighth=8,ninth=9,tenth=10,eleventh=11,twelfth=12,"
      "thirteenth=13,fourteenth=14,fifteenth=15,sixteenth=16,seventeenth=17,eighteenth=18,nineteenth=19,twentieth=20,"
      "twenty-first=21,twenty-second=22,twenty-third=23,twenty-fourth=24,twenty-fifth=25,twenty-sixth=26,"
      "twenty-seventh=27,twenty-eighth=28,twenty-ninth=29,thirtieth=30,thirty-first=31");
  if (lower.empty()) return 0;
  if (lower[0] < '0' || lower[0] > '9') {
    const std::string_view found = ordinals.find(lower);
    return found.empty() ? 0 : static_cast<unsigned>(to_int(found));
  }
  std::size_t digits = 0;
  while (digits < lower.size() && lower[digits] >= '0' && lower[digits] <= '9') ++digits;
  const std::string_view suffix = lower.substr(digits);
  if (digits > 2 || (!suffix.empty() && suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th")) return 0;
  const int value = to_int(lower.substr(0, digits));
  return value >= 1 && value <= 31 ? static_cast<unsigned>(value) : 0;
}

bool is_future_word(std::string_view lower) {
  static const WordSet set(
      "will would may can could must 'll \xE2\x80\x99ll shall won't won\xE2\x80\x99t scheduled expected slated planned plans planning upcoming intends "
      "set");
  return set.has(lower);
}

bool is_past_word(std::string_view lower) {
  static const WordSet set(
      "said told was were had did has have been went came met took made gave got held began begun left saw spoke wrote "
      "written won lost shot fell struck hit hurt put kept brought found became broke broken rose sent spent stood died "
      "ran led read sat thought felt knew paid cut drew drove flew fought grew heard taken seen done given known "
      "shown according blew swept sank stole");
  if (set.has(lower)) return true;
  return lower.size() > 4 && lower.ends_with("ed");
}

bool is_telling(std::string_view lower) {
  static const WordSet set("said told added stated announced reported confirmed");
  return set.has(lower);
}

bool may_begin_time(std::string_view lower) {
  static const WordSet set(
      "january february march april may june july august september october november december jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. "
      "aug aug. sep sep. sept sept. oct oct. nov nov. dec dec. "
      "sunday monday tuesday wednesday thursday friday saturday sundays mondays tuesdays wednesdays thursdays fridays saturdays sun. mon. tue. tues. "
      "wed. thu. thur. thurs. fri. sat. tues weds thurs "
      "last past previous this current next coming following early earlier late later mid the a an half several many "
      "christmas boxing new valentine halloween every each daily weekly monthly yearly annually annual nightly hourly "
      "today yesterday tomorrow tonight spring summer autumn fall winter noon midday midnight "
      "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty "
      "forty fourty fifty sixty seventy eighty ninety zero "
      "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
      "eighteenth nineteenth twentieth thirtieth q1 q2 q3 q4 quarter");
  if (lower.empty()) return false;
  // "6th", "48-hour", "twenty-first", "5\xE2\x80\x937"
  return (lower[0] >= '0' && lower[0] <= '9') || set.has(lower) || lower.find('-') != std::string_view::npos;
}

bool introduces_date(std::string_view lower) {
  static const WordSet set(
      "in since until till by from of during before after between through early late mid throughout around about circa "
      "to into for last next this summer spring autumn fall winter and");
  return set.has(lower);
}

}  // namespace hearsay

#include "entity/role_class.h"

#include <array>
#include <cstddef>
#include <string>

#include "core/unicode.h"

namespace hearsay {
namespace {

enum : RoleClasses { kOffice = 1, kArms = 2, kSport = 4, kArts = 8, kScience = 16, kBusiness = 32, kPrivate = 64, kPress = 128 };

struct RoleWord {
  std::string_view word;
  RoleClasses classes;
};

constexpr auto kRoleWords = std::to_array<RoleWord>({
    {"president", kOffice | kBusiness}, {"chairman", kOffice | kBusiness}, {"chairwoman", kOffice | kBusiness},
    {"minister", kOffice}, {"premier", kOffice}, {"chancellor", kOffice}, {"senator", kOffice}, {"lawmaker", kOffice},
    {"congressman", kOffice}, {"congresswoman", kOffice}, {"legislator", kOffice}, {"deputy", kOffice},
    {"mayor", kOffice}, {"governor", kOffice}, {"councillor", kOffice}, {"councilman", kOffice},
    {"ambassador", kOffice}, {"diplomat", kOffice}, {"envoy", kOffice}, {"politician", kOffice}, {"king", kOffice},
    {"queen", kOffice}, {"prince", kOffice}, {"princess", kOffice}, {"emir", kOffice}, {"judge", kOffice},
    {"prosecutor", kOffice}, {"secretary", kOffice},
    {"general", kArms}, {"colonel", kArms}, {"major", kArms}, {"captain", kArms | kSport}, {"commander", kArms},
    {"admiral", kArms}, {"soldier", kArms}, {"lieutenant", kArms}, {"sergeant", kArms}, {"militant", kArms},
    {"footballer", kSport}, {"goalkeeper", kSport}, {"striker", kSport}, {"midfielder", kSport}, {"defender", kSport},
    {"winger", kSport}, {"coach", kSport}, {"referee", kSport}, {"batsman", kSport}, {"bowler", kSport},
    {"quarterback", kSport}, {"pitcher", kSport}, {"cyclist", kSport}, {"swimmer", kSport}, {"sprinter", kSport},
    {"boxer", kSport}, {"golfer", kSport}, {"athlete", kSport}, {"skier", kSport}, {"wrestler", kSport},
    {"actor", kArts}, {"actress", kArts}, {"singer", kArts}, {"musician", kArts}, {"rapper", kArts},
    {"novelist", kArts}, {"poet", kArts}, {"painter", kArts}, {"sculptor", kArts}, {"filmmaker", kArts},
    {"composer", kArts}, {"guitarist", kArts}, {"drummer", kArts}, {"comedian", kArts}, {"pianist", kArts},
    {"professor", kScience}, {"scientist", kScience}, {"physicist", kScience}, {"biologist", kScience},
    {"chemist", kScience}, {"astronomer", kScience}, {"geologist", kScience}, {"epidemiologist", kScience},
    {"surgeon", kScience}, {"doctor", kScience}, {"physician", kScience}, {"historian", kScience},
    {"economist", kScience | kBusiness}, {"researcher", kScience},
    {"ceo", kBusiness}, {"banker", kBusiness}, {"businessman", kBusiness}, {"businesswoman", kBusiness},
    {"entrepreneur", kBusiness}, {"investor", kBusiness}, {"trader", kBusiness}, {"executive", kBusiness},
    {"farmer", kPrivate}, {"shopkeeper", kPrivate}, {"student", kPrivate}, {"pupil", kPrivate},
    {"taxi", kPrivate}, {"waiter", kPrivate}, {"waitress", kPrivate}, {"nurse", kPrivate}, {"plumber", kPrivate},
    {"electrician", kPrivate}, {"carpenter", kPrivate}, {"pensioner", kPrivate}, {"fisherman", kPrivate},
    {"schoolboy", kPrivate}, {"schoolgirl", kPrivate}, {"burglar", kPrivate}, {"gunman", kPrivate},
    {"journalist", kPress}, {"reporter", kPress}, {"correspondent", kPress}, {"columnist", kPress},
    {"editor", kPress}, {"presenter", kPress}, {"anchor", kPress},
});

RoleClasses classes_of_word(std::string_view word) {
  for (const auto& [known, classes] : kRoleWords) {
    if (word == known) return classes;
  }
  return 0;
}

}  // namespace

RoleClasses role_classes(std::string_view role) {
  const std::string folded = fold(role);
  RoleClasses classes = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    if (i < folded.size() && folded[i] != ' ' && folded[i] != '-') continue;
    classes |= classes_of_word(std::string_view(folded).substr(begin, i - begin));
    begin = i + 1;
  }
  return classes;
}

bool contradict(RoleClasses one, RoleClasses other) {
  if (one == 0 || other == 0 || (one & other) != 0) return false;
  // The powerful change seats: offices, arms, business, science and the press count as one walk of life here.
  constexpr RoleClasses kSeats = kOffice | kArms | kBusiness | kScience | kPress;
  return (one & kSeats) == 0 || (other & kSeats) == 0;
}

}  // namespace hearsay
